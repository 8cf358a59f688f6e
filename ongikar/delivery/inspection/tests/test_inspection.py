"""An inspection counts what works, and says when it is looked at again."""

from datetime import date

import pytest

from ongikar.cases.kinds import kind_of

REPORT = {
    "visited_on": "2026-11-19",
    "computers": "১৭",
    "working": "০",
    "internet": "none",
    "used": "seldom",
    "score": "২৫",
    "words": "ল্যাবটি বন্ধ থাকে",
    "again_on": "2027-01-10",
}


def report(service, **changes):
    row = service("institutional-10")
    return kind_of(row).outcome_form(REPORT | changes, service=row, today=date(2026, 11, 22))


def test_a_lab_where_nothing_works_is_reported_as_such(service):
    form = report(service)
    assert form.is_valid(), form.errors
    assert form.as_answers()["working"] == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("working", "18"),
        ("score", "101"),
        ("visited_on", "2026-11-23"),
        ("again_on", "2026-11-21"),
        ("computers", "অনেক"),
    ],
)
def test_a_count_or_a_day_that_cannot_be_is_refused(service, field, value):
    assert set(report(service, **{field: value}).errors) == {field}
