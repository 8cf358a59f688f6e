"""Computes the score of a charter, 0 to 100, and which corrections would raise it.

score = 100 × B ÷ (B + W). B is 10 for each service; W is the weight of all findings: 10 for an error, 3 for
a warning, 1 for a note. So an error in every row brings a charter to 50, and no finding at all to 100. W
only falls when a finding goes, so putting a fault right never lowers the score, and putting an error right
raises it at least as much as a warning, a warning at least as much as a note. A document without any
service has no score but 0.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.reading_types import Finding

from .advice import ADVICE
from .findings import place_words

WEIGHT = {"error": 10, "warning": 3, "note": 1}
BY_SERVICE = 10


class Improvement(NamedTuple):
    """One way to a better score: the same fault put right wherever it stands."""

    code: str
    where: tuple[str, ...]
    gain: float
    bn: str
    en: str

    def as_data(self) -> dict[str, Any]:
        return self._asdict() | {"where": list(self.where)}


def grade(services: int, findings: Iterable[Finding]) -> int:
    return round(exact_score(services, findings))


def exact_score(services: int, findings: Iterable[Finding]) -> float:
    """The score before it is rounded."""
    good = BY_SERVICE * services
    if not good:
        return 0
    return 100 * good / (good + sum(WEIGHT[finding["severity"]] for finding in findings))


def improvements(services: int, findings: Iterable[Finding]) -> list[Improvement]:
    """Every way to a better score, the best first. Faults of one code are put right in one go, and told as
    one.
    """
    findings = list(findings)
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding["code"], []).append(finding)
    now = exact_score(services, findings)
    ways = []
    for code, group in by_code.items():
        rest = [finding for finding in findings if finding["code"] != code]
        where = tuple(dict.fromkeys(finding["where"] for finding in group))
        gain = round(exact_score(services, rest) - now, 1)
        ways.append(
            Improvement(code, where, gain, *(_sentence(code, where, tongue) for tongue in ("bn", "en")))
        )
    return sorted(ways, key=lambda way: (-way.gain, way.code))


def _sentence(code: str, where: tuple[str, ...], tongue: str) -> str:
    """নাগরিক সেবা ৩, সময়: কত দিন, তা সংখ্যায় লিখুন."""
    place = place_words(where[0], tongue)
    if len(where) > 1:
        more = len(where) - 1
        place += f" ও আরও {digits(more)} জায়গা" if tongue == "bn" else f" and {more} more"
    advice = ADVICE[code]
    return f"{place}: {advice.do_bn if tongue == 'bn' else advice.do_en}"
