"""The staff's Today: what is owed now, in the order of harm, whichever app it belongs to."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.urgent import open_urgent
from ongikar.core.db.capped_count import COUNTED_UP_TO
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Post
from ongikar.people.desk import STAFF_ROLES, TIER_ROLES, DeskRequest
from ongikar.people.section_counts import count_words
from ongikar.people.today_lines import (
    LATE,
    SECTIONS,
    AsideRow,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
    section_title,
    today_shares,
)
from ongikar.rules.bangla.text import bangla_date_words
from ongikar.rules.calendar.office_calendar import TZ

from .rights import for_all_staff
from .today_parts import TODAY

# Where the work of a post begins; of several posts, the first here.
FIRST_PAGES = {
    Post.AGENT: "agent",
    Post.AUDITOR: "queue",
    Post.VIEWER: "desk_offices",
    Post.CHAIR: "desk_offices",
    Post.ADMIN: "desk_people",
}


def first_page(roles: frozenset[str]) -> str | None:
    """The page of those who have no Today; None for those who have."""
    if roles & (STAFF_ROLES | TIER_ROLES):
        return None
    return next(page for role, page in FIRST_PAGES.items() if role in roles)


@for_all_staff
@require_safe
def today(request: DeskRequest) -> HttpResponse:
    roles = request.desk.roles_in(request.office.pk)
    if elsewhere := first_page(roles):
        return redirect(elsewhere)
    now = timezone.now()
    is_staff = not roles.isdisjoint(STAFF_ROLES)
    shares = today_shares(TodayQuestion(request, request.desk, request.office, now))
    found = today_sections(shares)
    context = {
        "now": now,
        "sections": found,
        "in_numbers": today_figures(found),
        "soon": soon_count(shares),
        "asides": today_asides(shares),
        "bangla_day": bangla_date_words(now.astimezone(TZ).date()) if language() == "bn" else "",
        # Who hears complaints about the office is not told whose cases lie in it.
        "urgent_cases": open_urgent(request.office) if is_staff else (),
        "slot": TODAY.answers(request, now=now) if is_staff else [],
        "soon_url": reverse("queue" if is_staff else "desk_grievances"),
        "current": "today",
    }
    return render(request, "website/today.html", context)


@dataclass(frozen=True, slots=True)
class TodaySection:
    """One heading of the day: its lines, how many there are, and where the rest of each app's stands."""

    key: str
    heading: str
    count: str
    lines: list[TodayLine]
    more: list[str]


@dataclass(frozen=True, slots=True)
class TodayFigure:
    """One figure of the day, and where its lines stand; `is_bad`: they are late."""

    url: str
    count: str
    words: str
    is_bad: bool = False


def today_sections(shares: list[TodayShare]) -> list[TodaySection]:
    """The sections that have something in them. The lines of all apps stand together, the first due first."""
    given: dict[str, list[TodayLines]] = defaultdict(list)
    for share in shares:
        for lines in share.sections:
            given[lines.section].append(lines)
    return [make_section(key, given[key]) for key in SECTIONS if any(each.lines for each in given[key])]


def make_section(key: str, given: list[TodayLines]) -> TodaySection:
    lines = sorted((line for each in given for line in each.lines), key=lambda line: line.due)
    count = sum(len(each.lines) if each.count is None else each.count for each in given)
    more = [each.more for each in given if each.more and each.count is not None]
    return TodaySection(key, section_title(key), count_words(count), lines, more)


def today_figures(found: list[TodaySection]) -> list[TodayFigure]:
    """The day at a glance, each figure leading to its part of the page."""
    return [
        TodayFigure(f"#s-{section.key}", section.count, str(SECTIONS[section.key][1]), section.key == LATE)
        for section in found
    ]


def soon_count(shares: list[TodayShare]) -> str:
    """How many fall due in the next seven days; "" for none."""
    soon = sum(min(share.soon, COUNTED_UP_TO) for share in shares)
    return count_words(soon) if soon else ""


def today_asides(shares: list[TodayShare]) -> list[tuple[str, str, list[AsideRow]]]:
    """The two lists of the right column: what waits in the office is never mixed with what others owe."""
    lists = (
        ("in-office", say("দপ্তরে বাকি", "Waiting in the office"), [r for s in shares for r in s.in_office]),
        ("others", say("অন্য পক্ষের অপেক্ষায়", "Waiting for others"), [r for s in shares for r in s.for_others]),
    )
    return [each for each in lists if each[2]]
