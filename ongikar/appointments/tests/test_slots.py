"""The times that a post offers: by table, and as laws."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.appointments.rules.offers import BREAK, LAST_IN_MONTH, Offer, first_clash, week_of
from ongikar.appointments.rules.slots import do_overlap, slots_of, stands
from ongikar.rules.calendar.office_calendar import TZ

# A Sunday.
DAY = date(2026, 12, 6)
SUNDAY = frozenset({6})
EVERY_DAY = frozenset(range(7))


def at(hour, minute=0, day=DAY):
    return datetime.combine(day, time(hour, minute), TZ)


HOURS = ((at(9), at(13)), (at(14), at(17)))


def offer(begins=time(10), ends=time(12), **more):
    facts = {"weekdays": EVERY_DAY, "first": date(2026, 1, 1), "soonest": 0, **more}
    return Offer(begins=begins, ends=ends, **facts)


def starts(*offers, hours=HOURS, busy=(), today=DAY):
    return [f"{slot.starts_at:%H:%M}" for slot in slots_of(offers, DAY, today=today, hours=hours, busy=busy)]


def test_a_post_offers_its_hours_in_slots():
    assert starts(offer()) == ["10:00", "10:30", "11:00", "11:30"]


def test_what_does_not_fit_is_no_slot():
    assert starts(offer(minutes=45)) == ["10:00", "10:45"]


def test_none_lies_across_the_pause_and_after_it_they_begin_anew():
    assert starts(offer(time(12), time(15), minutes=45)) == ["12:00", "14:00"]


def test_none_on_a_day_on_which_the_office_is_closed():
    assert starts(offer(), hours=()) == []


def test_none_while_the_post_is_called_away_and_no_other_moves():
    assert starts(offer(), busy=[(at(10, 40), at(11, 10))]) == ["10:00", "11:30"]


def test_a_break_of_the_post_is_a_pause():
    assert starts(offer(), offer(time(10, 30), time(10, 50), kind=BREAK)) == ["10:00", "10:50", "11:20"]


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({"weekdays": SUNDAY}, [6, 13, 20, 27]),
        ({"weekdays": SUNDAY, "nth": 1}, [6]),
        ({"weekdays": SUNDAY, "nth": LAST_IN_MONTH}, [27]),
        ({"weekdays": SUNDAY, "every_weeks": 2, "first": date(2026, 12, 9)}, [20]),
        ({"weekdays": SUNDAY, "every_weeks": 2, "first": date(2026, 12, 6)}, [6, 20]),
        ({"weekdays": SUNDAY, "last": date(2026, 12, 13)}, [6, 13]),
    ],
)
def test_on_which_days_of_december_it_holds(facts, days):
    december = [date(2026, 12, day) for day in range(1, 32)]
    assert [day.day for day in december if offer(**facts).is_on(day)] == days


def test_a_week_begins_on_sunday():
    assert [week_of(DAY + timedelta(days=n)) for n in (-1, 0, 6, 7)] == [
        date(2026, 11, 29),
        DAY,
        DAY,
        DAY + timedelta(days=7),
    ]


@pytest.mark.parametrize(("ahead", "is_open"), [(0, False), (1, True), (60, True), (61, False)])
def test_a_citizen_books_no_sooner_and_no_further_than_is_said(ahead, is_open):
    slots = slots_of([offer(soonest=1, furthest=60)], DAY, today=DAY - timedelta(days=ahead), hours=HOURS)
    assert {slot.is_public for slot in slots} == {is_open}
    assert all(bool(slot.seats_for_citizens) is is_open for slot in slots)
    assert all(slot.seats_for_office for slot in slots)


def test_seats_of_citizens_and_of_the_office_are_apart():
    (slot, *_) = slots_of([offer(public=2, internal=1)], DAY, today=DAY, hours=HOURS)
    assert list(slot.seats_for_citizens) == [1, 2]
    assert slot.seats_for_office == [3, 1, 2]


@pytest.mark.parametrize(
    ("more", "clash"),
    [
        ({}, DAY),
        ({"begins": time(12), "ends": time(13)}, None),
        ({"begins": time(11), "ends": time(13)}, DAY),
        ({"weekdays": frozenset({0})}, None),
        ({"first": date(2027, 1, 1)}, date(2027, 1, 3)),
        ({"last": date(2026, 12, 5)}, None),
        ({"nth": LAST_IN_MONTH}, date(2026, 12, 27)),
        ({"kind": BREAK}, None),
    ],
)
def test_two_of_a_post_may_not_offer_the_same_time(more, clash):
    one, other = (
        offer(weekdays=SUNDAY, first=DAY),
        offer(**{"weekdays": SUNDAY, "first": date(2026, 12, 1), **more}),
    )
    assert first_clash(one, other) == first_clash(other, one) == clash


def test_those_that_take_turns_never_clash():
    turns = [offer(weekdays=SUNDAY, every_weeks=2, first=DAY + timedelta(days=7 * n)) for n in range(2)]
    assert first_clash(*turns) is None


def test_an_appointment_stands_by_the_office_hours_and_not_by_what_is_offered():
    span = (at(10), at(10, 30))
    assert stands(span, [], HOURS)
    assert not stands(span, [], ())
    assert not stands(span, [], HOURS, busy=[(at(10, 29), at(12))])
    assert not stands(span, [offer(time(10), time(11), kind=BREAK)], HOURS)
    assert not stands((at(12, 45), at(13, 15)), [], HOURS)


minutes_of_day = st.integers(min_value=0, max_value=24 * 12 - 1).map(lambda n: n * 5)


def clock(minute):
    return time(minute // 60, minute % 60)


@st.composite
def offers(draw):
    begins, ends = sorted(draw(st.lists(minutes_of_day, min_size=2, max_size=2, unique=True)))
    return offer(
        clock(begins),
        clock(ends),
        weekdays=frozenset(draw(st.sets(st.integers(0, 6)))),
        minutes=draw(st.integers(5, 240)),
        public=draw(st.integers(0, 3)),
        internal=draw(st.integers(0, 3)),
        every_weeks=draw(st.integers(1, 4)),
        nth=draw(st.none() | st.integers(1, 5)),
        first=DAY - timedelta(days=draw(st.integers(0, 60))),
    )


@st.composite
def spans(draw):
    moments = draw(st.lists(minutes_of_day, min_size=2, max_size=2, unique=True))
    return tuple(at(minute // 60, minute % 60) for minute in sorted(moments))


days = st.integers(-30, 60).map(lambda n: DAY + timedelta(days=n))


@given(offers(), offers(), st.lists(spans(), max_size=3))
def test_every_slot_lies_whole_in_the_hours_and_beside_breaks_and_duties(seeing, pause, busy):
    away = Offer(**{name: getattr(pause, name) for name in pause.__slots__} | {"kind": BREAK})
    for slot in slots_of([seeing, away], DAY, today=DAY, hours=HOURS, busy=busy):
        span = (slot.starts_at, slot.ends_at)
        assert any(opens <= span[0] and span[1] <= closes for opens, closes in HOURS)
        assert seeing.begins <= slot.starts_at.time()
        assert slot.ends_at.time() <= seeing.ends
        assert not any(do_overlap(span, each) for each in busy)
        if away.is_on(DAY):
            assert not do_overlap(
                span, (datetime.combine(DAY, away.begins, TZ), datetime.combine(DAY, away.ends, TZ))
            )
        assert slot.minutes == seeing.minutes
        assert stands(span, [seeing, away], HOURS, busy)


@given(offers())
def test_no_two_slots_of_one_availability_overlap(seeing):
    slots = slots_of([seeing], DAY, today=DAY, hours=HOURS)
    spans = [(slot.starts_at, slot.ends_at) for slot in slots]
    assert not any(do_overlap(one, other) for n, one in enumerate(spans) for other in spans[n + 1 :])


@given(offers(), offers(), days)
def test_where_no_clash_is_found_no_day_has_one(one, other, day):
    if first_clash(one, other) is None and one.is_on(day) and other.is_on(day):
        assert one.ends <= other.begins or other.ends <= one.begins


@given(offers(), offers())
def test_a_clash_is_a_day_of_both(one, other):
    if day := first_clash(one, other):
        assert one.is_on(day)
        assert other.is_on(day)
