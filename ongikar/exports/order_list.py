"""The page that lists what a person ordered, also where an order was refused."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ongikar.people.post_holders import StaffRequest

from .models import Export
from .orders import TooManyExports
from .words import shown_export

# More than anybody can order while a file is kept.
SHOWN = 40


def render_list(request: StaffRequest, fault: TooManyExports | None = None) -> HttpResponse:
    now = timezone.now()
    own = Export.objects.filter(office=request.office, asked_by=request.user).order_by("-id")
    context = {
        "exports": [shown_export(each, now) for each in own[:SHOWN]],
        "fault": fault,
        "current": "books",
    }
    status = HTTPStatus.TOO_MANY_REQUESTS if fault else HTTPStatus.OK
    return render(request, "exports/list.html", context, status=status)


def refuse_export(request: StaffRequest, fault: TooManyExports) -> HttpResponse:
    """The list of what was ordered, with why no more is taken now."""
    return render_list(request, fault)
