"""How far the handling of a stage is: its steps, the one that comes next, and its day in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from ongikar.core.i18n.say import say, say_lazy
from ongikar.records.lines import NextAct
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.transitions import ENDED

from .. import transitions
from ..models import Stage
from ..words import stage_status

RECEIVED, ACCEPTED, INQUIRY, HEARING, DECISION, REMEDY = (
    "received",
    "accepted",
    "inquiry",
    "hearing",
    "decision",
    "remedy",
)
WORDS: dict[str, Any] = {
    RECEIVED: say_lazy("পাওয়া", "Received"),
    ACCEPTED: say_lazy("গ্রহণ", "Accepted"),
    INQUIRY: say_lazy("তদন্ত", "Inquiry"),
    HEARING: say_lazy("শুনানি", "Hearing"),
    DECISION: say_lazy("সিদ্ধান্ত", "Decision"),
    REMEDY: say_lazy("প্রতিকার", "Remedy"),
}
NEXT = {
    ACCEPTED: ("accept",),
    INQUIRY: ("report_inquiry",),
    HEARING: ("record_hearing", "put_off_hearing"),
    DECISION: ("decide",),
}
# What usually comes next where one stands that is open. All of it is done on the page of the complaint, where
# its words are read: nobody accepts or decides what is not before them.
LIKELY = {
    ACCEPTED: ("গ্রহণ করুন", "Accept"),
    INQUIRY: ("তদন্ত দেখুন", "See the inquiry"),
    HEARING: ("শুনানি দেখুন", "See the hearing"),
    DECISION: ("সিদ্ধান্ত দিন", "Decide"),
}
# Once the hour of the hearing has come; its form stands on the page.
WRITE_DOWN = ("শুনানি লিখুন", "Write down the hearing")


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    is_done: bool
    is_now: bool

    @property
    def words(self) -> str:
        return str(WORDS[self.name])


def handling_steps(stage: Stage) -> list[Step]:
    """The steps of a stage, with the one at which it stands."""
    done = done_steps(stage)
    now = current_step(stage, done)
    shown = [name for name in WORDS if not is_left_out(name, stage, done, now)]
    return [Step(name, name in done and name != now, name == now) for name in shown]


def done_steps(stage: Stage) -> set[str]:
    """What was done, in whatever order it came."""
    is_decided = stage.outcome == transitions.DECIDED
    inquiries, hearings, remedies = stage.inquiries.all(), stage.hearings.all(), stage.remedies.all()
    facts = {
        RECEIVED: True,
        ACCEPTED: stage.accepted_at is not None or is_decided,
        INQUIRY: any(inquiry.reported_at for inquiry in inquiries),
        HEARING: any(hearing.recorded_at for hearing in hearings),
        DECISION: stage.outcome != "",
        REMEDY: bool(remedies) and all(remedy.task.state in ENDED for remedy in remedies),
    }
    return {name for name, is_done in facts.items() if is_done}


def current_step(stage: Stage, done: set[str]) -> str:
    """Where it stands; "" once nothing more is to be done."""
    if not stage.is_open:
        return REMEDY if stage.remedies.all() and REMEDY not in done else ""
    return open_step(stage)


def open_step(stage: Stage) -> str:
    """Where one stands that is open."""
    if any(inquiry.is_open for inquiry in stage.inquiries.all()):
        return INQUIRY
    if any(hearing.is_coming for hearing in stage.hearings.all()):
        return HEARING
    return DECISION if stage.accepted_at else ACCEPTED


def likely_act(stage: Stage, now: datetime) -> NextAct:
    """Of an open stage, as its row in a list and on Today offers it."""
    words = LIKELY[open_step(stage)]
    if any(hearing.is_coming and hearing.last_begins_at <= now for hearing in stage.hearings.all()):
        words = WRITE_DOWN
    return NextAct(reverse("desk_grievance", args=[stage.grievance.number]), say(*words))


def next_acts(stage: Stage) -> tuple[str, ...]:
    """What is to be done where it stands, by the names of transitions.py: the first that may be pressed. None
    where whoever decides has yet to say how it is looked into.
    """
    done = done_steps(stage)
    now = current_step(stage, done)
    if now == DECISION and not done & {INQUIRY, HEARING}:
        return ()
    return NEXT.get(now, ())


def is_left_out(name: str, stage: Stage, done: set[str], now: str) -> bool:
    if name in done or name == now:
        return False
    if name == REMEDY:
        return not (stage.is_open or stage.remedies.all())
    # Of what is still open the steps ahead are shown.
    return name != DECISION and not stage.is_open


def due_words(stage: Stage, now: datetime) -> str:
    """By when the tier must decide, and how many working days are left or over; "" of one that is closed."""
    if not stage.is_open:
        return ""
    clock = stage.clock
    if clock.running.waiting_since:
        return say("অভিযোগকারীর উত্তরের অপেক্ষায় সময় থেমে আছে", "The time waits for the complainant’s answer")
    due, today = clock.due(now).astimezone(TZ).date(), now.astimezone(TZ).date()
    if clock.is_overdue(now):
        days = max(clock.calendar.count_working_days(due, today), 0)
        return say(
            "সিদ্ধান্তের শেষ দিন ছিল {day}: {n} কার্যদিবস দেরি",
            "The decision was due on {day}: {n} working [day|days] late",
            day=due,
            n=days,
        )
    return say(
        "সিদ্ধান্তের শেষ দিন {day}: আর {n} কার্যদিবস",
        "Decision due on {day}: {n} working [day|days] left",
        day=due,
        n=clock.calendar.count_working_days(today, due),
    )


def extension_words(stage: Stage) -> str:
    """Whether the days that the charter allows for an inquiry were taken; "" where it allows none."""
    running = stage.clock.running
    days = running.undertaking.may_extend
    if not days:
        return ""
    if running.is_extended:
        return say(
            "তদন্তে বাড়তি {n} কার্যদিবস নেওয়া হয়েছে।",
            "{n} more working [day|days] were taken for the inquiry.",
            n=running.extended_by,
        )
    return say(
        "তদন্তে বাড়তি {n} কার্যদিবস নেওয়া হয়নি।",
        "The {n} more working [day|days] for an inquiry were not taken.",
        n=days,
    )


def step_words(stage: Stage) -> str:
    """The step at which an open stage stands, in a few words for its tag."""
    now = current_step(stage, done_steps(stage))
    return {
        ACCEPTED: say("এখনো গ্রহণ করা হয়নি", "Not accepted yet"),
        INQUIRY: say("তদন্ত চলছে", "Inquiry under way"),
        HEARING: say("শুনানি হবে", "Hearing to come"),
        DECISION: say("সিদ্ধান্তের অপেক্ষায়", "Waiting for the decision"),
    }.get(now, "")


def page_tag(stage: Stage, now: datetime) -> tuple[str, str]:
    """How the stage stands: of one still in time the step at which it is."""
    look, words = stage_status(stage, now)
    return (look, str(step_words(stage) or words)) if look == "open" else (look, str(words))
