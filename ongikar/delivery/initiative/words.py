"""How an initiative is called, where it stands, what was measured of it, and what stands in an act's way."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits
from ongikar.rules.improvement import Change

from . import transitions
from .models import Initiative, Measurement

STATES = {
    transitions.IDEA: ("ভাবনা", "Idea"),
    transitions.SCREENED: ("যাচাই হয়েছে", "Screened"),
    transitions.PILOT: ("পরীক্ষা চলছে", "Pilot"),
    transitions.MEASURED: ("মাপা হয়েছে", "Measured"),
    transitions.LEFT_OUT: ("যাচাইয়ে বাদ", "Left out"),
    transitions.SPREAD: ("ছড়ানো হচ্ছে", "Spread"),
    transitions.KEPT_HERE: ("এখানে চলছে", "Kept here"),
    transitions.CLOSED: ("পরীক্ষা শেষে বন্ধ", "Tried and closed"),
}
LOOKS = {
    transitions.PILOT: "today",
    transitions.SPREAD: "done",
    transitions.KEPT_HERE: "done",
    transitions.CLOSED: "shut",
    transitions.LEFT_OUT: "shut",
}
MEASURES = {
    Measurement.TIME: say_lazy("সময়", "Time"),
    Measurement.COST: say_lazy("খরচ", "Cost"),
    Measurement.VISITS: say_lazy("যাতায়াত", "Visits"),
}
UNITS = {
    Measurement.MINUTES: ("মিনিট", "minutes"),
    Measurement.HOURS: ("ঘণ্টা", "hours"),
    Measurement.DAYS: ("দিন", "days"),
    Measurement.TAKA: ("টাকা", "taka"),
    Measurement.TIMES: ("বার", "times"),
}
UNITS_OF = {
    Measurement.TIME: (Measurement.MINUTES, Measurement.HOURS, Measurement.DAYS),
    Measurement.COST: (Measurement.TAKA,),
    Measurement.VISITS: (Measurement.TIMES,),
}


class InitiativeFault(ActFault):
    """Why something cannot be done with an initiative."""


def state_of_acts(initiative: Initiative) -> str:
    """The fold of its acts, in the order in which they were written."""
    names = sorted((act.pk, act.name) for act in initiative.acts.all())
    return transitions.TRANSITIONS.state_after(name for _, name in names)


def state_of_initiative(initiative: Initiative) -> str:
    """Where it stands: on its way by its acts, at its end by its case. Nothing of it is stored."""
    case = initiative.case
    if case.state == case_transitions.KEPT:
        return transitions.ENDED.get(case.outcome.get("ended", ""), transitions.CLOSED)
    return state_of_acts(initiative) if case.is_open else transitions.LEFT_OUT


def state_words(state: str) -> str:
    return say(*STATES[state])


def steps_of_initiative(initiative: Initiative) -> list[tuple[str, bool]]:
    """The steps of the way as words, each with whether it was reached; the last is how it ended."""
    state = state_of_initiative(initiative)
    if state == transitions.LEFT_OUT:
        return [(state_words(transitions.IDEA), True), (state_words(state), True)]
    way = [*transitions.WAY, *([state] if state not in transitions.WAY else [])]
    reached = way.index(state)
    return [(state_words(step), place <= reached) for place, step in enumerate(way)]


def unstruck_measurements(initiative: Initiative) -> QuerySet[Measurement]:
    return initiative.measurements.filter(struck_at__isnull=True)


def change_of(row: Measurement) -> Change:
    return Change(row.before, row.after)


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure as a page shows it."""

    row: Measurement
    title: str
    unit: str
    before: str
    after: str
    change: str
    is_better: bool


def figure_words(value: Any) -> str:
    """2.5, and 3 for 3.0, in the digits of the page."""
    text = f"{value:.1f}".removesuffix(".0")
    return digits(text, language())


def measure_line(row: Measurement) -> MeasureLine:
    change = change_of(row)
    percent = change.percent
    if change.before == change.after:
        words = say("একই আছে", "the same")
    elif percent is None:
        words = say("আগে লাগত না", "took none before")
    elif change.is_better:
        words = say("{n}% কম", "{n}% less", n=percent)
    else:
        words = say("{n}% বেশি", "{n}% more", n=-percent)
    return MeasureLine(
        row,
        str(MEASURES[row.measure]),
        say(*UNITS[row.unit]),
        figure_words(row.before),
        figure_words(row.after),
        words,
        change.is_better,
    )


def measured_words(rows: list[Measurement]) -> str:
    """What was measured, a line for each measure, as the result note has it."""
    return "\n".join(
        say(
            "{title}: আগে {before}, পরে {after} {unit} ({change}; দেখা হয়েছে {n_before} ও {n_after}টি)",
            "{title}: {before} before, {after} {unit} after ({change}; {n_before} and {n_after} looked at)",
            title=line.title,
            before=line.before,
            after=line.after,
            unit=line.unit,
            change=line.change,
            n_before=line.row.n_before,
            n_after=line.row.n_after,
        )
        for line in map(measure_line, rows)
    )


ACTS = {
    transitions.PROPOSE: ("ভাবনাটি লেখা হলো", "The idea was entered"),
    transitions.SCREEN: ("যাচাই: পরীক্ষা করা হবে", "Screened: it is tried"),
    transitions.LEAVE_OUT: ("যাচাই: বাদ", "Screened: left out"),
    transitions.TAKE_UP: ("আবার নেওয়া হলো", "Taken up again"),
    transitions.BEGIN_PILOT: ("পরীক্ষা শুরু", "Pilot began"),
    transitions.MEASURE: ("মাপা হলো", "Measured"),
}


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act as a page shows it."""

    act: Any
    title: str


def act_lines(initiative: Initiative) -> list[ActLine]:
    """The newest first; measurements stand in their own table."""
    acts = [act for act in initiative.acts.all() if act.name != transitions.MEASURE]
    return [ActLine(act, say(*ACTS[act.name])) for act in reversed(acts)]
