"""Series: begun, raised by the worker period by period, and ended; and those whose next period would open too
late, or never.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER, Reference, SubjectReference
from ongikar.journal.silences import Look, LookPage, Silence
from ongikar.offices.calendars_since import calendars_since
from ongikar.offices.models import Office, Place, Post
from ongikar.people.models import Contact
from ongikar.records.actions import act_on, note, open_once
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.calendar.rows import CalendarFault

from ..models import Series, Task
from ..rules import SINCE_DONE, Period, Recurrence, opening_moment
from ..transitions import TaskFault
from .giving import give_task, require_in_use, validate_task

RAISED_AT_ONCE = 200
# How many periods of one series are raised in a round; what is left is first in the next.
MOST_AT_ONCE = 50
BEFORE_THE_OFFICE = (
    "এ কার্যালয়ের হিসাব শুরু {day}। সেদিনের বা পরের একটি দিন দিন।",
    "This office owes from {day} on. Give that day or a later one.",
)


@transaction.atomic
def begin_series(
    *,
    office: Office,
    title: str,
    words: str = "",
    owner: Post | Contact,
    given_by: Post,
    check: Post | None = None,
    evidence: Iterable[str] = (),
    rule: Recurrence,
    starts_on: date,
    until: date | None = None,
    subject: SubjectReference | None = None,
    origin: str = "upkeep",
    place: Place | None = None,
    submission: str,
    actor: Reference,
    now: datetime,
) -> Series:
    """A task that comes again from a day on. The same `submission` twice is one series.

    A first day in the past raises every period since then: each is owed, and late if it is. None is before
    the day since which the office owes anything.
    """
    if known := Series.objects.filter(submission=submission).first():
        return known
    if not office.is_owed(starts_on):
        raise TaskFault("starts_on", *BEFORE_THE_OFFICE, day=office.owes_since)
    today = now.astimezone(TZ).date()
    validate_task(office, title=title, owner=owner, given_by=given_by, check=check, due=today, now=now)
    require_in_use(owner, now)
    if until is not None and until < starts_on:
        raise TaskFault(
            "until", "শেষ দিনটি প্রথম দিনের পরে হতে হবে।", "The last day must come after the first."
        )
    series = Series(
        office=office,
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        origin=origin,
        title=title.strip(),
        words=words.strip(),
        owner_post=owner if isinstance(owner, Post) else None,
        owner_contact=owner if isinstance(owner, Contact) else None,
        given_by=given_by,
        check_post=check,
        evidence=[kind for kind in Task.EVIDENCE if kind in set(evidence)],
        place=place,
        rule=rule.as_data(),
        starts_on=starts_on,
        until=until,
        look_at=now,
        submission=submission,
    )
    return open_once(series, "begun", actor=actor, now=now)


def end_series(series: Series, *, actor: Reference, now: datetime) -> None:
    """No further task comes of it; those that are open stay. Pressed twice it is ended once."""
    with act_on(series):
        if series.ended_at:
            return
        series.ended_at, series.look_at = now, None
        series.save(update_fields=["ended_at", "look_at"])
        note(series, "ended", actor, now)


def raise_due_tasks(now: datetime) -> int:
    """A duty of the worker: the tasks of every series whose next period has opened; how many were given.

    Each is given as of the moment its period opened, whenever this runs: after any downtime the tasks are the
    same.
    """
    due = Series.objects.filter(look_at__lte=now).order_by("look_at", "id")
    return sum(
        run_isolated(f"the tasks of series {key}", raise_tasks_of, key, now)
        for key in list(due.values_list("pk", flat=True)[:RAISED_AT_ONCE])
    )


@transaction.atomic
def raise_tasks_of(series_id: int, now: datetime) -> int:
    """The tasks that one series owes by `now`; its row is locked, so two workers raise them once."""
    series = Series.objects.select_for_update().get(pk=series_id)
    if series.look_at is None or series.look_at > now:
        return 0
    rule, calendar, raised = Recurrence.from_data(series.rule), series.office.calendar, 0
    period = next_period(series, rule, calendar)
    while period and opening_moment(calendar, period) <= now and raised < MOST_AT_ONCE:
        give_period(series, period, opening_moment(calendar, period), now)
        raised += 1
        period = next_period(series, rule, calendar)
    series.look_at = opening_moment(calendar, period) if period else None
    series.save(update_fields=["look_at"])
    return raised


def next_period(series: Series, rule: Recurrence, calendar: Calendar) -> Period | None:
    """What comes next; None where nothing does, or where the open task has not been done yet."""
    last = series.tasks.order_by("-period").first()
    if rule.policy == SINCE_DONE:
        if series.tasks.filter(ended_at__isnull=True).exists():
            return None
        done = last.ended_at.astimezone(TZ).date() if last and last.ended_at else None
        period = rule.next_since(calendar, done, series.starts_on)
        if last and period.key <= last.period:
            # Done on the day it opened, of a rule shorter than the office's days off.
            opens = calendar.next_open_day(date.fromisoformat(last.period))
            period = rule.next_since(calendar, None, opens)
        return None if series.until and period.first > series.until else period
    periods = rule.periods(calendar, series.starts_on, until=series.until, after=last.period if last else "")
    return next(periods, None)


def give_period(series: Series, period: Period, opens: datetime, now: datetime) -> Task:
    owner = series.owner_post or series.owner_contact
    assert owner is not None
    if isinstance(owner, Contact) and not Contact.objects.in_use(opens.astimezone(TZ).date()).filter(
        pk=owner.pk
    ):
        # Whoever gave the series finds another; the period is owed all the same.
        owner = series.given_by
    return give_task(
        office=series.office,
        title=series.title,
        words=series.words,
        owner=owner,
        given_by=series.given_by,
        check=None if owner == series.check_post else series.check_post,
        evidence=series.evidence,
        due=period.due,
        subject=(series.subject_type, series.subject_id) if series.subject_id else None,
        origin=series.origin,
        series=series,
        period=period.key,
        place=series.place,
        submission=f"series-{series.pk}-{period.key}",
        actor=WORKER,
        now=now,
        opens=opens,
    )


LOOKED_AT_ONCE = 50


def find_silent_series(after: Any, now: datetime) -> LookPage:
    page = list(Series.objects.filter(pk__gt=after or 0).order_by("pk")[:LOOKED_AT_ONCE])
    silences = [
        Silence("tasks_series", "look_at", str(each.pk), each.office_id) for each in page if is_silent(each)
    ]
    return LookPage(page[-1].pk if len(page) == LOOKED_AT_ONCE else None, silences)


def is_silent(series: Series) -> bool:
    """Whether the worker looks later than its next period opens, by whatever calendar was in force since it
    was looked at last.
    """
    if series.ended_at is not None:
        return False
    last, rule = series.tasks.order_by("-period").first(), Recurrence.from_data(series.rule)
    since = last.given_at if last else series.made_at
    opens = []
    try:
        for calendar in calendars_since(series.office_id, since):
            period = next_period(series, rule, calendar)
            opens.append(opening_moment(calendar, period) if period else None)
    except CalendarFault:
        # Of a year without a calendar the doctor tells.
        return False
    known = [each for each in opens if each]
    if not known or (series.look_at is None and len(known) < len(opens)):
        return False
    return series.look_at is None or series.look_at > max(series.made_at, *known)


@transaction.atomic
def mend_series(silence: Silence, now: datetime) -> bool:
    """Looked at now: whoever looks sets the next moment."""
    series = Series.objects.select_for_update().get(pk=int(silence.key))
    if not is_silent(series):
        return False
    Series.objects.filter(pk=series.pk).update(look_at=now)
    return True


SILENT_SERIES = Look(
    "series", ("ধারাবাহিক কাজের পরের পালা", "next periods of series"), find_silent_series, mend_series
)
