"""Grounds for waiting besides what a citizen owes: which clocks may wait on each, and how often.

A case waits only for what its applicant owes. A task has one ground more: its owner has reported it done and
the post that checks it has not said yet. That post has a clock of its own meanwhile, so nobody gains time by
not looking; and only the first reports wait, so that the owner gains none by reporting day after day.
"""

from typing import Final, NamedTuple

from .state import LedgerFault

CHECK: Final = "check"


class WaitGround(NamedTuple):
    """`topics`: whose clocks may wait on it. `most`: how many of the waits of one clock."""

    topics: frozenset[str]
    most: int


GROUNDS = {CHECK: WaitGround(frozenset({"task"}), 2)}
# How many reports of a task make its owner's clock wait, whatever the day on which they come.
REPORTS_THAT_WAIT = GROUNDS[CHECK].most


def require_ground(ground: str, topic: str) -> None:
    """Raises LedgerFault where a clock of this topic may not wait on a ground; "" is what a citizen owes."""
    if ground and (ground not in GROUNDS or topic not in GROUNDS[ground].topics):
        raise LedgerFault(
            f"এই ঘড়ি “{ground}” কারণে থামে না", f"this clock does not wait on the ground “{ground}”"
        )
