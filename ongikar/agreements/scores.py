"""What an agreement has come to: of each indicator the reading of each quarter that counts, its year, and
what that is worth.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ongikar.core.forms.figures import figure_words
from ongikar.core.i18n.say import language, say
from ongikar.rules.agreement.quarters import QUARTERS
from ongikar.rules.agreement.score import (
    percent_of_date,
    percent_of_number,
    points,
    round_points,
    total,
    year_of_dates,
    year_of_numbers,
)
from ongikar.rules.typed_days import typed_form

from .models import Agreement, AgreementTable, Line, QuarterReading, Value


@dataclass(frozen=True)
class LineProgress:
    """One indicator with the newest reading of each quarter; None of one without."""

    line: Line
    readings: tuple[QuarterReading | None, ...]

    @property
    def quarters(self) -> list[Value]:
        """What each came to."""
        is_date = self.line.is_of_dates
        return [(each.reached_on if is_date else each.value) if each else None for each in self.readings]

    @cached_property
    def year(self) -> Fraction | date | None:
        """By its method; None where nothing was reported."""
        if self.line.is_of_dates:
            return year_of_dates(self.quarters)  # type: ignore[arg-type]  # of dates
        return year_of_numbers(self.line.method, self.quarters)  # type: ignore[arg-type]  # of numbers

    @cached_property
    def percent(self) -> Fraction:
        """How much of its weight was reached, if the year ended today."""
        targets, year = self.line.targets, self.year
        if self.line.is_of_dates:
            return percent_of_date(year if isinstance(year, date) else None, targets)  # type: ignore[arg-type]
        return percent_of_number(year if isinstance(year, Fraction) else None, targets)  # type: ignore[arg-type]

    @property
    def points(self) -> Decimal:
        return points(self.line.weight, self.percent)

    @property
    def year_words(self) -> str:
        year = self.year
        return value_words(round_points(year) if isinstance(year, Fraction) else year)


@dataclass(frozen=True)
class Progress:
    agreement: Agreement
    lines: list[LineProgress]

    @property
    def score(self) -> Decimal:
        """Of its own full marks, if the year ended today. What was not reported counts as nothing."""
        return total(each.points for each in self.lines)


def progress_of(agreement: Agreement) -> Progress:
    return read_progress([agreement])[0]


def read_progress(agreements: Sequence[Agreement]) -> list[Progress]:
    """Of all of them in three statements, however often they were reported."""
    keys = [each.pk for each in agreements]
    tables = AgreementTable.objects.filter(agreement__in=keys).order_by("number")
    newest_table = {table.agreement_id: table.pk for table in tables}
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in Line.objects.filter(table__in=list(newest_table.values())).select_related("by_post"):
        lines[line.table_id].append(line)
    # Not which records they name: of a year's register that is much, and no line tells it.
    readings = QuarterReading.objects.filter(agreement__in=keys).select_related("paper").defer("records")
    newest = {(each.agreement_id, each.name_key, each.quarter): each for each in readings.order_by("pk")}
    return [
        Progress(
            each,
            [
                LineProgress(
                    line, tuple(newest.get((each.pk, line.name_key, quarter)) for quarter in QUARTERS)
                )
                for line in lines[newest_table.get(each.pk, 0)]
            ],
        )
        for each in agreements
    ]


def value_words(value: Value) -> str:
    """A number or a day as the form has it, in the digits of the page; a dash of none."""
    if value is None:
        return "–"
    if isinstance(value, date):
        return typed_form(value, language())
    return figure_words(round(value, 2))


def values_words(values: Iterable[Value]) -> str:
    return " · ".join(map(value_words, values))


def score_words(progress: Progress) -> str:
    return say(
        "{full}-এ {score}",
        "{score} of {full}",
        score=figure_words(progress.score),
        full=figure_words(progress.agreement.full),
    )
