"""An answer to a question of those who decide, where whoever complained stands: on the device of the counter
that the clerk has handed over, or beside an agent. The number and the secret digits of the slip open the
question, and nothing else of the complaint; nobody's browser becomes the complainant's.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ongikar.cases.citizen.track.applicant_proof import PAPER
from ongikar.cases.citizen.track.tracking import count_wrong_try, has_too_many_tries
from ongikar.cases.models.proofs import is_paper_key, normalise_key
from ongikar.cases.rights import for_agents
from ongikar.core.forms.fields import TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import say, say_lazy
from ongikar.journal.actions import ANYONE, Reference
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.people.desk import DeskRequest
from ongikar.rules.numbers import normal_tracking_number
from ongikar.rules.transitions import TransitionFault

from .. import actions
from ..handling.act_files import take_papers
from ..models import Grievance, Question
from .counter_views import is_handed_over
from .reply_views import OVER, ReplyForm

NOT_FOUND = say_lazy(
    "এই নম্বর ও সংখ্যায় কোনো প্রশ্ন অপেক্ষায় নেই। রসিদ দেখে আবার লিখুন।",
    "No question waits under this number and these digits. Look at the slip and type them again.",
)
TOO_MANY = say_lazy(
    "অনেকবার ভুল হয়েছে। এক ঘণ্টা পরে আবার চেষ্টা করুন।", "Too many wrong tries. Try again in an hour."
)


class SlipForm(Form):
    number = TextField(
        label=say_lazy("অভিযোগের নম্বর", "Number of the complaint"),
        max_length=40,
    )
    key = TextField(
        label=say_lazy("রসিদের গোপন সংখ্যা", "Secret digits on the slip"),
        max_length=40,
    )


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """Where it is answered: the page, who sends it, and what stands after it."""

    page: str
    actor: Reference
    current: str


def waiting_question(form: SlipForm, office: Office, address: str, now: datetime) -> Question | None:
    """The open question that number and digits open; else the fault stands in the form, the same whatever is
    wrong.
    """
    number = normal_tracking_number(form.cleaned_data["number"])
    if has_too_many_tries(number, address, now):
        form.add_error(None, ValidationError(str(TOO_MANY)))
        return None
    found = Grievance.objects.with_all().select_related("office").filter(number=number, office=office).first()
    question = None
    if is_paper_key(found and found.reference, normalise_key(form.cleaned_data["key"])):
        rows = Question.objects.select_related("stage__clock", "stage__grievance__office")
        question = rows.filter(
            stage__grievance=found, side=Question.COMPLAINANT, ended_at__isnull=True
        ).first()
    else:
        count_wrong_try(number, address, now)
    if question is None:
        form.add_error(None, ValidationError(str(NOT_FOUND)))
    return question


def answer_with_slip(request: HttpRequest, office: Office, place: AnswerPlace) -> HttpResponse:
    """First number and digits; then, on the same page, the question and the answer; then the page anew, with
    nothing of it, so that loading it again sends nothing.
    """
    now = timezone.now()
    slip = SlipForm(request.POST if request.method == "POST" else None)
    address = client_ip(request)
    question = waiting_question(slip, office, address, now) if slip.is_bound and slip.is_valid() else None
    context: dict[str, Any] = {
        "slip": slip,
        "form": slip,
        "button": say("প্রশ্নটি দেখান", "Show the question"),
        "current": place.current,
    }
    if question is not None:
        is_answer = "words" in request.POST
        form = ReplyForm(*((request.POST, request.FILES) if is_answer else ()))
        context |= {"question": question, "form": form}
        if is_answer and form.is_valid():
            papers = take_papers(form, question.stage.grievance, ip=address, now=now)
            if not form.errors:
                words = form.cleaned_data["words"]
                try:
                    actions.reply(
                        question=question, words=words, papers=papers, actor=place.actor, proof=PAPER, now=now
                    )
                    messages.success(request, say("উত্তর পাঠানো হয়েছে।", "The answer is sent."))
                    return redirect(request.path)
                except TransitionFault:
                    form.add_error(None, ValidationError(say(*OVER)))
    return render_form(request, place.page, context)


@never_cache
@require_http_methods(["GET", "POST"])
def answer_at_counter(request: OfficeRequest) -> HttpResponse:
    """On the device of the counter, once the clerk has signed out and handed it over."""
    if not is_handed_over(request, timezone.now()):
        return redirect("track")
    place = AnswerPlace("grievances/counter_answer.html", ANYONE, "grievances")
    return answer_with_slip(request, request.office, place)


@never_cache
@for_agents
@require_http_methods(["GET", "POST"])
def answer_for_citizen(request: DeskRequest) -> HttpResponse:
    """Beside an agent: the answer says through whom it came."""
    place = AnswerPlace("grievances/agent_answer.html", request.desk.actor, "agent")
    return answer_with_slip(request, request.office, place)
