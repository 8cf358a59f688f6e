"""The time of a charter row: read from its words, and what it comes to: a count, a choice of cases, steps, or
no count at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from .terms import (
    BY_DATE,
    CALENDAR_DAYS,
    HOURS,
    IMMEDIATE,
    MINUTES,
    MONTHS,
    NTH_WORKING_DAY,
    WEEKS,
    WORKING_DAYS,
    Promise,
    PromiseFault,
)
from .undertaking import AT_RECEIPT, SAME_TRIGGER, STAGE_END, TRIGGERS, Stage, Undertaking


class TimeChoice(NamedTuple):
    """One of several cases of a row, as the intake offers it: "urgent: 7 days". `promise` None: the ceiling
    rules.
    """

    label: str
    promise: Promise | None


@dataclass(frozen=True, slots=True)
class CharterTime:
    """A row's time as read. `promise`: the count, where there is one; it begins with `trigger`.

    `asks`: "case" (the intake offers `choices`), "date" (it asks for the letter's), or "".
    """

    kind: str
    promise: Promise | None = None
    trigger: str = AT_RECEIPT
    asks: str = ""
    choices: tuple[TimeChoice, ...] = ()
    # A step that cannot be counted has no promise: the ceiling rules it.
    stages: tuple[tuple[str, Promise | None, str], ...] = ()

    @property
    def is_at_once_or(self) -> bool:
        """Whether it says "at once, or …": the second is what it is held to."""
        return self.kind.startswith("immediate_or")

    def undertaking(
        self,
        ceiling: Promise | None,
        *,
        case: int | None = None,
        letter_day: date | None = None,
        may_extend: int = 0,
    ) -> Undertaking:
        """What a clock starts with. `case`: which of the choices, from 0. `ceiling` None: accepting is the
        promise.

        Raises PromiseFault for a case that the row does not have.
        """
        held = ceiling or Promise("accept")
        if self.stages:
            stages = tuple(
                Stage(trigger, promise or held, label, label) for trigger, promise, label in self.stages
            )
            return Undertaking(held, stages, may_extend)
        promise = self._counted_promise(case, letter_day)
        if promise is None or self.trigger == AT_RECEIPT:
            return Undertaking(promise or held, (), may_extend)
        return Undertaking(held, (Stage(self.trigger, promise),), may_extend)

    def _counted_promise(self, case: int | None, letter_day: date | None) -> Promise | None:
        if self.asks == "date" and letter_day:
            return Promise(BY_DATE, until=letter_day)
        if self.asks != "case" or case is None:
            return self.promise
        if not 0 <= case < len(self.choices):
            raise PromiseFault("এই সেবায় এমন কোনো ধরন নেই", "this service has no such case")
        return self.choices[case].promise


# What the printed kind counts in. "At once, or in so many days" is held to the days.
UNIT_OF_KIND = {
    **{
        unit: unit
        for unit in (
            IMMEDIATE,
            MINUTES,
            HOURS,
            WORKING_DAYS,
            CALENDAR_DAYS,
            WEEKS,
            MONTHS,
            NTH_WORKING_DAY,
            BY_DATE,
        )
    },
    "immediate_or_working_days": WORKING_DAYS,
    "immediate_or_calendar_days": CALENDAR_DAYS,
}
# What the intake must ask before the promise can be counted.
ASKS = {"cases": "case", "per_letter": "date", "immediate_or_per_letter": "date"}
NO_COUNT = frozenset(
    {
        "as_directed",
        "per_policy",
        "conditional",
        "recurring",
        "availability",
        "date_window",
        "misplaced",
        "none",
        "unknown",
        "stages",
        *ASKS,
    }
)
# A promise cannot be a minimum, and "if possible" is no limit.
NO_LIMIT = frozenset({"at_least", "if_possible"})


class TimeFinding(NamedTuple):
    """What is wrong with a time: where ("time/cases/2/max"), and a sentence in each language."""

    where: str
    bn: str
    en: str


def read_charter_time(data: Mapping[str, Any], where: str = "time") -> tuple[CharterTime, list[TimeFinding]]:
    """The time of a row, and all that is wrong with it. What is wrong is never counted: the ceiling rules
    there.
    """
    findings: list[TimeFinding] = []
    kind = data.get("kind", "none")
    if kind not in UNIT_OF_KIND and kind not in NO_COUNT:
        findings.append(
            TimeFinding(f"{where}/kind", f"সময়ের ধরন “{kind}” জানা নেই", f"“{kind}” is no kind of time")
        )
    choices = tuple(
        TimeChoice(part_label(part), counted_promise(part, f"{where}/cases/{place}", findings))
        for place, part in enumerate(parts_of_time(data, "cases", where, findings), start=1)
    )
    stages = tuple(
        (
            trigger_of(part, AT_RECEIPT if place == 1 else STAGE_END, f"{where}/stages/{place}", findings),
            counted_promise(part, f"{where}/stages/{place}", findings),
            part_label(part),
        )
        for place, part in enumerate(parts_of_time(data, "stages", where, findings), start=1)
    )
    time = CharterTime(
        kind,
        counted_promise(data, where, findings),
        trigger_of(data, AT_RECEIPT, where, findings),
        ASKS.get(kind, ""),
        choices,
        stages,
    )
    return time, findings


def parts_of_time(
    data: Mapping[str, Any], key: str, where: str, findings: list[TimeFinding]
) -> list[Mapping[str, Any]]:
    """The cases or the stages of a time of that kind."""
    if data.get("kind") != key:
        return []
    parts = data.get(key) or []
    if len(parts) < 2:
        findings.append(
            TimeFinding(f"{where}/{key}", "অন্তত দুটি লিখতে হবে", f"at least two {key} must be written out")
        )
    return list(parts)


def counted_promise(data: Mapping[str, Any], where: str, findings: list[TimeFinding]) -> Promise | None:
    """The promise of one time; None, with a finding where something is amiss, if it cannot be counted."""
    unit, most = UNIT_OF_KIND.get(data.get("kind", "")), data.get("max")
    if unit is None or (most is None and str(data["kind"]).startswith("immediate_or")):
        return None
    if data.get("qualifier") in NO_LIMIT:
        findings.append(
            TimeFinding(
                f"{where}/qualifier",
                "“কমপক্ষে” বা “সম্ভব হলে” কোনো সময়সীমা নয়; সর্বোচ্চ কত, তা লিখুন",
                "“at least” or “if possible” is no limit; say the most",
            )
        )
        return None
    try:
        return Promise.from_data(
            {
                "unit": unit,
                "amount": most or 0,
                "office_time": data.get("office_time", False),
                "until": data.get("until"),
            }
        )
    except PromiseFault as fault:
        key = "until" if unit == BY_DATE else "max"
        findings.append(TimeFinding(f"{where}/{key}", fault.bn, fault.en))
        return None


def trigger_of(data: Mapping[str, Any], usual: str, where: str, findings: list[TimeFinding]) -> str:
    printed = data.get("trigger") or usual
    trigger = SAME_TRIGGER.get(printed, printed)
    if trigger not in TRIGGERS or (trigger == AT_RECEIPT and usual == STAGE_END):
        findings.append(
            TimeFinding(
                f"{where}/trigger",
                f"“{printed}” থেকে এখানে গণনা শুরু হয় না",
                f"no count begins here with “{printed}”",
            )
        )
        return usual
    return trigger


def part_label(data: Mapping[str, Any]) -> str:
    return str(data.get("label", ""))
