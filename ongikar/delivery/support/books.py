"""The register of technical support: each job with its devices, what was found and done, and who signed.

A case that ended before there were jobs stays as its form told it.
"""

from datetime import date
from typing import Any

from ongikar.books.cells import day_cell, number_cell, register_day_words
from ongikar.books.kind_registers import PlacedCase, kind_lines, shown_applicant
from ongikar.books.registry import Book, RegisterLine, RegisterLines, Shelf, register_book
from ongikar.books.service_lines import is_struck, tracking_number_cell
from ongikar.cases.actions.corrections import Correction, corrections_of
from ongikar.cases.kinds.intake_forms import answer_in_words
from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import state_tag
from ongikar.cases.register_lines import edition_of_year
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.places.words import device_number

from .intakes import FaultReport
from .models import Job, reported_in
from .sheet_text import parts_in_words

COLUMNS = (
    ("ক্রমিক", "No."),
    ("তারিখ", "Date"),
    ("ট্র্যাকিং নম্বর", "Tracking number"),
    ("কে জানিয়েছেন", "Reported by"),
    ("কোথায়", "Where"),
    ("যন্ত্র", "Device"),
    ("সমস্যা", "Fault"),
    ("কতটা জরুরি", "Urgency"),
    ("বিবরণী নম্বর", "Job sheet"),
    ("দেখা হয়েছে", "Looked at"),
    ("কী পাওয়া গেল, কী করা হলো", "Found and done"),
    ("যন্ত্রাংশ", "Parts"),
    ("স্বাক্ষর", "Signed by"),
    ("ফল", "Outcome"),
)
WIDTHS = (4, 6, 9, 9, 9, 9, 13, 6, 5, 7, 16, 7, 8, 6)


SLUG = "support"


def support_lines(office: Office, fiscal_year: int) -> RegisterLines:
    return kind_lines(office, fiscal_year, SLUG, lines_of_rounds, columns=len(COLUMNS))


def lines_of_rounds(placed: list[PlacedCase]) -> list[RegisterLine]:
    """A line for each job, so of a case that was reopened one for each round."""
    cases = {case.pk: case for _, case, _ in placed}
    corrections = corrections_of({case.applicant_id for case in cases.values() if case.applicant_id})
    rows = Job.objects.filter(case__in=cases).select_related("place")
    jobs = {
        (job.case_id, job.round): job for job in rows.prefetch_related("devices__device", "sheets__signature")
    }
    return [
        support_line(
            place,
            case,
            jobs.get((case.pk, round)),
            corrections.get(case.applicant_id or 0, []),
        )
        for place, case, round in placed
    ]


def support_line(place: int, case: Case, job: Job | None, corrections: list[Correction]) -> RegisterLine:
    is_newest = job is None or job.ended_at == case.closed_at or job.ended_at is None
    outcome = say(*state_tag(case)[1:]) if is_newest else say("আবার খোলা হয়েছে", "Reopened")
    told = told_by_job(job) if job else told_by_form(case)
    cells = (
        number_cell(place),
        day_cell(job.opened_at if job and job.round > 1 else case.received_at),
        tracking_number_cell(case),
        shown_applicant(case, corrections),
        job.where if job else answer_words(case, "place_name") or answer_words(case, "place"),
        told["device"] or answer_words(case, "device"),
        reported_in(case, job.round if job else None),
        (job and job.get_urgency_display()) or answer_words(case, "urgency"),
        job.number if job else "",
        told["looked"],
        told["done"],
        told["parts"],
        told["signed"],
        outcome,
    )
    return RegisterLine(cells, struck=outcome if is_newest and is_struck(case) else "")


def told_by_job(job: Job) -> dict[str, Any]:
    sheet = max(job.sheets.all(), key=lambda each: each.version, default=None)
    signature = getattr(sheet, "signature", None) if sheet else None
    devices = [
        " ".join(
            filter(
                None,
                (
                    device_number(each.device.number, language()),
                    each.device.shown_name,
                    each.get_result_display(),
                ),
            )
        )
        for each in job.devices.all()
    ]
    own = told_by_form(job.case) if sheet is None and job.ended_at else {}
    looked = (
        f"{register_day_words(sheet.looked_on)}, {sheet.get_way_display()}"
        if sheet
        else own.get("looked", "")
    )
    return {
        "device": "; ".join(devices),
        "looked": looked or job.get_way_display(),
        "done": f"{sheet.found} · {sheet.done}" if sheet else own.get("done", ""),
        "parts": parts_in_words(sheet.data.get("parts", ())) if sheet else own.get("parts", ""),
        "signed": signature.signer if signature else own.get("signed", ""),
    }


def told_by_form(case: Case) -> dict[str, Any]:
    outcome = case.outcome
    day = outcome.get("visited_on")
    looked = [register_day_words(date.fromisoformat(day))] if day else []
    how = Job(way=outcome.get("how", "")).get_way_display()
    return {
        "device": "",
        "looked": ", ".join([*looked, *filter(None, [how])]),
        "done": " · ".join(filter(None, (outcome.get("found"), outcome.get("words")))),
        "parts": outcome.get("parts", ""),
        "signed": outcome.get("signed_by", ""),
    }


def answer_words(case: Case, name: str) -> str:
    """What was answered to a question of the report, in words."""
    answer = case.answers.get(name)
    fields = FaultReport(service=case.row).fields
    return answer_in_words(fields[name], answer) if answer and name in fields else ""


REGISTER = Book(
    SLUG,
    ("কারিগরি সহায়তা রেজিস্টার", "Register of technical support"),
    COLUMNS,
    support_lines,
    widths=WIDTHS,
    edition_of=lambda office, fiscal_year: edition_of_year(office, SLUG, fiscal_year),
)
register_book(REGISTER, Shelf.SERVICES)
