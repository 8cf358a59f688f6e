"""A stretch of a promise in words: what it is called, and what is promised while it runs."""

from typing import NamedTuple

from ongikar.charter.limit_words import from_event
from ongikar.frame.say import say
from ongikar.rules.ledger import Running
from ongikar.rules.promise_terms import ACCEPT, BY_DATE
from ongikar.rules.undertaking import AT_RECEIPT, TRIGGERS, Stage

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
    "event": ("নির্ধারিত ঘটনা ঘটেছে", "The event named in the charter has happened"),
}


class Sentence(NamedTuple):
    """Two sentences with {day} and {of_day} left open, and the other words they need."""

    bn: str
    en: str
    words: dict[str, str]


def event_name(trigger: str) -> str:
    return say(*TRIGGERS[trigger])


def happened(trigger: str) -> str:
    return say(*HAPPENED[trigger])


def stage_name(stage: Stage) -> str:
    """As the charter calls it; else by the event it begins with."""
    return say(stage.name_bn, stage.name_en) or say(*FROM_EVENT, event=event_name(stage.trigger))


def is_from_receipt(state: Running) -> bool:
    """Whether what runs is counted from the receipt: a step, or what was reopened, has a beginning of its own."""
    return state.received == state.started and not state.undertaking.reopens


def heading(state: Running) -> str:
    """What a stretch is called; "" for a plain promise that has no other."""
    if state.promise.unit == ACCEPT:
        return say(*ACCEPTING)
    if state.promise.unit == BY_DATE and state.phases:
        return say(*NAMED_DAY)
    if state.awaited:
        return say(*AWAITING, event=event_name(state.awaited))
    return stage_name(state.undertaking.stages[state.stage]) if state.stage >= 0 else ""


def step_sentence(state: Running) -> Sentence | None:
    """What is promised while a step runs that others follow, or while an event is awaited; None for a plain promise."""
    if state.promise.unit == ACCEPT:
        return None
    if state.awaited:
        return Sentence(
            "{event} থেকে দিন গোনা শুরু হবে; তার আগে কার্যালয়ের নিজের সীমা {day}।",
            "Days are counted from {event}; until then the office holds itself to {day}.",
            {"event": event_name(state.awaited)},
        )
    if not state.is_before_others:
        return None
    return Sentence(
        "“{step}” ধাপ {of_day} মধ্যে শেষ করব। এরপর: {following}।",
        "We finish the step “{step}” by {day}. After it: {following}.",
        {
            "step": stage_name(state.undertaking.stages[state.stage]),
            "following": stage_name(state.next_stage),
        },
    )


def all_steps(state: Running) -> list[str]:
    """The steps from first to last, each with its limit; none for a plain promise."""
    return [
        f"{stage_name(stage)}: {from_event(stage.promise, stage.trigger if stage.name_bn else AT_RECEIPT)}"
        for stage in state.undertaking.stages
    ]
