"""What cases hand to the pages of the staff that know no case: search, the counts of the menu, what goes over
with a post, and what a task or a letter is about.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Value
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from ongikar.charter.models import service_of
from ongikar.core.db.capped_count import CappedCount
from ongikar.core.i18n.say import language
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.people.desk import STAFF_ROLES
from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource
from ongikar.people.section_counts import CountedFor, SectionCount
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from .desks import hand_over
from .kinds import kind_of
from .models import Case
from .officer.case.case_summary import CaseSummary, applicant_words, is_late, summarise_cases
from .officer.queue.filters import number_opened, search
from .officer.queue.selection import cases_on_desk
from .rights import READER_ROLES


def load_cases(keys: Iterable[int]) -> dict[int, SubjectLine]:
    cases = Case.objects.filter(pk__in=list(keys)).values_list("pk", "number", "service_id", "office_id")
    return {
        pk: SubjectLine(number, service_of(service_id).name, reverse("case", args=[number]), office_id)
        for pk, number, service_id, office_id in cases
    }


def find_case(office: Office, number: str) -> int | None:
    return Case.objects.filter(office=office, number=number).values_list("pk", flat=True).first()


CASE_SUBJECT = SubjectType("case", ("আবেদন", "Case"), load_cases, readable_by_roles(READER_ROLES), find_case)


def charge_cases(post: Post, most: int) -> list[ChargeLine]:
    """The first due first, as they stand at the moment of the paper."""
    now = timezone.now()
    cases = Case.objects.filter(desk=post, closed_at=None).select_related("applicant", "clock")
    return [
        ChargeLine(
            digits(case.number, language()),
            f"{applicant_words(case)}: {case.row.short}",
            date_words(case.clock.due_at.astimezone(TZ).date(), language()),
            reverse("case", args=[case.number]),
            is_late(case, now),
            case.row.short,
        )
        for case in cases.order_by("clock__due_at", "clock_id")[:most]
    ]


def count_charge_cases(post: Post) -> int:
    return Case.objects.filter(desk=post, closed_at=None).count()


def transfer_cases(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """Each by the act by which one case is reassigned: no day moves, and each says who has it."""
    moved = 0
    for case in Case.objects.filter(desk=post, closed_at=None).select_related("post").order_by("pk"):
        hand_over(case, to=to, words=reason, actor=actor, now=now)
        moved += 1
    return moved


CASE_CHARGE = ChargeSource(
    "cases", ("আবেদন", "Cases"), charge_cases, count_charge_cases, transfer_cases, order=10
)


def find_cases(question: SearchQuestion) -> list[SearchResult]:
    cases = search(question.office, question.typed, now=question.now).cases[: question.most]
    return [case_result(each) for each in summarise_cases(cases, question.now)]


def case_result(stands: CaseSummary) -> SearchResult:
    case = stands.case
    number = digits(case.short_number, language())
    return SearchResult(
        url=reverse("case", args=[case.number]),
        title=f"{stands.who}: {case.row.short}",
        text=" · ".join(filter(None, (number, kind_of(case.row).request_line(case)))),
        look=stands.look,
        state=stands.words if case.is_open and stands.words else stands.state,
    )


def case_page(question: SearchQuestion) -> str:
    number = number_opened(question.office, question.typed, question.now)
    return reverse("case", args=[number]) if number else ""


def all_cases_found(question: SearchQuestion) -> str:
    return f"{reverse('queue')}?{urlencode({'q': question.typed})}"


CASE_SEARCH = SearchSource(
    "cases", ("আবেদন", "Cases"), READER_ROLES, find_cases, case_page, all_cases_found, order=10
)


def cases_waiting(counted: CountedFor) -> Combinable:
    """The open cases on each desk of the person, of each desk alone: several in one question would be read to
    their end.
    """
    counts: list[Combinable] = [CappedCount(cases_on_desk(post)) for post in counted.posts]
    return sum(counts, Value(0))


CASE_COUNT = SectionCount("queue", STAFF_ROLES, cases_waiting)
