"""The officer's Today: what is owed now, in the order it is owed."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import CaseSummary, holder_words, summarise_cases
from ongikar.cases.officer.queue import selection
from ongikar.cases.officer.queue.filters import tab_count_words
from ongikar.cases.officer.queue.pages import fetch_queue_page
from ongikar.cases.officer.queue.selection import tab_counts as counts_of
from ongikar.cases.officer.queue.views import mini_bars
from ongikar.cases.urgent import open_urgent
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office, Post
from ongikar.people.desk import STAFF_ROLES, DeskRequest
from ongikar.rules.bangla.text import bangla_date_words
from ongikar.rules.calendar.office_calendar import TZ

from .rights import for_all_staff
from .today_parts import TODAY


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One case of the day: how it stands, its bar, and at whose desk it lies."""

    stands: CaseSummary
    bar: SafeString
    desk: str

    @property
    def request(self) -> str:
        """The first line of what is asked."""
        return kind_of(self.stands.case.row).request_line(self.stands.case)


@dataclass(frozen=True, slots=True)
class TodaySection:
    """One heading of the day: its lines, how many there are, and the tab of the queue that shows the rest."""

    key: str
    heading: str
    count: str
    lines: list[TodayLine]
    tab: str
    has_more: bool


HEADINGS = {
    "late": ("দেরি হয়ে গেছে", "Late", "late"),
    "today": ("আজ শেষ দিন", "Due today", "today"),
    "answered": ("কাগজ এসেছে, দেখা বাকি", "Documents to review", "open"),
    "received": ("গ্রহণ করা বাকি", "To be accepted", "received"),
    "waiting": ("নাগরিকের কাগজের অপেক্ষা", "Waiting for the citizen", "waiting"),
}


# Where the work of a post begins; of several posts, the first here.
FIRST_PAGES = {
    Post.GRO: "desk_grievances",
    Post.APPEAL: "desk_grievances",
    Post.CELL: "desk_grievances",
    Post.AGENT: "agent",
    Post.AUDITOR: "queue",
    Post.VIEWER: "desk_offices",
    Post.CHAIR: "desk_offices",
    Post.ADMIN: "desk_people",
}


def first_page(roles: frozenset[str]) -> str | None:
    """The page of those who have no Today; None for those who have."""
    if roles & STAFF_ROLES:
        return None
    return next(page for role, page in FIRST_PAGES.items() if role in roles)


@for_all_staff
@require_safe
def today(request: DeskRequest) -> HttpResponse:
    roles = request.desk.roles_in(request.office.pk)
    if elsewhere := first_page(roles):
        return redirect(elsewhere)
    now = timezone.now()
    own = [post.pk for post in request.desk.posts if post.office_id == request.office.pk]
    counts = counts_of(request.office, now=now, desks=own)
    found = today_sections(request.office, counts, now)
    context = {
        "now": now,
        "in_numbers": today_figures(counts, found),
        "bangla_day": bangla_date_words(now.astimezone(TZ).date()) if language() == "bn" else "",
        "sections": found,
        "urgent_cases": open_urgent(request.office),
        "slot": TODAY.answers(request, now=now),
        "current": "today",
    }
    return render(request, "website/today.html", context)


@dataclass(frozen=True, slots=True)
class TodayFigure:
    """One figure of the day, and where its cases stand; `is_bad`: they are late."""

    url: str
    count: str
    words: str
    is_bad: bool = False


# What the day holds, in the order in which it is owed; a part without a case is left out.
FIGURES = {
    "late": ("দেরি হয়েছে", "late"),
    "today": ("আজ শেষ দিন", "due today"),
    "answered": ("কাগজ দেখা বাকি", "with documents to review"),
    "received": ("গ্রহণ করা বাকি", "to accept"),
    "waiting": ("কাগজের অপেক্ষায়", "waiting for documents"),
}


def today_figures(counts: dict[str, int], found: list["TodaySection"]) -> list[TodayFigure]:
    """The day at a glance, each figure leading to its part of the page or to the queue."""
    queue_at, section_counts = reverse("queue"), {section.key: section.count for section in found}
    numbers = [
        TodayFigure(f"#s-{key}", section_counts[key], say(*words), key == "late")
        for key, words in FIGURES.items()
        if key in section_counts
    ]
    return [
        *numbers,
        TodayFigure(f"{queue_at}?tab=mine", tab_count_words(counts["mine"]), say("আমার কাছে", "on my desk")),
        TodayFigure(queue_at, tab_count_words(counts["soon"]), say("সামনের ৭ দিনে", "in the next 7 days")),
    ]


def today_sections(office: Office, counts: dict[str, int], now: datetime) -> list[TodaySection]:
    """The sections that have something in them, each in the order of due days.

    A case stands in the first it belongs to, and only there.
    """
    found = {key: cases_by_due_day(office, key, counts, now) if counts[key] else [] for key in HEADINGS}
    seen: set[int] = set()

    def is_new(pk: int) -> bool:
        """Whether it stands in no section so far."""
        if pk in seen:
            return False
        seen.add(pk)
        return True

    alone = {key: [case for case in cases if is_new(case.pk)] for key, cases in found.items()}
    shown_cases = [case for cases in alone.values() for case in cases]
    bars = mini_bars(shown_cases, now)
    lines_by_case = {
        stands.case.pk: TodayLine(stands, bars[stands.case.pk], holder_words(stands.case))
        for stands in summarise_cases(shown_cases, now)
    }
    return [
        make_section(
            key,
            [lines_by_case[case.pk] for case in cases],
            in_all=counts[key] if len(found[key]) == selection.PAGE else None,
        )
        for key, cases in alone.items()
        if cases
    ]


def cases_by_due_day(office: Office, key: str, counts: dict[str, int], now: datetime) -> list[Case]:
    """A page of the cases of one section, the first due first."""
    return fetch_queue_page(office, selection.QueueSelection(tab=key), now=now, counts=counts).cases


def make_section(key: str, section_lines: list[TodayLine], *, in_all: int | None) -> TodaySection:
    """`in_all`: how many there are where they are more than a page; else the lines below are counted."""
    bn, en, tab = HEADINGS[key]
    count = tab_count_words(len(section_lines) if in_all is None else in_all)
    return TodaySection(key, say(bn, en), count, section_lines, tab, in_all is not None)
