"""Requests for information where they are met beside their own pages: on Today, in the search and the
menu, where something points at them, at the handing over of charge, in the rehearsal of the watch, and on
the pages of complaints, letters and applications below.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial, reduce
from operator import add

from django.db import transaction
from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from ongikar.cases.case_promise import display_promise
from ongikar.cases.case_queries import in_both_languages
from ongikar.cases.citizen.my_cases import SHOWN as SHOWN_OF_MOBILE
from ongikar.clock.bar_svg import BAR_FORMS, draw_svg
from ongikar.clock.models import Clock
from ongikar.clock.rehearsal import PromiseOwner
from ongikar.core.db.capped_count import CappedCount
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.grievances.models import Stage
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office, Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.people.post_holders import STAFF_ROLES, PostHolder, StaffRequest
from ongikar.people.search_sources import SearchQuestion
from ongikar.people.section_counts import CountedFor, SectionCount, count_words
from ongikar.people.subjects import SubjectLine, SubjectType
from ongikar.people.today_lines import (
    DUE_TODAY,
    LATE,
    SHOWN,
    AsideRow,
    TodayCount,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
)
from ongikar.records.actions import perform
from ongikar.rules import tiers
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import normal_tracking_number

from . import transitions
from .models import InformationRequest, RtiAct, RtiAppeal, requests_of
from .reactions import RIGHT_TO_INFORMATION
from .rights import DESK_ROLES, may_enter, may_study
from .rules import is_information_request
from .track import NoOfficer, find_post, track_of
from .words import appeal_tag, state_tag


def load_requests(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = InformationRequest.objects.filter(pk__in=list(keys)).values_list("pk", "number", "office_id")
    title = say("তথ্যের আবেদন", "Request for information")
    return {
        pk: SubjectLine(number, title, reverse("desk_rti_request", args=[number]), office_id)
        for pk, number, office_id in rows
    }


def readable(holder: PostHolder, lines: Mapping[int, SubjectLine]) -> set[int]:
    if not lines or not holder.posts:
        return set()
    rows = InformationRequest.objects.filter(pk__in=list(lines)).select_related("appeal")
    return {request.pk for request in rows if may_study(holder, request)}


RTI_SUBJECT = SubjectType(
    InformationRequest.SUBJECT, ("তথ্যের আবেদন", "Request for information"), load_requests, readable
)


# So many of one part stand on the desk; the rest comes up as these are answered.
SHOWN_OF_PART = 50


def own_posts(holder: PostHolder, office: Office) -> list[int]:
    return sorted(post.pk for post in holder.posts if post.office_id == office.pk)


def to_answer(holder: PostHolder, office: Office) -> list[InformationRequest]:
    """What the posts of the person have to answer, the first due first. The urgent few are read by
    themselves: a newer clock may be due long before an older one.
    """
    keys: set[int] = set()
    for post_id in own_posts(holder, office):
        rows = InformationRequest.objects.filter(
            **equal_by_range(post_id=post_id), office=office, closed_at__isnull=True
        ).order_by("post_id", "clock_id")
        first = list(rows.values_list("pk", flat=True)[:SHOWN_OF_PART])
        keys |= set(first)
        # Where those are not all.
        if len(first) == SHOWN_OF_PART:
            keys |= set(rows.filter(is_urgent=True).values_list("pk", flat=True)[:SHOWN_OF_PART])
    if not keys:
        return []
    requests = InformationRequest.objects.with_related().filter(pk__in=keys, office=office)
    return sorted(requests, key=lambda asked: (asked.open_clock.due_at, asked.pk))[:SHOWN_OF_PART]


def open_appeals(holder: PostHolder, office: Office) -> list[InformationRequest]:
    """The requests whose appeals the posts of the person have to decide, the first due first."""
    keys: set[int] = set()
    for post_id in own_posts(holder, office):
        rows = RtiAppeal.objects.filter(**equal_by_range(post_id=post_id), closed_at__isnull=True)
        keys |= set(rows.order_by("post_id", "clock_id").values_list("request_id", flat=True)[:SHOWN_OF_PART])
    if not keys:
        return []
    requests = InformationRequest.objects.with_related().filter(pk__in=keys, office=office)
    return sorted(requests, key=lambda asked: (asked.appeal.clock.due_at, asked.pk))


def count_open_appeals(posts: Sequence[Value], office: Value) -> Combinable:
    """How many those are, up to as many as are shown of each post."""
    rows = RtiAppeal.objects.filter(closed_at__isnull=True, request__office=office)
    rows = rows.order_by("post_id", "clock_id")
    return sum((CappedCount(rows.filter(post=post), SHOWN_OF_PART) for post in posts), Value(0))


def count_to_answer(posts: Sequence[Value], office: Value) -> Combinable:
    """Whether there is any."""
    rows = InformationRequest.objects.filter(office=office, closed_at__isnull=True)
    rows = rows.order_by("post_id", "clock_id")
    return sum((CappedCount(rows.filter(post=post), 1) for post in posts), Value(0))


def today_of_rti(question: TodayQuestion) -> TodayShare:
    """What the person's posts owe: late requests and those of today as lines, the rest in a row; so the
    appeals that they decide.
    """
    if not question.posts:
        return TodayShare()
    now, today = question.now, question.now.astimezone(TZ).date()
    holder, office = question.holder, question.office
    requests = to_answer(holder, office) if question.count("rti_to_answer") else []
    appeals = open_appeals(holder, office) if question.count("rti_appeals") else []
    waiting = [today_line(asked, now) for asked in requests]
    waiting += [today_line_of_appeal(asked, now) for asked in appeals]
    late = [line for line in waiting if line.is_late]
    due = [line for line in waiting if not line.is_late and line.due.astimezone(TZ).date() == today]
    others = len(waiting) - len(late) - len(due)
    rows = [
        AsideRow(say("তথ্যের আবেদন", "Requests for information"), reverse("desk_rti"), count_words(others))
    ]
    return TodayShare(
        sections=[
            TodayLines(name, lines[:SHOWN], more=reverse("desk_rti"))
            for name, lines in ((LATE, late), (DUE_TODAY, due))
            if lines
        ],
        in_office=rows if others else [],
    )


def today_line(asked: InformationRequest, now: datetime) -> TodayLine:
    clock = asked.open_clock
    return TodayLine(
        due=clock.due_at,
        who=asked.applicant.shown_name,
        url=reverse("desk_rti_request", args=[asked.number]),
        what=asked.text.splitlines()[0] if asked.text else "",
        about=say(*WHAT),
        owner_and_number=digits(asked.number, language()),
        bar=mini_bar(clock, now),
        words=state_tag(asked, now)[1],
        act_url=reverse("desk_rti_request_provide", args=[asked.number]),
        act_words=say("উত্তর দিন", "Answer"),
        is_late=clock.is_overdue(now),
    )


def today_line_of_appeal(asked: InformationRequest, now: datetime) -> TodayLine:
    """The day and the state are those of the appeal; what is done with it is to decide."""
    clock = asked.appeal.clock
    return replace(
        today_line(asked, now),
        due=clock.due_at,
        about=say(*WHAT_APPEAL),
        bar=mini_bar(clock, now),
        words=str(appeal_tag(asked.appeal, now)[1]),
        act_url=reverse("desk_rti_request_decide", args=[asked.number]),
        act_words=say("সিদ্ধান্ত দিন", "Decide"),
        is_late=clock.is_overdue(now),
    )


def mini_bar(clock: Clock, now: datetime) -> SafeString:
    return draw_svg(display_promise(clock, now).drawing, BAR_FORMS["mini"], f"rti-bar-{clock.pk}")


TODAY_COUNTS: dict[str, TodayCount] = {
    "rti_appeals": lambda counted: count_open_appeals(counted.posts, counted.office),
    "rti_to_answer": lambda counted: count_to_answer(counted.posts, counted.office),
}


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
    rows = InformationRequest.objects.with_related().filter(number=number, office=question.office)
    asked = rows.first() if number else None
    return asked if asked and may_study(question.holder, asked) else None


def page_of_number(question: SearchQuestion) -> str:
    """What was asked, and by whom, the list looks for; a number finds any."""
    asked = found_request(question)
    return reverse("desk_rti_request", args=[asked.number]) if asked else ""


def requests_on(post: Post) -> QuerySet[InformationRequest]:
    return InformationRequest.objects.filter(post=post, closed_at__isnull=True).order_by("clock_id")


def request_line(asked: InformationRequest, clock: Clock, now: datetime) -> ChargeLine:
    """Its number and its day; who asks stands on its page."""
    return ChargeLine(
        digits(asked.number, language()),
        say("তথ্যের আবেদন", "Request for information"),
        date_words(clock.due_at.astimezone(TZ).date(), language()),
        reverse("desk_rti_request", args=[asked.number]),
        clock.is_overdue(now),
    )


def request_lines(post: Post, most: int) -> list[ChargeLine]:
    now = timezone.now()
    # Their keys first: beside all that is joined PostgreSQL does not see how few they are.
    keys = list(requests_on(post).values_list("pk", flat=True)[:most])
    # Put in order here: asked to, SQLite goes through all clocks in their order for these few.
    requests = InformationRequest.objects.with_related().in_bulk(keys)
    return [request_line(requests[key], requests[key].open_clock, now) for key in keys]


def count_requests(post: Post) -> int:
    return requests_on(post).count()


@transaction.atomic
def transfer_requests(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """Another post answers them; no day moves. What the other is to decide on appeal stays, for nobody hears
    the appeal against their own answer.
    """
    if to.role not in STAFF_ROLES:
        return 0
    moved = 0
    for asked in requests_on(post).select_related("appeal", "office"):
        appeal = getattr(asked, "appeal", None)
        if appeal is not None and appeal.post_id == to.pk:
            continue
        act = asked.act(transitions.HAND_ON, reason, **{"from": post.pk, "to": to.pk})
        act.told = {"from_post": post.pk, "to_post": to.pk}
        perform(asked, act, actor=actor, now=now, follow=partial(give_to, to))
        moved += 1
    return moved


def give_to(post: Post, act: RtiAct) -> None:
    """From now on whoever holds the post answers the request of this act."""
    act.request.post = post


def appeal_lines(post: Post, most: int) -> list[ChargeLine]:
    now = timezone.now()
    requests = InformationRequest.objects.with_related().filter(
        appeal__post=post, appeal__closed_at__isnull=True
    )
    return [
        request_line(asked, asked.appeal.clock, now) for asked in requests.order_by("appeal__clock_id")[:most]
    ]


def count_appeals(post: Post) -> int:
    return InformationRequest.objects.filter(appeal__post=post, appeal__closed_at__isnull=True).count()


REQUEST_CHARGE = ChargeSource(
    "rti",
    ("তথ্যের আবেদন", "Requests for information"),
    request_lines,
    count_requests,
    transfer_requests,
    order=40,
)
APPEAL_CHARGE = ChargeSource(
    "rti_appeals",
    ("তথ্যের আবেদনের আপিল", "Appeals of requests for information"),
    appeal_lines,
    count_appeals,
    order=41,
    is_secret=True,
)


WHAT = ("তথ্যের আবেদন", "Request for information")
WHAT_APPEAL = ("তথ্যের আপিল", "Appeal about information")


def owner_of(number: str, what: tuple[str, str], post: tuple[str, str], sets_off: str = "") -> PromiseOwner:
    return PromiseOwner(number, what, post, sets_off)


def request_owners(clocks: Sequence[Clock], now: datetime) -> dict[int, PromiseOwner]:
    """The requests by their clocks. A breach opens the appeal."""
    keys = [clock.pk for clock in clocks]
    rows = InformationRequest.objects.filter(clock__in=keys).select_related("post")
    return {
        row.clock_id: owner_of(row.number, WHAT, in_both_languages(row.post, "title"), tiers.APPEAL)
        for row in rows
    }


def order_owners(clocks: Sequence[Clock], now: datetime) -> dict[int, PromiseOwner]:
    """What was ordered on appeal, by its clock."""
    keys = [clock.pk for clock in clocks]
    rows = RtiAppeal.objects.filter(order_clock__in=keys).select_related("request__post")
    return {
        row.order_clock_id: owner_of(row.request.number, WHAT, in_both_languages(row.request.post, "title"))
        for row in rows
        if row.order_clock_id
    }


def appeal_owners(clocks: Sequence[Clock], now: datetime) -> dict[int, PromiseOwner]:
    """The appeals by their clocks."""
    keys = [clock.pk for clock in clocks]
    rows = RtiAppeal.objects.filter(clock__in=keys).select_related("request", "post")
    return {
        row.clock_id: owner_of(row.request.number, WHAT_APPEAL, in_both_languages(row.post, "title"))
        for row in rows
    }


def mobile_requests_part(*, request: OfficeRequest, mobile: str, now: datetime) -> Answer | None:
    """The requests filed with a mobile that its owner has proved."""
    filed = requests_of(request.office.pk, mobile).with_related()
    rows = [(asked, state_tag(asked, now)) for asked in filed[:SHOWN_OF_MOBILE]]
    return ("rti/own_requests.html", {"filed": rows}) if rows else None


def follow_complaint_part(*, request: OfficeRequest, stage: Stage, now: datetime) -> Answer | None:
    """To whoever follows a complaint not accepted as a request under the Act: the request that was opened,
    or, where the name is hidden, form A with the words in it.
    """
    if stage.reason_code != RIGHT_TO_INFORMATION:
        return None
    opened = InformationRequest.objects.filter(grievance=stage.grievance_id, office=request.office).first()
    return "rti/from_complaint.html", {"opened": opened, "text": stage.grievance.text}


def hint_of_request(request: OfficeRequest, text: str) -> Answer | None:
    """Where to file it, for a text that looks like one; nothing in an office that names nobody to answer."""
    if not is_information_request(text):
        return None
    try:
        officer = find_post(request.office, "designated")
    except NoOfficer:
        return None
    period = track_of(request.office.slug).periods[-1]
    limit = period.answer.words(language())
    return "rti/hint.html", {"officer": officer, "limit": limit, "address": reverse("rti_new"), "text": text}


def hint_before_sending(*, request: OfficeRequest, text: str) -> Answer | None:
    """The same on the last page of an application."""
    return hint_of_request(request, text)


def letter_part(*, request: StaffRequest, letter: Letter, now: datetime) -> Answer | None:
    """On the page of a letter in the diary that belongs to nothing yet: the way to enter it as a request."""
    is_free = letter.is_open and letter.subject is None
    if not (is_free and may_enter(request.holder, letter.office_id)):
        return None
    return "rti/letter_part.html", {"letter": letter}
