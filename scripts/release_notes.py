"""The part of CHANGELOG.md that tells of one version: `python -m scripts.release_notes 0.3.0`; of one that is
not cut yet, what is unreleased.
"""

import re
import sys

from .third_party import ROOT

HEADING = re.compile(r"^## (.+)$", re.M)


def notes_of(version: str, changelog: str) -> str:
    """Its lines without the heading. LookupError where the changelog tells of neither."""
    parts = HEADING.split(changelog)
    by_heading = dict(zip(parts[1::2], parts[2::2], strict=True))
    for heading, text in by_heading.items():
        if heading.split(",")[0] == version:
            return text.strip()
    if unreleased := by_heading.get("Unreleased"):
        return unreleased.strip()
    raise LookupError(version)


if __name__ == "__main__":
    print(notes_of(sys.argv[1], (ROOT / "CHANGELOG.md").read_text("utf-8")))
