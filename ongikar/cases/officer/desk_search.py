"""Cases in the one search box of the staff, and how many of them wait for a person in the menu."""

from django.db.models import Value
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.http import urlencode

from ongikar.cases.kinds import kind_of
from ongikar.cases.rights import READER_ROLES
from ongikar.core.db.capped_count import CappedCount
from ongikar.core.i18n.say import language
from ongikar.people.desk import STAFF_ROLES
from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource
from ongikar.people.section_counts import CountedFor, SectionCount
from ongikar.rules.bangla.text import digits

from .case.case_summary import CaseSummary, summarise_cases
from .queue.filters import number_opened, search
from .queue.selection import cases_on_desk


def find_cases(question: SearchQuestion) -> list[SearchResult]:
    found = search(question.office, question.typed, now=question.now).cases[: question.most]
    return [case_result(each) for each in summarise_cases(found, question.now)]


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
