"""The limits of a charter row in words, where it has more than one: its cases, its steps, the event it counts
from.
"""

from collections.abc import Mapping
from typing import Any

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import genitive
from ongikar.rules.promise import Promise
from ongikar.rules.promise.terms import ACCEPT, BY_DATE, IMMEDIATE, NTH_WORKING_DAY
from ongikar.rules.promise.undertaking import AT_RECEIPT, TRIGGERS

from .models import Service

# Limits that "within …" does not fit: in Bangla and English, the words of the limit in {limit}.
OTHERWISE = {
    IMMEDIATE: ("সঙ্গে সঙ্গে", "at once"),
    ACCEPT: ("তারিখ জানিয়ে", "by a day we name"),
    BY_DATE: ("{limit}", "{limit}"),
    NTH_WORKING_DAY: ("{of_limit} মধ্যে", "by {limit}"),
}
WITHIN = ("{of_limit} মধ্যে", "within {limit}")
FROM_EVENT = ("{of_event} {within}", "{within} of {event}")


def limit_phrase(limit: Promise, *, begins: bool = False) -> str:
    """৫ কার্যদিবসের মধ্যে, within 5 working days. `begins`: it is the first word of its line."""
    words = limit.words(language())
    said = say(*OTHERWISE.get(limit.unit, WITHIN), limit=words, of_limit=genitive(words))
    return said[:1].upper() + said[1:] if begins else said


def limit_lines(row: Service) -> list[str]:
    """A line for each of the row's cases or steps, or one for the event it counts from; none for a simple
    limit.
    """
    time = row.charter_time
    if time.choices:
        return [f"{label}: {words}" for label, words in case_limits(row)]
    stages = row.undertaking().stages
    return [
        stage_limit_words(
            stage.promise, stage.trigger, stage.name_en if language() == "en" else stage.name_bn
        )
        for stage in stages
    ]


def stage_limit_words(limit: Promise, trigger: str, name: str = "") -> str:
    """তদন্ত: সভা অনুষ্ঠিত হওয়ার ৫ কার্যদিবসের মধ্যে."""
    words = from_event(limit, trigger)
    return f"{name}: {words}" if name else words[:1].upper() + words[1:]


def from_event(limit: Promise, trigger: str) -> str:
    bn, en = TRIGGERS[trigger]
    if trigger == AT_RECEIPT or limit.unit == ACCEPT:
        return limit_phrase(limit)
    return say(*FROM_EVENT, of_event=genitive(bn), event=en, within=limit_phrase(limit))


def case_limits(row: Service) -> list[tuple[str, str]]:
    """Each case of a row, (its name, its limit in words), in the page's language."""
    held = row.undertaking().promise
    parts = row.time.get("cases", ())
    return [
        (case_label(part), limit_phrase(choice.promise or held))
        for part, choice in zip(parts, row.charter_time.choices, strict=True)
    ]


def case_label(part: Mapping[str, Any]) -> str:
    return (part.get("label_en") if language() == "en" else "") or part.get("label", "")


def extension_words(row: Service) -> str:
    """By how much the limit may be extended; "" where it may not."""
    if not row.may_extend:
        return ""
    return say(
        "কারণ লিখে জানিয়ে সময় একবার বাড়ানো যায়, সর্বোচ্চ {n} কার্যদিবস; শেষ দিন পেরিয়ে গেলে আর নয়।",
        "The time may be extended once, by at most {n} working [day|days], with the reason in writing; not"
        " after the last day.",
        n=row.may_extend,
    )


AFTER_HOURS = {
    "next_working_day": (
        "অফিস সময়ের পরে বা বন্ধের দিনে পাওয়া আবেদন পরের কার্যদিবসে পাওয়া বলে ধরা হয়।",
        "What comes after office hours or on a closed day counts as received on the next working day.",
    ),
    "same_day": (
        "অফিস সময়ের পরে পাওয়া আবেদনও সেদিনই পাওয়া বলে ধরা হয়।",
        "What comes after office hours still counts as received on that day.",
    ),
}
ROLL_CLOSED = {
    True: (
        "শেষ দিন বন্ধের দিনে পড়লে পরের কার্যদিবসই শেষ দিন।",
        "If the last day is a closed one, the next working day is the last.",
    ),
    False: (
        "শেষ দিন বন্ধের দিনে পড়লেও তা সরে না।",
        "The last day does not move, even when it is a closed one.",
    ),
}
ALWAYS = (
    (
        ("যেদিন আবেদন পাই, সেদিন দিন গোনায় আসে না; পরের কার্যদিবস প্রথম দিন। শেষ দিন অফিস বন্ধ হওয়া পর্যন্ত সময়।"),
        (
            "The day we receive an application is not counted; the next working day is day one. The time"
            " lasts until closing on the last day."
        ),
    ),
    (
        "কোনো কাগজ বা উত্তর লিখে চাইলে, তা না আসা পর্যন্ত দিন গোনা থেমে থাকে। আর কোনো কারণে থামে না।",
        (
            "When we ask for a document or an answer in writing, days are not counted until it comes. Nothing"
            " else stops the count."
        ),
    ),
    (
        (
            "আবেদন নেওয়ার সময় তারিখ বলা হয়। তারিখ আগে আসতে পারে। পেছায় কেবল সেই সেবায়, যার পাতায় লেখা"
            " আছে যে কারণ জানিয়ে একবার সময় বাড়ানো যায়।"
        ),
        (
            "The day is named when the application is taken. It may come nearer. It is put off only for a"
            " service whose page says that its time may be extended once, with the reason."
        ),
    ),
)


def rules_of_counting(office: Office) -> list[str]:
    """How days are counted here: the two rules the office has set, then those that hold everywhere."""
    version = office.calendar_version()
    data = version.data if version else {}
    chosen = (
        AFTER_HOURS[data.get("after_hours", "next_working_day")],
        ROLL_CLOSED[data.get("roll_closed", True)],
    )
    return [say(*pair) for pair in (*chosen, *ALWAYS)]
