"""The pages of inspections that are unlike those of other records: how one is begun, the address of the head
of a place, and the checklist on paper.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ongikar.cases.models import Case
from ongikar.cases.rights import for_handlers, for_readers
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.keys import show_once
from ongikar.core.forms.pages import render_form
from ongikar.core.http.client_ip import client_ip
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office, Place
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.pdf import square_code
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest
from ongikar.places.models import Device
from ongikar.records.acts import OpenAct
from ongikar.records.views import OpenPage
from ongikar.rules.bangla.text import digits, fiscal_year, fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import words_in

from .beginning import KIND, begin_inspection, case_to_inspect, inspection_of, inspection_under_way
from .desk import DESK
from .findings import head_of
from .forms import AcknowledgeForm, BeginForm
from .links import acknowledge, find_link, hand_out_link
from .merged_answers import filled_checklist
from .models import Inspection
from .report import report_parts
from .words import group_title

# Addresses that are none, from one network address in an hour.
WRONG_FROM_ADDRESS = 30


class BeginInspection(OpenAct):
    template = "inspection/begin.html"

    def url_when_done(self, desk: Any, made: Any) -> str:
        return desk.url_of(made)


def begin(request: StaffRequest, form: BeginForm, now: datetime) -> Inspection:
    return begin_inspection(case=form.case, **form.arguments(), actor=request.holder.actor, now=now)


BEGIN = BeginInspection(
    ("শুরু করুন", "Begin"),
    BeginForm,
    begin,
    heading=("পরিদর্শন শুরু করুন", "Begin the inspection"),
    done=("পরিদর্শন শুরু হয়েছে।", "The inspection is begun."),
    press=("শুরু করুন", "Begin"),
)


class BeginPage(OpenPage):
    """Begin the inspection of a case."""

    opens = BEGIN

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        cases, number = Case.objects.select_related("service"), kwargs.pop("number")
        self.case = get_object_or_404(cases, office=request.office, number=number)
        if self.case.row.kind != KIND or not self.case.is_open:
            messages.error(request, say("এই আবেদনে পরিদর্শন শুরু করা যায় না।", "No inspection can begin here."))
            return redirect("case", number)
        if known := inspection_of(self.case):
            return redirect("inspection", known.pk)
        return super().dispatch(request, *args, **kwargs)

    def form(self, request: StaffRequest, now: datetime, *sent: Any) -> BeginForm:
        return BeginForm(*sent, case=self.case, now=now)


@for_handlers
@require_POST
def inspect_place(request: StaffRequest, place_id: int) -> HttpResponse:
    """From the page of a place: go on with its open case, or receive one of the office's own motion."""
    place = get_object_or_404(Place, pk=place_id, office=request.office)
    if known := inspection_under_way(place):
        return redirect("inspection", known.pk)
    is_again, actor, now = "again" in request.POST, request.holder.actor, timezone.now()
    try:
        case = case_to_inspect(place, is_again=is_again, actor=actor, now=now)
    except ActFault as fault:
        messages.error(request, fault.words)
        return redirect("place", place.pk)
    return redirect("begin_inspection", case.number)


@for_handlers
@require_POST
def make_link(request: StaffRequest, pk: int) -> HttpResponse:
    """A link to hand over, shown this once as an address and a square code."""
    inspection, now = DESK.find(request.office, pk), timezone.now()
    try:
        token = hand_out_link(inspection, actor=request.holder.actor, now=now)
    except ActFault as fault:
        messages.error(request, fault.words)
        return redirect("inspection", pk)
    show_once(request)
    address = link_address(request.office, token)
    context = {
        "inspection": inspection,
        "address": address,
        "code": square_code(address),
        "head": head_of(inspection, now.astimezone(TZ).date()),
        "current": "inspections",
    }
    response = render(request, "inspection/link_made.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def acknowledge_link(request: OfficeRequest, token: str) -> HttpResponse:
    """Unknown, ended and over are answered alike: nothing is here, and whom to ask."""
    now, counter_keys = timezone.now(), [f"inspection link from {client_ip(request)}"]
    if Attempt.is_spent(counter_keys, limit=WRONG_FROM_ADDRESS, now=now):
        return render(request, "inspection/link_over.html", {"office": request.office}, status=429)
    link = find_link(request.office, token, now)
    if link is None:
        Attempt.count_failure(counter_keys, now=now)
        return render(request, "inspection/link_over.html", {"office": request.office}, status=404)
    inspection = link.inspection
    form = AcknowledgeForm(
        request.POST if request.method == "POST" else None, initial={"name": link.contact.full_title}
    )
    if request.method != "POST":
        link.note_opening(now)
    elif form.is_valid():
        try:
            acknowledge(
                inspection,
                **form.cleaned_data,
                contact=link.contact,
                actor=("contact", link.contact_id),
                now=now,
            )
        except ActFault as fault:
            messages.error(request, fault.words)
            return redirect("acknowledge_link", token)
        # The link has ended with it: what was done is said here, once.
        return render(request, "inspection/link_done.html", {"office": request.office})
    context = {
        "office": request.office,
        "inspection": inspection,
        "parts": report_parts(inspection),
        "form": form,
        "link": link,
        "heading": say("পরিদর্শনে যা দেখা গেল", "What was found at the inspection"),
        "about": link.contact.full_title,
        "button": say("দেখেছি ও স্বীকার করছি", "I have seen and acknowledge it"),
    }
    response = render_form(request, "inspection/link.html", context)
    response["Cache-Control"] = "private, no-store"
    # The address is the key: no other site learns it by a link that is pressed here.
    response["Referrer-Policy"] = "same-origin"
    return response


def link_address(office: Office, token: str) -> str:
    return f"{site_of(office)}{reverse('acknowledge_link', args=[token])}"


@for_readers
@require_safe
def checklist_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    inspection, now = DESK.find(request.office, pk), timezone.now()
    pdf = render_pdf("register", checklist_data(inspection, now.astimezone(TZ).date()), made_at=now)
    return pdf_download(pdf, f"{say('যাচাই তালিকা', 'Checklist')} {inspection.case.number}.pdf")


def checklist_data(inspection: Inspection, day: Any) -> dict[str, Any]:
    tongue, seen = language(), filled_checklist(inspection, day)
    columns = (
        (say("ক্রম", "No."), 5),
        (say("কী দেখতে হবে", "What to look at"), 45),
        (say("উত্তর", "Answer"), 20),
        (say("কী দেখা গেল", "What was seen"), 30),
    )
    return {
        "language": tongue,
        "office": letterhead(inspection.office),
        "title": say("যাচাই তালিকা: {place}", "Checklist: {place}", place=inspection.place.name),
        "fiscal_year": fiscal_year_words(fiscal_year(day), tongue),
        "columns": [{"label": label, "width": width} for label, width in columns],
        "rows": [{"cells": cells} for cells in checklist_rows(inspection, seen, tongue)],
        "note": say(
            "পরিদর্শনের দিন: ____________  প্রতিষ্ঠানের প্রধানের স্বাক্ষর: ____________________",
            "Day of the visit: ____________  Signature of the head: ____________________",
        ),
    }


def checklist_rows(inspection: Inspection, seen: Any, tongue: str) -> list[list[str]]:
    """Part by part, each item with the boxes of its answers; then the devices that stand there."""
    rows: list[list[str]] = []
    numbers = {question.name: number for number, question in enumerate(seen.items(), 1)}
    for page, questions in seen.pages_looked_at():
        rows.append(["", group_title(seen, page.group), "", ""])
        for question in questions:
            boxes = "   ".join(
                f"[  ] {words_in(choice.label, tongue)}"
                for choice in seen.asked.definition.choices_of(question)
            )
            label = words_in(question.label, tongue)
            if question.critical:
                label += say(" (জরুরি)", " (critical)")
            rows.append([digits(numbers[question.name], tongue), label, boxes or "__________", ""])
    devices = list(Device.objects.at(inspection.place))
    if devices:
        rows.append(["", say("যন্ত্র", "Devices"), "", ""])
    boxes = say("[  ] চালু   [  ] নষ্ট   [  ] নেই", "[  ] works   [  ] faulty   [  ] not here")
    rows += [["", f"{device.shown_name} {device.shown_number}", boxes, ""] for device in devices]
    return rows
