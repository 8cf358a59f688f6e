"""Objections to a published list: made by whoever applied or by anybody else, and shown to all."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.citizen.track.applicant_proof import ask_for_proof, proof_of
from ongikar.cases.citizen.track.views import for_tracking_browser, has_applicant_proof
from ongikar.cases.models import Case
from ongikar.core.http.client_ip import client_ip
from ongikar.core.models import Attempt
from ongikar.core.slots import Answer
from ongikar.delivery.training import actions, objections, words
from ongikar.delivery.training.act_log import TrainingFault
from ongikar.delivery.training.actions.drawing import current_freeze
from ongikar.delivery.training.actions.objecting import is_open_to_objections, objections_until
from ongikar.delivery.training.models import Application, Batch, Call, Freeze
from ongikar.offices.middleware import OfficeRequest

from .objection_form import ObjectionForm, OutsiderObjectionForm
from .seat_views import application_of
from .views import find_call

# From one address, to all lists together.
MAX_PER_HOUR = 20


def open_list(batch: Batch, call: Call, now: datetime) -> Freeze | None:
    """The list that may be objected to now; None where there is none."""
    freeze = current_freeze(batch)
    return freeze if freeze and is_open_to_objections(freeze, call, now) else None


@require_http_methods(["GET", "POST"])
def object_by_anyone(request: OfficeRequest, batch_number: str) -> HttpResponse:
    """Somebody without an application gives name and mobile; whoever applied is led to their own page."""
    now, call = timezone.now(), find_call(request.office, batch_number)
    freeze = current_freeze(call.batch)
    if freeze is None:
        raise Http404
    form = OutsiderObjectionForm(*posted_answers(request))
    if form.is_valid():
        counter_keys = [f"objection from {client_ip(request)}"]
        if Attempt.is_spent(counter_keys, limit=MAX_PER_HOUR, now=now):
            return render(request, "training/public/too_many_objections.html", status=429)
        Attempt.count_failure(counter_keys, now=now)
        if made := make_objection(freeze, form, now):
            shown = reverse("training_result", args=[call.batch.number])
            return redirect(f"{shown}?objection={made}#objections")
    return objection_page(request, call, freeze, form, now, is_outsider=True)


@require_http_methods(["GET", "POST"])
@for_tracking_browser
def object_by_applicant(request: HttpRequest, case: Case) -> HttpResponse:
    """Whoever applied, on the list or missing from it, shows that it is they as for any other act."""
    now, application = timezone.now(), application_of(case)
    freeze = current_freeze(application.call.batch) if application else None
    if application is None or freeze is None:
        return redirect("track_case", case.number)
    if request.method != "POST" and not proof_of(request, case.reference, now):
        return ask_for_proof(case.number, "objection")
    form = ObjectionForm(*posted_answers(request), initial={"roll": application.roll})
    if (
        form.is_valid()
        and has_applicant_proof(request, case, form, "objection")
        and make_objection(freeze, form, now, application)
    ):
        return redirect("track_case", case.number)
    return objection_page(request, application.call, freeze, form, now, case=case)


def posted_answers(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST,) if request.method == "POST" else ()


def make_objection(
    freeze: Freeze, form: ObjectionForm, now: datetime, application: Application | None = None
) -> int:
    """The number under which it stands; 0 where it was not taken, which the form then says."""
    try:
        made = actions.object_to_list(
            freeze,
            application=application,
            submission=f"{freeze.pk}-{form.cleaned_data['token']}"[:64],
            now=now,
            **form.facts,
        )
    except TrainingFault as fault:
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        return 0
    return made.ordinal


def objection_page(
    request: HttpRequest, call: Call, freeze: Freeze, form: ObjectionForm, now: datetime, **more: Any
) -> HttpResponse:
    context = {
        "call": call,
        "batch": call.batch,
        "title": words.batch_title(call.batch),
        "form": form,
        "freeze": freeze,
        "until": objections_until(freeze, call),
        "is_open": is_open_to_objections(freeze, call, now),
        **more,
    }
    return render(request, "training/public/objection.html", context, status=422 if form.errors else 200)


def objections_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """On the page of an application: the list that may be objected to, and what was answered."""
    application = application_of(case)
    if application is None:
        return None
    batch = application.call.batch
    freeze = open_list(batch, application.call, now)
    mine = objections.lines_of(application.objections.select_related("answer", "freeze"))
    if freeze is None and not mine:
        return None
    return (
        "training/public/objections_part.html",
        {
            "case": case,
            "batch": batch,
            "until": objections_until(freeze, application.call) if freeze else None,
            "lines": mine,
        },
    )
