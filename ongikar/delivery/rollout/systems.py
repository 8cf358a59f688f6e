"""The plans by which systems are brought into use: data of the program, with the office's own in their
place.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ongikar.core.i18n.say import say
from ongikar.delivery.rollout.rules import (
    OrderedStep,
    StepOrderFault,
    TooEarly,
    require_order,
    steps_too_early,
)
from ongikar.rules.bangla.search import fold

COMMON = Path(__file__).with_name("systems.toml")
OWN_FILE = "systems.toml"
OTHER = "other"
OURS, THEIRS = "ours", "theirs"
SIDES = {OURS: ("এই কার্যালয়", "This office"), THEIRS: ("তাঁদের পক্ষ", "Their side")}
SURVEY, ACCOUNTS, TRAIN, LIVE, FOLLOW_UP = "survey", "accounts", "train", "live", "follow_up"
# What every plan has; what stands between is its own.
ALWAYS = (SURVEY, ACCOUNTS, TRAIN, LIVE, FOLLOW_UP)
MOST_DAYS, MOST_STEPS = 250, 20


class PlanFault(ValueError):
    """A file of plans that cannot be meant: it names the plan and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of a plan. `days`: by which working day of the plan; None where it is counted, `after_days`
    working days, from the end of what it needs.
    """

    code: str
    bn: str
    en: str
    side: str
    needs: tuple[str, ...]
    days: int | None
    after_days: int | None

    @property
    def words(self) -> str:
        return say(self.bn, self.en)

    @property
    def is_ours(self) -> bool:
        return self.side == OURS


@dataclass(frozen=True, slots=True)
class SystemPlan:
    key: str
    bn: str
    en: str
    words: tuple[str, ...]
    steps: tuple[PlannedStep, ...]

    @property
    def title(self) -> str:
        return say(self.bn, self.en)

    @property
    def dated_steps(self) -> list[PlannedStep]:
        """The steps whose days are named with the plan."""
        return [step for step in self.steps if step.after_days is None]

    def days_too_early(self, days: Mapping[str, date]) -> list[TooEarly]:
        """The steps whose day lies before that of one they need."""
        return list(
            steps_too_early(OrderedStep(step.code, step.needs, days.get(step.code)) for step in self.steps)
        )

    def early_words(self, early: TooEarly) -> tuple[str, str]:
        needed = next(step for step in self.steps if step.code == early.needed)
        return (
            f"আগে শেষ হতে হবে “{needed.bn}”; তার দিনের আগে এটি হতে পারে না।",
            f"“{needed.en}” goes before it; it cannot be done before that day.",
        )


@cache
def system_plans(office_slug: str) -> dict[str, SystemPlan]:
    """By name. Read once a process. Raises PlanFault."""
    rows: dict[str, Any] = tomllib.loads(COMMON.read_text("utf-8"))
    own = settings.ONGIKAR_OFFICES / office_slug / OWN_FILE
    if own.exists():
        rows |= tomllib.loads(own.read_text("utf-8"))
    return {key: read_plan(key, row) for key, row in rows.items()}


def read_plan(key: str, row: Mapping[str, Any]) -> SystemPlan:
    try:
        steps = tuple(map(read_step, row["steps"]))
        require_order([OrderedStep(step.code, step.needs) for step in steps])
        if missing := [code for code in ALWAYS if code not in {step.code for step in steps}]:
            raise ValueError(f"a plan has the step {missing[0]}")
        if len(key) > 40 or len(steps) > MOST_STEPS:
            raise ValueError("its name or its list of steps is too long")
        return SystemPlan(key, row["bn"], row["en"], tuple(row.get("words", ())), steps)
    except (KeyError, TypeError, ValueError, StepOrderFault) as fault:
        raise PlanFault(f"{key}: {fault}") from fault


def read_step(row: Mapping[str, Any]) -> PlannedStep:
    step = PlannedStep(
        row["code"],
        row["bn"],
        row["en"],
        row["side"],
        tuple(row.get("needs", ())),
        row.get("days"),
        row.get("after_days"),
    )
    if step.side not in (OURS, THEIRS):
        raise ValueError(f"{step.code} is done by neither side")
    many = step.days if step.after_days is None else step.after_days
    if type(many) is not int or not 1 <= many <= MOST_DAYS or len(step.code) > 20:
        raise ValueError(f"{step.code} has no day")
    if step.after_days is not None and len(step.needs) != 1:
        raise ValueError(f"{step.code} is counted from one step")
    return step


def suggested_plan(office_slug: str, system: str) -> str:
    """The plan whose words stand in what was asked for, the longest word first; else that of other
    systems.
    """
    asked = fold(system)
    plans = [
        (len(word), key)
        for key, plan in system_plans(office_slug).items()
        for word in map(fold, plan.words)
        if word in asked
    ]
    return max(plans)[1] if plans else OTHER
