"""A stretch of a promise in words: what it is called, and what is promised while it runs."""

from datetime import datetime
from typing import NamedTuple

from ongikar.charter.terms import from_event
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.offices.calendar_status import when_it_opens
from ongikar.rules import case_transitions
from ongikar.rules.clock.fold import Running
from ongikar.rules.promise import working_days_late
from ongikar.rules.promise.terms import ACCEPT, BY_DATE
from ongikar.rules.promise.undertaking import AT_RECEIPT, EVENT, LAST_CLASS, TRIGGERS, Stage

from .models import Case

AWAITING = ("{event} পর্যন্ত কার্যালয়ের নিজের সীমা", "The office’s own limit until {event}")
ACCEPTING = ("গ্রহণ করে তারিখ জানানো", "Accepting, and naming the day")
NAMED_DAY = ("গ্রহণের সময় জানানো তারিখ", "The day named at acceptance")
FROM_EVENT = ("{event} থেকে", "From {event}")
# The events that are awaited, once they have come.
HAPPENED = {
    "complete_application": ("আবেদন পূর্ণাঙ্গ হয়েছে", "The application is complete"),
    "other_office": ("অন্য কার্যালয়ের কাগজ এসেছে", "The other office’s document has come"),
    "allocation": ("বরাদ্দ এসেছে", "The allocation has come"),
    "meeting": ("সভা হয়েছে", "The meeting was held"),
    EVENT: ("চার্টারে লেখা ঘটনাটি ঘটেছে", "The event named in the charter has happened"),
    LAST_CLASS: ("শেষ ক্লাস হয়েছে", "The last class was held"),
}


class StepSentence(NamedTuple):
    """Two sentences with {day} and {of_day} left open, and the other words they need."""

    bn: str
    en: str
    words: dict[str, str]


def event_name(trigger: str) -> str:
    return say(*TRIGGERS[trigger])


def event_happened_words(trigger: str) -> str:
    return say(*HAPPENED[trigger])


def stage_name(stage: Stage) -> str:
    """As the charter calls it; else by the event it begins with."""
    return say(stage.name_bn, stage.name_en) or say(*FROM_EVENT, event=event_name(stage.trigger))


def is_from_receipt(state: Running) -> bool:
    """Whether what runs is counted from the receipt: a step, or what was reopened, has a beginning of its
    own.
    """
    return state.received == state.started and not state.undertaking.reopens


def stretch_heading(state: Running) -> str:
    """What a stretch is called; "" for a plain promise that has no other."""
    if state.promise.unit == ACCEPT:
        return say(*ACCEPTING)
    if state.promise.unit == BY_DATE and state.phases:
        return say(*NAMED_DAY)
    if state.awaited:
        return say(*AWAITING, event=event_name(state.awaited))
    return stage_name(state.undertaking.stages[state.stage]) if state.stage >= 0 else ""


def step_sentence(state: Running) -> StepSentence | None:
    """What is promised while a step runs that others follow, or while an event is awaited; None for a plain
    promise.
    """
    if state.promise.unit == ACCEPT:
        return None
    if state.awaited:
        return StepSentence(
            "{event} থেকে দিন গোনা শুরু হবে; তার আগে কার্যালয়ের নিজের সীমা {day}।",
            "Days are counted from {event}; until then the office holds itself to {day}.",
            {"event": event_name(state.awaited)},
        )
    if not state.is_before_others:
        return None
    return StepSentence(
        "“{step}” ধাপ {of_day} মধ্যে শেষ করব। এরপর: {following}।",
        "We finish the step “{step}” by {day}. After it: {following}.",
        {
            "step": stage_name(state.undertaking.stages[state.stage]),
            "following": stage_name(not_none(state.next_stage)),
        },
    )


def all_steps(state: Running) -> list[str]:
    """The steps from first to last, each with its limit; none for a plain promise."""
    return [
        f"{stage_name(stage)}: {from_event(stage.promise, stage.trigger if stage.name_bn else AT_RECEIPT)}"
        for stage in state.undertaking.stages
    ]


# State of an open case that is neither late nor due today, and of a closed one.
OPEN_WORDS = {
    case_transitions.RECEIVED: ("open", "পেয়েছি, এখনো দেখা হয়নি", "Received, not yet reviewed"),
    case_transitions.ACCEPTED: ("open", "গৃহীত, কাজ চলছে", "Accepted, in progress"),
    case_transitions.WAITING: ("wait", "আপনার কাগজের অপেক্ষা", "Waiting for your documents"),
    case_transitions.ANSWERED: (
        "open",
        "কাগজ পেয়েছি, এখনো দেখা হয়নি",
        "Documents received, not yet reviewed",
    ),
}
# What is said instead while the office is closed.
WHILE_CLOSED = {
    case_transitions.RECEIVED: (
        "পেয়েছি; কার্যালয় বন্ধ, খুলবে {when}",
        "Received; the office is closed and opens {when}",
    ),
    case_transitions.ANSWERED: (
        "কাগজ পেয়েছি; কার্যালয় বন্ধ, খুলবে {when}",
        "Documents received; the office is closed and opens {when}",
    ),
}
CLOSED_WORDS = {
    case_transitions.REFUSED: ("shut", "নামঞ্জুর (কারণসহ)", "Refused, with the reason"),
    case_transitions.REDIRECTED: ("shut", "অন্য কার্যালয়ের কাজ", "Another office’s work"),
    case_transitions.WITHDRAWN: ("shut", "তুলে নেওয়া হয়েছে", "Withdrawn"),
    case_transitions.DROPPED: ("shut", "ওপরের সিদ্ধান্তে বাদ", "Dropped by a decision from above"),
}
# Of an open case that is neither late nor due today: a part is given, the rest is owed.
PART = ("open", "কিছু দেওয়া হয়েছে, বাকি আছে", "A part is given, the rest is owed")


# Of an open case whose answer is signed and has yet to leave.
UNSENT = ("open", "উত্তর লেখা হয়েছে, পাঠানো বাকি", "The answer is written and is to be sent")


class ShownState(NamedTuple):
    """The sign of a state, and what it is called in the page's language."""

    mark: str
    words: str


def state_of(case: Case, now: datetime) -> ShownState:
    """How the case stands. Being late outweighs every other state of an open case."""
    late = case.clock.is_late(now)
    if case.state == case_transitions.WITHDRAWN and late:
        return ShownState("late", say("সময় পেরোনোর পর তুলে নেওয়া হয়েছে", "Withdrawn after its day had passed"))
    if case.state in CLOSED_WORDS:
        mark, *words = CLOSED_WORDS[case.state]
        return ShownState(mark, say(*words))
    if case.state == case_transitions.KEPT:
        return (
            ShownState("late", say("দেরিতে দেওয়া হয়েছে", "Given late"))
            if late
            else ShownState("kept", say("কথা রাখা হয়েছে", "Promise kept"))
        )
    if late:
        return ShownState("late", late_words(case, now))
    if (
        case.state != case_transitions.WAITING
        and case.clock.due(now).date() == now.astimezone(case.clock.calendar.tz).date()
    ):
        return ShownState("today", say("আজ শেষ দিন", "Due today"))
    if case.unsent_letter_id:
        mark, *words = UNSENT
        return ShownState(mark, say(*words))
    if case.state == case_transitions.RECEIVED and case.endings_before:
        return ShownState("open", say("আবার খোলা হয়েছে", "Reopened"))
    if case.is_given_in_part and case.state != case_transitions.WAITING:
        mark, *words = PART
        return ShownState(mark, say(*words))
    mark, *words = OPEN_WORDS[case.state]
    if case.state in WHILE_CLOSED and (when := when_it_opens(case.clock.calendar, now)):
        return ShownState(mark, say(*WHILE_CLOSED[case.state], when=when))
    return ShownState(mark, say(*words))


def late_words(case: Case, now: datetime) -> str:
    """৪ কার্যদিবস দেরি হয়েছে. A day named since, or that of a later step, may lie ahead: then only that one
    was missed.
    """
    if not case.clock.is_overdue(now):
        return say("আগের একটি দিন পেরিয়ে গেছে", "An earlier day was missed")
    days = working_days_late(case.clock.calendar, case.clock.due(now), now)
    if not days:
        return say("আজ দেরি হয়েছে", "Late today")
    return say(
        "{n} কার্যদিবস দেরি হয়েছে",
        "Late by {n} working days" if days > 1 else "Late by {n} working day",
        n=days,
    )
