"""Data type for one finding: a fault, its place and its details."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ongikar.rules.bangla import digits
from ongikar.rules.charter_lint.codes import CODES

Finding = dict[str, Any]
Service = dict[str, Any]


def finding(
    code: str,
    where: str,
    raw: str = "",
    suggestion: str | None = None,
    *,
    raw_bn: str | None = None,
    raw_en: str | None = None,
    suggestion_en: str | None = None,
) -> Finding:
    """A finding under a code of `codes.CODES`. `where` is a path: citizen/1/time, tiers/1/email, header/time, charter.

    `raw_bn`, `raw_en`, `suggestion_en`: the same as a sentence of that language says it, where it is our word or our
    count and not the document's.
    KeyError for a code that is not in the table: a fault without words would reach no clerk.
    """
    code_ = CODES[code]
    facts = {"raw": raw if raw_bn is None else raw_bn, "suggestion": suggestion or ""}
    in_english = {
        "raw": raw if raw_en is None else raw_en,
        "suggestion": facts["suggestion"] if suggestion_en is None else suggestion_en,
    }
    return {
        "code": code,
        "severity": code_.severity,
        "where": where,
        "message_bn": code_.bn.format(**facts),
        "message_en": code_.en.format(**in_english),
        "raw": raw,
        "suggestion": suggestion,
    }


def in_bangla(contact: str) -> str:
    """A telephone as a Bangla sentence writes it; an address for mail stays as it is."""
    return contact if "@" in contact else digits(contact)


def by_code(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings under their codes, in the order of the table: for a page that says each fault once."""
    grouped: dict[str, list[Finding]] = {code: [] for code in CODES}
    for found in findings:
        grouped[found["code"]].append(found)
    return {code: group for code, group in grouped.items() if group}


def path(service: Service) -> str:
    """citizen/1; services/1 where the charter names no category."""
    return f"{service['category'] or 'services'}/{service['number']}"


def left_out(
    services: Sequence[Service],
    code: str,
    cell: str,
    is_missing: Callable[[Service], Any],
) -> Iterator[Finding]:
    """A cell missing in some rows is a fault of those rows; missing in all, it is one fault of the charter."""
    lacking = [service for service in services if is_missing(service)]
    if lacking and len(lacking) == len(services) > 1:
        yield finding(code, "charter")
    else:
        yield from (finding(code, f"{path(service)}/{cell}") for service in lacking)
