"""What became of the complaints of a period, in the figures of the disposal report: what was carried over,
what came, what was settled how, and what is left. Nothing is counted twice and nothing is lost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from ongikar.rules.account import Account

# How a complaint came, in the words of the report.
ONLINE, ON_PAPER, OWN_MOTION = "online", "on_paper", "own_motion"
WAYS = (ONLINE, ON_PAPER, OWN_MOTION)

# How a tier ended its part, to the figure it adds to. A decision has two: in time or not.
DECIDED = "decided"
FIGURES = {
    "not_accepted": "not_accepted",
    "redirected": "redirected",
    "withdrawn": "withdrawn",
    "passed_up": "passed_up",
    "handed_up": "passed_up",
}


@dataclass(frozen=True, slots=True)
class Disposal:
    """One tier, or all, in one period. `overdue`: of what is left, how much was past its day at the end."""

    brought: int = 0
    online: int = 0
    on_paper: int = 0
    own_motion: int = 0
    redirected: int = 0
    not_accepted: int = 0
    withdrawn: int = 0
    # Never decided here: its time passed, and it was taken to the next tier.
    passed_up: int = 0
    decided: int = 0
    decided_late: int = 0
    overdue: int = 0

    @property
    def received(self) -> int:
        return self.online + self.on_paper + self.own_motion

    @property
    def total(self) -> int:
        """What there was to settle."""
        return self.brought + self.received

    @property
    def settled(self) -> int:
        """Decided, in time or late."""
        return self.decided + self.decided_late

    @property
    def ended(self) -> int:
        """All that left this desk in the period, decided or not."""
        return self.settled + self.redirected + self.not_accepted + self.withdrawn + self.passed_up

    @property
    def left(self) -> int:
        """What the next period begins with."""
        return self.total - self.ended

    @property
    def percent(self) -> int | None:
        """How much of what there was to settle has ended here, rounded down; None of nothing. What only went
        up unsettled is not settled.
        """
        ended = self.ended - self.passed_up
        return ended * 100 // self.total if self.total else None

    def __add__(self, other: "Disposal") -> "Disposal":
        return Disposal(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def more(self, **counts: int) -> "Disposal":
        """The same with so many more of some figures."""
        return replace(self, **{name: getattr(self, name) + count for name, count in counts.items()})


def way_of(channel: str) -> str:
    """The way in which the report counts a channel: whatever is neither online nor the office's own came on
    paper or by word of mouth.
    """
    return channel if channel in (ONLINE, OWN_MOTION) else ON_PAPER


def figure_of_ending(outcome: str, in_time: bool) -> str:
    """The figure to which a tier's ending adds."""
    if outcome == DECIDED:
        return "decided" if in_time else "decided_late"
    return FIGURES[outcome]


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """The disposal of a period, and the rate in which promises to decide were kept: of those whose last day
    lay in it, by the formula of the public account.
    """

    by_tier: dict[int, Disposal]
    accounts: dict[int, Account]

    @property
    def tiers(self) -> list[int]:
        return sorted(self.by_tier.keys() | self.accounts.keys())

    def tier(self, number: int) -> tuple[Disposal, Account]:
        return self.by_tier.get(number, Disposal()), self.accounts.get(number, Account())

    @property
    def whole(self) -> Disposal:
        return sum(self.by_tier.values(), Disposal())

    @property
    def account(self) -> Account:
        return sum(self.accounts.values(), Account())


def is_following(earlier: Disposal, later: Disposal) -> bool:
    """Whether one period begins with what the one before left."""
    return earlier.left == later.brought


def join_periods(periods: Iterable[Disposal]) -> Disposal:
    """Several periods one after the other as one: it brings what the first brought and has overdue what the
    last has.
    """
    parts = list(periods)
    if not parts:
        return Disposal()
    flow = sum((replace(each, brought=0, overdue=0) for each in parts), Disposal())
    return replace(flow, brought=parts[0].brought, overdue=parts[-1].overdue)


def told_figures(
    whole: int, parts: Mapping[str, int], least: int
) -> tuple[int | None, dict[str, int | None]]:
    """The whole and its parts; None for each that is not told.

    Nothing at all is told as it is: where there is nothing, nobody can be recognised. One small part of a
    whole could be worked out from the others, so the smallest of the others is kept back with it.
    """
    if 0 < whole < least:
        return None, dict.fromkeys(parts)
    told: dict[str, int | None] = {
        name: None if 0 < count < least else count for name, count in parts.items()
    }
    hidden = [name for name, count in told.items() if count is None]
    others = sorted((count, name) for name, count in parts.items() if told[name])
    if len(hidden) == 1 and others:
        told[others[0][1]] = None
    return whole, told
