"""The one search of the staff reads the newest records of each list by an index, and what they belong to by
its key, however many there are.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.people.post_holders import holder_of
from ongikar.people.search_sources import SearchQuestion
from ongikar.people.tests.test_plans_of_charge import THROUGH
from ongikar.records.search import SOUGHT, record_texts, texts_query
from tests.query_plans import plan_of
from tests.scene import NOW

pytestmark = pytest.mark.django_db


def test_the_texts_of_all_lists_are_one_statement(office, karim):
    question = SearchQuestion("রহিমা", holder_of(karim, NOW.date()), office, NOW)
    with CaptureQueriesContext(connection) as asked:
        assert record_texts(question).keys() == SOUGHT.keys()
        record_texts(question)
    assert len(asked) == 1


def test_it_goes_through_no_table(office):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    told = plan_of((texts_query(tuple(SOUGHT)), office.pk))
    assert not THROUGH[connection.vendor].search(told), told
