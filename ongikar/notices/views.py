"""The message tray of the office."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import tray
from .rights import for_addressees

A_PAGE = 25


@for_addressees
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """What was or would be sent, the newest first."""
    page = Paginator(tray.visible(request.desk, request.office.pk), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "shown": tray.shown(list(page), request.office), "current": "messages"}
    return render(request, "notices/tray.html", context)
