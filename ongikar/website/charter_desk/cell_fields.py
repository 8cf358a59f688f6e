"""The fields of one cell under review: what is decided, the corrected text, the reason, and until when it stays open."""

from collections.abc import Collection

from django import forms

from ongikar.frame.fields import Choice, Day, Text, Tick
from ongikar.frame.say import say, say_later
from ongikar.rules.charter_review import ACCEPT, CORRECT, RESERVE, Part
from ongikar.rules.charter_review.cells import is_unsaid

CHOICES = {
    ACCEPT: say_later("ঠিক আছে", "Accept"),
    CORRECT: say_later("সংশোধন করি", "Correct it"),
    RESERVE: say_later("আপাতত খোলা রাখি", "Leave it open for now"),
}
# A blank papers cell says nothing: whoever accepts it says that none are needed.
NO_PAPERS = say_later("কোনো কাগজ লাগে না", "No documents are needed")
BLANK = frozenset("-–—")
LONGEST = 4000
ALIKE = (
    "একই লেখা আরও {n} জায়গায় আছে, সেখানেও একই সিদ্ধান্ত", "The same is printed in {n} more [place|places]: decide the same there",
)  # fmt: skip
ALIKE_BLANK = (
    "ঘরটি আরও {n} সেবায় ফাঁকা, সেখানেও একই সিদ্ধান্ত", "The cell is blank in {n} more [service|services]: decide the same there",
)  # fmt: skip


class CellText(Text):
    """The text of a cell; a dash leaves it blank."""

    def run_validators(self, value):
        if value not in BLANK:
            super().run_validators(value)


def choices_of(part: Part, cell: str, live: Collection[str]) -> list[tuple[str, object]]:
    """What can be chosen for a cell, in words; `live`: the choices with which it can be published."""
    words = CHOICES | ({ACCEPT: NO_PAPERS} if is_unsaid(cell, part.raw(cell)) else {})
    return [(choice, words[choice]) for choice in CHOICES if choice in live]


def cell_fields(part: Part, cell: str, alike: list[Part], live: Collection[str]) -> dict[str, forms.Field]:
    """The fields of one cell, of the part as it is printed; none where nothing can be chosen."""
    if not live:
        return {}
    choices = choices_of(part, cell, live)
    fields: dict[str, forms.Field] = {
        "choice": Choice(
            label=say_later("সিদ্ধান্ত", "Decision"), choices=choices, required=False, optional_mark=False
        )
    }
    if CORRECT in live:
        fields["text"] = CellText(
            label=say_later("সংশোধিত লেখা", "Corrected text"), lines=part.cells[cell].lines, max_length=LONGEST, required=False,
            optional_mark=False, width="",
        )  # fmt: skip
    fields["reason"] = Text(
        label=say_later("কারণ (প্রকাশিত হবে)", "Reason (is published)"),
        max_length=600,
        required=False,
        optional_mark=False,
        width="",
    )
    fields["until"] = Day(
        label=say_later("খোলা রাখলে কোন দিন পর্যন্ত", "If left open: until which day"),
        required=False,
        optional_mark=False,
    )
    if alike:
        words = ALIKE_BLANK if is_unsaid(cell, part.raw(cell)) else ALIKE
        fields["too"] = Tick(label=say(*words, n=len(alike)))
    return fields
