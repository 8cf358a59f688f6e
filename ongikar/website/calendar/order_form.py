"""The form of an order: who ordered it and by which memo, and its rows, each some days and the hours typed
for them.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from ongikar.core.forms.fields import ChoiceField, DayField, IdempotencyKeyField, TextField, WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import CalendarOrder
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.calendar.hours import read_hours
from ongikar.rules.calendar.rows import KINDS, WITHDRAWN, WORKING, CalendarFault
from ongikar.rules.typed_days import TypedFault
from ongikar.rules.typed_times import read_time

EXAMPLE = (
    "সময়টি ঠিক নয়। লিখুন, যেমন সকাল ৯:০০–দুপুর ১:১৫, দুপুর ১:৩০–বিকেল ৩:৩০",
    "These hours are not right. Write them like 9:00 am–1:15 pm, 1:30 pm–3:30 pm",
)
# What people write between the beginning and the end.
DASHES = str.maketrans(dict.fromkeys("–—−", "-"))


class HoursFault(TypedFault):
    """Hours that cannot be read, or that cannot be of one day."""


def parse_hours(typed: str) -> list[list[str]]:
    """The windows as the calendar's data keeps them: [["09:00", "13:15"], …]. Raises HoursFault."""
    try:
        windows = [
            [f"{read_time(end):%H:%M}" for end in window.split("-")]
            for window in latin_digits(typed).translate(DASHES).replace(";", ",").split(",")
        ]
    except TypedFault:
        raise HoursFault(*EXAMPLE) from None
    if any(len(window) != 2 for window in windows):
        raise HoursFault(*EXAMPLE)
    try:
        read_hours(windows, "")
    except CalendarFault as fault:
        # Without a row to name, its sentences begin with a colon.
        raise HoursFault(fault.bn.removeprefix(": "), fault.en.removeprefix(": ")) from None
    return windows


MAX_ROWS = 12
HOURS = "hours"
KIND_CHOICES = [
    ("general", say_lazy("সাধারণ ছুটি", "General holiday")),
    ("executive_order", say_lazy("নির্বাহী আদেশে ছুটি", "Holiday by executive order")),
    ("local", say_lazy("স্থানীয় ছুটি", "Local holiday")),
    ("optional", say_lazy("ঐচ্ছিক ছুটি (অফিস খোলা)", "Optional holiday (office open)")),
    (WORKING, say_lazy("ছুটির দিনে কার্যদিবস", "Working day on a day off")),
    (HOURS, say_lazy("অফিসের সময় আলাদা (যেমন রমজানে)", "Other office hours (as in Ramadan)")),
    (WITHDRAWN, say_lazy("আগের আদেশ প্রত্যাহার", "Taking back an earlier order")),
]
NAMED_KINDS = frozenset(KINDS) - {WORKING, WITHDRAWN}
CERTAINTIES = [
    ("", say_lazy("নিশ্চিত", "Certain")),
    ("moon", say_lazy("চাঁদ দেখার ওপর নির্ভর করে", "Depends on the moon")),
    ("unconfirmed", say_lazy("এখনো চূড়ান্ত নয়", "Not yet confirmed")),
]
SCOPES = {
    CalendarOrder.OFFICE: say_lazy("শুধু এই কার্যালয়", "This office only"),
    CalendarOrder.UPAZILA: say_lazy("এই উপজেলায় আপনার সব কার্যালয়", "All your offices in this upazila"),
    CalendarOrder.DISTRICT: say_lazy("এই জেলায় আপনার সব কার্যালয়", "All your offices in this district"),
    CalendarOrder.DIVISION: say_lazy("এই বিভাগে আপনার সব কার্যালয়", "All your offices in this division"),
    CalendarOrder.NATIONAL: say_lazy("দেশে আপনার সব কার্যালয়", "All your offices in the country"),
}


class HiddenNoteField(forms.CharField):
    """A hidden note of the form to itself; one that was tampered with says nothing."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> str:
        return value if value and value.isascii() and value.isprintable() and len(value) < 2000 else ""


class OrderForm(Form):
    """`rows`: how many rows it has; `scopes`: whose order the person may give, of which one alone is not
    asked.
    """

    memo_number = TextField(
        label=say_lazy("স্মারক নম্বর", "Memo number"),
        max_length=60,
    )
    memo_date = DayField(
        label=say_lazy("স্মারকের তারিখ", "Date of the memo"),
    )
    issuer = TextField(
        label=say_lazy("কে আদেশ দিয়েছেন", "Who gave the order"),
        help_text=say_lazy(
            "যেমন জনপ্রশাসন মন্ত্রণালয়, জেলা প্রশাসক",
            "Such as the Ministry of Public Administration, the Deputy Commissioner",
        ),
        max_length=200,
    )
    scope = ChoiceField(
        label=say_lazy("কোথায় প্রযোজ্য", "Where it applies"),
        choices=(),
    )
    completes = WholeNumberField(
        label=say_lazy("পুরো বছরের তালিকা হলে সাল", "The year, if this completes its list"),
        help_text=say_lazy(
            "বছরের সব ছুটি লেখা হয়ে গেলে সালটি লিখুন; নইলে ঘরটি খালি রাখুন",
            "Enter the year once all its holidays are in; else leave it empty",
        ),
        required=False,
        least=2000,
        most=2199,
    )
    token = IdempotencyKeyField()
    seen = HiddenNoteField()
    rows = HiddenNoteField()

    def __init__(self, *args: Any, rows: int, scopes: Sequence[str], today: date, **kwargs: Any) -> None:
        self.count, self.today = rows, today
        super().__init__(*args, **kwargs)
        self.choice_field("scope").choices = [(scope, SCOPES[scope]) for scope in scopes]
        if len(scopes) == 1:
            del self.fields["scope"]
        self.only_scope = scopes[0] if len(scopes) == 1 else ""
        for n in range(1, rows + 1):
            for name, field in row_fields(n).items():
                self.fields[f"{name}_{n}"] = field

    @property
    def head(self) -> list[forms.BoundField]:
        return [
            self[name]
            for name in ("memo_number", "memo_date", "issuer", "scope", "completes")
            if name in self.fields
        ]

    @property
    def lines(self) -> list[tuple[int, dict[str, forms.BoundField]]]:
        """The rows with their fields by name."""
        return [(n, {name: self[f"{name}_{n}"] for name in ROW_NAMES}) for n in range(1, self.count + 1)]

    def clean_memo_date(self) -> date:
        day = self.cleaned_data["memo_date"]
        if day > self.today:
            raise forms.ValidationError(
                say("স্মারকের তারিখ আজকের পরে হতে পারে না", "The memo cannot be dated after today")
            )
        return day

    def clean(self) -> dict[str, Any]:
        super().clean()
        for n in range(1, self.count + 1):
            self.judge_row(n)
        return self.cleaned_data

    def judge_row(self, n: int) -> None:
        """What one row lacks by its kind; whether its days make sense the calendar itself tells."""
        of = {name: self.cleaned_data.get(f"{name}_{n}") for name in ROW_NAMES}
        kind, first = of["kind"], of["first"]
        if kind in NAMED_KINDS:
            for name, words in NAMES_MISSING.items():
                if f"{name}_{n}" not in self.errors and not of[name]:
                    self.add_error(f"{name}_{n}", words)
        if first and abs(first.year - self.today.year) > 2:
            self.add_error(
                f"first_{n}",
                say("দুই বছরের বেশি আগের বা পরের তারিখ দেওয়া যায় না", "The date is more than two years away"),
            )
        if kind == HOURS and not of["hours"] and f"hours_{n}" not in self.errors:
            self.add_error(
                f"hours_{n}",
                say(
                    "অফিসের সময় লিখুন, যেমন সকাল ৯:০০–বিকেল ৩:৩০",
                    "Enter the office hours, such as 9:00 am–3:30 pm",
                ),
            )
        if of["hours"] and kind in (HOURS, WORKING):
            try:
                self.cleaned_data[f"hours_{n}"] = parse_hours(of["hours"])
            except HoursFault as fault:
                self.add_error(f"hours_{n}", say(fault.bn, fault.en))

    def as_typed(self) -> list[tuple[str, str]]:
        """Every field as it was sent, for the page between looking and saving."""
        return [(name, self.data.get(name, "")) for name in self.fields if name != "seen"]


NAMES_MISSING = {
    "name_bn": say_lazy("বাংলা নাম লিখুন", "Enter the name in Bangla"),
    "name_en": say_lazy("ইংরেজি নাম লিখুন", "Enter the name in English"),
}


def row_fields(n: int) -> dict[str, forms.Field]:
    return {
        "kind": ChoiceField(label=say_lazy("কী", "What"), choices=KIND_CHOICES, many=True),
        "first": DayField(label=say_lazy("কোন দিন থেকে", "From")),
        "last": DayField(
            label=say_lazy("কোন দিন পর্যন্ত", "To"),
            since=f"first_{n}",
            help_text=say_lazy("এক দিনের হলে খালি রাখুন", "Leave empty for a single day"),
            required=False,
            optional_mark=False,
        ),
        "name_bn": TextField(
            label=say_lazy("নাম, বাংলায়", "Name, in Bangla"),
            max_length=120,
            required=False,
            optional_mark=False,
        ),
        "name_en": TextField(
            label=say_lazy("নাম, ইংরেজিতে", "Name, in English"),
            max_length=120,
            required=False,
            optional_mark=False,
        ),
        "sure": ChoiceField(
            label=say_lazy("কতটা নিশ্চিত", "How certain"),
            choices=CERTAINTIES,
            many=True,
            required=False,
            optional_mark=False,
        ),
        "hours": TextField(
            label=say_lazy("অফিসের সময়", "Office hours"),
            help_text=say_lazy(
                "আলাদা সময় বা কার্যদিবস হলে, যেমন সকাল ৯:০০–দুপুর ১:১৫, দুপুর ১:৩০–বিকেল ৩:৩০",
                "For other hours or a working day, such as 9:00 am–1:15 pm, 1:30 pm–3:30 pm",
            ),
            max_length=120,
            required=False,
        ),
        "withdraws": TextField(
            label=say_lazy("যে স্মারকের আদেশ প্রত্যাহার হলো", "Memo of the order taken back"),
            help_text=say_lazy(
                "প্রত্যাহার হলে; খালি থাকলে ওই দিনের আগের সব আদেশ",
                "For taking back; empty means every earlier order for these days",
            ),
            max_length=60,
            required=False,
        ),
    }


ROW_NAMES = ("kind", "first", "last", "name_bn", "name_en", "sure", "hours", "withdraws")
