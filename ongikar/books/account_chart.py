"""The months side by side as columns from zero: green in time, red above it what was late, pale above that what was dropped."""

from collections.abc import Sequence
from dataclasses import dataclass

from .months import Month

# Heights in px; x in per cent of the chart's width.
BASE, TOP = 174, 28
# Between the two colours, so that the border is seen without them.
GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """One month: middle of the column in per cent, tops and heights in px. `rate` is whole per cent or None."""

    month: Month
    x: float
    ok_top: float
    ok_height: float
    late_top: float
    late_height: float
    dropped_top: float
    dropped_height: float
    words_y: float

    @property
    def rate(self) -> int | None:
        return self.month.account.percent


def columns(months: Sequence[Month]) -> list[Column]:
    """The columns in order, the tallest reaching to `TOP`."""
    most = max((month.account.promised for month in months), default=0) or 1
    scale = (BASE - TOP - 2 * GAP) / most
    return [column(month, (place + 0.5) * 100 / len(months), scale) for place, month in enumerate(months)]


def column(month: Month, x: float, scale: float) -> Column:
    account = month.account
    ok, late, dropped = account.in_time * scale, account.late * scale, account.dropped * scale
    ok_top = BASE - ok
    late_top = ok_top - (GAP if ok and late else 0) - late
    dropped_top = late_top - (GAP if dropped and (ok or late) else 0) - dropped
    return Column(
        month,
        round(x, 2),
        round(ok_top, 1),
        round(ok, 1),
        round(late_top, 1),
        round(late, 1),
        round(dropped_top, 1),
        round(dropped, 1),
        round(dropped_top - 9, 1),
    )
