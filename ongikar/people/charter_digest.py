"""The charter in force judged once on every office day, and entered in the journal: how much is open, how much of it new."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import Entry
from ongikar.offices.models import CalendarVersion, Office, calendar_of
from ongikar.rules.charter_lint import Finding

from .standing import judged

VERB = "charter.judged"


def judge_charters(now: datetime) -> int:
    """Judge each office's charter unless it was judged today; returns how many were. Nothing is done outside office hours."""
    day = timezone.localdate(now)
    return sum(judge_charter(office, day, now) for office in Office.objects.order_by("pk"))


def judge_charter(office: Office, day: date, now: datetime) -> int:
    if is_judged(office.pk, day) or not is_open(office, now):
        return 0
    found = judged(office, day)
    if found is None:
        return 0
    keys = sorted({key_of(each) for each in found.pressing})
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


def is_open(office: Office, now: datetime) -> bool:
    newest = CalendarVersion.objects.filter(office=office).order_by("-number")
    version_id = newest.values_list("pk", flat=True).first()
    return version_id is not None and calendar_of(version_id).is_open(now)


def key_of(found: Finding) -> str:
    """The finding in ten letters: the journal keeps references, never the words of a cell."""
    told = "\n".join((found["code"], found["where"], found["raw"]))
    return hashlib.sha256(told.encode()).hexdigest()[:10]
