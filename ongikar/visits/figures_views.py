"""How long for whom: the page of what a day, a week or a month at the counter came to. It names nobody."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office, Post
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.rules.bangla.text import date_words, time_words
from ongikar.rules.calendar.office_calendar import TZ

from .figures import Figures, figures_of_days
from .rights import for_figure_readers

# How many days each ends with the day that is asked for.
SPANS = {"day": 1, "week": 7, "month": 30}
FIRST_DAY = date(2020, 1, 1)


class FiguresTable(NamedTuple):
    """`head`: what its rows are."""

    key: str
    title: str
    head: str
    rows: list[tuple[str, Figures]]


@for_figure_readers
@require_safe
def show_figures(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    last, span = asked_day(request.GET.get("on", ""), now), asked_span(request.GET.get("span", ""))
    first = last - timedelta(days=SPANS[span] - 1)
    figures = figures_of_days(request.office, first, last)
    step = timedelta(days=SPANS[span])
    is_staff = request.holder.has(request.office.pk, STAFF_ROLES)
    context = {
        "whole": figures.whole,
        "tables": [
            FiguresTable(
                "whole",
                say("সব মিলিয়ে", "All together"),
                say("কারা", "Who"),
                [(say("সবাই", "Everybody"), figures.whole)],
            ),
            FiguresTable(
                "desks",
                say("কোন ডেস্কে", "By desk"),
                say("ডেস্ক", "Desk"),
                desk_rows(request.office, figures.desks),
            ),
            FiguresTable(
                "hours",
                say("কোন সময়ে এসেছেন", "By the hour they came"),
                say("সময়", "Hour"),
                [(hour_words(hour), each) for hour, each in figures.hours.items()],
            ),
        ],
        "span": span,
        "spans": [
            ("day", say("এক দিন", "One day")),
            ("week", say("৭ দিন", "7 days")),
            ("month", say("৩০ দিন", "30 days")),
        ],
        "last": last,
        "words": period_words(first, last),
        "earlier": last - step,
        "later": last + step if last + step <= now.astimezone(TZ).date() else None,
        "is_staff": is_staff,
        "current": "counter" if is_staff else "offices",
    }
    return render(request, "visits/figures.html", context)


def asked_day(typed: str, now: datetime) -> date:
    """2026-12-06; today where none is asked for. A day to come has no figures."""
    today = now.astimezone(TZ).date()
    if not typed:
        return today
    try:
        day = date.fromisoformat(typed)
    except ValueError as fault:
        raise Http404 from fault
    if not FIRST_DAY <= day <= today:
        raise Http404
    return day


def asked_span(typed: str) -> str:
    return typed if typed in SPANS else "day"


def period_words(first: date, last: date) -> str:
    if first == last:
        return date_words(last, language())
    return say(
        "{first} থেকে {last}",
        "{first} to {last}",
        first=date_words(first, language(), weekday=False),
        last=date_words(last, language(), weekday=False),
    )


def desk_rows(office: Office, desks: dict[int | None, Figures]) -> list[tuple[str, Figures]]:
    """By their order in the office; whoever no desk called stands last."""
    names = {
        post.pk: post.title
        for post in Post.objects.filter(office=office, pk__in=[key for key in desks if key])
    }
    rows = [(name, desks[key]) for key, name in names.items()]
    nobody = [(say("কোনো ডেস্ক ডাকেনি", "Called by no desk"), desks[None])] if None in desks else []
    return rows + nobody


def hour_words(hour: int) -> str:
    """সকাল ১০টা থেকে ১১টা, 10:00 am to 11:00 am."""
    first, last = time_words(time(hour), language()), time_words(time((hour + 1) % 24), language())
    return say("{first} থেকে {last}", "{first} to {last}", first=first, last=last)
