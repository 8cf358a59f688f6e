"""The officer's calendar: the orders given so far, and giving one: written, looked at
before saving, saved.
"""

import secrets
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.fields import IdempotencyKeyField
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.offices.calendar_status import calendar_ending
from ongikar.offices.calendars import CalendarChanged, give_order
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.findings import DOUBT
from ongikar.website.rights import for_calendar_readers, for_order_givers

from .given_order import OrderDraft, add_faults_to_form, allowed_scopes, calendar_finding_words, draft_orders
from .order_form import MAX_ROWS, SCOPES, OrderForm
from .preview import preview_order
from .year_rows import order_rows, version_summaries

VERSIONS_A_PAGE = 20


@for_calendar_readers
@require_safe
def orders(request: DeskRequest) -> HttpResponse:
    """Every version of the calendar, the newest first: who ordered it, by which memo, and who entered it
    when.
    """
    versions = (
        request.office.calendars.select_related("order__post").defer("data", "files").order_by("-number")
    )
    page = Paginator(versions, VERSIONS_A_PAGE).get_page(request.GET.get("page"))
    calendar = request.office.calendar
    context = {
        "page": page,
        "shown": version_summaries(list(page.object_list), calendar),
        "ending": calendar_ending(request.office.pk, timezone.now()),
        "may_order": bool(allowed_scopes(request.desk, request.office)),
        "current": "calendar",
    }
    return render(request, "website/calendar/orders.html", context)


@for_order_givers
@require_http_methods(["GET", "POST"])
def order(request: DeskRequest) -> HttpResponse:
    """What was typed stays in the form from step to step; nothing is kept before it is saved."""
    now, sent = timezone.now(), request.POST
    if is_order_saved(request):
        return redirect_after_saving(request)
    asked: dict[str, Any] = {
        "rows": row_count(sent),
        "scopes": allowed_scopes(request.desk, request.office),
        "today": timezone.localdate(now),
    }
    if request.method == "GET":
        return render_order_form(
            request, OrderForm(initial={"token": secrets.token_urlsafe(16), "rows": 1}, **asked)
        )
    if "more" in sent or "change" in sent:
        return render_order_form(request, OrderForm(initial=sent.dict() | {"rows": asked["rows"]}, **asked))
    form = OrderForm(sent, **asked)
    if not form.is_valid():
        return render_order_form(request, form)
    found = draft_orders(form, request.desk, request.office, now=now)
    if add_faults_to_form(form, found):
        return render_order_form(request, form)
    if "save" in sent:
        return save_orders(request, form, found, now)
    return render_order_preview(request, form, found, now)


def is_order_saved(request: OfficeRequest) -> bool:
    """Whether this form has been saved already: pressed twice, or gone back to."""
    token = IdempotencyKeyField.taken(request.POST.get("token", ""))
    return bool(token) and request.office.calendar_orders.filter(key=token).exists()


def row_count(sent: QueryDict) -> int:
    """How many rows the form has: as many as it says, and one more where another was asked for."""
    said = sent.get("rows", "")
    rows = int(said) if said.isascii() and said.isdigit() and len(said) < 3 else 1
    return min(max(rows + ("more" in sent), 1), MAX_ROWS)


def render_order_form(request: HttpRequest, form: OrderForm) -> HttpResponse:
    context = {"form": form, "may_add": form.count < MAX_ROWS, "current": "calendar"}
    return render(request, "website/calendar/order.html", context, status=422 if form.errors else 200)


def render_order_preview(
    request: DeskRequest, form: OrderForm, found: list[OrderDraft], now: datetime, *, is_changed: bool = False
) -> HttpResponse:
    previews = [
        preview_order(each, request.desk, with_lines=each.office == request.office, now=now) for each in found
    ]
    if any(each.uncountable for each in previews):
        form.add_error(
            None,
            say(
                "এই আদেশ হলে চলতি কোনো কোনো কথার শেষ দিন আর গোনা যায় না",
                "With this order some running promises could not be counted any more",
            ),
        )
        return render_order_form(request, form)
    doubts = [
        calendar_finding_words(finding)
        for each in found
        for finding in each.findings
        if finding.severity == DOUBT and each.place_of(finding)
    ]
    context = {
        "form": form,
        "order": found[0].order,
        "scope": SCOPES[found[0].order.scope],
        "rows": order_rows(found[0].order, not_none(found[0].calendar)),
        "previews": previews,
        "doubts": list(dict.fromkeys(doubts)),
        "typed": form.as_typed(),
        "seen": judged_versions(found),
        "is_changed": is_changed,
        "total": sum(len(each.moved) for each in previews),
        "told": sum(each.notified for each in previews),
        "current": "calendar",
    }
    return render(request, "website/calendar/preview.html", context, status=409 if is_changed else 200)


def judged_versions(found: list[OrderDraft]) -> str:
    """The versions that the order was judged by; saved with others it is looked at again."""
    return ",".join(str(each.latest.pk) for each in found)


def save_orders(
    request: DeskRequest, form: OrderForm, found: list[OrderDraft], now: datetime
) -> HttpResponse:
    if form.cleaned_data["seen"] != judged_versions(found):
        return render_order_preview(request, form, found, now, is_changed=bool(form.cleaned_data["seen"]))
    try:
        give_order(
            [each.order for each in found],
            seen=[each.latest.pk for each in found],
            actor=request.desk.actor,
            now=now,
        )
    except CalendarChanged:
        return render_order_preview(
            request, form, draft_orders(form, request.desk, request.office, now=now), now, is_changed=True
        )
    return redirect_after_saving(request)


def redirect_after_saving(request: HttpRequest) -> HttpResponse:
    messages.success(
        request,
        say(
            "আদেশটি সংরক্ষণ করা হয়েছে। যাঁদের দিন বদলেছে, তাঁদের জানানো হচ্ছে।",
            "The order is saved. Those whose day has moved are being told.",
        ),
    )
    return redirect("calendar_orders")
