"""The cells of a part under review: the choices that lead anywhere, their fields, and what each choice needs
besides.
"""

from collections.abc import Collection
from typing import Any

from django import forms

from ongikar.charter.review.models import DECISION_CHOICES
from ongikar.core.forms.fields import CheckboxField, ChoiceField, DayField, TextField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules.charter.review import ACCEPT, CHOICES, CORRECT, RESERVE, Review, ReviewPart
from ongikar.rules.charter.review.cells import WITHOUT_TEXT, is_unsaid, promise_of_time
from ongikar.rules.charter.review.decisions import SETTLED_BY


def live_choices(part: ReviewPart, cell: str, as_printed: Review) -> list[str]:
    """`part`: as printed. `as_printed`: the review in which nothing is decided yet on the cells of the part.

    To accept a print keeps its errors, but for those that an answer on the same page settles; to leave a
    cell open keeps a blank name and a limit that cannot be counted; and what is no text of the charter
    cannot be corrected.
    """
    dead = set()
    if cell in WITHOUT_TEXT:
        dead.add(CORRECT)
    if is_wrong_as_printed(part, cell, as_printed):
        dead.add(ACCEPT)
    if must_be_written(part, cell):
        dead |= {ACCEPT, RESERVE}
    return [choice for choice in CHOICES if choice not in dead]


def is_wrong_as_printed(part: ReviewPart, cell: str, as_printed: Review) -> bool:
    spots = [spot for spot in as_printed.spots_of(part.code) if spot.cell == cell]
    return any(spot.is_error and spot.finding["code"] not in SETTLED_BY for spot in spots)


def must_be_written(part: ReviewPart, cell: str) -> bool:
    """A service needs a name and a step for complaints a limit: without them there is no row."""
    if part.sort == "service":
        return cell == "name" and not part.raw(cell).strip()
    return part.sort == "tier" and cell == "limit" and promise_of_time(part.tier["limit"]) is None


CHOICE_WORDS = {choice: say_lazy(*words) for choice, words in DECISION_CHOICES.items()}
# A blank papers cell says nothing: whoever accepts it says that none are needed.
NO_PAPERS = say_lazy("কোনো কাগজ লাগে না", "No documents are needed")
BLANK = frozenset("-–—")
LONGEST = 4000
ALIKE = (
    "একই লেখা আরও {n} জায়গায় আছে, সেখানেও একই সিদ্ধান্ত",
    "The same is printed in {n} more [place|places]: decide the same there",
)
ALIKE_BLANK = (
    "ঘরটি আরও {n} সেবায় ফাঁকা, সেখানেও একই সিদ্ধান্ত",
    "The cell is blank in {n} more [service|services]: decide the same there",
)


class CellText(TextField):
    """The text of a cell; a dash leaves it blank."""

    def run_validators(self, value: Any) -> None:
        if value not in BLANK:
            super().run_validators(value)


def choices_of(part: ReviewPart, cell: str, live: Collection[str]) -> list[tuple[str, object]]:
    """What can be chosen for a cell, in words; `live`: the choices with which it can be published."""
    words = CHOICE_WORDS | ({ACCEPT: NO_PAPERS} if is_unsaid(cell, part.raw(cell)) else {})
    return [(choice, words[choice]) for choice in CHOICE_WORDS if choice in live]


def cell_fields(
    part: ReviewPart, cell: str, alike: list[ReviewPart], live: Collection[str]
) -> dict[str, forms.Field]:
    """The fields of one cell, of the part as it is printed; none where nothing can be chosen."""
    if not live:
        return {}
    choices = choices_of(part, cell, live)
    fields: dict[str, forms.Field] = {
        "choice": ChoiceField(
            label=say_lazy("সিদ্ধান্ত", "Decision"), choices=choices, required=False, optional_mark=False
        )
    }
    if CORRECT in live:
        fields["text"] = CellText(
            label=say_lazy("সংশোধিত লেখা", "Corrected text"),
            lines=part.cells[cell].lines,
            max_length=LONGEST,
            required=False,
            optional_mark=False,
            width="",
        )
    fields["reason"] = TextField(
        label=say_lazy("কারণ (প্রকাশিত হবে)", "Reason (is published)"),
        max_length=600,
        required=False,
        optional_mark=False,
        width="",
    )
    fields["until"] = DayField(
        label=say_lazy("খোলা রাখলে কোন দিন পর্যন্ত", "If left open: until which day"),
        required=False,
        optional_mark=False,
    )
    if alike:
        words = ALIKE_BLANK if is_unsaid(cell, part.raw(cell)) else ALIKE
        fields["too"] = CheckboxField(label=say(*words, n=len(alike)))
    return fields
