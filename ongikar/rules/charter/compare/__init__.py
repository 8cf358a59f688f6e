"""Compares two charters of the same kind of office, service by service, and describes the changes in both
languages.
"""

from itertools import chain

from ongikar.rules.charter.reading_types import CharterText

from .cells import compare_cells, compare_sections
from .change import Change, group_changes
from .services import compare_presence, match_services, service_place

__all__ = ["PROMISED", "Change", "compare", "group_changes"]

# What two offices promise a person differently; who answers and where differs between any two offices.
PROMISED = ("service", "category", "time", "fee", "documents")


def compare(before: CharterText, after: CharterText) -> list[Change]:
    """What differs between two readings, or approved catalogues of their shape, in the order of `after`.

    Only what is meant counts: another spacing, spelling of figures or a zero before them is no change. What
    was dropped stands after what is there.
    """
    pairs = match_services(before["services"], after["services"])
    changes = [
        (
            compare_presence(old, new)
            if old is None or new is None
            else compare_cells(old, new, service_place(new, after["services"]))
        )
        for old, new in pairs
    ]
    return [*chain.from_iterable(changes), *compare_sections(before, after)]
