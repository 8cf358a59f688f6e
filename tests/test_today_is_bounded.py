"""Today of an office in which everything waits, many times over: few statements, and a page that a slow line
can carry.
"""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.website.today import LEAST_OF_SECTION, MOST_LINES, rooms_of_sections

from .test_growth_of_everything import grown
from .test_statement_counts import counted

pytestmark = pytest.mark.django_db
MOST_STATEMENTS, MOST_BYTES = 34, 80_000
# So often each row of the scene is there again: each list of Today is longer than what it shows.
MANY = 4_000


def look(client):
    client.get("/desk/today/")
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        answer = client.get("/desk/today/")
    assert answer.status_code == 200
    return answer.content, counted(seen)


@pytest.mark.once
def test_a_day_on_which_everything_waits_is_one_page(scene):
    client = scene.browser("officer")
    few, statements_of_few = look(client)
    with grown(MANY):
        many, statements = look(client)
    assert max(statements, statements_of_few) <= MOST_STATEMENTS, (statements_of_few, statements)
    assert max(len(few), len(many)) <= MOST_BYTES, (len(few), len(many))
    # What is left out is told, with the way to it.
    html = many.decode()
    assert html.count('class="who"') <= MOST_LINES + LEAST_OF_SECTION
    assert re.search(r'tab=late">আরও [০-৯]+\+?টি দেখুন', html)


@pytest.mark.parametrize(
    ("lengths", "rooms"),
    [
        ([], []),
        ([3], [3]),
        ([100], [25]),
        ([100, 100], [25, 11]),
        ([2, 100, 100], [2, 25, 9]),
        ([100] * 6, [11, 5, 5, 5, 5, 5]),
        ([10, 10, 10, 10, 1, 1], [10, 10, 9, 5, 1, 1]),
    ],
)
def test_what_presses_most_has_most_room(lengths, rooms):
    assert rooms_of_sections(lengths) == rooms
