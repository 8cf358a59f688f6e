"""A decision from its form to its signature: kept as a draft, shown as the letter that it becomes, signed."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say
from ongikar.papers.pdf import render
from ongikar.papers.responses import pdf_download
from ongikar.people.day_list import act_done
from ongikar.people.forms import FreshCodeForm
from ongikar.people.fresh_factor import address_of_fresh_factor, fresh_code_form, has_passkey
from ongikar.people.post_holders import StaffRequest
from ongikar.records.drafts import is_too_long, typed_values
from ongikar.rules.bangla.text import digits
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.transitions import TransitionFault

from .. import actions
from ..actions import record_reading
from ..models import Grievance, Reading
from ..rights import for_deciders
from ..transitions import GrievanceFault
from .deciding import decision_preview, require_nothing_open
from .decision_drafts import find_decision_draft, form_of_draft, save_decision_draft
from .decision_form import DecisionForm, ready_reasons
from .desk_acts import ACTS, DECIDE, may_press
from .views import address_in_day, complaint_page, get_studied_grievance, refuse

# The buttons that keep what is typed instead of going on to the letter; TEXT bears the code of a text.
SAVE, TEXT = "save", "text"
# What its PDF is called in an address.
DRAFT = "draft"


def take_decision(request: StaffRequest, grievance: Grievance, now: datetime) -> HttpResponse:
    """What was typed on the page of the complaint: kept, and on to its letter once it is whole."""
    if request.method != "POST":
        return HttpResponseRedirect(address_of_form(request, grievance))
    stage = grievance.current
    form = DecisionForm(request.POST, stage=stage, holder=request.holder, now=now)
    typed = typed_values(form, request.POST)
    if reasons := ready_reasons(stage, request.POST.get(TEXT, "")):
        typed["reasons"] = [reasons]
    is_kept_only = bool(reasons) or SAVE in request.POST
    if is_too_long(typed):
        form.add_fault("", *TOO_LONG)
        return page_with_faults(request, grievance, form, now)
    if not (is_kept_only or is_whole(form)):
        return page_with_faults(request, grievance, form, now)
    save_decision_draft(stage, request.holder, typed, now)
    if not is_kept_only:
        return HttpResponseRedirect(address_in_day(request, "desk_decision_letter", grievance))
    if not reasons:
        messages.success(request, say("খসড়া রাখা হয়েছে। শুধু আপনি দেখেন।", "Draft saved. You alone see it."))
    return HttpResponseRedirect(address_of_form(request, grievance))


def is_whole(form: DecisionForm) -> bool:
    """Whether it can be signed as it stands; else the form says why not."""
    if form.is_valid():
        try:
            require_nothing_open(form.stage)
        except GrievanceFault as fault:
            form.add_fault(fault.field, fault.bn, fault.en)
    return not form.errors


TOO_LONG = (
    "লেখাটি খসড়া হিসেবে রাখার জন্য খুব লম্বা। ছোট করে লিখুন।",
    "This is too long to be saved as a draft. Shorten it.",
)


def page_with_faults(
    request: StaffRequest, grievance: Grievance, form: DecisionForm, now: datetime
) -> HttpResponse:
    """The page of the complaint with what is at fault; it is read again."""
    record_reading(grievance, holder=request.holder, what=Reading.NAMED, now=now)
    return complaint_page(request, grievance, form)


def address_of_form(request: StaffRequest, grievance: Grievance) -> str:
    """The page of the complaint with the form open in it."""
    address = address_in_day(request, "desk_grievance", grievance)
    return f"{address}{'&' if '?' in address else '?'}{DECIDE}#decision"


@for_deciders
@require_http_methods(["GET", "POST"])
def sign_decision(request: StaffRequest, number: str) -> HttpResponse:
    """The letter as it will go, and under it the signature."""
    grievance, now = get_studied_grievance(request, number, is_shown=False), timezone.now()
    stage = grievance.current
    if not ACTS[DECIDE].may(request.holder, stage):
        raise PermissionDenied
    if not may_press(DECIDE, request.holder, stage):
        return refuse(request, grievance)
    draft = find_decision_draft(stage, request.holder)
    if draft is None:
        return HttpResponseRedirect(address_of_form(request, grievance))
    if request.method != "POST":
        record_reading(grievance, holder=request.holder, what=Reading.NAMED, now=now)
    form = form_of_draft(draft, stage, request.holder, now)
    code = fresh_code_form(request, now)
    if not is_whole(form):
        # A day has passed since, or nobody holds a post any more.
        return page_with_faults(request, grievance, form, now)
    if request.method == "POST" and (answer := sign_form(request, grievance, form, code, now)):
        return answer
    if form.errors:
        return page_with_faults(request, grievance, form, now)
    context: dict[str, Any] = {
        "grievance": grievance,
        "stage": stage,
        "paper": decision_preview(stage, actor=request.holder, now=now, **form.facts),
        "code": code,
        "form": code,
        "fresh_factor_url": address_of_fresh_factor(request.path) if code and has_passkey(request) else "",
        "form_address": address_of_form(request, grievance),
        "button": say("স্বাক্ষর করুন", "Sign"),
        "current": "grievances",
    }
    return render_form(request, "grievances/decision_letter.html", context)


def sign_form(
    request: StaffRequest, grievance: Grievance, form: DecisionForm, code: FreshCodeForm | None, now: datetime
) -> HttpResponse | None:
    """Decide, once the second factor is shown; None where the page says why it cannot be done."""
    if code is not None:
        if not code.is_valid():
            return None
        code.save()
    try:
        actions.decide(stage=form.stage, actor=request.holder, now=now, **form.facts)
    except TransitionFault:
        return refuse(request, grievance)
    except GrievanceFault as fault:
        form.add_fault(fault.field, fault.bn, fault.en)
    except LedgerFault as fault:
        form.add_fault("", fault.bn, fault.en)
    else:
        url = reverse("desk_grievance", args=[grievance.number])
        return act_done(request, str(ACTS[DECIDE].done), url, name=digits(grievance.number, language()))
    return None


def draft_pdf(request: StaffRequest, grievance: Grievance, place: int) -> HttpResponse:
    """The letter of a decision that is not signed yet, as it would be printed; `place`: of its tier."""
    stage, now = grievance.current, timezone.now()
    if place != stage.number or not may_press(DECIDE, request.holder, stage):
        raise Http404
    draft = find_decision_draft(stage, request.holder)
    form = form_of_draft(draft, stage, request.holder, now)
    if draft is None or not form.is_valid():
        raise Http404
    paper = decision_preview(stage, actor=request.holder, now=now, **form.facts)
    return pdf_download(render("letter", paper), f"draft-{grievance.number}.pdf")
