"""The checklist on paper: for a visit without a phone, with room for what was seen."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.i18n.say import language, say
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.views import pdf_download
from ongikar.people.desk import DeskRequest
from ongikar.places.models import Device
from ongikar.rules.bangla.text import digits, fiscal_year, fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.questionnaire.definition import words_in

from ..merged_answers import filled_checklist
from ..models import Inspection
from ..rights import for_inspection_readers
from .inspections import group_title
from .pages import inspection_for


@for_inspection_readers
@require_safe
def checklist_pdf(request: DeskRequest, inspection_id: int) -> HttpResponse:
    found, now = inspection_for(request, inspection_id), timezone.now()
    pdf = render_pdf("register", checklist_data(found, now.astimezone(TZ).date()), made_at=now)
    return pdf_download(pdf, f"{say('যাচাই তালিকা', 'Checklist')} {found.case.number}.pdf")


def checklist_data(found: Inspection, day: Any) -> dict[str, Any]:
    tongue, seen = language(), filled_checklist(found, day)
    columns = (
        (say("ক্রম", "No."), 5),
        (say("কী দেখতে হবে", "What to look at"), 45),
        (say("উত্তর", "Answer"), 20),
        (say("কী দেখা গেল", "What was seen"), 30),
    )
    return {
        "language": tongue,
        "office": letterhead(found.office),
        "title": say("যাচাই তালিকা: {place}", "Checklist: {place}", place=found.place.name),
        "fiscal_year": fiscal_year_words(fiscal_year(day), tongue),
        "columns": [{"label": label, "width": width} for label, width in columns],
        "rows": [{"cells": cells} for cells in checklist_rows(found, seen, tongue)],
        "note": say(
            "পরিদর্শনের দিন: ____________  প্রতিষ্ঠানের প্রধানের স্বাক্ষর: ____________________",
            "Day of the visit: ____________  Signature of the head: ____________________",
        ),
    }


def checklist_rows(found: Inspection, seen: Any, tongue: str) -> list[list[str]]:
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
    devices = list(Device.objects.at(found.place))
    if devices:
        rows.append(["", say("যন্ত্র", "Devices"), "", ""])
    boxes = say("[  ] চালু   [  ] নষ্ট   [  ] নেই", "[  ] works   [  ] faulty   [  ] not here")
    rows += [["", f"{device.shown_name} {device.shown_number}", boxes, ""] for device in devices]
    return rows
