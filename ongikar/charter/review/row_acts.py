"""Leaving a row out of a review, bringing it back, and adding one that was not read: decisions like the
others. Rows that the office added by hand to the version before are proposed anew, since the parser will
miss them again.
"""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from ongikar.charter.models import CharterVersion
from ongikar.rules.charter.review import CHARTER, Decision
from ongikar.rules.charter.review.rows import (
    ADDED,
    NAMED_BY,
    YES,
    add_row_decisions,
    bring_back_decision,
    leave_out_decision,
    next_code,
)
from ongikar.rules.charter.suggestions import comparable_text

from .actions import Officer, append_decisions, lock_upload
from .ingest import SEEN
from .models import Upload


@transaction.atomic
def leave_out(upload: Upload, code: str, *, reason: str, officer: Officer, now: datetime) -> None:
    """Pressed twice, it is done once. Raises Overtaken where the review has ended."""
    locked = lock_upload(upload)
    if is_row(locked, code):
        append_decisions(locked, [leave_out_decision(code, reason)], officer, now)


@transaction.atomic
def bring_back(upload: Upload, code: str, *, officer: Officer, now: datetime) -> None:
    """With all that was decided on its cells before. Raises Overtaken where the review has ended."""
    locked = lock_upload(upload)
    if any(part.code == code for part in locked.review_state.left_out):
        append_decisions(locked, [bring_back_decision(code)], officer, now)


@transaction.atomic
def add_row(upload: Upload, group: str, *, named: str, reason: str, officer: Officer, now: datetime) -> str:
    """The code of the new row; the same one sent twice is added once. Raises Overtaken where the review has
    ended.
    """
    locked = lock_upload(upload)
    rows = [part for part in locked.review_state.parts if part.code.rpartition("-")[0] == group]
    if known := next((part.code for part in rows if part.raw(NAMED_BY[part.sort]) == named), None):
        return known
    code = next_code(locked.review_state.printed, group)
    append_decisions(locked, add_row_decisions(code, named, reason), officer, now)
    return code


@transaction.atomic
def add_as_before(
    upload: Upload, version: CharterVersion | None, code: str, *, officer: Officer, now: datetime
) -> str:
    """Add again a row that was added to the version before; "" where there is none. Raises Overtaken where
    the review has ended.
    """
    locked = lock_upload(upload)
    row = next((each for each in added_before(locked, version) if each.code == code), None)
    if row is None:
        return ""  # Pressed twice, it is there already.
    new, decisions = renumber_row(row, locked)
    append_decisions(locked, decisions, officer, now)
    return new


def is_row(upload: Upload, code: str) -> bool:
    """Whether the code is that of a row in the review, and not of the charter as a whole."""
    return code != CHARTER and upload.review_state.part(code) is not None


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
    rows = []
    for part in old.review_state.parts:
        said = held.get(f"{part.code}/{ADDED}")
        name = part.raw(NAMED_BY[part.sort]) if part.sort in NAMED_BY else ""
        if said and said.text == YES and (part.sort, comparable_text(name)) not in known:
            own = [each for each in held.values() if each.part == part.code and each.cell != SEEN]
            rows.append(AddedBefore(part.code, name, said.reason, own))
    return rows


def renumber_row(row: AddedBefore, upload: Upload) -> tuple[str, list[Decision]]:
    """The row's code in this review, and its decisions under that; it is still to be looked at."""
    code = next_code(upload.review_state.printed, row.code.rpartition("-")[0])
    return code, [each._replace(where=f"{code}/{each.cell}") for each in row.decisions]
