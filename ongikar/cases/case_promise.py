"""The promise of a case as its pages show it: the bar, the sentence under it, and the day by which."""

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from ongikar.clock.day_moves import calendar_at_start
from ongikar.clock.models import Clock
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.offices.models import calendar_of
from ongikar.rules import case_transitions
from ongikar.rules.bangla import text
from ongikar.rules.bangla.text import genitive, locative_time
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.clock import fold
from ongikar.rules.promise import Explanation
from ongikar.rules.promise.course import DECIDED, promise_course
from ongikar.rules.promise.explanation import WAIT_REASON
from ongikar.rules.promise.words import reasons_in_words
from ongikar.rules.promise_bar.drawing import Drawing, draw_bar

from .models import Case
from .state_words import is_from_receipt, step_sentence

# What is waited for, as it is said to the office: to the person it is “your paper”.
APPLICANTS_PAPER = ("আবেদনকারীর কাগজের অপেক্ষা", "waiting for the applicant’s document")

# What a tier waits for, said to either side.
COMPLAINANTS_ANSWER = ("অভিযোগকারীর উত্তরের অপেক্ষা", "waiting for the complainant’s answer")

# The topic of the clocks of complaints: what is promised there is a decision, which may be that no promise
# was kept.
GRIEVANCE = "grievance"


class PromiseDisplay(NamedTuple):
    """A running promise drawn and explained, in the page's language, with the state that its
    facts add up to.
    """

    drawing: Drawing
    explanation: Explanation
    why: str
    state: fold.Running

    @property
    def due(self) -> datetime:
        return self.explanation.due

    @property
    def is_timed(self) -> bool:
        """Whether hours and minutes are promised, so that the day alone would say too much."""
        return self.explanation.promise.is_timed

    @property
    def is_overdue(self) -> bool:
        """Whether the day shown is past, and not one before it alone."""
        return self.drawing.over is not None

    @property
    def by_when(self) -> str:
        return self.when(self.due)

    def when(self, moment: datetime) -> str:
        """A day, with its time where that is what was promised."""
        return (
            f"{due_date_in_words(moment)}, {time_in_words(moment)}"
            if self.is_timed
            else due_date_in_words(moment)
        )


def display_promise(
    clock: Clock, now: datetime, *, as_begun: bool = False, wait_reason: tuple[str, str] | None = None
) -> PromiseDisplay:
    """The promise of a clock at `now`; `as_begun` leaves out what has happened since, for a receipt.

    What has happened since may be an order too: as it began, the day is that of the calendar of then.
    """
    if as_begun:
        begun = fold.fold_facts(clock.entered_facts[:1])
        return draw_promise(calendar_of(calendar_at_start(clock)), begun, begun.started)
    running, is_complaint = clock.running, clock.topic == GRIEVANCE
    before = replace(running, extended_by=0).due(clock.calendar, now) if running.extended_by else None
    return draw_promise(
        clock.calendar,
        running,
        clock.stopped_at or now,
        wait_reason=wait_reason or (COMPLAINANTS_ANSWER if is_complaint else WAIT_REASON),
        is_complaint=is_complaint,
        now=now,
        waits=running.waits,
        ended=running.stopped,
        ending=(DECIDED if is_complaint and running.outcome == case_transitions.KEPT else running.outcome),
        old_due=before,
        broke_before=running.broke_before(clock.calendar),
    )


def draw_promise(
    calendar: Calendar,
    state: fold.Running,
    at: datetime,
    *,
    wait_reason: tuple[str, str] = WAIT_REASON,
    **since: Any,
) -> PromiseDisplay:
    tongue = language()
    explanation = state.explain(calendar, at, wait_reason)
    drawing = draw_bar(
        promise_course(calendar, explanation, from_receipt=is_from_receipt(state), **since), language=tongue
    )
    return PromiseDisplay(drawing, explanation, reasons_in_words(explanation, tongue), state)


# What the sentence under the bar of an open case promises, by the unit of its promise; any other: by the day.
OPEN_WORDS = {
    "accept": (
        "{of_day} মধ্যে আবেদন গ্রহণ করে জানাব, কোন তারিখের মধ্যে পাবেন।",
        "By {day} we accept your application and tell you the day by which you will have it.",
    ),
    "immediate": (
        "{day} অফিস বন্ধ হওয়ার আগেই পাবেন।",
        "You will have it before the office closes on {day}.",
    ),
}
BY_DAY = ("{of_day} মধ্যে পাবেন।", "You will have it by {day}.")
IF_GIVEN_STEP = (
    "আজ দিলে এই ধাপ {of_day} মধ্যে শেষ করব।",
    "If you give it today, we finish this step by {day}.",
)
IF_GIVEN = ("আজ দিলে {of_day} মধ্যে পাবেন।", "If you give it today, you will have it by {day}.")
BROKEN = (
    "{of_day} মধ্যে দেওয়ার কথা ছিল। আমরা কথা রাখতে পারিনি।",
    "You were to have it by {day}. We did not keep our word.",
)
ENDED = {
    case_transitions.KEPT: (
        "{of_day} মধ্যে দেওয়ার কথা ছিল; {ended} দেওয়া হয়েছে।",
        "Promised by {day}; given on {ended}.",
    ),
    case_transitions.REFUSED: (
        "{ended} কারণ লিখে নামঞ্জুর করা হয়েছে।",
        "Refused on {ended}, with the reason in writing.",
    ),
    case_transitions.REDIRECTED: (
        "{ended} জানানো হয়েছে কোন কার্যালয়ে যেতে হবে।",
        "On {ended} you were told which office to go to.",
    ),
    case_transitions.WITHDRAWN: ("{ended} আপনি আবেদন তুলে নিয়েছেন।", "You withdrew it on {ended}."),
    case_transitions.DROPPED: (
        "{of_day} মধ্যে হওয়ার কথা ছিল; {ended} ওপরের পদের সিদ্ধান্তে বাদ দেওয়া হয়েছে।",
        "Promised by {day}; dropped on {ended} by a decision from above.",
    ),
}
MISSED_BEFORE = (
    "এর আগে একটি দিনে আমরা কথা রাখতে পারিনি।",
    "We missed an earlier day that we had promised.",
)
KEPT_LATE = (
    "{of_day} মধ্যে দেওয়ার কথা ছিল; {ended} দেওয়া হয়েছে। আমরা সময়মতো কথা রাখতে পারিনি।",
    "Promised by {day}; given on {ended}. We did not keep our word in time.",
)

WITHDRAWN_LATE = (
    "{of_day} মধ্যে দেওয়ার কথা ছিল; {ended} আপনি আবেদন তুলে নিয়েছেন। তার আগেই আমরা কথা রাখতে পারিনি।",
    "Promised by {day}; you withdrew it on {ended}. By then we had not kept our word.",
)
KEPT_AFTER_A_BREACH = (
    "{ended} দেওয়া হয়েছে; তার আগে একটি কথা সময়মতো রাখতে পারিনি।",
    "Given on {ended}; before that there was a day on which we did not keep our word.",
)


def promise_words(case: Case, promise: PromiseDisplay, *, is_late: bool) -> str:
    """By which day the person will have it, or how it ended."""
    days = {"day": promise.by_when, "of_day": genitive(promise.by_when)}
    if not case.is_open:
        words = ENDED[case.state]
        if is_late and case.state == case_transitions.KEPT:
            words = KEPT_LATE if not_none(case.closed_at) > promise.due else KEPT_AFTER_A_BREACH
        elif is_late and case.state == case_transitions.WITHDRAWN:
            words = WITHDRAWN_LATE
        ended = promise.when(not_none(case.closed_at))
        if promise.is_timed and language() == "bn":
            ended = locative_time(ended)
        return say(*words, **days, ended=ended)
    if is_late and promise.is_overdue:
        return say(*BROKEN, **days)
    if case.state == case_transitions.WAITING:
        sentence = say(*(IF_GIVEN_STEP if step_sentence(promise.state) else IF_GIVEN), **days)
    else:
        sentence = promised_step_words(promise) or say(
            *OPEN_WORDS.get(promise.explanation.promise.unit, BY_DAY), **days
        )
    return f"{sentence} {say(*MISSED_BEFORE)}" if is_late else sentence


def promised_step_words(promise: PromiseDisplay) -> str:
    """What is promised while the service itself is not yet due; "" for a plain promise."""
    step = step_sentence(promise.state)
    days = {"day": promise.by_when, "of_day": genitive(promise.by_when)}
    return say(step.bn, step.en, **days, **step.words) if step else ""


def is_day_of_service(promise: PromiseDisplay) -> bool:
    """Whether the day is that of the service itself: not of accepting it, nor of a step before it."""
    return promise.explanation.promise.unit != "accept" and not promised_step_words(promise)


def time_in_words(moment: datetime) -> str:
    return text.time_words(moment.astimezone(TZ), language())


def due_date_in_words(moment: datetime) -> str:
    return text.date_words(moment.astimezone(TZ).date(), language(), year=False)
