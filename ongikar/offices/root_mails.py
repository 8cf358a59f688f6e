"""Once a day each office's root is entered as due to whoever keeps roots for it (`ONGIKAR_ROOTS_TO`); the
mails follow from the entry.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import Entry

from .day_roots import day_roots
from .models import Office

VERB = "ledger.day_over"
# After midnight: by then every worker has sealed with the date of the new day.
SETTLED = timedelta(minutes=5)

# The day for which this process has nothing more to enter.
_entered: dict[int, date] = {}


def mail_roots(now: datetime) -> int:
    """Of each office once a day; returns how many were entered."""
    if not settings.ONGIKAR_ROOTS_TO:
        return 0
    day, count = timezone.localdate(now - SETTLED) - timedelta(days=1), 0
    if _entered.get(0) == day:
        return 0
    is_whole = True
    for office in Office.objects.order_by("pk"):
        if _entered.get(office.pk) != day:
            count += run_isolated(f"mailing the root of office {office.pk}", enter_day, office, day, now)
            is_whole &= _entered.get(office.pk) == day
    if is_whole:
        _entered[0] = day
    return count


def enter_day(office: Office, day: date, now: datetime) -> int:
    count = 0
    if day_roots(office, [day]) and not is_entered(office, day):
        with transaction.atomic():
            # Of two workers at once the second sees what the first has entered.
            Office.objects.select_for_update(no_key=True).get(pk=office.pk)
            if not is_entered(office, day):
                about = ("ledger", office.pk)
                record(VERB, subject=about, actor=WORKER, office_id=office.pk, now=now, day=day.isoformat())
                count = 1
    _entered[office.pk] = day
    return count


def is_entered(office: Office, day: date) -> bool:
    newest = (
        Entry.objects.filter(subject_type="ledger", subject_id=office.pk, verb=VERB).order_by("-id").first()
    )
    return newest is not None and (newest.facts["day"] or "") >= day.isoformat()
