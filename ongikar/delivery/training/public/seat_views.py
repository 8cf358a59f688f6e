"""The seat of one applicant: on the page of their application, and the page on which they answer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.citizen.track.applicant_acts import for_tracking_browser
from ongikar.cases.citizen.track.applicant_proof import ask_for_proof, proof_of, require_proof
from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault, add_fault
from ongikar.core.forms.fields import ChoiceField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.slots import Answer
from ongikar.delivery.training import actions, states, words
from ongikar.delivery.training.actions.applying import CALL
from ongikar.delivery.training.actions.offering import last_draw
from ongikar.delivery.training.covered_lists import own_lines, small_groups_of
from ongikar.delivery.training.models import Application, Freeze, Offer, Standing
from ongikar.rules.selection.explain import Reason, why

TAKE, DECLINE, GIVE_BACK = "take", "decline", "give_back"


class SeatForm(Form):
    answer = ChoiceField(label=say_lazy("আপনার উত্তর", "Your answer"), choices=[])

    def __init__(self, *args: Any, is_taken: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice_field("answer").choices = (
            [(GIVE_BACK, say("আসনটি ছেড়ে দিচ্ছি", "I give the seat back"))]
            if is_taken
            else [
                (TAKE, say("আসনটি নিচ্ছি", "I take the seat")),
                (DECLINE, say("আসনটি নিচ্ছি না", "I do not want the seat")),
            ]
        )


def application_of(case: Case) -> Application | None:
    if CALL not in case.answers:
        return None
    rows = Application.objects.filter(case=case)
    return rows.select_related("call__batch__course", "call__batch__place", "call__batch__office").first()


def living_offer(application: Application) -> Offer | None:
    return Offer.objects.filter(application=application, state__in=Offer.HOLDING).first()


def why_words(application: Application, *, is_proved: bool) -> str:
    """Where the application stands and why, from the day of the result on; a group so small that it tells who
    somebody is, to whoever proved to be the applicant.
    """
    draw = last_draw(application.call.batch)
    if draw is None or draw.published_at is None:
        return ""
    standing = Standing.objects.filter(draw=draw, application=application).first()
    if standing is None or not standing.reason:
        return ""
    hides: frozenset[str] = frozenset()
    if not is_proved:
        hides = small_groups_of(application.call, Freeze.objects.filter(batch=application.call.batch_id))
    return why(Reason.from_data(standing.reason), language(), hides=hides)


def training_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """On the page of an application to a call: its roll, its place and why, and the seat."""
    application = application_of(case)
    if application is None:
        return None
    offer = living_offer(application)
    batch = application.call.batch
    is_proved = bool(proof_of(request, case.reference, now))
    is_over = offer is not None and offer.state == Offer.OPEN and now >= offer.expires_at
    return (
        "training/public/track_part.html",
        {
            "case": case,
            "application": application,
            "batch": batch,
            "title": words.batch_title(batch),
            "state": words.state_words(application.state),
            "why": why_words(application, is_proved=is_proved),
            "own_lines": own_lines(application) if is_proved else (),
            "offer": None if is_over else offer,
            "is_waiting": application.state == states.WAITING,
        },
    )


@require_http_methods(["GET", "POST"])
@for_tracking_browser
def answer_seat(request: HttpRequest, case: Case) -> HttpResponse:
    """A page of its own: what is declined or given back goes to the next in line at once."""
    now = timezone.now()
    application = application_of(case)
    offer = living_offer(application) if application else None
    if application is None or offer is None:
        return redirect("track_case", case.number)
    if request.method != "POST" and not proof_of(request, case.reference, now):
        return ask_for_proof(case.number, "seat")
    form = SeatForm(
        *([request.POST] if request.method == "POST" else []), is_taken=offer.state == Offer.ACCEPTED
    )
    if form.is_valid() and require_proof(form, proof_of(request, case.reference, now), case.number, "seat"):
        try:
            ANSWERS[form.cleaned_data["answer"]](application, now=now)
            return redirect("track_case", case.number)
        except ActFault as fault:
            add_fault(form, fault)
    batch = application.call.batch
    context = {
        "form": form,
        "heading": say("আপনার আসন", "Your seat"),
        "caption": words.batch_title(batch),
        "about": words.batch_line(batch),
        "button": say("উত্তর পাঠান", "Send the answer"),
        "back": reverse("track_case", args=[case.number]),
        "back_words": say("আবেদনের পাতা", "The application"),
    }
    return render_form(request, "core/public_form.html", context)


ANSWERS: dict[str, Callable[..., Any]] = {
    TAKE: actions.accept_offer,
    DECLINE: actions.decline_offer,
    GIVE_BACK: actions.give_back_seat,
}
