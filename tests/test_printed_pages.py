"""What is printed can be read: no text lies over another, and none reaches beyond the paper."""

import re

import pytest
from django.http import QueryDict

from ongikar.books.register_exports import register_data
from ongikar.books.register_filter import narrow_book
from ongikar.books.registry import books
from ongikar.core.i18n.say import override_language
from ongikar.offices.rules.allowances import AllowanceRate, PaymentLine
from ongikar.papers.payment_sheet import PaymentSheet, payment_sheet_pdf
from ongikar.papers.pdf import TEMPLATES, render
from ongikar.papers.tests.sample_diary import DIARY_BN
from ongikar.papers.tests.sample_papers import OFFICIAL_BN, SAMPLES

from .pdf_boxes import boxes_of_pdf, crossings_of_pdf, outside_of_pdf, overlaps_of_pdf, rules_of_pdf
from .scene import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# Nearer to the edge than this, in points, an office's printer cuts.
EDGE = 18
FIGURES = re.compile(r"[0-9০-৯][0-9০-৯/\-]{4,}")
# Words that no column is wide enough for.
LONG = (
    "shikkha.protishthan.computer.lab@chandanpat-high-school.example.gov.bd",
    "তথ্যওযোগাযোগপ্রযুক্তিঅধিদপ্তরেরপ্রকল্পবাস্তবায়নকর্মকর্তা",
    "০৫.৫৫.৮৫৪৯.০০০.০০০.১৬.০০০২.২৬-১২৩৪",
    "৮৫৪৯-২৬-৯-০০০০৪-০১১৪৪",
)


def assert_readable(pdf: bytes, what: str) -> None:
    assert overlaps_of_pdf(pdf) == [], what
    assert crossings_of_pdf(pdf) == [], what
    assert outside_of_pdf(pdf, EDGE) == [], what


@pytest.mark.parametrize("name", SAMPLES)
def test_no_text_of_a_paper_lies_over_another(name):
    template, data = SAMPLES[name]
    assert_readable(render(template, data), name)


@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_the_columns_of_no_register_run_into_each_other(scene, tongue):
    """As the scene fills them; a number that fits into its column stands there in one piece."""
    office, year = scene.ours.office, NOW.year
    for book in books():
        with override_language(tongue):
            data = register_data(book, office, year, narrow_book(book, office, year, QueryDict()))
            pdf = render("register", data)
        assert_readable(pdf, book.slug)


def test_what_runs_into_another_column_is_noticed():
    """With the cells of a register set as they were: no word was broken."""
    source = (TEMPLATES / "register.typ").read_text("utf-8").replace("{ fitted(cell) }", "{ cell }")
    data = DIARY_BN | {"rows": [{"cells": [LONG[0]] * len(DIARY_BN["columns"])}]}
    pdf = render("register", data, source=source)
    assert rules_of_pdf(pdf)
    assert crossings_of_pdf(pdf) or overlaps_of_pdf(pdf)


@pytest.mark.parametrize("word", LONG)
def test_a_word_wider_than_its_column_is_broken_and_reaches_into_no_other(word):
    cells = [word] * len(DIARY_BN["columns"])
    struck = [[{"text": word, "struck": True}, {"text": word, "struck": False}]] * len(cells)
    pdf = render("register", DIARY_BN | {"rows": [{"cells": cells}, {"cells": struck}, {"cells": cells}]})
    assert_readable(pdf, word)


def test_a_letter_with_lists_and_long_words_keeps_within_its_page():
    paper = OFFICIAL_BN | {
        "facts": [[f"বিষয় {word[:30]}", f"{word} {word}"] for word in LONG],
        "enclosures": [f"{word} ({word})" for word in LONG],
        "copies": [f"{word}, {word}" for word in LONG],
    }
    assert_readable(render("letter", paper), "letter")


@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_a_payment_sheet_of_a_whole_training_is_readable_and_its_numbers_whole(office, tongue):
    rate = AllowanceRate(
        "participant", ("ভাতা", "Allowance"), "day", 1_200, NOW.date(), None, 10, "আদেশ ১২", False
    )
    lines = [
        PaymentLine(f"মোছা. রহিমা খাতুন {place}", LONG[1], 5, rate, f"+8801700000{place:03}" if place % 2 else "")
        for place in range(1, 41)
    ]
    with override_language(tongue):
        sheet = PaymentSheet(office, "ব্যাচ ৩: ভাতা", "১ আগস্ট ২০২৬ – ৫ আগস্ট ২০২৬", lines, [["", "কর্মকর্তা"]])
        pdf = payment_sheet_pdf(sheet)
    assert_readable(pdf, "payment sheet")
    printed = {box.text for box in boxes_of_pdf(pdf)}
    number = "01700000001" if tongue == "en" else "০১৭০০০০০০০১"
    assert any(number in text for text in printed)
