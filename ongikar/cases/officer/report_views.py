"""Two forecasts for the officer, each read only: what happens in the days to come if nobody acts
(rehearsal), and who would have been late under another promise (replay).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases import replay
from ongikar.cases.officer.case.hand_over import DeskLine, office_time_words
from ongikar.cases.replay import ReplayResult, replay_service
from ongikar.cases.rights import for_readers
from ongikar.charter.models import charter_in_force
from ongikar.clock.rehearsal import ExpectedEvent, event_words, expected_events
from ongikar.core.forms.fields import ChoiceField, DayField, TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.http.heavy_pages import heavy_page
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office, Post
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.watch import BROKEN
from ongikar.rules.promise.reading import read_promise
from ongikar.rules.promise.terms import Promise, PromiseFault

PAGE = 50
DAY_CHOICES = (7, 14, 30)
# Further than this nobody reads by turning pages.
MOST_PAGES = 400


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event: when, of which case and service, whose post answers, and what happens. `is_bad`: a promise
    breaks.
    """

    at: datetime
    number: str
    service: str
    post: str
    words: str
    is_bad: bool


@heavy_page
@for_readers
@require_safe
def show_rehearsal(request: OfficeRequest) -> HttpResponse:
    now = timezone.now()
    days, page = read_days(request.GET.get("days", "")), read_page(request.GET.get("page", ""))
    events = expected_events(request.office, now=now, until=now + timedelta(days=days), topics=("case",))
    lines = [event_line(event) for event in islice(events, (page - 1) * PAGE, page * PAGE + 1)]
    context = {
        "days": lines_by_day(lines[:PAGE]),
        "span": days,
        "spans": DAY_CHOICES,
        "page": page,
        "now": now,
        "next_page": page + 1 if len(lines) > PAGE else None,
        "current": "queue",
    }
    return render(request, "cases/officer/foreseen.html", context)


def read_days(text: str) -> int:
    return int(text) if text in map(str, DAY_CHOICES) else DAY_CHOICES[0]


def read_page(text: str) -> int:
    """The page asked for; whatever is no page is the first."""
    is_page = text.isascii() and text.isdigit() and 1 <= len(text) <= 4
    return min(max(int(text), 1), MOST_PAGES) if is_page else 1


def event_line(event: ExpectedEvent) -> EventLine:
    owner = event.owner
    return EventLine(
        event.at,
        owner.number,
        say(*owner.what),
        say(*owner.post),
        say(*event_words(event)),
        event.what == BROKEN,
    )


def lines_by_day(lines: list[EventLine]) -> list[tuple[date, list[EventLine]]]:
    days = groupby(lines, key=lambda each: each.at.astimezone(TZ).date())
    return [(day, list(of_day)) for day, of_day in days]


# What is counted while somebody waits; the command line counts any number.
MOST = 5_000


class OtherPromiseForm(Form):
    service = ChoiceField(
        label=say_lazy("কোন সেবা", "Which service"),
        many=True,
    )
    promise = TextField(
        label=say_lazy("অন্য কোন সময়সীমা", "Which other time limit"),
        help_text=say_lazy("যেমন: ৩ কার্যদিবস, ৭ দিন, তাৎক্ষণিক", "Such as: 3 working days, 7 days, immediate"),
        width="w11",
        max_length=60,
    )
    since = DayField(
        label=say_lazy("কোন দিন থেকে আসা আবেদন", "Cases received since"),
    )

    def __init__(self, *args: Any, office: Office, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.now = office, now
        rows = charter_in_force(office, now.astimezone(TZ).date()).services
        self.choice_field("service").choices = [(row.code, row.short) for row in rows]

    def clean_promise(self) -> Promise:
        try:
            return read_promise(self.cleaned_data["promise"])
        except PromiseFault as fault:
            raise ValidationError(say(fault.bn, fault.en)) from None

    def clean_since(self) -> datetime:
        day = self.cleaned_data["since"]
        if day > self.now.astimezone(TZ).date():
            raise ValidationError(
                say(
                    "এই দিন এখনো আসেনি। আজ বা আগের কোনো দিন দিন।",
                    "This day has not come yet. Name today or an earlier day.",
                )
            )
        return datetime.combine(day, time(), TZ)

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and is_too_many(self.office, cleaned["service"], cleaned["since"]):
            self.add_error(
                "since",
                say(
                    "এই দিন থেকে {most}টির বেশি আবেদন এসেছে। আরও কাছের কোনো দিন দিন।",
                    "More than {most} cases came since this day. Name a later day.",
                    most=MOST,
                ),
            )
        return cleaned


def is_too_many(office: Office, code: str, start: datetime) -> bool:
    """Whether there are more than MOST; no further clock is read."""
    return replay.clocks_begun_since(office, code, start)[MOST:].exists()


LATE_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """What was found, as the page shows it."""

    found: ReplayResult
    promise: str
    late: Page
    desks: list[DeskLine]


@heavy_page
@for_readers
@require_safe
def show_replay(request: OfficeRequest) -> HttpResponse:
    now = timezone.now()
    first = {"since": date(fiscal_year(now.astimezone(TZ).date()), 7, 1)}
    sent = (request.GET,) if "promise" in request.GET else ()
    form = OtherPromiseForm(*sent, office=request.office, now=now, initial=first)
    report = form.is_valid() and replay_report(request, form.cleaned_data, now)
    context = {"form": form, "report": report, "current": "queue"}
    return render_form(request, "cases/officer/replay.html", context)


def replay_report(request: OfficeRequest, asked: dict, now: datetime) -> ReplayReport:
    result = replay_service(
        request.office, code=asked["service"], promise=asked["promise"], start=asked["since"], now=now
    )
    posts = Post.objects.in_bulk([desk.post for desk in result.desks])
    desks = [
        DeskLine(posts[desk.post].title, desk.days, office_time_words(desk), desk == result.longest)
        for desk in result.desks
    ]
    late = Paginator(result.late, LATE_A_PAGE).get_page(request.GET.get("page"))
    return ReplayReport(result, asked["promise"].words(language()), late, desks)
