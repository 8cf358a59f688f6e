"""From a row of the charter to what a clock starts with: its printed time, the office's ceiling, and its
steps; and of several limits the one that the answers of the intake choose.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, Protocol

from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.promise import Promise, compute_due
from ongikar.rules.promise.charter_time import CharterTime, read_charter_time
from ongikar.rules.promise.terms import ACCEPT
from ongikar.rules.promise.undertaking import AT_RECEIPT, Undertaking


class PromisedRow(Protocol):
    """What of a row of the charter says by when its service is given (models.py)."""

    time: Any
    ceiling: Any
    may_extend: Any

    @property
    def charter_time(self) -> CharterTime: ...

    def undertaking(self, *, case: int | None = None, letter_day: date | None = None) -> Undertaking: ...


# The answers by which the limit of a case is known: which of the row's cases, the letter's own date, and
# the day that the letter names.
LIMIT, LETTER_DATE, DUE_DATE = "limit", "letter_date", "due_date"


def time_of_row(row: PromisedRow) -> CharterTime:
    time, _ = read_charter_time(row.time)
    return time


def undertaking_of_row(row: PromisedRow, case: int | None, letter_day: date | None) -> Undertaking:
    """Raises PromiseFault for a case that the row does not have."""
    ceiling = Promise.from_data(row.ceiling) if row.ceiling else None
    undertaking = row.charter_time.undertaking(
        ceiling, case=case, letter_day=letter_day, may_extend=row.may_extend
    )
    # The reading knows one label a step; the charter's file may name it in both languages.
    return name_stages(undertaking, row.time) if undertaking.stages else undertaking


def name_stages(undertaking: Undertaking, time: Mapping[str, Any]) -> Undertaking:
    """The undertaking with its steps called as the row calls them; a single event that a time begins with has
    no name.
    """
    labels = [(part.get("label", ""), part.get("label_en", "")) for part in time.get("stages", ())]
    if not labels:
        return undertaking
    stages = tuple(
        replace(stage, name_bn=bn, name_en=en or bn)
        for stage, (bn, en) in zip(undertaking.stages, labels, strict=True)
    )
    return replace(undertaking, stages=stages)


def running_first(undertaking: Undertaking) -> Promise:
    """What runs from receipt: the first step, if it begins there; else what holds until its event comes."""
    first = next(iter(undertaking.stages), None)
    return first.promise if first and first.trigger == AT_RECEIPT else undertaking.promise


def is_limit(promise: Promise) -> bool:
    """Whether it says by when a service is given, and not merely by when that is said."""
    return promise.unit != ACCEPT


def until_its_day(undertaking: Undertaking, day: date, calendar: Calendar, received: datetime) -> Undertaking:
    """What is asked for on a day beyond the row's limit is owed on that day: no earlier day could be kept.

    A row with steps, or without a limit, names its days itself.
    """
    promise = undertaking.promise
    if undertaking.stages or promise.unit in ("accept", "by_date"):
        return undertaking
    if compute_due(calendar, promise, received).astimezone(calendar.tz).date() >= day:
        return undertaking
    return replace(undertaking, promise=Promise("by_date", until=day))


def counted_from(undertaking: Undertaking, day: date, calendar: Calendar, received: datetime) -> Undertaking:
    """What can be given from a later day on alone is owed so long after it as the row says after receipt.

    A row with steps, or without a limit, names its days itself.
    """
    begins = datetime.combine(day, time(), calendar.tz)
    promise = undertaking.promise
    if undertaking.stages or promise.unit in ("accept", "by_date") or begins <= received:
        return undertaking
    until = compute_due(calendar, promise, begins).astimezone(calendar.tz).date()
    return replace(undertaking, promise=Promise("by_date", until=until))


def last_promised_day(undertaking: Undertaking, calendar: Calendar, receipt_day: date) -> date | None:
    """The latest day by which what is received on a day can be owed; None where its steps or its acceptance
    name the day.
    """
    promise = undertaking.promise
    if undertaking.stages or not is_limit(promise):
        return None
    # What comes after the office has closed is received the next working day.
    end_of_day = datetime.combine(receipt_day, time.max, calendar.tz)
    return compute_due(calendar, promise, end_of_day).astimezone(calendar.tz).date()


def undertaking_of(answers: Mapping[str, Any], row: PromisedRow, own: Promise | None) -> Undertaking:
    """What a case is held to. `own`: the kind's own limit, which goes before the row's."""
    if own:
        return Undertaking(own, may_extend=row.may_extend)
    case, day = answers.get(LIMIT), answers.get(DUE_DATE)
    return row.undertaking(
        case=None if case is None else int(case), letter_day=date.fromisoformat(day) if day else None
    )
