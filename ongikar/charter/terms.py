"""The terms of a service in words: its time as printed and as the office limits it, its fee, its papers;
and its limits where it has more than one: cases, steps, the event it counts from.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import NO_BREAK, genitive
from ongikar.rules.charter.parse.cells.time import read_time
from ongikar.rules.promise import Promise
from ongikar.rules.promise.terms import ACCEPT, BY_DATE, IMMEDIATE, NTH_WORKING_DAY, UNITS
from ongikar.rules.promise.undertaking import AT_RECEIPT, TRIGGERS

from .models import CATEGORY_NAMES, Service

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


# All of a category, and one of it.
CATEGORY_WORDS = {
    "citizen": (*CATEGORY_NAMES["citizen"], "নাগরিক সেবা {n}", "Citizen service {n}"),
    "institutional": (
        *CATEGORY_NAMES["institutional"],
        "প্রাতিষ্ঠানিক সেবা {n}",
        "Service to institutions {n}",
    ),
    "internal": (*CATEGORY_NAMES["internal"], "অভ্যন্তরীণ সেবা {n}", "Internal service {n}"),
}
FOR_WHOM = {
    "citizen": ("যে কোনো মানুষ চাইতে পারেন।", "Anyone may ask for these."),
    "institutional": (
        "অন্য কার্যালয়, শিক্ষা প্রতিষ্ঠান ও সংগঠনের জন্য।",
        "For other offices, schools and organisations.",
    ),
    "internal": (
        "কার্যালয় নিজের জন্য করে। বাইরে থেকে আবেদন লাগে না।",
        "The office does these for itself. Nobody need apply.",
    ),
}

# What a printed time means where the office has set no limit, by its form. The printed words stand beside it.
PRINTED_TIME = {
    "immediate": ("সঙ্গে সঙ্গে", "At once"),
    "immediate_or_working_days": ("সঙ্গে সঙ্গে, না হলে তারিখ জানিয়ে", "At once, or by a day we name"),
    "immediate_or_calendar_days": ("সঙ্গে সঙ্গে, না হলে তারিখ জানিয়ে", "At once, or by a day we name"),
    "immediate_or_per_letter": (
        "সঙ্গে সঙ্গে, না হলে চিঠিতে লেখা তারিখের মধ্যে",
        "At once, or by the date in the letter",
    ),
    "per_letter": ("চিঠিতে লেখা তারিখের মধ্যে", "By the date in the letter"),
    "as_directed": ("নির্দেশনা অনুযায়ী, তারিখ জানিয়ে", "As directed, by a day we name"),
    "per_policy": ("নীতিমালা অনুযায়ী, তারিখ জানিয়ে", "As the policy says, by a day we name"),
    "recurring": ("নিয়মিত", "At regular times"),
    "nth_working_day": ("প্রতি মাসে", "Every month"),
}
NAMED_DAY = ("তারিখ জানিয়ে", "By a day we name")
AT_ONCE_OR = ("সঙ্গে সঙ্গে, না হলে {limit}", "At once, or {limit}")
# How the office's own limit is said beside what is printed, by the form of that.
OR_LIMIT = {form: AT_ONCE_OR for form in PRINTED_TIME if form.startswith("immediate")} | {
    "per_letter": (
        "চিঠিতে লেখা তারিখের মধ্যে; তারিখ না থাকলে {limit}",
        "By the date in the letter; if it names none, {limit}",
    )
}
FEE = {
    "free": ("বিনামূল্যে", "Free"),
    "none": ("চার্টারে লেখা নেই", "Not stated in the charter"),
    "per_schedule": ("সরকারি নীতিমালা অনুযায়ী", "As the government’s policy says"),
}


class Terms(NamedTuple):
    """What a card and a page tell about a service, in the page's language."""

    caption: str
    time: str
    papers: str
    fee: str


def terms_of(service: Service) -> Terms:
    return Terms(caption_of(service), time_of(service), papers_line(service), fee_of(service))


def caption_of(service: Service) -> str:
    """নাগরিক সেবা ১."""
    _, _, bn, en = CATEGORY_WORDS[service.category]
    return say(bn, en, n=service.number)


def ceiling_words(service: Service) -> str:
    """The office's own limit in words; "" while it has set none."""
    return Promise.from_data(service.ceiling).words(language()) if service.ceiling else ""


def time_of(service: Service) -> str:
    """The limit a person can count on: of each of its cases or steps, else the one, else what the printed
    words come to.
    """
    if lines := limit_lines(service):
        return "; ".join(lines)
    if not service.has_limit:
        return printed_time_of(service)
    limit, form = service.promise, service.time.get("kind", "")
    if limit.unit == "immediate":
        return say("সঙ্গে সঙ্গে", "At once")
    if form in OR_LIMIT:
        return say(*OR_LIMIT[form], limit=limit_phrase(limit))
    return limit_phrase(limit, begins=True)


def printed_time_of(service: Service) -> str:
    """What the printed words come to, without the office's own limit."""
    form, counted = service.time.get("kind", ""), service.charter_time.promise
    if counted is None:
        return say(*PRINTED_TIME.get(form, NAMED_DAY))
    if service.charter_time.is_at_once_or:
        return say(*AT_ONCE_OR, limit=limit_phrase(counted))
    return limit_phrase(counted, begins=True)


def no_more_than(limit: Promise) -> str:
    """As "কখনো … বেশি নয়" wants it: ৫ কার্যদিবসের, 5 working days."""
    return limit_phrase(limit).removesuffix(" মধ্যে") if language() == "bn" else limit.words("en")


def fee_of(service: Service) -> str:
    fee = service.fee
    if fee.get("kind") == "fixed" and fee.get("amount"):
        return say("{n} টাকা", "Tk {n}", n=int(fee["amount"]))
    if pair := FEE.get(fee.get("kind", "")):
        return say(*pair)
    return fee.get("raw", "") or say(*FEE["none"])


def fee_printed(service: Service) -> str:
    """The printed words of a fee whose amount or rule was taken out of them: how it is paid stands there
    alone.
    """
    raw = service.fee.get("raw", "")
    return raw if service.fee.get("kind") in ("fixed", "per_schedule") and raw != fee_of(service) else ""


def document_name(document: dict[str, Any]) -> str:
    return document[language()] or document["bn"]


def paper_names(service: Service) -> dict[str, str]:
    """What each paper is stored as, and what it is called in the page's language."""
    return {document["bn"]: document_name(document) for document in service.documents}


PAPERS_OPEN = (
    "কী কাগজ লাগবে, এখনো ঠিক হয়নি",
    "Which documents are needed is not settled yet",
)


def papers_line(service: Service) -> str:
    """The papers in one line."""
    if service.papers_left_open:
        return say(*PAPERS_OPEN)
    return ", ".join(document_name(each) for each in service.documents) or say(
        "কোনো কাগজ লাগে না", "No documents needed"
    )


SAID = ("kind", "min", "max")


def printed_time(service: Service) -> str:
    """The print; where the row was put right to a number that the print lacks, the words of that number."""
    printed = read_time(service.time_raw)
    said, promise = service.charter_time, service.charter_time.promise
    if promise is None or all(printed.get(key) == service.time.get(key) for key in SAID):
        return service.time_raw
    words = promise.words("bn").replace(NO_BREAK, " ")
    return f"{UNITS['immediate'].bn}/ {words}" if said.is_at_once_or else words
