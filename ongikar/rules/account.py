"""Computes the rate of promises kept, by one formula. A promise that is late and still open counts, too."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime

KEPT, REFUSED, REDIRECTED, WITHDRAWN, DROPPED = "kept", "refused", "redirected", "withdrawn", "dropped"
PASSED_UP = "passed_up"


@dataclass(frozen=True, slots=True)
class Account:
    """How many promises of one month of due dates, or of one service, ended how."""

    in_time: int = 0
    kept_late: int = 0
    open_late: int = 0
    refused: int = 0
    redirected: int = 0
    withdrawn: int = 0
    dropped: int = 0
    # Taken back by whoever asked, after the day had passed unkept.
    withdrawn_late: int = 0

    @property
    def promised(self) -> int:
        """What the rate is a part of. A promise refused, or withdrawn before its day, was neither kept nor
        broken.

        One withdrawn after its day was broken first: who gives up waiting does not make the office punctual.
        What the office owed by itself and was allowed to drop was owed all the same, and was not kept.
        """
        return self.in_time + self.late + self.dropped

    @property
    def late(self) -> int:
        return self.kept_late + self.open_late + self.withdrawn_late

    @property
    def percent(self) -> int | None:
        """Kept in time / (in time + kept late + open and late + withdrawn late + dropped), rounded down; None
        of nothing.

        Rounded down, so that 100 is never said while one promise was late.
        """
        return self.in_time * 100 // self.promised if self.promised else None

    @property
    def remaining_percent(self) -> int | None:
        """What the rate leaves of a hundred."""
        return None if self.percent is None else 100 - self.percent

    @property
    def late_percent(self) -> int | None:
        """How much of the hundred was late, whole per cent rounded up: the rest of it was dropped."""
        return -(-self.late * 100 // self.promised) if self.promised else None

    def __add__(self, other: "Account") -> "Account":
        return Account(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


# The outcome of a clock, and whether it stopped in time, to the figure it adds to. An open one is counted
# once late.
FIGURE = {
    (KEPT, True): "in_time",
    (KEPT, False): "kept_late",
    ("", False): "open_late",
    (REFUSED, True): "refused",
    (REFUSED, False): "refused",
    (REDIRECTED, True): "redirected",
    (REDIRECTED, False): "redirected",
    (WITHDRAWN, True): "withdrawn",
    (WITHDRAWN, False): "withdrawn_late",
    (DROPPED, True): "dropped",
    (DROPPED, False): "dropped",
    # A tier that let its time pass, from which it was taken to the next: never done here at all.
    (PASSED_UP, True): "open_late",
    (PASSED_UP, False): "open_late",
}


def account_of_counts(counts: Iterable[tuple[str, bool, int]]) -> Account:
    """The account of groups given as (outcome, in time, how many); open ones not yet late add nothing."""
    account = Account()
    for outcome, in_time, many in counts:
        if name := FIGURE.get((outcome, in_time)):
            account = replace(account, **{name: getattr(account, name) + many})
    return account


def ended_in_time(due: datetime, stopped: datetime | None, now: datetime) -> bool:
    """Whether a promise was stopped by its due moment; while open, whether that has not yet passed."""
    return (stopped or now) <= due
