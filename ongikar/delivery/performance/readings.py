"""What indicators came to: the reading that counts of each, its value, what it is worth, and whether the
records of today still say the same.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from ongikar.books.measures import MeasureReading, measure_named
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.performance import (
    percent_reached,
    period_days,
    points,
    round_score,
    weighted_score,
    whole_percent,
)

from .models import TYPED, Indicator, Plan, Reading

WEIGHTS = Decimal(100)


def days_of(plan: Plan) -> tuple[date, date]:
    return period_days(plan.period, plan.year)


def days_so_far(plan: Plan, now: datetime) -> tuple[date, date] | None:
    """The days of the plan up to today; None before they begin."""
    first, last = days_of(plan)
    today = now.astimezone(TZ).date()
    return (first, min(last, today)) if first <= today else None


def records_of(measured: MeasureReading) -> dict[str, Any]:
    found: dict[str, Any] = {"subject": measured.subject, "counted": list(measured.counted)}
    return found if measured.others is None else found | {"others": list(measured.others)}


def digest_of(reading: Reading) -> str:
    """Of all that the reading says; the same figures of the same records have the same."""
    said = {
        "indicator": reading.indicator_id,
        "measure": reading.measure,
        "first": reading.first.isoformat(),
        "last": reading.last.isoformat(),
        "numerator": f"{reading.numerator:.2f}",
        "denominator": None if reading.denominator is None else f"{reading.denominator:.2f}",
        "records": reading.records,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def holds(reading: Reading) -> bool:
    """Whether its figures are those of the records it names, and nothing was changed since."""
    if reading.sha256 != digest_of(reading):
        return False
    if reading.is_typed:
        return not reading.records
    counted, others = reading.records["counted"], reading.records.get("others")
    whole = None if others is None else len(counted) + len(others)
    return (reading.numerator, reading.denominator) == (len(counted), whole)


def value_of(reading: Reading) -> Decimal | None:
    """Per cent of the whole, or the number; None where the whole is nothing, of which there is no part."""
    if reading.denominator is None:
        return reading.numerator
    if not reading.denominator:
        return None
    return round_score(reading.numerator * 100 / reading.denominator)


@dataclass(frozen=True)
class Progress:
    """One indicator with the reading that counts, if there is one."""

    indicator: Indicator
    reading: Reading | None

    @property
    def levels(self) -> list[Decimal]:
        return [Decimal(level) for level in self.indicator.levels]

    @property
    def value(self) -> Decimal | None:
        return value_of(self.reading) if self.reading else None

    @property
    def percent(self) -> Decimal:
        """How much of its weight was reached."""
        if self.value is None or self.indicator.target is None:
            return Decimal(0)
        return percent_reached(self.value, self.indicator.target, self.levels)

    @property
    def points(self) -> Decimal:
        return points(self.indicator.weight or Decimal(0), self.percent)


@dataclass(frozen=True)
class PlanProgress:
    """All indicators of a plan that count, in their order."""

    plan: Plan
    lines: list[Progress]

    @cached_property
    def weights(self) -> Decimal:
        return sum((each.indicator.weight or Decimal(0) for each in self.lines), Decimal(0))

    @cached_property
    def score(self) -> Decimal:
        return weighted_score((each.indicator.weight or Decimal(0), each.percent) for each in self.lines)

    @property
    def reached_percent(self) -> int:
        return whole_percent(self.score)

    @property
    def is_weighed(self) -> bool:
        """Whether all have weight and target, and the weights add up."""
        said = all(each.indicator.weight and each.indicator.target is not None for each in self.lines)
        return said and self.weights == WEIGHTS

    @property
    def unread(self) -> list[Progress]:
        return [each for each in self.lines if each.reading is None]


def living_indicators(plan: Plan) -> list[Indicator]:
    return list(plan.indicators.filter(removed_at__isnull=True))


def progress_of(plan: Plan) -> PlanProgress:
    """In two statements, however often the indicators were read."""
    indicators = living_indicators(plan)
    readings = Reading.objects.filter(indicator__in=[each.pk for each in indicators])
    return progress_of_rows(plan, indicators, readings.select_related("paper"))


def progress_of_rows(
    plan: Plan, indicators: Iterable[Indicator], readings: Iterable[Reading]
) -> PlanProgress:
    """A reading counts while it is of the indicator's measure and of the plan's days; the newest of them."""
    first, last = days_of(plan)
    newest: dict[int, Reading] = {}
    measures = {each.pk: each.measure for each in indicators}
    for reading in sorted(readings, key=lambda each: each.pk):
        is_of_plan = reading.first == first and reading.last <= last
        if is_of_plan and measures.get(reading.indicator_id) == reading.measure:
            newest[reading.indicator_id] = reading
    return PlanProgress(plan, [Progress(each, newest.get(each.pk)) for each in indicators])


@dataclass(frozen=True, slots=True)
class Difference:
    """What the records say today of the days of a frozen reading, where that is something else."""

    reading: Reading
    now: MeasureReading

    @property
    def added_count(self) -> int:
        return len(records_in(records_of(self.now)) - records_in(self.reading.records))

    @property
    def gone_count(self) -> int:
        return len(records_in(self.reading.records) - records_in(records_of(self.now)))


def records_in(records: dict[str, Any]) -> set[tuple[str, int]]:
    """Each record with whether it was counted or only belonged to the whole."""
    return {(part, key) for part in ("counted", "others") for key in records.get(part, ())}


def difference_of(plan: Plan, reading: Reading, now: datetime) -> Difference | None:
    """None where the records still say the same, or nobody computes it."""
    measure = measure_named(reading.measure)
    if reading.measure == TYPED or measure is None:
        return None
    measured = measure.read(plan.office, reading.first, reading.last, now)
    if records_in(records_of(measured)) == records_in(reading.records):
        return None
    return Difference(reading, measured)
