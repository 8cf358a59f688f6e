"""One finding: a fault, where it stands, and what a clerk would say about it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.reading_types import Finding, ParsedService

from .codes import CODES


def message_of(finding: Finding, tongue: str) -> str:
    """What a clerk would say about it, in "bn" or "en"."""
    return finding["message_en"] if tongue == "en" else finding["message_bn"]


def make_finding(
    code: str,
    where: str,
    raw: str = "",
    suggestion: str | None = None,
    *,
    raw_bn: str | None = None,
    raw_en: str | None = None,
    suggestion_en: str | None = None,
) -> Finding:
    """A finding under a code of `codes.CODES`. `where` is a path: citizen/1/time, tiers/1/email, header/time,
    charter.

    `raw_bn`, `raw_en`, `suggestion_en`: the same as a sentence of that language says it, where it is our
    word or our count and not the document's. KeyError for a code that is not in the table: a fault without
    words would reach no clerk.
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


def contact_in_bangla(contact: str) -> str:
    """A telephone as a Bangla sentence writes it; an address for mail stays as it is."""
    return contact if "@" in contact else digits(contact)


def findings_by_code(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings under their codes, in the order of the table: for a page that says each fault once."""
    grouped: dict[str, list[Finding]] = {code: [] for code in CODES}
    for finding in findings:
        grouped[finding["code"]].append(finding)
    return {code: group for code, group in grouped.items() if group}


def service_path(service: ParsedService) -> str:
    """citizen/1; services/1 where the charter names no category."""
    return f"{service['category'] or 'services'}/{service['number']}"


def missing_cells(
    services: Sequence[ParsedService],
    code: str,
    cell: str,
    is_missing: Callable[[ParsedService], Any],
) -> Iterator[Finding]:
    """A cell missing in some rows is a fault of those rows; missing in all, it is one fault
    of the charter.
    """
    lacking = [service for service in services if is_missing(service)]
    if lacking and len(lacking) == len(services) > 1:
        yield make_finding(code, "charter")
    else:
        yield from (make_finding(code, f"{service_path(service)}/{cell}") for service in lacking)


PARTS: dict[str, tuple[str, str]] = {
    "charter": ("পুরো চার্টার", "the whole charter"),
    "header": ("ছকের শিরোনাম", "headings of the table"),
    "title": ("শিরোনাম", "title"),
    "vision": ("ভিশন", "vision"),
    "mission": ("মিশন", "mission"),
    "signatory": ("স্বাক্ষর", "signature"),
    "expectations": ("আমাদের প্রত্যাশা", "what we ask of you"),
    "tiers": ("অভিযোগের ধাপ", "grievance tier"),
    "citizen": ("নাগরিক সেবা", "citizen service"),
    "institutional": ("প্রাতিষ্ঠানিক সেবা", "service to institutions"),
    "internal": ("অভ্যন্তরীণ সেবা", "internal service"),
    "services": ("সেবা", "service"),
    "number": ("ক্রমিক", "serial"),
    "serial": ("ক্রমিক", "serial"),
    "name": ("নাম", "name"),
    "method": ("পদ্ধতি", "method"),
    "time": ("সময়", "time"),
    "documents": ("কাগজপত্র", "documents"),
    "form_source": ("প্রাপ্তিস্থান", "where to get documents"),
    "place": ("প্রাপ্তিস্থান", "where to get documents"),
    "fee": ("সেবামূল্য", "fee"),
    "responsible": ("দায়িত্বপ্রাপ্ত কর্মকর্তা", "responsible officer"),
    "officer": ("কর্মকর্তা", "officer"),
    "superior": ("ঊর্ধ্বতন কর্মকর্তা", "superior officer"),
    "extras": ("অন্য কলাম", "other column"),
    "extra": ("অন্য কলাম", "other column"),
    "remedy": ("প্রতিকার", "remedy"),
    "expectation": ("প্রত্যাশা", "what is asked"),
    "when": ("কখন", "when"),
    "whom": ("কার কাছে", "whom"),
    "address": ("ঠিকানা", "address"),
    "email": ("ই-মেইল", "e-mail"),
    "limit": ("সময়সীমা", "limit"),
    "ceiling": ("কার্যালয়ের সীমা", "the office's limit"),
    "date": ("তারিখ", "date"),
    "room": ("রুম নম্বর", "room numbers"),
    "hours": ("সময় গোনার নিয়ম", "how days are counted"),
    "mailbox": ("ই-মেইল", "e-mail"),
    "contact": ("যোগাযোগ", "contact"),
    "place_name": ("স্থানের নাম", "name of the place"),
    "scheme_name": ("ব্যবস্থার নাম", "name of the scheme"),
    "post_name": ("পদের নাম", "name of the post"),
}


def place_words(where: str, tongue: str) -> str:
    """The path in words of "bn" or "en". What has no words is left as it is: a path is never lost."""
    words = ""
    for part in where.split("/"):
        if part.isdigit():
            words += f" {digits(part, tongue)}"
        else:
            said = PARTS[part][tongue == "en"] if part in PARTS else part
            words += f", {said}" if words else said
    return words


# One, and several.
SEVERITY_WORDS = {
    "error": ("ভুল", "error", "errors"),
    "warning": ("সতর্কতা", "warning", "warnings"),
    "note": ("মন্তব্য", "note", "notes"),
}


def finding_words(finding: Finding, tongue: str) -> str:
    """One line: how grave, where, what, and the code."""
    severity = SEVERITY_WORDS[finding["severity"]][tongue == "en"]
    words, code = message_of(finding, tongue), finding["code"]
    return f"  {severity}: {place_words(finding['where'], tongue)}: {words} [{code}]"


def counts_in_words(findings: list[Finding], tongue: str) -> str:
    """৪ ভুল, ৯ সতর্কতা, ১৩ মন্তব্য."""
    parts = []
    for severity, (bn, one, several) in SEVERITY_WORDS.items():
        number = sum(1 for finding in findings if finding["severity"] == severity)
        parts.append(f"{digits(number, tongue)} {bn if tongue == 'bn' else one if number == 1 else several}")
    return ", ".join(parts)
