"""How a system's way into use is called, where each office stands on it, and what stands in the way of an
act.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.step_order import waits_for
from ongikar.tasks import transitions
from ongikar.tasks.promise import due_day, is_task_late

from .models import Rollout, RolloutSite, RolloutStep, SiteFigure
from .systems import LIVE

ASKED, UNDER_WAY, IS_LIVE, FOLLOWED, NOT_LIVE = "asked", "under_way", "live", "followed", "not_live"
STATES = {
    ASKED: ("পরিকল্পনা বাকি", "To be planned"),
    UNDER_WAY: ("চলছে", "Under way"),
    IS_LIVE: ("চালু", "Live"),
    FOLLOWED: ("চালু, পরে দেখা হয়েছে", "Live and looked at again"),
    NOT_LIVE: ("চালু হয়নি", "Not brought into use"),
}
FIGURES = {
    SiteFigure.ACCOUNTS: say_lazy("অ্যাকাউন্ট খোলা", "Accounts opened"),
    SiteFigure.TRAINED: say_lazy("প্রশিক্ষণ পেয়েছেন", "Users trained"),
    SiteFigure.USING: say_lazy("এখন ব্যবহার করছেন", "Using it now"),
}
SIDES = {
    RolloutStep.OURS: say_lazy("এই কার্যালয়", "This office"),
    RolloutStep.THEIRS: say_lazy("তাঁদের পক্ষ", "Their side"),
}
# How a step stands, in the order of what matters: each is a look of the picture.
DONE, LATE, OPEN, WAITS, LEFT_OUT = "done", "late", "open", "waits", "left_out"
STEP_STATES = {
    DONE: ("শেষ", "done"),
    LATE: ("দেরি", "late"),
    OPEN: ("চলছে", "open"),
    WAITS: ("আগের ধাপের অপেক্ষা", "waiting for a step before it"),
    LEFT_OUT: ("বাদ", "left out"),
}


class RolloutFault(ActFault):
    """Why something cannot be done with a system’s way into use."""


def step_words(step: RolloutStep) -> str:
    return say(step.title_bn, step.title_en)


def ended_on(step: RolloutStep) -> date | None:
    """The day on which a step was done or left out; None while it runs."""
    ended = step.task.ended_at if step.task else None
    return ended.astimezone(TZ).date() if ended else None


def done_on(step: RolloutStep) -> date | None:
    return ended_on(step) if step.task and step.task.state == transitions.DONE else None


def step_state(step: RolloutStep, steps: Sequence[RolloutStep], now: datetime) -> str:
    task = step.task
    if task and task.state == transitions.DONE:
        return DONE
    if task and task.state == transitions.DROPPED:
        return LEFT_OUT
    if task and is_task_late(task, now):
        return LATE
    ended = [each.code for each in steps if ended_on(each)]
    return WAITS if task is None or waits_for(step.needs, ended) else OPEN


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as a page shows it."""

    step: RolloutStep
    words: str
    state: str
    state_words: str
    side: str
    owner: str
    due: str
    ended: date | None


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One office as a page shows it: its steps, and its figures that stand."""

    site: RolloutSite
    steps: list[StepLine]
    accounts: int
    trained: int
    using: int
    live_on: date | None
    state: str


def steps_of(site: RolloutSite) -> list[RolloutStep]:
    """In their order, as they were fetched with the site."""
    return list(site.steps.all())


def figure_of(site: RolloutSite, sort: str) -> int:
    """The sum of the lines that stand; of who uses it now the last one, since each counts all."""
    standing = [each for each in site.figures.all() if each.sort == sort and each.struck_at is None]
    if sort == SiteFigure.USING:
        return standing[-1].count if standing else 0
    return sum(each.count for each in standing)


def live_day(site: RolloutSite) -> date | None:
    return next((done_on(step) for step in steps_of(site) if step.code == LIVE), None)


def site_line(site: RolloutSite, now: datetime) -> SiteLine:
    steps = steps_of(site)
    return SiteLine(
        site,
        [step_line(step, steps, now) for step in steps],
        figure_of(site, SiteFigure.ACCOUNTS),
        figure_of(site, SiteFigure.TRAINED),
        figure_of(site, SiteFigure.USING),
        live_day(site),
        site_state(site),
    )


def step_line(step: RolloutStep, steps: Sequence[RolloutStep], now: datetime) -> StepLine:
    state, site = step_state(step, steps, now), step.site
    return StepLine(
        step,
        step_words(step),
        state,
        say(*STEP_STATES[state]),
        str(SIDES[step.side]),
        site.post.title if step.side == RolloutStep.OURS else site.contact.title,
        due_day(step.task.clock, now) if step.task else "",
        ended_on(step),
    )


def site_state(site: RolloutSite) -> str:
    if live_day(site) is None:
        return UNDER_WAY
    steps = steps_of(site)
    return FOLLOWED if all(ended_on(step) for step in steps) else IS_LIVE


def state_of_rollout(rollout: Rollout) -> str:
    """Where it stands, folded from its offices: nothing of it is stored. The least of them counts."""
    sites = list(rollout.sites.all())
    found = {site_state(site) for site in sites}
    case = rollout.case
    if not case.is_open and case.state != case_transitions.KEPT:
        return NOT_LIVE
    if not sites:
        return ASKED if case.is_open else IS_LIVE
    return next(state for state in (UNDER_WAY, IS_LIVE, FOLLOWED) if state in found)


def state_words(state: str) -> str:
    return say(*STATES[state])


def site_words(line: SiteLine) -> str:
    """One office in a line of the completion note."""
    return say(
        "অ্যাকাউন্ট {accounts}, প্রশিক্ষণ পেয়েছেন {trained}, ব্যবহার করছেন {using}, চালু {day}",
        "accounts {accounts}, trained {trained}, using it {using}, live {day}",
        accounts=line.accounts,
        trained=line.trained,
        using=line.using,
        day=line.live_on or say("হয়নি", "no"),
    )
