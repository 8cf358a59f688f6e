"""Which version of a setting is in force: of those that have begun, the one that began last."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Data = Mapping[str, Any]
# From a day on, in the order in which they were entered.
Version = tuple[date, Data]


def version_on(versions: Sequence[Version], day: date) -> Data | None:
    """What is in force on a day; of two that begin on one day the one that was entered later. None: nothing
    was changed by then.
    """
    begun = [(since, place) for place, (since, _) in enumerate(versions) if since <= day]
    return versions[max(begun)[1]][1] if begun else None


def versions_between(versions: Sequence[Version], first: date, last: date) -> list[Data | None]:
    """What was in force at some time of these days, both included."""
    starts = sorted({first, *(since for since, _ in versions if first < since <= last)})
    return [version_on(versions, day) for day in starts]


def next_version(versions: Sequence[Version], day: date) -> Version | None:
    """The one that takes over after a day, where one is entered already."""
    to_come = [(since, place) for place, (since, _) in enumerate(versions) if since > day]
    if not to_come:
        return None
    first = min(to_come)[0]
    return first, version_on(versions, first) or {}
