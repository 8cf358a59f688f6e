"""The press of whoever asked: it is broken again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ongikar.cases.citizen.track.applicant_proof import ask_for_proof, proof_of
from ongikar.cases.citizen.track.views import do_applicant_act, for_tracking_browser, has_applicant_proof
from ongikar.cases.models import Case
from ongikar.clock.actions import preview_due_of_reopening
from ongikar.delivery.support.actions.reopening import may_say_again, say_again
from ongikar.delivery.support.forms import AgainForm

PAGE_AFTER_PROOF = "again"


@for_tracking_browser
def broken_again(request: HttpRequest, case: Case) -> HttpResponse:
    """A page of its own, with the day that would be promised."""
    now = timezone.now()
    if not may_say_again(case, now):
        return redirect("track_case", case.number)
    if request.method != "POST" and not proof_of(request, case.reference, now):
        return ask_for_proof(case.number, PAGE_AFTER_PROOF)
    form = AgainForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and has_applicant_proof(request, case, form, PAGE_AFTER_PROOF):
        return do_applicant_act(request, case, say_again, words=form.cleaned_data["words"])
    due = preview_due_of_reopening(case.clock, calendar=case.office.calendar, now=now)
    context = {"case": case, "form": form, "due": due.date()}
    return render(request, "support/again.html", context, status=422 if form.is_bound else 200)
