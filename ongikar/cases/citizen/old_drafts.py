"""Applications begun and never sent: kept for a while, then removed with all that was typed and uploaded."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction

from ongikar.journal.actions import WORKER, record
from ongikar.papers.actions import papers_of, throw_away

from ..models import Draft

log = logging.getLogger("ongikar.worker")

# A paper that a charter asks for, such as a birth certificate, may itself take a citizen some weeks to get. What nobody
# sent in a month is names, numbers and copies of identity cards that the office has no reason to hold.
KEPT_DAYS = 30
KEPT = timedelta(days=KEPT_DAYS)
# The address opens nothing after KEPT; the files go a day later, so that none is removed from under a page being sent.
REMOVED = KEPT + timedelta(days=1)
# Removed in one go; the rest in the next.
MOST = 200


def is_old(draft: Draft, now: datetime) -> bool:
    return now - draft.begun_at >= KEPT


def clear_drafts(now: datetime) -> int:
    """Remove what was begun too long ago, and say how many in one entry an office; returns how many were removed.

    A draft that was sent goes too: its case keeps the key, by which a second press is known and the receipt opened.
    """
    # Drafts stand in the order they were begun, so one look at the first tells whether there is anything to do.
    first = Draft.objects.order_by("pk").first()
    if first is None or now - first.begun_at < REMOVED:
        return 0
    old = Draft.objects.filter(begun_at__lte=now - REMOVED).order_by("office_id", "pk")[:MOST]
    return sum(
        remove(office_id, drafts, now) for office_id, drafts in groupby(old, lambda draft: draft.office_id)
    )


def remove(office_id: int, drafts: Iterable[Draft], now: datetime) -> int:
    """Remove drafts of one office, each with its papers before it: a worker killed in between finds the rest again."""
    gone = [draft.pk for draft in drafts if is_emptied(draft)]
    if gone:
        with transaction.atomic():
            Draft.objects.filter(pk__in=gone).delete()
            record(
                "drafts.removed", subject=("office", office_id), actor=WORKER, office_id=office_id, now=now, count=len(gone)
            )  # fmt: skip
    return len(gone)


def is_emptied(draft: Draft) -> bool:
    """Whether its papers are gone. Where the disk refuses, the draft stays and is tried again."""
    try:
        throw_away(papers_of(draft.reference))
    except OSError:
        log.exception("the papers of %s could not be removed", draft)
        return False
    return True
