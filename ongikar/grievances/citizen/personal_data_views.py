"""All that is held about whoever complained, on a page of their own, and the form by which they ask for a
correction; it opens by a proof alone.
"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.citizen.my_data import AskCorrectionForm, retention_words
from ongikar.cases.citizen.track.applicant_proof import ask_for_proof
from ongikar.cases.citizen.track.tracking import redirect_to_tracking_login
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import say
from ongikar.offices.folder_rules import rules_of
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.transitions import TransitionFault

from .. import actions
from ..handling.evidence import COMPLAINANT, exhibits
from ..handling.readings import readings_of
from ..models import Grievance
from ..rights import complainant_proof, may_read_complaint
from ..transitions import GrievanceFault
from .correcting import waiting_correction
from .personal_data import held_lines, held_records

HELD = "complaint_held"


@require_http_methods(["GET", "POST"])
def show_held(request: OfficeRequest, number: str) -> HttpResponse:
    """Everything, with who read it; and a form, unless a correction waits for its answer."""
    now = timezone.now()
    rows = Grievance.objects.with_all().select_related("office")
    found = rows.filter(number=number, office=request.office).first()
    if found is None or not may_read_complaint(request, found, now):
        return redirect_to_tracking_login(number)
    if not (proof := complainant_proof(request, found, now)):
        return ask_for_proof(number, HELD)
    person, waiting = found.complainant, waiting_correction(found)
    may_ask = person is not None and found.case_id is None and waiting is None
    form = AskCorrectionForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and not may_ask:
        return redirect("grievance_held", number)
    if form.is_bound and form.is_valid():
        try:
            actions.ask_correction(grievance=found, proof=proof.way, now=now, **form.cleaned_data)
        except (GrievanceFault, TransitionFault):
            # Another window was quicker: the page shows what waits.
            pass
        return redirect("grievance_held", number)
    context = {
        "grievance": found,
        "lines": held_lines(found),
        "records": held_records(found),
        "exhibits": exhibits(found, {COMPLAINANT}),
        "readings": readings_of(found),
        "kept": [
            (say(rule.bn, rule.en), retention_words(rule.days))
            for name, rule in rules_of(found.office.slug).items()
            if name == "person"
        ],
        "waiting": waiting,
        "may_ask": may_ask,
        "form": form,
        "button": say("ঠিক করতে বলুন", "Ask for the correction"),
        "current": "grievances",
    }
    return render_form(request, "grievances/held_page.html", context)
