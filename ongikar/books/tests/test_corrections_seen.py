"""A corrected name, address or mobile never overwrites a register: the old one stands crossed out beside the
new, everywhere.
"""

import io
import re
import zipfile
from datetime import timedelta

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from ongikar.books.register_exports import MOST_LETTERS, write_workbook
from ongikar.books.registry import Cell, CellRun, RegisterLine, book_named
from ongikar.cases import actions
from ongikar.cases.actions import corrections
from ongikar.cases.actions.anonymise import anonymise_case
from ongikar.cases.models import Case
from tests.applicants import show_proof

pytestmark = pytest.mark.django_db
YEAR = 2026
STRUCK_TWICE = [
    CellRun("রহিমা খাতুন", True),
    CellRun(" "),
    CellRun("রহিমা বেগম", True),
    CellRun(" "),
    CellRun("মোছা. রহিমা বেগম"),
]


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def correct(karim, salma):
    """Ask for a correction of a case's applicant and make it, as an officer on a day."""

    def do(case, field, new, at, by=None):
        case = Case.objects.select_related("applicant").get(pk=case.pk)
        corrections.ask_correction(case, field=field, new=new, words="", now=at)
        corrections.correct(case, words="পরিচয়পত্র", actor=("user", (by or karim).pk), now=at)

    return do


@pytest.fixture
def corrected_twice(receive, correct, now, salma):
    """A name corrected by Karim, and the corrected one again by Salma two days later."""
    case = receive("citizen-1", now=now)
    correct(case, "name", "রহিমা বেগম", now + timedelta(days=1))
    correct(case, "name", "মোছা. রহিমা বেগম", now + timedelta(days=3), by=salma)
    return case


def line_of(office, slug) -> RegisterLine:
    return next(iter(book_named(slug).rows(office, YEAR)))


def test_a_correction_of_a_correction_shows_every_name_in_its_order_with_day_and_by_whom(
    office, corrected_twice, karim, salma
):
    cell = line_of(office, "services").cells[3]
    assert list(cell.runs[:5]) == STRUCK_TWICE
    assert cell.runs[5] == CellRun(f" (ঠিক করা হয়েছে ২৩/১১/২০২৬, {karim.name}; ২৫/১১/২০২৬, {salma.name})")
    assert cell.text.endswith("হরিদেবপুর, রংপুর সদর, ০১৭০০০০০০০১")


def test_a_name_corrected_back_to_what_it_was_shows_both_ways(office, receive, correct, now):
    case = receive("citizen-1", now=now)
    correct(case, "name", "রহিমা বেগম", now)
    correct(case, "name", "রহিমা খাতুন", now)
    assert list(line_of(office, "services").cells[3].runs[:5]) == [
        CellRun("রহিমা খাতুন", True),
        CellRun(" "),
        CellRun("রহিমা বেগম", True),
        CellRun(" "),
        CellRun("রহিমা খাতুন"),
    ]


def test_a_mobile_stands_crossed_out_as_it_is_dialled(office, receive, correct, now):
    correct(receive("citizen-1", now=now), "mobile", "+8801700000009", now)
    runs = line_of(office, "services").cells[3].runs
    assert CellRun("০১৭০০০০০০০১", True) in runs
    assert CellRun("০১৭০০০০০০০৯") in runs


def test_the_kinds_own_register_shows_it_too(office, corrected_twice):
    assert list(line_of(office, "information").cells[3].runs[:5]) == STRUCK_TWICE


def test_nothing_is_crossed_out_where_nothing_was_corrected_or_the_correction_was_refused(
    office, receive, now, karim
):
    case = receive("citizen-1", now=now)
    corrections.ask_correction(case, field="name", new="রহিমা বেগম", words="", now=now)
    corrections.refuse_correction(case, words="মিলিয়ে দেখা হয়েছে।", actor=("user", karim.pk), now=now)
    assert line_of(office, "services").cells[3].is_plain


@pytest.mark.parametrize("slug", ["services", "information"])
def test_on_screen_the_old_name_is_crossed_out_and_the_new_one_not(desk, corrected_twice, slug):
    html = desk.get(f"/desk/books/{slug}/{YEAR}/").content.decode()
    assert "<s>রহিমা খাতুন</s> <s>রহিমা বেগম</s> মোছা. রহিমা বেগম (ঠিক করা হয়েছে ২৩/১১/২০২৬" in html


def test_in_the_spreadsheet_the_old_name_is_crossed_out_within_its_cell(desk, corrected_twice):
    content = desk.get(f"/desk/books/services/{YEAR}.xlsx").content
    cell = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[2][3]
    assert cell.startswith("রহিমা খাতুন রহিমা বেগম মোছা. রহিমা বেগম (ঠিক করা হয়েছে ২৩/১১/২০২৬")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        texts = parts.read("xl/worksheets/sheet1.xml").decode()
    struck = re.findall(r"<r><rPr><strike/>.*?</rPr><t[^>]*>([^<]*)</t></r>", texts)
    assert struck == ["রহিমা খাতুন", "রহিমা বেগম"]


def test_a_line_crossed_out_whole_crosses_out_old_and_new(desk, office, corrected_twice, now):
    case = Case.objects.with_related().get(pk=corrected_twice.pk)
    actions.withdraw(case, words="আর লাগবে না", now=now + timedelta(days=4))
    line = line_of(office, "services")
    assert all(run.is_struck for run in line.marked_cells[3].runs)
    assert line.marked_cells[-1].is_plain


def test_on_paper_the_old_name_has_a_stroke_and_the_meaning_of_strokes_is_told(desk, receive, correct, now):
    def register() -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(desk.get(f"/en/desk/books/services/{YEAR}.pdf").content)

    def strokes(pdf: pypdfium2.PdfDocument) -> int:
        return sum(each.type == 2 for each in pdf[0].get_objects())

    case = receive("citizen-1", now=now)
    plain = strokes(register())
    correct(case, "name", "রহিমা বেগম", now + timedelta(days=1))
    pdf = register()
    assert "stands the corrected one" in " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert strokes(pdf) > plain


def test_the_page_of_the_case_and_what_is_held_about_the_person_show_it(desk, client, corrected_twice):
    shown = desk.get(f"/desk/cases/{corrected_twice.number}/").content.decode()
    assert '<s><span class="vh">আগে ছিল: </span>রহিমা খাতুন</s>' in shown
    client = show_proof(client, corrected_twice)
    held = client.get(f"/track/{corrected_twice.number}/held/").content.decode()
    assert '<s><span class="vh">আগে ছিল: </span>রহিমা বেগম</s>' in held


def test_an_old_mobile_is_masked_where_the_person_reads_what_is_held(client, receive, correct, now):
    case = receive("citizen-1", now=now)
    correct(case, "mobile", "+8801700000009", now)
    client.post("/track/", {"number": case.number, "last_four": "0009"})
    held = " ".join(client.get(f"/en/track/{case.number}/held/").content.decode().split())
    assert "Was: </span>017•••••001</s> 017•••••009" in held
    assert "01700000001" not in held


def test_when_the_time_of_keeping_is_over_no_register_and_no_act_has_the_old_name(desk, corrected_twice):
    anonymise_case(Case.objects.select_related("applicant").get(pk=corrected_twice.pk))
    for door in (
        f"/desk/books/services/{YEAR}/",
        f"/desk/books/information/{YEAR}/",
        f"/desk/cases/{corrected_twice.number}/",
    ):
        html = desk.get(door).content.decode()
        assert "রহিমা" not in html, door


def test_a_book_of_any_number_of_corrections_takes_the_same_statements(office, receive, correct, now):
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            list(book_named("services").rows(office, YEAR))
        return len(seen)

    correct(receive("citizen-1", now=now), "name", "রহিমা বেগম", now)
    asked()  # what is remembered of the charter is read once
    one = asked()
    for _ in range(4):
        correct(receive("citizen-1", now=now), "name", "রহিমা বেগম", now)
    assert asked() == one


def test_a_cell_longer_than_a_spreadsheet_takes_is_cut_and_still_crossed_out():
    long = Cell((CellRun("ক" * 20_000, True), CellRun("খ" * 20_000)))
    content = write_workbook("বই", ["ক"], [RegisterLine((long,))])
    cell = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[2][0]
    assert len(cell) == MOST_LETTERS
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert "<strike/>" in parts.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("wicked", ["=1+1", "http://example.com", "@SUM(A1)"])
def test_nothing_that_was_corrected_can_act_either(wicked):
    content = write_workbook("বই", ["ক"], [RegisterLine((Cell((CellRun(wicked, True), CellRun(wicked))),))])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert "hyperlink" not in page
