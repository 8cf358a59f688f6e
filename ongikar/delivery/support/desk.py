"""What the office sees of jobs of support and does with them; and the pages that are unlike those of other
records: earlier solutions while one types, the sheet as PDF, the table of triage, and the press of whoever
asked: it is broken again.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.citizen.track.applicant_acts import (
    do_applicant_act,
    for_tracking_browser,
    require_applicant_proof,
)
from ongikar.cases.citizen.track.applicant_proof import ask_for_proof, proof_of
from ongikar.cases.kinds.agreed_days import agreed_day_of
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import applicant_words
from ongikar.cases.record_desk import CaseDesk, back_to_application
from ongikar.cases.rights import for_readers
from ongikar.clock.actions import preview_due_of_reopening
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.fields import without_nulls
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer as SlotAnswer
from ongikar.core.templatetags.words import day, moment, weekday
from ongikar.offices.models import Office, Post
from ongikar.papers.integrity import PaperNotAsKept, read_as_kept
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles
from ongikar.records.actions import MOVED_ON
from ongikar.records.acts import Act
from ongikar.records.filters import Filter, Narrowed
from ongikar.records.offers import Door, Today
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.views import faults_beside
from ongikar.records.words import NOTHING, Due, label
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from . import parts, transitions
from .actions import may_say_again, say_again
from .acts import ACTS, has_no_day
from .applicant_papers import papers_on_job
from .earlier_solutions import earlier_solutions
from .forms import AgainForm, TriageTableForm, cell_name
from .models import Job, JobAct, JobDevice, Sheet, Signature, newest_job
from .parts import AGAIN_AFTER_PROOF, SHEET_AFTER_PROOF, today_of_jobs
from .repeated_failures import repeated_devices
from .rules import TriageFault
from .sheet_text import part_words, sheet_record
from .standing_lines import read_lines
from .transitions import ADD_DEVICE, ENDED, LOOK, REPORTED, TRIAGE, USE_PART
from .triage import office_table, order_table, table_rows


def device_words(each: JobDevice) -> Any:
    """Its number, which leads to its page, and its name; below them its make and where it stands."""
    device = each.device
    link = format_html(
        '<a href="{}">{}</a> {}',
        reverse("device", args=[device.number]),
        device.shown_number,
        mark_languages(device.shown_name),
    )
    known = [mark_languages(each) for each in (device.make, device.place.name) if each]
    return [link, *([format_html_join(" · ", "{}", ((each,) for each in known))] if known else [])]


def looks_of(job: Job) -> list[JobAct]:
    """What was said of it, in the order in which it was."""
    acts = job.acts.all()
    return [act for act in acts if act.name == LOOK or (act.name == TRIAGE and act.words)]


def look_words(act: JobAct) -> str:
    if act.name == TRIAGE:
        return say("ক্রম ঠিক করা হয়েছে", "Triaged")
    return Job(way=act.data.get("way", "")).get_way_display()


class EndedFilter(Filter):
    name, words, reads = "ended", ("কোন কাজ", "Which jobs"), ("id",)

    def choices(self, office: Office) -> Iterable[tuple[str, str]]:
        yield "1", say("শেষ হয়েছে", "Ended")

    def rows(self, desk: Any, office: Office) -> QuerySet[Any]:
        return desk.every_row(office)

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(ended_at__isnull=False) if value == "1" else rows.none()


def order_of_looking(job: Job) -> tuple[int, Any, int]:
    """Not judged yet, then not looked at yet by when that is due, then the rest as they came; of ended ones
    the newest first.
    """
    if job.ended_at:
        return (3, 0, -job.pk)
    if job.state == REPORTED:
        return (0, job.opened_at, job.pk)
    return (1, job.look_by, job.pk) if job.awaits_look else (2, job.opened_at, job.pk)


@register
class JobDesk(CaseDesk):
    model, kind = Job, "support"  # type: ignore[assignment]  # of a case that may have several
    name, names, path = "job", "jobs", "jobs"
    door = Door(("কারিগরি সহায়তা", "Support"), {"cases": 20})
    has_papers = True
    papers_for_applicant = True
    today = (Today(today_of_jobs, 45),)
    title, subtitle, subtitle_look = "who", "fault_in_short", ""
    list_display = ("where", "urgency", "state")
    list_filter = (EndedFilter(),)
    page_of_list, unnarrowed = 200, ("খোলা", "Open")
    nothing = ("এখানে কোনো কাজ নেই।", "There are no jobs here.")
    list_template, detail_template = "support/list.html", "support/job.html"
    summary = ("fault", "where", "how_urgent", "first_look", "visit", "good_time", "sheet")
    search_fields = (*CaseDesk.search_fields, "place_name")
    history_words = {name: transitions.ACT_WORDS[name] for name in (ADD_DEVICE, transitions.RESULT, USE_PART)}
    states, way, off_way = transitions.STATES, transitions.WAY, frozenset({ENDED})
    parts = (
        Part(
            ("যন্ত্র", "Devices"),
            lambda job: job.devices.all(),
            (
                Cell(("যন্ত্র", "Device"), device_words),
                Cell(("কী হলো", "Result"), lambda each: each.get_result_display()),
                Cell(("কথা", "Words"), lambda each: each.words),
            ),
            nothing=("কোনো যন্ত্রের নম্বর দেওয়া হয়নি।", "No device is named."),
        ),
        Part(
            ("যন্ত্রাংশ", "Parts"),
            lambda job: [part_words(line) for line in job.parts_used()],
            (Cell(("যন্ত্রাংশ", "Part"), lambda row: row[0]), Cell(("পরিমাণ", "Quantity"), lambda row: row[1])),
        ),
        Part(
            ("যা দেখা গেছে", "What was seen"),
            looks_of,
            (
                Cell(("কবে", "When"), lambda act: act.at.astimezone(TZ)),
                Cell(("কীভাবে", "How"), look_words),
                Cell(("কথা", "Words"), lambda act: linebreaksbr(mark_languages(act.words))),
            ),
        ),
        Part(
            ("লেখা আছে, বিবরণীতে নেই", "Written, on no sheet"),
            lambda job: list(read_lines(job)),
            (
                Cell(("যন্ত্র", "Device"), lambda line: line.device.shown_number if line.device else "–"),
                Cell(("কী পাওয়া গেল", "Found"), lambda line: line.found),
                Cell(("কী করা হলো", "Done"), lambda line: line.done),
                Cell(("কী হলো", "Result"), lambda line: line.get_result_display()),
                Cell(("কবে", "When"), lambda line: line.said_at.astimezone(TZ)),
            ),
        ),
    )
    acts = ACTS

    # ---- the list ----

    def every_row(self, office: Office) -> QuerySet[Job]:
        rows = super(CaseDesk, self).rows(office)
        rows = rows.select_related("place", "case__applicant", "case__service", "case__clock")
        return rows.prefetch_related("case__clock__facts")

    def rows(self, office: Office) -> QuerySet[Job]:
        return self.every_row(office).filter(ended_at__isnull=True)

    def prepare(self, records: list[Any], office: Office) -> list[Any]:
        return sorted(records, key=order_of_looking)

    def list_context(self, request: StaffRequest, narrowed: Narrowed, records: list[Any]) -> dict[str, Any]:
        is_ended = request.GET.get("ended") == "1"
        return {"repeated": [] if is_ended else repeated_devices(request.office, timezone.now())}

    @label("কে জানিয়েছেন", "Reported by")
    def who(self, job: Job) -> str:
        return applicant_words(job.case)

    @label("সমস্যা", "The fault")
    def fault_in_short(self, job: Job) -> str:
        return Truncator(job.fault).chars(110)

    @label("কোথায়", "Where")
    def where(self, job: Job) -> str:
        return job.where

    @label("কতটা জরুরি", "How urgent")
    def urgency(self, job: Job) -> str:
        return job.get_urgency_display()

    @label("শেষ দিন", "Due")
    def due(self, job: Job) -> Due | None:
        """Until somebody has looked, by when that is owed; then the day of the case."""
        if not (job.awaits_look and job.look_by):
            return super().due(job)
        words = say("দেখতে হবে {day}", "Look by {day}", day=weekday(job.look_by))
        return Due(job.look_by, words, job.look_by < timezone.now())

    # ---- one job ----

    def find(self, office: Office, pk: int) -> Any:
        devices = Prefetch("devices", JobDevice.objects.select_related("device__place"))
        rows = Job.objects.select_related("office", "place").prefetch_related(devices)
        job = get_object_or_404(rows, pk=pk, office=office)
        job.case = (
            Case.objects.with_related().select_related("post").prefetch_related("acts").get(pk=job.case_id)
        )
        return job

    def state_of(self, job: Any) -> str:
        return job.state

    def caption_words(self, job: Any) -> str:
        number = say("কাজের বিবরণী {number}", "Job sheet {number}", number=job.number)
        return f"{number} · {say('আবার খোলা হয়েছে', 'reopened')}" if job.round > 1 else number

    def summary_of(self, job: Any) -> list[tuple[str, Any]]:
        return [(words, value) for words, value in super().summary_of(job) if value is not NOTHING]

    @label("সমস্যা", "The fault")
    def fault(self, job: Job) -> Any:
        fault, first = job.fault, str(job.case.answers.get("fault") or "")
        said = [linebreaksbr(mark_languages(fault or "–"))]
        if job.round > 1 and first and first != fault:
            said.append(
                say("প্রথমে জানানো হয়েছিল: {words}", "Reported at first: {words}", words=first)  # type: ignore[arg-type]
            )
        return said

    @label("কতটা জরুরি", "How urgent")
    def how_urgent(self, job: Job) -> list[str]:
        return [*filter(None, [job.get_urgency_display(), job.get_effect_display()])]

    @label("প্রথম দেখতে হবে", "First look by")
    def first_look(self, job: Job) -> Any:
        """Until when, how, and when somebody did."""
        if not job.look_by:
            return None
        looked = job.looked_at and format_html("{} {}", say("দেখা হয়েছে", "Looked at"), moment(job.looked_at))
        return [*filter(None, [until_words(job), job.get_way_display(), looked])]

    @label("যাওয়ার দিন", "Visit")
    def visit(self, job: Job) -> Any:
        days = agreed_day_of(job.case)
        named = days.named and format_html("{} {}", say("প্রস্তাব:", "Proposed:"), moment(days.named))
        return [*filter(None, [days.agreed, named])]

    @label("কখন গেলে সুবিধা", "When a visit suits them")
    def good_time(self, job: Job) -> str:
        return str(job.case.answers.get("good_time") or "") if has_no_day(job, looked=False) else ""

    @label("কাজের বিবরণী", "Job sheet")
    def sheet(self, job: Job) -> Any:
        """What was done, who signed for it, and the paper."""
        if (sheet := job.newest_sheet) is None:
            return None
        signature: Signature | None = getattr(sheet, "signature", None)
        said: list[Any] = [
            format_html("{} · {}", day(sheet.looked_on), sheet.get_way_display()),
            linebreaksbr(mark_languages(sheet.done)),
        ]
        if signature:
            signer = format_html("<b>{}</b>", mark_languages(signature.signer))
            said += [format_html("{} {}", say("স্বাক্ষর করেছেন", "Signed by"), signer), signature.at]
            if signature.paper.file:
                said.append(link(say("স্বাক্ষরটি দেখুন", "See the signature"), "paper", signature.paper_id))
        return [*said, link(say("বিবরণী (PDF)", "Sheet (PDF)"), "job_sheet_pdf", job.pk)]

    def detail_context(self, request: StaffRequest, job: Any, *, may_change: bool) -> dict[str, Any]:
        devices = [each.device for each in job.devices.all()]
        repeated = repeated_devices(request.office, timezone.now(), devices)
        return {
            "repeated": repeated,
            "earlier": earlier_solutions(job, job.fault),
            "brought": papers_on_job(job.case),
        }

    def acts_of(self, job: Any) -> list[Act]:
        """Of what has moved on nobody asks why."""
        return [act for act in super().acts_of(job) if act.answer(job) != MOVED_ON]

    # ---- elsewhere ----

    def case_part(self, request: HttpRequest, case: Case, now: datetime) -> SlotAnswer | None:
        return parts.officers_job_part(request=request, case=case, now=now)  # type: ignore[arg-type]

    def tracked_part(self, request: HttpRequest, case: Case, now: datetime) -> SlotAnswer | None:
        return parts.tracked_job_part(case, now)

    def subject_type(self) -> SubjectType:
        def load(keys: Iterable[int]) -> dict[int, SubjectLine]:
            jobs = Job.objects.filter(pk__in=list(keys)).select_related("place")
            return {
                job.pk: SubjectLine(job.number, job.where, self.url_of(job), job.office_id) for job in jobs
            }

        words = ("কারিগরি সহায়তার কাজ", "Job of support")
        return SubjectType(Job.SUBJECT, words, load, readable_by_roles(self.readers))


def until_words(job: Job) -> Any:
    """Until when somebody first looks; in red where nobody has by then."""
    is_late = job.look_by and job.awaits_look and job.look_by < timezone.now()
    return format_html('<span class="late-text">{}</span>', moment(job.look_by)) if is_late else job.look_by


def link(words: str, name: str, key: Any) -> Any:
    return format_html('<a href="{}">{}</a>', reverse(name, args=[key]), words)


DESK = JobDesk()


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
