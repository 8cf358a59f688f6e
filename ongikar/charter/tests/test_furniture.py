"""What every page of a PDF repeats is no part of the charter; all else stays."""

import pytest

from ongikar.charter.documents.pdf import without_furniture
from ongikar.rules.charter.parse.document.blocks import Grid, make_cell, make_paragraph

TABLE = Grid(((make_cell("১"), make_cell("সেবা")),))


def texts(pages):
    return [block.text if block is not TABLE else "table" for block in without_furniture(pages)]


@pytest.mark.parametrize(
    "number", ["পৃষ্ঠা ১, মোট ৫", "কার্যালয় · সংস্করণ ১ পৃষ্ঠা ১, মোট ৫", "Page 1 of 5", "পাতা-২", "page 3/7"]
)
def test_a_page_number_at_an_edge_is_dropped_even_from_a_single_page(number):
    assert texts([[make_paragraph("শিরোনাম"), TABLE, make_paragraph(number)]]) == ["শিরোনাম", "table"]


def test_a_page_number_inside_the_text_stays():
    assert texts([[TABLE, make_paragraph("নিয়ম আছে পৃষ্ঠা ৫"), TABLE]]) == ["table", "নিয়ম আছে পৃষ্ঠা ৫", "table"]


def test_a_line_on_every_page_stays_once_whatever_figures_are_in_it():
    pages = [
        [make_paragraph(f"রংপুর সদর {n}"), TABLE, make_paragraph(f"লেখা {chr(0x995 + n)}")] for n in range(3)
    ]
    assert texts(pages) == ["রংপুর সদর 0", "table", "লেখা ক", "table", "লেখা খ", "table", "লেখা গ"]


def test_a_line_that_only_two_pages_share_may_be_text():
    pages = [[make_paragraph("নাগরিক সেবা"), TABLE] for _ in range(2)]
    assert texts(pages) == ["নাগরিক সেবা", "table"] * 2


def test_a_table_at_an_edge_and_a_blank_page_are_left_alone():
    assert texts([[TABLE], [], [TABLE]]) == ["table", "table"]
