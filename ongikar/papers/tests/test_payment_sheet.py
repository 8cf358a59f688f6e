"""The payment sheet: the same figures on paper and in the spreadsheet, and samples say that they are."""

import io
from datetime import date

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from ongikar.core.i18n.say import override_language
from ongikar.offices.folder_rules import AllowanceFault, codes_of, rates_of, rates_of_file
from ongikar.offices.rules.allowances import Payee, payment_lines
from ongikar.papers.payment_sheet import PaymentSheet, payment_sheet_pdf, payment_sheet_xlsx
from tests.pdf_boxes import text_of_pdf

pytestmark = pytest.mark.django_db
DAYS = [date(2026, 7, 30), date(2026, 8, 2)]
PEOPLE = [Payee("রহিমা খাতুন", DAYS, "প্রশিক্ষণার্থী", "+8801700000001"), Payee("=1+1", DAYS[1:], "সহকারী শিক্ষক")]


@pytest.fixture
def sheet(office):
    lines = payment_lines(PEOPLE, rates_of(office), "participant")
    return PaymentSheet(office, "ব্যাচ ৩-এর যাতায়াত ভাতা", "আগস্ট ২০২৬", lines, [["হিসাবরক্ষক"], ["আইসিটি অফিসার"]])


def test_paper_and_spreadsheet_have_the_same_figures(sheet):
    with override_language("en"):
        text = pypdfium2.PdfDocument(payment_sheet_pdf(sheet))[0].get_textpage().get_text_bounded()
        rows = CalamineWorkbook.from_filelike(io.BytesIO(payment_sheet_xlsx(sheet))).get_sheet_by_index(0)
    assert sheet.totals == (700, 0, 700)
    assert "700" in text
    assert "nothing may be paid by them" in text
    cells = rows.to_python()
    assert cells[3][1:9] == ["রহিমা খাতুন", "প্রশিক্ষণার্থী", "01700000001", 1, 200, 200, 0, 200]
    assert (cells[5][1], cells[5][3]) == ("=1+1", "")
    assert cells[6][6:9] == [700, 0, 700]


def test_a_sheet_says_to_which_number_and_for_which_days(sheet):
    """Days of a training are no fiscal year; a number that is not known is left blank to be filled in."""
    with override_language("en"):
        text = " ".join(
            text_of_pdf(payment_sheet_pdf(sheet._replace(when="30 July – 2 August 2026"))).split()
        )
    assert "Period: 30 July – 2 August 2026" in text
    assert "Fiscal year" not in text
    assert "01700000001" in text
    assert "Mobile or account number" in text


def test_a_sheet_of_nobody_is_still_a_paper(sheet):
    assert payment_sheet_pdf(sheet._replace(lines=[])).startswith(b"%PDF")
    assert payment_sheet_xlsx(sheet._replace(lines=[])).startswith(b"PK")


def test_the_rates_of_the_demonstration_are_marked_as_invented(office):
    assert {rate.is_sample for rate in rates_of(office)} == {True}
    assert codes_of(office).keys() == {"participant", "trainer", "resource_person"}


@pytest.mark.parametrize("content", [b"[[daily]\n", b"\xff\xfe", b"[[daily]]\ntaka = 5\n"])
def test_a_file_that_cannot_be_meant_is_refused_and_pays_nothing(office, settings, tmp_path, content):
    settings.ONGIKAR_OFFICES = tmp_path
    (tmp_path / office.slug).mkdir()
    (tmp_path / office.slug / "allowances.toml").write_bytes(content)
    rates_of_file.cache_clear()
    try:
        with pytest.raises(AllowanceFault):
            rates_of(office)
    finally:
        rates_of_file.cache_clear()
