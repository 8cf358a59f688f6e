"""The charter in force as it is judged today: its score, what would raise it, and every fault with its why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.people.charter_digest import key_of, last_entry
from ongikar.people.standing import judged

from ..charter_rights import for_lint_readers
from .shown import faults_of, ways_of


@for_lint_readers
@require_safe
def charter_lint(request: HttpRequest) -> HttpResponse:
    day = timezone.localdate()
    found = judged(request.office, day)
    context = {"found": found, "day": day, "current": "charter"}
    if found:
        told = known_before(request.office.pk, day.isoformat())
        fresh = set() if told is None else {key_of(each) for each in found.pressing} - told
        context |= {
            "open": faults_of(found.open, fresh), "answered": faults_of(found.answered, set()), "ways": ways_of(found.raises),
        }  # fmt: skip
    return render(request, "website/charter_lint/lint.html", context)


def known_before(office_id: int, day: str) -> set[str] | None:
    """What an earlier day's judgement had found already; None where there was none, and nothing can be called new."""
    last = last_entry(office_id)
    if last and last.facts["day"] == day:
        last = last_entry(office_id, before=last.pk)
    return set(last.facts["keys"]) if last else None
