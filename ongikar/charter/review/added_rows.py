"""Rows that the office added by hand to the version before: proposed anew, since the reader will miss them
again.
"""

from typing import NamedTuple

from ongikar.charter.models import CharterVersion
from ongikar.rules.charter.review import Decision
from ongikar.rules.charter.review.rows import ADDED, NAMED_BY, YES, next_code
from ongikar.rules.suggestions import comparable_text

from .ingest import SEEN
from .models import Upload


class AddedBefore(NamedTuple):
    """`code`: of the row in the review before; `decisions`: all that was decided on it there."""

    code: str
    name: str
    reason: str
    decisions: list[Decision]


def added_before(upload: Upload, version: CharterVersion | None) -> list[AddedBefore]:
    """Those that this review has not: neither read this time, nor added already, nor left out."""
    old = Upload.objects.filter(version=version).first() if version else None
    if old is None:
        return []
    held = old.review_state.newest_decisions
    standing = upload.review_state
    known = {
        (part.sort, comparable_text(part.raw(NAMED_BY[part.sort])))
        for part in (*standing.parts, *standing.left_out)
        if part.sort in NAMED_BY
    }
    found = []
    for part in old.review_state.parts:
        said = held.get(f"{part.code}/{ADDED}")
        name = part.raw(NAMED_BY[part.sort]) if part.sort in NAMED_BY else ""
        if said and said.text == YES and (part.sort, comparable_text(name)) not in known:
            own = [each for each in held.values() if each.part == part.code and each.cell != SEEN]
            found.append(AddedBefore(part.code, name, said.reason, own))
    return found


def renumber_row(row: AddedBefore, upload: Upload) -> tuple[str, list[Decision]]:
    """The row's code in this review, and its decisions under that; it is still to be looked at."""
    code = next_code(upload.review_state.printed, row.code.rpartition("-")[0])
    return code, [each._replace(where=f"{code}/{each.cell}") for each in row.decisions]
