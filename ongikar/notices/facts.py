"""What the messages are filled with, in the person's language."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from ongikar.cases.case_promise import PromiseDisplay, display_promise, promised_step_words
from ongikar.cases.desks import desk_post
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import LEFT, LEFT_BY, LEFT_ON, Act, Case
from ongikar.core.i18n.say import language, override_language, say, say_in, value_in_words
from ongikar.grievances.citizen.prefilled_complaint import due_words
from ongikar.grievances.house_rules import auto_file_days
from ongikar.grievances.models import Stage
from ongikar.letters.models import Dispatch
from ongikar.rules import case_transitions, tiers
from ongikar.rules.bangla import text
from ongikar.rules.bangla.text import genitive
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.promise import Explanation
from ongikar.rules.promise.terms import ACCEPT, BY_DATE, IMMEDIATE

from .actions import applicant_recipient
from .rules import shorten

# How many letters of what the office wrote fit in an SMS beside what else it must say.
SHORT_LETTERS = 28
GIVEN_BY = ("{by} মধ্যে সেবা পাবেন{counted}।", "You will have the service by {by}{counted}.")
CLOSED_DAYS = (", মাঝে {n} দিন বন্ধ", ", closed {n} [day|days] between")
# Limits that are a day already, so that nothing was counted.
UNITS_WITHOUT_REASON = frozenset({ACCEPT, BY_DATE, IMMEDIATE})
# What the office wrote to the person when it changed what the clock counts.
QUOTED_ACTS = frozenset(
    {"extend", "event_came", "keep_step", "reopen"}
    | {case_transitions.PROPOSE_DAY, case_transitions.AGREE_DAY, case_transitions.HEED}
)
ACCEPTED_BY = (
    "{by} মধ্যে জানাব কবে সেবা পাবেন।",
    "By {due} we will tell you the day of the service.",
)
NOTHING_SENT = ("অভিযোগ না করলে কিছুই পাঠানো হবে না।", "Nothing is sent unless you send it.")
FILES_ITSELF = (
    "না পাঠালেও {n} কার্যদিবস পর সেবা না পেলে নিজে থেকে জমা হবে; তখন তুলে নিতে পারবেন।",
    "If you do not, and are still not served, it files itself after {n} working [day|days]; you can then"
    " withdraw it.",
)
CITIZEN_TOLD = (" নাগরিককে জানানো হয়েছে।", " The citizen has been told how to complain.")
NEXT_TIER = (
    "আপিল লেখা আছে, এক চাপে পাঠাতে পারেন:",
    "Your appeal to the next tier is ready, one press sends it:",
)
LAST_TIER = ("এটিই শেষ ধাপ। আমরা দিন গুনে যাচ্ছি:", "This is the last tier. We go on counting the days:")
NO_REMEDY = ("প্রযোজ্য নয়", "none")


def heed_words(case: Case, tongue: str) -> str:
    """Of a poor rating: who sees to it, and by when."""
    if case.heed_by is None:
        return ""
    with override_language(tongue):
        return say(
            "{who} এটি দেখবেন {day}-এর মধ্যে; কী করা হলো, আপনার আবেদনের পাতায় লেখা হবে।"
            " মানতে না পারলে অভিযোগ করা আপনার অধিকার।",
            "{who} sees to it by {day}, and what was done is written on the page of your application."
            " You have the right to complain.",
            who=desk_post(case).title,
            day=case.heed_by.astimezone(TZ).date(),
        )


def case_facts(case: Case, tongue: str, now: datetime) -> dict[str, Any]:
    """Of a case as it stands: number, service, due day and why it is that day, and what its
    last acts said.
    """
    due = due_words(case.clock.due_at, case.clock.running.promise, tongue)
    with override_language(tongue):
        promise = display_promise(case.clock, now)
        promised = promised_step_words(promise) or promise_sentence(promise, due)
    asked, part = (
        latest_act_named(case, {"ask_for_papers"}),
        latest_act_named(case, {case_transitions.KEEP_PART}),
    )
    informed = latest_act_named(case, {case_transitions.INFORM})
    said, kept = latest_act_named(case, QUOTED_ACTS), latest_act_named(case, {"keep"})
    return {
        "plain_number": case.number,
        "number": text.digits(case.number, tongue),
        "service": case.row.in_words("short", tongue),
        **due,
        "promised": promised,
        "counted": short_reason(promise.explanation, tongue),
        "why": promise.why,
        "said": said.words if said else "",
        "day": named_day_words(latest_act_named(case, case_transitions.DAY_ACTS), tongue),
        **part_facts(part, tongue),
        "informed": informed.words if informed else "",
        "how_given": say_in(tongue, *HOW_GIVEN.get(reply_channel(case, kept), GIVEN)),
        "receipt_line": receipt_line(kept, tongue),
        "missing": ", ".join(asked.data["missing"]) if asked else "",
        "asked": asked.words if asked else "",
        "memo": text.digits(case.memo_number, tongue),
        "memo_line": memo_line(case.memo_number, tongue),
        "reason": case.outcome.get("reason", ""),
        "stars": text.grouped_number(case.rating, tongue) if case.rating else "",
        "heeded_by": heed_words(case, tongue),
        "to": case.outcome.get("to", ""),
        "responsible": case.post.in_words("title", tongue),
        "unless_pressed": unless_pressed_words(case, tongue) if case.clock.is_late(now) else "",
        # Nobody was, where the office owes it by itself or the person left no address.
        "citizen_told": say_in(tongue, *CITIZEN_TOLD) if applicant_recipient(case.applicant) else "",
    }


def unless_pressed_words(case: Case, tongue: str) -> str:
    """What becomes of the ready complaint if nobody presses it."""
    days = auto_file_days(case.office, case.clock.due_at.astimezone(TZ).date())
    return say_in(tongue, *(FILES_ITSELF if days else NOTHING_SENT), n=days)


def named_day_words(act: Act | None, tongue: str) -> str:
    """The day and time that were last named or agreed on."""
    return value_in_words(datetime.fromisoformat(act.data["day"]), tongue) if act else ""


def memo_line(memo_number: str, tongue: str) -> str:
    """The line with the number of the letter; what was answered by word of mouth has none."""
    if not memo_number:
        return ""
    return say_in(tongue, "\nস্মারক: {memo}।", "\nMemo: {memo}.", memo=text.digits(memo_number, tongue))


# How the answer was given, by the way on which it went; any other: that it was.
HOW_GIVEN = {
    Dispatch.COUNTER: ("উত্তর তৈরি, কার্যালয়ে এসে নিন", "the answer is ready, collect it at the office"),
    Dispatch.POST: ("উত্তর ডাকে পাঠানো হয়েছে", "the answer was posted"),
    Dispatch.HAND: ("উত্তর হাতে পাঠানো হয়েছে", "the answer was sent by hand"),
    Dispatch.EMAIL: ("উত্তর ই-মেইলে পাঠানো হয়েছে", "the answer was sent by e-mail"),
}
GIVEN = ("সেবা দেওয়া হয়েছে", "the service is given")


def reply_channel(case: Case, kept: Act | None) -> str:
    """How the answer went; of an open case, whose message is looked at beforehand, how it is to go."""
    if case.is_open or kept is None:
        return kind_of(case.row).reply_channel(case)
    return str(kept.data.get("reply_way", ""))


def receipt_line(kept: Act | None, tongue: str) -> str:
    """The line with the number of the post office's receipt; "" where the answer went otherwise."""
    number = kept.data.get("reply_receipt", "") if kept else ""
    return say_in(tongue, "\nরসিদ: {n}।", "\nReceipt: {n}.", n=text.digits(number, tongue)) if number else ""


def part_facts(part: Act | None, tongue: str) -> dict[str, str]:
    """What was given in part and what is left, in full and as short as an SMS needs it."""
    data = part.data if part else {}
    given, left, day = part.words if part else "", data.get(LEFT, ""), data.get(LEFT_ON)
    return {
        "given": given,
        "given_short": shorten_for_sms(given),
        "left": left,
        "left_short": shorten_for_sms(left),
        "left_by": data.get(LEFT_BY, ""),
        "left_on": text.date_words(date.fromisoformat(day), tongue, weekday=False, year=False) if day else "",
    }


def shorten_for_sms(words: str) -> str:
    return shorten(words, SHORT_LETTERS)


def promise_sentence(promise: PromiseDisplay, due: dict[str, str]) -> str:
    """By when the service is given, or the day of it told, in the language at hand."""
    counted = short_reason(promise.explanation, language())
    if promise.state.promise.unit == ACCEPT:
        return say(*ACCEPTED_BY, **due)
    return say(*GIVEN_BY, **due, counted=counted)


def latest_act_named(case: Case, names: Collection[str]) -> Act | None:
    return next((act for act in reversed(case.acts.all()) if act.name in names), None)


def short_reason(explanation: Explanation, tongue: str) -> str:
    """Why it is that day, as short as an SMS needs it: " (৫ কার্যদিবস, মাঝে ৩ দিন বন্ধ)"; "" where the day says
    it all.
    """
    if explanation.promise.unit in UNITS_WITHOUT_REASON:
        return ""
    off = explanation.parts.weekly + explanation.parts.holidays
    between = say_in(tongue, *CLOSED_DAYS, n=off) if off and not explanation.time else ""
    more = f" + {text.grouped_number(explanation.extended_by, tongue)}" if explanation.extended_by else ""
    return f" ({explanation.promise.words(tongue)}{more}{between})"


def number_there(stage: Stage) -> str:
    """Under which number an authority beyond the office knows it; "" where none is noted."""
    noted = stage.dossiers.exclude(reference_there="").order_by("-id").first()
    return noted.reference_there if noted else ""


def stage_facts(stage: Stage, tongue: str, *, has_next: bool) -> dict[str, Any]:
    """Of one tier of a grievance: never who complains."""
    number, what = stage.grievance.number, say_in(tongue, *tiers.WORDS[stage.what])
    return {
        "plain_number": number,
        "number": text.digits(number, tongue),
        "what": what,
        "of_what": what if tongue == "en" else genitive(what),
        "decider": stage.post.in_words("title", tongue),
        **due_words(stage.clock.due_at, stage.clock.running.promise, tongue),
        "decision": stage.decision,
        "reasons": stage.reasons,
        "remedy": stage.remedy or say_in(tongue, *NO_REMEDY),
        "next": say_in(tongue, *(NEXT_TIER if has_next else LAST_TIER)),
    }
