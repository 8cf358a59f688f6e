"""When messages may go out: the office's own hours, never a moment of the quiet ones, and never later than
need be.
"""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.calendar.hours import read_message_hours
from ongikar.rules.calendar.message_hours import sending_moment
from ongikar.rules.calendar.office_calendar import TZ, Calendar, CalendarFault
from ongikar.rules.calendar.rows import CITIZENS, OFFICERS

from .any_calendar import calendar_data, hours, instants
from .known_days import KNOWN, at, known_days

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("group", "made", "goes"),
    [
        (CITIZENS, "2026-11-22 10:00", "2026-11-22 10:00"),
        (CITIZENS, "2026-11-22 07:59", "2026-11-22 08:00"),
        (CITIZENS, "2026-11-22 19:59", "2026-11-22 19:59"),
        (CITIZENS, "2026-11-22 20:00", "2026-11-23 08:00"),
        (CITIZENS, "2026-11-27 03:00", "2026-11-27 08:00"),  # a Friday
        (OFFICERS, "2026-11-22 10:00", "2026-11-22 10:00"),
        (OFFICERS, "2026-11-22 17:00", "2026-11-23 09:00"),
        (OFFICERS, "2026-11-26 18:00", "2026-11-29 09:00"),  # over Friday and Saturday
        (OFFICERS, "2026-02-19 15:45", "2026-02-22 09:00"),  # the hours of Ramadan
    ],
)
def test_an_office_that_says_nothing_writes_to_citizens_by_day_and_to_officers_in_office_hours(
    group, made, goes
):
    assert sending_moment(KNOWN, group, at(made)) == at(goes)


def test_an_office_may_name_its_own():
    own = Calendar.from_data(
        known_days(
            messages={"citizens": "office_hours", "officers": [["06:00", "09:00"], ["18:00", "20:00"]]}
        )
    )
    assert sending_moment(own, CITIZENS, at("2026-11-27 10:00")) == at("2026-11-29 09:00")
    assert sending_moment(own, OFFICERS, at("2026-11-27 10:00")) == at("2026-11-27 18:00")
    assert sending_moment(own, OFFICERS, at("2026-11-27 20:00")) == at("2026-11-28 06:00")


@pytest.mark.parametrize(
    ("said", "row", "bn", "en"),
    [
        ({"citizen": "office_hours"}, "messages/citizen", "বলে কিছু নেই", "has nothing called"),
        ({"citizens": []}, "messages/citizens", "দিনে অন্তত এক ঘণ্টা", "at least an hour a day"),
        (
            {"citizens": [["08:00", "08:30"]]},
            "messages/citizens",
            "দিনে অন্তত এক ঘণ্টা",
            "at least an hour a day",
        ),
        ({"citizens": "always"}, "messages/citizens", "দিনে অন্তত এক ঘণ্টা", "at least an hour a day"),
        ({"officers": [["20:00", "08:00"]]}, "messages/officers", "শুরুর আগেই", "end before they begin"),
        ({"officers": [["8", "9"]]}, "messages/officers", "পড়া যায় না", "cannot be read"),
        ({"officers": 8}, "messages/officers", "দিনে অন্তত এক ঘণ্টা", "at least an hour a day"),
        ([], "messages", "[messages] করে", "written as [messages]"),
    ],
)
def test_hours_that_cannot_stand_are_refused_and_named(said, row, bn, en):
    with pytest.raises(CalendarFault) as refused:
        Calendar.from_data(known_days(messages=said))
    assert refused.value.row == row
    assert bn in refused.value.bn
    assert en in refused.value.en


@st.composite
def calendars(draw):
    said = {
        name: draw(st.one_of(st.just("office_hours"), hours()))
        for name in draw(st.sets(st.sampled_from((CITIZENS, OFFICERS))))
    }
    try:
        read_message_hours(said)
    except CalendarFault:
        said = {}
    return Calendar.from_data(draw(calendar_data()) | {"messages": said})


def is_allowed(calendar, group, instant):
    own = calendar.rows.messages.of(group)
    if own is None:
        return calendar.is_open(instant)
    local = instant.astimezone(TZ)
    return any(opens <= local.hour * 60 + local.minute < closes for opens, closes in own)


@given(calendars(), st.sampled_from((CITIZENS, OFFICERS)), instants)
def test_a_message_goes_at_the_first_moment_at_which_it_may(calendar, group, instant):
    goes = sending_moment(calendar, group, instant)
    assert is_allowed(calendar, group, goes)
    assert goes == instant if is_allowed(calendar, group, instant) else goes > instant
    # No earlier moment is skipped: hours begin on whole quarters or minutes, so these are all that
    # could be the first.
    step = max(MINUTE, (goes - instant) / 400)
    looked = instant
    while looked < goes:
        assert not is_allowed(calendar, group, looked)
        looked += step


@given(calendar_data(), instants)
def test_the_office_opens_next_when_it_is_open_and_not_before(data, instant):
    calendar = Calendar.from_data(data)
    opens = calendar.next_open(instant)
    assert calendar.is_open(opens)
    assert calendar.office_time(instant, opens) == timedelta()
