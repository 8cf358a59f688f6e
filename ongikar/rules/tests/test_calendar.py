"""The office calendar: what is open, why not, how far it can be trusted, and what it refuses."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import Calendar, CalendarFault, in_utc
from ongikar.rules.promise import compute_due, explain_due
from ongikar.rules.promise.reading import read_promise

from .known_days import KNOWN, OFFICE_HOURS, RAMADAN, SAME_DAY, WEEK, at, day, known_days


def closing(first, last=None, kind="local", name="ঘূর্ণিঝড়", **more):
    return day(first, last or first, kind, name, "cyclone", more.pop("moon", False), **more)


def with_days(*rows, **settings):
    data = known_days(**settings)
    return Calendar.from_data(data | {"days": [*data["days"], *rows]})


@pytest.mark.parametrize(
    ("text", "kind", "name_en"),
    [
        ("2026-01-02", "weekly", "weekly day off"),  # a Friday
        ("2026-01-03", "weekly", "weekly day off"),  # a Saturday
        ("2026-02-04", "executive_order", "Shab-e-Barat"),  # a Wednesday
        ("2026-03-26", "general", "Independence Day"),  # a Thursday
        ("2026-12-25", "weekly", "weekly day off"),  # Christmas on a Friday counts as weekly
        ("2026-05-28", "general", "Eid-ul-Azha"),
    ],
)
def test_a_closed_day_says_why(text, kind, name_en):
    reason = KNOWN.closed_because(date.fromisoformat(text))
    assert (reason.kind, reason.name_en) == (kind, name_en)
    assert not KNOWN.is_open_day(date.fromisoformat(text))
    assert KNOWN.windows(date.fromisoformat(text)) == ()


def test_an_open_day_needs_no_reason():
    assert KNOWN.closed_because(date(2026, 4, 13)) is None
    assert KNOWN.windows(date(2026, 4, 13)) == ((at("2026-04-13 09:00"), at("2026-04-13 17:00")),)
    assert KNOWN.close(date(2026, 4, 13)) == at("2026-04-13 17:00")


def test_two_holidays_of_one_day_are_both_named():
    calendar = with_days(day("2026-03-26", "2026-03-26", "general", "অন্য দিবস", "another day", False))
    assert calendar.closed_because(date(2026, 3, 26)).name_bn == "স্বাধীনতা দিবস ও অন্য দিবস"
    assert calendar.closed_because(date(2026, 3, 26)).name_en == "Independence Day and another day"


def test_an_optional_holiday_leaves_the_office_open():
    assert with_days(closing("2026-04-13", kind="optional")).is_open_day(date(2026, 4, 13))


def test_a_local_closure_closes_it():
    assert with_days(closing("2026-04-13")).closed_because(date(2026, 4, 13)).name_bn == "ঘূর্ণিঝড়"


def test_ramadan_hours_hold_on_its_open_days_only():
    assert [w[1] for w in KNOWN.windows(date(2026, 2, 19))] == [
        at("2026-02-19 13:15"),
        at("2026-02-19 15:30"),
    ]
    assert KNOWN.windows(date(2026, 2, 20)) == ()
    assert KNOWN.close(date(2026, 2, 18)) == at("2026-02-18 17:00")
    assert KNOWN.close(date(2026, 3, 24)) == at("2026-03-24 17:00")


def test_a_working_saturday_keeps_ordinary_hours_and_ramadan_hours_in_ramadan():
    assert KNOWN.close(date(2025, 5, 17)) == at("2025-05-17 17:00")
    assert with_days(closing("2026-02-28", kind="working")).close(date(2026, 2, 28)) == at("2026-02-28 15:30")


def test_a_working_day_may_name_its_own_hours():
    calendar = with_days(closing("2026-02-28", kind="working", hours=[["10:00", "14:00"]]))
    assert calendar.windows(date(2026, 2, 28)) == ((at("2026-02-28 10:00"), at("2026-02-28 14:00")),)


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("2026-04-12 08:59:59", False),
        ("2026-04-12 09:00", True),
        ("2026-04-12 16:59:59", True),
        ("2026-04-12 17:00", False),  # [open, close)
        ("2026-04-14 10:00", False),  # New Year
        ("2026-02-23 13:15", False),  # the break begins
        ("2026-02-23 13:30", True),
    ],
)
def test_the_office_is_open_from_its_opening_until_before_its_close(text, open_):
    assert KNOWN.is_open(at(text)) is open_


@pytest.mark.parametrize(
    ("calendar", "text", "expected"),
    [
        (KNOWN, "2026-04-09 16:59:59", "2026-04-09"),
        (KNOWN, "2026-04-09 17:00", "2026-04-12"),
        (KNOWN, "2026-04-13 18:00", "2026-04-15"),  # New Year between
        (KNOWN, "2026-12-31 18:00", "2027-01-03"),
        (SAME_DAY, "2026-04-09 23:59", "2026-04-09"),
        (SAME_DAY, "2026-04-10 00:00", "2026-04-12"),
    ],
)
def test_the_day_of_receipt(calendar, text, expected):
    assert calendar.receipt_day(at(text)) == date.fromisoformat(expected)


def test_working_days_are_counted_to_and_fro():
    assert KNOWN.next_open_day(date(2026, 5, 25)) == date(2026, 6, 1)
    assert KNOWN.previous_open_day(date(2026, 6, 1)) == date(2026, 5, 25)
    assert KNOWN.next_open_day(date(2026, 5, 25), 3) == date(2026, 6, 3)
    assert KNOWN.add_working_days(date(2026, 4, 10), 0) == date(2026, 4, 10)
    assert KNOWN.count_working_days(date(2026, 5, 21), date(2026, 6, 4)) == 6  # 24, 25 May; 1 to 4 June
    assert KNOWN.count_working_days(date(2026, 6, 4), date(2026, 5, 21)) == -6  # 21, 24, 25 May; 1 to 3 June
    assert KNOWN.count_working_days(date(2026, 4, 10), date(2026, 4, 10)) == 0
    assert (
        KNOWN.count_working_days(date(2026, 4, 12), date(2026, 4, 10)) == 0
    )  # Sunday, from where one counts, is not counted


def test_office_minutes_leave_out_breaks_and_nights():
    assert (
        KNOWN.office_minutes(at("2026-02-23 09:00"), at("2026-02-24 09:00")) == 375
    )  # 13:15 − 9:00, and 2 hours
    assert KNOWN.office_minutes(at("2026-04-09 16:00"), at("2026-04-12 10:00")) == 120
    assert KNOWN.office_minutes(at("2026-04-12 10:00"), at("2026-04-09 16:00")) == -120
    assert KNOWN.office_minutes(at("2026-04-12 10:00:00"), at("2026-04-12 10:01:59")) == 1


def test_a_year_of_the_past_is_counted_as_well():
    assert KNOWN.add_working_days(date(2026, 1, 4), -3_000) < date(2015, 1, 1)
    assert KNOWN.count_working_days(date(1990, 1, 7), date(1990, 1, 14)) == 5


@pytest.mark.parametrize(
    ("first", "last", "reason", "certain_until"),
    [
        ("2026-01-04", "2026-12-31", None, None),
        ("2026-12-27", "2027-01-03", "unknown_year", "2026-12-31"),
        ("2027-01-03", "2027-01-04", "unknown_year", None),
        ("2025-12-28", "2026-01-04", "partial_year", None),
        ("2024-12-29", "2025-01-05", "unknown_year", None),
    ],
)
def test_a_span_is_provisional_outside_the_gazetted_years(first, last, reason, certain_until):
    why = KNOWN.provisional(date.fromisoformat(first), date.fromisoformat(last))
    assert (why and why.reason) == reason
    assert (why and why.certain_until) == (certain_until and date.fromisoformat(certain_until))


@pytest.mark.parametrize(
    ("last", "reason", "certain_until"),
    [
        ("2026-08-08", None, None),  # two days before
        ("2026-08-09", "moon", "2026-08-08"),  # the moon may bring it a day earlier
        ("2026-08-10", "moon", "2026-08-08"),
        ("2026-08-20", "moon", "2026-08-08"),
    ],
)
def test_a_span_is_provisional_within_a_day_of_a_moon_holiday_not_yet_announced(last, reason, certain_until):
    calendar = with_days(closing("2026-08-10", moon=True, provisional=True))
    why = calendar.provisional(date(2026, 8, 2), date.fromisoformat(last))
    assert (why and why.reason) == reason
    assert (why and why.certain_until) == (certain_until and date.fromisoformat(certain_until))


def test_a_moon_holiday_behind_by_more_than_a_day_no_longer_matters():
    calendar = with_days(closing("2026-08-10", moon=True, provisional=True))
    assert calendar.provisional(date(2026, 8, 11), date(2026, 8, 20)).reason == "moon"
    assert calendar.provisional(date(2026, 8, 12), date(2026, 8, 20)) is None


def test_an_announced_moon_holiday_and_an_unconfirmed_other_one():
    assert (
        with_days(closing("2026-08-10", moon=True)).provisional(date(2026, 8, 2), date(2026, 8, 20)) is None
    )
    unconfirmed = with_days(closing("2026-08-10", provisional=True))
    assert unconfirmed.provisional(date(2026, 8, 2), date(2026, 8, 9)) is None
    reason = unconfirmed.provisional(date(2026, 8, 2), date(2026, 8, 10))
    assert (reason.reason, reason.bn, reason.en) == (
        "unconfirmed",
        "ঘূর্ণিঝড় এখনও চূড়ান্ত নয়",
        "cyclone is not yet confirmed",
    )


def test_the_reason_is_said_in_both_languages():
    reason = KNOWN.provisional(date(2026, 12, 27), date(2027, 1, 3))
    assert reason.bn == "২০২৭ সালের ছুটির প্রজ্ঞাপন এখনও জানা নেই"
    assert reason.en == "the holidays of 2027 are not yet notified"


# What replaces the known calendar's data; the row at fault; words of its sentence, in both languages
REFUSED = [
    ({"week": {}}, "week", "অফিস সময় নেই", "no day of the week"),
    ({"week": {"sunday": []}}, "week", "অফিস সময় নেই", "no day of the week"),
    ({"week": {"sundey": OFFICE_HOURS}}, "week/sundey", "কোনো বার নয়", "no day of the week"),
    ({"week": {"sunday": [["17:00", "09:00"]]}}, "week/sunday", "শুরুর আগেই শেষ", "end before they begin"),
    ({"week": {"sunday": [["09:00", "09:00"]]}}, "week/sunday", "শুরুর আগেই শেষ", "end before they begin"),
    (
        {"week": {"sunday": [["09:00", "13:00"], ["12:59", "17:00"]]}},
        "week/sunday",
        "একটির ওপর আরেকটি",
        "overlap",
    ),
    ({"week": {"sunday": [["nine", "five"]]}}, "week/sunday", "পড়া যায় না", "cannot be read"),
    ({"week": {"sunday": [["09:00:30", "17:00"]]}}, "week/sunday", "পড়া যায় না", "cannot be read"),
    ({"week": {"sunday": [9, 17]}}, "week/sunday", "পড়া যায় না", "cannot be read"),
    ({"windows": [RAMADAN, RAMADAN]}, "windows/2", "আগেই অন্য অফিস সময়", "overlaps other dated hours"),
    ({"windows": [RAMADAN | {"hours": []}]}, "windows/1", "কোনো অফিস সময় লেখা নেই", "has no hours"),
    ({"windows": [RAMADAN | {"to": "2026-02-18"}]}, "windows/1", "প্রথম দিনের আগে", "ends before it begins"),
    ({"windows": [RAMADAN | {"from": "Ramadan"}]}, "windows/1", "কোনো তারিখ নয়", "is no date"),
    ({"days": [closing("2026-04-13", kind="feast")]}, "days/1", "কোনো ধরনের ছুটি নয়", "no kind of day"),
    ({"days": [closing("2026-04-13", "2026-04-12")]}, "days/1", "প্রথম দিনের আগে", "ends before it begins"),
    ({"days": [{"kind": "general"}]}, "days/1", "কোনো তারিখ নয়", "is no date"),
    ({"days": [closing("2026-04-13"), closing("2027-01-03")]}, "days/2", "২০২৭ সালের", "lies in 2027"),
    ({"days": [closing("2025-04-13", year=2026)]}, "days/1", "২০২৫ সালের", "lies in 2025"),
    ({"days": [closing("2025-01-01", "2026-06-01")]}, "days/1", "এক বছরের বেশি", "longer than a year"),
    (
        {"days": [closing("2026-02-28", kind="working"), closing("2026-02-27", "2026-03-01")]},
        "days/1",
        "একই দিন ছুটিও আছে (ঘূর্ণিঝড়)",
        "is also a holiday (cyclone)",
    ),
    ({"years": {"2026": "perhaps"}}, "years/2026", "২০২৬ সালের", "gazetted or partial"),
    ({"years": {"next": "gazetted"}}, "years/next", "gazetted", "gazetted or partial"),
    ({"after_hours": "tomorrow"}, "after_hours", "নিয়ম", "no rule"),
    ({"roll_closed": "yes"}, "roll_closed", "true বা false", "true or false"),
    ({"holidays": []}, "holidays", "বলে কিছু নেই", "has nothing called"),
]


@pytest.mark.parametrize(("change", "row", "bn", "en"), REFUSED)
def test_a_calendar_that_cannot_stand_is_refused_and_the_row_named(change, row, bn, en):
    with pytest.raises(CalendarFault) as refused:
        Calendar.from_data(known_days() | change)
    assert refused.value.row == row
    assert bn in refused.value.bn
    assert en in refused.value.en == str(refused.value)


def test_a_faulty_row_is_named_by_its_name_and_first_day():
    with pytest.raises(CalendarFault) as refused:
        with_days(closing("2026-02-28", kind="working"), closing("2026-02-28"))
    assert "ঘূর্ণিঝড়, ২৮ ফেব্রুয়ারি ২০২৬" in refused.value.bn.replace("\u00a0", " ")
    assert "cyclone, 28 February 2026" in refused.value.en.replace("\u00a0", " ")


def test_dates_and_times_may_come_as_toml_gives_them():
    import tomllib

    data = tomllib.loads(
        """
        week.sunday = [[09:00:00, 17:00:00]]
        [years]
        2026 = "gazetted"
        [[days]]
        from = 2026-04-12
        kind = "local"
        """
    )
    calendar = Calendar.from_data(data)
    assert calendar.next_open_day(date(2026, 4, 5)) == date(2026, 4, 19)
    assert calendar.closed_because(date(2026, 4, 12)).name_bn == "স্থানীয় ছুটি"


def test_an_office_closed_for_years_opens_again_and_the_search_ends():
    rows = [closing(f"{year}-01-01", f"{year}-12-31") for year in range(2026, 2031)]
    calendar = Calendar.from_data(
        {"week": WEEK, "days": rows, "years": dict.fromkeys(range(2026, 2031), "gazetted")}
    )
    assert calendar.receipt_day(at("2026-04-12 10:00")) == date(2031, 1, 1)  # a Wednesday
    assert calendar.add_office_time(at("2026-04-12 10:00"), timedelta(minutes=60)) == at("2031-01-01 10:00")


def test_a_table_in_use_keeps_its_beginning_while_another_question_grows_the_calendar():
    calendar = Calendar.from_data(known_days())
    held = calendar.years.between(2026, 2026)
    calendar.count_working_days(date(2010, 1, 1), date(2026, 1, 1))
    longer = calendar.years.longer(held, len(held.ordinals))
    assert longer.ordinals[: len(held.ordinals)] == held.ordinals


@pytest.mark.parametrize("year", [1971, 2200])
def test_years_no_clock_is_asked_about_are_refused(year):
    with pytest.raises(CalendarFault, match=f"the year {year} lies outside"):
        KNOWN.count_working_days(date(year, 1, 1), date(year, 2, 1))


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00+06:00",
        "1800-01-01T10:00:00+06:00",
        "1971-12-31T10:00:00+06:00",
        "2200-01-02T10:00:00+06:00",
        "9999-12-31T23:59:00-06:00",
    ],
)
def test_a_moment_outside_is_refused_by_the_year_that_was_asked_about(moment):
    received = datetime.fromisoformat(moment)
    for promise in ("3 working days", "7 days", "immediate", "2 hours"):
        with pytest.raises(CalendarFault) as refused:
            explain_due(KNOWN, read_promise(promise), received)
        assert refused.value.en == f"the year {received.year} lies outside this calendar (1972–2199)"
        assert refused.value.bn == f"{digits(received.year)} সাল এই ক্যালেন্ডারের বাইরে (১৯৭২–২১৯৯)"


@pytest.mark.parametrize("promise", ["900 working days", "900 days", "30 months", "2,000 hours"])
def test_a_count_that_runs_past_the_last_year_says_so(promise):
    with pytest.raises(CalendarFault) as refused:
        compute_due(KNOWN, read_promise(promise), datetime.fromisoformat("2198-12-01T10:00:00+06:00"))
    assert refused.value.en.startswith("the count needs days after 2199; the year 2200 lies outside")
    assert refused.value.bn.startswith("গণনায় ২১৯৯ সালের পরের দিনও লাগে; ২২০০ সাল এই ক্যালেন্ডারের বাইরে")


def test_the_first_year_of_the_calendar_can_be_counted_from():
    received = datetime.fromisoformat("1972-01-03T10:00:00+06:00")
    assert compute_due(KNOWN, read_promise("1 working day"), received).isoformat()[:10] == "1972-01-04"


def test_a_count_past_the_last_year_ends_in_a_fault_not_in_a_loop():
    with pytest.raises(CalendarFault, match="the year 2200 lies outside"):
        KNOWN.add_working_days(date(2199, 12, 1), 60)


@pytest.mark.parametrize(
    ("text", "close"),
    [
        ("2026-06-01", "2026-05-25 17:00"),  # over Eid and its weekend
        ("2026-04-13", "2026-04-12 17:00"),
        ("2026-04-11", "2026-04-09 17:00"),  # a Saturday: the Thursday before
        ("2026-02-20", "2026-02-19 15:30"),  # in Ramadan hours
        ("2026-01-01", "2025-12-31 17:00"),
    ],
)
def test_the_close_before_a_day_is_that_of_the_last_open_day_before_it(text, close):
    assert KNOWN.close_before(date.fromisoformat(text)) == at(close)


def test_the_close_before_the_first_days_of_a_table_is_found_in_an_earlier_year():
    rows = [closing("2025-01-01", "2025-12-31"), closing("2026-01-01", "2026-01-10")]
    shut = Calendar.from_data(known_days() | {"days": rows})
    assert shut.close_before(date(2026, 1, 11)) == at("2024-12-31 17:00")
    assert shut.close_before(date(2026, 1, 5)) == at("2024-12-31 17:00")


def test_a_closed_day_has_no_close():
    with pytest.raises(CalendarFault) as refused:
        KNOWN.close(date(2026, 4, 14))
    assert refused.value.bn.replace("\u00a0", " ") == "মঙ্গলবার, ১৪ এপ্রিল ২০২৬ অফিস বন্ধ"


def test_an_instant_without_a_time_zone_is_refused():
    naive = datetime(2026, 4, 12, 10)  # noqa: DTZ001
    for ask in (
        KNOWN.receipt_day,
        KNOWN.is_open,
        lambda moment: KNOWN.add_office_time(moment, timedelta(minutes=5)),
    ):
        with pytest.raises(CalendarFault, match="has no time zone"):
            ask(naive)


def test_an_instant_is_carried_in_utc_whatever_zone_it_came_in():
    assert in_utc(at("2026-04-09 17:00")).tzinfo is UTC


@pytest.mark.parametrize(
    ("instant", "opens"),
    [
        # While it is open, at once.
        ("2026-04-13 09:00", "2026-04-13 09:00"),
        ("2026-04-13 16:59", "2026-04-13 16:59"),
        # Before it opens, that day; once it has closed, the next one, over a holiday and a weekend.
        ("2026-04-13 08:59", "2026-04-13 09:00"),
        ("2026-04-13 17:00", "2026-04-15 09:00"),
        ("2026-04-14 10:00", "2026-04-15 09:00"),
        ("2026-04-09 17:00", "2026-04-12 09:00"),
        # By the office's own day, though by UTC it is the day before.
        ("2026-04-13 01:00", "2026-04-13 09:00"),
        # Between the two windows of a day in Ramadan.
        ("2026-03-16 13:20", "2026-03-16 13:30"),
    ],
)
def test_the_next_moment_at_which_the_office_is_open(instant, opens):
    assert KNOWN.next_open(at(instant)) == at(opens)
    assert KNOWN.next_open(at(instant).astimezone(UTC)) == at(opens)
