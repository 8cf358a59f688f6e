"""The pages of the reports: which there are, one on screen, as a spreadsheet and to print."""

from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.http.heavy_pages import heavy_page
from ongikar.core.i18n.say import language
from ongikar.offices.models import Office, Post
from ongikar.papers.pdf.typesetter import render_apart
from ongikar.papers.views import pdf_download, with_private_headers
from ongikar.people.desk import TIER_ROLES, DeskRequest, for_roles
from ongikar.rules.bangla.text import fiscal_year, fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ

from .files import XLSX, report_data, report_workbook
from .periods import Period, periods_of_year, read_period
from .report import report_tables, report_title

# Those who decide, and the officer whose office it is; figures alone, so that nobody is told who complained.
for_report_readers = for_roles(*TIER_ROLES, Post.OFFICER, readers=[Post.AUDITOR])
YEARS_SHOWN = 3


@for_report_readers
@require_safe
def reports(request: DeskRequest) -> HttpResponse:
    """Every month and quarter of the last years, the newest first."""
    today = timezone.now().astimezone(TZ).date()
    newest = fiscal_year(today)
    years = [
        (fiscal_year_words(year, language()), *periods_of_year(year, today))
        for year in range(newest, newest - YEARS_SHOWN, -1)
    ]
    return render(request, "grievances/reports.html", {"years": years, "current": "grievance_reports"})


def get_period(word: str, today: date) -> Period:
    found = read_period(word, today)
    if found is None:
        raise Http404
    return found


@heavy_page
@for_report_readers
@require_safe
def report(request: DeskRequest, period: str) -> HttpResponse:
    now = timezone.now()
    found = get_period(period, now.astimezone(TZ).date())
    context = {
        "period": found,
        "title": report_title(found),
        "tables": report_tables(request.office, found, now),
        "now": now,
        "is_over": found.until <= now.astimezone(TZ).date(),
        "current": "grievance_reports",
    }
    return render(request, "grievances/report.html", context)


@heavy_page
@for_report_readers
@require_safe
def report_as_spreadsheet(request: DeskRequest, period: str) -> HttpResponse:
    found, tables, now = get_report(request.office, period)
    content = report_workbook(request.office, found, tables, now)
    return with_private_headers(
        HttpResponse(content, content_type=XLSX), f"grievances-{found.slug}.xlsx", is_shown=False
    )


@heavy_page
@for_report_readers
@require_safe
def report_as_pdf(request: DeskRequest, period: str) -> HttpResponse:
    found, tables, now = get_report(request.office, period)
    data = report_data(request.office, found, tables, now)
    return pdf_download(render_apart("report", data), f"grievances-{found.slug}.pdf")


def get_report(office: Office, word: str) -> tuple[Period, list, datetime]:
    now = timezone.now()
    found = get_period(word, now.astimezone(TZ).date())
    return found, report_tables(office, found, now), now
