"""The staff's list of gatherings: what is to come, and what was, a page at a time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet

from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.db.pages import page_of
from ongikar.offices.models import Office

from . import transitions
from .models import Gathering
from .rights import shown_to_staff

PAGE = 25
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
COMING, PAST = "coming", "past"
TABS = (COMING, PAST)


def is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16


@dataclass(frozen=True, slots=True)
class GatheringPage:
    """One page; `after` leads to the next, "" where there is none."""

    gatherings: list[Gathering]
    after: str


def gatherings_page(
    office: Office, tab: str, after: str, now: datetime, *, size: int = PAGE
) -> GatheringPage:
    """What ends from now on, the first to come first; or what is over, the latest first."""
    # The day bounds what is read, after the office itself: SQLite uses no second bound after a range.
    rows = shown_to_staff(Gathering.objects.filter(office=office)).exclude(state=transitions.MOVED)
    rows = rows.select_related("roster", "place")
    seconds, _, key = after.partition(".")
    mark = (EPOCH + timedelta(seconds=int(seconds)), int(key)) if is_key(seconds) and is_key(key) else None
    if tab == COMING:
        # A gathering takes a day at most: what began earlier is over.
        rows = rows.filter(starts_at__gt=now - timedelta(days=1), ends_at__gte=now)
        if mark:
            rows = rows.filter(Q(starts_at__gt=mark[0]) | Q(starts_at=mark[0], id__gt=mark[1]))
        rows = rows.order_by("office_id", "starts_at", "id")
    else:
        rows = rows.filter(starts_at__lt=now, ends_at__lt=now)
        if mark:
            rows = rows.filter(Q(starts_at__lt=mark[0]) | Q(starts_at=mark[0], id__lt=mark[1]))
        rows = rows.order_by("-office_id", "-starts_at", "-id")
    page = page_of(rows, size)
    last = page.last
    return GatheringPage(
        page.rows, f"{int((last.starts_at - EPOCH).total_seconds())}.{last.pk}" if last else ""
    )


def newest_gatherings(office: Office) -> QuerySet[Gathering]:
    """All that stand, those that begin last first."""
    rows = shown_to_staff(Gathering.objects.filter(**equal_by_range(office_id=office.pk)))
    rows = rows.exclude(state=transitions.MOVED)
    return rows.order_by("-office_id", "-starts_at", "-id")
