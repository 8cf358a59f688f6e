"""What indicators came to: the reading that counts of each, its value, what it is worth, in words, and
whether the records of today still say the same.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from ongikar.books.measures import MeasureReading, measure_named
from ongikar.core.forms.figures import figure_words
from ongikar.core.i18n.say import say
from ongikar.delivery.performance.rules import (
    percent_reached,
    points,
    round_score,
    weighted_score,
    whole_percent,
)

from .models import TYPED, Indicator, Plan, Reading

WEIGHTS = Decimal(100)


def number_words(value: Decimal | int | None) -> str:
    """12,345, and 86.5 for 86.50, in the digits of the page; "" of nothing."""
    return "" if value is None else figure_words(round(Decimal(value), 2))


def measure_words(key: str) -> str:
    """How its value comes about."""
    if key == TYPED:
        return say("হাতে লেখা", "Typed")
    measure = measure_named(key)
    return measure.title if measure else say("হিসাবটি এখন আর নেই", "No longer computed")


def records_of(measured: MeasureReading) -> dict[str, Any]:
    records: dict[str, Any] = {"subject": measured.subject, "counted": list(measured.counted)}
    return records if measured.others is None else records | {"others": list(measured.others)}


def holds(reading: Reading) -> bool:
    """Whether its figures are those of the records it names, and nothing was changed since."""
    if reading.sha256 != reading.digest():
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
class IndicatorProgress:
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

    @property
    def value_words(self) -> str:
        if self.reading is None:
            return ""
        return number_words(self.value) or say("হিসাব হয় না", "None")

    @property
    def target_words(self) -> str:
        """With its unit; "" of an indicator that has none yet."""
        target = self.indicator.target
        return f"{number_words(target)} {self.indicator.unit}" if target is not None else ""

    @property
    def points_words(self) -> str:
        return f"{number_words(self.points)} / {number_words(self.indicator.weight) or '–'}"

    @property
    def how_words(self) -> str:
        """How it is measured, and its levels where it has some."""
        levels, how = ", ".join(map(number_words, self.levels)), measure_words(self.indicator.measure)
        return say("{how}; ধাপ {levels}", "{how}; levels {levels}", how=how, levels=levels) if levels else how

    @property
    def reading_words(self) -> str:
        """26 of 30: the parts of a rate; of a count the number of its records."""
        reading = self.reading
        if reading is None or reading.is_typed:
            return measure_words(TYPED) if reading else ""
        if reading.denominator is None:
            return say("নথি {n}টি", "{n} [record|records]", n=int(reading.numerator))
        if not reading.denominator:
            return say("এ সময়ে এমন কিছু ছিল না", "There was none in this time")
        return say(
            "{whole}টির মধ্যে {part}টি",
            "{part} of {whole}",
            whole=int(reading.denominator),
            part=int(reading.numerator),
        )


@dataclass(frozen=True)
class PlanProgress:
    """All indicators of a plan that count, in their order."""

    plan: Plan
    lines: list[IndicatorProgress]

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
    def unread(self) -> list[IndicatorProgress]:
        return [each for each in self.lines if each.reading is None]


def progress_of(plan: Plan) -> PlanProgress:
    """In two statements, however often the indicators were read."""
    indicators = plan.living_indicators()
    readings = Reading.objects.filter(indicator__in=[each.pk for each in indicators])
    return progress_of_rows(plan, indicators, readings.select_related("paper"))


def progress_of_rows(
    plan: Plan, indicators: Iterable[Indicator], readings: Iterable[Reading]
) -> PlanProgress:
    """A reading counts while it is of the indicator's measure and of the plan's days; the newest of them."""
    first, last = plan.days
    newest: dict[int, Reading] = {}
    measures = {each.pk: each.measure for each in indicators}
    for reading in sorted(readings, key=lambda each: each.pk):
        is_of_plan = reading.first == first and reading.last <= last
        if is_of_plan and measures.get(reading.indicator_id) == reading.measure:
            newest[reading.indicator_id] = reading
    return PlanProgress(plan, [IndicatorProgress(each, newest.get(each.pk)) for each in indicators])


def read_progress(plans: Iterable[Any]) -> None:
    """Of all of them in two statements, as `progress`."""
    indicators: dict[int, list[Indicator]] = defaultdict(list)
    readings: dict[int, list[Reading]] = defaultdict(list)
    keys = [plan.pk for plan in plans]
    for each in Indicator.objects.filter(plan__in=keys, removed_at__isnull=True):
        indicators[each.plan_id].append(each)
    of_plan = {each.pk: each.plan_id for of_one in indicators.values() for each in of_one}
    # Not which records they name: of a year's register that is much, and no line tells it.
    for reading in Reading.objects.filter(indicator__in=list(of_plan)).defer("records"):
        readings[of_plan[reading.indicator_id]].append(reading)
    for plan in plans:
        plan.progress = progress_of_rows(plan, indicators[plan.pk], readings[plan.pk])


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
