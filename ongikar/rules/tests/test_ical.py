"""The calendar file, read back by a reader that knows nothing of the writer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.calendar.ical import calendar_file, escape_text, fold_line
from ongikar.rules.calendar.office_calendar import Calendar

from .any_calendar import calendar_data
from .known_days import KNOWN, WEEK, day, known_days
from .test_promise_laws import unhurried

STAMP = datetime(2026, 1, 1, tzinfo=UTC)


def written(calendar=KNOWN, years=range(2026, 2027), language="bn", name="অফিস; ছুটি, ইত্যাদি"):
    return calendar_file(calendar, years, language=language, name=name, host="office.example", stamp=STAMP)


def read(text):
    """A tiny reader of RFC 5545: unfolds, splits name, parameters and value, unescapes; one dict an event."""
    octets = text.encode("utf-8")
    assert octets.endswith(b"\r\n")
    raw_lines = octets.removesuffix(b"\r\n").split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in raw_lines)
    assert max(map(len, raw_lines)) <= 75
    for line in raw_lines:
        line.decode("utf-8")  # no line ends within a character
    lines: list[str] = []
    for line in raw_lines:
        if line[:1] == b" ":
            lines[-1] += line[1:].decode()
        else:
            lines.append(line.decode())
    head, events, current = {}, [], None
    for line in lines:
        key, _, value = line.partition(":")
        name, *parameters = key.split(";")
        if line == "BEGIN:VEVENT":
            current = {}
        elif line == "END:VEVENT":
            events.append(current)
            current = None
        else:
            target = head if current is None else current
            target[name] = unescaped(value)
            target[f"{name} parameters"] = parameters
    return lines, head, events


def unescaped(value):
    out, letters = "", iter(value)
    for letter in letters:
        if letter == "\\":
            letter = next(letters)
            letter = "\n" if letter in "nN" else letter
        out += letter
    return out


def dated(value):
    return date(int(value[:4]), int(value[4:6]), int(value[6:]))


def test_the_file_is_a_calendar_with_its_name():
    lines, head, _ = read(written())
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert head["VERSION"] == "2.0"
    assert head["PRODID"]
    assert head["X-WR-CALNAME"] == "অফিস; ছুটি, ইত্যাদি"


def test_days_in_a_row_of_one_name_are_one_event_with_its_end_excluded():
    _, _, events = read(written(language="en"))
    (azha,) = [event for event in events if event["SUMMARY"] == "Eid-ul-Azha"]
    assert (azha["DTSTART"], azha["DTEND"]) == ("20260526", "20260601")
    assert azha["DTSTART parameters"] == azha["DTEND parameters"] == ["VALUE=DATE"]
    assert azha["STATUS"] == "CONFIRMED"
    assert azha["DTSTAMP"] == "20260101T000000Z"


def test_a_holiday_on_a_friday_is_in_the_file_and_an_ordinary_friday_is_not():
    _, _, events = read(written(language="en"))
    starts = {event["DTSTART"]: event["SUMMARY"] for event in events}
    assert starts["20261225"] == "Christmas"
    assert "20260102" not in starts
    assert "20260222" not in starts  # Ramadan hours are no event


def test_working_saturdays_are_events_that_take_time():
    _, _, events = read(written(years=range(2025, 2026), language="en"))
    worked = [event for event in events if event["SUMMARY"] == "working Saturday"]
    assert [event["DTSTART"] for event in worked] == ["20250517", "20250524"]
    assert {event["TRANSP"] for event in worked} == {"OPAQUE"}
    assert {event["TRANSP"] for event in events if event not in worked} == {"TRANSPARENT"}


def test_working_days_in_a_row_stand_each_by_itself():
    calendar = Calendar.from_data(
        known_days(days=[day("2026-04-10", "2026-04-11", "working", "x", "x", False)])
    )
    assert [event["DTSTART"] for event in read(written(calendar))[2]] == ["20260410", "20260411"]


def test_what_the_moon_may_move_is_tentative():
    eid = day("2026-08-11", "2026-08-12", "general", "ঈদ", "Eid", True, provisional=True)
    calendar = Calendar.from_data({"week": WEEK, "days": [eid]})
    (event,) = read(written(calendar))[2]
    assert (event["STATUS"], event["SUMMARY"], event["SUMMARY parameters"]) == (
        "TENTATIVE",
        "ঈদ",
        ["LANGUAGE=bn"],
    )


def test_the_ids_are_the_same_in_both_languages_and_on_every_writing():
    ids = [[event["UID"] for event in read(written(language=language))[2]] for language in ("bn", "en", "bn")]
    assert ids[0] == ids[1] == ids[2]
    assert len(set(ids[0])) == len(ids[0])
    assert all(each.endswith("@office.example") for each in ids[0])


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\n"), max_size=200))
def test_any_line_folds_to_75_octets_and_unfolds_to_itself(line):
    pieces = fold_line(line).encode().split(b"\r\n ")
    assert all(len(piece) <= 75 - (place > 0) for place, piece in enumerate(pieces))
    assert b"".join(pieces).decode() == line
    assert all(piece.decode() or not line for piece in pieces)


def test_a_line_of_exactly_75_octets_is_not_folded():
    assert fold_line("x" * 75) == "x" * 75
    assert fold_line("x" * 76) == f"{'x' * 75}\r\n x"
    assert fold_line("x" * 150) == f"{'x' * 75}\r\n {'x' * 74}\r\n x"


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=60))
def test_any_name_comes_back_from_its_escapes(text):
    assert unescaped(escape_text(text)) == text.replace("\r", "")


@pytest.mark.parametrize(("text", "expected"), [("a,b;c\\d", "a\\,b\\;c\\\\d"), ("one\r\ntwo", "one\\ntwo")])
def test_what_has_a_meaning_in_the_format_is_escaped(text, expected):
    assert escape_text(text) == expected


@unhurried
@given(calendar_data())
def test_the_file_holds_every_holiday_of_the_year_and_no_day_twice(data):
    rows = [row | {"name_bn": f"ছুটি {n}", "name_en": f"holiday {n}"} for n, row in enumerate(data["days"])]
    calendar = Calendar.from_data(data | {"days": rows})
    _, _, events = read(written(calendar))
    days = [
        dated(event["DTSTART"]) + timedelta(days=n)
        for event in events
        for n in range((dated(event["DTEND"]) - dated(event["DTSTART"])).days)
    ]
    rows_of = calendar.rows
    year = range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
    assert days == [date.fromordinal(n) for n in year if n in rows_of.closed or n in rows_of.opened]
