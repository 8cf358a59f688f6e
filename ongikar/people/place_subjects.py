"""How a place is named where something points at it, found in the search, and listed for a new holder."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from ongikar.core.i18n.say import choices_of, language, say
from ongikar.offices.models import Office, Place, Post
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .charge import ChargeLine, ChargeSource
from .contact_subjects import ADDRESS_BOOK_ROLES
from .search_sources import SearchQuestion, SearchResult, SearchSource
from .subjects import SubjectLine, SubjectType, readable_by_roles

KIND_WORDS = dict(choices_of(Place.KIND_WORDS))


def kind_words(kind: str) -> str:
    return str(KIND_WORDS.get(kind.lower(), kind))


def load_places(keys: Iterable[int]) -> dict[int, SubjectLine]:
    return {
        row.pk: SubjectLine(
            digits(row.eiin, language()), row.name, reverse("place", args=[row.pk]), row.office_id
        )
        for row in Place.objects.filter(pk__in=list(keys))
    }


PLACE_SUBJECT = SubjectType("place", ("জায়গা", "Place"), load_places, readable_by_roles(ADDRESS_BOOK_ROLES))


def places_bearing(office: Office, typed: str) -> Q:
    """By any part of a name, of the union, or the whole EIIN; an office serves some hundreds at most."""
    wanted = Q(office=office)
    for word in typed.split()[:5]:
        wanted &= (
            Q(name_bn__icontains=word) | Q(name_en__icontains=word) | Q(union__icontains=word) | Q(eiin=word)
        )
    return wanted


def found_places(question: SearchQuestion) -> list[SearchResult]:
    day = question.now.astimezone(TZ).date()
    rows = Place.objects.filter(places_bearing(question.office, question.typed)).by_name()
    return [
        place_result(row, is_closed=bool(row.closed_on and row.closed_on < day))
        for row in rows[: question.most]
    ]


def place_result(row: Place, *, is_closed: bool) -> SearchResult:
    beside = " · ".join(filter(None, (kind_words(row.kind), row.union)))
    state = say("বন্ধ", "Closed") if is_closed else ""
    return SearchResult(reverse("place", args=[row.pk]), row.name, beside, look="shut", state=state)


PLACE_SEARCH = SearchSource(
    "places", ("জায়গা", "Places"), ADDRESS_BOOK_ROLES, found_places, order=70, is_aside=True
)


def charge_places(post: Post, most: int) -> list[ChargeLine]:
    """The places of the office: they go with no post, but whoever takes charge is told of them."""
    rows = Place.objects.filter(office=post.office_id, closed_on=None).by_name("kind")
    return [
        ChargeLine(
            digits(row.eiin, language()),
            f"{row.name} ({kind_words(row.kind)})",
            url=reverse("place", args=[row.pk]),
        )
        for row in rows[:most]
    ]


def count_places(post: Post) -> int:
    return Place.objects.filter(office=post.office_id, closed_on=None).count()


PLACE_CHARGE = ChargeSource("places", ("জায়গা", "Places"), charge_places, count_places, order=80)
