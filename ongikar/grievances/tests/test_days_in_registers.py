"""Every register of the office writes a day in one way, in figures: on screen, as a
spreadsheet and on paper.
"""

import io
import re
from datetime import date

import pypdfium2
import pytest
import time_machine
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.books.registry import books
from ongikar.rules.bangla.text import MONTHS, WEEKDAYS, digits

pytestmark = pytest.mark.django_db
DAYS = {"grievances": "৬/১২/২০২৬", "services": "২২/১১/২০২৬"}


def cells_on_screen(client, root, slug) -> list[str]:
    page = HTMLParser(client.get(f"{root}/desk/books/{slug}/2026/").content.decode())
    return [cell.text(strip=True) for cell in page.css("main td")]


def cells_of_the_sheet(client, root, slug) -> list[str]:
    content = client.get(f"{root}/desk/books/{slug}/2026.xlsx").content
    return [
        # A day is one, and shown in the figures of the book's language.
        (
            digits(f"{cell.day}/{cell.month}/{cell.year}", "en" if root else "bn")
            if isinstance(cell, date)
            else str(cell)
        )
        for row in CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[2:]
        for cell in row
    ]


def words_on_paper(client, root, slug) -> list[str]:
    paper = pypdfium2.PdfDocument(client.get(f"{root}/desk/books/{slug}/2026.pdf").content)
    text = " ".join(page.get_textpage().get_text_range() for page in paper)
    return text.replace("\u200b", "").split()


@pytest.mark.parametrize("form", [cells_on_screen, cells_of_the_sheet, words_on_paper])
@pytest.mark.parametrize(("root", "tongue"), [("", "bn"), ("/en", "en")])
@pytest.mark.parametrize("slug", sorted(DAYS))
def test_a_day_stands_in_figures(filed, signed_in, karim, slug, root, tongue, form):
    filed()
    with time_machine.travel("2026-12-07T10:00:00+06:00", tick=False):
        page = form(signed_in(karim), root, slug)
    # A narrow column of the paper may break a day at its strokes.
    assert digits(DAYS[slug], tongue) in (page if form is not words_on_paper else "".join(page))
    assert not {*MONTHS[tongue], *WEEKDAYS[tongue]} & set(re.split(r"[\s,]+", " ".join(page)))


def test_both_registers_are_among_the_books():
    assert set(DAYS) <= {book.slug for book in books()}
