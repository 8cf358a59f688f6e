"""A round: opened, its results as counts beside small bars, its answers one by one and as a file, closed."""

import io
import json
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.core.db.pages import page_before, page_links
from ongikar.core.forms.fields import NAMELESS
from ongikar.core.forms.keys import show_once
from ongikar.core.forms.pages import render_form
from ongikar.core.i18n.say import language, override_language, say
from ongikar.exports.order_list import refuse_export
from ongikar.exports.orders import TooManyExports, order_export
from ongikar.journal.actions import record
from ongikar.papers.pdf import square_code
from ongikar.papers.responses import with_private_headers
from ongikar.people.post_holders import StaffRequest
from ongikar.people.subjects import load_subjects
from ongikar.questionnaires.actions import close_round, open_round, round_url, void_response
from ongikar.questionnaires.answer_export import ANSWERS, ROUND, XLSX, file_name
from ongikar.questionnaires.fields import answer_words
from ongikar.questionnaires.filling.drafts import papers_named
from ongikar.questionnaires.models import Questionnaire, QuestionnaireFault, Response, Round
from ongikar.questionnaires.results import FEWEST_ANONYMOUS, answered_lines, round_result, rows_of
from ongikar.questionnaires.rights import for_askers, for_readers, for_takers
from ongikar.questionnaires.workbook import write_answers
from ongikar.rules.questionnaire.definition import words_in

from .forms import RoundForm, VoidForm
from .views import find_questionnaire, may_act

# A file of more lines is made by the worker.
AT_ONCE = 1_000
PAGE = 50


def find_round(request: StaffRequest, key: int) -> Round:
    rounds = Round.objects.select_related("questionnaire", "version", "office")
    round = rounds.filter(office=request.office, pk=key).first()
    if round is None:
        raise Http404
    return round


@for_askers
@require_http_methods(["GET", "POST"])
def new_round(request: StaffRequest, pk: int) -> HttpResponse:
    now = timezone.localtime()
    questionnaire = find_questionnaire(request, pk)
    if questionnaire.purpose == Questionnaire.INTAKE or questionnaire.newest_version() is None:
        raise Http404
    initial = {
        "opens_on": now.date(),
        "closes_on": now.date() + timedelta(days=14),
        "respondents": Round.ANYONE,
    }
    form = RoundForm(request.POST if request.method == "POST" else None, today=now.date(), initial=initial)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            made = open_round(
                questionnaire=questionnaire,
                office=request.office,
                opens_at=form.opens_at(now),
                closes_at=form.closes_at(),
                respondents=given["respondents"],
                anonymous=given["anonymous"],
                minutes=given["minutes"],
                pass_percent=given["pass_percent"],
                submission=given["token"],
                actor=request.holder.actor,
                now=now,
            )
        except QuestionnaireFault as fault:
            field = {"closes_at": "closes_on"}.get(fault.field, fault.field)
            form.add_error(field or None, ValidationError(fault.words, NAMELESS))
        else:
            return redirect("round", made.pk)
    context = {
        "form": form,
        "heading": say("উত্তর নেওয়া শুরু করুন", "Start taking answers"),
        "back": reverse("questionnaire", args=[pk]),
        "back_words": questionnaire.title,
        "button": say("শুরু করুন", "Start"),
        "current": "questionnaires",
    }
    return render_form(request, "core/staff_form.html", context)


@for_readers
@require_safe
def show_round(request: StaffRequest, pk: int) -> HttpResponse:
    now, round = timezone.now(), find_round(request, pk)
    has_address = round.respondents in (Round.ANYONE, Round.OFFICER)
    address = round_url(round) if has_address else ""
    subject = load_subjects([round.subject], request.holder).get(round.subject) if round.subject else None
    context: dict[str, Any] = {
        "round": round,
        "questionnaire": round.questionnaire,
        "result": round_result(round, request.office),
        "fewest": FEWEST_ANONYMOUS,
        "subject": subject,
        "address": address,
        "code": square_code(address) if address else "",
        "is_open": round.is_open(now),
        "is_early": now < round.opens_at,
        "may_act": may_act(request),
        "current": "questionnaires",
    }
    return render(request, "questionnaires/round.html", context)


@for_askers
@require_POST
def end_round(request: StaffRequest, pk: int) -> HttpResponse:
    close_round(find_round(request, pk), actor=request.holder.actor, now=timezone.now())
    messages.success(request, say("বন্ধ হয়েছে। আর উত্তর নেওয়া হবে না।", "Closed. No more answers are taken."))
    return redirect("round", pk)


@for_readers
@require_safe
def list_responses(request: StaffRequest, pk: int) -> HttpResponse:
    """The responses of a round that names its respondents, the newest first, going on from the last line."""
    round = find_round(request, pk)
    if round.anonymous:
        raise Http404
    after = request.GET.get("after", "")
    page = page_before(Response.objects.filter(round=round).order_by("-id"), after, PAGE)
    names = load_subjects({each.respondent for each in page.rows if each.respondent}, request.holder)
    context = {
        "round": round,
        "questionnaire": round.questionnaire,
        "rows": [(each, names.get(each.respondent) if each.respondent else None) for each in page.rows],
        **page_links(request.path, after, page.last_key),
        "current": "questionnaires",
    }
    return render(request, "questionnaires/responses.html", context)


def find_response(request: StaffRequest, key: int) -> Response:
    responses = Response.objects.select_related("round__questionnaire", "round__office", "version")
    response = responses.filter(round__office=request.office, pk=key).first()
    if response is None:
        raise Http404
    return response


@for_readers
@require_safe
def show_response(request: StaffRequest, pk: int) -> HttpResponse:
    return render_response(request, find_response(request, pk), VoidForm())


def render_response(
    request: StaffRequest, response: Response, form: VoidForm, opened: list[tuple[str, str]] | None = None
) -> HttpResponse:
    names = load_subjects([response.respondent], request.holder) if response.respondent else {}
    context = {
        "response": response,
        "round": response.round,
        "questionnaire": response.round.questionnaire,
        "name": names.get(response.respondent) if response.respondent else None,
        "lines": answered_lines(response, response.version),
        "papers": sorted(papers_named(response.answers)),
        "opened": opened,
        "form": form,
        "may_act": may_act(request),
        "current": "questionnaires",
    }
    answer = render_form(request, "questionnaires/response.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


@for_askers
@require_POST
def open_sealed(request: StaffRequest, pk: int) -> HttpResponse:
    """The sealed answers, shown this once; that somebody opened them stands in the journal."""
    response = find_response(request, pk)
    plain = response.read_sealed_answers()
    with transaction.atomic():
        record(
            "response.opened",
            subject=response.reference,
            actor=request.holder.actor,
            office_id=request.office.pk,
            now=timezone.now(),
        )
    show_once(request)
    sealed = json.loads(plain) if plain else {}
    questions = response.version.questions
    opened = [
        (
            words_in(questions.by_name[name].label, language()) or name,
            answer_words(questions.by_name[name], questions.choices_of(questions.by_name[name]), value),
        )
        for name, value in sealed.items()
        if name in questions.by_name
    ]
    return render_response(request, response, VoidForm(), opened)


@for_askers
@require_POST
def void(request: StaffRequest, pk: int) -> HttpResponse:
    response = find_response(request, pk)
    form = VoidForm(request.POST)
    if not form.is_valid():
        return render_response(request, response, form)
    void_response(
        response, reason=form.cleaned_data["reason"], actor=request.holder.actor, now=timezone.now()
    )
    messages.success(request, say("উত্তরটি আর ধরা হবে না।", "This response does not count any more."))
    return redirect("response", response.pk)


@for_takers
@require_POST
def answers_file(request: StaffRequest, pk: int) -> HttpResponse:
    """All answers as XLSX: at once, or where they are many made by the worker."""
    round = find_round(request, pk)
    count = rows_of(round).count()
    if round.anonymous and count < FEWEST_ANONYMOUS:
        raise Http404
    if count <= AT_ONCE:
        content = io.BytesIO()
        write_answers(content, round)
        response = HttpResponse(content.getvalue(), content_type=XLSX)
        return with_private_headers(response, file_name(round), is_shown=False)
    try:
        ordered = order_export(
            maker=ANSWERS,
            arguments={ROUND: str(round.pk)},
            title=in_both(round),
            lines=count,
            office=request.office,
            user=request.user,
            now=timezone.now(),
        )
    except TooManyExports as fault:
        return refuse_export(request, fault)
    return redirect("export", ordered.pk)


def in_both(round: Round) -> tuple[str, str]:
    with override_language("bn"):
        bangla = file_name(round)
    with override_language("en"):
        return bangla, file_name(round)
