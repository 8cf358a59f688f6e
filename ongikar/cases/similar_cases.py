"""Earlier cases like the one at hand: what was answered before need not be found out again.

The page of one case must not read the whole register: it looks a fixed number of cases back, and asks twice
at most.
"""

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection

from ongikar.charter.models import Service
from ongikar.core import cache_version
from ongikar.rules import case_transitions
from ongikar.rules.bangla.search import stems

if TYPE_CHECKING:
    from .models import Case

SHOWN = 5
SAME_AMONG, SIMILAR_AMONG = 100, 60
# Two questions are alike when they share this part of the shorter one's words.
LEAST_SHARED = 0.4
# Words that stand in every question say nothing about what is asked.
LEAST_LETTERS = 3
TEMPLATE = "cases/earlier.html"
NEWEST_SQL = """
    SELECT id, state, answers FROM cases_case
    WHERE office_id = %s AND service_id = %s AND id <> %s ORDER BY id DESC LIMIT %s
"""
CASES_SQL = "SELECT * FROM cases_case WHERE id IN ({})"

KeptCaseRow = dict[str, Any]


@lru_cache(maxsize=256)
def charter_row_versions(office_id: int, code: str, content_version: int) -> tuple[int, ...]:
    """The charter row in every version of the charter, the latest first."""
    rows = Service.objects.filter(version__office=office_id, code=code)
    return tuple(rows.order_by("-version__number").values_list("pk", flat=True))


def newest_kept_cases(case: "Case", among: int) -> list[tuple[int, KeptCaseRow]]:
    """(key, answers) of the newest kept cases under the same charter row, in any version of the charter.

    The state is judged here: asked of the database, it would lead it to an index of all services together.
    """
    newest: list[tuple[int, str, Any]] = []
    with connection.cursor() as cursor:
        for service_id in charter_row_versions(
            case.office_id, case.row.code, cache_version.current_version(case.office_id)
        ):
            if len(newest) < among:
                cursor.execute(NEWEST_SQL, [case.office_id, service_id, case.pk, among - len(newest)])
                newest += cursor.fetchall()
    return [(pk, json.loads(answers)) for pk, state, answers in newest if state == case_transitions.KEPT]


def rows_of_cases(case: "Case", keys: list[int]) -> list[KeptCaseRow]:
    if not keys:
        return []
    by_key = {
        each.pk: each
        for each in type(case).objects.raw(CASES_SQL.format(", ".join(["%s"] * len(keys))), keys)
    }
    return [
        {"number": each.number, "closed_at": each.closed_at, "answers": each.answers, "outcome": each.outcome}
        for each in (by_key[key] for key in keys)
    ]


def cases_with_same_answer(case: "Case", question: str) -> list[KeptCaseRow]:
    """Earlier kept cases in which `question` was answered as in this one; none when it was not answered."""
    answer = case.answers.get(question)
    if not answer:
        return []
    keys = [pk for pk, answers in newest_kept_cases(case, SAME_AMONG) if answers.get(question) == answer]
    return rows_of_cases(case, keys[:SHOWN])


def cases_with_similar_answer(case: "Case", question: str) -> list[KeptCaseRow]:
    """Earlier kept cases whose answer to `question` shares most of its words with this one's, the likest
    first.
    """
    words = significant_words(case.answers.get(question, ""))
    if not words:
        return []
    likeness = {
        pk: shared_part(words, significant_words(answers.get(question) or ""))
        for pk, answers in newest_kept_cases(case, SIMILAR_AMONG)
    }
    alike = [pk for pk, part in likeness.items() if part >= LEAST_SHARED]
    return rows_of_cases(case, sorted(alike, key=lambda pk: -likeness[pk])[:SHOWN])


@lru_cache(maxsize=2048)
def significant_words(text: str) -> frozenset[str]:
    return frozenset(word for word in stems(text) if len(word) >= LEAST_LETTERS)


def shared_part(words: frozenset[str], others: frozenset[str]) -> float:
    """The part of the shorter text's words that the other has too, 0 to 1."""
    return len(words & others) / min(len(words), len(others)) if words and others else 0.0


def similar_cases_panel(
    title: str, rows: list[KeptCaseRow], *, asked: str, hint: str = ""
) -> tuple[str, dict[str, Any]] | None:
    """The part of the officer's case page that shows them; None when there is nothing to show.

    `asked` names the answer that tells what each was about.
    """
    if not (rows or hint):
        return None
    shown = [
        {
            "number": row["number"],
            "closed_at": row["closed_at"],
            "asked": row["answers"].get(asked, ""),
            "given": row["outcome"].get("words", ""),
        }
        for row in rows
    ]
    return TEMPLATE, {"title": title, "earlier": shown, "hint": hint}
