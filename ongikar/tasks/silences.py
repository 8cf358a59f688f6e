"""Series whose next period would open too late, or never."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.journal.silences import Look, LookPage, Silence
from ongikar.offices.calendars_since import calendars_since
from ongikar.rules.calendar.rows import CalendarFault
from ongikar.tasks.rules import Recurrence, opening_moment

from .actions.series import next_period
from .models import Series

PAGE = 50


def find_silent_series(after: Any, now: datetime) -> LookPage:
    page = list(Series.objects.filter(pk__gt=after or 0).order_by("pk")[:PAGE])
    found = [
        Silence("tasks_series", "look_at", str(each.pk), each.office_id) for each in page if is_silent(each)
    ]
    return LookPage(page[-1].pk if len(page) == PAGE else None, found)


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
