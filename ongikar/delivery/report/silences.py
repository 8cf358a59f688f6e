"""Standing returns whose next period would open too late, or never."""

from datetime import datetime
from itertools import takewhile
from typing import Any

from django.db import transaction

from ongikar.cases.models import Case
from ongikar.journal.silences import Look, LookPage, Silence
from ongikar.offices.calendars_since import calendars_since
from ongikar.rules.calendar.rows import CalendarFault
from ongikar.tasks.rules import opening_moment

from .models import StandingReturn

PAGE = 50


def find_silent_returns(after: Any, now: datetime) -> LookPage:
    page = list(StandingReturn.objects.filter(pk__gt=after or 0).order_by("pk")[:PAGE])
    found = [
        Silence("report_standingreturn", "look_at", str(each.pk), each.office_id)
        for each in page
        if is_silent(each)
    ]
    return LookPage(page[-1].pk if len(page) == PAGE else None, found)


def is_silent(standing: StandingReturn) -> bool:
    """Whether the worker looks later than the next period opens, by whatever calendar was in force since it
    was begun, or goes on from a period that never was opened.
    """
    if standing.ended_at is not None:
        return False
    if standing.look_at is None or not is_opened(standing):
        return True
    rule, latest = standing.recurrence, standing.made_at
    try:
        for calendar in calendars_since(standing.office_id, standing.made_at):
            period = next(rule.periods(calendar, standing.starts_on, after=standing.last_period))
            latest = max(latest, opening_moment(calendar, period))
    except CalendarFault:
        # Of a year without a calendar the doctor tells.
        return False
    return standing.look_at > latest


def is_opened(standing: StandingReturn) -> bool:
    """Whether the period from which it goes on has its case."""
    last = standing.last_period
    return not last or Case.objects.filter(submission=f"return-{standing.pk}-{last}").exists()


@transaction.atomic
def mend_return(silence: Silence, now: datetime) -> bool:
    """Looked at now, from the last period that has its case on: whoever looks sets the next moment."""
    standing = StandingReturn.objects.select_for_update().get(pk=int(silence.key))
    if not is_silent(standing):
        return False
    if not is_opened(standing):
        standing.last_period = last_opened(standing, now)
    standing.look_at = now
    standing.save(update_fields=["last_period", "look_at"])
    return True


def last_opened(standing: StandingReturn, now: datetime) -> str:
    calendar = standing.office.calendar
    periods = standing.recurrence.periods(calendar, standing.starts_on)
    keys = [period.key for period in takewhile(lambda each: opening_moment(calendar, each) <= now, periods)]
    begins = f"return-{standing.pk}-"
    cases = Case.objects.filter(submission__in=[f"{begins}{key}" for key in keys])
    opened = cases.values_list("submission", flat=True)
    return max((each.removeprefix(begins) for each in opened), default="")


SILENT_RETURNS = Look(
    "standing returns",
    ("নিয়মিত প্রতিবেদনের পরের পালা", "next periods of standing returns"),
    find_silent_returns,
    mend_return,
)
