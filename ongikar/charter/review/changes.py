"""What a review would change against the version before, in the charter's own words."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from ongikar.charter.catalogue import reading_of_version
from ongikar.charter.models import CharterVersion
from ongikar.rules.charter.compare import Change, compare, group_changes

from .actions import Officer
from .drafting import draft_version
from .models import Upload


class RowCount(NamedTuple):
    """How many services and grievance steps come and go. `names`: what goes, in the words of the charter in
    force.
    """

    new_services: int
    removed_services: int
    new_tiers: int
    removed_tiers: int
    names: tuple[str, ...]

    @property
    def removed(self) -> int:
        """What must be typed before rows go."""
        return self.removed_services + self.removed_tiers


NO_ROWS = RowCount(0, 0, 0, 0, ())


def catalogue_reading(version: CharterVersion) -> dict[str, Any]:
    services = list(version.services.select_related("responsible", "superior").order_by("position"))
    return reading_of_version(version, services, list(version.tiers.select_related("post")))


def changes_since(
    before: CharterVersion, upload: Upload, *, begins: date, officer: Officer, now: datetime
) -> list[Change]:
    """Both as they are published, so that a limit of the office's own counts in each."""
    after = reading_of_version(*draft_version(upload, before.office, before, begins, officer, now))
    return group_changes(compare(catalogue_reading(before), after))


def count_rows(before: dict[str, Any], after: dict[str, Any]) -> RowCount:
    """A row that only has another number or another spelling stays: services are known by the words of their
    names.
    """
    changes = compare(before, after)
    services = [each for each in changes if each.field == "service"]
    tiers = [each for each in changes if each.field == "tier"]
    return RowCount(
        *(len(group) for rows in (services, tiers) for group in (added_changes(rows), removed_changes(rows))),
        tuple(each.before_raw for each in (*removed_changes(services), *removed_changes(tiers))),
    )


def added_changes(changes: Sequence[Change]) -> list[Change]:
    """`is_worse` tells which way: a row without words would look alike from both sides."""
    return [each for each in changes if each.is_worse is False]


def removed_changes(changes: Sequence[Change]) -> list[Change]:
    return [each for each in changes if each.is_worse]


def rows_between(
    before: CharterVersion | None, upload: Upload, *, begins: date, officer: Officer, now: datetime
) -> RowCount:
    """What publishing the review would add and take away; of a first charter nothing goes."""
    if before is None:
        return NO_ROWS
    return count_rows(
        catalogue_reading(before),
        reading_of_version(*draft_version(upload, before.office, before, begins, officer, now)),
    )
