"""Rows read in the order of an index that begins with what they are found by.

Of `person = …` in the order of the keys PostgreSQL would walk the whole table's keys where it believes that a
page is soon full, though what it looks for may lie at the far end. Said as a range, the column counts for the
order, and only the index that begins with it gives that.
"""

from typing import Any


def exactly(**values: Any) -> dict[str, Any]:
    """Conditions of a filter; the same columns stand first in the order."""
    return {f"{name}__{end}": value for name, value in values.items() for end in ("gte", "lte")}
