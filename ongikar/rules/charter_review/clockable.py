"""Decides whether a clock can start from a parsed time, together with the limit that the office set for it."""

from typing import Any

from ongikar.rules.charter_time_reading import read_charter_time
from ongikar.rules.promise import Promise, PromiseFault
from ongikar.rules.undertaking import AT_RECEIPT, STAGE_END

Time = dict[str, Any]
PARTS = ("cases", "stages")
NOT_COUNTED = "unknown"


def labelled(time: Time) -> Time:
    """The time with every case and step under a name of its own: the intake offers them by their names."""
    made = {key: value for key, value in time.items() if key != "raw"}
    for key in PARTS:
        if time.get("kind") == key:
            made[key] = named(time.get(key) or [])
    return made


def named(parts: list[Time]) -> list[Time]:
    labels: list[str] = []
    for place, part in enumerate(parts, start=1):
        label = str(part.get("label") or part.get("raw") or "").strip() or str(place)
        labels.append(f"{label} ({place})" if label in labels else label)
    return [part | {"label": label} for part, label in zip(parts, labels, strict=True)]


def faults(time: Time, ceiling: Promise | None) -> list[tuple[str, str]]:
    """Why no clock could run by it, as sentences in both languages; none where the ceiling or accepting holds."""
    read, findings = read_charter_time(labelled(time))
    told = [(finding.bn, finding.en) for finding in findings]
    try:
        read.undertaking(ceiling)
    except PromiseFault as fault:
        told.append((fault.bn, fault.en))
    awaited = any(trigger not in (AT_RECEIPT, STAGE_END) for trigger, *_ in read.stages[1:])
    if awaited and ceiling is None:
        told.append(
            ("একটি ধাপ ঘটনার অপেক্ষায় থাকে; ততক্ষণের জন্য কার্যালয়ের সীমা লিখুন",
             "a step waits for an event; set the office’s limit until then")
        )  # fmt: skip
    return told


def for_clock(time: Time, ceiling: Promise | None) -> Time:
    """The time as a version keeps it; one that no clock could run by is kept as not understood."""
    return {"kind": NOT_COUNTED} if faults(time, ceiling) else labelled(time)


def promise_of(time: Time) -> Promise | None:
    """The one count that a time names, as a tier needs it."""
    read, findings = read_charter_time(labelled(time))
    return None if findings else read.promise
