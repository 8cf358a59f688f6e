"""The pages of what a person ordered: the list, one order with how far it is, and the file, for that person
alone.
"""

from http import HTTPStatus

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.offices.models import Post
from ongikar.papers.responses import with_private_headers
from ongikar.people.post_holders import STAFF_ROLES, TIER_ROLES, StaffRequest, for_roles

from .makers import maker_named
from .models import Export
from .order_list import render_list
from .orders import enter_reading
from .words import shown_export

for_askers = for_roles(*STAFF_ROLES, Post.AUDITOR, *TIER_ROLES)

# Seconds after which a page that shows progress loads itself anew; a long one is not looked at every moment.
REFRESH_SECONDS, MOST_REFRESH_SECONDS = 3, 20
BLOCK = 256 * 1024


@for_askers
@require_safe
def export_list(request: StaffRequest) -> HttpResponse:
    return render_list(request)


def own_export(request: StaffRequest, export_id: int) -> Export:
    """An order of this person's in this office, whose file they may still read; else Http404."""
    export = Export.objects.filter(pk=export_id, office=request.office, asked_by=request.user).first()
    maker = export and maker_named(export.maker)
    if not export:
        raise Http404
    if maker and not (
        request.holder.has(request.office.pk, maker.roles)
        and maker.may_fetch(request.holder, export.arguments)
    ):
        raise Http404
    return export


@for_askers
@require_safe
def export_page(request: StaffRequest, export_id: int) -> HttpResponse:
    """How far it is. While it is made the page loads itself anew, unless it is asked to stand still."""
    now = timezone.now()
    shown = shown_export(own_export(request, export_id), now)
    is_still = "still" in request.GET
    context = {"shown": shown, "export": shown.export, "is_still": is_still, "current": "books"}
    response = render(request, "exports/export.html", context)
    if shown.is_unfinished and not is_still:
        waited = int((now - shown.export.asked_at).total_seconds() / 10)
        response["Refresh"] = str(min(max(REFRESH_SECONDS, waited), MOST_REFRESH_SECONDS))
    return response


@for_askers
@require_safe
def export_file(request: StaffRequest, export_id: int) -> HttpResponseBase:
    """The file; each fetching is entered. One that was deleted, or is not there, says so."""
    now = timezone.now()
    export = own_export(request, export_id)
    shown = shown_export(export, now)
    if shown.is_unfinished:
        raise Http404
    try:
        file = open(export.path, "rb") if shown.is_ready else None  # noqa: SIM115
    except FileNotFoundError:
        file = None
    if file is None:
        context = {"shown": shown, "export": export, "is_lost": shown.is_ready, "current": "books"}
        return render(request, "exports/export.html", context, status=HTTPStatus.GONE)
    if request.method == "GET":
        enter_reading(export, actor=request.holder.actor, now=now)
        if maker := maker_named(export.maker):
            maker.enter_fetching(request.holder, export.arguments, now)
    response = FileResponse(file, content_type=export.media_type)
    response.block_size = BLOCK
    return with_private_headers(response, export.file_name, is_shown=False)
