"""The demonstration's batches from the first class on: one that runs, one that is over, and one whose
certificates are given, of which one was revoked.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

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
from ongikar.journal.outbox import run_due_entries
from ongikar.rules.calendar.office_calendar import TZ

GIVEN_AT = time(14)
WORKDAYS = frozenset({6, 0, 1, 2, 3})
REVOKED = "অন্য একজন তাঁর নামে ক্লাস করেছিলেন বলে প্রমাণ পাওয়া গেছে। (নমুনা)"


def lead_after_seats(
    batch: Batch, call: Call, *, actor: Reference, published: datetime, now: datetime
) -> Iterator[datetime | None]:
    """The moment of each act before it is done; None where the batch may stand as its row says."""
    calendar = batch.office.calendar
    at = published + timedelta(hours=6)
    yield at
    offered = Application.objects.filter(call=call, state=states.OFFERED).select_related("call__batch")
    for application in offered.order_by("roll"):
        actions.accept_offer(application, now=at)
    at = published + timedelta(hours=7)
    yield at
    begin_batch(batch, weekdays=WORKDAYS, begins_at=time(10), minutes=120, actor=actor, now=at)
    batch.refresh_from_db()
    held = [each for each in sessions_of(batch) if each.ends_at < now]
    for place, session in enumerate(held):
        yield session.ends_at
        hold(session, batch, place, actor)
    yield None
    over = held[-1].ends_at + timedelta(hours=2)
    yield over
    finish_batch(batch, actor=actor, now=over)
    run_due_entries(over)
    yield None
    batch.refresh_from_db()
    given = datetime.combine(calendar.next_open_day(over.astimezone(TZ).date()), GIVEN_AT, TZ)
    yield given
    book = ClassBook(batch)
    made = [
        issue_certificate(
            office=batch.office,
            template_key=COURSE,
            statement=wanted["statement"],
            subject=batch.reference,
            holder=wanted["holder"],
            actor=actor,
            now=given,
        )
        for wanted in (wanted_certificate(each, batch, book) for each in completions_of(batch))
    ]
    add_batch_act(batch, states.CERTIFY, actor=actor, now=given)
    run_due_entries(given)
    revoked = datetime.combine(calendar.next_open_day(given.astimezone(TZ).date(), 2), GIVEN_AT, TZ)
    yield revoked
    revoke_certificate(made[-1], reason=REVOKED, actor=actor, now=revoked)
    yield None


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
