"""How much of each section of the desk waits for this person: each app registers its own count.

The header stands on every page of the staff, so all counts together are one statement: a source gives an
expression, and the first page that asks composes them to one query (core/db/compiled_query.py).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Value
from django.db.models.expressions import Combinable

from ongikar.core.db.capped_count import COUNTED_UP_TO
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.i18n.say import language
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import digits

from .post_holders import PostHolder


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
    office, now, *held = map(CompiledQuery.parameter, range(2 + posts))
    counts = count_columns(sections, CountedFor(office, now, tuple(held)))
    return CompiledQuery(lambda: Office.objects.filter(pk=office).values_list(*counts))


def count_columns(sections: Sequence[str], places: CountedFor) -> list[Combinable]:
    """What counts the rows of each section, in that order."""
    return [SECTION_COUNTS[name].count(places) for name in sections]


# Under this a desk keeps what a page asked along with a question of its own.
FOUND = "section_counts"


def section_counts(holder: PostHolder, office: Office, now: datetime) -> dict[str, str]:
    """What waits for the person in each section, in the digits of the page; a section without is left out."""
    sections, posts = counted_sections(holder, office)
    if (FOUND, office.pk) not in holder.found:
        rows = counts_query(sections, len(posts))(office.pk, now, *posts) if sections else [()]
        keep_section_counts(holder, office, rows[0])
    counts = holder.found[FOUND, office.pk]
    return {name: count_words(count) for name, count in zip(sections, counts, strict=True) if count}


def counted_sections(holder: PostHolder, office: Office) -> tuple[tuple[str, ...], list[int]]:
    """The sections that are counted for the person, and the posts held in the office. A page that counts
    something else too asks for `count_columns` of them in the same statement, and hands the answer to
    `keep_section_counts`.
    """
    roles = holder.roles_in(office.pk)
    posts = [post.pk for post in holder.posts if post.office_id == office.pk]
    return tuple(name for name, counted in sorted(SECTION_COUNTS.items()) if roles & counted.roles), posts


def keep_section_counts(holder: PostHolder, office: Office, counts: Sequence[int]) -> None:
    """What the header of this page will show, in the order of `counted_sections`."""
    holder.found[FOUND, office.pk] = counts


def count_words(count: int) -> str:
    """৪, and 99+ for what is counted no further."""
    return digits(count if count < COUNTED_UP_TO else f"{COUNTED_UP_TO - 1}+", language())
