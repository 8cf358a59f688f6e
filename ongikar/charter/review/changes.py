"""What a review would change against the version before, in the charter's own words."""

from datetime import date, datetime
from typing import Any

from ongikar.rules.charter_compare import Change, compare, together

from ..catalogue import reading_of_version
from ..models import CharterVersion
from .actions import Officer
from .drafting import draft
from .models import Upload


def reading_of(version: CharterVersion) -> dict[str, Any]:
    services = list(version.services.select_related("responsible", "superior").order_by("position"))
    return reading_of_version(version, services, list(version.tiers.select_related("post")))


def changes_since(
    before: CharterVersion, upload: Upload, *, begins: date, officer: Officer, now: datetime
) -> list[Change]:
    """Both as they are published, so that a limit of the office's own counts in each."""
    after = reading_of_version(*draft(upload, before.office, before, begins, officer, now))
    return together(compare(reading_of(before), after))
