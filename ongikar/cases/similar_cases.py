"""Earlier cases like the one at hand: what was answered before need not be found out again.

The page of one case must not read the whole register: it looks a fixed number of cases back, and asks twice at most.
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
ALIKE = 0.4
# Words that stand in every question say nothing about what is asked.
LEAST_LETTERS = 3
TEMPLATE = "cases/earlier.html"
NEWEST = """
    SELECT id, state, answers FROM cases_case
    WHERE office_id = %s AND service_id = %s AND id <> %s ORDER BY id DESC LIMIT %s
"""
TOLD = "SELECT * FROM cases_case WHERE id IN ({})"

Row = dict[str, Any]


@lru_cache(maxsize=256)
def rows_of(office_id: int, code: str, stamped: int) -> tuple[int, ...]:
    """The charter row in every version of the charter, the latest first."""
    rows = Service.objects.filter(version__office=office_id, code=code)
    return tuple(rows.order_by("-version__number").values_list("pk", flat=True))


def newest(case: "Case", among: int) -> list[tuple[int, Row]]:
    """(key, answers) of the newest kept cases under the same charter row, in any version of the charter.

    The state is judged here: asked of the database, it would lead it to an index of all services together.
    """
    found: list[tuple[int, str, Any]] = []
    with connection.cursor() as cursor:
        for service_id in rows_of(case.office_id, case.row.code, cache_version.read(case.office_id)):
            if len(found) < among:
                cursor.execute(NEWEST, [case.office_id, service_id, case.pk, among - len(found)])
                found += cursor.fetchall()
    return [(pk, json.loads(answers)) for pk, state, answers in found if state == case_transitions.KEPT]


def told(case: "Case", keys: list[int]) -> list[Row]:
    if not keys:
        return []
    found = {
        each.pk: each for each in type(case).objects.raw(TOLD.format(", ".join(["%s"] * len(keys))), keys)
    }
    return [
        {"number": each.number, "closed_at": each.closed_at, "answers": each.answers, "outcome": each.outcome}
        for each in (found[key] for key in keys)
    ]


def same(case: "Case", question: str) -> list[Row]:
    """Earlier kept cases in which `question` was answered as in this one; none when it was not answered."""
    answer = case.answers.get(question)
    if not answer:
        return []
    keys = [pk for pk, answers in newest(case, SAME_AMONG) if answers.get(question) == answer]
    return told(case, keys[:SHOWN])


def similar(case: "Case", question: str) -> list[Row]:
    """Earlier kept cases whose answer to `question` shares most of its words with this one's, the likest first."""
    words = telling_words(case.answers.get(question, ""))
    if not words:
        return []
    likeness = {
        pk: shared(words, telling_words(answers.get(question) or ""))
        for pk, answers in newest(case, SIMILAR_AMONG)
    }
    alike = [pk for pk, part in likeness.items() if part >= ALIKE]
    return told(case, sorted(alike, key=lambda pk: -likeness[pk])[:SHOWN])


@lru_cache(maxsize=2048)
def telling_words(text: str) -> frozenset[str]:
    return frozenset(word for word in stems(text) if len(word) >= LEAST_LETTERS)


def shared(words: frozenset[str], others: frozenset[str]) -> float:
    """The part of the shorter text's words that the other has too, 0 to 1."""
    return len(words & others) / min(len(words), len(others)) if words and others else 0.0


def panel(title: str, rows: list[Row], *, asked: str, hint: str = "") -> tuple[str, dict[str, Any]] | None:
    """The part of the officer's case page that shows them; None when there is nothing to show.

    `asked` names the answer that tells what each was about.
    """
    if not (rows or hint):
        return None
    shown = [
        {
            "number": row["number"], "closed_at": row["closed_at"],
            "asked": row["answers"].get(asked, ""), "given": row["outcome"].get("words", ""),
        }
        for row in rows
    ]  # fmt: skip
    return TEMPLATE, {"title": title, "earlier": shown, "hint": hint}
