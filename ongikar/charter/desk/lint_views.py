"""The charter in force as it is judged today: its score, what would raise it, and each fault once with its
why and every place where it stands.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.charter.charter_status import charter_status_on, finding_key, last_entry
from ongikar.charter.rights import for_lint_readers
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.bangla import text
from ongikar.rules.charter.lint import ADVICE, CODES, ORDER, Finding, findings_by_code
from ongikar.rules.charter.lint.findings import message_of, place_words
from ongikar.rules.charter.lint.grade import Improvement

SEVERITY = {
    "error": ("late", "ভুল", "Error"),
    "warning": ("wait", "সতর্কতা", "Warning"),
    "note": ("shut", "মন্তব্য", "Note"),
}
# The rest of the ways gain next to nothing.
MOST_WAYS = 6


@dataclass(frozen=True, slots=True)
class LintFault:
    """`places`: (where, what was found there, whether it is new)."""

    code: str
    tag: str
    severity: str
    heading: str
    why: str
    places: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class ImprovementLine:
    gain: str
    words: str


def lint_faults(findings: list[Finding], fresh: set[str]) -> list[LintFault]:
    """The gravest first, and each gravity in the order of the charter's parts."""
    groups = sorted(findings_by_code(findings).items(), key=lambda group: ORDER[CODES[group[0]].severity])
    return [lint_fault(code, group, fresh) for code, group in groups]


def lint_fault(code: str, group: list[Finding], fresh: set[str]) -> LintFault:
    tongue = language()
    advice, (tag, bn, en) = ADVICE[code], SEVERITY[CODES[code].severity]
    heading = say(advice.do_bn, advice.do_en)
    places = [
        (place_words(found["where"], tongue), message_of(found, tongue), finding_key(found) in fresh)
        for found in group
    ]
    return LintFault(
        code, tag, say(bn, en), heading[:1].upper() + heading[1:], say(advice.why_bn, advice.why_en), places
    )


def improvement_lines(raises: list[Improvement]) -> list[ImprovementLine]:
    tongue = language()
    return [
        ImprovementLine(text.digits(f"+{way.gain}", tongue), say(way.bn, way.en))
        for way in raises[:MOST_WAYS]
        if way.gain
    ]


@for_lint_readers
@require_safe
def charter_lint(request: OfficeRequest) -> HttpResponse:
    day = timezone.localdate()
    status = charter_status_on(request.office, day)
    context: dict[str, Any] = {"found": status, "day": day, "current": "charter"}
    if status:
        known = known_before(request.office.pk, day.isoformat())
        fresh = set() if known is None else {finding_key(each) for each in status.pressing} - known
        context |= {
            "open": lint_faults(status.open, fresh),
            "answered": lint_faults(status.answered, set()),
            "ways": improvement_lines(status.raises),
        }
    return render(request, "charter/lint/lint.html", context)


def known_before(office_id: int, day: str) -> set[str] | None:
    """What an earlier day's judgement had found already; None where there was none, and nothing can be called
    new.
    """
    last = last_entry(office_id)
    if last and last.facts["day"] == day:
        last = last_entry(office_id, before=last.pk)
    return set(last.facts["keys"]) if last else None
