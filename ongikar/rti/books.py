"""The RTI register: one line a request, with what was given or why not, the price, and the appeal."""

from datetime import datetime

from django.utils import timezone

from ongikar.books.cells import corrected_runs, day_cell, language_digits, number_cell, shown_name
from ongikar.books.registry import Book, Cell, CellRun, RegisterLine, Shelf, register_book
from ongikar.books.serial_lines import SerialLines
from ongikar.cases.actions.corrections import Correction
from ongikar.core.i18n.say import say
from ongikar.offices.models import Office

from . import transitions
from .actions.answering import corrections_of_requests
from .appeal_window import was_late
from .models import InformationRequest
from .track import track_of
from .words import appeal_tag, state_tag

COLUMNS = (
    ("ক্রমিক", "No."),
    ("পাওয়ার তারিখ", "Received on"),
    ("আবেদন নম্বর", "Number"),
    ("আবেদনকারীর নাম ও ঠিকানা", "Applicant and address"),
    ("যে তথ্য চাওয়া হয়েছে", "Information asked for"),
    ("কীভাবে এসেছে ও কীভাবে চান", "How it came, how wanted"),
    ("শেষ দিন", "Due"),
    ("উত্তরের তারিখ ও স্মারক", "Answered on, memo"),
    ("ফলাফল ও না দিলে কারণ", "Outcome, reason if refused"),
    ("মূল্য (টাকা)", "Price (taka)"),
    ("আপিল ও তার ফল", "Appeal and its outcome"),
    ("সময়মতো কি না", "In time"),
)
# So much of what was asked stands in a line; the request itself says it all.
SHOWN_LETTERS = 160


def rti_lines(office: Office, fiscal_year: int) -> SerialLines:
    now = timezone.now()
    return SerialLines(
        InformationRequest.objects.with_related()
        .select_related("office")
        .filter(office=office, fiscal_year=fiscal_year),
        lambda requests: lines_of_requests(requests, now),
        office=office,
        book="rti book",
        fiscal_year=fiscal_year,
        columns=len(COLUMNS),
    )


def lines_of_requests(requests: list[InformationRequest], now: datetime) -> list[RegisterLine]:
    corrected = corrections_of_requests([request.pk for request in requests])
    return [rti_line(request, now, corrected.get(request.pk, [])) for request in requests]


def applicant_cell(request: InformationRequest, made: list[Correction]) -> Cell:
    """Name and address; what was corrected stands crossed out before what holds."""
    who = request.applicant
    runs = shown_name(who, made)
    if not who.address:
        return Cell(runs)
    return Cell((*runs, CellRun(", "), *corrected_runs(who.address, made, "address")))


def rti_line(request: InformationRequest, now: datetime, corrections: list[Correction]) -> RegisterLine:
    """One that was withdrawn stays readable, crossed out."""
    withdrawn = request.state == transitions.WITHDRAWN
    outcome = str(state_tag(request, now)[1])
    if request.reason_code:
        outcome = f"{outcome}: {track_of(request.office.slug).reason(request.reason_code)}"
    return RegisterLine(
        (
            number_cell(request.book_serial),
            day_cell(request.received_at),
            language_digits(request.number),
            applicant_cell(request, corrections),
            shorten_line(request.text),
            f"{request.get_channel_display()}; {request.get_wanted_as_display()}",
            day_cell(request.clock.due_at),
            answered_cell(request),
            outcome,
            Cell.of(language_digits(str(request.price)), request.price) if request.price is not None else "",
            appeal_words(request, now),
            in_time_words(request, now),
        ),
        struck=outcome if withdrawn else "",
    )


def shorten_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_LETTERS else f"{line[:SHOWN_LETTERS].rsplit(' ', 1)[0]}…"


def answered_cell(request: InformationRequest) -> Cell | str:
    cell = day_cell(request.closed_at)
    if not request.memo_number:
        return cell
    day = cell if isinstance(cell, str) else cell.text
    return Cell.of(f"{day}; {language_digits(request.memo_number)}")


def appeal_words(request: InformationRequest, now: datetime) -> str:
    appeal = getattr(request, "appeal", None)
    return str(appeal_tag(appeal, now)[1]) if appeal else ""


def in_time_words(request: InformationRequest, now: datetime) -> str:
    """By the Act's first clock, which no appeal heals; a refusal by its own, shorter days."""
    if was_late(request, now):
        return say("না", "No")
    return say("হ্যাঁ", "Yes") if request.clock.stopped_at else ""


REGISTER = Book(
    "rti",
    ("তথ্য অধিকার রেজিস্টার", "RTI register"),
    COLUMNS,
    rti_lines,
    widths=(6, 10, 13, 14, 16, 12, 10, 12, 14, 8, 11, 7),
)

register_book(REGISTER, Shelf.RIGHTS)
