"""The job sheet as PDF: for the office, and for whoever asked once it is signed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.citizen.track.applicant_proof import ask_for_proof, proof_of
from ongikar.cases.citizen.track.views import for_tracking_browser
from ongikar.cases.models import Case
from ongikar.cases.rights import for_readers
from ongikar.core.i18n.say import say
from ongikar.delivery.support.actions.opening import newest_job
from ongikar.delivery.support.models import Job, Sheet, Signature
from ongikar.delivery.support.outcomes import newest_sheet
from ongikar.delivery.support.sheet_text import sheet_record
from ongikar.papers.integrity import PaperNotAsKept, read_as_kept
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.views import pdf_download
from ongikar.people.desk import DeskRequest

from .pages import job_of_office

PAGE_AFTER_PROOF = "job_sheet"


@for_readers
@require_safe
def job_sheet_pdf(request: DeskRequest, job_id: int) -> HttpResponse:
    """Before it is signed it has room for a signature on paper."""
    job = job_of_office(request, job_id)
    sheet = newest_sheet(job)
    if sheet is None:
        raise Http404
    return sheet_answer(job, sheet)


@require_safe
@for_tracking_browser
def tracked_sheet(request: HttpRequest, case: Case) -> HttpResponse:
    """A signature is shown to whoever proved that the case is theirs."""
    if not proof_of(request, case.reference, timezone.now()):
        return ask_for_proof(case.number, PAGE_AFTER_PROOF)
    job = newest_job(case)
    sheet = newest_sheet(job) if job else None
    if job is None or sheet is None or getattr(sheet, "signature", None) is None:
        raise Http404
    job = Job.objects.with_all().get(pk=job.pk)
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
