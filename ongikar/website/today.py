"""The staff's Today: what is owed now, in the order of harm, whichever app it belongs to."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.urgent import open_urgent
from ongikar.core.db.capped_count import COUNTED_UP_TO
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Post
from ongikar.people.day_list import OF, count_owed, day_list, following, place_of, read_place, with_place
from ongikar.people.post_holders import STAFF_ROLES, WITH_TODAY, StaffRequest
from ongikar.people.section_counts import count_words
from ongikar.people.today_lines import (
    LATE,
    SECTIONS,
    SHOWN,
    WATCHED,
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
    Post.ADMIN: "desk_people",
}


def first_page(roles: frozenset[str]) -> str | None:
    """The page of those who have no Today; None for those who have."""
    if roles & WITH_TODAY:
        return None
    return next(page for role, page in FIRST_PAGES.items() if role in roles)


@for_all_staff
@require_safe
def today(request: StaffRequest) -> HttpResponse:
    roles = request.holder.roles_in(request.office.pk)
    if elsewhere := first_page(roles):
        return redirect(elsewhere)
    now = timezone.now()
    is_staff = not roles.isdisjoint(STAFF_ROLES)
    shares = today_shares(TodayQuestion(request, request.holder, request.office, now))
    sections = today_sections(shares)
    owed = day_list(shares)
    context = {
        "now": now,
        "sections": sections,
        "in_numbers": today_figures(sections),
        "first": owed[0] if owed else None,
        "owed": count_words(count_owed(shares)),
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


@for_all_staff
@require_safe
def next_owed(request: StaffRequest) -> HttpResponse:
    """Leads to what is owed after the place in the day's list, or first; from its end to the list itself."""
    place = read_place(request.GET.get(OF, ""))
    owed = day_list(today_shares(TodayQuestion(request, request.holder, request.office, timezone.now())))
    after = following(owed, place) if place else next(iter(owed), None)
    if after:
        return redirect(after.url)
    messages.info(request, say(*(PASSED_OVER if owed else ALL_DONE)))
    return redirect("today")


PASSED_OVER = (
    "তালিকার শেষে এসেছেন। যা রেখে এসেছেন, নিচে আছে।",
    "This was the end of the list. What you passed over stands below.",
)
ALL_DONE = ("আজকের সব কাজ শেষ।", "Everything owed today is done.")


@dataclass(frozen=True, slots=True)
class TodaySection:
    """One heading of the day: its lines, how many there are, and where the rest of each app's stands."""

    key: str
    heading: str
    count: str
    lines: list[TodayLine]
    more: list[tuple[str, str]]


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
    keys = [key for key in SECTIONS if any(each.lines for each in given[key])]
    rooms = rooms_of_sections([sum(len(each.lines) for each in given[key]) for key in keys])
    return [make_section(key, given[key], room) for key, room in zip(keys, rooms, strict=True)]


# So many lines stand on the page, and of each section this many at least: a day is read from its top, and
# each heading says how many there are.
MOST_LINES, LEAST_OF_SECTION = 36, 5


def rooms_of_sections(lengths: list[int]) -> list[int]:
    """How many lines each section shows, the one that presses most first."""
    rooms: list[int] = []
    for place, length in enumerate(lengths, 1):
        # What those below it take at least stays free.
        below = sum(min(each, LEAST_OF_SECTION) for each in lengths[place:])
        rooms.append(min(length, SHOWN, max(MOST_LINES - sum(rooms) - below, LEAST_OF_SECTION)))
    return rooms


def make_section(key: str, given: list[TodayLines], room: int) -> TodaySection:
    """The lines that are due first, as many as there is room for, and where those stand that are left."""
    each_line = [(line, source) for source in given for line in source.lines]
    each_line.sort(key=lambda pair: place_of(key, pair[0]))
    shown = [(line, source) for n, (line, source) in enumerate(each_line) if n < room or not source.more]
    count, more = 0, []
    for source in given:
        of_source = len(source.lines) if source.count is None else source.count
        left = of_source - sum(each is source for _, each in shown)
        count += of_source
        if source.more and left > 0:
            more.append((source.more, count_words(left)))
    lines = [line if key in WATCHED else on_the_list(key, line) for line, _ in shown]
    return TodaySection(key, section_title(key), count_words(count), lines, more)


def on_the_list(key: str, line: TodayLine) -> TodayLine:
    """The line, whose links keep its place in the day's list."""
    place = place_of(key, line)
    act_url = with_place(line.act_url, place) if line.act_url else ""
    return replace(line, url=with_place(line.url, place), act_url=act_url)


def today_figures(sections: list[TodaySection]) -> list[TodayFigure]:
    """The day at a glance, each figure leading to its part of the page."""
    return [
        TodayFigure(f"#s-{section.key}", section.count, str(SECTIONS[section.key][1]), section.key == LATE)
        for section in sections
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
