"""What is printed can be read: no text lies over another, none reaches over the line of its column, and none
beyond the paper; of every paper, in both languages, as it usually is and filled with what no column is wide
enough for.
"""

from collections.abc import Iterator
from itertools import cycle
from typing import Any
from unicodedata import normalize

import pytest

from ongikar.books.registry import Book, books
from ongikar.certificates.template_files import template_files
from ongikar.core.i18n.say import override_language
from ongikar.papers.payment_sheet import COLUMNS as PAYMENT_COLUMNS
from ongikar.papers.pdf import TEMPLATES, dense_qr, render
from ongikar.papers.tests.sample_diary import DIARY_BN
from ongikar.papers.tests.sample_offices import OFFICE_BN
from ongikar.papers.tests.sample_papers import SAMPLES
from ongikar.papers.tests.sample_sheets import SHEETS

from .pdf_boxes import PrintedPages

pytestmark = pytest.mark.once
# Nearer to the edge than this, in points, an office's printer cuts. Labels are stickers: their edge is the
# edge of the sheet, and what is printed lies 6 mm within.
EDGE, EDGE_OF_LABELS = 18, 16
PAPERS = SAMPLES | SHEETS
# What people do write: a word without a blank, a number of twenty-two digits, an amount in crore, a name full
# of conjuncts, an address of two hundred letters.
LONG = (
    "shikkha.protishthan.computer.lab@chandanpat-high-school.example.gov.bd",
    "তথ্যওযোগাযোগপ্রযুক্তিঅধিদপ্তরেরপ্রকল্পবাস্তবায়নকর্মকর্তা",
    "০৫.৫৫.৮৫৪৯.০০০.০০০.১৬.০০০২.২৬-১২৩৪",
    "১২৩,৪৫,৬৭,৮৯০.০০",
    "মোছাম্মৎ ফেরদৌসী জ্যোৎস্না বেগম চৌধুরী ওরফে কৃষ্ণচন্দ্র ভট্টাচার্য্য স্বর্ণকার",
    "গ্রাম: লক্ষ্মণপুর উত্তর মধ্যপাড়া (পুরাতন ইউনিয়ন পরিষদ ভবনের পশ্চিম পাশ), ডাকঘর: শ্যামপুর বন্দর ৫৪০০, "
    "ইউনিয়ন: চন্দনপাট, উপজেলা: রংপুর সদর, জেলা: রংপুর, জাতীয় পরিচয়পত্র ১৯৮৫৮৫১৪৯০০০০১২৩৪",
)
# What the program makes itself, and nobody writes at length: numbers, days, drawings, names of looks.
OWN = {
    "language",
    "office",
    "name_en",
    "memo_number",
    "number",
    "number_bn",
    "written",
    "other",
    "ticket",
    "key",
    "date",
    "date_bangla",
    "day",
    "due",
    "opened",
    "period",
    "counted",
    "fiscal_year",
    "serial",
    "quantity",
    "price",
    "digest",
    "sha256",
    "root",
    "qr",
    "code",
    "address",
    "look",
    "align",
    "paper",
    "content",
    "drawing",
}
# Of each list of lines so many are filled: more say nothing more.
MOST_LINES = 3


def filled(data: Any, words: Iterator[str], name: str = "") -> Any:
    """The same data, with something long behind every text that people write."""
    if name in OWN:
        return data
    if isinstance(data, str):
        # A lone figure counts lines.
        return f"{data} {next(words)}" if data and not data.isdigit() else data
    if isinstance(data, dict):
        return {each: filled(value, words, each) for each, value in data.items()}
    if isinstance(data, list):
        return [filled(each, words, name) for each in (data[:MOST_LINES] if name == "rows" else data)]
    return data


def assert_readable(pdf: bytes, what: str, edge: int = EDGE) -> PrintedPages:
    pages = PrintedPages(pdf)
    assert pages.overlaps == [], what
    assert pages.crossings == [], what
    assert pages.outside(edge) == [], what
    return pages


def test_every_paper_is_looked_at():
    templates = {path.stem for path in TEMPLATES.glob("*.typ")} - {"stationery"}
    assert {template for template, _ in PAPERS.values()} == templates


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_as_it_usually_is_can_be_read(name):
    template, data = PAPERS[name]
    assert_readable(render(template, data), name, EDGE_OF_LABELS if template == "labels" else EDGE)


@pytest.mark.parametrize("tongue", ["bn", "en"])
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_full_of_long_words_can_be_read(name, tongue):
    template, data = PAPERS[name]
    pdf = render(template, filled(data, cycle(LONG)) | {"language": tongue})
    assert_readable(pdf, name, EDGE_OF_LABELS if template == "labels" else EDGE)


CERTIFICATES = {key: file.source for key, file in template_files().items() if file.source}


def sheet_with(key: str, words: str) -> dict[str, Any]:
    """A certificate of a template of ours, with these words in each of its fields."""
    fields = [each for each in template_files()[key].fields if each["code"] not in ("name", "signer")]
    return {
        "title": template_files()[key].title[0],
        "serial": "৮৫৪৯-স-২৬-০০০০১",
        "code": "8F2K4M7Q",
        "day": "রবিবার, ২৩ আগস্ট ২০২৬",
        "office": f"উপজেলা কার্যালয়, রংপুর সদর {words}",
        "says": "এই মর্মে সনদ দেওয়া হলো যে",
        "name": f"মোছা. রহিমা খাতুন {words}",
        "name_other": f"Most. Rahima Khatun {words}",
        "fields": [[each["bn"], f"নমুনা {words}", f"Sample {words}"] for each in fields],
        "signer": [f"মো. আব্দুল করিম {words}", f"সহকারী প্রোগ্রামার {words}", "রংপুর সদর"],
        "qr": dense_qr("https://example.gov.bd/c/8549-C-26-00001-8F2K4M7Q/#" + "A" * 1_200),
        "check": "QR-টি ফোনের ক্যামেরায় দেখুন: কার্যালয়ের পাতায় এই সনদের প্রতিটি ঘর দেখা যাবে।",
        "copy": "অনুলিপি ২",
    }


@pytest.mark.parametrize("tongue", ["bn", "en"])
@pytest.mark.parametrize("words", ["", *LONG])
@pytest.mark.parametrize("key", CERTIFICATES)
def test_a_certificate_can_be_read_however_long_its_names(key, words, tongue):
    """Each on one sheet, whatever stands in its fields."""
    data = {
        "language": tongue,
        "author": "কার্যালয়",
        "sample": "নমুনা",
        "certificates": [sheet_with(key, words), sheet_with(key, "")],
    }
    pages = assert_readable(render("certificate", data, source=CERTIFICATES[key]), key)
    assert len(pages.sizes) == 2


def register_of(book: Book, cells: list[str]) -> dict[str, Any]:
    widths = book.widths or (1,) * len(book.columns)
    return DIARY_BN | {
        "office": OFFICE_BN,
        "title": book.words,
        "columns": [
            {"label": label, "width": width} for label, width in zip(book.headings, widths, strict=True)
        ],
        "rows": [{"cells": cells}],
    }


@pytest.mark.parametrize("tongue", ["bn", "en"])
@pytest.mark.parametrize("book", books(), ids=lambda book: book.slug)
def test_every_register_keeps_to_its_columns_and_breaks_no_heading(book, tongue):
    with override_language(tongue):
        words = cycle(LONG)
        data = register_of(book, [next(words) for _ in book.columns]) | {"language": tongue}
        headed = {word for label in book.headings for word in label.split()}
    pages = assert_readable(render("register", data), book.slug)
    # Some vowels are two signs in a PDF.
    said = normalize("NFC", pages.text).split()
    assert {word for word in headed if not any(normalize("NFC", word) in each for each in said)} == set()


def test_a_payment_sheet_keeps_to_its_columns_with_amounts_in_crore():
    columns = [
        {"label": words[0], "width": width, "align": "right" if is_figure else "left"}
        for words, width, is_figure in PAYMENT_COLUMNS
    ]
    cells = ["১", LONG[4], LONG[5], "০১৭১২৩৪৫৬৭৮", "৩ ঘণ্টা", *["১২৩,৪৫,৬৭,৮৯০"] * 4, ""]
    data = DIARY_BN | {"columns": columns, "rows": [{"cells": cells}] * 3}
    assert_readable(render("register", data), "payment sheet")


def test_what_runs_into_another_column_is_noticed():
    """With the cells of a register set as they were: no word was broken, and shares were kept to."""
    source = (
        (TEMPLATES / "register.typ")
        .read_text("utf-8")
        .replace("entry: entry", "entry: (cell, width) => cell")
    )
    data = DIARY_BN | {"rows": [{"cells": [LONG[0]] * len(DIARY_BN["columns"])}]}
    pages = PrintedPages(render("register", data, source=source))
    assert pages.rules
    assert pages.crossings or pages.overlaps


@pytest.mark.parametrize("word", LONG[:3])
def test_a_word_wider_than_its_column_is_broken_and_reaches_into_no_other(word):
    cells = [word] * len(DIARY_BN["columns"])
    struck = [[{"text": word, "struck": True}, {"text": word, "struck": False}]] * len(cells)
    pdf = render("register", DIARY_BN | {"rows": [{"cells": cells}, {"cells": struck}, {"cells": cells}]})
    assert_readable(pdf, word)
