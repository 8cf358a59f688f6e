"""What is asked of a purchase beyond the columns of its rows: sums of money, the conditions of an item, the
prices of a quotation, and what an offer says.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.fields import NAMELESS, CheckboxField, ChoiceField, Field, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.delivery.procurement.rules.comparison import NO, UNCLEAR, YES
from ongikar.delivery.procurement.rules.money import (
    NEGATIVE,
    NO_NUMBER,
    NOUGHT,
    TOO_FINE,
    TOO_LARGE,
    AmountFault,
    parse_amount,
)
from ongikar.delivery.procurement.rules.specification import (
    AT_LEAST,
    AT_MOST,
    EXACTLY,
    HAS,
    MEASURED,
    ONE_OF,
    Clause,
)
from ongikar.records.forms import RowForm
from ongikar.rules.bangla.text import digits, latin_digits

from .actions import ClauseFaults, check_clauses
from .library import MOST_CLAUSES, LibraryItem
from .models import PurchaseLine, QuotedLine, SpecItem

AMOUNT_FAULTS = {
    NO_NUMBER: ("দর সংখ্যায় লিখুন, যেমন ৮৫,০০০", "Write the price in figures, such as 85,000"),
    NEGATIVE: ("দর ০-এর কম হয় না।", "A price is never below 0."),
    NOUGHT: (
        "০ কোনো দর নয়। দর না দিয়ে থাকলে ঘরটি খালি রেখে “দর দেয়নি”-তে দাগ দিন।",
        "0 is no price. Where none was quoted, leave the field empty and tick “not quoted”.",
    ),
    TOO_FINE: ("পয়সা দুই ঘর পর্যন্ত লিখুন, যেমন ৮৫,০০০.৫০", "Write at most two decimals, such as 85,000.50"),
    TOO_LARGE: ("দরটি খুব বড়। সংখ্যাটি মিলিয়ে দেখুন।", "This price is too large. Check the figure."),
}
ANSWER_CHOICES = [
    (YES, say_lazy("মানে", "Yes")),
    (NO, say_lazy("মানে না", "No")),
    (UNCLEAR, say_lazy("স্পষ্ট নয়", "Unclear")),
]
# How many empty rows stand below what was written before.
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


class AmountField(Field, forms.Field):
    """A sum of money in either script, kept in hundredths."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("width", "w11")
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            return parse_amount(str(value)[:60])
        except AmountFault as fault:
            raise ValidationError(say(*AMOUNT_FAULTS[fault.key]), NAMELESS) from None


class PriceForm(RowForm):
    """What one piece was seen to cost. On which basis is asked anew each time: nobody compares unawares."""

    amount = AmountField(
        label=say_lazy("একটির দর", "Price of one"),
    )


class BidderForm(RowForm):
    """Who quoted, put right."""

    words = TextField(
        label=say_lazy("কে বলেছেন, কী দেখে", "Who asked for it, and what was seen"),
        help_text=say_lazy(
            "যেমন: দরদাতা নিজে, ট্রেড লাইসেন্স দেখিয়ে", "For example: the bidder, by the trade licence"
        ),
        max_length=300,
    )


class ItemForm(Form):
    """Which item of the library a line is to be like."""

    item = ChoiceField(
        label=say_lazy("ভান্ডারের কোন পণ্য", "Which item of the library"),
        choices=[],
        many=True,
    )

    def __init__(
        self, *args: Any, shipped: Sequence[LibraryItem], own: Sequence[SpecItem], chosen: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = {item.key: item.name for item in shipped} | {item.key: item.name for item in own}
        self.choice_field("item").choices = [("", say("বেছে নিন", "Choose")), *known.items()]
        self.fields["item"].initial = chosen


class QuotationForm(RowForm):
    """A bidder's quotation: for each line a price, or that none was quoted."""

    def __init__(self, *args: Any, lines: Sequence[PurchaseLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"price-{line.pk}"] = AmountField(
                label=say("একটির দর", "Price of one"), required=False, optional_mark=False
            )
            self.fields[f"none-{line.pk}"] = CheckboxField(label=say("দর দেয়নি", "Not quoted"))
            self.fields[f"offered-{line.pk}"] = TextField(
                label=say("ব্র্যান্ড ও মডেল", "Make and model"),
                required=False,
                optional_mark=False,
                max_length=200,
            )

    def head_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if "-" not in name]

    def rows(self) -> list[tuple[PurchaseLine, list[forms.BoundField]]]:
        names = ("price", "none", "offered")
        return [(line, [self[f"{name}-{line.pk}"] for name in names]) for line in self.lines]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for line in self.lines:
            price, none = cleaned.get(f"price-{line.pk}"), cleaned.get(f"none-{line.pk}")
            if f"price-{line.pk}" in self.errors:
                continue
            if price and none:
                words = (
                    "দর লেখা আছে, আবার “দর দেয়নি”-তেও দাগ। একটি রাখুন।",
                    "A price and “not quoted”: keep one of both.",
                )
            elif not price and not none:
                words = (
                    "{n} নম্বর পণ্য: দর লিখুন; দর না দিয়ে থাকলে “দর দেয়নি”-তে দাগ দিন।",
                    "Item {n}: write the price; where none was quoted, tick “not quoted”.",
                )
            else:
                continue
            self.add_error(f"price-{line.pk}", ValidationError(say(*words, n=line.position), NAMELESS))
        return cleaned

    @property
    def quoted_lines(self) -> dict[int, QuotedLine]:
        given = self.cleaned_data
        return {
            line.pk: QuotedLine(given[f"price-{line.pk}"], given[f"offered-{line.pk}"]) for line in self.lines
        }


class OfferForm(Form):
    """What an offer says of each clause. One press says yes to all."""

    ALL = "all"

    def __init__(
        self, *args: Any, clauses: Sequence[Clause], said: dict[str, str], words: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.clauses = clauses
        for clause in clauses:
            self.fields[f"clause-{clause.key}"] = ChoiceField(
                label=f"{clause.attribute(language())}: {clause.requirement_words(language())}",
                help_text=say("আবশ্যিক", "Mandatory") if clause.is_mandatory else "",
                choices=ANSWER_CHOICES,
                required=False,
                optional_mark=False,
                initial=said.get(clause.key, ""),
            )
        self.fields["words"] = TextField(
            label=say("মন্তব্য", "Remark"), required=False, max_length=300, initial=words
        )

    @property
    def answers(self) -> dict[str, str]:
        if self.ALL in self.data:
            return {clause.key: YES for clause in self.clauses}
        given = self.cleaned_data
        return {
            clause.key: given[f"clause-{clause.key}"]
            for clause in self.clauses
            if given.get(f"clause-{clause.key}")
        }


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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        try:
            check_clauses(self.clauses)
        except ClauseFaults as fault:
            self.say_faults(fault.faults)
        except ActFault as fault:
            add_fault(self, fault)
        return cleaned

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

    def say_faults(self, faults: dict[str, tuple[str, str]]) -> None:
        """The faults of clauses, beside their fields: their places count the rows in which something is
        said.
        """
        places = self.places
        for name, words in faults.items():
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
            max_length=120,
        )
        self.fields["name_en"] = TextField(
            label=say("পণ্যের নাম, ইংরেজিতে", "Name of the item, in English"),
            required=False,
            max_length=120,
        )
