"""How a time is held, booked, moved, given up and kept; what is refused, and that nothing is then written."""

from datetime import date

import pytest

from ongikar.appointments import actions, transitions
from ongikar.appointments.free_times import free_times
from ongikar.appointments.models import Availability, Booking
from ongikar.appointments.words import ACTS, STATES
from ongikar.cases.actions.closing import withdraw
from ongikar.core.forms.faults import ActFault
from ongikar.gatherings.actions import add_member, open_roster, plan_gathering
from ongikar.journal.actions import ANYONE
from ongikar.journal.models import Entry
from ongikar.people.models import Holding
from ongikar.records.actions import change, strike

from .conftest import DAY, HOUR, KARIM, MINUTE, SUNDAY, at, enter_hours

pytestmark = pytest.mark.django_db
BY = {"actor": KARIM}


def free(office, post, now=SUNDAY, *, for_citizen=False):
    day = SUNDAY.date()
    times = free_times(office, [post], day, day, now, for_citizen=for_citizen)
    return [f"{each.slot.starts_at:%H:%M}" for each in times]


def refused():
    return pytest.raises(ActFault)


def test_what_is_given_is_booked_and_takes_one_seat(give, office, post):
    booking = give(at(10))
    assert (booking.state, booking.minutes, booking.who) == ("booked", 30, "সুমন রায়")
    assert free(office, post, for_citizen=True) == ["10:00", "10:30", "11:00", "11:30"]
    assert give(at(10)).seat != booking.seat
    assert free(office, post) == ["10:30", "11:00", "11:30"]
    assert free(office, post, for_citizen=True) == ["10:30", "11:00", "11:30"]


def test_a_third_of_two_seats_is_refused_beside_the_time(give):
    give(at(10)), give(at(10))
    with refused() as fault:
        give(at(10))
    assert fault.value.field == "slot"
    assert Booking.objects.count() == 2


def test_a_citizen_is_never_given_a_seat_of_the_office(hold, give, post):
    hold(at(10))
    with refused() as fault:
        hold(at(10))
    assert fault.value.field == "slot"
    assert give(at(10)).seat == 2


def test_sent_twice_it_is_given_once(give):
    assert give(at(10), submission="key").pk == give(at(10), submission="key").pk
    assert Booking.objects.count() == 1


def test_what_is_held_is_free_again_after_ten_minutes_and_no_sooner(hold, office, post, receive):
    held = hold(at(10))
    assert "10:00" not in free(office, post, now=SUNDAY + 9 * MINUTE, for_citizen=True)
    assert "10:00" in free(office, post, now=SUNDAY + 10 * MINUTE, for_citizen=True)
    other = hold(at(10), now=SUNDAY + 10 * MINUTE)
    held.refresh_from_db()
    assert (held.state, other.state, other.seat) == ("expired", "held", held.seat)


def test_a_form_that_was_open_too_long_books_nothing(hold):
    held = hold(at(10))
    with refused():
        actions.book(held, purpose="কথা বলতে", actor=ANYONE, now=SUNDAY + 10 * MINUTE)
    held.refresh_from_db()
    assert held.state == "held"


def test_held_in_time_it_is_booked_once_however_often_it_is_pressed(hold):
    held = hold(at(10))
    for _ in range(2):
        actions.book(held, purpose="কথা বলতে", actor=ANYONE, now=SUNDAY + 5 * MINUTE)
    held.refresh_from_db()
    assert (held.state, held.purpose) == ("booked", "কথা বলতে")
    assert Entry.objects.filter(verb="appointment.booked").count() == 1


def test_a_clock_set_back_neither_frees_nor_books_twice(hold, office, post):
    """What was held until a moment stays held by an earlier clock; a booking made then is no second one."""
    held = hold(at(10))
    assert "10:00" not in free(office, post, now=SUNDAY - HOUR, for_citizen=True)
    booked = actions.book(held, purpose="কথা", actor=ANYONE, now=SUNDAY - HOUR)
    assert booked.state == "booked"
    with refused():
        hold(at(10), now=SUNDAY - HOUR)


def test_two_tabs_keep_one_seat(hold, receive):
    case = receive(now=SUNDAY)
    first = hold(at(10), case)
    second = hold(at(11), case)
    first.refresh_from_db()
    assert (first.state, second.state) == ("cancelled", "held")


def test_one_case_has_one_appointment_to_come(hold, give, receive):
    case = receive(now=SUNDAY)
    actions.book(hold(at(10), case), purpose="কথা", actor=ANYONE, now=SUNDAY)
    for another in (lambda: hold(at(11), case), lambda: give(at(11), subject=case.reference)):
        with refused():
            another()
    assert Booking.objects.count() == 1


def test_for_a_closed_case_no_time_is_given(give, hold, receive):
    case = receive(now=SUNDAY)
    withdraw(case, words="", now=SUNDAY)
    for another in (lambda: hold(at(10), case), lambda: give(at(10), subject=case.reference)):
        with pytest.raises(ActFault, match="closed"):
            another()
    assert not Booking.objects.exists()


def test_a_case_that_was_closed_while_the_form_was_open_is_not_booked(hold, receive):
    case = receive(now=SUNDAY)
    held = hold(at(10), case)
    withdraw(case, words="", now=SUNDAY)
    with pytest.raises(ActFault, match="closed"):
        actions.book(held, purpose="কথা", actor=ANYONE, now=SUNDAY)


@pytest.mark.parametrize("when", [at(9, 30), at(10, 10), at(12), at(10, days=2), at(10, days=-7)])
def test_a_time_that_no_availability_offers_is_refused(give, when):
    with refused() as fault:
        give(when)
    assert fault.value.field == "slot"
    assert not Booking.objects.exists()


def test_a_time_across_the_pause_of_the_post_is_refused(give, post):
    enter_hours(post, kind="break", begins="10:15", ends="10:45")
    for when in (at(10), at(10, 30)):
        with refused():
            give(when)
    assert give(at(10, 45)).starts_at == at(10, 45)


def test_a_time_that_has_begun_is_not_given(give):
    with refused():
        give(at(10), now=at(10))


def test_a_gathering_of_whoever_holds_the_post_takes_its_times(office, post, give):
    roster = open_roster(office=office, subject=None, title="সভা", actor=KARIM, now=SUNDAY - DAY)
    user = Holding.objects.on(SUNDAY.date()).get(post=post).user
    add_member(roster, user=user, actor=KARIM, now=SUNDAY - DAY)
    plan_gathering(
        office=office,
        sort="meeting",
        title="সমন্বয় সভা",
        place="ইউএনও কার্যালয়",
        starts_at=at(10, 45),
        ends_at=at(11, 15),
        roster=roster,
        actor=KARIM,
        now=SUNDAY - DAY,
    )
    assert free(office, post) == ["10:00", "11:30"]
    with refused():
        give(at(10, 30))


def test_moved_it_stays_the_same_appointment_for_a_calendar(give, post, office):
    booking = give(at(10))
    uid = booking.uid
    actions.move(booking, post=post, at=at(11), for_citizen=False, now=SUNDAY, **BY)
    booking.refresh_from_db()
    assert (booking.uid, booking.sequence, booking.starts_at, booking.state) == (uid, 1, at(11), "booked")
    assert len(free(office, post)) == 4
    actions.move(booking, post=post, at=at(11), for_citizen=False, now=SUNDAY, **BY)
    booking.refresh_from_db()
    assert booking.sequence == 1


def test_a_move_into_a_full_time_is_refused_and_the_old_one_stays(give, post):
    give(at(11)), give(at(11))
    booking = give(at(10))
    with refused() as fault:
        actions.move(booking, post=post, at=at(11), for_citizen=False, now=SUNDAY, **BY)
    assert fault.value.field == "slot"
    booking.refresh_from_db()
    assert (booking.starts_at, booking.sequence) == (at(10), 0)


def test_cancelled_its_seat_is_free_at_once(give, office, post):
    booking = give(at(10))
    actions.cancel(booking, words="আসতে পারবেন না", now=SUNDAY, **BY)
    assert (booking.state, booking.sequence) == ("cancelled", 1)
    assert give(at(10)).state == give(at(10)).state == "booked"


def test_arrived_then_seen(give):
    booking = give(at(10))
    actions.arrive(booking, now=at(9, 50), **BY)
    assert (booking.state, booking.arrived_at) == ("arrived", at(9, 50))
    with refused() as fault:
        actions.serve(booking, now=at(10, 4), **BY)
    assert "has not begun" in str(fault.value)
    actions.begin(booking, now=at(10, 5), **BY)
    assert booking.state == "arrived"
    actions.serve(booking, now=at(10, 20), **BY)
    assert booking.state == "served"
    with refused():
        actions.arrive(booking, now=at(10, 6), **BY)


def test_nobody_arrives_on_another_day(give):
    booking = give(at(10, days=1))
    with refused():
        actions.arrive(booking, now=SUNDAY, **BY)


def test_missed_only_after_the_time_and_only_who_has_not_arrived(give):
    booking, other = give(at(10)), give(at(10, 30))
    with refused():
        actions.miss(booking, now=at(10, 29), **BY)
    actions.miss(booking, now=at(10, 30), **BY)
    assert booking.state == "missed"
    actions.arrive(other, now=at(10, 20), **BY)
    with refused():
        actions.miss(other, now=at(12), **BY)
    assert other.state_under_lock() == "arrived"


def test_missed_is_taken_back_and_who_comes_late_comes(give):
    booking = give(at(10))
    actions.miss(booking, now=at(10, 30), **BY)
    actions.return_missed(booking, now=at(10, 31), **BY)
    assert booking.state == "booked"
    actions.miss(booking, now=at(10, 32), **BY)
    actions.arrive(booking, now=at(10, 40), **BY)
    assert booking.state == "arrived"


# ---- availabilities: what ZMS had to mend (release notes 1373, 1374, 1352, 1266) ----


def test_hours_doubled_by_a_second_entry_are_refused_beside_the_beginning(hours, post):
    with refused() as fault:
        enter_hours(post)
    assert fault.value.field == "begins"
    assert Availability.objects.count() == 1


def test_new_hours_overwrite_none_of_those_that_stand(hours, post, office):
    enter_hours(post, begins="12:00", ends="13:00")
    assert free(office, post) == ["10:00", "10:30", "11:00", "11:30", "12:00", "12:30"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"begins": "12:00", "ends": "10:00"}, "ends"),
        ({"begins": "12:00", "ends": "12:00"}, "ends"),
        ({"minutes": 121}, "minutes"),
        ({"first_on": date(2026, 12, 6), "last_on": date(2026, 12, 5)}, "last_on"),
        ({"public_seats": 0, "internal_seats": 0}, "public_seats"),
        ({"soonest": 9, "furthest": 8}, "furthest"),
    ],
)
def test_hours_that_make_no_sense_are_refused_beside_their_field(post, facts, field):
    with refused() as fault:
        enter_hours(post, **facts)
    assert fault.value.field == field
    assert not Availability.objects.exists()


def test_hours_that_are_changed_or_struck_change_no_appointment(give, hours, post, office):
    booking = give(at(10))
    change(hours, "changed", minutes=20, actor=KARIM, now=SUNDAY)
    strike(hours, "struck", reason="ভুল", actor=KARIM, now=SUNDAY)
    booking.refresh_from_db()
    assert (booking.minutes, booking.starts_at, booking.state) == (30, at(10), "booked")
    assert free(office, post) == []


def test_after_a_change_no_new_time_is_given_beside_one_that_lies_across(give, hours, post, office):
    give(at(10, 30)), give(at(10, 30))
    change(hours, "changed", minutes=20, actor=KARIM, now=SUNDAY)
    assert free(office, post) == ["10:00", "11:00", "11:20", "11:40"]


def test_a_holiday_gives_no_time(give, post):
    """Victory Day, 16 December: a Wednesday."""
    enter_hours(post, weekdays="2")
    assert give(at(10, days=17)).state == "booked"
    with refused():
        give(at(10, days=24))


def test_every_state_of_the_table_is_told_in_words():
    moves = transitions.TRANSITIONS.moves
    assert set(STATES) == {"held", *(move.target for move in moves.values())}
    assert set(ACTS) == set(transitions.VERBS) == {*moves, "hold"}
