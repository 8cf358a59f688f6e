"""The demonstration's plans of performance: received, read, typed where nothing computes, reported."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Protocol

from ongikar.cases.models import Case
from ongikar.delivery.performance import actions
from ongikar.delivery.performance.models import Plan, Reading
from ongikar.delivery.performance.reporting import issue_report
from ongikar.journal.actions import Reference
from ongikar.letters.outgoing.actions import Addressee
from ongikar.offices.models import Post
from ongikar.records.actions import change, perform
from ongikar.rules.calendar.office_calendar import TZ

from .carrier import carry_letter
from .known import Known

OBJECTIVE = "internal-2"
QUARTERS = {7: "q1", 10: "q2", 1: "q3", 4: "q4"}


def quarter_of(day: date) -> str:
    return QUARTERS[(day.month - 1) // 3 * 3 + 1]


class Lived(Protocol):
    """What a plan asks of the demonstration that lives through its acts (small.py)."""

    known: Known

    @property
    def officer(self) -> Post: ...

    @property
    def assistant(self) -> Post: ...

    def actor(self, post: Post) -> Reference: ...

    def at(self, when: dict[str, Any], do: Callable[[datetime], object]) -> datetime: ...

    def receive(self, code: str, row: dict[str, Any], mark: str, at: datetime) -> Case: ...


class DemoPlan:
    """One plan of the file, for the quarter in which it is received."""

    def __init__(self, small: Lived, place: int, row: dict[str, Any]) -> None:
        self.small, self.place, self.row = small, place, row
        small.at(row["received"], self.receive)
        for each in row["values"]:
            small.at(each, partial(self.type_value, each))
        if "issued" in row:
            small.at(row["issued"], self.issue)

    @property
    def key(self) -> int:
        kept: Plan = self.small.known.find(f"plan {self.place}")
        return kept.pk

    @property
    def plan(self) -> Plan:
        plan = Plan.objects.select_related("office", "letter").get(pk=self.key)
        plan.case = Case.objects.with_all().get(pk=plan.case_id)
        return plan

    def receive(self, at: datetime) -> None:
        lines = "\n".join(
            f"{each['name']}, {each['unit']}, {each['weight']}, {each['target']}" for each in self.lines
        )
        quarter = quarter_of(at.astimezone(TZ).date())
        answers = self.row["answers"] | {"indicators": lines, "period": quarter}
        case = self.small.receive(OBJECTIVE, {"answers": answers}, f"plan-{self.place}", at)
        self.small.known.keep(f"plan {self.place}", Plan.objects.get(case=case))
        actor = self.small.actor(self.small.officer)
        for indicator, said in zip(self.plan.indicators.all(), self.lines, strict=True):
            change(indicator, "indicator_changed", actor=actor, now=at, measure=said["measure"])
        actions.read_measures(self.plan, actor=actor, now=at)

    @property
    def lines(self) -> list[dict[str, Any]]:
        lines: list[dict[str, Any]] = self.row["indicators"]
        return lines

    def type_value(self, each: dict[str, Any], at: datetime) -> None:
        plan, value = self.plan, Decimal(each["value"])
        indicator = plan.indicators.get(number=each["number"])
        perform(
            plan,
            Reading(indicator=indicator, numerator=value, proof=each["proof"]),
            submission=f"demo-value-{self.key}-{each['number']}",
            actor=self.small.actor(self.small.assistant),
            now=at,
        )

    def issue(self, at: datetime) -> None:
        letter = issue_report(
            self.plan,
            to=Addressee(self.row["issued"]["to"]),
            words=self.row["issued"]["words"],
            signer=self.small.officer,
            actor=self.small.actor(self.small.officer),
            now=at,
        )
        carry_letter(letter, actor=self.small.actor(self.small.assistant), now=at)
