"""The demonstration's batches from the first class on: one that runs, one that is over, and one whose
certificates are given, of which one was revoked.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial
from typing import Protocol

from ongikar.certificates.actions import issue_certificate, revoke_certificate
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.act_log import add_batch_act
from ongikar.delivery.training.after.certifying import COURSE, completions_of, wanted_certificate
from ongikar.delivery.training.after.class_book import ClassBook
from ongikar.delivery.training.after.completing import finish_batch
from ongikar.delivery.training.after.sessions import begin_batch, roster_of, sessions_of
from ongikar.delivery.training.models import Application, Batch, Call
from ongikar.gatherings.actions import mark_attendance, record_gathering
from ongikar.gatherings.models import Gathering, Mark
from ongikar.journal.actions import Reference
from ongikar.rules.calendar.office_calendar import TZ

from .known import Known
from .timeline import Act

GIVEN_AT = time(14)
WORKDAYS = frozenset({6, 0, 1, 2, 3})
REVOKED = "অন্য একজন তাঁর নামে ক্লাস করেছিলেন বলে প্রমাণ পাওয়া গেছে। (নমুনা)"


class Led(Protocol):
    """The batch and its call (trainings.py)."""

    @property
    def memory(self) -> Known: ...

    @property
    def name(self) -> str: ...

    @property
    def batch(self) -> Batch: ...

    @property
    def call(self) -> Call: ...


def lead_after_seats(
    led: Led, *, actor: Reference, published: datetime, now: datetime
) -> Iterator[str | tuple[datetime, Act]]:
    """Each act with its moment, and each state that the batch comes to, in which its row may leave it."""

    def accept_all(at: datetime) -> None:
        offered = Application.objects.filter(call=led.call, state=states.OFFERED)
        for application in offered.select_related("call__batch").order_by("roll"):
            actions.accept_offer(application, now=at)

    def begin(at: datetime) -> None:
        begin_batch(led.batch, weekdays=WORKDAYS, begins_at=time(10), minutes=120, actor=actor, now=at)
        led.batch.refresh_from_db()

    def finish(at: datetime) -> None:
        finish_batch(led.batch, actor=actor, now=at)
        led.batch.refresh_from_db()

    def give(at: datetime) -> None:
        batch, book = led.batch, ClassBook(led.batch)
        made = [
            issue_certificate(
                office=batch.office,
                template_key=COURSE,
                statement=wanted["statement"],
                subject=batch.reference,
                holder=wanted["holder"],
                actor=actor,
                now=at,
            )
            for wanted in (wanted_certificate(each, batch, book) for each in completions_of(batch))
        ]
        add_batch_act(batch, states.CERTIFY, actor=actor, now=at)
        led.memory.keep(f"last of {led.name}", made[-1])

    def revoke(at: datetime) -> None:
        last = led.memory.find(f"last of {led.name}")
        revoke_certificate(last, reason=REVOKED, actor=actor, now=at)

    yield published + timedelta(hours=6), accept_all
    yield published + timedelta(hours=7), begin
    held = [each for each in sessions_of(led.batch) if each.ends_at < now]
    for place, session in enumerate(held):
        yield session.ends_at, partial(hold_class, session, led, place, actor)
    yield states.RUNNING
    over = held[-1].ends_at + timedelta(hours=2)
    yield over, finish
    yield states.FINISHED
    calendar = led.batch.office.calendar
    given = datetime.combine(calendar.next_open_day(over.astimezone(TZ).date()), GIVEN_AT, TZ)
    yield given, give
    revoked = datetime.combine(calendar.next_open_day(given.astimezone(TZ).date(), 2), GIVEN_AT, TZ)
    yield revoked, revoke
    yield states.CERTIFIED


def hold_class(session: Gathering, led: Led, place: int, actor: Reference, at: datetime) -> None:
    hold(session, led.batch, place, actor)


def hold(session: Gathering, batch: Batch, place: int, actor: Reference) -> None:
    """Most are there; the first comes to no class, the second misses every other one."""
    roster = roster_of(batch)
    members = list(roster.members.filter(until=None).order_by("id")) if roster else []
    for number, member in enumerate(members[:2]):
        if number == 0 or place % 2:
            mark_attendance(
                session,
                member,
                value=Mark.ABSENT,
                via=Mark.LIST,
                nonce=f"demo-{session.pk}-{member.pk}",
                actor=actor,
                now=session.ends_at,
            )
    record_gathering(session, rest=Mark.PRESENT, actor=actor, now=session.ends_at)
