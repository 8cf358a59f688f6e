"""Every finding names its row and says in both languages what is wrong."""

import pytest
from hypothesis import given

from ongikar.rules.calendar.findings import calendar_findings
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.promise.charter_time import read_charter_time

from .any_calendar import calendar_data
from .known_days import OFFICE_HOURS, RAMADAN, known_days
from .test_promise_laws import unhurried

SATURDAY, MONDAY = "2026-04-11", "2026-04-13"


def row(kind="general", first=MONDAY, name="ছুটি", **more):
    return {
        "from": first,
        "kind": kind,
        "name_bn": name,
        "name_en": "day",
        "source": "gazette",
        "memo": "1",
        **more,
    }


def found(**change):
    findings = calendar_findings(known_days(days=[]) | change)
    assert all(finding.bn != finding.en and finding.bn and finding.en for finding in findings)
    return [(finding.severity, finding.row) for finding in findings]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"week": {}}, [("fault", "week")]),
        ({"week": {"sunday": OFFICE_HOURS, "sundey": OFFICE_HOURS}}, [("fault", "week/sundey")]),
        (
            {"week": {"sunday": [["17:00", "09:00"]], "monday": [["09:00", "13:00"], ["12:00", "17:00"]]}},
            [("fault", "week/sunday"), ("fault", "week/monday")],
        ),
        (
            {"windows": [RAMADAN, RAMADAN, RAMADAN | {"hours": []}]},
            [("fault", "windows/2"), ("fault", "windows/3")],
        ),
        ({"windows": [RAMADAN | {"to": "2026-02-18"}]}, [("fault", "windows/1")]),
        ({"years": {"2026": "perhaps"}}, [("fault", "years/2026")]),
        ({"after_hours": "tomorrow"}, [("fault", "after_hours")]),
        ({"roll_closed": 1}, [("fault", "roll_closed")]),
        ({"holidays": [], "weeks": {}}, [("fault", "holidays"), ("fault", "weeks")]),
        # Days, one row after another
        ({"days": [row(kind="feast"), row(), row(first="soon")]}, [("fault", "days/1"), ("fault", "days/3")]),
        ({"days": [row(), row(name="অন্য", to="soon")]}, [("fault", "days/2")]),
        ({"days": [row("optional"), row(scope="ward")]}, [("fault", "days/2")]),
        ({"days": [row(scope="ward")]}, [("fault", "days/1")]),
        (
            {"days": [row(first="2027-01-03"), row(first="2025-04-13", year=2026)]},
            [("fault", "days/1"), ("fault", "days/2")],
        ),
        (
            {"days": [row("working", SATURDAY), row(first=SATURDAY), row("working", SATURDAY, memo="2")]},
            [("fault", "days/1"), ("fault", "days/3"), ("doubt", "days/3")],
        ),
        # What can be counted by, but looks like a slip
        ({"days": [row("working")]}, [("doubt", "days/1")]),
        ({"days": [row(), row()]}, [("doubt", "days/2")]),
        ({"days": [row(), row(name="অন্য ছুটি")]}, []),
        ({"days": [row(), row("executive_order")]}, []),
        ({"days": [row("optional"), row("optional", name="অন্য")]}, []),
        ({"days": [row("working", SATURDAY), row("working", SATURDAY, name="অন্য")]}, [("doubt", "days/2")]),
        ({"days": [row(memo="", source="")]}, [("doubt", "days/1")]),
        ({"days": [row(memo="")]}, []),
        ({"days": [row("local", memo="")]}, [("doubt", "days/1")]),
        ({"days": [row("working", SATURDAY, memo="")]}, [("doubt", "days/1")]),
        ({"days": [row(), row("withdrawn", memo="")]}, [("doubt", "days/2")]),
        ({"days": [row("withdrawn")]}, [("doubt", "days/1")]),
        ({"days": [row(), row("withdrawn")]}, []),
        ({"days": [row("local"), row("withdrawn")]}, [("doubt", "days/2")]),
        ({"days": [row(), row("withdrawn", to="2026-04-14")]}, []),
        (
            {"days": [row("working", "2026-04-10", to=SATURDAY), row(first="2026-04-10", to=SATURDAY)]},
            [("fault", "days/1")],
        ),
    ],
)
def test_what_is_wrong_is_found_row_by_row(change, expected):
    assert found(**change) == expected


def test_the_words_of_a_doubt_name_the_row_by_name_and_day():
    (finding,) = calendar_findings(known_days(days=[row("working", name="কর্মদিবস")]))
    assert finding.bn.replace("\u00a0", " ") == "days/1 (কর্মদিবস, ১৩ এপ্রিল ২০২৬): দিনটি এমনিতেই কার্যদিবস"
    assert finding.en.replace("\u00a0", " ") == "days/1 (day, 13 April 2026) is a working day in any week"


def test_a_week_of_working_saturdays_that_are_no_usual_days_is_no_doubt():
    assert found(days=[row("working", "2026-04-10", to=SATURDAY)]) == []
    # One closed day among open ones makes the order worth giving.
    assert found(days=[row("working", SATURDAY, to="2026-04-12")]) == []


@unhurried
@given(calendar_data())
def test_a_calendar_without_a_fault_can_be_read_and_one_with_a_fault_cannot(data):
    assert not [finding for finding in calendar_findings(data) if finding.severity == "fault"]
    Calendar.from_data(data)


@pytest.mark.parametrize("amount", [0, 10_000])
def test_a_limit_of_none_or_of_ten_thousand_days_is_a_finding(amount):
    time, (finding,) = read_charter_time({"kind": "working_days", "max": amount})
    assert time.promise is None
    assert finding.where == "time/max"
    assert finding.bn
    assert "2,500" in finding.en
