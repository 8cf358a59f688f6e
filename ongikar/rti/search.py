"""Requests for information in the one search box of the staff, and in the menu's counts."""

from functools import reduce
from operator import add

from django.db.models.expressions import Combinable
from django.urls import reverse

from ongikar.core.db.capped_count import CappedCount
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES
from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource
from ongikar.people.section_counts import CountedFor, SectionCount
from ongikar.rules.bangla.text import digits
from ongikar.rules.numbers import normal_tracking_number

from .models import InformationRequest, RtiAppeal
from .rights import DESK_ROLES, may_study
from .words import state_tag


def count_of_rti(wanted: CountedFor) -> Combinable:
    """What the posts have to answer and to decide, by two indexes of what is open."""
    counts: list[Combinable] = []
    for post in wanted.posts:
        owed = InformationRequest.objects.filter(post=post, closed_at__isnull=True)
        appeals = RtiAppeal.objects.filter(post=post, closed_at__isnull=True)
        counts += [
            CappedCount(owed.order_by("post", "clock_id")),
            CappedCount(appeals.order_by("post", "clock_id")),
        ]
    return reduce(add, counts)


RTI_COUNT = SectionCount("rti", DESK_ROLES, count_of_rti)


def found_request(question: SearchQuestion) -> InformationRequest | None:
    """The one with the typed number, if the desk may study it."""
    number = normal_tracking_number(question.typed)
    rows = InformationRequest.objects.with_all().filter(number=number, office=question.office)
    found = rows.first() if number else None
    return found if found and may_study(question.desk, found) else None


def page_of_number(question: SearchQuestion) -> str:
    found = found_request(question)
    return reverse("desk_rti_request", args=[found.number]) if found else ""


def search_requests(question: SearchQuestion) -> list[SearchResult]:
    """By number alone: what was asked, and by whom, is looked for in the register."""
    found = found_request(question)
    if found is None:
        return []
    tag = state_tag(found, question.now)
    number = digits(found.number, language())
    title = say("তথ্যের আবেদন {number}", "Request for information {number}", number=number)
    page = reverse("desk_rti_request", args=[found.number])
    return [SearchResult(page, title, found.applicant.shown_name, tag[0], str(tag[1]))]


RTI_SEARCH = SearchSource(
    "rti",
    ("তথ্যের আবেদন", "Requests for information"),
    STAFF_ROLES | {Post.AUDITOR},
    search_requests,
    exact=page_of_number,
    order=35,
)
