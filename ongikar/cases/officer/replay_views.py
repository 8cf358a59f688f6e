"""The officer asks what another promise would have meant for a service: who would have been late, and whose desk it lay on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.frame.say import language
from ongikar.offices.models import Post
from ongikar.rules.bangla import fiscal_year
from ongikar.rules.calendar import TZ

from ..replaying import Replayed, replayed
from ..rights import for_readers
from .hand_over import DeskLine, time_words
from .replay_form import OtherPromise

LATE_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Told:
    """What was found, as the page shows it."""

    found: Replayed
    promise: str
    late: Page
    desks: list[DeskLine]


@for_readers
@require_safe
def replay(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    first = {"since": date(fiscal_year(now.astimezone(TZ).date()), 7, 1)}
    sent = (request.GET,) if "promise" in request.GET else ()
    form = OtherPromise(*sent, office=request.office, now=now, initial=first)
    told = form.is_valid() and told_of(request, form.cleaned_data, now)
    context = {"form": form, "told": told, "current": "queue"}
    return render(request, "cases/officer/replay.html", context, status=422 if form.errors else 200)


def told_of(request: HttpRequest, asked: dict, now: datetime) -> Told:
    found = replayed(
        request.office, code=asked["service"], promise=asked["promise"], start=asked["since"], now=now
    )
    posts = Post.objects.in_bulk([desk.post for desk in found.desks])
    desks = [
        DeskLine(posts[desk.post].title, desk.days, time_words(desk), desk == found.longest)
        for desk in found.desks
    ]
    late = Paginator(found.late, LATE_A_PAGE).get_page(request.GET.get("page"))
    return Told(found, asked["promise"].words(language()), late, desks)
