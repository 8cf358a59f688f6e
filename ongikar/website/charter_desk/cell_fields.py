"""The fields of one cell under review: what is decided, the corrected text, the reason, and until when it stays open."""

from django import forms

from ongikar.frame.fields import Choice, Day, Text, Tick
from ongikar.frame.say import say, say_later
from ongikar.rules.charter_review import ACCEPT, CORRECT, RESERVE, Part
from ongikar.rules.charter_review.cells import WITHOUT_TEXT

CHOICES = {
    ACCEPT: say_later("ঠিক আছে", "Accept"),
    CORRECT: say_later("সংশোধন করি", "Correct it"),
    RESERVE: say_later("আপাতত খোলা রাখি", "Leave it open for now"),
}
BLANK = frozenset("-–—")
LONGEST = 4000


class CellText(Text):
    """The text of a cell; a dash leaves it blank."""

    def run_validators(self, value):
        if value not in BLANK:
            super().run_validators(value)


def cell_fields(part: Part, cell: str, alike: list[Part]) -> dict[str, forms.Field]:
    """The fields of one cell; one whose words are no text of the charter cannot be corrected here."""
    choices = [
        (choice, words) for choice, words in CHOICES.items() if choice != CORRECT or cell not in WITHOUT_TEXT
    ]
    fields: dict[str, forms.Field] = {
        "choice": Choice(
            label=say_later("সিদ্ধান্ত", "Decision"), choices=choices, required=False, optional_mark=False
        )
    }
    if cell not in WITHOUT_TEXT:
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
        fields["too"] = Tick(
            label=say(
                "একই লেখা আরও {n} জায়গায় আছে, সেখানেও একই সিদ্ধান্ত",
                "The same is printed in {n} more places: decide the same there",
                n=len(alike),
            )
        )
    return fields
