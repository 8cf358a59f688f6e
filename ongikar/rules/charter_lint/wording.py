"""Finds faults of words anywhere in the reading: spellings, and names that have changed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ongikar.rules.charter_lint.findings import Finding, finding, path
from ongikar.rules.charter_lint.renames import renamed
from ongikar.rules.charter_lint.spelling import variants, word_finding


def judge_words(reading: dict[str, Any], today: date | None = None) -> Iterator[Finding]:
    """Misspellings, and names that are old on a day, each once in a cell."""
    for where, text in _texts(reading):
        for code, printed, standard in variants(text):
            yield word_finding(code, where, printed, standard)
        for rename in renamed(text, today):
            yield finding(rename.code, where, rename.old, rename.new)


def _texts(reading: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for part in ("title", "vision", "mission"):
        yield part, reading[part] or ""
    for service in reading["services"]:
        where = path(service)
        yield f"{where}/name", service["name"]
        yield f"{where}/method", service["method"] or ""
        for cell in ("time", "documents", "fee", "responsible", "superior"):
            yield f"{where}/{cell}", service[cell]["raw"]
        yield f"{where}/form_source", service["form_source"] or ""
        for label, text in service["extras"].items():
            yield f"{where}/extras", f"{label} {text}"
    for number, expectation in enumerate(reading["expectations"], start=1):
        yield f"expectations/{number}", expectation
    for tier in reading["grievance_tiers"]:
        for part in ("when", "officer", "address"):
            yield f"tiers/{tier['tier']}/{part}", tier[part] or ""
    signatory = reading["signatory"] or {}
    yield "signatory", " ".join(filter(None, signatory.values()))
