"""What the person who waits holds in hand: their token on paper, in both languages and without a name."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from ongikar.charter.models import Service, charter_in_force
from ongikar.core.i18n.say import override_language
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr, render, render_dots
from ongikar.rules.bangla.text import date_words, time_words

from .models import Visit
from .settings import queue_rules

# By the width of the roll in millimetres; an A4 is a PDF as any other paper.
THERMAL = ("58", "80")
SHEET = "a4"
PAPERS = (*THERMAL, SHEET)
TONGUES = ("bn", "en")


def slip_file(visit: Visit, paper: str) -> tuple[bytes, str]:
    """The slip, and its media type."""
    data = slip_data(visit, paper)
    if paper == SHEET:
        return render("token", data), "application/pdf"
    return render_dots("token", data), "image/png"


def slip_data(visit: Visit, paper: str) -> dict[str, Any]:
    office, came = visit.office, timezone.localtime(visit.arrived_at)
    board = site_of(office) + reverse("visit_board")
    with override_language("bn"):
        head, number = letterhead(office), visit.number
    with override_language("en"):
        number_en = visit.number
    return {
        "language": "bn",
        "office": head,
        "name_en": office.name_en,
        "paper": paper,
        "number": number,
        "number_en": number_en,
        "purpose": purpose_words(visit),
        "day": [date_words(visit.day, tongue) for tongue in TONGUES],
        "at": [f"এসেছেন {time_words(came)}", f"Came at {time_words(came, 'en')}"],
        "rules": how_called(queue_rules(office, visit.day).calls),
        "board": board,
        "qr": qr(board),
    }


def service_of(visit: Visit) -> Service | None:
    """What they came for, as the charter of the day has it; None where nobody asked."""
    rows = charter_in_force(visit.office, visit.day).services if visit.purpose else ()
    return next((row for row in rows if row.code == visit.purpose), None)


def purpose_words(visit: Visit) -> list[str]:
    """The service in both languages."""
    service = service_of(visit)
    said = []
    for tongue in TONGUES:
        with override_language(tongue):
            said.append(service.short if service else "")
    return said


def how_called(calls: int) -> list[list[str]]:
    bangla = {1: "একবার", 2: "দুবার", 3: "তিনবার"}.get(calls) or "কয়েকবার"
    english = {1: "once", 2: "twice"}.get(calls) or "several times"
    return [
        [
            "আপনার নম্বর বোর্ডে দেখানো হয়, ডেস্ক থেকেও ডাকা হয়।",
            "Your number is shown on the board and called from the desk.",
        ],
        [
            f"{bangla} ডেকে না পেলে পরের জনকে ডাকা হয়। পরে এলে ডেস্কে বলুন, আপনার জায়গা থাকবে।",
            f"Called {english} without an answer, the next is called. Tell the desk when you are back:"
            " you keep your place.",
        ],
    ]
