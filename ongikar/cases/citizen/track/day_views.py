"""The page on which the applicant says yes to a day that the office named, or names another."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.actions import agreed_days
from ongikar.cases.actions.agreed_days import DayFault, day_to_answer
from ongikar.cases.kinds import kind_of
from ongikar.cases.kinds.agreed_days import APPLICANT, agreed_day_of
from ongikar.cases.models import Case
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.rules.case_transitions import OFFER_DAY, TransitionFault, may_follow

from .applicant_acts import for_tracking_browser, require_applicant_proof
from .applicant_proof import ask_for_proof, proof_of
from .day_form import ApplicantDayForm, day_moment
from .views import application_head


def may_talk(case: Case) -> bool:
    return kind_of(case.row).agrees_on_day and not case.is_own_work and may_follow(case.state, OFFER_DAY)


@require_http_methods(["GET", "HEAD", "POST"])
@for_tracking_browser
def answer_day(request: HttpRequest, case: Case) -> HttpResponse:
    now = timezone.now()
    if not may_talk(case):
        return redirect("track_case", case.number)
    if request.method != "POST" and not proof_of(request, case.reference, now):
        return ask_for_proof(case.number, "day")
    named = day_to_answer(case, APPLICANT)
    form = ApplicantDayForm(request.POST if request.method == "POST" else None, now=now, named=named)
    if form.is_valid() and require_applicant_proof(request, case, form, "day"):
        proof = proof_of(request, case.reference, now).way
        words = form.cleaned_data["words"]
        try:
            if form.is_yes and named:
                shown = day_moment(request.POST.get("begins", "")) or named
                agreed_days.take_day(case, begins=shown, words=words, proof=proof, now=now)
            else:
                agreed_days.offer_day(case, begins=form.begins, words=words, proof=proof, now=now)
        except DayFault as fault:
            form.add_error(None, say(fault.bn, fault.en))
        except TransitionFault:
            return redirect("track_case", case.number)
        else:
            return redirect("track_case", case.number)
    context = {
        "form": form,
        "heading": say("কোন দিন হবে", "Agree on a day"),
        "named": named,
        "days": agreed_day_of(case),
        "button": say("উত্তর পাঠান", "Send the answer"),
        **application_head(case),
    }
    return render_form(request, "cases/citizen/day.html", context)
