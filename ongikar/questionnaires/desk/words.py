"""What the desk says of questions and of changes between versions, in both languages."""

from collections.abc import Iterable

from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules.questionnaire.compare import Change
from ongikar.rules.questionnaire.definition import (
    ACKNOWLEDGE,
    DATE,
    DECIMAL,
    FILE,
    IMAGE,
    INTEGER,
    MANY,
    NOTE,
    ONE,
    RANGE,
    TEXT,
    TIME,
)

# What can be written on screen; the rest comes by a sheet.
ON_SCREEN = {
    TEXT: say_lazy("লেখা", "Text"),
    ONE: say_lazy("একটি বেছে নেওয়া", "Choose one"),
    MANY: say_lazy("কয়েকটি বেছে নেওয়া", "Choose several"),
    INTEGER: say_lazy("পূর্ণ সংখ্যা", "Whole number"),
    DECIMAL: say_lazy("দশমিক সংখ্যা", "Decimal number"),
    RANGE: say_lazy("১ থেকে ৫-এর মধ্যে", "From 1 to 5"),
    DATE: say_lazy("তারিখ", "Date"),
    TIME: say_lazy("সময়", "Time"),
    IMAGE: say_lazy("ছবি", "Picture"),
    FILE: say_lazy("ফাইল", "File"),
    ACKNOWLEDGE: say_lazy("টিক দেওয়া", "Tick"),
    NOTE: say_lazy("শুধু জানানোর কথা", "A note, no question"),
}
OTHERS = say_lazy("শিটে লেখা", "Written in the sheet")


def type_words(sort: str) -> str:
    return str(ON_SCREEN.get(sort, OTHERS))


CHANGES = {
    "added": ("নতুন: {name}", "New: {name}"),
    "removed": ("বাদ: {name} (আগের উত্তর থাকবে)", "Gone: {name} (earlier answers stay)"),
    "renamed": ("{before} এখন {name}", "{before} is now {name}"),
    "retyped": (
        "{name}: উত্তরের ধরন বদলেছে, তাই নতুন প্রশ্ন",
        "{name}: another type of answer, so another question",
    ),
    "relabelled": ("{name}: ভাষা বদলেছে", "{name}: other words"),
    "choices": ("{name}: উত্তরের তালিকা বদলেছে", "{name}: other choices"),
}


def change_words(changes: Iterable[Change]) -> list[str]:
    return [say(*CHANGES[each.what], name=each.name, before=each.before) for each in changes]
