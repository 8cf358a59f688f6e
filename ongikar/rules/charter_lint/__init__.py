"""Lints a charter: returns every fault in its rows, with a message in both languages."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ongikar.rules.charter_lint.advice import ADVICE
from ongikar.rules.charter_lint.codes import CODES, ORDER
from ongikar.rules.charter_lint.contradictions import judge_cells
from ongikar.rules.charter_lint.findings import Finding, by_code, finding, path
from ongikar.rules.charter_lint.grade import grade, raises
from ongikar.rules.charter_lint.grievance_tiers import judge_tiers
from ongikar.rules.charter_lint.mailboxes import judge_mailboxes
from ongikar.rules.charter_lint.officers import judge_ladder, judge_officers
from ongikar.rules.charter_lint.papers import judge_papers
from ongikar.rules.charter_lint.serials import judge_serials
from ongikar.rules.charter_lint.services import is_countable, judge_service, judge_together
from ongikar.rules.charter_lint.spelling import corrected
from ongikar.rules.charter_lint.versions import judge_against
from ongikar.rules.charter_lint.wording import judge_words

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
