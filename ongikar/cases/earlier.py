"""Earlier cases like the one at hand: what was answered before need not be found out again."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform

from ongikar.charter.models import Service
from ongikar.rules import moves
from ongikar.rules.search_words import stems

if TYPE_CHECKING:
    from .models import Case

SHOWN = 5
# How many cases back is looked: the page of one case must not read the whole register.
SAME_AMONG, SIMILAR_AMONG = 200, 60
# Two questions are alike when they share this part of the shorter one's words.
ALIKE = 0.4
# Words that stand in every question say nothing about what is asked.
LEAST_LETTERS = 3
TEMPLATE = "cases/earlier.html"

Row = dict[str, Any]


def newest(case: "Case", among: int) -> QuerySet:
    """The newest cases under the same charter row, in any version of the charter; not all of them kept."""
    # The state is judged afterwards: asked for here, it would lead the database to an index of all services together.
    rows = Service.objects.filter(version__office=case.office_id, code=case.row.code).values_list(
        "pk", flat=True
    )
    cases = type(case).objects.filter(office=case.office_id, service__in=list(rows)).exclude(pk=case.pk)
    return cases.order_by("-id")[:among]


def same(case: "Case", question: str) -> list[Row]:
    """Earlier kept cases in which `question` was answered as in this one; none when it was not answered."""
    answer = case.answers.get(question)
    if not answer:
        return []
    among = newest(case, SAME_AMONG).values("pk")
    rows = type(case).objects.filter(pk__in=among, state=moves.KEPT, **{f"answers__{question}": answer})
    return list(rows.order_by("-id").values("number", "closed_at", "answers", "outcome")[:SHOWN])


def similar(case: "Case", question: str) -> list[Row]:
    """Earlier kept cases whose answer to `question` shares most of its words with this one's, the likest first."""
    words = telling_words(case.answers.get(question, ""))
    if not words:
        return []
    asked = newest(case, SIMILAR_AMONG).values_list("pk", "state", KeyTextTransform(question, "answers"))
    likeness = {
        pk: shared(words, telling_words(text or "")) for pk, state, text in asked if state == moves.KEPT
    }
    best = sorted((pk for pk, part in likeness.items() if part >= ALIKE), key=lambda pk: -likeness[pk])[
        :SHOWN
    ]
    rows = type(case).objects.filter(pk__in=best).values("pk", "number", "closed_at", "answers", "outcome")
    return sorted(rows, key=lambda row: best.index(row["pk"]))


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
    told = [
        {
            "number": row["number"], "closed_at": row["closed_at"],
            "asked": row["answers"].get(asked, ""), "given": row["outcome"].get("words", ""),
        }
        for row in rows
    ]  # fmt: skip
    return TEMPLATE, {"title": title, "earlier": told, "hint": hint}
