"""What is done with a visit. Many of these tests answer to a fault that another system had and published in
its release notes.
"""

from datetime import timedelta

import pytest

from ongikar.core.forms.faults import ActFault
from ongikar.journal.models import Entry
from ongikar.visits import actions, transitions
from ongikar.visits.models import CounterDay, Visit, VisitAct, VisitCall
from ongikar.visits.rules.times import times_of

from .conftest import SHIRIN, SUNDAY, minutes

pytestmark = pytest.mark.django_db
YESTERDAY = -24 * 60


def tokens(office, now):
    return [visit.token for visit, _ in actions.turns(office, now)]


@pytest.mark.fast
def test_a_visit_from_the_token_to_its_end(office, arrive, call_next, finish, keys, assistant_post):
    visit = arrive(0, purpose="citizen-1")
    assert (visit.token, visit.number, visit.state) == (1, "১", transitions.WAITING)
    called = call_next(7)
    assert called == visit
    actions.begin(called, actor=SHIRIN, now=minutes(8), submission=keys())
    finish(called, minute=13)
    visit.refresh_from_db()
    assert visit.state == transitions.SERVED
    times = times_of(visit.waits_from, [call.stretch for call in visit.calls.all()])
    assert [times.waited, times.way, times.service] == [timedelta(minutes=each) for each in (7, 1, 5)]
    assert transitions.TRANSITIONS.state_after(act.name for act in visit.acts.all()) == visit.state


def test_tokens_are_counted_each_day_from_one_without_a_gap(office, arrive):
    assert [arrive(each).token for each in range(3)] == [1, 2, 3]
    with pytest.raises(ActFault):
        arrive(3, priority="vip")
    assert arrive(4).token == 4
    assert arrive(24 * 60).token == 1


def test_a_press_that_comes_twice_gives_one_token(arrive):
    assert arrive(0, submission="same") == arrive(1, submission="same")
    assert Visit.objects.count() == 1
    assert CounterDay.objects.get().last == 1


def test_a_call_that_is_pressed_twice_calls_one_person(arrive, call_next):
    arrive(0)
    arrive(1)
    first = call_next(2, submission="same")
    assert call_next(2, submission="same") == first
    assert VisitCall.objects.count() == 1


def test_a_desk_calls_nobody_else_while_somebody_is_there(arrive, call_next):
    arrive(0)
    arrive(1)
    call_next(2)
    with pytest.raises(ActFault) as fault:
        call_next(3)
    assert fault.value.words == "এই ডেস্কে এখন টোকেন ১। আগে তাঁর কাজ শেষ করুন।"


def test_two_desks_call_different_people(arrive, call_next, officer_post):
    arrive(0)
    arrive(1)
    assert call_next(2).token == 1
    assert call_next(2, desk=officer_post).token == 2
    with pytest.raises(ActFault):
        actions.call_visit(
            Visit.objects.get(token=1), desk=officer_post, actor=SHIRIN, now=minutes(3), submission="third"
        )


def test_served_and_next_is_one_press(arrive, call_next, assistant_post):
    arrive(0)
    arrive(1)
    first = call_next(2)
    press = {"desk": assistant_post, "actor": SHIRIN, "submission": "one-press"}
    second = actions.serve_and_call_next(first, now=minutes(9), **press)
    assert second.token == 2
    assert actions.serve_and_call_next(first, now=minutes(9), **press) == second
    first.refresh_from_db()
    assert first.state == transitions.SERVED
    assert actions.serve_and_call_next(second, now=minutes(12), **press | {"submission": "last"}) is None


def test_nobody_is_missed_before_the_calls_that_the_rules_ask_for(arrive, call_next, finish, keys):
    arrive(0)
    visit = call_next(1)
    with pytest.raises(ActFault) as fault:
        finish(visit, transitions.MISS, 2)
    assert "2 times" in str(fault.value) or "অন্তত ২ বার" in fault.value.words
    actions.call_again(visit, actor=SHIRIN, now=minutes(2), submission=keys())
    finish(visit, transitions.MISS, 3)
    visit.refresh_from_db()
    assert visit.state == transitions.MISSED
    assert visit.open_call is None


def test_a_missed_person_can_be_called_again(arrive, call_next, finish, keys, assistant_post):
    """ZMSKVR-1034."""
    arrive(0)
    visit = call_next(1)
    actions.call_again(visit, actor=SHIRIN, now=minutes(2), submission=keys())
    finish(visit, transitions.MISS, 3)
    again = actions.call_visit(visit, desk=assistant_post, actor=SHIRIN, now=minutes(20), submission=keys())
    assert again.state == transitions.CALLED
    finish(visit, transitions.SERVE, 25)
    assert [call.ended_by for call in visit.calls.order_by("id")] == [transitions.MISS, transitions.SERVE]


def test_a_missed_person_who_comes_to_the_counter_waits_at_their_old_place(
    office, arrive, call_next, finish, keys
):
    arrive(0)
    arrive(1)
    visit = call_next(2)
    actions.call_again(visit, actor=SHIRIN, now=minutes(3), submission=keys())
    finish(visit, transitions.MISS, 4)
    finish(visit, transitions.WAIT_AGAIN, 9)
    assert tokens(office, minutes(9)) == [1, 2]


def test_a_visit_does_not_drop_to_the_end_after_an_edit(office, arrive):
    """ZMSKVR-1061."""
    first = arrive(0)
    arrive(1)
    actions.put_right(first, priority="", purpose="citizen-2", actor=SHIRIN, now=minutes(30))
    assert tokens(office, minutes(30)) == [1, 2]
    first.refresh_from_db()
    assert first.purpose == "citizen-2"


def test_nothing_of_an_earlier_call_is_left_after_waiting_again(arrive, call_next, finish, keys):
    """ZMS, 69: what was counted before the visit went back to the queue stood in its next call."""
    arrive(0)
    visit = call_next(1)
    actions.call_again(visit, actor=SHIRIN, now=minutes(2), submission=keys())
    finish(visit, transitions.WAIT_AGAIN, 3)
    call_next(5)
    call = visit.open_call
    assert (call.times, call.begun_at, call.called_at) == (1, None, minutes(5))


def test_whoever_left_leaves_no_hole_in_the_order(office, arrive, finish):
    """ZMSKVR-1119."""
    visits = [arrive(each) for each in range(4)]
    finish(visits[1], transitions.LEAVE, 5)
    waiting = actions.turns(office, minutes(6))
    assert [visit.token for visit, _ in waiting] == [1, 3, 4]
    assert arrive(7).token == 5


def test_whoever_fetches_a_paper_comes_back_before_those_who_came_later(office, arrive, call_next, finish):
    arrive(0)
    visit = call_next(1)
    finish(visit, transitions.SEND_FOR_PAPER, 4)
    arrive(5)
    finish(visit, transitions.RETURN, 60)
    assert tokens(office, minutes(60)) == [1, 2]
    assert call_next(61) == visit


def test_a_service_that_was_interrupted_is_summed(arrive, call_next, finish, keys, assistant_post):
    arrive(0)
    visit = call_next(2)
    actions.begin(visit, actor=SHIRIN, now=minutes(3), submission=keys())
    finish(visit, transitions.PARK, 8)
    assert visit.open_call is None
    actions.take_up(visit, desk=assistant_post, actor=SHIRIN, now=minutes(30), submission=keys())
    finish(visit, transitions.SERVE, 37)
    times = times_of(visit.waits_from, [call.stretch for call in visit.calls.all()])
    assert times.service == timedelta(minutes=12)
    assert times.waited == timedelta(minutes=2)


def test_a_clock_that_was_set_back_makes_no_negative_time(arrive, call_next, finish, keys):
    arrive(0)
    visit = call_next(10)
    actions.call_again(visit, actor=SHIRIN, now=minutes(6), submission=keys())
    actions.begin(visit, actor=SHIRIN, now=minutes(4), submission=keys())
    finish(visit, transitions.SERVE, 1)
    call = VisitCall.objects.get()
    assert call.called_at == call.last_called_at == call.begun_at == call.ended_at == minutes(10)


def test_a_token_of_yesterday_is_refused_with_a_sentence(arrive, finish, assistant_post):
    visit = arrive(YESTERDAY)
    with pytest.raises(ActFault) as fault:
        actions.call_visit(visit, desk=assistant_post, actor=SHIRIN, now=SUNDAY, submission="late")
    assert fault.value.words.startswith("এই টোকেন শনিবার, ২১\xa0নভেম্বর ২০২৬-এর।")
    with pytest.raises(ActFault):
        finish(visit, transitions.LEAVE, 0)


def test_a_call_that_stayed_open_overnight_does_not_bar_its_desk(arrive, call_next):
    arrive(YESTERDAY)
    old = call_next(YESTERDAY + 5)
    arrive(0)
    assert call_next(1).day == SUNDAY.date()
    old.refresh_from_db()
    assert old.state == transitions.LEFT
    assert old.acts.last().name == transitions.DAY_OVER
    assert old.calls.get().ended_by == transitions.DAY_OVER


def test_an_appointment_of_another_day_is_no_reason_for_a_token(arrive):
    with pytest.raises(ActFault):
        arrive(0, from_appointment_at=minutes(24 * 60))


def test_whoever_comes_early_for_an_appointment_waits_from_its_time(arrive, call_next):
    visit = arrive(0, from_appointment_at=minutes(30))
    call_next(33)
    times = times_of(visit.waits_from, [call.stretch for call in visit.calls.all()])
    assert times.waited == timedelta(minutes=3)


def test_an_arrival_keeps_what_it_is_about(arrive):
    visit = arrive(0, subject=("case", 7), purpose="citizen-1")
    assert Visit.objects.of_subject(("case", 7)).get() == visit


def test_every_act_stands_in_the_journal_with_its_seals(arrive, call_next, finish):
    arrive(0)
    finish(call_next(1), minute=5)
    assert list(Entry.objects.filter(subject_type="visit").order_by("id").values_list("verb", flat=True)) == [
        "visit.arrived",
        "visit.called",
        "visit.served",
    ]
    assert VisitAct.objects.count() == 3
