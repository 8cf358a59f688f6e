"""What the public record of another system shows as once broken (ZMS of Berlin and Munich, its numbers
named), tried here. Others stand beside their rule: test_visit_acts.py, test_visits_at_once.py.
"""

import pytest

from ongikar.core.forms.faults import ActFault
from ongikar.visits import actions, transitions
from ongikar.visits.figures import figures_of_day
from ongikar.visits.models import Visit, VisitCall

from .conftest import SHIRIN, SUNDAY, minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def miss(keys, finish):
    def do(visit, minute):
        actions.call_again(visit, actor=SHIRIN, now=minutes(minute), submission=keys())
        finish(visit, transitions.MISS, minute + 1)

    return do


def test_zmskvr_1034_the_queue_is_told_while_a_missed_person_is_called_again(
    office, arrive, call_next, miss, keys, assistant_post
):
    """There the screen failed over a second call of one visit: here its first desk and its last are told."""
    arrive(0)
    visit = call_next(5)
    miss(visit, 6)
    actions.call_visit(visit, desk=assistant_post, actor=SHIRIN, now=minutes(30), submission=keys())
    assert [call.ended_by for call in visit.calls.order_by("pk")] == [transitions.MISS, ""]
    figures = figures_of_day(office, SUNDAY.date())
    assert (figures.whole.came, figures.whole.open, figures.whole.missed) == (1, 1, 0)
    assert figures.last_called_at == minutes(30)


def test_zmskvr_1266_a_visit_with_many_calls_is_one_in_every_figure(
    office, arrive, call_next, miss, finish, keys, assistant_post, officer_post
):
    """There the figures of a day stood doubled in the export: once for each call."""
    arrive(0)
    visit = call_next(5)
    miss(visit, 6)
    actions.call_visit(visit, desk=officer_post, actor=SHIRIN, now=minutes(10), submission=keys())
    finish(visit, transitions.PARK, 15)
    actions.take_up(visit, desk=assistant_post, actor=SHIRIN, now=minutes(20), submission=keys())
    finish(visit, transitions.SERVE, 24)
    arrive(30)
    figures = figures_of_day(office, SUNDAY.date())
    assert (figures.whole.came, figures.whole.served, figures.whole.missed) == (2, 1, 0)
    for parts in (figures.desks.values(), figures.hours.values()):
        for name in ("came", "served", "missed", "left", "open"):
            assert sum(getattr(each, name) for each in parts) == getattr(figures.whole, name), name
    # Five minutes and four; of the call to which nobody came none.
    assert figures.whole.service == minutes(9) - SUNDAY


def test_zms_69_a_group_that_is_taken_back_counts_no_longer_after_waiting_again(
    office, arrive, call_next, finish
):
    """There what was entered of a visit came back with it to the queue."""
    arrive(0)
    second = arrive(1, priority="aged")
    assert call_next(2) == second
    second.refresh_from_db()
    finish(second, transitions.WAIT_AGAIN, 3)
    second.refresh_from_db()
    actions.put_right(second, priority="", purpose="", actor=SHIRIN, now=minutes(4))
    assert [visit.token for visit, _ in actions.turns(office, minutes(5))] == [1, 2]


def test_a_call_that_is_ended_twice_ends_once_and_says_so(arrive, call_next, finish):
    """Two windows of one desk: the second press neither moves the end nor serves anybody else."""
    arrive(0)
    visit = call_next(1)
    finish(visit, transitions.SERVE, 5, submission="pressed")
    finish(visit, transitions.SERVE, 9, submission="pressed")
    with pytest.raises(ActFault):
        finish(visit, transitions.LEAVE, 9)
    call = VisitCall.objects.get()
    assert (call.ended_at, call.ended_by) == (minutes(5), transitions.SERVE)
    assert Visit.objects.get().state == transitions.SERVED


def test_zmskvr_1119_whoever_left_is_called_by_no_desk(arrive, call_next, finish):
    """There the list of those who wait had holes of those who were cancelled, and a desk could call one."""
    first = arrive(0)
    arrive(1)
    finish(first, transitions.LEAVE, 2)
    assert call_next(3).token == 2
    with pytest.raises(ActFault):
        actions.call_visit(
            first, desk=first.office.posts.first(), actor=SHIRIN, now=minutes(4), submission="x"
        )


def test_waiting_the_way_and_the_service_are_told_apart(office, arrive, call_next, finish, keys):
    arrive(0)
    visit = call_next(7)
    actions.begin(visit, actor=SHIRIN, now=minutes(9), submission=keys())
    finish(visit, transitions.SERVE, 14)
    whole = figures_of_day(office, SUNDAY.date()).whole
    assert [whole.waited, whole.way, whole.service] == [minutes(each) - SUNDAY for each in (7, 2, 5)]
