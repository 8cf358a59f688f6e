"""The pages of the reports: which there are, one on screen, as a spreadsheet and to print; and the
stakeholder meeting of a year without complaints: whether it is owed, and the press that plans it.
"""

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.books.register_exports import CellFormats, begin_sheet, write_cell
from ongikar.books.register_files import XLSX
from ongikar.core.forms.fields import DayField, TextField, TimeOfDayField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import render_form
from ongikar.core.http.heavy_pages import heavy_page
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.gatherings.transitions import GatheringFault
from ongikar.gatherings.words import span_words
from ongikar.offices.models import Office, Post
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf.typesetter import render_apart
from ongikar.papers.responses import pdf_download, with_private_headers
from ongikar.people.post_holders import TIER_ROLES, StaffRequest, for_roles
from ongikar.rules.bangla.text import date_words, fiscal_year, fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ, CalendarFault

from .. import yearly
from .periods import Period, periods_of_year, read_period
from .tables import ReportTable, report_tables, report_title

__all__ = ["XLSX", "report_data", "report_workbook"]


def counted_words(now: datetime) -> str:
    """Of which day the figures are."""
    day = date_words(now.astimezone(TZ).date(), language(), weekday=False)
    return say("হিসাবের দিন: {day}", "Counted on: {day}", day=day)


def report_workbook(office: Office, period: Period, tables: list[ReportTable], now: datetime) -> bytes:
    """Figures are figures and words are words: nothing that somebody wrote becomes a formula."""
    # Two megabytes, which most days of an office never need.
    import xlsxwriter

    made = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(made, options) as workbook:
        looks = CellFormats(workbook)
        for table in tables:
            title = f"{office.name}: {report_title(period)}, {period.words}"
            title = f"{title} · {table.title} · {counted_words(now)}"
            page = begin_sheet(workbook, title, table.headings, table.widths)
            for row, line in enumerate(table.lines, start=2):
                for column, cell in enumerate(line.marked_cells):
                    write_cell(page, row, column, cell, looks)
    return made.getvalue()


def report_data(
    office: Office, period: Period, tables: list[ReportTable], now: datetime
) -> Mapping[str, Any]:
    """What the template `report` reads. It is signed by whoever answers for grievances."""
    signer = office.posts.filter(role=Post.GRO).order_by("pk").first()
    return {
        "language": language(),
        "office": letterhead(office),
        "title": report_title(period),
        "period": period.words,
        "counted": counted_words(now),
        "tables": [
            {
                "title": table.title,
                "columns": [
                    {"label": heading, "width": width}
                    for heading, width in zip(table.headings, table.widths, strict=True)
                ],
                "rows": [{"cells": [cell.text for cell in line.marked_cells]} for line in table.lines],
                "note": table.note,
            }
            for table in tables
        ],
        "signer": signer.title if signer else "",
    }


# Those who decide, and the officer whose office it is; figures alone, so that nobody is told who complained.
for_report_readers = for_roles(*TIER_ROLES, Post.OFFICER, readers=[Post.AUDITOR])
YEARS_SHOWN = 3


@for_report_readers
@require_safe
def reports(request: StaffRequest) -> HttpResponse:
    """Every month and quarter of the last years, the newest first."""
    today = timezone.now().astimezone(TZ).date()
    newest = fiscal_year(today)
    years = [
        (fiscal_year_words(year, language()), *periods_of_year(year, today))
        for year in range(newest, newest - YEARS_SHOWN, -1)
    ]
    return render(request, "grievances/reports.html", {"years": years, "current": "grievance_reports"})


def get_period(word: str, today: date) -> Period:
    period = read_period(word, today)
    if period is None:
        raise Http404
    return period


@heavy_page
@for_report_readers
@require_safe
def report(request: StaffRequest, period: str) -> HttpResponse:
    now = timezone.now()
    shown = get_period(period, now.astimezone(TZ).date())
    context = {
        "period": shown,
        "title": report_title(shown),
        "tables": report_tables(request.office, shown, now),
        "now": now,
        "is_over": shown.until <= now.astimezone(TZ).date(),
        "current": "grievance_reports",
    }
    return render(request, "grievances/report.html", context)


@heavy_page
@for_report_readers
@require_safe
def report_as_spreadsheet(request: StaffRequest, period: str) -> HttpResponse:
    shown, tables, now = get_report(request.office, period)
    content = report_workbook(request.office, shown, tables, now)
    return with_private_headers(
        HttpResponse(content, content_type=XLSX), f"grievances-{shown.slug}.xlsx", is_shown=False
    )


@heavy_page
@for_report_readers
@require_safe
def report_as_pdf(request: StaffRequest, period: str) -> HttpResponse:
    shown, tables, now = get_report(request.office, period)
    data = report_data(request.office, shown, tables, now)
    return pdf_download(render_apart("report", data), f"grievances-{shown.slug}.pdf")


def get_report(office: Office, word: str) -> tuple[Period, list, datetime]:
    now = timezone.now()
    shown = get_period(word, now.astimezone(TZ).date())
    return shown, report_tables(office, shown, now), now


for_planners = for_roles(*TIER_ROLES, Post.OFFICER)


class StakeholderMeetingForm(Form):
    day = DayField(
        label=say_lazy("কোন দিন", "On which day"),
    )
    begins = TimeOfDayField(
        label=say_lazy("কখন শুরু", "When it begins"),
    )
    place = TextField(
        label=say_lazy("কোথায়", "Where"),
        max_length=200,
    )

    def __init__(self, *args: Any, office: Office, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.now = office, now

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        today = self.now.astimezone(TZ).date()
        if day <= today or fiscal_year(day) != fiscal_year(today):
            self.add_error(
                "day",
                say("আজকের পরের, এ অর্থবছরের একটি দিন দিন", "Name a day after today in this fiscal year"),
            )
            return day
        try:
            is_closed = not self.office.calendar.windows(day)
        except CalendarFault:
            is_closed = False
        if is_closed:
            self.add_error(
                "day", say("এ দিন কার্যালয় বন্ধ। অন্য দিন দিন", "The office is closed that day. Name another")
            )
        return day


@for_planners
@require_http_methods(["GET", "POST"])
def stakeholder_meeting(request: StaffRequest) -> HttpResponse:
    now, office = timezone.now(), request.office
    year = fiscal_year(now.astimezone(TZ).date())
    planned = yearly.standing_meeting(office, year)
    form = StakeholderMeetingForm(request.POST or None, office=office, now=now)
    if request.method == "POST" and planned:
        return redirect("desk_stakeholder_meeting")
    if request.method == "POST" and form.is_valid():
        try:
            yearly.plan_stakeholder_meeting(office=office, actor=request.holder, now=now, **form.cleaned_data)
            messages.success(request, say("সভা ঠিক হয়েছে।", "The meeting is planned."))
            return redirect("desk_stakeholder_meeting")
        except GatheringFault as fault:
            form.add_error(None, say(fault.bn, fault.en))
    context = {
        "form": form,
        "button": say("সভা ঠিক করুন", "Plan the meeting"),
        "year": fiscal_year_words(year, language()),
        "planned": planned,
        "when": span_words(planned) if planned else "",
        "has_complaints": yearly.has_complaints(office, year),
        "current": "grievance_reports",
    }
    return render_form(request, "grievances/stakeholder_meeting.html", context)
