"""How a case stands, for the desk: its state as a tag, its day in words, and the one act that usually comes
next.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, cast

from django.db.models import prefetch_related_objects

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.models.words import STATES as STATE_WORDS
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.core.templatetags.icons import state
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import date_words, day_month, time_words
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.promise import is_kept, working_days_late

LOOKS = {
    case_transitions.RECEIVED: "open",
    case_transitions.ACCEPTED: "open",
    case_transitions.WAITING: "wait",
    case_transitions.ANSWERED: "today",
    case_transitions.KEPT: "kept",
}
# The tag's look, and its words.
STATES = {state: (LOOKS.get(state, "shut"), *words) for state, words in STATE_WORDS.items()}
# Of an open case that waits for nobody: a part is given, the rest is owed.
PART = ("open", "আংশিক দেওয়া", "Part given")
# Of an open case whose answer is signed and lies in the office still.
UNSENT = ("today", "পাঠানো বাকি", "To be sent")
SEND_ANSWER = ("উত্তর পাঠান", "Send the answer")
# Of what was received once more, after it had ended.
REOPENED = ("open", "আবার খোলা", "Reopened")
# Outweighs every state of an open case.
LATE = ("late", "দেরি", "Late")
# What was given late was given, but no promise was kept by it.
GIVEN_LATE = ("late", "দেরিতে দেওয়া হয়েছে", "Given late")
# Nor does a promise that was broken become another one when whoever asked gives up waiting.
WITHDRAWN_LATE = ("late", "দেরির পর প্রত্যাহার", "Withdrawn late")
# In which state which act usually comes next; "" opens the case itself.
NEXT_ACTS = {
    case_transitions.RECEIVED: ("accept", "গ্রহণ করুন", "Accept"),
    case_transitions.ANSWERED: ("", "কাগজ দেখুন", "Review documents"),
    case_transitions.WAITING: ("answer", "কাগজ এসেছে", "Mark documents received"),
}


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """What a line of the queue says about a case."""

    case: Case
    who: str
    look: str
    state: str
    words: str
    is_late: bool
    act: str
    act_words: str
    # Its day as a list has it, whose heading says that it is the last.
    short_words: str

    @property
    def tag(self) -> str:
        return state(self.look, self.state)


def summarise_cases(cases: list[Case], now: datetime) -> list[CaseSummary]:
    """How each of a page of cases stands, with one statement more at most."""
    prefetch_related_objects([case for case in cases if needs_facts(case, now)], "clock__facts")
    return [summarise_case(case, now) for case in cases]


def needs_facts(case: Case, now: datetime) -> bool:
    """Whether the cached due moment alone does not say how a case stands: it may wait, or
    have no limit yet.
    """
    if case.state == case_transitions.WAITING:
        return not is_kept(case.clock.due_at, now)
    return case.state == case_transitions.RECEIVED and not case.row.has_limit


def summarise_case(case: Case, now: datetime) -> CaseSummary:
    late = case.is_open and is_late(case, now)
    look, *words = LATE if late else state_tag(case, was_reopened=was_reopened(case))
    act, act_words = next_act(case)
    due_words = due_day_words(case, late, now)
    return CaseSummary(
        case, applicant_words(case), look, say(*words), due_words.words, late, act, act_words, due_words.short
    )


def holder_words(case: Case) -> str:
    """Who has it, as the line was read; marked where it was given to another than who answers for it."""
    name: str = cast(Any, case).desk_words  # from the query of the line
    return (
        name if case.desk_id == case.post_id else say("{name} (দেওয়া হয়েছে)", "{name} (reassigned)", name=name)
    )


def applicant_words(case: Case) -> str:
    """Who asked; the office itself, where nobody did."""
    return case.applicant.shown_name if case.applicant else say("কার্যালয় নিজে", "The office itself")


def local_mobile(mobile: str) -> str:
    """01700-000005: as it is read out at home; "" where none was given."""
    figures = mobile.removeprefix("+88")
    return f"{figures[:5]}-{figures[5:]}" if figures else ""


def is_late(case: Case, now: datetime) -> bool:
    """Past its due moment, unless the citizen has owed something since before it; only then are facts read.

    It is late, too, where an earlier stretch of its promise was: the account counts it so, open or ended.
    """
    return case.clock.broke_before or is_overdue(case, now)


def is_overdue(case: Case, now: datetime) -> bool:
    """Past the due moment it has now, whatever was before."""
    if is_kept(case.clock.due_at, now):
        return False
    return not (
        case.state == case_transitions.WAITING and case.clock.running.waits_in_time(case.clock.due_at)
    )


def was_reopened(case: Case) -> bool:
    """Its first clock starts with its receipt; one that was reopened runs under a later one. So a list knows
    it without asking how each case had ended.
    """
    return case.clock.started_at > case.received_at


def state_tag(case: Case, *, was_reopened: bool = False) -> tuple[str, str, str]:
    """The look of its state, and its words in both languages; whether an open one is late is
    not asked here.
    """
    if was_reopened and case.state == case_transitions.RECEIVED:
        return REOPENED
    if case.unsent_letter_id:
        return UNSENT
    if case.is_given_in_part and case.state != case_transitions.WAITING:
        return PART
    if was_withdrawn_late(case):
        return WITHDRAWN_LATE
    return GIVEN_LATE if was_given_late(case) else STATES[case.state]


def was_given_late(case: Case) -> bool:
    return case.state == case_transitions.KEPT and ended_late(case)


def was_withdrawn_late(case: Case) -> bool:
    """Whether its promise had been broken before it was withdrawn: it goes on to count as late."""
    return case.state == case_transitions.WITHDRAWN and ended_late(case)


def ended_late(case: Case) -> bool:
    if case.closed_at is None:
        return False
    return case.clock.broke_before or not is_kept(case.clock.due_at, case.closed_at)


def next_act(case: Case) -> tuple[str, str]:
    """The act's name and its button; closed cases have none. What is answered on a page of its kind is led
    there by the address of the closing act (act_views.py).
    """
    if not case.is_open:
        return "", ""
    if case.unsent_letter_id:
        return "keep", say(*SEND_ANSWER)
    if page_words := kind_of(case.row).answered_elsewhere(case):
        return "keep", page_words
    if case.state == case_transitions.RECEIVED and is_taken_on_by_day(case):
        return "", say("দিন ঠিক করুন", "Agree on the day")
    if case.state in NEXT_ACTS:
        act, *words = NEXT_ACTS[case.state]
        # The documents that came stand beside the answer; on a page of the kind's own they do not.
        if case.state == case_transitions.ANSWERED and kind_of(case.row).is_kept_by_form:
            act = "keep"
        return act, say(*words)
    return "keep", str(kind_of(case.row).keep_words)


def is_taken_on_by_day(case: Case) -> bool:
    """Whether agreeing on the day is what accepts it (case_transitions.taken_on_by): which side is to answer
    stands in its acts, so a list leads to the case itself, where the right button is.
    """
    kind = kind_of(case.row)
    return kind.agrees_on_day and bool(kind.takes_place) and not case.is_own_work


class DayWords(NamedTuple):
    """The day of a promise in words, and as short as a list has it."""

    words: str
    short: str


def due_day_words(case: Case, late: bool, now: datetime) -> DayWords:
    """The day of the promise as it matters at `now`."""
    due = case.clock.due_at.astimezone(TZ)
    day = date_words(due.date(), language(), year=False)
    is_plain = not (
        case.closed_at
        or late
        or case.state == case_transitions.WAITING
        or due.date() == now.astimezone(TZ).date()
    )
    if is_plain and not (case.state == case_transitions.RECEIVED and case.awaits_day):
        return DayWords(say("শেষ দিন {day}", "Due {day}", day=day), day)
    words = special_day_words(case, late, now, due, day)
    return DayWords(words, words)


def special_day_words(case: Case, late: bool, now: datetime, due: datetime, day: str) -> str:
    """The same where more is to be said than the day."""
    if case.closed_at:
        return closed_in_words(case)
    if late and not is_overdue(case, now):
        return say(
            "শেষ দিন {day}; আগের একটি দিন পেরিয়ে গেছে", "Due {day}; an earlier day was missed", day=day
        )
    if late:
        days = working_days_late(case.clock.calendar, due, now)
        if days == 0:
            return say("আজ সময় পেরিয়ে গেছে", "Its time passed today")
        return say(
            "{n} কার্যদিবস দেরি", "{n} working day late" if days == 1 else "{n} working days late", n=days
        )
    if case.state == case_transitions.WAITING:
        return say("কাগজ এলে দিন গোনা শুরু হবে", "Clock paused until documents arrive")
    if due.date() == now.astimezone(TZ).date():
        return say("আজ {time} পর্যন্ত", "Until {time} today", time=time_words(due, language()))
    return say("গ্রহণের শেষ দিন {day}", "To be accepted by {day}", day=day)


def closed_in_words(case: Case) -> str:
    """That it was late, its state says."""
    day = day_month(not_none(case.closed_at).astimezone(TZ).date(), language())
    if case.state != case_transitions.KEPT or was_given_late(case):
        return day
    return say("{day}, সময়মতো", "{day}, in time", day=day)
