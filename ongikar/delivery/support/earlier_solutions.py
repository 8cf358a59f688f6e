"""Earlier solutions for what somebody types: what helped before need not be found out again.

A fixed number of the newest mended cases is looked through, whatever the office has kept.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ongikar.cases.models import Case
from ongikar.cases.similar_cases import LEAST_SHARED, shared_part, significant_words
from ongikar.charter.models import Service
from ongikar.core import cache_version
from ongikar.core.not_none import not_none
from ongikar.rules import case_transitions

from .models import Job, JobDevice

AMONG, SHOWN = 120, 5
# A solution for the same model of device counts for more than the same words about another.
SAME_MODEL = 0.3
# Rows of the charter, in their newest versions, whose cases are looked through.
MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class EarlierSolution:
    case: Case
    fault: str
    found: str
    done: str
    closed_at: datetime
    likeness: float


def earlier_solutions(job: Job, typed: str) -> list[EarlierSolution]:
    """Of the office's mended cases those that share most words with what is typed, the likest first."""
    words = significant_words(typed)
    models = set(job.devices.exclude(device__model="").values_list("device__model", flat=True))
    if not words and not models:
        return []
    cases = newest_mended(job)
    same = cases_with_models([case.pk for case in cases], models)
    solutions = []
    for case in cases:
        answers, outcome = case.answers, case.outcome
        told = f"{answers.get('fault') or ''} {outcome.get('found') or ''}"
        likeness = shared_part(words, significant_words(told)) + SAME_MODEL * (case.pk in same)
        if likeness >= LEAST_SHARED and (outcome.get("words") or outcome.get("found")):
            solutions.append(solution_of(case, answers, outcome, likeness))
    return sorted(solutions, key=lambda each: -each.likeness)[:SHOWN]


def solution_of(
    case: Case, answers: dict[str, Any], outcome: dict[str, Any], likeness: float
) -> EarlierSolution:
    return EarlierSolution(
        case=case,
        fault=str(answers.get("fault") or ""),
        found=str(outcome.get("found") or ""),
        done=str(outcome.get("words") or ""),
        closed_at=not_none(case.closed_at),
        likeness=likeness,
    )


def newest_mended(job: Job) -> list[Case]:
    """The newest kept cases of support, row by row of the charter: each is read off its own index."""
    rows = support_rows(job.office_id, cache_version.current_version(job.office_id))
    cases: list[Case] = []
    for service in rows:
        kept = Case.objects.filter(office=job.office_id, service=service).exclude(pk=job.case_id)
        newest = kept.order_by("-id").only("number", "answers", "outcome", "state", "closed_at")
        cases += [
            case for case in newest[: AMONG // max(len(rows), 1)] if case.state == case_transitions.KEPT
        ]
    return cases


def support_rows(office_id: int, version: int) -> list[int]:
    rows = Service.objects.filter(version__office=office_id, kind="support").order_by(
        "-version__number", "pk"
    )
    return list(rows.values_list("pk", flat=True)[:MOST_ROWS])


def cases_with_models(cases: list[int], models: set[str]) -> set[int]:
    if not models or not cases:
        return set()
    rows = JobDevice.objects.filter(job__case__in=cases, device__model__in=models)
    return set(rows.values_list("job__case", flat=True))
