"""What is held about the person, shown to them, and the way to have it put right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ongikar.rules import moves

from ..corrections import ask_correction
from ..models import Case
from ..paper_titles import titled
from ..slots import HELD
from . import tracking
from .applicant_proof import proof_of, prove_address, require_proof
from .held import HeldAbout
from .held_form import AskCorrection
from .track_views import done, for_follower


@for_follower
def held(request: HttpRequest, case: Case) -> HttpResponse:
    """Everything, with who read the papers; and a form, unless a correction waits for its answer."""
    if case.applicant is None:
        return tracking.door_for(case.number)
    may_ask = moves.may(case.state, moves.ASK_CORRECTION, [act.name for act in case.acts.all()])
    form = AskCorrection(request.POST if request.method == "POST" else None, person=case.applicant)
    if request.method == "POST" and not may_ask:
        return redirect("track_held", case.number)
    now = timezone.now()
    proof = proof_of(request, case.reference, now)
    if form.is_bound and form.is_valid() and require_proof(form, proof, case.number, "held"):
        done(request, case, ask_correction, **form.cleaned_data)
        return redirect("track_held", case.number)
    context = {
        "case": case, "held": HeldAbout(case), "papers": titled(case.papers, case.row), "proof": proof, "prove": prove_address(case.number, "held"), "form": form, "may_ask": may_ask,
        "slot": HELD.answers(request, case=case, now=now), "current": "track",
    }  # fmt: skip
    return render(request, "cases/citizen/held.html", context, status=422 if form.errors else 200)
