"""The institution signs the sheet: it is shown whole, and signed below on the screen or on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.officer.case.act_views import posted_data
from ongikar.cases.rights import for_handlers
from ongikar.core.i18n.say import say
from ongikar.delivery.support import actions
from ongikar.delivery.support.actions.sheets import draw_signature
from ongikar.delivery.support.models import Sheet, Signature
from ongikar.delivery.support.outcomes import newest_sheet
from ongikar.delivery.support.sheet_forms import SignForm
from ongikar.delivery.support.sheet_text import sheet_sections
from ongikar.delivery.support.transitions import MOVED_ON, WRITTEN
from ongikar.delivery.support.words import job_number, way_words
from ongikar.papers.actions import check_upload
from ongikar.people.desk import DeskRequest
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.signature_strokes import HEIGHT, WIDTH

from .pages import is_done, job_of_office, submission_of


@for_handlers
@require_http_methods(["GET", "POST"])
def sign(request: DeskRequest, job_id: int) -> HttpResponse:
    now, job = timezone.now(), job_of_office(request, job_id)
    sheet = newest_sheet(job)
    if sheet is None or job.state != WRITTEN or not job.case.is_open:
        messages.error(request, say(*MOVED_ON))
        return redirect("job", job.pk)
    sheet.job = job
    form = SignForm(*posted_data(request), job=job, today=now.astimezone(TZ).date(), shown=sheet)
    if form.is_valid() and is_done(form, lambda: keep_signature(request, form, sheet), field="paper"):
        messages.success(request, say("স্বাক্ষর রাখা হয়েছে।", "The signature is kept."))
        return redirect("job", job.pk)
    context = {
        "job": job,
        "number": job_number(job),
        "sheet": sheet,
        "sections": [in_pieces(section) for section in sheet_sections(sheet)],
        "way": way_words(sheet.way),
        "form": form,
        "width": WIDTH,
        "height": HEIGHT,
        "current": "jobs",
    }
    return render(request, "support/sign.html", context, status=422 if form.errors else 200)


def keep_signature(request: DeskRequest, form: SignForm, newest: Sheet) -> None:
    """Signed is the version that was shown: of another one meanwhile the action says so."""
    job, shown = form.job, form.cleaned_data["sheet"]
    sheet = (
        newest
        if shown == str(newest.pk)
        else Sheet.objects.filter(job=job, pk=key_of(shown)).first() or newest
    )
    upload = form.cleaned_data.get("paper")
    actions.sign_sheet(
        job,
        sheet=sheet,
        how=Signature.ON_PAPER if upload else Signature.DRAWN,
        content=check_upload(upload) if upload else draw_signature(form.drawn),
        name=form.cleaned_data["name"],
        post=form.cleaned_data["post"],
        submission=submission_of(job, form),
        actor=request.desk.actor,
        now=timezone.now(),
    )


def key_of(sent: str) -> int:
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 18 else 0


def in_pieces(section: dict[str, Any]) -> dict[str, Any]:
    """A section as a page shows it: of a row each piece by itself, so that each says its language."""
    if "rows" not in section:
        return section
    return section | {
        "rows": [[piece for cell in row for piece in cell.split(" · ")] for row in section["rows"]]
    }
