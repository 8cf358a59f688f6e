"""What is done with a visit, from the token to its end."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violated_constraint
from ongikar.core.forms.faults import ActFault, require
from ongikar.journal.actions import WORKER, Reference, SubjectReference
from ongikar.offices.models import Office, Post
from ongikar.records.actions import act_on, change, fault_of_violation, note, open_once, perform
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .models import CounterDay, Visit, VisitAct, VisitCall
from .rules.order import Turn, order
from .rules.times import never_before
from .settings import queue_rules

NOBODY_WAITS = ("এখন কেউ অপেক্ষায় নেই।", "Nobody is waiting now.")
DESK_TAKEN = (
    "এই ডেস্কে এখন টোকেন {number}। আগে তাঁর কাজ শেষ করুন।",
    "Token {number} is at this desk. Finish with them first.",
)


def lock_day(office: Office, day: date) -> CounterDay:
    """The row of the day, to the end of the transaction: tokens are drawn and people called in turn."""
    rows = CounterDay.objects.select_for_update().filter(office=office, day=day)
    if (row := rows.first()) is None:
        CounterDay.objects.get_or_create(office=office, day=day)
        row = rows.get()
    return row


def arrive(
    *,
    office: Office,
    purpose: str,
    subject: SubjectReference | None = None,
    priority: str = "",
    from_appointment_at: datetime | None = None,
    printed: int | None = None,
    arrived_at: datetime | None = None,
    actor: Reference,
    now: datetime,
    submission: str,
) -> Visit:
    """Give somebody who came the next token of the day, once however often the form is sent.

    `printed`: the number of a token that was printed beforehand, and `arrived_at` the time written on it.
    Raises ActFault.
    """
    came = arrived_at or now
    visit = Visit(
        office=office,
        day=came.astimezone(TZ).date(),
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        purpose=purpose,
        priority=priority,
        arrived_at=came,
        appointment_at=from_appointment_at,
        printed=printed,
        submission=submission,
    )
    return open_once(
        visit,
        "arrived",
        actor=actor,
        now=now,
        before=draw_token,
        follow=lambda made: write_arrival(made, actor, now),
    )


def draw_token(visit: Visit) -> None:
    day = lock_day(visit.office, visit.day)
    day.last += 1
    day.save(update_fields=["last"])
    visit.token = day.last


def write_arrival(visit: Visit, actor: Reference, now: datetime) -> None:
    act = VisitAct(visit=visit, name=transitions.ARRIVE)
    act.enter_who(actor, now)
    act.save(force_insert=True)


def turns(office: Office, now: datetime) -> list[tuple[Visit, Turn]]:
    """Whoever waits today, in the order in which they are called."""
    day = now.astimezone(TZ).date()
    visits = {
        visit.token: visit for visit in Visit.objects.of_day(office, day).filter(state=transitions.WAITING)
    }
    rules = queue_rules(office, day)
    return [
        (visits[turn.waiting.token], turn)
        for turn in order((visit.waiting() for visit in visits.values()), rules, now)
    ]


def call_next(*, desk: Post, actor: Reference, now: datetime, submission: str) -> Visit:
    """The desk calls whoever is next; the same press again answers with whom it called. Raises ActFault."""

    def choose(office: Office) -> Visit:
        waiting = turns(office, now)
        require(waiting, "", *NOBODY_WAITS)
        return waiting[0][0]

    return claim(choose, transitions.CALL, desk=desk, actor=actor, now=now, submission=submission)


def call_visit(visit: Visit, *, desk: Post, actor: Reference, now: datetime, submission: str) -> Visit:
    """The desk calls this one: somebody who was missed and has come, or out of turn."""
    return claim(lambda _: visit, transitions.CALL, desk=desk, actor=actor, now=now, submission=submission)


def take_up(visit: Visit, *, desk: Post, actor: Reference, now: datetime, submission: str) -> Visit:
    """The desk goes on with somebody who was set aside."""
    return claim(lambda _: visit, transitions.TAKE_UP, desk=desk, actor=actor, now=now, submission=submission)


def serve_and_call_next(
    visit: Visit, *, desk: Post, actor: Reference, now: datetime, submission: str
) -> Visit | None:
    """One press at the end of a service: whom it called, or None where nobody waits any more."""
    with transaction.atomic():
        # Before the visit, as whoever calls one locks them.
        lock_day(visit.office, now.astimezone(TZ).date())
        finish(visit, transitions.SERVE, actor=actor, now=now, submission=f"{submission}-served")
        if (known := visit_called_by(submission)) is not None:
            return known
        if not turns(visit.office, now):
            return None
        return call_next(desk=desk, actor=actor, now=now, submission=submission)


def claim(
    choose: Callable[[Office], Visit],
    act: str,
    *,
    desk: Post,
    actor: Reference,
    now: datetime,
    submission: str,
) -> Visit:
    office, day = desk.office, now.astimezone(TZ).date()
    try:
        with transaction.atomic():
            lock_day(office, day)
            if (known := visit_called_by(submission)) is not None:
                return known
            end_call_of_earlier_day(desk, day, now)
            require_free(desk)
            visit = choose(office)

            def open_call(_: VisitAct) -> None:
                VisitCall(
                    office=office,
                    visit=visit,
                    day=visit.day,
                    desk=desk,
                    called_at=now,
                    last_called_at=now,
                    begun_at=now if act == transitions.TAKE_UP else None,
                ).save(force_insert=True)

            perform(
                visit,
                VisitAct(visit=visit, name=act),
                actor=actor,
                now=now,
                submission=submission,
                follow=open_call,
            )
            return visit
    except IntegrityError as fault:
        # Past the lock of the day nobody comes; should anybody, the unique rows say so.
        if violated_constraint(fault, VisitCall) is None:
            raise
        raise fault_of_violation(fault, VisitCall()) from fault


def visit_called_by(submission: str) -> Visit | None:
    act = VisitAct.objects.filter(submission=submission).select_related("visit__office").first()
    return act.visit if act else None


def require_free(desk: Post) -> None:
    held = VisitCall.objects.filter(desk=desk, ended_at__isnull=True).select_related("visit").first()
    if held is not None:
        raise ActFault("", *DESK_TAKEN, number=held.visit.number)


def end_call_of_earlier_day(desk: Post, day: date, now: datetime) -> None:
    """What a desk left open in the evening ends as what it is: nobody wrote down how."""
    held = (
        VisitCall.objects.filter(desk=desk, ended_at__isnull=True, day__lt=day)
        .select_related("visit__office")
        .first()
    )
    if held is not None:
        finish(held.visit, transitions.DAY_OVER, actor=WORKER, now=now, submission=f"day-over-{held.pk}")


def call_again(visit: Visit, *, actor: Reference, now: datetime, submission: str) -> None:
    def count(_: VisitAct) -> None:
        call = require_open(visit)
        call.times += 1
        call.last_called_at = never_before(now, call.last_called_at)
        call.save(update_fields=["times", "last_called_at"])

    act = VisitAct(visit=visit, name=transitions.CALL_AGAIN)
    perform(visit, act, actor=actor, now=now, submission=submission, follow=count)


def begin(visit: Visit, *, actor: Reference, now: datetime, submission: str) -> None:
    """The person stands at the desk."""

    def enter(_: VisitAct) -> None:
        call = require_open(visit)
        call.begun_at = never_before(now, call.last_called_at)
        call.save(update_fields=["begun_at"])

    act = VisitAct(visit=visit, name=transitions.BEGIN)
    perform(visit, act, actor=actor, now=now, submission=submission, follow=enter)


# Those that end a call, where one is open.
ENDING = frozenset(
    {
        transitions.SERVE,
        transitions.SEND_FOR_PAPER,
        transitions.PARK,
        transitions.MISS,
        transitions.WAIT_AGAIN,
        transitions.LEAVE,
        transitions.DAY_OVER,
    }
)


def finish(visit: Visit, name: str, *, actor: Reference, now: datetime, submission: str) -> None:
    """Any act that leaves the desk free, or that a visit without a desk goes on by. Raises ActFault."""

    def end(_: VisitAct) -> None:
        call = visit.open_call if name in ENDING else None
        if call is not None:
            call.ended_at = never_before(now, call.begun_at or call.last_called_at)
            call.ended_by = name
            call.save(update_fields=["ended_at", "ended_by"])

    act = VisitAct(visit=visit, name=name)
    perform(visit, act, actor=actor, now=now, submission=submission, follow=end)


def require_open(visit: Visit) -> VisitCall:
    """The call of a visit that is at a desk, which is so by its state."""
    call = visit.open_call
    assert call is not None, f"{visit} is at a desk without a call"
    return call


def say_what_about(
    visit: Visit, subject: SubjectReference, *, purpose: str, actor: Reference, now: datetime
) -> None:
    """What it led to, such as the case that was written down at the desk: from then on they go together.
    The same again changes nothing. Raises ActFault.
    """
    with act_on(visit):
        if (visit.subject_type, visit.subject_id) == subject:
            return
        require(
            not visit.subject_type,
            "",
            "টোকেন {number} এর মধ্যে অন্য একটি আবেদনের সঙ্গে বাঁধা।",
            "Token {number} leads to another case already.",
            number=visit.number,
        )
        visit.require_today(now)
        visit.subject_type, visit.subject_id = subject
        visit.purpose = visit.purpose or purpose
        visit.save(update_fields=["subject_type", "subject_id", "purpose"])
        note(visit, "about", actor, now)


def put_right(visit: Visit, *, priority: str, purpose: str, actor: Reference, now: datetime) -> list[str]:
    """What was written wrongly of somebody who waits: they keep their place by the time they came."""
    return change(visit, "changed", actor=actor, now=now, priority=priority, purpose=purpose)
