"""Marks, seats on a roster and moves at the same moment, on connections of their own that commit."""

from datetime import datetime, timedelta

import pytest

from ongikar.gatherings import actions
from ongikar.gatherings.models import Gathering, Mark, Member
from ongikar.gatherings.transitions import GatheringFault
from ongikar.journal.models import Entry
from ongikar.offices.models import Office
from ongikar.people.models import User
from ongikar.rules.transitions import TransitionFault

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
HOUR = timedelta(hours=1)
KARIM, SHIRIN = ("user", 1), ("user", 2)


@pytest.fixture
def batch(two):
    """A class of two hours and a member of its roster, committed."""
    office = Office.objects.get(is_default=True)
    roster = actions.open_roster(office=office, subject=None, title="ব্যাচ", actor=KARIM, now=SUNDAY)
    member = actions.add_member(roster, name="রহিমা", actor=KARIM, now=SUNDAY)
    gathering = actions.plan_gathering(
        office=office,
        sort=Gathering.SESSION,
        title="ক্লাস",
        place="ল্যাব",
        starts_at=SUNDAY,
        ends_at=SUNDAY + 2 * HOUR,
        roster=roster,
        actor=KARIM,
        now=SUNDAY,
    )
    return gathering.pk, member.pk


def check_in(batch, actor):
    def do():
        gathering, member = Gathering.objects.get(pk=batch[0]), Member.objects.get(pk=batch[1])
        return actions.check_in(gathering, member, nonce=f"scan-{actor[1]}", actor=actor, now=SUNDAY)

    return do


def test_one_ticket_at_two_doors_is_marked_once(two, batch):
    two.meet("ongikar.gatherings.actions.marking.standing_mark")
    answers = two.run(check_in(batch, KARIM), check_in(batch, SHIRIN))
    assert sorted(is_new for _, is_new in answers) == [False, True]
    assert Mark.objects.count() == 1
    assert Entry.objects.filter(verb="gathering.marked").count() == 1


def test_two_corrections_of_one_mark_leave_one_that_stands(two, batch):
    check_in(batch, KARIM)()
    first = Mark.objects.get().pk

    def correct(value, actor):
        def do():
            return actions.mark_attendance(
                Gathering.objects.get(pk=batch[0]),
                Member.objects.get(pk=batch[1]),
                value=value,
                via=Mark.LIST,
                nonce=f"right-{value}",
                corrects=Mark.objects.get(pk=first),
                actor=actor,
                now=SUNDAY + HOUR,
            )

        return do

    two.meet("ongikar.gatherings.actions.marking.standing_mark")
    answers = two.run(correct(Mark.ABSENT, KARIM), correct(Mark.EXCUSED, SHIRIN))
    assert sum(isinstance(answer, GatheringFault) for answer in answers) == 1
    assert (Mark.objects.count(), Mark.objects.that_stand().count()) == (2, 1)


def test_a_scan_while_the_class_is_moved_counts_or_is_refused_with_a_sentence(two, batch):
    def move():
        later = SUNDAY + timedelta(days=1)
        return actions.move_gathering(
            Gathering.objects.get(pk=batch[0]),
            starts_at=later,
            ends_at=later + HOUR,
            reason="x",
            actor=SHIRIN,
            now=SUNDAY,
        )

    two.meet("ongikar.gatherings.actions.act_log.require_act")
    scanned, moved = two.run(check_in(batch, KARIM), move)
    assert moved.replaces_id == batch[0]
    assert isinstance(scanned, (tuple, GatheringFault, TransitionFault))
    assert Mark.objects.filter(gathering=moved).count() == 0


def test_somebody_put_on_a_roster_twice_at_once_is_on_it_once(two, batch):
    user = User.objects.get(username="shirin").pk
    roster = Member.objects.get(pk=batch[1]).roster

    def add():
        return actions.add_member(roster, user=User.objects.get(pk=user), actor=KARIM, now=SUNDAY).pk

    two.meet("ongikar.gatherings.actions.rosters.known_member")
    first, second = two.run(add, add)
    assert first == second
    assert Member.objects.filter(user=user).count() == 1
