"""What an event cost and who came, as its records have it: the report says nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering, Mark

from .models import BudgetLine, Event, Voucher


@dataclass(frozen=True)
class LineAccount:
    """One head with what was spent under it."""

    line: BudgetLine
    vouchers: list[Voucher]

    @property
    def expense(self) -> int:
        return sum(each.amount for each in self.vouchers if not each.is_struck)

    @property
    def remaining(self) -> int:
        return self.line.planned - self.expense


class EventAccount:
    """The money of one event, in two statements."""

    def __init__(self, event: Event) -> None:
        self.event = event

    @cached_property
    def lines(self) -> list[LineAccount]:
        """Every head, also those struck through."""
        rows = self.event.budget_lines.prefetch_related("vouchers__paper")
        return [LineAccount(line, list(line.vouchers.all())) for line in rows]

    @property
    def unstruck(self) -> list[LineAccount]:
        return [each for each in self.lines if not each.line.is_struck]

    @property
    def planned_total(self) -> int:
        return sum(each.line.planned for each in self.unstruck)

    @property
    def spent_total(self) -> int:
        return sum(each.expense for each in self.unstruck)

    @property
    def remaining(self) -> int:
        return self.planned_total - self.spent_total

    def __bool__(self) -> bool:
        return bool(self.unstruck)


def people_there(gathering: Gathering) -> int | None:
    """How many came: the last count of heads, else the marks; None where nobody counted or marked."""
    count = gathering.head_counts.last()
    if count:
        return count.counted
    there = Mark.objects.that_say_who_was_there().filter(gathering=gathering).count()
    return there or None


def is_recorded(gathering: Gathering | None) -> bool:
    return gathering is not None and gathering.state == transitions.RECORDED


def spent_by_event(events: Iterable[Event]) -> dict[int, tuple[int, int]]:
    """Taka of several events, `{event: (planned, spent)}`, in two statements."""
    keys = [event.pk for event in events]
    sums = {key: [0, 0] for key in keys}
    lines = BudgetLine.objects.filter(event__in=keys, struck_at__isnull=True).values_list(
        "event_id", "planned"
    )
    for key, planned in lines:
        sums[key][0] += planned
    vouchers = Voucher.objects.filter(line__event__in=keys, struck_at__isnull=True)
    for key, amount in vouchers.values_list("line__event_id", "amount"):
        sums[key][1] += amount
    return {key: (planned, spent) for key, (planned, spent) in sums.items()}
