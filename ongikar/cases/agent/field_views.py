"""The pages of an intake that goes along on a phone: where it is taken and called back, what the phone
keeps, and where it sends to.
"""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.citizen.apply.forms import wanted_papers
from ongikar.cases.kinds.intake_part import IntakePart
from ongikar.cases.models import IntakePack
from ongikar.cases.officer.counter.views import offered_services
from ongikar.cases.rights import for_agents
from ongikar.charter.models import Service
from ongikar.core.forms.faults import ActFault
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import say
from ongikar.offices.middleware import OfficeRequest
from ongikar.packs.actions import OVER, WORDS, pack_token, revoke_pack, text_in, unreadable, why_shut
from ongikar.packs.views import (
    asked_pack,
    can_go_offline,
    for_packs,
    hide_address,
    sign_in_address,
    signed_in,
)
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import normal_mobile

from .consent import count_code_request, make_consent_code
from .filing import agent_post
from .forms import AgentFilingForm
from .offline import key_of_code, make_intake_pack, read_filing, take_filing, unused_slips

NO_MOBILE = ("মোবাইল নম্বর ঠিক নেই।", "The mobile number is not right.")


@for_agents
@require_http_methods(["GET", "HEAD", "POST"])
def take_intake_along(request: StaffRequest) -> HttpResponse:
    """What taking the forms along means, and the phones that have them."""
    now, is_safe = timezone.now(), can_go_offline(request)
    post = agent_post(request.holder, request.office)
    if request.method == "POST":
        try:
            if is_safe:
                pack = make_intake_pack(request.office, post, user=request.user, now=now)
                return redirect("intake_field", pack_token(pack))
        except ActFault as fault:
            messages.error(request, fault.words)
        return redirect("intake_take")
    packs = IntakePack.objects.filter(counter__post=post).select_related("user", "slips").order_by("-id")
    context = {
        "packs": packs[:20],
        "is_safe": is_safe,
        "home": request.build_absolute_uri(reverse("field_home")),
        "now": now,
        "current": "agent",
    }
    return render(request, "cases/agent/take_along.html", context)


@for_agents
@require_POST
def call_intake_back(request: StaffRequest, pack_id: int) -> HttpResponse:
    post = agent_post(request.holder, request.office)
    rows = IntakePack.objects.select_related("counter")
    pack = get_object_or_404(rows, pk=pack_id, counter__post=post, counter__office=request.office)
    revoke_pack(pack, actor=request.holder.actor, now=timezone.now())
    return redirect("intake_take")


# ---- on the phone ----


@never_cache
@require_safe
def show_intake_field(request: OfficeRequest, token: str) -> HttpResponse:
    """The page that the phone keeps. Whoever has its address has the pack: it is signed, and can be called
    back.
    """
    now = timezone.now()
    pack = asked_pack(request, IntakePack, token, now)
    if pack is None:
        raise Http404
    why = why_shut(pack, signed_in(request), now)
    services = offered_services(request.office, now)
    is_shown = not why or why == OVER
    context: dict[str, Any] = {
        "pack": pack,
        "office": request.office,
        "centre": pack.counter.post,
        "why": say(*WORDS[why]) if why else "",
        "is_over": why == OVER,
        "sign_in": sign_in_address(request),
        "made": now,
        "of_lines": True,
        "slips": json.dumps(unused_slips(pack)) if is_shown else "[]",
    }
    if is_shown:
        today = now.astimezone(TZ).date()
        context["form"] = AgentFilingForm(services=services, today=today)
        context["parts"] = [ServicePart(row, now) for row in services]
    response = render(request, "cases/agent/field.html", context, status=200 if is_shown else 403)
    return hide_address(response)


class ServicePart:
    """What one service asks, with identifiers of its own: the page holds them all."""

    def __init__(self, row: Service, now: datetime) -> None:
        self.row = row
        self.form = IntakePart(row, today=now.astimezone(TZ).date()).form
        self.form.auto_id = f"id_{row.code}_%s"
        self.papers = wanted_papers(row, ())


@for_packs(IntakePack)
def take_intake(request: OfficeRequest, pack: IntakePack, now: datetime) -> dict[str, Any]:
    """One application whole, or nothing of it."""
    body = request.POST.get("said", "")
    filing = read_filing(pack, body, request.FILES, now)
    pack.refresh_from_db(fields=["behind_seconds"])
    case = take_filing(pack, filing, now)
    return {"sha256": hashlib.sha256(body.encode()).hexdigest(), "number": case.number}


@for_packs(IntakePack)
def ask_for_code(request: OfficeRequest, pack: IntakePack, now: datetime) -> dict[str, Any]:
    """A code to the citizen's mobile, once there is a line; the phone is told which, not its figures."""
    try:
        said = json.loads(request.body)
    except ValueError as fault:
        raise unreadable() from fault
    if not isinstance(said, dict):
        raise unreadable()
    mobile = normal_mobile(text_in(said, "mobile"))
    if not mobile:
        raise ActFault("mobile", *NO_MOBILE)
    if refusal := count_code_request(request.office, mobile, client_ip(request), now):
        raise ActFault("code", refusal, refusal)
    code = make_consent_code(request.office, mobile, pack.counter.post, actor=("user", pack.user_id), now=now)
    # In a demonstration no SMS leaves, so the page itself tells.
    shown = code.figures if request.office.is_demo else ""
    return {"code_key": key_of_code(pack, code), "shown": shown}
