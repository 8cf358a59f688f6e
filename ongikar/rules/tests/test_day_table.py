"""The day table tells every day of a promise once, in order."""

from datetime import date, datetime

import pytest

from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.promise import Promise, explain_due
from ongikar.rules.promise.days import day_table

WEEK = {day: [["09:00", "17:00"]] for day in ("sunday", "monday", "tuesday", "wednesday", "thursday")}
OFFICE = Calendar.from_data(
    {
        "week": WEEK,
        "years": {"2026": "gazetted"},
        "days": [
            {
                "from": "2026-12-16",
                "to": "2026-12-16",
                "kind": "general",
                "name_bn": "বিজয় দিবস",
                "name_en": "Victory Day",
            }
        ],
    }
)


def at(day, hour=10):
    return datetime(2026, day.month, day.day, hour, tzinfo=TZ)


def answer_text(promise, received, waits=(), language="bn"):
    return [tuple(row) for row in day_table(explain_due(OFFICE, promise, received, waits).days, language)]


def test_the_reference_case_reads_as_on_the_reference_page():
    received = at(date(2026, 11, 29))
    waits = [(at(date(2026, 12, 2), 9), at(date(2026, 12, 6), 9))]
    rows = answer_text(Promise("working_days", 5), received, waits)
    assert [counted for _, _, counted in rows] == ["০", "১–২", "–", "–", "৩–৫"]
    assert rows[0][0] == "রবিবার, ২৯\u00a0নভেম্বর"
    assert rows[2][0] == "২–৩\u00a0ডিসেম্বর"


def test_a_holiday_is_named():
    rows = answer_text(Promise("working_days", 3), at(date(2026, 12, 14)), language="en")
    assert ("Wednesday, 16\u00a0December", "Victory Day", "–") in rows


def test_a_stretch_over_two_months_names_both():
    rows = answer_text(Promise("calendar_days", 5), at(date(2026, 11, 29)), language="en")
    assert rows[1][0] == "30\u00a0November – 4\u00a0December"


@pytest.mark.parametrize(
    "promise", [Promise("immediate"), Promise("working_days", 30), Promise("months", 1), Promise("hours", 24)]
)
def test_the_table_covers_the_span(promise):
    days = explain_due(OFFICE, promise, at(date(2026, 11, 29))).days
    assert day_table(days[:1], "bn")[0].counted == "০"
    assert len(day_table(days, "bn")) <= len(days)
