"""The acts about the letter that an answer is: issued, sent, kept back, come back, in sentences."""

from typing import NamedTuple

from ongikar.core.i18n.say import language, say
from ongikar.letters.outgoing.words import CHANNELS
from ongikar.rules.bangla.text import digits

from .models import Act, Case


class ActWords(NamedTuple):
    """One act in words, each as (Bangla, English). An empty pair is not told to that reader."""

    citizen: tuple[str, str]
    office: tuple[str, str]


ANSWER_WORDS = {
    "issue_answer": ActWords(
        (
            "উত্তর লেখা ও সই হয়েছে (স্মারক {memo})। পাঠানো হলে জানাব: {way}।",
            "The answer is written and signed (memo {memo}). We will tell you when it has left: {way}.",
        ),
        (
            "উত্তর জারি হয়েছে, স্মারক {memo}; পাঠানো বাকি: {way}।",
            "The answer is issued, memo {memo}; to be sent: {way}.",
        ),
    ),
    "withhold_answer": ActWords(
        (
            "আগে লেখা উত্তরটি পাঠানো হয়নি; নতুন করে লেখা হবে।",
            "The answer written before was not sent; it is written anew.",
        ),
        ("জারি করা উত্তর পাঠানো হয়নি।", "The issued answer was kept back."),
    ),
    "come_back": ActWords(
        (
            "উত্তরটি আপনার কাছে পৌঁছায়নি, তাই আবার পাঠাতে হবে। শেষ দিন আগেরটিই: {due}।",
            "The answer did not reach you and must be sent again. The last day stays: {due}.",
        ),
        (
            "চিঠি ফেরত এসেছে বা পৌঁছায়নি; আবার পাঠাতে হবে। শেষ দিন আগেরটিই: {due}।",
            "The letter came back or was not delivered; to be sent again. The last day stays: {due}.",
        ),
    ),
}
# What was given went by a letter: how, with the number of its receipt where there is one.
KEPT_BY_LETTER = ActWords(
    ("উত্তর দেওয়া হয়েছে: {way}{receipt}।", "The answer has left: {way}{receipt}."),
    ("উত্তর দেওয়া হয়েছে: {way}{receipt}।", "The answer has left: {way}{receipt}."),
)
KEPT_OTHERWISE = ActWords(
    (
        "উত্তর দেওয়া হয়েছে: {way}{receipt}। চেয়েছিলেন: {asked_way}। কারণ: {why}।",
        "The answer has left: {way}{receipt}. You asked for: {asked_way}. The reason: {why}.",
    ),
    (
        "উত্তর দেওয়া হয়েছে: {way}{receipt}। চাওয়া হয়েছিল: {asked_way}। কারণ: {why}।",
        "The answer has left: {way}{receipt}. Asked for: {asked_way}. The reason: {why}.",
    ),
)


def kept_by_letter_words(act: Act) -> ActWords | None:
    """How a case was kept whose answer went by a letter; None of one of which nothing is said."""
    if act.data.get("reply_reason"):
        return KEPT_OTHERWISE
    return KEPT_BY_LETTER if act.data.get("reply_way") else None


def letter_facts(act: Act, case: Case) -> dict:
    """The letter that an answer was issued as, how it is to go or went, and the day that holds as before."""
    receipt = digits(act.data.get("reply_receipt", ""), language())
    return {
        "memo": digits(act.data.get("memo", ""), language()),
        "way": way_words(act.data.get("reply_way", "")),
        "asked_way": way_words(act.data.get("reply_asked", "")),
        "receipt": say(", রসিদ {n}", ", receipt {n}", n=receipt) if receipt else "",
        "why": act.data.get("reply_reason", "").rstrip("।. "),
        "due": case.clock.due_at.astimezone(case.clock.calendar.tz).date(),
    }


def way_words(channel: str) -> str:
    return str(CHANNELS[channel]) if channel in CHANNELS else ""
