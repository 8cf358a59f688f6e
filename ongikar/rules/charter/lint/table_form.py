"""Faults of the table's form: columns that it lacks, its numbering, and rows that say one thing twice."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.reading_types import Finding, ParsedService

from .findings import make_finding, service_path
from .wording import fold_letters

WORDS = {
    "serial": ("ক্রমিক নং", "serial number"),
    "name": ("সেবার নাম", "name of the service"),
    "method": ("সেবা প্রদান পদ্ধতি", "way of giving the service"),
    "time": ("সেবা প্রদানের সর্বোচ্চ সময়", "longest time"),
    "documents": ("প্রয়োজনীয় কাগজপত্র", "documents needed"),
    "place": ("কাগজপত্র/আবেদন ফরম প্রাপ্তিস্থান", "where to get the documents or the form"),
    "fee": ("সেবামূল্য এবং পরিশোধ পদ্ধতি", "fee and how to pay it"),
    "officer": ("দায়িত্বপ্রাপ্ত কর্মকর্তা", "responsible officer"),
    "superior": ("ঊর্ধ্বতন কর্মকর্তা", "superior officer"),
}
FIELD = ("serial", "name", "time", "documents", "place", "fee", "officer", "superior")
HEADQUARTERS = ("serial", "name", "method", "documents", "fee", "time", "officer")
FORMS = {
    FIELD: ("মাঠ পর্যায়ের ৮ কলাম", "8 columns, field offices"),
    HEADQUARTERS: ("সদর দপ্তরের ৭ কলাম", "7 columns, headquarters"),
}


# Papers and place in one column: the papers' heading names the place too.
MERGED = "প্রাপ্তি"


def judge_columns(columns: Iterable[tuple[str, str]], where: str) -> Iterator[Finding]:
    """`columns`: (kind, heading) of a table of services; of any other table nothing is asked.

    A column of remedies, of the form of 2007, names the superior.
    """
    headings = {"superior" if kind == "remedy" else kind: heading for kind, heading in columns}
    if "name" not in headings:
        return
    # Only headquarters' form has a way of giving the service and no superior.
    form = HEADQUARTERS if "method" in headings and "superior" not in headings else FIELD
    if MERGED in headings.get("documents", ""):
        headings["place"] = headings["documents"]
    missing = [column for column in form if column not in headings]
    if missing:
        bn, en = (", ".join(WORDS[column][tongue] for column in missing) for tongue in (0, 1))
        yield make_finding(
            "header.missing_columns", where, bn, FORMS[form][0], raw_en=en, suggestion_en=FORMS[form][1]
        )


def judge_serials(services: list[ParsedService]) -> Iterator[Finding]:
    """A council's departments each count from one; a later table may count on from the one before."""
    yield from _twice(services)
    tables: dict[tuple[Any, ...], list[ParsedService]] = {}
    for service in services:
        tables.setdefault((service["category"], service["extras"].get("বিভাগ")), []).append(service)
    for rows in tables.values():
        yield from _in_order(rows)


def _twice(services: list[ParsedService]) -> Iterator[Finding]:
    numbers: set[tuple[Any, ...]] = set()
    names: set[tuple[Any, ...]] = set()
    for service in services:
        table = (service["category"], service["extras"].get("বিভাগ"))
        serial, name = (*table, service["number"]), (*table, fold_letters(service["name"]))
        if serial in numbers:
            yield make_finding(
                "serial.duplicate",
                f"{service_path(service)}/number",
                digits(service["number"]),
                raw_en=str(service["number"]),
            )
        if name in names and name[-1]:
            yield make_finding("name.duplicate", f"{service_path(service)}/name", service["name"])
        numbers.add(serial)
        names.add(name)


def _in_order(rows: list[ParsedService]) -> Iterator[Finding]:
    """Where a number goes back, and where one is skipped that stands nowhere else in the table."""
    numbers = {row["number"] for row in rows}
    for before, row in pairwise(rows):
        last, number = before["number"], row["number"]
        printed, in_english = f"{digits(last)} → {digits(number)}", f"{last} → {number}"
        if number < last:
            yield make_finding("serial.disorder", f"{service_path(row)}/number", printed, raw_en=in_english)
        # A stray figure in the serial column must not be taken for a gap of thousands.
        elif not numbers.intersection(range(last + 1, number)) and number > last + 1:
            yield make_finding("serial.gap", f"{service_path(row)}/number", printed, raw_en=in_english)
