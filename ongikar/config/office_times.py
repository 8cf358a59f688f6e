"""The times of the charter's file: that a clock can start from each row, and where a row cannot be started from."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ongikar.rules.charter_time import CharterTime
from ongikar.rules.charter_time_reading import read_charter_time
from ongikar.rules.promise import Promise, PromiseFault
from ongikar.rules.undertaking import AT_RECEIPT, STAGE_END, Undertaking

from .office_faults import OfficeFileFault, Spot

# What a part of a time is called where a fault is told.
PARTS = {"cases": ("ধরন", "case"), "stages": ("ধাপ", "stage")}


def check_time(spot: Spot, row: dict[str, Any]) -> None:
    """Raises OfficeFileFault for the first thing in a row's time by which no clock could run."""
    check_shape(spot, row["time"])
    time, findings = read_charter_time(row["time"])
    for finding in findings:
        raise fault(spot, row["time"], finding.where, finding.bn, finding.en)
    check_labels(spot, row["time"], time)
    ceiling = Promise.from_data(row["ceiling"]) if "ceiling" in row else None
    held, may_extend = ceiling or Promise("accept"), row.get("may_extend", 0)
    begins(spot, "may_extend", lambda: Undertaking(held, may_extend=may_extend))
    begins(spot, "time", lambda: time.undertaking(ceiling))
    check_ceiling(spot, time, ceiling)


def begins(spot: Spot, key: str, start: Callable[[], Undertaking]) -> None:
    try:
        start()
    except PromiseFault as refused:
        raise spot.fault(f"{key}: {refused.bn}", f"{key}: {refused.en}", key=key) from None


def check_shape(spot: Spot, time: dict[str, Any]) -> None:
    for key, (bn, en) in PARTS.items():
        parts = time.get(key, [])
        if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
            raise spot.fault(
                f"time: “{key}” হবে {{ }} ঘেরা {bn}গুলোর তালিকা",
                f"time: “{key}” must be a list of {en}s, each in braces", key="time",
            )  # fmt: skip


def check_labels(spot: Spot, written: dict[str, Any], time: CharterTime) -> None:
    """The intake offers the cases, and pages tell the steps, by their names: each has one, and no two the same."""
    for key, (bn, en) in PARTS.items():
        labels = [part.get("label") for part in written.get(key, ())] if written.get("kind") == key else []
        for place, label in enumerate(labels, 1):
            if not isinstance(label, str) or not label.strip():
                raise fault(
                    spot,
                    written,
                    f"time/{key}/{place}",
                    f"{bn}টির “label” লেখা নেই",
                    f"the {en} has no “label”",
                )
            if label in labels[: place - 1]:
                raise fault(
                    spot, written, f"time/{key}/{place}", f"“{label}” দুবার লেখা", f"“{label}” stands twice"
                )


def check_ceiling(spot: Spot, time: CharterTime, ceiling: Promise | None) -> None:
    """Between two steps the office's ceiling runs. Accepting cannot stand for it there: that is done once."""
    awaited = [trigger for trigger, *_ in time.stages[1:] if trigger not in (AT_RECEIPT, STAGE_END)]
    if awaited and ceiling is None:
        raise spot.fault(
            "একটি ধাপ ঘটনার অপেক্ষায় থাকে; ততক্ষণের সীমা “ceiling” লিখুন",
            "a step waits for an event; write the limit until then as “ceiling”", key="time",
        )  # fmt: skip


def fault(spot: Spot, written: dict[str, Any], where: str, bn: str, en: str) -> OfficeFileFault:
    """The fault with the line of its part, where that has one of its own: time/cases/2/max is in the second case."""
    place = f"{where}: "
    return OfficeFileFault(
        spot.path, line_of(spot, written, where), f"{spot} {place}{bn}", f"{spot} {place}{en}"
    )


def line_of(spot: Spot, written: dict[str, Any], where: str) -> int | None:
    first = spot.line("time")
    _, *steps = where.split("/")
    if first is None or len(steps) < 2 or steps[0] not in PARTS:
        return first
    label = written[steps[0]][int(steps[1]) - 1].get("label")
    lines = lines_of(spot.path)[first - 1 :]
    return next((first + n for n, line in enumerate(lines) if label and f'"{label}"' in line), first)


def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()
