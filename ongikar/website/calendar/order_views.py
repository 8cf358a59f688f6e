"""The officer's calendar: the orders given so far, and giving one: written, looked at before saving, saved.
The preview says which running promises move, from when to when, by how much, and who will be told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.models import Case
from ongikar.cases.rights import may_handle
from ongikar.clock.impact_preview import ImpactedPromise, preview_impact
from ongikar.core.forms.keys import key_of
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.core.not_none import not_none
from ongikar.grievances.models import Stage
from ongikar.offices.calendar_status import calendar_ending
from ongikar.offices.calendars import CalendarChanged, give_order
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.post_holders import PostHolder, StaffRequest
from ongikar.rules import tiers
from ongikar.rules.calendar.findings import DOUBT
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.tasks.models import Task
from ongikar.tasks.words import task_number
from ongikar.website.rights import for_calendar_readers, for_order_givers

from .order_form import MAX_ROWS, SCOPES, OrderForm
from .order_from_form import (
    OrderDraft,
    add_faults_to_form,
    allowed_scopes,
    calendar_finding_words,
    draft_orders,
)
from .year_views import order_rows, version_summaries

LINES_SHOWN = 50
BATCH_SIZE = 1000


@dataclass(frozen=True, slots=True)
class MovedPromise:
    """One promise that moves; `days`: by so many working days, minus where it comes nearer."""

    number: str
    about: str
    url: str
    was: datetime
    becomes: datetime
    days: int
    is_same_day: bool
    waits: bool

    @property
    def days_nearer(self) -> int:
        return -self.days


@dataclass
class OrderPreview:
    """What the order does in one office; `lines` are the oldest of those that move."""

    office_name: str
    moved: list[ImpactedPromise]
    # Those that would be broken at once, and so keep their day.
    staying: int
    uncountable: int
    lines: list[MovedPromise] = field(default_factory=list)
    notified: int = 0

    @property
    def waiting(self) -> int:
        return sum(each.waits for each in self.moved)

    @property
    def untold(self) -> int:
        """Whose people left no address, or who are nobody: what the office owes by itself."""
        return len(self.moved) - self.waiting - self.notified

    @property
    def more(self) -> int:
        return len(self.moved) - len(self.lines)


def preview_order(given: OrderDraft, holder: PostHolder, *, with_lines: bool, now: datetime) -> OrderPreview:
    """Needs an order that stands. Lines name cases, so only staff of the office at hand are shown any."""
    assert given.calendar is not None
    found = preview_impact(given.office.pk, given.latest.calendar, given.calendar, now=now)
    moved = [each for each in found if each.becomes and not each.stays]
    seen = OrderPreview(
        given.office.name,
        moved,
        sum(each.stays for each in found),
        sum(each.becomes is None for each in found),
    )
    seen.notified = count_reachable([each.clock_id for each in moved if not each.waits])
    if with_lines:
        seen.lines = list(
            moved_promises(moved[:LINES_SHOWN], given.calendar, links=may_handle(holder, given.office.pk))
        )
    return seen


def count_reachable(clock_ids: Sequence[int]) -> int:
    """How many of these promises are owed to somebody who left an address."""
    count = 0
    for page in batched(clock_ids, BATCH_SIZE):
        for model, person in ((Case, "applicant"), (Stage, "grievance__complainant")):
            reachable = Q(**{f"{person}__mobile__gt": ""}) | Q(**{f"{person}__email__gt": ""})
            count += model.objects.filter(reachable, clock_id__in=page).count()
    return count


def moved_promises(
    moved: Sequence[ImpactedPromise], calendar: Calendar, *, links: bool
) -> Iterator[MovedPromise]:
    pks = [each.clock_id for each in moved]
    cases = {case.clock_id: case for case in Case.objects.filter(clock_id__in=pks)}
    stages = {
        stage.clock_id: stage for stage in Stage.objects.filter(clock_id__in=pks).select_related("grievance")
    }
    tasks = {
        clock_id: task
        for task in Task.objects.filter(Q(clock_id__in=pks) | Q(check_clock_id__in=pks))
        for clock_id in (task.clock_id, task.check_clock_id)
    }
    for each in moved:
        if case := cases.get(each.clock_id):
            number, about, url = (
                case.number,
                case.row.short,
                reverse("case", args=[case.number]) if links else "",
            )
        elif stage := stages.get(each.clock_id):
            number, about, url = stage.grievance.number, say(*tiers.WORDS[stage.what]), ""
        elif task := tasks.get(each.clock_id):
            number, about, url = task_number(task.number), task.title, ""
        else:
            continue
        # Of clocks that run: each has a day before the order and one after it.
        due_before, due_after = not_none(each.was), not_none(each.becomes)
        was, becomes = due_before.astimezone(TZ).date(), due_after.astimezone(TZ).date()
        days = calendar.count_working_days(was, becomes)
        yield MovedPromise(number, about, url, due_before, due_after, days, was == becomes, each.waits)


VERSIONS_A_PAGE = 20


@for_calendar_readers
@require_safe
def orders(request: StaffRequest) -> HttpResponse:
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
        "may_order": bool(allowed_scopes(request.holder, request.office)),
        "current": "calendar",
    }
    return render(request, "website/calendar/orders.html", context)


@for_order_givers
@require_http_methods(["GET", "POST"])
def order(request: StaffRequest) -> HttpResponse:
    """What was typed stays in the form from step to step; nothing is kept before it is saved."""
    now, sent = timezone.now(), request.POST
    if is_order_saved(request):
        return redirect_after_saving(request)
    asked: dict[str, Any] = {
        "rows": row_count(sent),
        "scopes": allowed_scopes(request.holder, request.office),
        "today": timezone.localdate(now),
    }
    if request.method == "GET":
        return render_order_form(request, OrderForm(initial={"rows": 1}, **asked))
    if "more" in sent or "change" in sent:
        return render_order_form(request, OrderForm(initial=sent.dict() | {"rows": asked["rows"]}, **asked))
    form = OrderForm(sent, **asked)
    if not form.is_valid():
        return render_order_form(request, form)
    found = draft_orders(form, request.holder, request.office, now=now)
    if add_faults_to_form(form, found):
        return render_order_form(request, form)
    if "save" in sent:
        return save_orders(request, form, found, now)
    return render_order_preview(request, form, found, now)


def is_order_saved(request: OfficeRequest) -> bool:
    """Whether this form has been saved already: pressed twice, or gone back to."""
    token = key_of(request.POST, "token")
    return bool(token) and request.office.calendar_orders.filter(key=token).exists()


def row_count(sent: QueryDict) -> int:
    """How many rows the form has: as many as it says, and one more where another was asked for."""
    said = sent.get("rows", "")
    rows = int(said) if said.isascii() and said.isdigit() and len(said) < 3 else 1
    return min(max(rows + ("more" in sent), 1), MAX_ROWS)


def render_order_form(request: HttpRequest, form: OrderForm) -> HttpResponse:
    context = {"form": form, "may_add": form.count < MAX_ROWS, "current": "calendar"}
    return render_form(request, "website/calendar/order.html", context)


def render_order_preview(
    request: StaffRequest,
    form: OrderForm,
    found: list[OrderDraft],
    now: datetime,
    *,
    is_changed: bool = False,
) -> HttpResponse:
    previews = [
        preview_order(each, request.holder, with_lines=each.office == request.office, now=now)
        for each in found
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
        "notified": sum(each.notified for each in previews),
        "current": "calendar",
    }
    return render(request, "website/calendar/preview.html", context, status=409 if is_changed else 200)


def judged_versions(found: list[OrderDraft]) -> str:
    """The versions that the order was judged by; saved with others it is looked at again."""
    return ",".join(str(each.latest.pk) for each in found)


def save_orders(
    request: StaffRequest, form: OrderForm, found: list[OrderDraft], now: datetime
) -> HttpResponse:
    if form.cleaned_data["seen"] != judged_versions(found):
        return render_order_preview(request, form, found, now, is_changed=bool(form.cleaned_data["seen"]))
    try:
        give_order(
            [each.order for each in found],
            seen=[each.latest.pk for each in found],
            actor=request.holder.actor,
            now=now,
        )
    except CalendarChanged:
        return render_order_preview(
            request, form, draft_orders(form, request.holder, request.office, now=now), now, is_changed=True
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
