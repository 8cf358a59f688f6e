"""Later orders: they add days, take days back, and bind the offices of their own area."""

from datetime import date

import pytest

from ongikar.rules.calendar.office_calendar import Calendar, CalendarFault
from ongikar.rules.calendar.scopes import Seat, rows_of_office

from .known_days import WEEK, known_days

RANGPUR_SADAR = Seat("rangpur", "rangpur", "rangpur-sadar", "rangpur-sadar-ict")
MONDAY = "2026-04-13"


def row(kind, first=MONDAY, last=None, name="x", **more):
    return {"from": first, "to": last or first, "kind": kind, "name_bn": name, "name_en": name, **more}


def withdrawn(first=MONDAY, last=None, **more):
    return row("withdrawn", first, last, "withdrawn", **more)


def calendar(*rows):
    return Calendar.from_data({"week": WEEK, "days": rows, "years": {"2026": "gazetted"}})


def open_on(day, *rows):
    return calendar(*rows).is_open_day(date.fromisoformat(day))


# Taking back


def test_a_withdrawn_holiday_is_worked_again_and_its_row_still_stands():
    rows = [row("general"), withdrawn()]
    assert open_on(MONDAY, *rows)
    assert [said.kind for said in calendar(*rows).rows.statements[date(2026, 4, 13).toordinal()]] == [
        "general",
        "withdrawn",
    ]


def test_a_withdrawal_takes_back_only_its_own_days():
    eid = [row("general", "2026-04-13", "2026-04-15"), withdrawn("2026-04-14")]
    assert [open_on(f"2026-04-{day}", *eid) for day in (13, 14, 15)] == [False, True, False]


def test_a_withdrawal_takes_back_only_what_was_ordered_before_it():
    assert not open_on(MONDAY, withdrawn(), row("general"))
    assert not open_on(MONDAY, row("general"), withdrawn(), row("executive_order"))


def test_a_working_saturday_can_be_taken_back():
    assert open_on("2026-04-11", row("working", "2026-04-11"))
    assert not open_on("2026-04-11", row("working", "2026-04-11"), withdrawn("2026-04-11"))


def test_a_working_saturday_may_be_ordered_where_the_holiday_was_withdrawn_before():
    rows = [row("general", "2026-04-11"), withdrawn("2026-04-11"), row("working", "2026-04-11")]
    assert open_on("2026-04-11", *rows)


def test_an_offices_own_closure_outlives_a_wider_withdrawal_that_does_not_name_it():
    rows = [row("general"), row("local", memo="12/2026"), withdrawn(scope="national")]
    assert calendar(*rows).closed_because(date(2026, 4, 13)).kind == "local"
    assert open_on(MONDAY, *rows, withdrawn(scope="national", withdraws="12/2026"))


def test_a_withdrawal_that_names_a_memo_leaves_the_other_rows():
    rows = [row("general", memo="1"), row("executive_order", memo="2"), withdrawn(withdraws="1")]
    assert calendar(*rows).closed_because(date(2026, 4, 13)).kind == "executive_order"


def test_an_office_ordered_to_stay_open_on_a_national_holiday_does():
    assert open_on(MONDAY, row("general"), withdrawn(scope="office"))


def test_a_moon_holiday_taken_back_makes_no_date_provisional():
    moon = row("general", provisional=True, moon=True)
    assert calendar(moon).provisional(date(2026, 4, 12), date(2026, 4, 14))
    assert calendar(moon, withdrawn()).provisional(date(2026, 4, 12), date(2026, 4, 14)) is None
    half = row("general", MONDAY, "2026-04-14", provisional=True, moon=True)
    assert calendar(half, withdrawn()).provisional(date(2026, 4, 12), date(2026, 4, 14))


def test_an_optional_holiday_does_not_hide_the_rows_after_it():
    assert not open_on(MONDAY, row("optional"), row("general"))


# Areas


def bound(*rows, seat=RANGPUR_SADAR):
    return rows_of_office(rows, seat)


@pytest.mark.parametrize(
    ("scope", "of", "binds"),
    [
        ("national", None, True),
        ("division", "rangpur", True),
        ("division", "dhaka", False),
        ("district", "rangpur", True),
        ("district", "dinajpur", False),
        ("upazila", "rangpur-sadar", True),
        ("upazila", "taraganj", False),
        ("office", "rangpur-sadar-ict", True),
        ("office", "rangpur-sadar", False),
    ],
)
def test_a_row_binds_the_offices_of_its_area(scope, of, binds):
    rows = bound(row("general", scope=scope, **({"of": of} if of else {})))
    assert [each["scope"] for each in rows] == ([scope] if binds else [])


def test_rows_come_oldest_order_first_and_of_one_date_the_wider_first():
    rows = bound(
        row("local", name="office", of="rangpur-sadar-ict", ordered="2026-01-05"),
        row("general", name="district", scope="district", of="rangpur", ordered=date(2026, 1, 5)),
        row("general", name="later", ordered="2026-01-06"),
        row("general", name="list"),
        row("general", name="list, second"),
    )
    assert [each["name_en"] for each in rows] == ["list", "list, second", "district", "office", "later"]
    assert not any({"of", "ordered"} & each.keys() for each in rows)


def test_a_local_row_is_the_offices_own_unless_it_says_otherwise():
    assert bound(row("local", of="rangpur-sadar-ict"))[0]["scope"] == "office"
    assert bound(row("local", scope="upazila", of="rangpur-sadar"))[0]["scope"] == "upazila"


def test_what_is_merged_is_a_calendar():
    days = bound(
        row("general", "2026-04-14", name="Bangla New Year"),
        row("withdrawn", "2026-04-14", scope="district", of="rangpur", ordered="2026-03-01", memo="7"),
        row("local", "2026-04-15", of="rangpur-sadar-ict", ordered="2026-04-01", memo="8"),
    )
    merged = Calendar.from_data(known_days(days=days))
    assert merged.is_open_day(date(2026, 4, 14))
    assert merged.closed_because(date(2026, 4, 15)).memo == "8"


@pytest.mark.parametrize(
    "bad",
    [
        row("general", scope="ward", of="7"),
        row("general", scope="district"),
        row("local"),
        row("general", ordered="soon"),
        row("general", ordered=7),
    ],
)
def test_a_row_that_binds_nobody_knows_whom_is_refused_by_its_place(bad):
    with pytest.raises(CalendarFault) as refused:
        bound(row("general"), bad)
    assert refused.value.row == "days/2"
    assert refused.value.bn.startswith("days/2")
    assert refused.value.en.startswith("days/2")
