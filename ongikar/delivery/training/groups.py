"""The applicants of a batch as one row of the office's lists: how many are open, and what is owed next."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from ongikar.cases.kinds import CaseGroup
from ongikar.cases.models import Case
from ongikar.cases.officer.queue.selection import desk_words
from ongikar.core.db.index_conditions import AmongFew
from ongikar.core.i18n.say import language, say
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering
from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ

from . import rules, states, words
from .models import Application, Batch, Call, Nomination

# Open applications at one desk that the menu looks at; an office has some hundreds.
MOST_COUNTED = 300


def groups_of_batches(office: Office, now: datetime) -> Iterator[CaseGroup]:
    for batch in open_batches(office, now):
        owed, due = rules.what_is_owed(batch.state, days_of(batch), now)
        own = moment_of(batch, due)
        dues = [each for each in (own, batch.first_due, batch.first_letter) if each]
        yield CaseGroup(
            title=words.batch_title(batch),
            number=words.batch_number(batch),
            url=reverse("batch", args=[batch.number]),
            what=say(*words.OWED_WORDS[owed]) if owed else say("উত্তর দেওয়া", "To be answered"),
            count=batch.open_cases + batch.open_letters,
            due_at=min(dues),
            service=batch.call.service_id,
            service_words=batch.call.service.short,
            desk=batch.post_id,
            holder=batch.desk_words,
            # A class that is not written down stands on Today as the gathering that it is.
            is_said=owed == rules.TO_RECORD and own == min(dues),
        )


def open_calls_of(post: Value) -> QuerySet[Call]:
    """The calls to which an open case applies that lies at the desk of a post: of the MOST_COUNTED that came
    first, for each page of the desk counts them.
    """
    cases = open_cases(desk=post).order_by("id")[:MOST_COUNTED]
    rows = Application.objects.filter(AmongFew("case", cases))
    return Call.objects.filter(AmongFew("pk", rows.order_by().values("call")))


def open_cases(**which: Any) -> QuerySet[Any]:
    """The keys of open cases that are answered with others."""
    return Case.objects.filter(closed_at__isnull=True, is_grouped=True, **which).order_by().values("pk")


def open_batches(office: Office, now: datetime) -> QuerySet[Any]:
    """In one statement, found from the open cases of groups: of the batches of all years few have any."""
    coming = Gathering.objects.filter(
        subject_type=Batch.SUBJECT, subject_id=OuterRef("pk"), state__in=transitions.COMING
    )
    return (
        Batch.objects.filter(
            AmongFew("pk", batches_in(Application, office).union(batches_in(Nomination, office)))
        )
        .select_related("course", "call__service", "post")
        .annotate(
            open_cases=count_of(Application),
            open_letters=count_of(Nomination),
            first_due=first_due(Application),
            first_letter=first_due(Nomination),
            class_ends=Subquery(coming.order_by("starts_at").values("ends_at")[:1]),
            desk_words=holder_words(now),
        )
    )


def batches_in(model: Any, office: Office) -> QuerySet[Any]:
    """The batches to which an open case of the office applies or nominates."""
    rows = model.objects.filter(AmongFew("case", open_cases(office=office)))
    keys: QuerySet[Any] = rows.order_by().values("call__batch")
    return keys


def open_of(model: Any) -> QuerySet[Any]:
    """Whose case is open, of one batch."""
    rows = model.objects.filter(call__batch=OuterRef("pk"), case__closed_at__isnull=True)
    grouped: QuerySet[Any] = rows.order_by().values("call")
    return grouped


def count_of(model: Any) -> Coalesce:
    return Coalesce(Subquery(open_of(model).annotate(n=Count("pk")).values("n")), Value(0))


def first_due(model: Any) -> Subquery:
    return Subquery(open_of(model).annotate(first=Min("case__clock__due_at")).values("first"))


def holder_words(now: datetime) -> Any:
    """Who holds the post of a batch, by name."""
    return desk_words(now.astimezone(TZ).date(), language(), post="post")


def days_of(batch: Any) -> rules.BatchDays:
    call = batch.call
    return rules.BatchDays(
        call.closes_at,
        call.draw_at,
        call.result_on,
        batch.starts_on,
        batch.ends_on,
        batch.look_at if batch.state == states.OFFERING else None,
        batch.class_ends if batch.state == states.RUNNING else None,
        batch.first_due,
    )


def moment_of(batch: Batch, due: Any) -> datetime | None:
    """A day ends when the office closes."""
    if due is None or isinstance(due, datetime):
        return due
    calendar = batch.office.calendar
    return calendar.close(due) if calendar.is_open_day(due) else datetime.combine(due, time.max, TZ)
