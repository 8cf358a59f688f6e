"""The books: gap-free lines, nothing taken out, nothing that acts, in both languages and three forms."""

import dataclasses
import io
import re
import zipfile
from datetime import timedelta

import pypdfium2
import pytest
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from ongikar.books.register_exports import register_data, write_workbook
from ongikar.books.registry import Book, RegisterLine, Shelf, book_named, books, register_book
from ongikar.books.service_register import SERVICE_REGISTER
from ongikar.cases import actions

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)
YEAR = 2026


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def year(receive, now):
    """One case of each ending, and one still open."""
    kept, refused, redirected, withdrawn, running = (receive("citizen-1", now=now) for _ in range(5))
    then = now + timedelta(hours=2)
    actions.keep(kept, outcome={"words": "উত্তর দেওয়া হলো"}, actor=KARIM, now=then)
    actions.refuse(refused, reason="বিচারাধীন বিষয়", actor=KARIM, now=then)
    actions.redirect(redirected, to="উপজেলা ভূমি অফিস", actor=KARIM, now=then)
    actions.withdraw(withdrawn, words="আর লাগবে না", now=then)
    return kept, refused, redirected, withdrawn, running


def lines(office):
    return list(SERVICE_REGISTER.rows(office, YEAR))


def test_every_case_has_its_line_and_the_serials_have_no_gap(office, year):
    assert [line.texts[0] for line in lines(office)] == ["১", "২", "৩", "৪", "৫"]
    assert all(len(line.cells) == len(SERVICE_REGISTER.columns) for line in lines(office))


def test_what_was_withdrawn_or_sent_on_is_crossed_out_with_its_reason_and_stays(office, year):
    struck = {line.texts[0]: line.struck for line in lines(office)}
    assert struck == {"১": "", "২": "", "৩": "উপজেলা ভূমি অফিস", "৪": "আর লাগবে না", "৫": ""}


def test_on_paper_only_the_entry_is_crossed_out_and_its_reason_stands_readable(office, year):
    found = [
        [cell for cell in row["cells"] if isinstance(cell, str)]
        for row in register_data(SERVICE_REGISTER, office, YEAR)["rows"]
    ]
    assert [list(filter(None, cells)) for cells in found[2:4]] == [["উপজেলা ভূমি অফিস"], ["আর লাগবে না"]]
    assert [len(cells) for cells in (found[0], found[1], found[4])] == [len(SERVICE_REGISTER.columns)] * 3


def test_in_the_spreadsheet_too_the_reason_stands_readable():
    content = write_workbook(
        "বই",
        ["ক", "খ"],
        [RegisterLine(("রহিমা", "আর লাগবে না"), struck="আর লাগবে না"), RegisterLine(("রহিমা", ""))],
    )
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
    looks = dict(re.findall(r'<c r="([AB][34])" s="(\d+)"', page))
    assert looks["A3"] != looks["B3"] == looks["A4"]


def test_a_slice_reads_only_its_own_lines(office, year, django_assert_max_num_queries):
    rows = SERVICE_REGISTER.rows(office, YEAR)
    with django_assert_max_num_queries(13):
        assert [line.texts[0] for line in rows[1:3]] == ["২", "৩"]
    assert len(rows) == 5


def test_the_book_of_another_year_is_empty(office, year):
    assert list(SERVICE_REGISTER.rows(office, YEAR - 1)) == []


@pytest.mark.fast
@pytest.mark.parametrize(("root", "words"), [("", "সেবা রেজিস্টার"), ("/en", "Service register")])
def test_the_screen_shows_the_book_in_both_languages(desk, year, root, words):
    html = desk.get(f"{root}/desk/books/services/{YEAR}/").content.decode()
    assert words in html
    assert "<s>" in html
    assert "উপজেলা ভূমি অফিস" in html
    assert "<s>উপজেলা ভূমি অফিস" not in html.replace(
        '<span lang="bn">', ""
    )  # the reason itself is not crossed out
    assert words in desk.get(f"{root}/desk/books/").content.decode()


def test_the_printed_book_can_be_read_and_copied(desk, year):
    pdf = pypdfium2.PdfDocument(desk.get(f"/desk/books/services/{YEAR}.pdf").content)
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "সেবা রেজিস্টার" in text
    width, height = pdf[0].get_size()
    assert width > height


@pytest.mark.parametrize(("root", "heading"), [("", "ক্রমিক"), ("/en", "No.")])
def test_the_spreadsheet_can_sort_and_count_by_its_days_and_numbers(desk, year, now, root, heading):
    content = desk.get(f"{root}/desk/books/services/{YEAR}.xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    received, settled = 1, 7
    assert rows[1][0] == heading
    lines = rows[2:7]
    assert [row[0] for row in lines] == [1, 2, 3, 4, 5]
    assert {row[received] for row in lines} == {localdate(now)}
    # What still runs was settled on no day: the cell is empty, not a day of the year 1900.
    assert [row[settled] for row in lines] == [localdate(now)] * 4 + [""]


def test_a_bangla_book_shows_its_days_and_numbers_in_bangla_figures_in_a_spreadsheet_too(desk, year):
    with zipfile.ZipFile(io.BytesIO(desk.get(f"/desk/books/services/{YEAR}.xlsx").content)) as parts:
        assert {"[$-5000445]d/m/yyyy", "[$-5000445]0"} <= set(
            re.findall(r'formatCode="([^"]+)"', parts.read("xl/styles.xml").decode())
        )


@pytest.mark.parametrize(
    "wicked", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://example.com", "{=1}", "=cmd|' /C calc'!A0"]
)
def test_nothing_written_in_a_book_can_act(wicked):
    content = write_workbook("বই", ["ক"], [RegisterLine((wicked,))])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
        assert not any("externalLink" in name for name in parts.namelist())
    assert "<f>" not in page
    assert "hyperlink" not in page
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[2] == [
        wicked
    ]


def test_a_kind_writes_its_own_register(office, year):
    rows = list(book_named("information").rows(office, YEAR))
    assert [row.texts[0] for row in rows] == ["১", "২", "৩", "৪", "৫"]
    assert "কয়টি ল্যাব চালু আছে?" in rows[0].texts[4]


def test_all_books_open(desk, year):
    for book in books():
        assert desk.get(f"/desk/books/{book.slug}/{YEAR}/").status_code == 200, book.slug
        assert desk.get(f"/en/desk/books/{book.slug}/{YEAR}.pdf").content.startswith(b"%PDF-"), book.slug
        assert desk.get(f"/desk/books/{book.slug}/{YEAR}.xlsx").content.startswith(b"PK"), book.slug


def test_an_unknown_book_or_year_is_not_found(desk, year):
    for rest in ("nothing/2026", "services/1999", "services/2999", "services/99999999999"):
        assert desk.get(f"/desk/books/{rest}/").status_code == 404


def test_a_book_registered_twice_stands_once():
    before = len(books())
    register_book(
        Book(
            SERVICE_REGISTER.slug,
            SERVICE_REGISTER.title,
            SERVICE_REGISTER.columns,
            SERVICE_REGISTER.rows,
            SERVICE_REGISTER.widths,
        ),
        Shelf.SERVICES,
    )
    assert len(books()) == before


def test_a_name_in_signs_that_the_font_lacks_keeps_no_paper_from_being_made(desk, receive, rahima, now):
    person = dataclasses.replace(rahima, name="রহিমা 😀", address="राम नगर")
    case = receive(
        now=now,
        person=person,
        answers={"question": "سلام →", "form_wanted": "written", "receive_by": "collect"},
    )
    actions.keep(case, outcome={"words": "সাতটি ✓"}, actor=KARIM, now=now)
    for root in ("", "/en"):
        for paper in (
            f"books/services/{YEAR}.pdf",
            f"books/information/{YEAR}.pdf",
            f"cases/{case.number}/receipt.pdf",
            f"cases/{case.number}/result.pdf",
        ):
            assert desk.get(f"{root}/desk/{paper}").content.startswith(b"%PDF-"), paper
    # What is no paper keeps every sign.
    assert "রহিমা 😀" in desk.get(f"/desk/books/services/{YEAR}/").content.decode()


def test_the_register_calls_nothing_a_promise_kept_that_was_given_late(office, receive, now):
    case = receive("citizen-1", now=now - timedelta(days=40))
    actions.keep(case, outcome={"words": "পাঁচটি ল্যাব।"}, actor=("user", 1), now=now)
    cells = lines(office)[0].texts
    assert "দেরিতে দেওয়া হয়েছে" in cells
    assert "কথা রাখা হয়েছে" not in cells
