"""Before an order is saved: which running promises move, from when to when, by how much, and who will be
told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched

from django.db.models import Q
from django.urls import reverse

from ongikar.cases.models import Case
from ongikar.cases.rights import may_handle
from ongikar.clock.impact_preview import ImpactedPromise, preview_impact
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.grievances.models import Stage
from ongikar.people.desk import Desk
from ongikar.rules import tiers
from ongikar.rules.calendar.office_calendar import TZ, Calendar

from .given_order import OrderDraft

LINES_SHOWN = 50
BATCH_SIZE = 1000


@dataclass(frozen=True, slots=True)
class MovedPromise:
    """One promise that moves; `days`: by so many working days, minus where it comes nearer."""

    number: str
    about: str
    url: str
    was: datetime
    becomes: datetime
    days: int
    is_same_day: bool
    waits: bool

    @property
    def days_nearer(self) -> int:
        return -self.days


@dataclass
class OrderPreview:
    """What the order does in one office; `lines` are the oldest of those that move."""

    office_name: str
    moved: list[ImpactedPromise]
    # Those that would be broken at once, and so keep their day.
    staying: int
    uncountable: int
    lines: list[MovedPromise] = field(default_factory=list)
    notified: int = 0

    @property
    def waiting(self) -> int:
        return sum(each.waits for each in self.moved)

    @property
    def untold(self) -> int:
        """Whose people left no address, or who are nobody: what the office owes by itself."""
        return len(self.moved) - self.waiting - self.notified

    @property
    def more(self) -> int:
        return len(self.moved) - len(self.lines)


def preview_order(given: OrderDraft, desk: Desk, *, with_lines: bool, now: datetime) -> OrderPreview:
    """Needs an order that stands. Lines name cases, so only staff of the office at hand are shown any."""
    assert given.calendar is not None
    found = preview_impact(given.office.pk, given.latest.calendar, given.calendar, now=now)
    moved = [each for each in found if each.becomes and not each.stays]
    seen = OrderPreview(
        given.office.name,
        moved,
        sum(each.stays for each in found),
        sum(each.becomes is None for each in found),
    )
    seen.notified = count_reachable([each.clock_id for each in moved if not each.waits])
    if with_lines:
        seen.lines = list(
            moved_promises(moved[:LINES_SHOWN], given.calendar, links=may_handle(desk, given.office.pk))
        )
    return seen


def count_reachable(clock_ids: Sequence[int]) -> int:
    """How many of these promises are owed to somebody who left an address."""
    count = 0
    for page in batched(clock_ids, BATCH_SIZE):
        for model, person in ((Case, "applicant"), (Stage, "grievance__complainant")):
            reachable = Q(**{f"{person}__mobile__gt": ""}) | Q(**{f"{person}__email__gt": ""})
            count += model.objects.filter(reachable, clock_id__in=page).count()
    return count


def moved_promises(
    moved: Sequence[ImpactedPromise], calendar: Calendar, *, links: bool
) -> Iterator[MovedPromise]:
    pks = [each.clock_id for each in moved]
    cases = {case.clock_id: case for case in Case.objects.filter(clock_id__in=pks)}
    stages = {
        stage.clock_id: stage for stage in Stage.objects.filter(clock_id__in=pks).select_related("grievance")
    }
    for each in moved:
        if case := cases.get(each.clock_id):
            number, about, url = (
                case.number,
                case.row.short,
                reverse("case", args=[case.number]) if links else "",
            )
        elif stage := stages.get(each.clock_id):
            number, about, url = stage.grievance.number, say(*tiers.WORDS[stage.what]), ""
        else:
            continue
        # Of clocks that run: each has a day before the order and one after it.
        due_before, due_after = not_none(each.was), not_none(each.becomes)
        was, becomes = due_before.astimezone(TZ).date(), due_after.astimezone(TZ).date()
        days = calendar.count_working_days(was, becomes)
        yield MovedPromise(number, about, url, due_before, due_after, days, was == becomes, each.waits)
