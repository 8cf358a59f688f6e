"""Where gatherings and rosters show elsewhere: Today, the programme, the search, who reads their papers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office, Post
from ongikar.people.charge import ChargeLine, ChargeSource, register_charge
from ongikar.people.post_holders import STAFF_ROLES, PostHolder
from ongikar.people.search_sources import SearchQuestion, SearchResult, SearchSource, register_search
from ongikar.people.subjects import (
    SubjectLine,
    SubjectType,
    readable_by_roles,
    register_referring_model,
    register_subject,
)
from ongikar.people.today_lines import (
    DUE_TODAY,
    LATE,
    SHOWN,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
    register_today,
)
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .lists import newest_gatherings
from .models import Gathering, Member, Roster
from .programme import ProgrammeEntry, register_programme
from .replies import seats_left
from .rights import PRIVATE_SUBJECTS, READER_ROLES, shown_to_staff
from .tickets import find_member
from .words import STATE_TAGS, hour_words, span_words, time_words


def load_gatherings(keys: Iterable[int]) -> dict[int, SubjectLine]:
    gatherings = Gathering.objects.filter(pk__in=list(keys)).values_list(
        "pk", "title", "starts_at", "office_id"
    )
    return {
        pk: SubjectLine("", f"{title}, {time_words(starts_at)}", reverse("gathering", args=[pk]), office_id)
        for pk, title, starts_at, office_id in gatherings
    }


def load_rosters(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rosters = Roster.objects.filter(pk__in=list(keys)).values_list("pk", "title", "office_id")
    return {
        pk: SubjectLine("", title, reverse("roster", args=[pk]), office_id)
        for pk, title, office_id in rosters
    }


def load_members(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = Member.objects.filter(pk__in=list(keys)).select_related("roster")
    return {
        row.pk: SubjectLine("", row.title, reverse("roster_member", args=[row.pk]), row.roster.office_id)
        for row in rows
    }


of_staff = readable_by_roles(READER_ROLES)


def readable_rows(rows: Any, path: str = "") -> Callable[[PostHolder, Mapping[int, SubjectLine]], list[int]]:
    """The keys that a desk may know of: of the staff's own, those that are shown to all of it."""

    def readable(holder: PostHolder, lines: Mapping[int, SubjectLine]) -> list[int]:
        keys = list(of_staff(holder, lines))
        return list(shown_to_staff(rows.filter(pk__in=keys), path).values_list("pk", flat=True))

    return readable


GATHERING_SUBJECT = SubjectType(
    Gathering.SUBJECT, ("সমাবেশ", "Gathering"), load_gatherings, readable_rows(Gathering.objects)
)
ROSTER_SUBJECT = SubjectType(
    Roster.SUBJECT, ("সদস্যতালিকা", "Roster"), load_rosters, readable_rows(Roster.objects)
)
MEMBER_SUBJECT = SubjectType(
    Member.SUBJECT, ("সদস্য", "Member"), load_members, readable_rows(Member.objects, "roster__")
)


# Among this many of the newest words are looked for: here, since a database that guesses how often a word
# stands would rather read them all.
LOOKED_THROUGH = 1_000


def find_gatherings(question: SearchQuestion) -> list[SearchResult]:
    words = fold(question.typed).split()
    if not words or len(question.typed) < 3:
        return []
    newest = newest_gatherings(question.office).values_list("pk", "title")[:LOOKED_THROUGH]
    keys = [pk for pk, title in newest if all(word in fold(title) for word in words)][: question.most]
    rows = Gathering.objects.filter(pk__in=keys).select_related("place", "roster")
    gatherings = {gathering.pk: gathering for gathering in rows}
    return [result_of(gatherings[key]) for key in keys if key in gatherings]


def result_of(gathering: Gathering) -> SearchResult:
    return SearchResult(
        reverse("gathering", args=[gathering.pk]),
        gathering.title,
        f"{gathering.get_sort_display()} · {span_words(gathering)} · {gathering.where}",
        STATE_TAGS.get(gathering.state, "open"),
        gathering.get_state_display(),
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


def coming_gatherings(post: Post, now: datetime) -> QuerySet[Gathering]:
    """A hearing is none of these: it stands with the complaints, for the one who decides them."""
    rows: QuerySet[Gathering] = shown_to_staff(Gathering.objects.filter(office=post.office_id))
    rows = rows.filter(starts_at__gt=now, state__in=transitions.COMING)
    return rows.order_by("office_id", "starts_at", "id")


def gathering_lines(post: Post, most: int) -> list[ChargeLine]:
    return [
        ChargeLine(
            digits(each.pk, language()),
            f"{each.title} ({each.get_sort_display()})",
            date_words(each.day, language()),
            reverse("gathering", args=[each.pk]),
        )
        for each in coming_gatherings(post, timezone.now())[:most]
    ]


def count_gatherings(post: Post) -> int:
    return coming_gatherings(post, timezone.now()).count()


GATHERING_CHARGE = ChargeSource(
    "gatherings",
    ("সামনের সভা, ক্লাস ও অনুষ্ঠান", "Gatherings to come"),
    gathering_lines,
    count_gatherings,
    order=70,
)


# A programme with more of them would be read by nobody.
MOST = 300


@register_programme
def public_gatherings(office: Office, first: date, last: date, now: datetime) -> Iterator[ProgrammeEntry]:
    begin = datetime.combine(first, datetime.min.time(), TZ)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), TZ)
    rows = list(
        Gathering.objects.filter(
            office=office, is_public=True, starts_at__gte=begin - timedelta(days=1), starts_at__lt=end
        )
        .exclude(state=transitions.MOVED)
        .filter(ends_at__gte=begin)
        .select_related("place")
        .order_by("starts_at", "id")[:MOST]
    )
    left = seats_left(rows)
    for each in rows:
        yield ProgrammeEntry(
            key=each.uid,
            sort=each.sort,
            sort_words=each.get_sort_display(),
            title=each.title,
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            place=each.place,
            where=each.where,
            seats=each.capacity,
            seats_left=left[each.pk],
            is_cancelled=each.state in transitions.GONE,
            sequence=each.sequence,
        )


# What was left open longer ago is no work of a day any more: it stands in the list of what was.
LOOKED_BACK = timedelta(days=30)
# As the index of just these says it, which SQLite otherwise does not use.
COMING_STATES = [sql_literal(state) for state in sorted(transitions.COMING)]


def today_of_gatherings(question: TodayQuestion) -> TodayShare:
    """They lie with the whole office: whoever is there opens the door."""
    office, now = question.office, question.now
    if not question.holder.has(office.pk, STAFF_ROLES):
        return TodayShare()
    tonight = datetime.combine(now.astimezone(TZ).date() + timedelta(days=1), datetime.min.time(), TZ)
    rows = list(
        shown_to_staff(Gathering.objects.filter(office=office))
        .filter(starts_at__gte=now - LOOKED_BACK, starts_at__lt=tonight, state__in=COMING_STATES)
        .select_related("place")
        .order_by("office_id", "starts_at", "id")[:SHOWN]
    )
    over = [each for each in rows if each.ends_at < now]
    today = [each for each in rows if each.ends_at >= now]
    sections = [
        TodayLines(LATE, [gathering_line(each, is_over=True) for each in over[:SHOWN]]),
        TodayLines(DUE_TODAY, [gathering_line(each, is_over=False) for each in today[:SHOWN]]),
    ]
    return TodayShare(sections=[each for each in sections if each.lines])


def gathering_line(gathering: Gathering, *, is_over: bool) -> TodayLine:
    if is_over:
        words, when = say("উপস্থিতি লেখা বাকি", "Not recorded"), time_words(gathering.starts_at)
        act, act_words = "record", say("লিখে শেষ করুন", "Record")
    else:
        words = say("উপস্থিতি লিখতে হবে আজ", "To be recorded today")
        when = f"{hour_words(gathering.starts_at)} – {hour_words(gathering.ends_at)}"
        act, act_words = "", say("উপস্থিতি", "Attendance")
    url = reverse("gathering", args=[gathering.pk])
    return TodayLine(
        due=gathering.ends_at,
        who=gathering.title,
        url=url,
        what=gathering.where,
        about=gathering.get_sort_display(),
        owner_and_number=when,
        bar=SafeString(""),
        words=words,
        act_url=reverse("gathering_act", args=[gathering.pk, act]) if act else url,
        act_words=act_words,
        is_late=is_over,
    )


# Entered with those who say who may read a paper.

for subject in (GATHERING_SUBJECT, ROSTER_SUBJECT, MEMBER_SUBJECT):
    register_subject(subject)
register_search(GATHERING_SEARCH)
register_charge(GATHERING_CHARGE)
register_today("gatherings", today_of_gatherings, order=40)
for model in (Gathering, Roster):
    register_referring_model(model)
