"""The acts of those who decide, each on a page of its own; a decision is written on that of its complaint."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import digits
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.transitions import TransitionFault

from ..hearing.papers import CALL, NOTICE, paper_of
from ..models import Stage
from ..rights import for_deciders
from ..transitions import GrievanceFault
from .act_files import take_papers
from .decision_views import DRAFT, draft_pdf, take_decision
from .desk_acts import ACTS, DECIDE, DeskAct, form_of, may_press
from .desk_forms import DeskForm
from .views import address_in_day, get_studied_grievance, refuse


@for_deciders
@require_http_methods(["GET", "POST"])
def desk_act(request: StaffRequest, number: str, name: str) -> HttpResponse:
    """One act of the desk on a page of its own."""
    if name not in ACTS:
        raise Http404
    grievance, wanted, now = get_studied_grievance(request, number), ACTS[name], timezone.now()
    stage = grievance.current
    if not wanted.may(request.holder, stage):
        raise PermissionDenied
    if not may_press(name, request.holder, stage):
        return refuse(request, grievance)
    if name == DECIDE:
        return take_decision(request, grievance, now)
    form = form_of(name, stage, request.holder, now, *posted_data(request))
    if request.method == "POST" and form.is_valid():
        try:
            if run_act(request, wanted, form, now):
                messages.success(request, wanted.done)
                return redirect(address_in_day(request, "desk_grievance", grievance))
        except TransitionFault:
            return refuse(request, grievance)
    context: dict[str, Any] = {
        "form": form,
        "heading": wanted.title,
        "about": wanted.lead,
        "button": wanted.press_words,
        "back": reverse("desk_grievance", args=[number]),
        "back_words": digits(number, language()),
        "current": "grievances",
    }
    return render_form(request, wanted.template, context)


def run_act(request: StaffRequest, act: DeskAct, form: DeskForm, now: datetime) -> bool:
    """Do what was filled in; False, with the fault beside its field, where it cannot be done so."""
    facts = dict(form.facts)
    if act.has_files:
        facts["papers"] = take_papers(form, form.stage.grievance, ip=client_ip(request), now=now)
        if form.errors:
            return False
    try:
        act.do(stage=form.stage, actor=request.holder, now=now, **facts)
    except GrievanceFault as fault:
        form.add_fault(fault.field, fault.bn, fault.en)
    except LedgerFault as fault:
        form.add_fault("", fault.bn, fault.en)
    return not form.errors


@for_deciders
@require_safe
def desk_paper(request: StaffRequest, number: str, what: str, place: int) -> HttpResponse:
    """`call`: the notice to the officer complained of; `notice` is the complainant's; `draft`: the decision
    that this person has begun.
    """
    grievance = get_studied_grievance(request, number)
    if what == DRAFT:
        return draft_pdf(request, grievance, place)
    side = Stage.RESPONDENT if what == CALL else Stage.COMPLAINANT
    what = NOTICE if what == CALL else what
    return paper_of(grievance, what, place, notice_for=side, for_respondent=False)
