"""How much of each section of the desk waits for this person, and in which of them there was never anything:
each app registers its own count.

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
# Of sections that the menu keeps back until their first row: whether the office has one.
FIRST_ROWS: dict[str, SectionCount] = {}
# What a column of the statement is called that asks this of a section.
HAS_ANY = "has any: "


def register_section_count(counted: SectionCount) -> None:
    SECTION_COUNTS[counted.section] = counted
    counts_query.cache_clear()


def register_first_row(
    section: str, roles: frozenset[str], has_any: Callable[[CountedFor], Combinable]
) -> None:
    """`has_any`: true once the office has a row of the section, by an index that begins with the office."""
    FIRST_ROWS[HAS_ANY + section] = SectionCount(section, roles, has_any)
    counts_query.cache_clear()


@cache
def used_sections(office: int) -> set[str]:
    """Those of which this process saw a row, as columns of FIRST_ROWS: it is not asked again."""
    return set()


@cache
def counts_query(sections: tuple[str, ...], posts: int) -> CompiledQuery:
    """One row with a count for each of these sections, for somebody who holds so many posts."""
    office, now, *held = map(CompiledQuery.parameter, range(2 + posts))
    counts = count_columns(sections, CountedFor(office, now, tuple(held)))
    return CompiledQuery(lambda: Office.objects.filter(pk=office).values_list(*counts))


def count_columns(sections: Sequence[str], places: CountedFor) -> list[Combinable]:
    """What counts the rows of each section, or asks whether there is one, in that order."""
    return [(SECTION_COUNTS.get(name) or FIRST_ROWS[name]).count(places) for name in sections]


# Under these a person's request keeps which columns it asks for, and what a page asked along with a question
# of its own.
SECTIONS, COUNTED = "sections", "section_counts"


def section_counts(
    holder: PostHolder, office: Office, now: datetime
) -> tuple[dict[str, int], frozenset[str]]:
    """What waits for the person in each section, of those where something does, as numbers of at most
    COUNTED_UP_TO for each of their posts; and the sections in which the office never had anything.
    """
    sections, posts = counted_sections(holder, office)
    if (COUNTED, office.pk) not in holder.found:
        rows = counts_query(sections, len(posts))(office.pk, now, *posts) if sections else [()]
        keep_section_counts(holder, office, rows[0])
    by_name = dict(zip(sections, holder.found[COUNTED, office.pk], strict=True))
    asked = FIRST_ROWS.keys() & by_name.keys()
    used_sections(office.pk).update(name for name in asked if by_name[name])
    unused = frozenset(FIRST_ROWS[name].section for name in asked if not by_name[name])
    return {name: count for name, count in by_name.items() if count and name not in asked}, unused


def counted_sections(holder: PostHolder, office: Office) -> tuple[tuple[str, ...], list[int]]:
    """The sections that are counted for the person, then the columns of those that the office did not use so
    far, and the posts held in the office. A page that counts something else too asks for `count_columns` of
    them in the same statement, and hands the answer to `keep_section_counts`.
    """
    roles = holder.roles_in(office.pk)
    posts = [post.pk for post in holder.posts if post.office_id == office.pk]
    if (SECTIONS, office.pk) not in holder.found:
        used = used_sections(office.pk)
        holder.found[SECTIONS, office.pk] = tuple(
            name
            for each in (SECTION_COUNTS, FIRST_ROWS)
            for name, counted in sorted(each.items())
            if roles & counted.roles and name not in used
        )
    return holder.found[SECTIONS, office.pk], posts


def keep_section_counts(holder: PostHolder, office: Office, counted: Sequence[int]) -> None:
    """What the header of this page will show, in the order of `counted_sections`."""
    holder.found[COUNTED, office.pk] = counted


def count_words(count: int) -> str:
    """৪, and 99+ for what is counted no further."""
    return digits(count if count < COUNTED_UP_TO else f"{COUNTED_UP_TO - 1}+", language())
