"""A position on the earth as people bring it, and whether it can be one of ours."""

import re
from decimal import ROUND_HALF_UP, Decimal

from ongikar.rules.bangla.text import latin_digits

# 25.7439, 89.2752 as a map shows it when one presses on a spot, also behind "geo:" or "?q=".
WRITTEN = re.compile(
    r"(?:geo:|https?://\S*?[?&/@](?:q=|query=|ll=)?)?\s*"
    r"(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*[,;\s]\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)(?:\s*[,;&?/].*)?"
)
# Five figures behind the point are a metre.
FINEST = Decimal("0.00001")
# The corners of Bangladesh, with some water around it.
SOUTH, NORTH = Decimal("20.3"), Decimal("26.7")
WEST, EAST = Decimal(88), Decimal("92.8")

Position = tuple[Decimal, Decimal]


def read_position(typed: str) -> Position | None:
    """Latitude and longitude to a metre; None of what is no position in Bangladesh.

    Nought and nought is where a phone says it is that knows nothing: it lies in the sea off Africa.
    """
    found = WRITTEN.fullmatch(latin_digits(typed).strip())
    if found is None:
        return None
    latitude, longitude = (
        Decimal(figures).quantize(FINEST, ROUND_HALF_UP) for figures in (found[1], found[2])
    )
    return (latitude, longitude) if is_in_bangladesh(latitude, longitude) else None


def is_in_bangladesh(latitude: Decimal | float, longitude: Decimal | float) -> bool:
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def position_words(latitude: Decimal, longitude: Decimal) -> str:
    """As it is read back: 25.74390, 89.27520, the figures Latin."""
    return f"{latitude:.5f}, {longitude:.5f}"
