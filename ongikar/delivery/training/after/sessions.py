"""A batch begins: whoever took a seat stands on its roster, and its classes in the calendar."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db import transaction

from ongikar.core.forms.faults import require
from ongikar.delivery.training import states
from ongikar.delivery.training.models import Application, Batch
from ongikar.gatherings.actions import add_member, end_member, open_roster, plan_gathering
from ongikar.gatherings.models import Gathering, Member, Roster
from ongikar.journal.actions import WORKER, Reference
from ongikar.journal.models import OutboxEntry
from ongikar.records.actions import carry_out
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ, Calendar

MOST_MINUTES = 12 * 60


def title_of(batch: Batch) -> str:
    """As its classes are called: in the office's first language, since everybody reads it."""
    return f"{batch.course.title_bn} ({digits(batch.number.replace('T-', 'প্র-'))})"


def roster_of(batch: Batch) -> Roster | None:
    """The roster of a batch; None before it began."""
    return Roster.objects.filter(subject_type=Batch.SUBJECT, subject_id=batch.pk).order_by("id").first()


def class_days(
    calendar: Calendar, first: date, last: date, count: int, weekdays: Collection[int]
) -> list[date]:
    """So many open days from the first to the last that are of these weekdays (Monday is 0); fewer where the
    calendar has no more.
    """
    days, day = list[date](), first
    while day <= last and len(days) < count:
        if day.weekday() in weekdays and calendar.is_open_day(day):
            days.append(day)
        day += timedelta(days=1)
    return days


@transaction.atomic
def begin_batch(
    batch: Batch,
    *,
    weekdays: Collection[int],
    begins_at: time,
    minutes: int,
    actor: Reference,
    now: datetime,
) -> list[Gathering]:
    """The classes are planned and the roster is filled; seats may still be offered till the class that the
    call names. Raises ActFault.
    """
    with carry_out(batch, batch.act(states.BEGIN), actor=actor, now=now):
        is_class = 0 < minutes <= MOST_MINUTES
        require(is_class, "minutes", "ক্লাস কত মিনিটের, লিখুন।", "Write how many minutes a class takes.")
        enrolled = Application.objects.filter(call__batch=batch, state=states.ENROLLED)
        require(enrolled.exists(), "", "কেউ এখনো আসন নেননি।", "Nobody has taken a seat yet.")
        days = class_days(batch.office.calendar, batch.starts_on, batch.ends_on, batch.classes, weekdays)
        require(
            len(days) >= batch.classes,
            "weekdays",
            "এই কয় দিনে {n}টি ক্লাস হয়, দরকার {wanted}টি। আরও বার বেছে নিন।",
            "These weekdays give {n} classes and {wanted} are needed. Choose more weekdays.",
            n=len(days),
            wanted=batch.classes,
        )
    roster = open_roster(
        office=batch.office,
        subject=batch.reference,
        title=title_of(batch),
        actor=actor,
        now=now,
    )
    sync_roster(batch, actor=actor, now=now)
    return [
        plan_gathering(
            office=batch.office,
            sort=Gathering.SESSION,
            title=f"{title_of(batch)}: {digits(place)}",
            place=batch.place or batch.place_words,
            starts_at=datetime.combine(day, begins_at, TZ),
            ends_at=datetime.combine(day, begins_at, TZ) + timedelta(minutes=minutes),
            roster=roster,
            subject=batch.reference,
            is_public=False,
            actor=actor,
            now=now,
        )
        for place, day in enumerate(days, 1)
    ]


@transaction.atomic
def sync_roster(batch: Batch, *, actor: Reference, now: datetime) -> int:
    """Bring the roster in line with the seats: whoever took one comes onto it, whoever gave one back leaves
    it from today. Done twice it is done once; returns how many changed.
    """
    roster = roster_of(batch)
    if roster is None:
        return 0
    today = now.astimezone(TZ).date()
    living = {
        each.case.applicant_id: each
        for each in Application.objects.filter(call__batch=batch, state__in=SEATED).select_related(
            "case__applicant"
        )
        if each.case.applicant_id
    }
    members = {each.applicant_id: each for each in roster.members.filter(until=None) if each.applicant_id}
    changed = 0
    for key, application in living.items():
        if key not in members:
            # Seated before the first class is a member of it, also where the list is filled later that day.
            since = min(today, batch.starts_on) if batch.state == states.RUNNING else batch.starts_on
            add_member(roster, applicant=application.case.applicant, since=since, actor=actor, now=now)
            changed += 1
    for key, member in members.items():
        if key not in living:
            end_member(member, until=max(today, member.since), actor=actor, now=now)
            changed += 1
    return changed


def sync_seats(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Called after a seat was taken or given back: a batch that runs has it on its roster."""
    application = Application.objects.select_related("call__batch__office").get(
        pk=outbox_entry.entry.subject_id
    )
    sync_roster(application.call.batch, actor=WORKER, now=now)


SEATED = frozenset({states.ENROLLED, states.COMPLETED, states.NOT_COMPLETED})


def members_by_applicant(roster: Roster) -> dict[int, Member]:
    """The participants by the applicant they are; the newest membership of each."""
    rows = roster.members.filter(applicant__isnull=False).order_by("id")
    return {each.applicant_id: each for each in rows if each.applicant_id}


def sessions_of(batch: Batch) -> list[Gathering]:
    """Its classes that stand, the first to come first."""
    return list(Gathering.objects.of_subject(batch.reference).that_stand())
