"""The charter in force judged once on every office day, and entered in the journal: how much is open, how
much of it new.
"""

import hashlib
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from ongikar.charter.models import CharterVersion
from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import Entry
from ongikar.offices.models import Office, calendar_of, newest_calendars
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.charter.lint import Finding

from .charter_status import charter_status_on

VERB = "charter.judged"

# What this process knows and nothing can undo: the day of each office's last judgement, since the journal
# is only ever added
# to, and from when until when an office is closed by a version of its calendar, which never changes.
_judged_on: dict[int, date] = {}
_closed: dict[int, tuple[datetime, datetime]] = {}


def judge_charters(now: datetime) -> int:
    """Judge each office's charter unless it was judged today; returns how many were. Nothing is done outside
    office hours.

    One statement where none is due.
    """
    day, count = timezone.localdate(now), 0
    in_force = CharterVersion.objects.in_force_on(day).filter(office=OuterRef("pk"))
    for office_id, calendar_id in newest_calendars().filter(Exists(in_force)):
        if _judged_on.get(office_id) != day:
            count += run_isolated(
                f"judging the charter of office {office_id}", judge_if_open, office_id, calendar_id, now
            )
    return count


def judge_if_open(office_id: int, calendar_id: int, now: datetime) -> int:
    if not is_open(calendar_id, now):
        return 0
    day = timezone.localdate(now)
    count = judge_charter(office_id, day, now)
    _judged_on[office_id] = day
    return count


def judge_charter(office_id: int, day: date, now: datetime) -> int:
    if is_judged(office_id, day):
        return 0
    office = Office.objects.get(pk=office_id)
    found = charter_status_on(office, day)
    if found is None:
        return 0
    keys = sorted({finding_key(each) for each in found.pressing})
    with transaction.atomic():
        # Of two workers at once the second sees what the first has entered.
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)
        last = last_entry(office.pk)
        if last and last.facts["day"] == day.isoformat():
            return 0
        known = set(last.facts["keys"]) if last else set()
        facts = {
            "day": day.isoformat(),
            "score": found.score,
            "open": len(keys),
            "new": len(set(keys) - known),
        }
        record(
            VERB,
            subject=("office", office.pk),
            actor=WORKER,
            office_id=office.pk,
            now=now,
            keys=keys,
            **facts,
        )
    return 1


def is_judged(office_id: int, day: date) -> bool:
    last = last_entry(office_id)
    return last is not None and last.facts["day"] == day.isoformat()


def last_entry(office_id: int, *, before: int | None = None) -> Entry | None:
    """The newest judgement of an office; with `before`, the one before that entry."""
    entries = Entry.objects.filter(verb=VERB, subject_type="office", subject_id=office_id)
    if before is not None:
        entries = entries.filter(pk__lt=before)
    return entries.order_by("-id").first()


def is_open(calendar_id: int, now: datetime) -> bool:
    """Whether the office is open. A calendar that says no is not read again before its next opening, or the
    next day.
    """
    if (known := _closed.get(calendar_id)) and known[0] <= now < known[1]:
        return False
    calendar, local = calendar_of(calendar_id), now.astimezone(TZ)
    if calendar.is_open(now):
        return True
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), TZ)
    openings = (opens for opens, _ in calendar.windows(local.date()) if opens > now)
    _closed[calendar_id] = now, min(openings, default=midnight)
    return False


def finding_key(found: Finding) -> str:
    """The finding in ten letters: the journal keeps references, never the words of a cell."""
    told = "\n".join((found["code"], found["where"], found["raw"]))
    return hashlib.sha256(told.encode()).hexdigest()[:10]
