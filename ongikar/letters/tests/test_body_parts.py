"""What stands in a letter as a table or as a list, by how it was typed, and how it comes out on each of its
papers.
"""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.letters.outgoing.body_parts import body_parts
from ongikar.letters.outgoing.drafting import Wording
from ongikar.letters.outgoing.paper import letter_docx, paper_data
from ongikar.papers.pdf import render
from ongikar.papers.tests.sample_offices import OFFICE_BN
from tests.pdf_boxes import PrintedPages

FROM_EXCEL = "ক্রমিক\tপ্রতিষ্ঠান\tকম্পিউটার\n১\tচন্দনপাট উচ্চবিদ্যালয়\t১৭\n২\tশ্যামপুর মাদ্রাসা\t–"
TABLE = {
    "rows": [
        ["ক্রমিক", "প্রতিষ্ঠান", "কম্পিউটার"],
        ["১", "চন্দনপাট উচ্চবিদ্যালয়", "১৭"],
        ["২", "শ্যামপুর মাদ্রাসা", "–"],
    ],
    "figures": [0, 2],
}


@pytest.mark.parametrize(
    "typed",
    [
        FROM_EXCEL,
        "ক্রমিক | প্রতিষ্ঠান | কম্পিউটার\n১ | চন্দনপাট উচ্চবিদ্যালয় | ১৭\n২ | শ্যামপুর মাদ্রাসা | –",
        "| ক্রমিক | প্রতিষ্ঠান | কম্পিউটার |\n|---|:---|---:|\n|১|চন্দনপাট উচ্চবিদ্যালয়|১৭|\n|২|শ্যামপুর মাদ্রাসা|–|",
        # A spreadsheet copies the empty column beside its table, and leaves out the last empty cells.
        FROM_EXCEL.replace("\n", "\t\n"),
    ],
)
def test_a_table_is_known_however_it_was_typed(typed):
    assert body_parts(f"তালিকা নিচে।\n\n{typed}\n\nধন্যবাদ।") == ["তালিকা নিচে।", TABLE, "ধন্যবাদ।"]


def test_a_table_stands_between_the_words_before_and_behind_it():
    assert body_parts(f"তালিকা নিচে:\n{FROM_EXCEL}\nধন্যবাদ।") == ["তালিকা নিচে:", TABLE, "ধন্যবাদ।"]


def test_a_line_with_fewer_cells_is_filled_up():
    assert body_parts("ক|খ|গ\n১|২")[0]["rows"] == [["ক", "খ", "গ"], ["১", "২", ""]]


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("১। প্রথম কথা\n২। দ্বিতীয় কথা", ["১।", "২।"]),
        ("1. first\n2. second", ["1.", "2."]),
        ("(ক) প্রথম কথা\n(খ) দ্বিতীয় কথা", ["(ক)", "(খ)"]),
        ("ক) প্রথম কথা\nখ) দ্বিতীয় কথা", ["ক)", "খ)"]),
        ("- প্রথম কথা\n- দ্বিতীয় কথা", ["-", "-"]),
        ("(i) first\n(ii) second", ["(i)", "(ii)"]),
    ],
)
def test_a_list_keeps_the_marks_that_were_typed(typed, marks):
    (part,) = body_parts(typed)
    assert [mark for mark, _ in part["items"]] == marks


@pytest.mark.parametrize(
    "typed",
    [
        "১। একটি অনুচ্ছেদ, নম্বর দেওয়া।",
        "ফোন: ০১৭১২ | ই-মেইল: a@b.example",
        "১২.১২.২০২৬ তারিখের চিঠি\n১৩.১২.২০২৬ তারিখের চিঠি",
        "মো. আব্দুল করিম\nমোছা. রহিমা খাতুন",
        "প্রথম লাইন\nদ্বিতীয় লাইন",
    ],
)
def test_what_is_neither_stays_as_it_was_typed(typed):
    assert body_parts(typed) == [typed]


@given(st.text(alphabet="ক১a1|\t-।.) \n", max_size=120))
def test_no_word_of_a_letter_is_lost(typed):
    """Whatever is typed: each letter and figure comes out again, in its order."""

    def said(part) -> str:
        if isinstance(part, str):
            return part
        return "".join("".join(each) for each in part.get("rows", part.get("items")))

    def kept(words: str) -> str:
        return "".join(sign for sign in words if sign in "ক১a1")

    assert kept("".join(map(said, body_parts(typed)))) == kept(typed)


@pytest.fixture
def paper():
    body = f"তালিকা নিচে।\n\n{FROM_EXCEL}\n\nক) প্রথম কথা\nখ) দ্বিতীয় কথা"
    wording = Wording("ল্যাবের তালিকা", body)
    said = paper_data(
        kind="official", wording=wording, head=OFFICE_BN, recipients=(), signed=("করিম", "অফিসার")
    )
    return said | {"memo_number": "৫৬.০৪-১", "date": "৭ ডিসেম্বর ২০২৬"}


def test_the_pdf_has_the_table_and_the_list(paper):
    pages = PrintedPages(render("letter", paper))
    assert len({round(rule.x) for rule in pages.rules}) == 4, "three columns have four lines"
    figure = next(box for box in pages.boxes if box.text == "১৭")
    heading = next(box for box in pages.boxes if box.text.startswith("কম"))
    assert figure.left > heading.left, "figures stand to the right"


def test_the_page_and_word_have_them_too(paper):
    shown = HTMLParser(render_to_string("letters/outgoing/paper.html", {"paper": paper}))
    cells = [[cell.text(strip=True) for cell in row.css("th, td")] for row in shown.css("tr")]
    assert cells == TABLE["rows"]
    assert [each.text(strip=True) for each in shown.css(".marked li")] == ["ক)প্রথম কথা", "খ)দ্বিতীয় কথা"]
    made = letter_docx(paper, made_at=datetime(2026, 12, 7, 9, tzinfo=UTC))
    words = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert (words.count("<w:tbl>"), words.count("<w:tr>")) == (1, 3)
