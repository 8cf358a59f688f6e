"""Answering a question of those who decide: the complainant on the page where the complaint is followed, the
officer complained of on their own.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.citizen.track.applicant_proof import ask_for_proof
from ongikar.cases.citizen.track.tracking import redirect_to_tracking_login
from ongikar.core.forms.fields import TextField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.journal.actions import ANYONE, Reference
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.desk import DeskRequest
from ongikar.rules.bangla.text import digits
from ongikar.rules.transitions import TransitionFault

from .. import actions
from ..handling.act_files import FILES, files_field, take_papers
from ..handling.redaction import text_for_respondent
from ..handling.respondent_views import get_respondent_grievance
from ..models import Grievance, Question
from ..rights import complainant_proof, for_respondents, may_read_complaint

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
    rows = Grievance.objects.with_all().select_related("office")
    found = rows.filter(number=number, office=request.office).first()
    if found is None or not may_read_complaint(request, found, now):
        return redirect_to_tracking_login(number)
    if not (proof := complainant_proof(request, found, now)):
        return ask_for_proof(number, "complaint")
    question = question_of(found, question_id, Question.COMPLAINANT)
    context = {
        "asked": question.words,
        "back": reverse("grievance", args=[number]),
        "current": "grievances",
    }
    back, page = redirect("grievance", number), "grievances/reply.html"
    return answer_question(request, question, context, page, back, actor=ANYONE, proof=proof.way)


@for_respondents
@require_http_methods(["GET", "POST"])
def reply_of_respondent(request: DeskRequest, number: str, question_id: int) -> HttpResponse:
    found = get_respondent_grievance(request, number, is_own=True)
    question = question_of(found, question_id, Question.RESPONDENT)
    context = {
        "asked": text_for_respondent(found, question.words),
        "back": reverse("desk_complaint", args=[number]),
        "current": "complaints",
    }
    back, page = redirect("desk_complaint", number), "grievances/desk_reply.html"
    return answer_question(request, question, context, page, back, actor=request.desk.actor)


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
    form = ReplyForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
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
