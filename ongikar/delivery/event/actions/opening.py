"""An event begun: with its requisition, by the office for a national day, or out of a case of advice."""

from datetime import date, datetime, time

from django.db import transaction

from ongikar.cases.actions import receive_case
from ongikar.cases.kinds.agreed_days import agreed_day_of
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.core.i18n.say import say_in
from ongikar.delivery.event.models import Event
from ongikar.delivery.event.national_days import NationalDay
from ongikar.delivery.event.words import EventFault
from ongikar.journal.actions import WORKER, Reference, record
from ongikar.offices.models import Office
from ongikar.offices.serials import next_number
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from .planning import settle_event

MOST_TITLE = 200
# Where nobody said how long it takes.
USUAL_HOURS = 2
# Of an observance the office says more once it is planned; the form wants words.
OBSERVED = ("দিবস উদ্‌যাপন", "Observance of the day")


@transaction.atomic
def open_event(case: Case, *, now: datetime) -> Event:
    """The rows of a case about an event: with its receipt, or adopted later. Done twice it is done once.

    What nobody must agree to, or was agreed on before, stands in the calendar at once.
    """
    known = Event.objects.filter(case=case).first()
    if known:
        return known
    year = fiscal_year(now.astimezone(TZ).date())
    answers = case.answers
    event = Event.objects.create(
        office=case.office,
        case=case,
        fiscal_year=year,
        book_serial=next_number(case.office, "events", year),
        sort=answers.get("sort") or Event.WORKSHOP,
        national_day=answers.get("national_day") or "",
        title=str(answers.get("topic") or case.row.short)[:MOST_TITLE],
        venue=str(answers.get("place") or "")[:MOST_TITLE],
        minutes=60 * (answers.get("hours") or USUAL_HOURS),
        opened_from_id=answers.get("opened_from"),
        made_at=now,
    )
    record("event.opened", subject=event.reference, actor=WORKER, office_id=case.office_id, now=now)
    begins = agreed_day_of(Case.objects.prefetch_related("acts").get(pk=case.pk)).agreed
    if begins and begins > now:
        settle_event(event, begins=begins, actor=WORKER, now=now)
    return event


@transaction.atomic
def observe_day(
    *, office: Office, service: Service, day: NationalDay, on: date, actor: Reference, now: datetime
) -> Case:
    """The office observes a national day of its own accord: a case that it owes by that day. Once a day."""
    if on < now.astimezone(TZ).date():
        raise EventFault("", "দিনটি পেরিয়ে গেছে।", "This day has passed.")
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
    if on < now.astimezone(TZ).date():
        raise EventFault("on", "দিনটি পেরিয়ে গেছে।", "This day has passed.")
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
