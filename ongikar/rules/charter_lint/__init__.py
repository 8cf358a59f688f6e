"""A charter, judged: every fault a careful clerk would find in its rows, each in words of both languages."""

from collections.abc import Iterator
from typing import Any

from ongikar.rules.charter_lint.codes import CODES, ORDER
from ongikar.rules.charter_lint.findings import Finding, by_code, finding
from ongikar.rules.charter_lint.officers import judge_mailboxes, judge_officers, judge_tiers
from ongikar.rules.charter_lint.services import is_countable, judge_service, judge_together, path
from ongikar.rules.charter_lint.spelling import corrected
from ongikar.rules.charter_lint.wording import judge_words

__all__ = ["CODES", "ORDER", "Finding", "by_code", "corrected", "finding", "is_countable", "judge", "path"]


def judge(reading: dict[str, Any]) -> list[Finding]:
    """The findings that can be seen in a reading, or in an approved catalogue of the same shape."""
    return list(_judge(reading))


def _judge(reading: dict[str, Any]) -> Iterator[Finding]:
    yield from judge_together(reading["services"])
    yield from judge_mailboxes(reading)
    for service in reading["services"]:
        yield from judge_service(service)
        yield from judge_officers(service)
    yield from judge_tiers(reading)
    yield from judge_words(reading)
