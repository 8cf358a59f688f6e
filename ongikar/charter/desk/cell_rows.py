"""One cell as the review page shows it: print, how it was understood in a few words, findings, who decided
what, and its fields.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.forms import BoundField

from ongikar.charter.models import ReviewDecision
from ongikar.charter.terms import limit_phrase
from ongikar.core.i18n.say import language, say
from ongikar.core.number_formats import phone_of
from ongikar.rules.charter.parse.cells.papers import papers_and_places
from ongikar.rules.charter.review import CellFinding, ReviewPart
from ongikar.rules.charter.review.cells import Piece, is_unsaid
from ongikar.rules.promise import Promise
from ongikar.rules.promise.charter_time import read_charter_time
from ongikar.rules.promise.undertaking import AT_RECEIPT, TRIGGERS

from .part_form import PartForm


def promise_words(promise: Promise | None) -> str:
    return limit_phrase(promise, begins=True) if promise else say("গোনা যায় না", "cannot be counted")


def time_cell_words(piece: Piece, cell: str) -> str:
    time, _ = read_charter_time(piece[cell])
    if time.choices:
        return "; ".join(f"{choice.label}: {promise_words(choice.promise)}" for choice in time.choices)
    if time.stages:
        return "; ".join(f"{label}: {promise_words(promise)}" for _, promise, label in time.stages)
    if time.promise and time.trigger != AT_RECEIPT:
        bn, en = TRIGGERS[time.trigger]
        return say(
            "{limit}, গণনা শুরু: {event}",
            "{limit}, counted from {event}",
            limit=promise_words(time.promise),
            event=say(bn, en),
        )
    return promise_words(time.promise)


FEES = {
    "free": ("বিনামূল্যে", "free"),
    "none": ("কিছু লেখা নেই", "nothing is written"),
    "per_schedule": ("অন্য কোথাও লেখা হারে", "by a schedule that stands elsewhere"),
    "cases": ("কয়েক রকম", "several"),
    "range": ("এত থেকে এত", "from so much to so much"),
    "percent": ("শতকরা হারে", "a percentage"),
    "unknown": ("বোঝা যায়নি", "not understood"),
}


def fee_cell_words(piece: Piece, cell: str) -> str:
    fee = piece[cell]
    if fee["kind"] == "fixed":
        return say("{n} টাকা", "Tk {n}", n=int(fee["amount"] or 0))
    return say(*FEES.get(fee["kind"], FEES["unknown"]))


def papers_cell_words(piece: Piece, cell: str) -> str:
    items, places = papers_and_places(piece[cell]["items"])
    words = [say("প্রাপ্তিস্থান: {where}", "to be had at: {where}", where=where) for where in places]
    papers = (
        say("{n}টি কাগজ: {items}", "{n} [document|documents]: {items}", n=len(items), items=" · ".join(items))
        if items
        else say("ফাঁকা: কাগজ লাগে কি না, বলা নেই", "blank: it is not said whether any are needed")
        if is_unsaid(cell, piece[cell]["raw"] or "")
        else say("কোনো কাগজ নয়", "no documents")
    )
    return "; ".join([papers, *words])


def officer_cell_words(piece: Piece, cell: str) -> str:
    officer = piece[cell]
    return " · ".join(
        filter(None, (officer["post"], phone_of(officer["phone"] or ""), officer["email"]))
    ) or say("কিছু লেখা নেই", "nothing is written")


WORDS: dict[str, Callable[[Piece, str], str]] = {
    "time": time_cell_words,
    "limit": time_cell_words,
    "fee": fee_cell_words,
    "documents": papers_cell_words,
    "responsible": officer_cell_words,
    "superior": officer_cell_words,
}


def reading_words(part: ReviewPart, cell: str) -> str:
    """What the cell comes to; "" where the words are all there is to it."""
    return WORDS[cell](part.piece, cell) if cell in WORDS else ""


def cell_title(part: ReviewPart, cell: str) -> str:
    named = part.cells[cell]
    return named.en if language() == "en" else named.bn


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
    return [cell_row(form, cell, newest.get(f"{form.part.code}/{cell}")) for cell in form.part.shown_cells]


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
        form.printed_part.raw(cell),
        form.part.raw(cell),
        reading_words(form.part, cell),
        spots,
        fields,
        taken,
        is_wrong or any(spot.is_open and spot.is_error for spot in spots),
    )
