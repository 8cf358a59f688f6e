"""What a finished review would change against the version before, in the charter's own words."""

from typing import Any

from ongikar.rules.charter_compare import Change, compare
from ongikar.rules.charter_text import read

from ..models import CharterVersion
from .models import Upload


def reading_of(version: CharterVersion) -> dict[str, Any]:
    """The version as a reading: that of its upload with all corrections, else of the document it was loaded with."""
    upload = Upload.objects.filter(version=version).first()
    return upload.standing.reading if upload else read(version.document)


def changes_since(before: CharterVersion, upload: Upload) -> list[Change]:
    return compare(reading_of(before), upload.standing.reading)
