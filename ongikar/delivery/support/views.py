"""The pages of jobs that are unlike those of other records: earlier solutions while one types, the sheet as
PDF, the table of triage, and the press of whoever asked: it is broken again.
"""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.citizen.track.applicant_acts import (
    do_applicant_act,
    for_tracking_browser,
    require_applicant_proof,
)
from ongikar.cases.citizen.track.applicant_proof import ask_for_proof, proof_of
from ongikar.cases.models import Case
from ongikar.cases.record_desk import back_to_application
from ongikar.cases.rights import for_readers
from ongikar.clock.actions import preview_due_of_reopening
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.fields import without_nulls
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import language, say
from ongikar.delivery.support.rules import TriageFault
from ongikar.offices.models import Post
from ongikar.papers.integrity import PaperNotAsKept, read_as_kept
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest
from ongikar.records.views import faults_beside
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .actions import may_say_again, say_again
from .desk import DESK
from .earlier_solutions import earlier_solutions
from .forms import AgainForm, TriageTableForm, cell_name
from .models import Job, Sheet, Signature, newest_job
from .parts import AGAIN_AFTER_PROOF, SHEET_AFTER_PROOF
from .sheet_text import sheet_record
from .triage import office_table, order_table, table_rows

MOST_TYPED = 500


@for_readers
@require_safe
def show_earlier(request: StaffRequest, pk: int) -> HttpResponse:
    """Earlier solutions for what is typed; asked while one types, and by a button without script."""
    job = DESK.find(request.office, pk)
    typed = without_nulls(request.GET.get("q", ""))[:MOST_TYPED]
    solutions = earlier_solutions(job, typed)
    if request.GET.get("part") == "1":
        response = render(request, "support/earlier.html", {"earlier": solutions, "job": job})
        response["Cache-Control"] = "private, no-store"
        return response
    context = {"earlier": solutions, "job": job, "typed": typed, "current": "jobs"}
    return render(request, "support/find_earlier.html", context)


@for_readers
@require_safe
def job_sheet_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """Before it is signed it has room for a signature on paper."""
    job = DESK.find(request.office, pk)
    sheet = job.newest_sheet
    if sheet is None:
        raise Http404
    return sheet_answer(job, sheet)


@require_safe
@for_tracking_browser
def tracked_sheet(request: HttpRequest, case: Case) -> HttpResponse:
    """A signature is shown to whoever proved that the case is theirs."""
    if not proof_of(request, case.reference, timezone.now()):
        return ask_for_proof(case.number, SHEET_AFTER_PROOF)
    job = newest_job(case)
    sheet = job.newest_sheet if job else None
    if job is None or sheet is None or getattr(sheet, "signature", None) is None:
        raise Http404
    job = Job.objects.with_related().get(pk=job.pk)
    return sheet_answer(job, sheet)


def sheet_answer(job: Job, sheet: Sheet) -> HttpResponse:
    sheet.job = job
    signature: Signature | None = getattr(sheet, "signature", None)
    data = sheet_record(sheet, signature)
    if signature and signature.how == Signature.DRAWN and signature.paper.file:
        data["drawing"] = drawing_of(signature)
    content = render_pdf("job_sheet", data, made_at=sheet.written_at)
    return pdf_download(content, f"{say('কাজের বিবরণী', 'Job sheet')} {job.book_serial}.pdf")


def drawing_of(signature: Signature) -> list[int]:
    """The kept picture as it is set into the PDF; nothing where it is not as it was kept."""
    try:
        return list(read_as_kept(signature.paper))
    except PaperNotAsKept:
        return []


@for_readers
@require_http_methods(["GET", "POST"])
def triage_table(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    today = now.astimezone(TZ).date()
    table = office_table(request.office, today)
    may_order = request.holder.has(request.office.pk, {Post.OFFICER})
    if request.method == "POST" and not may_order:
        return redirect("triage_table")
    form = TriageTableForm(*posted_data(request)[:1], table=table, today=today) if may_order else None
    if form is not None and form.is_valid():
        with faults_beside(form):
            order(request, form, now)
            messages.success(request, say("নতুন ছকটি রাখা হয়েছে।", "The new table is kept."))
            return redirect("triage_table")
    context = {
        "heading": say("জরুরি ঠিক করার ছক", "Triage table"),
        "about": say(
            "সমস্যা জানানোর পর কত কার্যদিবসের মধ্যে প্রথম দেখতে হয়। {day} থেকে চলছে। চার্টারের কথা এতে বদলায় না।",
            "Within how many working days after a report somebody first looks. In force from {day}."
            " The charter’s promise stays as it is.",
            day=table.since,
        ),
        "table": table_rows(table),
        "form": form,
        "button": say("ছকটি রাখুন", "Keep this table"),
        "back": DESK.list_url,
        "back_words": DESK.list_title,
        "current": "jobs",
    }
    if form is None:
        return render(request, "support/table.html", context)
    return render_form(request, "support/new_table.html", context)


def order(request: StaffRequest, form: TriageTableForm, now: datetime) -> None:
    try:
        order_table(
            office=request.office,
            since=form.cleaned_data["since"],
            days=form.days,
            submission=f"{request.office.pk}-{form.cleaned_data['token']}"[:64],
            actor=request.holder.actor,
            now=now,
        )
    except TriageFault as fault:
        raise ActFault(cell_name(*fault.cell) if fault.cell else "", fault.bn, fault.en) from fault


@for_tracking_browser
def broken_again(request: HttpRequest, case: Case) -> HttpResponse:
    """A page of its own, with the day that would be promised."""
    now = timezone.now()
    if not may_say_again(case, now):
        return redirect("track_case", case.number)
    if request.method != "POST" and not proof_of(request, case.reference, now):
        return ask_for_proof(case.number, AGAIN_AFTER_PROOF)
    form = AgainForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and require_applicant_proof(request, case, form, AGAIN_AFTER_PROOF):
        return do_applicant_act(request, case, say_again, words=form.cleaned_data["words"])
    due = preview_due_of_reopening(case.clock, calendar=case.office.calendar, now=now)
    context = {
        **back_to_application(case),
        "case": case,
        "caption": f"{case.row.short} · {digits(case.number, language())}",
        "heading": say("আবার নষ্ট হয়েছে", "It is broken again"),
        "about": say(
            "নতুন আবেদন লাগবে না। পাঠালে একই আবেদন আবার খুলবে এবং দিন গোনা নতুন করে শুরু হবে। আগের হিসাব আগের মতোই থাকবে।",
            "You need no new application. This one is opened again and its days are counted anew. What was"
            " counted before stays as it was.",
        ),
        "button": say("কার্যালয়কে জানান", "Tell the office"),
        "form": form,
        "due": due.date(),
    }
    return render_form(request, "support/again.html", context)
