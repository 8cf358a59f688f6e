"""The stock book of spare parts: every movement on the line of its serial, with what was left of the part."""

from django.urls import reverse

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.people.models import User
from ongikar.people.subjects import load_subjects
from ongikar.places.models import PartMovement
from ongikar.places.words import MOVEMENT_WORDS, price_words

from .cells import language_digits, number_cell, register_day_words
from .registry import Book, Cell, RegisterLine
from .serial_lines import SerialLines

COLUMNS = (
    ("ক্রমিক", "No."),
    ("তারিখ", "Date"),
    ("জিনিস", "Part"),
    ("কী হয়েছে", "What"),
    ("কার কাছ থেকে বা কোন কাজে", "From whom or for what"),
    ("কোথায়", "Where"),
    ("এসেছে", "In"),
    ("গেছে", "Out"),
    ("রইল", "Left"),
    ("একক", "Unit"),
    ("প্রতিটির দাম", "Price of each"),
    ("কে লিখেছেন", "Entered by"),
    ("মন্তব্য", "Remarks"),
)
WIDTHS = (6, 8, 14, 9, 16, 15, 6, 6, 6, 6, 8, 12, 14)


def stock_lines(office: Office, fiscal_year: int) -> SerialLines:
    rows = PartMovement.objects.filter(office=office, fiscal_year=fiscal_year)
    return SerialLines(
        rows.select_related("part", "place", "device", "takes_back").prefetch_related("taken_back"),
        lines_of_movements,
        office=office,
        book="stock",
        fiscal_year=fiscal_year,
        columns=len(COLUMNS),
    )


def lines_of_movements(movements: list[PartMovement]) -> list[RegisterLine]:
    """A line of what was taken back stays, crossed out, with the number of the line that took it back."""
    subjects = load_subjects(
        (each.subject_type, each.subject_id) for each in movements if each.subject_id is not None
    )
    people = User.objects.in_bulk({each.by_id for each in movements if each.by_type == "user" and each.by_id})
    lines = []
    for each in movements:
        subject = subjects.get((each.subject_type, each.subject_id or 0))
        what_for = f"{subject.number} {subject.title}".strip() if subject else each.source
        person = people.get(each.by_id or 0) if each.by_type == "user" else None
        lines.append(movement_line(each, what_for, person.name if person else ""))
    return lines


def movement_line(movement: PartMovement, what_for: str, by: str) -> RegisterLine:
    part, back = movement.part, movement.taken_back_by
    struck = (
        say("ভুল; ফেরানো হয়েছে {n} ক্রমিকে", "Wrong; taken back by No. {n}", n=back.book_serial) if back else ""
    )
    remark = struck or movement.words
    if movement.takes_back is not None:
        n = movement.takes_back.book_serial
        remark = say("{n} ক্রমিক ফেরানো: {why}", "takes back No. {n}: {why}", n=n, why=movement.words)
    device = movement.device.shown_number if movement.device else ""
    place = movement.place.name if movement.place else ""
    came = max(movement.change, 0)
    went = max(-movement.change, 0)
    return RegisterLine(
        (
            Cell.of(language_digits(movement.book_serial), movement.book_serial),
            Cell.of(register_day_words(movement.on), movement.on),
            Cell.of(part.name, None, reverse("part", args=[part.pk])),
            str(MOVEMENT_WORDS[movement.movement]),
            what_for,
            " · ".join(filter(None, (device, place))),
            number_cell(came) if came else "",
            number_cell(went) if went else "",
            number_cell(movement.balance),
            part.unit,
            price_words(movement.price, language()),
            by,
            remark,
        ),
        struck=struck,
    )


REGISTER = Book("stock", ("মজুত বই", "Stock book"), COLUMNS, stock_lines, WIDTHS)
