"""What the worker enters once a month in the first open hours: the figures of the month that is over, and, in
the last quarter of a year in which nobody complained, that a meeting must be held instead. Messages follow.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ongikar.charter.charter_status import check_open
from ongikar.core.isolation import run_isolated
from ongikar.grievances.upward.yearly import is_to_be_reminded, meeting_owed
from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import Entry, EntryFacts
from ongikar.offices.locks import lock_office
from ongikar.offices.models import Office, Post, newest_calendars

from .counting import count_period
from .periods import month_before

OVER, NONE_YET = "grievances.month_over", "grievances.none_this_year"

# The month for which this process has nothing more to enter of an office; the journal is only ever added to.
_entered: dict[int, date] = {}


def enter_monthly_figures(now: datetime) -> int:
    """Of each office once a month; returns how many were entered. Nothing is done outside office hours."""
    month, count = timezone.localdate(now).replace(day=1), 0
    for office_id, calendar_id in newest_calendars():
        if _entered.get(office_id) != month:
            count += run_isolated(
                f"the month's complaints of office {office_id}", enter_if_open, office_id, calendar_id, now
            )
    return count


def enter_if_open(office_id: int, calendar_id: int, now: datetime) -> int:
    if not check_open(calendar_id, now):
        return 0
    office = Office.objects.get(pk=office_id)
    count = 0
    # An office whose charter names nobody to hear complaints has no desk to tell.
    if Post.objects.filter(office=office, role=Post.GRO).exists():
        count = enter_once(office, OVER, now) + enter_once(office, NONE_YET, now)
    _entered[office_id] = timezone.localdate(now).replace(day=1)
    return count


def enter_once(office: Office, verb: str, now: datetime) -> int:
    month = month_before(timezone.localdate(now))
    if is_entered(office.pk, verb, month.first):
        return 0
    facts: EntryFacts = {"day": month.first.isoformat()}
    if verb == OVER:
        report = count_period(office, month.first, month.until, now)
        whole = report.whole
        facts |= {"new": whole.received, "count": whole.ended, "open": whole.left, "last": whole.overdue}
        if (rate := report.account.percent) is not None:
            facts["score"] = rate
        if whole.total == 0 and not whole.ended:
            return 0
    elif not (is_to_be_reminded(timezone.localdate(now)) and meeting_owed(office, now)):
        return 0
    with transaction.atomic():
        lock_office(office.pk)
        if is_entered(office.pk, verb, month.first):
            return 0
        record(verb, subject=("office", office.pk), actor=WORKER, office_id=office.pk, now=now, **facts)
    return 1


def is_entered(office_id: int, verb: str, month: date) -> bool:
    last = (
        Entry.objects.filter(verb=verb, subject_type="office", subject_id=office_id).order_by("-id").first()
    )
    return last is not None and last.facts["day"] >= month.isoformat()
