"""The conditions of an item as a form: a row for each, and empty ones to add more."""

from collections.abc import Sequence
from typing import Any

from django import forms

from ongikar.core.forms.fields import CheckboxField, ChoiceField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.rules.bangla.text import digits, latin_digits
from ongikar.rules.specification import AT_LEAST, AT_MOST, EXACTLY, HAS, MEASURED, ONE_OF, Clause

from .library import MOST_CLAUSES

# So many empty rows stand below what was written before.
MORE_ROWS = 3
OPERATOR_CHOICES = [
    (AT_LEAST, say_lazy("কমপক্ষে", "At least")),
    (AT_MOST, say_lazy("সর্বোচ্চ", "At most")),
    (EXACTLY, say_lazy("হতে হবে", "Is")),
    (ONE_OF, say_lazy("যেকোনো একটি", "Any one of")),
    (HAS, say_lazy("থাকতে হবে", "Must have")),
]
TEXTS = ("bn", "en", "value", "value_en", "unit", "unit_en", "reason")
NAMES = ("bn", "en", "operator", "value", "value_en", "unit", "unit_en", "is_mandatory", "reason")


class ClausesForm(Form):
    """All conditions of one version. A row in which nothing is said is left out."""

    def __init__(self, *args: Any, clauses: Sequence[Clause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = clauses
        self.count = min(len(clauses) + MORE_ROWS, MOST_CLAUSES)
        for row in range(self.count):
            self.add_row(row, clauses[row] if row < len(clauses) else None)
        self.fields["note"] = TextField(
            label=say("কী বদলাল, কেন", "What changed, and why"), required=False, max_length=300
        )

    def add_row(self, row: int, known: Clause | None) -> None:
        labels = {
            "bn": say("বিষয়, বাংলায়", "Attribute, in Bangla"),
            "en": say("বিষয়, ইংরেজিতে", "Attribute, in English"),
            "value": say("যা চাই", "What is asked"),
            "value_en": say("যা চাই, ইংরেজিতে", "What is asked, in English"),
            "unit": say("একক", "Unit"),
            "unit_en": say("একক, ইংরেজিতে", "Unit, in English"),
            "reason": say("নির্মাতার নাম থাকলে কারণ", "Reason, where a maker is named"),
        }
        for name, label in labels.items():
            self.fields[f"{name}-{row}"] = TextField(
                label=label,
                required=False,
                optional_mark=False,
                max_length=200,
                initial=shown_value(known, name) if known else "",
                width="w5" if name in ("unit", "unit_en") else "w20",
            )
        self.fields[f"operator-{row}"] = ChoiceField(
            label=say("শর্ত", "Condition"),
            choices=OPERATOR_CHOICES,
            many=True,
            required=False,
            optional_mark=False,
            initial=known.operator if known else AT_LEAST,
        )
        self.fields[f"is_mandatory-{row}"] = CheckboxField(
            label=say("আবশ্যিক", "Mandatory"), initial=known.is_mandatory if known else True
        )

    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        return [(row + 1, [self[f"{name}-{row}"] for name in NAMES]) for row in range(self.count)]

    @property
    def places(self) -> list[int]:
        """The rows in which something is said."""
        return [
            row for row in range(self.count) if any(self.cleaned_data.get(f"{name}-{row}") for name in TEXTS)
        ]

    @property
    def clauses(self) -> list[Clause]:
        return [self.clause_of(row) for row in self.places]

    def clause_of(self, row: int) -> Clause:
        """A row keeps the key it had: what was said of it in an offer is found under it."""
        given = {name: self.cleaned_data.get(f"{name}-{row}") or "" for name in TEXTS}
        operator = self.cleaned_data.get(f"operator-{row}") or EXACTLY
        if operator in MEASURED:
            given["value"] = latin_digits(given["value"])
        known = self.known[row].key if row < len(self.known) else f"own-{row + 1}"
        taken = {clause.key for clause in self.known}
        while row >= len(self.known) and known in taken:
            known += "-b"
        return Clause(
            key=known,
            operator=operator,
            is_mandatory=bool(self.cleaned_data.get(f"is_mandatory-{row}")),
            **given,
        )

    def say_faults(self, found: dict[str, tuple[str, str]]) -> None:
        """The faults of clauses, beside their fields: their places count the rows in which something is
        said.
        """
        places = self.places
        for name, words in found.items():
            field, _, place = name.rpartition("-")
            row = places[int(place)] if int(place) < len(places) else 0
            self.add_error(f"{field}-{row}", say(*words))


def shown_value(clause: Clause, name: str) -> str:
    """A figure stands in the field in the script of the page; it is kept in Latin digits."""
    value = str(getattr(clause, name))
    return digits(value, language()) if name == "value" and clause.operator in MEASURED else value


class NewItemForm(ClausesForm):
    """A sort of thing that the library lacks, with its conditions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["note"]
        self.fields["name_bn"] = TextField(
            label=say("পণ্যের নাম, বাংলায়", "Name of the item, in Bangla"),
            missing=say("পণ্যের নাম লিখুন", "Write the name of the item"),
            max_length=120,
        )
        self.fields["name_en"] = TextField(
            label=say("পণ্যের নাম, ইংরেজিতে", "Name of the item, in English"),
            required=False,
            max_length=120,
        )
