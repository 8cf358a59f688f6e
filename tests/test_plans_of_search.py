"""The one search of the staff reads the newest records of each list by an index, and what they belong to by
its key, however many there are.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.people.desk import desk_of
from ongikar.people.search_sources import SearchQuestion
from ongikar.records.search import SOUGHT, record_texts

from .scene import NOW
from .test_plans_of_charge import THROUGH, plan_of

pytestmark = pytest.mark.django_db


def test_the_texts_of_all_lists_are_one_statement_that_goes_through_no_table(office, karim):
    question = SearchQuestion("রহিমা", desk_of(karim, NOW.date()), office, NOW)
    with CaptureQueriesContext(connection) as asked:
        assert record_texts(question).keys() == SOUGHT.keys()
        record_texts(question)
    (statement,) = asked.captured_queries
    assert not THROUGH[connection.vendor].search(told := plan_of(statement["sql"])), told
