"""Lints a charter: returns every fault in its rows, with a message in both languages."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from .advice import ADVICE
from .codes import CODES, ORDER
from .contradictions import judge_cells
from .findings import Finding, by_code, finding, path
from .grade import grade, raises
from .mailboxes import judge_mailboxes
from .officers import judge_ladder, judge_officers, judge_tiers
from .services import is_countable, judge_papers, judge_service, judge_together
from .table_form import judge_serials
from .versions import judge_against
from .wording import corrected, judge_words

__all__ = [
    "ADVICE", "CODES", "ORDER", "Finding", "by_code", "corrected", "finding", "grade", "in_order", "is_countable", "judge",
    "judge_against", "path", "raises",
]  # fmt: skip


def judge(reading: dict[str, Any], today: date | None = None) -> list[Finding]:
    """The findings that can be seen in a reading, or in an approved catalogue of the same shape.

    `today`: the day on which renamed posts and places are asked for; without one, every known rename counts.
    """
    return list(_judge(reading, today))


def _judge(reading: dict[str, Any], today: date | None) -> Iterator[Finding]:
    services = reading["services"]
    yield from judge_together(services)
    yield from judge_serials(services)
    yield from judge_mailboxes(reading)
    yield from judge_ladder(services)
    yield from judge_papers(services)
    for service in services:
        yield from judge_service(service)
        yield from judge_cells(service)
        yield from judge_officers(service)
    yield from judge_tiers(reading)
    yield from judge_words(reading, today)


def in_order(findings: list[Finding]) -> list[Finding]:
    """The gravest first; those of one gravity in the order of the document."""
    return sorted(findings, key=lambda found: ORDER[found["severity"]])
