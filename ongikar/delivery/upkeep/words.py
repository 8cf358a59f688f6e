"""How fresh the things of an office are, as its pages say it, and what proves that one was renewed: the
reports of its tasks that were found good.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery

from ongikar.cases.models import Case
from ongikar.core.i18n.say import language, say
from ongikar.delivery.upkeep.rules import Freshness, freshness
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.tasks import transitions
from ongikar.tasks.models import Task, TaskProof
from ongikar.tasks.rules import Recurrence

from .catalogue import HOW_OFTEN, how_often_of, sort_words
from .models import UpkeepItem


@dataclass(frozen=True, slots=True)
class UpkeepLine:
    """One thing as a page shows it. `renewed`: None where nobody knows."""

    item: UpkeepItem
    sort: str
    how_often: str
    renewed: date | None
    fresh: Freshness
    words: str
    task: int | None


def with_renewal(rows: QuerySet[UpkeepItem]) -> QuerySet[UpkeepItem]:
    """Beside each item when its newest task was done, and the number of the one that is open."""
    of_series = Task.objects.filter(series=OuterRef("series")).order_by().values("series")
    done = of_series.filter(state=transitions.DONE).annotate(last=Max("ended_at")).values("last")
    running = of_series.filter(ended_at__isnull=True).annotate(last=Max("number")).values("last")
    return rows.select_related("series__owner_post").annotate(
        renewed_at=Subquery(done), running=Subquery(running)
    )


def renewed_on(item: Any) -> date | None:
    """Of an item that was fetched with its renewal."""
    if item.renewed_at:
        day: date = item.renewed_at.astimezone(TZ).date()
        return day
    last: date | None = item.last_known
    return last


def item_lines(
    office: Office, rows: Iterable[UpkeepItem], now: datetime, calendar: Calendar | None = None
) -> list[UpkeepLine]:
    """The stalest first; then by the day until which each is fresh."""
    items = list(rows)
    calendar = calendar or (office.calendar if items else None)
    lines = [item_line(office, row, now, calendar) for row in items]
    return sorted(lines, key=lambda line: (-line.fresh.stale_days, line.fresh.until, line.item.pk))


def item_line(office: Office, item: Any, now: datetime, calendar: Calendar | None = None) -> UpkeepLine:
    renewed, today = renewed_on(item), now.astimezone(TZ).date()
    fresh = freshness(
        Recurrence.from_data(item.series.rule),
        calendar or office.calendar,
        renewed=renewed,
        began=item.began_on,
        today=today,
    )
    often = how_often_of(item.series.rule)
    return UpkeepLine(
        item,
        sort_words(office.slug, item.sort),
        str(HOW_OFTEN[often]) if often else "",
        renewed,
        fresh,
        fresh_words(fresh, renewed),
        item.running,
    )


def fresh_words(fresh: Freshness, renewed: date | None) -> str:
    if fresh.is_stale and renewed is None:
        return say("একবারও হালনাগাদ হয়নি", "Never brought up to date")
    if fresh.is_stale:
        return say("{n} দিন ধরে পুরোনো", "Stale for {n} [day|days]", n=fresh.stale_days)
    if renewed is None:
        return say("হালনাগাদ বাকি", "To be brought up to date")
    day = date_words(fresh.until, language(), weekday=False)
    return say("{day} পর্যন্ত ঠিক আছে", "Fresh until {day}", day=day)


def living_items(office: Office) -> QuerySet[UpkeepItem]:
    return with_renewal(UpkeepItem.objects.filter(office=office, ended_at__isnull=True)).order_by("-id")


# ---- what proves that a thing was renewed ----


@dataclass(frozen=True, slots=True)
class ProvenItem:
    """A thing, the day on which it was renewed last, and the words of its proof."""

    item: UpkeepItem
    done_on: date | None
    proof: str


def items_of_case(case: Case) -> list[ProvenItem]:
    return [prove_item(item) for item in UpkeepItem.objects.filter(case=case).order_by("id")]


def prove_item(item: UpkeepItem) -> ProvenItem:
    done = Task.objects.filter(series=item.series_id, state=transitions.DONE).order_by("-period").first()
    if done is None or done.ended_at is None:
        return ProvenItem(item, None, "")
    words = proof_words([done.pk]).get(done.pk, "")
    return ProvenItem(item, done.ended_at.astimezone(TZ).date(), words)


def proof_words(tasks: Iterable[int]) -> dict[int, str]:
    """The words of the newest report of each of these tasks, in one statement."""
    rows = TaskProof.objects.filter(task__in=list(tasks), kind=Task.WORDS).order_by("id")
    return dict(rows.values_list("task_id", "words"))
