"""Finds faults of a charter's numbering, and duplicate rows."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ongikar.rules.bangla import digits
from ongikar.rules.charter_lint.findings import Finding, Service, finding, path
from ongikar.rules.charter_lint.folding import fold


def judge_serials(services: list[Service]) -> Iterator[Finding]:
    """A council's departments each count from one; a later table may count on from the one before."""
    yield from _twice(services)
    tables: dict[tuple[Any, ...], list[Service]] = {}
    for service in services:
        tables.setdefault((service["category"], service["extras"].get("বিভাগ")), []).append(service)
    for rows in tables.values():
        yield from _in_order(rows)


def _twice(services: list[Service]) -> Iterator[Finding]:
    numbers: set[tuple[Any, ...]] = set()
    names: set[tuple[Any, ...]] = set()
    for service in services:
        table = (service["category"], service["extras"].get("বিভাগ"))
        serial, name = (*table, service["number"]), (*table, fold(service["name"]))
        if serial in numbers:
            yield finding(
                "serial.duplicate",
                f"{path(service)}/number",
                digits(service["number"]),
                raw_en=str(service["number"]),
            )
        if name in names and name[-1]:
            yield finding("name.duplicate", f"{path(service)}/name", service["name"])
        numbers.add(serial)
        names.add(name)


def _in_order(rows: list[Service]) -> Iterator[Finding]:
    """Where a number goes back, and where one is skipped that stands nowhere else in the table."""
    numbers = {row["number"] for row in rows}
    for before, row in pairwise(rows):
        last, number = before["number"], row["number"]
        printed, in_english = f"{digits(last)} → {digits(number)}", f"{last} → {number}"
        if number < last:
            yield finding("serial.disorder", f"{path(row)}/number", printed, raw_en=in_english)
        # A stray figure in the serial column must not be taken for a gap of thousands.
        elif not numbers.intersection(range(last + 1, number)) and number > last + 1:
            yield finding("serial.gap", f"{path(row)}/number", printed, raw_en=in_english)
