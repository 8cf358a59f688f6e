"""Whatever layout, order, heading, page or encoding a charter is printed with, its reading is what was
meant.
"""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.rules.charter.parse import read_text
from ongikar.rules.tests.any_charter import (
    LAYOUTS,
    SHOWING_EMPTY,
    charters,
)
from ongikar.rules.tests.any_reading import said

SERIALS = ["{}", "{}.", "{}।", "০{}", "({})", "{})", "০{}।"]
FURNITURE = [
    "Wellcome to National Portal",
    "মেনু নির্বাচন করুন",
    "Main Comtent Skiped",
    "Text size A A A",
    "Color C C C C",
    "সর্ব-শেষ হাল-নাগাদ: ২৪ মার্চ ২০২৩",
    "পরিকল্পনা ও বাস্তবায়নে: মন্ত্রিপরিষদ বিভাগ, এটুআই, বিসিসি",
]

layouts = st.sampled_from(sorted(LAYOUTS))
showing_empty = st.sampled_from(SHOWING_EMPTY)


@settings(max_examples=60, deadline=None)
@given(
    charters(),
    layouts,
    st.sampled_from(SERIALS),
    st.sampled_from(["none", "after", "before"]),
    st.sampled_from(["{}", "({})"]),
)
def test_any_layout_order_and_heading_gives_what_was_meant(charter, layout, serial, number_row, style):
    numbers = [charter.numbers(style)] if number_row != "none" else []
    head = [*numbers, charter.head()] if number_row == "before" else [charter.head(), *numbers]
    assert said(charter, LAYOUTS[layout]([*head, *charter.body(serial)])) == charter.means()


@settings(max_examples=30, deadline=None)
@given(charters(), layouts, st.data())
def test_the_order_of_the_columns_changes_nothing(charter, layout, data):
    order = (
        data.draw(st.permutations(range(1, len(charter.order))))
        if charter.order[0] == "serial"
        else [*range(1, len(charter.order))]
    )
    moved = [0, *order]
    rows = [[row[place] for place in moved] for row in [charter.head(), *charter.body()]]
    if layout in ("runs of spaces", "one cell a line", "one cell a paragraph"):
        layout = "tabs"
    assert said(charter, LAYOUTS[layout](rows)) == charter.means()


@settings(max_examples=40, deadline=None)
@given(charters(), layouts, st.data(), st.booleans(), st.booleans())
def test_a_page_break_between_rows_changes_nothing(charter, layout, data, headed, numbered):
    body = charter.body()
    at = data.draw(st.integers(0, len(body)))
    page = [charter.head()] * headed + [charter.numbers()] * numbered
    rows = [charter.head(), charter.numbers(), *body[:at], *page, *body[at:]]
    assert said(charter, LAYOUTS[layout](rows)) == charter.means()


@settings(max_examples=40, deadline=None)
@given(charters(("field-8", "hq-7", "passport-8", "joined-7", "municipal-6")), showing_empty, st.data())
def test_a_row_cut_in_two_by_a_page_is_whole_again(charter, layout, data):
    body = charter.body()
    at = data.draw(st.integers(0, len(body) - 1))
    places = [place for place, cell in enumerate(body[at]) if place > 1 and " " in cell]
    cut = data.draw(st.lists(st.sampled_from(places), min_size=1, unique=True)) if places else []
    above, below = list(body[at]), [""] * len(body[at])
    for place in cut:
        words = above[place].split(" ")
        mark = data.draw(st.integers(1, len(words) - 1))
        above[place], below[place] = " ".join(words[:mark]), " ".join(words[mark:])
    rest = [charter.head(), charter.numbers(), below] if cut else []
    rows = [charter.head(), charter.numbers(), *body[:at], above, *rest, *body[at + 1 :]]
    assert said(charter, LAYOUTS[layout](rows)) == charter.means()


ENCODINGS = {
    "the letters with a dot in one piece": lambda text: (
        text.replace("\u09af\u09bc", "\u09df")
        .replace("\u09a1\u09bc", "\u09dc")
        .replace("\u09a2\u09bc", "\u09dd")
    ),
    "taken apart": lambda text: unicodedata.normalize("NFD", text),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "spaces that do not break": lambda text: text.replace(" ", "\u00a0"),
    "a mark of the byte order": lambda text: "\ufeff" + text,
    "joiners of no width": lambda text: text.replace(" ", "\u200b "),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(max_examples=8, deadline=None)
@given(
    charter=charters(),
    layout=st.sampled_from(
        ["tabs", "a pipe after each cell", "one cell a line with a pipe", "one cell a line"]
    ),
)
def test_the_encoding_changes_nothing(encoding, charter, layout):
    text = LAYOUTS[layout]([charter.head(), *charter.body()])
    assert said(charter, ENCODINGS[encoding](text)) == charter.means()


@settings(max_examples=20, deadline=None)
@given(
    charters(),
    layouts,
    st.lists(st.sampled_from(FURNITURE), max_size=4),
    st.lists(st.sampled_from(FURNITURE), max_size=4),
)
def test_what_a_portal_prints_around_a_charter_changes_nothing(charter, layout, before, after):
    table = LAYOUTS[layout]([charter.head(), *charter.body()])
    page = "\n".join([*before, "সিটিজেন চার্টার", "নাগরিক সেবা", table, *after])
    assert [service["name"] for service in read_text(page)["services"]] == [
        meant["name"] for meant in charter.means()
    ]
