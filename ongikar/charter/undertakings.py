"""From a row of the charter to what a clock starts with: its printed time, the office's ceiling, and its
steps.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ongikar.rules.promise import Promise
from ongikar.rules.promise.charter_time import CharterTime, read_charter_time
from ongikar.rules.promise.terms import ACCEPT
from ongikar.rules.promise.undertaking import AT_RECEIPT, Undertaking

if TYPE_CHECKING:
    from .models import Service


def time_of_row(row: "Service") -> CharterTime:
    time, _ = read_charter_time(row.time)
    return time


def undertaking_of_row(row: "Service", case: int | None, letter_day: date | None) -> Undertaking:
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
