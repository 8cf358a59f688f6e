"""Applying, one thing a page: each step takes what was sent, keeps it, and shows itself again or leads on."""

import secrets
from datetime import timedelta
from functools import partial
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.kinds import kind_of, own_duty
from ongikar.cases.models import Case, Draft
from ongikar.cases.question_notes import notes_for_answers
from ongikar.cases.slots import BEFORE_SENDING
from ongikar.cases.urgent import advice_before, find_advice, mark_urgent
from ongikar.charter.models import Service, service_in_force
from ongikar.charter.terms import caption_of, fee_of
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.db.json_subquery import JSONSubquery
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.presses import repeatable
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.knowledge.models import Note
from ongikar.knowledge.public_views import count_answered
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import CalendarVersion, Office
from ongikar.papers.actions import answer_files, take_files
from ongikar.papers.models import Paper
from ongikar.papers.responses import paper_response
from ongikar.rules.numbers import masked_identity

from .application import (
    DRAFT_RETENTION_DAYS,
    LATER,
    ApplicationDraft,
    is_draft_expired,
    keep_draft_paper,
    papers_step,
    remove_draft,
    service_of,
)
from .forms import (
    CHECK,
    CONTACT,
    IDENTITY,
    PAPERS,
    QUESTIONS,
    missing_paper_fault,
    paper_rows,
    step_form,
    steps_of,
)
from .kept_draft import show_kept_draft

# Between the questions and what comes after them, where a note may answer: no step of the way.
KNOWN = "known"
STEP_TITLES = {
    QUESTIONS: ("কী চান, জানান", "Tell us what you need"),
    CONTACT: ("আপনার সঙ্গে কীভাবে যোগাযোগ করব?", "How can we reach you?"),
    PAPERS: ("কাগজ দিন", "Add your documents"),
    CHECK: ("পাঠানোর আগে দেখে নিন", "Check before you send"),
}


def show_form_step(request: HttpRequest, application: ApplicationDraft, name: str) -> HttpResponse:
    if request.method != "POST":
        # What was kept is shown as it was kept, with its faults: nothing was sent that could be refused.
        return render_form_step(
            request, application.service, name, application.form(name), application, status=200
        )
    form = application.take(name, request.POST, request.FILES)
    if form.is_valid() and keep_answer_files(request, form, application.draft):
        if name == QUESTIONS and "later" not in request.POST and known_answers(application):
            return redirect("apply_step", token=application.draft.token, name=KNOWN)
        return redirect_onward(request, application)
    if "later" in request.POST:
        return redirect("apply_step", token=application.draft.token, name=LATER)
    return render_form_step(request, application.service, name, form, application)


def keep_answer_files(request: HttpRequest, form: Form, draft: Draft) -> bool:
    """Keep the files that were asked for among the questions; says whether all could be kept."""
    to_keep = partial(keep_draft_paper, draft, address=client_ip(request))
    return take_files(form, answer_files(form), to_keep) is not None


def redirect_onward(request: HttpRequest, application: ApplicationDraft) -> HttpResponse:
    """To the address to come back to, if that was asked for; else to the first step that is not done."""
    name = LATER if "later" in request.POST else application.next_step
    return redirect("apply_step", token=application.draft.token, name=name)


def show_papers_step(request: HttpRequest, application: ApplicationDraft, name: str) -> HttpResponse:
    form = papers_step(request, application)
    if request.method == "POST" and form.is_valid():
        if "remove" in request.POST:
            return redirect("apply_step", token=application.draft.token, name=name)
        return redirect_onward(request, application)
    return render_step(
        request,
        "papers",
        application,
        application.service,
        form=form,
        asked=paper_rows(form, application.paper_lines),
    )


def show_check_step(request: HttpRequest, application: ApplicationDraft, name: str) -> HttpResponse:
    """Everything read back. An application that is not complete is not sent, and the list of what is missing
    is written.
    """
    if application.next_step != CHECK:
        return redirect("apply_step", token=application.draft.token, name=application.next_step)
    is_sent, missing = request.method == "POST", [wanted.name for wanted in application.missing]
    if is_sent and not missing:
        case = application.send(tongue=language(), now=timezone.now())
        return redirect("receipt", token=case.submission)
    form = Form(request.POST if is_sent else None)
    for paper in missing if is_sent else ():
        form.add_error(None, missing_paper_fault(paper))
    service, contact = application.service, application.contact
    kind = kind_of(service)
    answered = kind.answered_questions(kind.intake_form, application.questions.as_answers(), service)
    return render_step(
        request,
        "check",
        application,
        service,
        form=form,
        missing_papers=missing,
        facts=answered,
        hints=BEFORE_SENDING.answers(request, text="\n".join(str(words) for _, words in answered)),
        contact=contact.cleaned_data,
        identity=masked_identity(contact.cleaned_data.get(IDENTITY, "")),
        address=contact.address(),
        wanted=application.paper_lines,
        by_form=[each for each in service.documents if each.get("provided_by_form")],
    )


def known_answers(application: ApplicationDraft) -> list[Note]:
    """The public notes that may answer what was asked, until somebody has looked at them once."""
    if KNOWN in application.draft.steps or not application.questions.is_valid():
        return []
    return notes_for_answers(application.service, application.questions.as_answers())


def show_known_answers(request: OfficeRequest, application: ApplicationDraft) -> HttpResponse:
    """Is this your answer? Whoever says so applies for nothing, and what was typed is gone; whoever goes on
    is not asked again.
    """
    draft, notes = application.draft, known_answers(application)
    if request.method == "POST":
        note = next((each for each in notes if str(each.pk) == request.POST.get("note")), None)
        if note is not None:
            count_answered(request, note, submission=draft.token)
            remove_draft(draft)
            return redirect("note_served", pk=note.pk)
        application.keep(KNOWN, {})
        return redirect("apply_step", token=draft.token, name=application.next_step)
    if not notes:
        return redirect("apply_step", token=draft.token, name=application.next_step)
    return render_step(request, "known", application, application.service, name=QUESTIONS, suggested=notes)


STEPS = {
    QUESTIONS: show_form_step,
    CONTACT: show_form_step,
    PAPERS: show_papers_step,
    CHECK: show_check_step,
}


def render_form_step(
    request: HttpRequest,
    service: Service,
    name: str,
    form: Form,
    application: ApplicationDraft | None = None,
    status: int = 0,
) -> HttpResponse:
    more = suggested_notes(service, form) if name == QUESTIONS else {}
    return render_step(request, "form", application, service, name=name, form=form, status=status, **more)


def suggested_notes(service: Service, form: Form) -> dict[str, Any]:
    """Where a note may answer the question of this form: what is known of what was typed so far, and by which
    field a script asks while it is typed.
    """
    field = kind_of(service).answers_question
    if not field or field not in form.fields:
        return {}
    typed = str(form[field].value() or "")
    notes = notes_for_answers(service, {field: typed}) if typed else []
    return {"suggested": notes, "asks_in": form[field].html_name}


def urgent_facts(
    application: ApplicationDraft | None, service: Service, name: str, form: Form | None
) -> dict[str, Any]:
    """What cannot wait: to be opened beside the questions, and once it was answered so, first on every later
    page.
    """
    office = service.version.office
    if name == QUESTIONS:
        if form is not None:
            mark_urgent(form, service)
        return {"advices": advice_before(service, office)}
    answers = application.questions if application else None
    key = kind_of(service).urgent(answers.as_answers()) if answers and answers.is_valid() else ""
    return {"urgent": find_advice(office, key)}


def render_step(
    request: HttpRequest,
    page: str,
    application: ApplicationDraft | None,
    service: Service,
    *,
    name: str = "",
    form: Form | None = None,
    status: int = 0,
    **more: Any,
) -> HttpResponse:
    """A page of the application with what all of them say: the service, and which step of how many it is."""
    steps = steps_of(service)
    name = name or page
    place = steps.index(name) if name in steps else 0
    facts = {
        **urgent_facts(application, service, name, form),
        "form": form,
        "service": service,
        "draft": application and application.draft,
        "caption": caption_of(service),
        "fee": fee_of(service),
        "step": name,
        "number": place + 1,
        "count": len(steps),
        "before": steps[place - 1] if place else "",
        "heading": say(*STEP_TITLES[name]) if name in STEP_TITLES else "",
    }
    return render_form(request, f"cases/citizen/apply_{page}.html", facts | more, form, status=status)


# Begun from one address. A school with its one line, or a mobile operator's customers behind one address, are
# many people at once: in an hour as many as three classes, in a day what a few such hours are.
MOST_DRAFTS, MOST_DRAFTS_A_DAY = 120, 480
TOO_MANY = (
    "এই সংযোগ থেকে অল্প সময়ে অনেক আবেদন শুরু হয়েছে; একটি সংযোগ অনেকে ব্যবহার করলে এমন হয়। যা লিখেছেন, এই"
    " পাতায় আছে: একটু পরে আবার চেষ্টা করুন, অথবা ইউনিয়ন ডিজিটাল সেন্টার বা কার্যালয়ে আসুন।",
    "Many applications were begun from this connection in a short time, as happens where many people share"
    " one. What you typed is still on this page: try again a little later, or come to a Union Digital Centre"
    " or the office.",
)
NEWEST_FIRST = CalendarVersion.objects.order_by("-number")
DRAFT_QUERY = CompiledQuery(
    lambda: Draft.objects.filter(
        office=CompiledQuery.parameter(0), token=CompiledQuery.parameter(1)
    ).annotate(
        found_papers=JSONSubquery(Paper.objects.filter(subject_type="draft", subject_id=OuterRef("pk"))),
        newest_calendar=Subquery(NEWEST_FIRST.filter(office=OuterRef("office")).values("pk")[:1]),
    )
)


def begin_application(request: OfficeRequest, code: str) -> HttpResponse:
    """The first page. Nothing is kept until something is sent."""
    now = timezone.now()
    service = service_in_force(request.office, code, timezone.localdate(now))
    if service is None:
        raise Http404
    if why := own_duty(service):
        return render(request, "cases/citizen/internal.html", {"service": service, "why": why}, status=404)
    if request.method != "POST":
        form = kind_of(service).intake_form(service=service)
        form.begin_with(request.GET)
        return render_form_step(request, service, QUESTIONS, form)
    key = [f"draft from {client_ip(request)}"]
    if Attempt.is_spent(key, limit=MOST_DRAFTS, now=now) or Attempt.is_spent(
        key, limit=MOST_DRAFTS_A_DAY, now=now, within=timedelta(days=1)
    ):
        return refuse_for_now(request, service)
    Attempt.count_failure(key, now=now)
    draft = Draft.objects.create(
        token=secrets.token_urlsafe(24), office=request.office, service_code=code, begun_at=now
    )
    return show_form_step(request, ApplicationDraft(draft, service), QUESTIONS)


def refuse_for_now(request: OfficeRequest, service: Service) -> HttpResponse:
    """Nothing is kept of one more; what was typed stays on the page, to be sent in a little later."""
    form = step_form(QUESTIONS, service, request.POST)
    form.full_clean()
    form.keep_faults_of()
    form.add_error(None, say(*TOO_MANY))
    return render_form_step(request, service, QUESTIONS, form, status=429)


def find_draft(office: Office, token: str) -> Draft | None:
    """The draft with its papers and the newest calendar at hand; None for an unknown token."""
    for draft in DRAFT_QUERY(office.pk, token):
        draft.papers = draft.found_papers
        draft.calendar = CalendarVersion(pk=draft.newest_calendar, office=office)
        return draft
    return None


@require_safe
def show_page(request: OfficeRequest, token: str, pk: int) -> HttpResponse:
    """A page that lies with the draft, as whoever has its address gave it and before it is sent."""
    draft = find_draft(request.office, token)
    if draft is None or draft.sent_at or is_draft_expired(draft, timezone.now()):
        raise Http404
    paper = next((each for each in draft.papers if each.pk == pk), None)
    if paper is None:
        raise Http404
    return paper_response(request, paper)


@repeatable
def show_step(request: OfficeRequest, token: str, name: str) -> HttpResponse:
    """One step of a draft. What was sent before leads to its receipt, so that a second press makes no second
    case.
    """
    draft, now = find_draft(request.office, token), timezone.now()
    if draft.sent_at if draft else Case.objects.filter(office=request.office, submission=token).exists():
        return redirect("receipt", token=token)
    pressed = request.POST.get("note", "") if name == KNOWN else ""
    if draft is None and pressed.isascii() and pressed.isdigit() and len(pressed) < 19:
        # Answered by a note before, with which the draft was removed.
        return redirect("note_served", pk=int(pressed))
    if draft is None or is_draft_expired(draft, now):
        return render(request, "cases/citizen/no_draft.html", {"kept_days": DRAFT_RETENTION_DAYS}, status=404)
    service = service_of(draft, request.office, now)
    if service is None:
        return render(request, "cases/citizen/no_draft.html", {"is_dropped": True}, status=410)
    application = ApplicationDraft(draft, service)
    if name == LATER:
        return show_kept_draft(request, application, now)
    if name == KNOWN:
        return show_known_answers(request, application)
    if name not in application.steps:
        raise Http404
    return STEPS[name](request, application, name)
