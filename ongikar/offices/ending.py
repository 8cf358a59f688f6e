"""The warning that an office's calendar ends: entered in the journal once for each list of holidays that runs
out.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import Entry
from ongikar.rules.calendar.ending import AuthorityEnding, authority_ending

from .models import CalendarVersion, Office, calendar_of, newest_calendars

VERB = "calendar.ending"

# The day for which this process has nothing more to say of an office's calendar: the version it read then.
# The journal is only ever added to and a version never changes, so what was found out about both stays true
# for the day.
_looked_at: dict[int, tuple[int, date]] = {}


def calendar_ending(office_id: int, now: datetime) -> AuthorityEnding | None:
    """The warning of the office's newest calendar; None while its authority lasts more than 60 days."""
    newest = CalendarVersion.objects.filter(office_id=office_id).order_by("-number")
    version_id = newest.values_list("pk", flat=True).first()
    return None if version_id is None else authority_ending(calendar_of(version_id), now)


def warn_of_endings(now: datetime) -> int:
    """Enter each office's warning unless it was entered before; returns how many were. One statement where
    none is new.
    """
    day, entered = timezone.localdate(now), 0
    for office_id, version_id in newest_calendars():
        if _looked_at.get(office_id) != (version_id, day):
            entered += run_isolated(
                f"the warning of calendar {version_id}", warn_of_ending, office_id, version_id, now
            )
    return entered


def warn_of_ending(office_id: int, version_id: int, now: datetime) -> int:
    entered = record_warning(office_id, authority_ending(calendar_of(version_id), now), now)
    _looked_at[office_id] = version_id, timezone.localdate(now)
    return entered


def record_warning(office_id: int, told: AuthorityEnding | None, now: datetime) -> int:
    if told is None:
        return 0
    facts = {"last_day": told.last_day.isoformat() if told.last_day else "", "is_over": told.days_left < 0}
    if is_warning_recorded(office_id, facts):
        return 0
    with transaction.atomic():
        # Of two workers at once the second sees what the first has entered.
        Office.objects.select_for_update(no_key=True).get(pk=office_id)
        if is_warning_recorded(office_id, facts):
            return 0
        record(VERB, subject=("office", office_id), actor=WORKER, office_id=office_id, now=now, **facts)
    return 1


def is_warning_recorded(office_id: int, facts: dict) -> bool:
    known = Entry.objects.filter(verb=VERB, subject_type="office", subject_id=office_id)
    return facts in known.values_list("facts", flat=True)
