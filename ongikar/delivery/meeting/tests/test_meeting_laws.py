"""Laws 5 and 6: whatever is pressed at a sitting, nothing is decided without a quorum; and whatever becomes
of the tasks, each open decision stands once on the next agenda, the late ones first.
"""

from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import override_language
from ongikar.delivery.meeting.agenda import agenda_of
from ongikar.delivery.meeting.committees import seats_on
from ongikar.delivery.meeting.decision_effects import possible_rulings
from ongikar.delivery.meeting.letters import notice_body
from ongikar.delivery.meeting.models import Attendance, Decision, Meeting, Ruling
from ongikar.delivery.meeting.rules import PRESENT, VALUES
from ongikar.delivery.meeting.sitting import (
    DecisionEntry,
    RulingEntry,
    SeatEntry,
    SittingSheet,
    adjourn_sitting,
    finish_sitting,
    open_sitting,
    quorum_at,
    record_sitting,
)
from ongikar.delivery.meeting.transitions import ADJOURNED, HELD, SITTING, TRANSITIONS
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.transitions import TransitionFault
from ongikar.tasks.actions import hand_back_task, report_task, return_task, verify_task
from ongikar.tasks.models import Task
from ongikar.tasks.promise import is_task_late
from ongikar.tasks.transitions import TaskFault
from tests.examples import examples

from . import conftest
from .conftest import everybody

pytestmark = pytest.mark.django_db
SHAPE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(25))
HOUR, DUE = timedelta(hours=1), date(2026, 12, 10)


class Undone(Exception):
    """Ends an example, so that the next one finds nothing of it."""


@contextmanager
def undone():
    with suppress(Undone), transaction.atomic():
        yield
        raise Undone


def quorum_stands(meeting):
    """By the rows as they are, whatever was sent."""
    seats = seats_on(meeting.committee, meeting.starts_at.astimezone(TZ).date())
    values = dict(Attendance.objects.filter(meeting=meeting).values_list("seat_id", "value"))
    return quorum_at(meeting, seats, values)


def decides(meeting):
    rulings = Ruling.objects.filter(meeting=meeting).exclude(ruling=Ruling.GO_ON)
    confirmed = Meeting.objects.get(pk=meeting.pk).confirmation
    return Decision.objects.filter(meeting=meeting).exists() or rulings.exists() or bool(confirmed)


PRESSES = st.lists(
    st.tuples(
        st.sampled_from(["record", "record", "finish", "adjourn"]),
        # Of eight seats: what is said of each, and of how many nothing is said.
        st.lists(st.sampled_from(["", *VALUES]), min_size=8, max_size=8),
        st.integers(0, 2),
        st.sampled_from(["", Meeting.AS_IS]),
    ),
    max_size=6,
)


@SHAPE
@given(presses=PRESSES)
def test_nothing_is_ever_decided_without_a_quorum(call, actor, contacts, presses):
    meeting = call()
    open_sitting(meeting, actor=actor, now=meeting.starts_at)
    seats = seats_on(meeting.committee, meeting.starts_at.astimezone(TZ).date())
    item, now = meeting.items.first().pk, meeting.starts_at
    for name, values, count, confirmation in presses:
        now += timedelta(minutes=7)
        sheet = SittingSheet(
            attendance={
                seat.pk: SeatEntry(value) for seat, value in zip(seats, values, strict=True) if value
            },
            confirmation=confirmation,
            decisions=[
                DecisionEntry(item, f"কাজ {place}", contacts[place], date(2026, 12, 10))
                for place in range(count)
            ],
        )
        act = {"record": record_sitting, "finish": finish_sitting, "adjourn": adjourn_sitting}[name]
        before = rows_of(meeting)
        try:
            act(meeting, sheet, actor=actor, now=now)
        except ActFault:
            # What is refused has written nothing.
            assert rows_of(meeting) == before
            meeting.refresh_from_db()
        # The law itself.
        assert not decides(meeting) or quorum_stands(meeting).is_met
        fresh = Meeting.objects.get(pk=meeting.pk)
        assert fresh.state == TRANSITIONS.state_after(fresh.acts.values_list("name", flat=True))
        assert (fresh.state == HELD) <= quorum_stands(meeting).is_met
        assert (fresh.state == ADJOURNED) <= (not quorum_stands(meeting).is_met and not decides(meeting))
        if fresh.state != SITTING:
            break
    # A task exists for each decision of a meeting that was held, and for none of another.
    given_tasks = Task.objects.filter(subject_type="decision", decision__meeting=meeting).count()
    fresh = Meeting.objects.get(pk=meeting.pk)
    assert given_tasks == (fresh.decisions.count() if fresh.state == HELD else 0)


def rows_of(meeting):
    return (
        sorted(Attendance.objects.filter(meeting=meeting).values_list("seat_id", "value")),
        sorted(Decision.objects.filter(meeting=meeting).values_list("serial", "words")),
        Meeting.objects.get(pk=meeting.pk).state,
    )


@SHAPE
@given(
    values=st.lists(st.sampled_from(VALUES), min_size=8, max_size=8),
    arrivals=st.lists(st.integers(0, 7), max_size=4),
)
def test_an_arrival_never_lowers_the_quorum_of_a_sitting(call, actor, values, arrivals):
    meeting = call()
    open_sitting(meeting, actor=actor, now=meeting.starts_at)
    seats = seats_on(meeting.committee, meeting.starts_at.astimezone(TZ).date())
    sheet = {seat.pk: SeatEntry(value) for seat, value in zip(seats, values, strict=True)}
    before = record_sitting(meeting, SittingSheet(attendance=sheet), actor=actor, now=meeting.starts_at)
    for place in arrivals:
        sheet[seats[place].pk] = SeatEntry(PRESENT)
        after = record_sitting(meeting, SittingSheet(attendance=sheet), actor=actor, now=meeting.starts_at)
        assert (after.needed, after.voting) == (before.needed, before.voting)
        assert after.counted_members >= before.counted_members
        assert after.is_met >= before.is_met
        before = after


# What may become of a task between two meetings; what may not follow writes nothing.
BETWEEN = {
    "report": lambda task, who, now: report_task(task, words="হয়েছে", actor=("user", 2), now=now),
    "verify": lambda task, who, now: verify_task(task, actor=("user", 3), now=now),
    "return": lambda task, who, now: return_task(task, reason="বাকি", actor=("user", 3), now=now),
    "hand_back": lambda task, who, now: hand_back_task(task, reason="নয়", actor=("user", 2), now=now),
    "nothing": lambda task, who, now: None,
}
ONE_MEETING = st.tuples(
    # The days of each new decision; what happens to open tasks until the next meeting; what it says of them.
    st.lists(st.integers(1, 40), max_size=3),
    st.lists(st.sampled_from(sorted(BETWEEN)), max_size=5),
    st.lists(st.integers(0, 4), max_size=5),
)
FIRST = datetime.fromisoformat("2026-07-13T11:00:00+06:00")


@SHAPE
@given(meetings=st.lists(ONE_MEETING, min_size=1, max_size=4))
def test_each_open_decision_is_once_on_the_next_agenda_late_first(
    call, actor, contacts, committee, office, meetings
):
    with undone():
        live_through(call, actor, contacts, committee, office, meetings)


def live_through(call, actor, contacts, committee, office, meetings):
    calendar = office.calendar
    starts_at, given_so_far = FIRST, set(Task.objects.values_list("pk", flat=True))
    for days, happenings, choices in meetings:
        meeting = call(starts_at=starts_at, now=starts_at - timedelta(days=9))
        now = starts_at + HOUR
        open_sitting(meeting, actor=actor, now=starts_at)
        agenda = agenda_of(meeting, now)
        owed = Task.objects.filter(
            origin="decision", ended_at__isnull=True, decision__meeting__committee=committee
        )
        # Once each, and none left off.
        keys = [task.pk for task in agenda.open]
        assert sorted(keys) == sorted(owed.values_list("pk", flat=True))
        lateness = [is_task_late(task, now) for task in agenda.open]
        assert lateness == sorted(lateness, reverse=True)
        with override_language("en"):
            body = notice_body(meeting, now)
        for task in agenda.open:
            assert body.count(f" {task.decision.number}") <= 1 + body.count(f" {task.decision.number}0")
        rulings = {}
        for task, choice in zip(agenda.open, choices, strict=False):
            possible = possible_rulings(task, now)
            ruling = possible[choice % len(possible)]
            due = task.clock.due(now).astimezone(TZ).date()
            until = calendar.add_working_days(due, 5) if ruling == Ruling.EXTEND else None
            rulings[task.pk] = RulingEntry(ruling, until, "কারণ")
        sheet = SittingSheet(
            attendance=everybody(meeting),
            confirmation=Meeting.AS_IS,
            rulings=rulings,
            decisions=[
                DecisionEntry(
                    meeting.items.first().pk,
                    f"কাজ {place}",
                    contacts[place],
                    calendar.add_working_days(now.astimezone(TZ).date(), each),
                )
                for place, each in enumerate(days)
            ],
        )
        finish_sitting(meeting, sheet, actor=actor, now=now)
        # The minutes tell of each of them once, with how it stood.
        earlier = meeting.minutes.get().data["earlier"]
        assert len(earlier) == len(keys) == meeting.rulings.count()
        assert all(row["standing"] for row in earlier)
        for task, name in zip(Task.objects.exclude(pk__in=given_so_far), happenings, strict=False):
            try:
                BETWEEN[name](task, actor, now + timedelta(days=2))
            except (TransitionFault, TaskFault):
                continue
        starts_at = datetime.combine(
            calendar.next_open_day(starts_at.date() + timedelta(days=27)), starts_at.timetz()
        )


def test_a_new_voter_counts_from_their_first_day_and_a_former_one_no_more(committee, call, actor, contacts):
    from ongikar.delivery.meeting.committees import end_seat

    seat = committee.memberships.get(contact=contacts[4])
    end_seat(seat, until=conftest.HELD.date() - timedelta(days=1), actor=actor, now=conftest.CALLED)
    assert quorum_stands(call()).voting == 6
    assert quorum_stands(call(starts_at=conftest.HELD - timedelta(days=2), haste="আগে")).voting == 7
