"""What is wrong with a performance agreement before it is signed: each fault with its place in it.

Source: guidelines on annual performance agreements of the Cabinet Division; what they leave open stands in
docs/decisions/143-the-score-of-an-agreement.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from ..bangla.search import fold
from .score import DATE, SUM

# The units that a rule is tied to; any other is a word of the office's, such as persons or hours.
SHARE_UNIT, DATE_UNIT = "share", "date"
Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator as the form has it. `columns`: the five, each a number or a day, None for "--"."""

    name: str
    unit: str
    method: str
    weight: Decimal
    columns: Sequence[Decimal | date | None]


@dataclass(frozen=True, slots=True)
class ActivityLine:
    name: str
    indicators: Sequence[IndicatorLine]


@dataclass(frozen=True, slots=True)
class FieldLine:
    name: str
    weight: Decimal
    activities: Sequence[ActivityLine]


@dataclass(frozen=True, slots=True)
class AgreementFault:
    """`code`: which rule. `place`: of the field, the activity in it and the indicator in that, each from 1;
    () of the whole. `figure`: what it comes to where it should come to something else.
    """

    code: str
    place: Place = ()
    figure: Decimal | None = None


def faults_of(fields: Sequence[FieldLine], full: Decimal) -> Iterator[AgreementFault]:
    """All that keeps it from being signed, from the top. `full`: what the weights of its fields add up to."""
    if not fields:
        yield AgreementFault("no_field")
        return
    if (weights := sum((each.weight for each in fields), Decimal(0))) != full:
        yield AgreementFault("weights_of_fields", (), weights)
    known: dict[str, Place] = {}
    for n, field in enumerate(fields, 1):
        yield from faults_of_field(field, (n,))
        for k, activity in enumerate(field.activities, 1):
            if not activity.indicators:
                yield AgreementFault("no_indicator", (n, k))
            for m, line in enumerate(activity.indicators, 1):
                yield from faults_of_indicator(line, (n, k, m))
                if known.setdefault(fold(line.name), (n, k, m)) != (n, k, m):
                    yield AgreementFault("twice", (n, k, m))


def faults_of_field(field: FieldLine, place: Place) -> Iterator[AgreementFault]:
    if field.weight <= 0:
        yield AgreementFault("no_weight", place)
    if not field.activities:
        yield AgreementFault("no_activity", place)
        return
    weights = sum((line.weight for each in field.activities for line in each.indicators), Decimal(0))
    if weights != field.weight:
        yield AgreementFault("weights_of_indicators", place, weights)


def faults_of_indicator(line: IndicatorLine, place: Place) -> Iterator[AgreementFault]:
    if line.weight <= 0:
        yield AgreementFault("no_weight", place)
    is_of_dates = line.unit == DATE_UNIT
    if is_of_dates != (line.method == DATE) or (line.unit == SHARE_UNIT and line.method == SUM):
        yield AgreementFault("method", place)
    there = [each for each in line.columns if each is not None]
    if not there or line.columns[0] is None:
        yield AgreementFault("no_target", place)
    elif list(line.columns[: len(there)]) != there:
        # Between two that there are.
        yield AgreementFault("gap", place)
    elif any(isinstance(each, date) != is_of_dates for each in there):
        yield AgreementFault("dates" if is_of_dates else "numbers", place)
    elif is_of_dates:
        if any(after < before for before, after in pairwise(there)):  # type: ignore[operator]
            yield AgreementFault("backwards", place)
    else:
        yield from faults_of_numbers([Decimal(each) for each in there], line, place)  # type: ignore[arg-type]


def faults_of_numbers(columns: list[Decimal], line: IndicatorLine, place: Place) -> Iterator[AgreementFault]:
    if any(each < 0 for each in columns):
        yield AgreementFault("negative", place)
    if line.unit == SHARE_UNIT and any(each > 100 for each in columns):
        yield AgreementFault("above_all", place)
    steps = [after - before for before, after in pairwise(columns)]
    if any(step > 0 for step in steps) and any(step < 0 for step in steps):
        yield AgreementFault("both_ways", place)
