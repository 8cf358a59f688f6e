"""Findings as the page shows them: each fault once, with its why, its repair and every place where it stands."""

from dataclasses import dataclass

from ongikar.frame.say import language, say
from ongikar.people.charter_digest import key_of
from ongikar.rules import bangla
from ongikar.rules.charter_lint import ADVICE, CODES, ORDER, Finding, by_code
from ongikar.rules.charter_lint.grade import Raise
from ongikar.rules.charter_lint.places import place_words

SEVERITY = {
    "error": ("late", "ভুল", "Error"),
    "warning": ("wait", "সতর্কতা", "Warning"),
    "note": ("shut", "মন্তব্য", "Note"),
}
# The rest of the ways gain next to nothing.
MOST_WAYS = 6


@dataclass(frozen=True, slots=True)
class Fault:
    """`places`: (where, what was found there, whether it is new)."""

    code: str
    tag: str
    severity: str
    heading: str
    why: str
    places: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class Way:
    gain: str
    words: str


def faults_of(findings: list[Finding], fresh: set[str]) -> list[Fault]:
    """The gravest first, and each gravity in the order of the charter's parts."""
    groups = sorted(by_code(findings).items(), key=lambda group: ORDER[CODES[group[0]].severity])
    return [fault_of(code, group, fresh) for code, group in groups]


def fault_of(code: str, group: list[Finding], fresh: set[str]) -> Fault:
    tongue = language()
    advice, (tag, bn, en) = ADVICE[code], SEVERITY[CODES[code].severity]
    heading = say(advice.do_bn, advice.do_en)
    places = [
        (place_words(found["where"], tongue), found[f"message_{tongue}"], key_of(found) in fresh)
        for found in group
    ]
    return Fault(
        code, tag, say(bn, en), heading[:1].upper() + heading[1:], say(advice.why_bn, advice.why_en), places
    )


def ways_of(raises: list[Raise]) -> list[Way]:
    tongue = language()
    return [
        Way(bangla.digits(f"+{way.gain}", tongue), say(way.bn, way.en))
        for way in raises[:MOST_WAYS]
        if way.gain
    ]
