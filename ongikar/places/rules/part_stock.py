"""How many of a part there are: the fold of what came and what went.

A stock never holds less than nothing. A count that differs from the book is a movement of its own, so that
the book tells of it; what was entered by mistake is taken back by its opposite.
"""

from collections.abc import Iterable
from dataclasses import dataclass

RECEIVED, USED, RETURNED, WRITTEN_OFF = "received", "used", "returned", "written_off"
COUNTED, TAKEN_BACK = "counted", "taken_back"
MOVEMENTS = (RECEIVED, USED, RETURNED, WRITTEN_OFF, COUNTED, TAKEN_BACK)
# More, or fewer, by each; a count and a taking back may be either.
SIGNS = {RECEIVED: 1, USED: -1, RETURNED: 1, WRITTEN_OFF: -1}
MOST_QUANTITY = 100_000


class StockFault(ValueError):
    """Why so many cannot be moved. `left`: how many there are."""

    def __init__(self, reason: str, left: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.left = reason, left


NOT_POSITIVE, TOO_MANY, TOO_FEW, NO_DIFFERENCE = "not_positive", "too_many", "too_few", "no_difference"


@dataclass(frozen=True, slots=True)
class StockMove:
    """By how much the stock changes, and what it is then."""

    change: int
    balance: int


def move(balance: int, movement: str, quantity: int) -> StockMove:
    """What comes of moving so many. Raises StockFault for none, for more than anybody has, and for more than
    are there.
    """
    if quantity < 1:
        raise StockFault(NOT_POSITIVE)
    return _move_stock(balance, SIGNS[movement] * quantity)


def count(balance: int, counted: int) -> StockMove:
    """What a count of the shelf does to the book."""
    if counted < 0:
        raise StockFault(NOT_POSITIVE)
    if counted == balance:
        raise StockFault(NO_DIFFERENCE, balance)
    return _move_stock(balance, counted - balance)


def take_back(balance: int, change: int) -> StockMove:
    """The opposite of a movement. Raises StockFault where what came is used already."""
    return _move_stock(balance, -change)


def _move_stock(balance: int, change: int) -> StockMove:
    if abs(change) > MOST_QUANTITY or balance + change > MOST_QUANTITY:
        raise StockFault(TOO_MANY, balance)
    if balance + change < 0:
        raise StockFault(TOO_FEW, balance)
    return StockMove(change, balance + change)


def fold_stock(changes: Iterable[int]) -> int:
    """How many there are after all that moved."""
    return sum(changes)
