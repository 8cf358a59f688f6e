"""Whoever comes for an appointment is a visit to the counter: one queue, one claim of a desk, one end."""

import pytest

from ongikar.appointments import actions
from ongikar.appointments.at_counter import visit_of
from ongikar.appointments.models import Booking
from ongikar.appointments.watch import watch_appointments
from ongikar.core.forms.faults import ActFault
from ongikar.journal.outbox import run_due_entries
from ongikar.offices.models import Post
from ongikar.visits import actions as visits
from ongikar.visits.models import Visit, VisitCall

from .conftest import DAY, KARIM, MINUTE, SUNDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrived(give):
    """`arrived()`: somebody with a time at ten who came ten minutes before."""

    def do(when=None, came=None, **more):
        booking = give(when or at(10), **more)
        actions.arrive(booking, actor=KARIM, now=came or at(9, 50))
        return booking

    return do


@pytest.fixture
def desk(office):
    return Post.objects.select_related("office").get(office=office, slug="office-assistant")


@pytest.fixture
def call_next(desk):
    keys = iter(range(100))

    def do(now, post=None):
        return visits.call_next(desk=post or desk, actor=KARIM, now=now, submission=f"next-{next(keys)}")

    return do


def finish(visit, act, now):
    visit = Visit.objects.select_related("office").get(pk=visit.pk)
    visits.finish(visit, act, actor=KARIM, now=now, submission=f"{visit.pk}-{act}-{now}")


def state(booking):
    return Booking.objects.get(pk=booking.pk).state


@pytest.mark.fast
def test_who_has_arrived_has_a_token_and_waits_in_the_one_queue(arrived, call_next):
    booking = arrived()
    visit = visit_of(booking)
    assert (visit.token, visit.state, visit.appointment_at) == (1, "waiting", at(10))
    assert call_next(at(10)).pk == visit.pk


def test_arrived_pressed_twice_there_is_one_token(arrived):
    booking = arrived()
    with pytest.raises(ActFault):
        actions.arrive(booking, actor=KARIM, now=at(9, 51))
    assert Visit.objects.count() == 1


def test_begin_claims_the_desk_of_the_post_by_a_call(arrived, post):
    booking = arrived()
    actions.begin(booking, actor=KARIM, now=at(10))
    call = VisitCall.objects.get()
    assert (call.desk_id, call.begun_at, call.ended_at) == (post.pk, at(10), None)
    assert visit_of(booking).state == "serving"
    # Pressed twice it is begun once.
    actions.begin(booking, actor=KARIM, now=at(10))
    assert VisitCall.objects.count() == 1


def test_a_desk_that_is_with_somebody_begins_with_nobody_else(arrived, post, office, call_next):
    visits.arrive(office=office, purpose="", actor=KARIM, now=at(9, 40), submission="walk-in")
    booking = arrived()
    call_next(at(9, 55), post)
    with pytest.raises(ActFault, match="at this desk"):
        actions.begin(booking, actor=KARIM, now=at(10))
    assert visit_of(booking).state == "waiting"


def test_whom_another_desk_has_called_is_not_called_a_second_time(arrived, call_next):
    booking = arrived()
    call_next(at(10))
    with pytest.raises(ActFault, match="Another desk"):
        actions.begin(booking, actor=KARIM, now=at(10))
    assert VisitCall.objects.count() == 1


def test_whom_the_own_desk_has_called_by_the_queue_is_begun_with(arrived, call_next, post):
    booking = arrived()
    call_next(at(10), post)
    actions.begin(booking, actor=KARIM, now=at(10, 1))
    assert VisitCall.objects.get().begun_at == at(10, 1)


def test_the_end_of_the_visit_serves_the_appointment(arrived, call_next):
    booking = arrived()
    finish(call_next(at(10)), "serve", at(10, 20))
    assert state(booking) == "arrived"
    run_due_entries(at(10, 20))
    assert state(booking) == "served"
    run_due_entries(at(10, 21))
    act = booking.acts.order_by("-id").first()
    assert (act.name, act.at, act.by_id) == ("serve", at(10, 20), KARIM[1])


def test_seen_at_the_sheet_ends_the_visit(arrived):
    booking = arrived()
    actions.begin(booking, actor=KARIM, now=at(10))
    actions.serve(booking, actor=KARIM, now=at(10, 20))
    assert (state(booking), visit_of(booking).state) == ("served", "served")
    assert VisitCall.objects.get().ended_at == at(10, 20)
    assert run_due_entries(at(10, 21)) >= 0
    assert booking.acts.filter(name="serve").count() == 1


def test_of_a_walk_in_nothing_follows(office, post, call_next, hours):
    visits.arrive(office=office, purpose="", actor=KARIM, now=at(9, 40), submission="walk-in")
    finish(call_next(at(10)), "serve", at(10, 20))
    run_due_entries(at(10, 20))
    assert not Booking.objects.exists()


def test_set_aside_or_sent_for_a_document_it_is_gone_on_with(arrived):
    booking = arrived()
    actions.begin(booking, actor=KARIM, now=at(10))
    finish(visit_of(booking), "park", at(10, 5))
    actions.begin(booking, actor=KARIM, now=at(10, 10))
    finish(visit_of(booking), "send_for_paper", at(10, 15))
    actions.begin(booking, actor=KARIM, now=at(11))
    assert visit_of(booking).state == "serving"
    actions.serve(booking, actor=KARIM, now=at(11, 10))
    assert VisitCall.objects.count() == 3


# ---- at closing ----


def close(office):
    watch_appointments(office.calendar.close(SUNDAY.date()))


def test_whom_no_desk_called_the_office_has_failed_though_they_left(arrived, office):
    booking, left = arrived(), arrived(at(10, 30))
    finish(visit_of(left), "leave", at(12))
    close(office)
    assert (state(booking), state(left)) == ("unserved", "unserved")


def test_whoever_was_called_and_was_not_there_was_not_failed(arrived, office, call_next):
    booking = arrived()
    visit = call_next(at(10))
    for minute in (1, 2, 3):
        visits.call_again(visit, actor=KARIM, now=at(10, minute), submission=f"again-{minute}")
    finish(visit, "miss", at(10, 5))
    close(office)
    assert state(booking) == "left"


@pytest.mark.parametrize("end", ["park", "send_for_paper", None])
def test_whoever_stood_at_a_desk_was_seen_however_it_ended(arrived, office, end):
    booking = arrived()
    actions.begin(booking, actor=KARIM, now=at(10))
    if end:
        finish(visit_of(booking), end, at(10, 5))
    close(office)
    assert state(booking) == "served"


def test_a_visit_served_before_closing_is_no_failure_though_the_worker_slept(arrived, office, call_next):
    booking = arrived()
    finish(call_next(at(10)), "serve", at(10, 20))
    close(office)
    assert state(booking) == "served"
    run_due_entries(SUNDAY + DAY)
    assert booking.acts.filter(name="serve").count() == 1


def test_a_clock_set_back_while_somebody_is_at_the_desk_ends_it_all_the_same(arrived):
    booking = arrived()
    actions.begin(booking, actor=KARIM, now=at(10))
    actions.serve(booking, actor=KARIM, now=at(10) - 5 * MINUTE)
    call = VisitCall.objects.get()
    assert call.ended_at >= call.begun_at
    assert state(booking) == "served"
