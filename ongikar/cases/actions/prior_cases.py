"""Cases that ran before the office began with the program: they come with their real day and say so.

The promise counts from the day on which the office received them, not from the day on which they were typed
in; the register's serial is of the day of entering, so that the books stay without gaps.
"""

from dataclasses import dataclass
from datetime import datetime

# In the act of receipt: the number under which it ran in the office's own register before.
CARRIED = "carried_over"


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """When it came, and its number in the old register."""

    received: datetime
    number: str

    @property
    def act_data(self) -> dict[str, str]:
        """As the act of receipt tells it."""
        return {CARRIED: self.number, "received_at": self.received.isoformat()}


# In the act of receipt: the number of the case in which it was asked, too.
SPLIT_FROM = "split_from"


@dataclass(frozen=True, slots=True)
class SplitOff:
    """What was asked in another case beside something else, and came with that (split_cases.py)."""

    received: datetime
    number: str

    @property
    def act_data(self) -> dict[str, str]:
        return {SPLIT_FROM: self.number, "received_at": self.received.isoformat()}
