"""Lints a charter: returns every fault in its rows, with a message in both languages; and compares it with
the previous version: longer promises, higher fees, more papers, removed services.
"""

from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from ongikar.rules.charter.reading_types import CharterText, Finding, ParsedFee, ParsedService, ParsedTime

from .advice import ADVICE
from .codes import CODES, ORDER
from .findings import findings_by_code, make_finding, service_path
from .grade import grade, improvements
from .officers import judge_ladder, judge_mailboxes, judge_officers, judge_tiers
from .services import is_countable, judge_across_services, judge_cells, judge_papers, judge_service
from .table_form import judge_serials
from .wording import correct_spelling, fold_letters, judge_words

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


# Office days are eight hours, a week has five of them, a month thirty days: near enough to say which is
# longer.
HOURS = {
    "minutes": 1 / 60,
    "hours": 1,
    "calendar_days": 24,
    "working_days": 24 * 7 / 5,
    "weeks": 168,
    "months": 720,
}
# Two names this alike, under one number, are one service reworded.
REWORDED = 0.75

Pair = tuple[ParsedService, ParsedService]


def judge_against(before: CharterText, reading: CharterText) -> list[Finding]:
    """The findings of `reading` that only show beside `before`, the reading of the version it replaces."""
    pairs = list(same_services(before["services"], reading["services"]))
    kept = {id(old) for old, _ in pairs}
    findings = [each for old, new in pairs for each in _of_pair(old, new)]
    for old in before["services"]:
        if id(old) not in kept:
            findings.append(make_finding("service.dropped", service_path(old), old["name"]))
    return findings


def same_services(before: list[ParsedService], now: list[ParsedService]) -> Iterator[Pair]:
    """(old, new) of the services that stand in both: by name, else by number where the name
    was but reworded.
    """
    left: dict[tuple[Any, str], list[ParsedService]] = {}
    for old in before:
        left.setdefault((old["category"], fold_letters(old["name"])), []).append(old)
    unmatched = []
    for new in now:
        if known := left.get((new["category"], fold_letters(new["name"]))):
            yield known.pop(0), new
        else:
            unmatched.append(new)
    numbered = {(old["category"], old["number"]): old for rows in left.values() for old in rows}
    for new in unmatched:
        candidate = numbered.get((new["category"], new["number"]))
        if candidate and _is_reworded(candidate["name"], new["name"]):
            del numbered[new["category"], new["number"]]
            yield candidate, new


def _is_reworded(one: str, other: str) -> bool:
    return SequenceMatcher(None, fold_letters(one), fold_letters(other)).ratio() >= REWORDED


def _of_pair(old: ParsedService, new: ParsedService) -> Iterator[Finding]:
    where = service_path(new)
    if is_countable(old["time"]) and not is_countable(new["time"]):
        yield make_finding("time.no_longer_counted", f"{where}/time", new["time"]["raw"], old["time"]["raw"])
    elif is_countable(old["time"]) and is_surely_longer(new["time"], old["time"]):
        yield make_finding("time.longer", f"{where}/time", new["time"]["raw"], old["time"]["raw"])
    if _amount(new["fee"]) > _amount(old["fee"]):
        yield make_finding("fee.higher", f"{where}/fee", new["fee"]["raw"], old["fee"]["raw"])
    known = {fold_letters(item) for item in old["documents"]["items"]}
    for item in new["documents"]["items"]:
        if fold_letters(item) not in known:
            yield make_finding("documents.more", f"{where}/documents", item)


def is_surely_longer(time: ParsedTime, than: ParsedTime) -> bool:
    """Whether a countable time surely lets the citizen wait longer. An nth day of the month is not
    comparable.
    """
    one, other = _hours(time), _hours(than)
    most, known = time["max"], than["max"]
    if time["kind"] == than["kind"] and time["kind"] in HOURS and most is not None and known is not None:
        return most > known
    return one is not None and other is not None and one > other


def _hours(time: ParsedTime) -> float | None:
    """Hours of the calendar until the last moment; several promises count by the longest, several steps
    together.
    """
    if time["kind"] == "immediate":
        return 8
    for parts in ("cases", "stages"):
        if time["kind"] == parts:
            each = [hours for hours in map(_hours, time[parts]) if hours is not None]
            whole = len(each) == len(time[parts]) and each
            return (max(each) if parts == "cases" else sum(each)) if whole else None
    unit = HOURS.get(time["kind"])
    return None if unit is None or time["max"] is None else unit * time["max"]


def _amount(fee: ParsedFee) -> float:
    """Taka at most; 0 for free, and for what is not known: a fee that was not stated before
    is no higher one.
    """
    if fee["kind"] == "cases":
        return max((_amount(case) for case in fee["cases"]), default=0)
    return float(fee.get("max") or fee["amount"] or 0)


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
