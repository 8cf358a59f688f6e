"""How inspections are found: every question that a page or a clock asks has an index of its own."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.delivery.inspection.books import INSPECTIONS
from ongikar.delivery.inspection.comparison import series_of
from ongikar.delivery.inspection.merged_answers import merge_answers
from ongikar.delivery.inspection.models import Inspection
from ongikar.delivery.inspection.parts import today_of_inspections
from ongikar.delivery.inspection.retention import inspections as inspections_to_empty
from ongikar.people.post_holders import holder_of
from ongikar.people.today_lines import TodayQuestion

from .inspections import SEEN

pytestmark = pytest.mark.django_db
READ_THROUGH = {
    "sqlite": re.compile(r"SCAN inspection_\w+(?! USING)"),
    "postgresql": re.compile(r"Seq Scan on inspection_(inspection|answer|finding)\b"),
}


def read_by_index(question):
    """Ask, and look at how each statement is planned where a table is never small enough to be read whole."""
    with CaptureQueriesContext(connection) as statements:
        answer = question()
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        for each in statements:
            if each["sql"].startswith("SELECT"):
                cursor.execute(explain + each["sql"].replace("%", "%%"))
                told = "\n".join(str(row[-1]) for row in cursor.fetchall())
                assert not READ_THROUGH[connection.vendor].search(told), (each["sql"], told)
    return answer


@pytest.mark.fast
def test_every_question_about_inspections_is_read_off_an_index(inspection, office, karim):
    newest = Inspection.objects.with_related().filter(office=office).order_by("-id")
    assert read_by_index(lambda: list(newest[:30])) == [inspection]
    assert read_by_index(lambda: series_of(inspection.place_id)) == []
    assert read_by_index(lambda: merge_answers(inspection)).by_item == {}
    question = TodayQuestion(None, holder_of(karim, SEEN.date()), office, SEEN)
    assert len(read_by_index(lambda: today_of_inspections(question)).in_office) == 1
    assert read_by_index(lambda: INSPECTIONS.rows(office, 2026)[:25]) == []
    due = inspections_to_empty(office, SEEN + timedelta(days=1)).order_by("finished_at", "pk")
    assert read_by_index(lambda: list(due[:50])) == []
