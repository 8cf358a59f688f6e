"""Purging what has been kept as long as the rules say: each class as its app declares it
(offices/retention_classes.py).

Every round is entered in the journal by class and count; the journal itself is never touched.
"""

import time as time_module
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import cast

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from ongikar.core.isolation import run_isolated
from ongikar.core.models import Attempt, Press
from ongikar.journal.actions import WORKER, record, record_if_written
from ongikar.journal.models import EntryFacts
from ongikar.offices.folder_rules import rules_of
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RETENTION_CLASSES, RetentionClass
from ongikar.offices.rules.retention import RetentionRule
from ongikar.people.sign_ins import SignIn, expired_sign_ins
from ongikar.rules.calendar.office_calendar import TZ

# How many are emptied in one round, so that no round holds up the clocks.
BATCH_SIZE = 200


def retention_limit(rule: RetentionRule, today: date) -> datetime:
    return datetime.combine(rule.goes_before(today), time(), TZ)


def due_rows(office: Office, now: datetime) -> Iterable[tuple[RetentionClass, QuerySet]]:
    """Each class with what of it is over; nothing is changed."""
    rules, today = rules_of(office.slug), now.astimezone(TZ).date()
    for retention_class in RETENTION_CLASSES:
        rows = retention_class.due(office, retention_limit(rules[retention_class.rule], today))
        yield retention_class, rows.order_by(retention_class.order, *({"pk"} - {retention_class.order}))


def purge_due(office: Office, now: datetime) -> dict[str, int]:
    """Let go of at most MOST of each class; returns how many of which. Begun again after a
    fall, it goes on.
    """
    counts: dict[str, int] = {}
    for retention_class, rows in due_rows(office, now):
        for row in rows[:BATCH_SIZE]:
            with transaction.atomic():
                retention_class.purge(row)
                record_if_written(
                    "retention.purged",
                    subject=("office", office.pk),
                    actor=WORKER,
                    office_id=office.pk,
                    now=now,
                    what=retention_class.what,
                )
            counts[retention_class.what] = counts.get(retention_class.what, 0) + 1
    if counts:
        with transaction.atomic():
            record(
                "retention.let_go",
                subject=("office", office.pk),
                actor=WORKER,
                office_id=office.pk,
                now=now,
                **cast(EntryFacts, counts),  # how many of each class of rows
            )
    return counts


def purge_and_count(office: Office, now: datetime) -> int:
    return sum(purge_due(office, now).values())


def purge_sign_ins(now: datetime) -> int:
    """Of the people who work in any office: the oldest addresses and browsers. Returns how many."""
    with transaction.atomic():
        oldest = list(expired_sign_ins(now).values_list("pk", flat=True)[:BATCH_SIZE])
        count, _ = SignIn.objects.filter(pk__in=oldest).delete()
        if count:
            record(
                "retention.let_go",
                subject=("sign_ins", 0),
                actor=WORKER,
                office_id=None,
                now=now,
                sign_ins=count,
            )
    return count


# The day on which this process has done it to the end; and each office's, while it is at it.
_done_on: date | None = None
_emptied_on: dict[int, date] = {}
# Seconds after which a round goes on to the clocks and messages of all offices; the next one begins with the
# office after.
TURN = 1.0


def purge_daily(now: datetime) -> int:
    """The worker's share: until nothing is left, then not before the next day. Returns how
    many were purged.
    """
    global _done_on
    today = now.astimezone(TZ).date()
    if _done_on == today:
        return 0
    count, until = 0, time_module.monotonic() + TURN
    for office in Office.objects.order_by("pk"):
        if _emptied_on.get(office.pk) == today:
            continue
        purged = run_isolated(f"retention of {office.slug}", purge_and_count, office, now)
        count += purged
        if not purged:
            _emptied_on[office.pk] = today
        if time_module.monotonic() > until:
            return count
    count += purge_sign_ins(now)
    if not count:
        Session.objects.filter(expire_date__lt=now).delete()
        Attempt.purge(now)
        Press.purge(now)
        _done_on = today
        _emptied_on.clear()
    return count
