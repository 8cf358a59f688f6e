"""How much of each section of the desk waits for this person: each app registers its own count.

The header stands on every page of the staff, so all counts together are one statement: a source gives an
expression, and the first page that asks composes them to one query (core/db/compiled_query.py).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable

from ongikar.core.db.capped_count import COUNTED_UP_TO
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.i18n.say import language
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import digits

from .desk import Desk


@dataclass(frozen=True, slots=True)
class CountedFor:
    """Whose count it is, as places of the query: the office, the moment, and the posts held there."""

    office: Value
    now: Value
    posts: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class SectionCount:
    """`section`: the key of the menu's row. `roles`: for whom something may wait there. `count`: an
    expression of at most COUNTED_UP_TO for each post, which reads an index of what is open and stops there.
    """

    section: str
    roles: frozenset[str]
    count: Callable[[CountedFor], Combinable]


SECTION_COUNTS: dict[str, SectionCount] = {}


def register_section_count(counted: SectionCount) -> None:
    SECTION_COUNTS[counted.section] = counted
    counts_query.cache_clear()


@cache
def counts_query(sections: tuple[str, ...], posts: int) -> CompiledQuery:
    """One row with a count for each of these sections, for somebody who holds so many posts."""
    places = CountedFor(
        CompiledQuery.parameter(0),
        CompiledQuery.parameter(1),
        tuple(CompiledQuery.parameter(2 + n) for n in range(posts)),
    )

    def rows() -> QuerySet:
        counts = {f"in_{name}": SECTION_COUNTS[name].count(places) for name in sections}
        return Office.objects.filter(pk=places.office).annotate(**counts).values_list(*counts)

    return CompiledQuery(rows)


# Under this a desk keeps what a page asked along with a question of its own.
FOUND = "section_counts"


def section_counts(desk: Desk, office: Office, now: datetime) -> dict[str, str]:
    """What waits for the person in each section, in the digits of the page; a section without is left out."""
    sections = sections_of(desk, office)
    if (FOUND, office.pk) not in desk.found:
        keep_section_counts(
            desk, office, [query(*values) for query, *values in counts_asked(desk, office, now)]
        )
    rows = desk.found[FOUND, office.pk]
    return {
        name: count_words(found) for row in rows for name, found in zip(sections, row, strict=True) if found
    }


def sections_of(desk: Desk, office: Office) -> tuple[str, ...]:
    roles = desk.roles_in(office.pk)
    return tuple(name for name, counted in sorted(SECTION_COUNTS.items()) if roles & counted.roles)


def counts_asked(desk: Desk, office: Office, now: datetime) -> list[tuple[Any, ...]]:
    """The question of the counts as `run_together` takes it, for a page that asks something else in the same
    trip and hands the answers to `keep_section_counts`; none for whom nothing is counted.
    """
    sections = sections_of(desk, office)
    posts: Sequence[int] = [post.pk for post in desk.posts if post.office_id == office.pk]
    return [(counts_query(sections, len(posts)), office.pk, now, *posts)] if sections and posts else []


def keep_section_counts(desk: Desk, office: Office, answers: Sequence[Sequence[Any]]) -> None:
    """What the header of this page will show."""
    desk.found[FOUND, office.pk] = [row for (row,) in answers]


def count_words(count: int) -> str:
    """৪, and 99+ for what is counted no further."""
    return digits(count if count < COUNTED_UP_TO else f"{COUNTED_UP_TO - 1}+", language())
