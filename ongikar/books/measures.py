"""What the office's own records say of a stretch of days, as figures: each app registers the measures of what
it keeps. An indicator that takes one of them is computed and never typed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import BooleanField, Case, QuerySet, When
from django.db.models.expressions import Combinable

from ongikar.clock.lateness import IN_TIME, is_open_and_late
from ongikar.clock.models import Clock
from ongikar.core.i18n.say import say
from ongikar.offices.models import Office
from ongikar.rules.account import FIGURE

from .account import promises_due_between

# Neither kept nor broken: no part of a rate (rules/account.py).
OUTSIDE = frozenset({"refused", "redirected", "withdrawn"})


@dataclass(frozen=True, slots=True)
class MeasureReading:
    """What was counted: the keys of the records themselves, so that a figure never differs from its evidence.

    `others`: those that belong to the whole and were not counted; None of a plain count.
    """

    subject: str
    counted: tuple[int, ...]
    others: tuple[int, ...] | None = None

    @property
    def numerator(self) -> int:
        return len(self.counted)

    @property
    def denominator(self) -> int | None:
        return None if self.others is None else len(self.counted) + len(self.others)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `key` stands in the rows that use it and never changes. `hint`: what is counted of what,
    in a sentence. `read`: an office, the first and the last day, and now; in a few statements, however many
    records there are.
    """

    key: str
    words: tuple[str, str]
    hint: tuple[str, str]
    read: Callable[[Office, date, date, datetime], MeasureReading]
    # Per cent of a whole; else a number.
    is_share: bool = True

    @property
    def title(self) -> str:
        return say(*self.words)


_measures: dict[str, Measure] = {}


def register_measure(measure: Measure) -> None:
    """Called from an app's `declarations`; twice is once."""
    _measures[measure.key] = measure


def measures() -> list[Measure]:
    """All measures, in the order in which they were registered."""
    return list(_measures.values())


def measure_named(key: str) -> Measure | None:
    """None of one that is typed, or that no app gives any more."""
    return _measures.get(key)


def clocks_due(office: Office, first: date, last: date, topic: str) -> QuerySet[Clock]:
    return promises_due_between(office, first, last + timedelta(days=1), topic=topic).order_by("pk")


def promises_in_time(subject: str, clocks: QuerySet[Clock], key: Combinable, now: datetime) -> MeasureReading:
    """Of promises, by the one formula of the public account, those kept in time, in two statements.

    `key`: the way from a clock to the record that is named as evidence.
    """
    counted: list[int] = []
    others: list[int] = []
    in_time_or_not = Case(When(IN_TIME, then=True), default=False, output_field=BooleanField())
    ended = clocks.filter(stopped_at__isnull=False).values_list("outcome", key, in_time_or_not)
    late = clocks.filter(is_open_and_late(now)).values_list(key, flat=True)
    for outcome, record, in_time in ended:
        figure = FIGURE.get((outcome, in_time))
        if record is None or figure is None or figure in OUTSIDE:
            continue
        (counted if figure == "in_time" else others).append(record)
    others += [record for record in late if record is not None]
    return MeasureReading(subject, tuple(counted), tuple(others))
