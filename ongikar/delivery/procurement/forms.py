"""What is written of a purchase: its lines, the prices that were seen, quotations, and what an offer says."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import (
    NAMELESS,
    CheckboxField,
    ChoiceField,
    DayField,
    Field,
    IdempotencyKeyField,
    TextField,
    UploadField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.rules.comparison import NO, UNCLEAR, YES
from ongikar.rules.money import AmountFault, parse_amount
from ongikar.rules.specification import Clause

from .actions import QuotedLine
from .actions.opening import MOST_QUANTITY
from .library import LibraryItem
from .models import PurchaseLine, SpecItem
from .words import AMOUNT_FAULTS, CURRENCY_WORDS, TAX_WORDS

CURRENCY_CHOICES = [(key, say_lazy(*words)) for key, words in CURRENCY_WORDS.items()]
TAX_CHOICES = [(key, say_lazy(*words)) for key, words in TAX_WORDS.items()]
ANSWER_CHOICES = [
    (YES, say_lazy("মানে", "Yes")),
    (NO, say_lazy("মানে না", "No")),
    (UNCLEAR, say_lazy("স্পষ্ট নয়", "Unclear")),
]
PAPER_HINT = say_lazy("JPG, PNG বা PDF, সর্বোচ্চ ৫ MB", "JPG, PNG or PDF, at most 5 MB")


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


class SubmissionForm(Form):
    """A form that is taken once, however often its button is pressed."""

    token = IdempotencyKeyField()


class LineForm(Form):
    name = TextField(
        label=say_lazy("পণ্য", "Item"),
        missing=say_lazy("কোন পণ্য, লিখুন", "Write which item"),
        max_length=200,
    )
    quantity = WholeNumberField(
        label=say_lazy("কয়টি", "How many"),
        missing=say_lazy("কয়টি, লিখুন", "Write how many"),
        least=1,
        most=MOST_QUANTITY,
    )


class StrikeForm(Form):
    reason = TextField(
        label=say_lazy("কেন বাতিল", "Why it is struck"),
        missing=say_lazy("কেন বাতিল, লিখুন", "Write why it is struck"),
        max_length=300,
    )


class BidderForm(Form):
    """Who quoted, put right."""

    bidder = TextField(
        label=say_lazy("দরদাতা", "Bidder"),
        missing=say_lazy("দরদাতার নাম লিখুন", "Write the name of the bidder"),
        max_length=200,
    )
    address = TextField(label=say_lazy("ঠিকানা", "Address"), required=False, max_length=300)
    number = TextField(
        label=say_lazy("দরপত্রের নম্বর", "Number of the quotation"), required=False, max_length=60
    )
    words = TextField(
        label=say_lazy("কে বলেছেন, কী দেখে", "Who asked for it, and what was seen"),
        help_text=say_lazy(
            "যেমন: দরদাতা নিজে, ট্রেড লাইসেন্স দেখিয়ে", "For example: the bidder, by the trade licence"
        ),
        missing=say_lazy("কে বলেছেন ও কী দেখে, লিখুন", "Write who asked for it and what was seen"),
        max_length=300,
    )


class ItemForm(Form):
    """Which item of the library a line is to be like."""

    item = ChoiceField(
        label=say_lazy("ভান্ডারের কোন পণ্য", "Which item of the library"),
        missing=say_lazy("ভান্ডার থেকে একটি বেছে নিন", "Choose one of the library"),
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


class BasisForm(Form):
    """How prices are asked for, so that all can be compared."""

    currency = ChoiceField(
        label=say_lazy("কোন মুদ্রায় দর", "Prices in"),
        missing=say_lazy("মুদ্রা বেছে নিন", "Choose the currency"),
        choices=CURRENCY_CHOICES,
    )
    taxes = ChoiceField(
        label=say_lazy("ভ্যাট ও আয়কর", "VAT and income tax"),
        missing=say_lazy("ভ্যাট ও আয়কর সহ কি না, বেছে নিন", "Choose whether taxes are included"),
        choices=TAX_CHOICES,
    )


class PriceForm(BasisForm, SubmissionForm):
    """What one piece was seen to cost. On which basis is asked anew each time: nobody compares unawares."""

    field_order = ("source", "seen_on", "amount", "currency", "taxes", "words", "paper")
    source = TextField(
        label=say_lazy("কোথায় পাওয়া দর", "Where the price was seen"),
        help_text=say_lazy("দোকানের নাম, ওয়েবসাইট বা আগের কেনাকাটা", "A shop, a website or an earlier purchase"),
        missing=say_lazy("কোথায় পাওয়া দর, লিখুন", "Write where the price was seen"),
        max_length=300,
    )
    seen_on = DayField(
        label=say_lazy("কোন দিনের দর", "Seen on"),
        missing=say_lazy("কোন দিনের দর, লিখুন", "Write the day on which it was seen"),
    )
    amount = AmountField(
        label=say_lazy("একটির দর", "Price of one"),
        missing=say_lazy("একটির দর লিখুন", "Write the price of one"),
    )
    words = TextField(label=say_lazy("মন্তব্য", "Remark"), required=False, max_length=300)
    paper = UploadField(
        label=say_lazy("ছবি বা পাতার কপি", "Photo or copy of the page"), help_text=PAPER_HINT, required=False
    )


class QuotationForm(BasisForm, SubmissionForm):
    """A bidder's quotation: for each line a price, or that none was quoted."""

    field_order = ("bidder", "address", "number", "quoted_on", "valid_until", "currency", "taxes", "paper")
    bidder = TextField(
        label=say_lazy("দরদাতা", "Bidder"),
        missing=say_lazy("দরদাতার নাম লিখুন", "Write the name of the bidder"),
        max_length=200,
    )
    address = TextField(label=say_lazy("ঠিকানা", "Address"), required=False, max_length=300)
    number = TextField(
        label=say_lazy("দরপত্রের নম্বর", "Number of the quotation"), required=False, max_length=60
    )
    quoted_on = DayField(
        label=say_lazy("দরের তারিখ", "Date of the quotation"),
        missing=say_lazy("দরের তারিখ লিখুন", "Write the date of the quotation"),
    )
    valid_until = DayField(label=say_lazy("দরের মেয়াদ", "Valid until"), required=False)
    paper = UploadField(
        label=say_lazy("দরপত্রের স্ক্যান", "Scan of the quotation"), help_text=PAPER_HINT, required=False
    )

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
        return [self[name] for name in self.field_order] + [self["token"]]

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
    def facts(self) -> dict[str, Any]:
        """What the quotation is entered with."""
        given = self.cleaned_data
        head = ("bidder", "address", "number", "quoted_on", "valid_until", "currency", "taxes")
        lines = {
            line.pk: QuotedLine(given[f"price-{line.pk}"], given[f"offered-{line.pk}"]) for line in self.lines
        }
        return {name: given[name] for name in head} | {"lines": lines}


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
