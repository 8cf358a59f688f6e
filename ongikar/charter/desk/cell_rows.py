"""One cell as the review page shows it: print, reading, findings, who decided what, and its fields."""

from typing import NamedTuple

from django.forms import BoundField

from ongikar.charter.models import ReviewDecision
from ongikar.rules.charter.review import CellFinding

from .part_form import PartForm
from .reading_words import cell_title, reading_words


class CellRow(NamedTuple):
    name: str
    title: str
    printed: str
    now: str
    words: str
    spots: list[CellFinding]
    fields: list[BoundField]
    taken: ReviewDecision | None
    is_unfolded: bool


def cell_rows_of(form: PartForm, taken: list[ReviewDecision]) -> list[CellRow]:
    """`taken`: the decisions on the part, oldest first."""
    newest = {each.where: each for each in taken}
    return [cell_row(form, cell, newest.get(f"{form.part.code}/{cell}")) for cell in form.part.shown]


def cell_row(form: PartForm, cell: str, taken: ReviewDecision | None) -> CellRow:
    fields = [form[name] for name in form.fields if name.startswith(f"{cell}-")]
    # Headings repeated on every page repeat their faults.
    spots = list(
        {(spot.finding["code"], spot.finding["message_bn"]): spot for spot in form.spots(cell)}.values()
    )
    is_wrong = any(field.errors for field in fields)
    return CellRow(
        cell,
        cell_title(form.part, cell),
        form.printed.raw(cell),
        form.part.raw(cell),
        reading_words(form.part, cell),
        spots,
        fields,
        taken,
        is_wrong or any(spot.is_open and spot.is_error for spot in spots),
    )
