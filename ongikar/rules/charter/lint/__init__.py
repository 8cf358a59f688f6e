"""Lints a charter: returns every fault in its rows, with a message in both languages."""

from collections.abc import Iterator
from datetime import date

from ongikar.rules.charter.reading_types import CharterText, Finding

from .advice import ADVICE
from .codes import CODES, ORDER
from .findings import findings_by_code, make_finding, service_path
from .grade import grade, improvements
from .officers import judge_ladder, judge_mailboxes, judge_officers, judge_tiers
from .services import is_countable, judge_across_services, judge_cells, judge_papers, judge_service
from .table_form import judge_serials
from .versions import judge_against
from .wording import correct_spelling, judge_words

__all__ = [
    "ADVICE",
    "CODES",
    "ORDER",
    "Finding",
    "correct_spelling",
    "findings_by_code",
    "grade",
    "improvements",
    "is_countable",
    "judge",
    "judge_against",
    "make_finding",
    "service_path",
    "sort_findings",
]


def judge(reading: CharterText, today: date | None = None) -> list[Finding]:
    """The findings that can be seen in a reading, or in an approved catalogue of the same shape.

    `today`: the day on which renamed posts and places are asked for; without one, every known rename counts.
    """
    return list(_judge(reading, today))


def _judge(reading: CharterText, today: date | None) -> Iterator[Finding]:
    services = reading["services"]
    yield from judge_across_services(services)
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


def sort_findings(findings: list[Finding]) -> list[Finding]:
    """The gravest first; those of one gravity in the order of the document."""
    return sorted(findings, key=lambda match: ORDER[match["severity"]])
