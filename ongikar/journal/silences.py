"""What would keep the worker from what it owes, found and put right: each sort of it is a `Look`.

The worker goes by a few columns that say when to come, and no entry seals them: whoever sets one to a far
year silences a promise. But each follows from facts, so a look compares it with them, page by page. What it
reads is read only; what it finds is judged again under a lock before it is put right. The list of all looks
stands in operations/silences.py; see docs/decisions/105.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from .models import Entry

# How many of the newest entries say what the time was at the latest.
NEWEST = 50


class Silence(NamedTuple):
    """A row by which the worker would not come, or too late. `key`: of the row; of one that is missing, what
    it would be about.
    """

    table: str
    column: str
    key: str
    office_id: int | None


class LookPage(NamedTuple):
    """`after`: where the next page begins; None where this was the last."""

    after: Any
    found: list[Silence]


class Look(NamedTuple):
    """`find(after, now)`: the page after a place, from None on. `mend(silence, now)`: whether it still had to
    be put right, which it is now.

    `words`: the rows it is about, for whoever reads what was found.
    """

    name: str
    words: tuple[str, str]
    find: Callable[[Any, datetime], LookPage]
    mend: Callable[[Silence, datetime], bool]


def latest_moment(now: datetime) -> datetime:
    """Now, or what the newest entries and the steps of the clock tell of where that is later: by a clock that
    was put back nothing that waits rightly waits too long.
    """
    newest = Entry.objects.order_by("-pk").values_list("at", flat=True)[:NEWEST]
    # SQLite gives none for what another hand has made no moment.
    return max([now, *filter(None, newest), *moments_before_steps_back()])


def moments_before_steps_back() -> Iterator[datetime]:
    """What a machine's clock said before it was put back, as its steps are entered (clock/machine_clock.py):
    by it reactions may wait of which no entry tells.
    """
    steps = Entry.objects.filter(subject_type="machine_clock").order_by("subject_type", "subject_id", "-id")
    for at, facts in steps.values_list("at", "facts")[:NEWEST]:
        seconds = facts.get("seconds")
        if at and isinstance(seconds, int) and seconds < 0:
            yield at - timedelta(seconds=seconds)
