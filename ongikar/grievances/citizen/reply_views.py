"""Answering a question of those who decide: the complainant on the page where the complaint is followed, the
officer complained of on their own; and where whoever complained stands, on the device of the counter that the
clerk has handed over, or beside an agent. There the number and the secret digits of the slip open the
question, and nothing else of the complaint; nobody's browser becomes the complainant's.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ongikar.cases.citizen.track.applicant_proof import PAPER, ask_for_proof
from ongikar.cases.citizen.track.tracking import (
    count_wrong_try,
    has_too_many_tries,
    redirect_to_tracking_login,
)
from ongikar.cases.models.proofs import is_paper_key, normalise_key
from ongikar.cases.rights import for_agents
from ongikar.core.forms.fields import TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.journal.actions import ANYONE, Reference
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import digits
from ongikar.rules.numbers import normal_tracking_number
from ongikar.rules.transitions import TransitionFault

from .. import actions
from ..handling.act_files import FILES, files_field, take_papers
from ..handling.redaction import text_for_respondent
from ..handling.respondent_views import get_respondent_grievance
from ..models import Grievance, Question
from ..rights import complainant_proof, find_complaint, for_respondents, may_read_complaint
from .counter_views import is_handed_over

OVER = (
    "এই প্রশ্নের উত্তর দেওয়া হয়ে গেছে, বা এর দিন পেরিয়ে গেছে।",
    "This question was answered, or its day has passed.",
)


class ReplyForm(Form):
    words = TextField(
        label=say_lazy("আপনার উত্তর", "Your answer"),
        lines=6,
        width="",
        max_length=5000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FILES] = files_field()


def question_of(grievance: Grievance, key: int, side: str) -> Question:
    rows = Question.objects.select_related("stage__clock")
    question = rows.filter(pk=key, side=side, stage__grievance=grievance).first()
    if question is None:
        raise Http404
    question.stage.grievance = grievance
    return question


@require_http_methods(["GET", "POST"])
def reply_of_complainant(request: OfficeRequest, number: str, question_id: int) -> HttpResponse:
    """For whoever complains alone: by a proof, as all that is done in their name."""
    now = timezone.now()
    grievance = find_complaint(number, request.office)
    if grievance is None or not may_read_complaint(request, grievance, now):
        return redirect_to_tracking_login(number)
    if not (proof := complainant_proof(request, grievance, now)):
        return ask_for_proof(number, "complaint")
    question = question_of(grievance, question_id, Question.COMPLAINANT)
    context = {
        "asked": question.words,
        "back": reverse("grievance", args=[number]),
        "current": "grievances",
    }
    back, page = redirect("grievance", number), "grievances/reply.html"
    return answer_question(request, question, context, page, back, actor=ANYONE, proof=proof.way)


@for_respondents
@require_http_methods(["GET", "POST"])
def reply_of_respondent(request: StaffRequest, number: str, question_id: int) -> HttpResponse:
    grievance = get_respondent_grievance(request, number, is_own=True)
    question = question_of(grievance, question_id, Question.RESPONDENT)
    context = {
        "asked": text_for_respondent(grievance, question.words),
        "back": reverse("desk_complaint", args=[number]),
        "current": "complaints",
    }
    back, page = redirect("desk_complaint", number), "grievances/desk_reply.html"
    return answer_question(request, question, context, page, back, actor=request.holder.actor)


def answer_question(
    request: HttpRequest,
    question: Question,
    context: dict[str, Any],
    page: str,
    back: HttpResponse,
    *,
    actor: Reference,
    proof: str = "",
) -> HttpResponse:
    """The form of an answer, and what was sent in it."""
    form = ReplyForm(*posted_data(request))
    if question.ended_at is not None and request.method != "POST":
        messages.error(request, say(*OVER))
        return back
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        papers = take_papers(form, question.stage.grievance, ip=client_ip(request), now=now)
        if not form.errors:
            words = form.cleaned_data["words"]
            try:
                actions.reply(
                    question=question, words=words, papers=papers, actor=actor, proof=proof, now=now
                )
                messages.success(request, say("উত্তর পাঠানো হয়েছে।", "Your answer is sent."))
            except TransitionFault:
                messages.error(request, say(*OVER))
            return back
    context |= {
        "form": form,
        "question": question,
        "heading": say("প্রশ্নের উত্তর", "Answer a question"),
        "button": say("উত্তর পাঠান", "Send the answer"),
        "back_words": digits(question.stage.grievance.number, language()),
    }
    return render_form(request, page, context)


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
    grievance = find_complaint(number, office)
    question = None
    if is_paper_key(grievance.reference if grievance else None, normalise_key(form.cleaned_data["key"])):
        rows = Question.objects.select_related("stage__clock", "stage__grievance__office")
        question = rows.filter(
            stage__grievance=grievance, side=Question.COMPLAINANT, ended_at__isnull=True
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
def answer_for_citizen(request: StaffRequest) -> HttpResponse:
    """Beside an agent: the answer says through whom it came."""
    place = AnswerPlace("grievances/agent_answer.html", request.holder.actor, "agent")
    return answer_with_slip(request, request.office, place)
