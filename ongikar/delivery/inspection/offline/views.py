"""The pages of a pack: where it is made and called back, what the phone keeps, and where it sends to."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.rights import for_handlers
from ongikar.core.forms.faults import ActFault
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.headers import POLICY
from ongikar.core.i18n.say import say
from ongikar.core.models import Attempt
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.desk import DeskRequest
from ongikar.people.models import User
from ongikar.rules.calendar.office_calendar import TZ

from ..models import Inspection, OfflinePack
from .by_app import close_by_app, open_by_app, round_by_app
from .packs import OVER, WORDS, find_pack, make_pack, pack_path, revoke_pack, why_shut
from .page import parts_of
from .phone_intake import take_photo, take_said

# Wrong addresses from one line within an hour.
WRONG_FROM_ADDRESS = 60
WORKER = Path(__file__).parents[1] / "static" / "inspection" / "field_worker.js"
# Here alone the place is asked for: a photo says where it was taken.
HERE = POLICY.replace("geolocation=()", "geolocation=(self)")
# Browsers keep pages and have a store of their own only where nobody on the line can change them.
OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]"})


def can_go_offline(request: OfficeRequest) -> bool:
    return request.is_secure() or request.get_host().rpartition(":")[0] in OWN_MACHINE


@for_handlers
@require_http_methods(["GET", "HEAD", "POST"])
def take_along(request: DeskRequest, pk: int) -> HttpResponse:
    """What taking it along means, and the packs that are out."""
    inspection = get_object_or_404(Inspection.objects.with_related(), pk=pk, office=request.office)
    fault, is_safe = "", can_go_offline(request)
    if request.method == "POST" and is_safe:
        try:
            return redirect(pack_path(make_pack(inspection, user=request.user, now=timezone.now())))
        except ActFault as refused:
            fault = refused.words
    context = {
        "inspection": inspection,
        "packs": inspection.packs.select_related("user").order_by("-id"),
        "is_safe": is_safe,
        "by_app": round_by_app(inspection, timezone.now()),
        "fault": fault,
        "now": timezone.now(),
        "current": "places",
    }
    status = 422 if fault or (request.method == "POST" and not is_safe) else 200
    return render(request, "inspection/take_along.html", context, status=status)


@for_handlers
@require_POST
def call_back(request: DeskRequest, pk: int, pack_id: int) -> HttpResponse:
    pack = get_object_or_404(
        OfflinePack.objects.select_related("inspection"),
        pk=pack_id,
        inspection=pk,
        inspection__office=request.office,
    )
    revoke_pack(pack, actor=request.desk.actor, now=timezone.now())
    return redirect("field_take", pk)


@for_handlers
@require_POST
def by_app(request: DeskRequest, pk: int) -> HttpResponse:
    """Put the checklist on the phones of the staff that have the app, or take it from them."""
    inspection = get_object_or_404(Inspection.objects.with_related(), pk=pk, office=request.office)
    now, actor = timezone.now(), request.desk.actor
    try:
        if request.POST.get("do") == "close":
            close_by_app(inspection, actor=actor, now=now)
        else:
            open_by_app(inspection, actor=actor, now=now)
    except ActFault as fault:
        messages.error(request, fault.words)
    return redirect("field_take", pk)


def asked_pack(request: OfficeRequest, token: str, now: datetime) -> OfflinePack | None:
    """The pack of an address; None for a wrong one, or from a line that has tried too many."""
    keys = [f"pack from {client_ip(request)}"]
    if Attempt.is_spent(keys, limit=WRONG_FROM_ADDRESS, now=now):
        return None
    pack = find_pack(request.office, token)
    if pack is None:
        Attempt.count_failure(keys, now=now)
    return pack


def signed_in(request: OfficeRequest) -> User | None:
    return request.user if isinstance(request.user, User) and request.user.is_authenticated else None


@never_cache
@require_safe
def show_field(request: OfficeRequest, token: str) -> HttpResponse:
    """The page that the phone keeps. Whoever has its address has the pack: it is signed, and can be called
    back.
    """
    now = timezone.now()
    pack = asked_pack(request, token, now)
    if pack is None:
        raise Http404
    why = why_shut(pack, signed_in(request), now)
    inspection = Inspection.objects.with_related().get(pk=pack.inspection_id)
    parts, tasks = ([], {}) if why else parts_of(inspection, now.astimezone(TZ).date())
    context: dict[str, Any] = {
        "pack": pack,
        "inspection": inspection,
        "office": request.office,
        "parts": parts,
        "tasks": [(place, owner, due) for (owner, due), place in tasks.items()],
        "why": say(*WORDS[why]) if why else "",
        "is_over": why == OVER,
        "sign_in": sign_in_address(request),
        "is_done": not inspection.is_under_way,
        "made": now,
    }
    status = 403 if why and why != OVER else 200
    response = render(request, "inspection/field.html", context, status=status)
    response["Permissions-Policy"] = HERE
    # The address is the key.
    response["Referrer-Policy"] = "same-origin"
    return response


def sign_in_address(request: OfficeRequest) -> str:
    return f"{reverse('account_login')}?next={request.path}"


@require_safe
def worker(request: OfficeRequest) -> HttpResponse:
    """The script that answers for the pages of packs without a line; only for addresses below its own."""
    return HttpResponse(WORKER.read_text("utf-8"), content_type="text/javascript; charset=utf-8")


Take = Callable[[OfficeRequest, OfflinePack, datetime], str]


def for_packs(take: Take) -> Callable[..., HttpResponse]:
    """A sending is answered with the hash of what was kept, or with why it was not, in the page's
    language.
    """

    @csrf_exempt
    @require_POST
    @wraps(take)
    def wrapper(request: OfficeRequest, token: str) -> HttpResponse:
        now = timezone.now()
        pack = asked_pack(request, token, now)
        if pack is None:
            words = say("এই ঠিকানা চেনা যায়নি।", "This address is not known.")
            return JsonResponse({"fault": words}, status=404)
        if why := why_shut(pack, signed_in(request), now):
            return JsonResponse({"fault": say(*WORDS[why]), "why": why}, status=401 if why == OVER else 403)
        try:
            digest = take(request, pack, now)
        except ActFault as fault:
            return JsonResponse({"fault": fault.words}, status=422)
        except (BadRequest, SuspiciousOperation):
            return JsonResponse(
                {"fault": say("যা এসেছে তা পড়া যায়নি।", "What came could not be read.")}, status=400
            )
        said = {"sha256": digest, "kept": now.isoformat(), "behind": pack.behind_seconds}
        return JsonResponse(said)

    return wrapper


@for_packs
def take_answer(request: OfficeRequest, pack: OfflinePack, now: datetime) -> str:
    return take_said(pack, request.body, now)


@for_packs
def take_picture(request: OfficeRequest, pack: OfflinePack, now: datetime) -> str:
    upload = request.FILES.get("photo")
    return take_photo(pack, request.POST.dict(), upload if isinstance(upload, UploadedFile) else None, now)
