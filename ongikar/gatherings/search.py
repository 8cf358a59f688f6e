"""Gatherings in the one search of the staff: by the words of their titles, and a ticket typed whole."""

from django.urls import reverse

from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource
from ongikar.rules.bangla.search import fold

from .lists import newest_gatherings
from .models import Gathering
from .rights import PRIVATE_SUBJECTS, READER_ROLES
from .tickets import find_member
from .words import STATE_TAGS, sort_words, span_words, state_words

# Among so many of the newest words are looked for: here, since a database that guesses how often a word
# stands would rather read them all.
LOOKED_THROUGH = 1_000


def find_gatherings(question: SearchQuestion) -> list[SearchResult]:
    words = fold(question.typed).split()
    if not words or len(question.typed) < 3:
        return []
    newest = newest_gatherings(question.office).values_list("pk", "title")[:LOOKED_THROUGH]
    keys = [pk for pk, title in newest if all(word in fold(title) for word in words)][: question.most]
    rows = Gathering.objects.filter(pk__in=keys).select_related("place", "roster")
    found = {gathering.pk: gathering for gathering in rows}
    return [result_of(found[key]) for key in keys if key in found]


def result_of(gathering: Gathering) -> SearchResult:
    return SearchResult(
        reverse("gathering", args=[gathering.pk]),
        gathering.title,
        f"{sort_words(gathering.sort)} · {span_words(gathering)} · {gathering.where}",
        STATE_TAGS.get(gathering.state, "open"),
        state_words(gathering.state),
    )


def page_of_ticket(question: SearchQuestion) -> str:
    """Whoever shows a ticket is found by it."""
    member = find_member(question.office, question.typed)
    is_shown = member and member.roster.subject_type not in PRIVATE_SUBJECTS
    return reverse("roster_member", args=[member.pk]) if member and is_shown else ""


GATHERING_SEARCH = SearchSource(
    "gatherings",
    ("সভা, ক্লাস ও আয়োজন", "Meetings, classes and events"),
    READER_ROLES,
    find_gatherings,
    exact=page_of_ticket,
    order=40,
)
