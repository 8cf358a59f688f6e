"""How an event begins (with its requisition, for a national day, or out of a case of advice), is put into the
calendar, and called off.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from ongikar.cases.actions import receive_case
from ongikar.cases.kinds.agreed_days import agreed_day_of
from ongikar.cases.models import Case
from ongikar.cases.record_desk import open_record
from ongikar.charter.models import Service
from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import say_in
from ongikar.gatherings import transitions
from ongikar.gatherings.actions import cancel_gathering, move_gathering, open_roster, plan_gathering
from ongikar.gatherings.models import Gathering, Roster
from ongikar.journal.actions import WORKER, Reference
from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ

from .models import Event
from .national_days import NationalDay

# Of an observance the office says more once it is planned; the form wants words.
OBSERVED = ("দিবস উদ্‌যাপন", "Observance of the day")
PASSED = ("দিনটি পেরিয়ে গেছে।", "This day has passed.")
AGREED_ANEW = ("দুই পক্ষের সম্মতিতে দিন বদলেছে।", "Both sides agreed on another day.")


@transaction.atomic
def open_event(case: Case, *, now: datetime) -> Event:
    """The rows of a case about an event: with its receipt, or adopted later. Done twice it is done once.

    What nobody must agree to, or was agreed on before, stands in the calendar at once.
    """
    known = Event.objects.filter(case=case).first()
    if known:
        return known
    event = open_record(Event, case, now=now)
    begins = agreed_day_of(Case.objects.prefetch_related("acts").get(pk=case.pk)).agreed
    if begins and begins > now:
        settle_event(event, begins=begins, actor=WORKER, now=now)
    return event


@transaction.atomic
def observe_day(
    *, office: Office, service: Service, day: NationalDay, on: date, actor: Reference, now: datetime
) -> Case:
    """The office observes a national day of its own accord: a case that it owes by that day. Once a day."""
    require(on >= now.astimezone(TZ).date(), "", *PASSED)
    return receive_case(
        service=service,
        person=None,
        answers={
            "sort": Event.DAY,
            "national_day": day.key,
            "topic": day.words_bn,
            "held_on": on.isoformat(),
            "begins_at": day.begins_at.isoformat(),
            "place": office.name_bn,
            "wanted": say_in("bn", *OBSERVED),
        },
        channel=Case.PLANNED,
        submission=f"day-{office.pk}-{day.key}-{on.isoformat()}",
        actor=actor,
        now=now,
    )


@transaction.atomic
def open_awareness_class(
    advised: Case,
    *,
    service: Service,
    topic: str,
    on: date,
    at: time,
    place: str,
    audience: int,
    submission: str,
    actor: Reference,
    now: datetime,
) -> Case:
    """A class of awareness out of a case of advice, as an event that the office owes by its day."""
    require(on >= now.astimezone(TZ).date(), "on", *PASSED)
    return receive_case(
        service=service,
        person=None,
        answers={
            "sort": Event.SEMINAR,
            "topic": topic,
            "held_on": on.isoformat(),
            "begins_at": at.isoformat(),
            "place": place,
            "audience": audience,
            "wanted": topic,
            "opened_from": advised.pk,
        },
        channel=Case.PLANNED,
        submission=submission,
        actor=actor,
        now=now,
    )


@transaction.atomic
def settle_event(event: Event, *, begins: datetime, actor: Reference, now: datetime) -> Gathering:
    """It takes place then: planned, or moved where it was planned for another time. Whoever was invited is
    told of a move by the gathering itself.
    """
    event.lock()
    ends = begins + timedelta(minutes=event.minutes)
    standing = event.standing_gathering
    if standing is None:
        return plan_gathering(
            office=event.office,
            sort=Gathering.EVENT,
            title=event.title,
            place=event.venue,
            starts_at=begins,
            ends_at=ends,
            roster=roster_of(event, actor, now),
            subject=event.reference,
            actor=actor,
            now=now,
        )
    if standing.starts_at == begins or standing.state not in transitions.COMING:
        return standing
    return move_gathering(
        standing,
        starts_at=begins,
        ends_at=begins + (standing.ends_at - standing.starts_at),
        reason=say_in("bn", *AGREED_ANEW),
        actor=actor,
        now=now,
    )


def roster_of(event: Event, actor: Reference, now: datetime) -> Roster:
    if event.roster is None:
        event.roster = open_roster(
            office=event.office, subject=event.reference, title=event.title, actor=actor, now=now
        )
        event.save(update_fields=["roster"])
    return event.roster


@transaction.atomic
def call_off(event: Event, *, reason: str, actor: Reference, now: datetime) -> None:
    """Its case ended before it took place: it stands in nobody's calendar any more."""
    standing = event.standing_gathering
    if standing and standing.state in transitions.COMING:
        cancel_gathering(standing, reason=reason, actor=actor, now=now)
