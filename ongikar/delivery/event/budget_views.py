"""The pages of an event's money: a head of its budget, a voucher, and what is struck through."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers
from ongikar.core.forms.faults import add_fault
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say
from ongikar.papers.actions import check_upload
from ongikar.papers.check import PaperFault
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ

from . import actions
from .account import EventAccount
from .forms import BudgetLineForm, StrikeForm, VoucherForm
from .models import BudgetLine, Event, Voucher
from .views import event_of_office
from .words import EventFault


@for_handlers
@require_http_methods(["GET", "POST"])
def add_line(request: DeskRequest, event_id: int) -> HttpResponse:
    event = event_of_office(request, event_id)
    form = BudgetLineForm(*posted_data(request)[:1])
    if form.is_valid():
        given = dict(form.cleaned_data)
        submission = f"{event.pk}-{given.pop('token')}"[:64]

        def act() -> None:
            actions.add_budget_line(
                event, submission=submission, actor=request.desk.actor, now=timezone.now(), **given
            )

        if is_done(form, act):
            messages.success(request, say("খাতটি লেখা হয়েছে।", "The head is written."))
            return redirect("event", event.pk)
    return money_page(request, event, form, "line")


@for_handlers
@require_http_methods(["GET", "POST"])
def enter_voucher(request: DeskRequest, event_id: int) -> HttpResponse:
    event, now = event_of_office(request, event_id), timezone.now()
    account = EventAccount(event)
    form = VoucherForm(*posted_data(request), lines=account.unstruck, today=now.astimezone(TZ).date())
    if form.is_valid():
        given = dict(form.cleaned_data)
        line = form.lines[given.pop("line")]
        submission = f"{event.pk}-{given.pop('token')}"[:64]

        def act() -> None:
            content = check_upload(given.pop("paper"))
            actions.add_voucher(
                line, content=content, submission=submission, actor=request.desk.actor, now=now, **given
            )

        if is_done(form, act):
            messages.success(request, say("ভাউচার লেখা হয়েছে।", "The voucher is entered."))
            return redirect("event", event.pk)
    return money_page(request, event, form, "voucher")


@for_handlers
@require_http_methods(["GET", "POST"])
def strike_line(request: DeskRequest, event_id: int, line_id: int) -> HttpResponse:
    event = event_of_office(request, event_id)
    line = get_object_or_404(BudgetLine.objects.select_related("event__case"), pk=line_id, event=event)
    return strike_page(request, event, line, actions.strike_budget_line)


@for_handlers
@require_http_methods(["GET", "POST"])
def strike_entered_voucher(request: DeskRequest, event_id: int, voucher_id: int) -> HttpResponse:
    event = event_of_office(request, event_id)
    rows = Voucher.objects.select_related("line__event__case")
    voucher = get_object_or_404(rows, pk=voucher_id, line__event=event)
    return strike_page(request, event, voucher, actions.strike_voucher)


def strike_page(
    request: DeskRequest, event: Event, row: BudgetLine | Voucher, strike: Callable[..., None]
) -> HttpResponse:
    form = StrikeForm(*posted_data(request)[:1])
    if form.is_valid():

        def act() -> None:
            strike(row, reason=form.cleaned_data["reason"], actor=request.desk.actor, now=timezone.now())

        if is_done(form, act):
            messages.success(request, say("বাতিল করা হয়েছে; লেখাটি কাটা অবস্থায় থাকবে।", "Struck through."))
            return redirect("event", event.pk)
    return money_page(request, event, form, "strike", row=row)


def is_done(form: Form, act: Callable[[], None]) -> bool:
    """Do it; what stands in the way is said beside its field, and nothing that was typed is lost."""
    try:
        act()
    except EventFault as fault:
        add_fault(form, fault)
    except PaperFault as fault:
        form.add_error("paper", say(fault.bn, fault.en))
    else:
        return True
    return False


def money_page(request: DeskRequest, event: Event, form: Form, what: str, **more: object) -> HttpResponse:
    context = {"event": event, "form": form, "what": what, "current": "events", **more}
    return render(request, "event/money.html", context, status=422 if form.errors else 200)
