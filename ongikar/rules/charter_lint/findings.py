"""One finding: a fault, where it stands, and what a clerk would say about it."""

from collections.abc import Iterable
from typing import Any

from ongikar.rules.charter_lint.codes import CODES

Finding = dict[str, Any]


def finding(code: str, where: str, raw: str = "", suggestion: str | None = None) -> Finding:
    """A finding under a code of `codes.CODES`. `where` is a path: citizen/1/time, tiers/1/email, header/time, charter.

    KeyError for a code that is not in the table: a fault without words would reach no clerk.
    """
    code_ = CODES[code]
    facts = {"raw": raw, "suggestion": suggestion or ""}
    return {
        "code": code,
        "severity": code_.severity,
        "where": where,
        "message_bn": code_.bn.format(**facts),
        "message_en": code_.en.format(**facts),
        "raw": raw,
        "suggestion": suggestion,
    }


def by_code(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings under their codes, in the order of the table: for a page that says each fault once."""
    grouped: dict[str, list[Finding]] = {code: [] for code in CODES}
    for found in findings:
        grouped[found["code"]].append(found)
    return {code: group for code, group in grouped.items() if group}
