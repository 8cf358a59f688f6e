"""Whatever layout, order, heading or fault a charter is printed with, its reading is what was meant."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.rules.bangla import digits
from ongikar.rules.charter_score_fields import fields_of
from ongikar.rules.charter_text import read
from ongikar.rules.tests.any_charter import CELLS, LAYOUTS, NAMES, RUN_ON, Charter, charters

SERIALS = ["{}", "{}.", "{}।", "০{}", "({})", "{})", "০{}।"]
# A layout that shows an empty cell; the others drop it, and a row cut in two cannot be told from two rows.
SHOWING_EMPTY = sorted(set(LAYOUTS) - {"runs of spaces", "one cell a line"})
ONE_LINE = [name for name in SHOWING_EMPTY if not name.startswith(("one cell", "the pipe"))]
FURNITURE = ["Wellcome to National Portal", "মেনু নির্বাচন করুন", "Main Comtent Skiped", "Text size A A A", "Color C C C C", "সর্ব-শেষ হাল-নাগাদ: ২৪ মার্চ ২০২৩",
             "পরিকল্পনা ও বাস্তবায়নে: মন্ত্রিপরিষদ বিভাগ, এটুআই, বিসিসি"]  # fmt: skip

layouts = st.sampled_from(sorted(LAYOUTS))
showing_empty = st.sampled_from(SHOWING_EMPTY)


def said(charter: Charter, text: str) -> list[dict]:
    """What was read, of the fields that were meant."""
    read_services = read(f"সিটিজেন চার্টার\nনাগরিক সেবা\n{text}")["services"]
    keys = [set(meant) for meant in charter.means()] + [{"number"}] * len(read_services)
    return [
        {key: value for key, value in (fields_of(service) | {"name": service["name"]}).items() if key in wanted}
        for service, wanted in zip(read_services, keys, strict=False)
    ]  # fmt: skip


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
    "the letters with a dot in one piece": lambda text: text.replace("\u09af\u09bc", "\u09df").replace("\u09a1\u09bc", "\u09dc").replace("\u09a2\u09bc", "\u09dd"),
    "taken apart": lambda text: unicodedata.normalize("NFD", text),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "spaces that do not break": lambda text: text.replace(" ", "\u00a0"),
    "a mark of the byte order": lambda text: "\ufeff" + text,
    "joiners of no width": lambda text: text.replace(" ", "\u200b "),
}  # fmt: skip


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
    assert [service["name"] for service in read(page)["services"]] == [
        meant["name"] for meant in charter.means()
    ]


@settings(max_examples=20, deadline=None)
@given(charters(), st.sampled_from(ONE_LINE), st.sampled_from(["", "-", "---"]), st.data())
def test_rows_that_say_nothing_are_no_services(charter, layout, nothing, data):
    body = charter.body()
    at = data.draw(st.integers(0, len(body)))
    rows = [charter.head(), *body[:at], [nothing] * len(charter.order), *body[at:]]
    assert said(charter, LAYOUTS[layout](rows)) == charter.means()


@settings(max_examples=20, deadline=None)
@given(charters(), st.sampled_from(ONE_LINE), st.data())
def test_a_heading_across_the_table_is_no_service_and_names_the_department(charter, layout, data):
    body = charter.body()
    at = data.draw(st.integers(0, len(body) - 1))
    group = ["মৎস্য শাখা", *[""] * (len(charter.order) - 1)]
    text = LAYOUTS[layout]([charter.head(), *body[:at], group, *body[at:]])
    assert said(charter, text) == charter.means()
    extras = [service["extras"].get("বিভাগ") for service in read(f"সিটিজেন চার্টার\n{text}")["services"]]
    assert extras == [None] * at + ["মৎস্য শাখা"] * (len(body) - at)


@settings(max_examples=20, deadline=None)
@given(charters(), layouts)
def test_serials_inside_the_names_are_taken_out(charter, layout):
    if charter.order[0] != "serial":
        return
    inside = [[f"{row[0]}. {row[1]}", *row[2:]] for row in charter.body()]
    assert said(charter, LAYOUTS[layout]([charter.head()[1:], *inside])) == charter.means()


@settings(max_examples=20, deadline=None)
@given(charters(), st.sampled_from(ONE_LINE))
def test_lost_serials_leave_the_place_in_the_category(charter, layout):
    rows = [["", *row[1:]] if charter.order[0] == "serial" else row for row in charter.body()]
    assert said(charter, LAYOUTS[layout]([charter.head(), *rows])) == charter.means()


@settings(max_examples=20, deadline=None)
@given(charters(("field-8", "hq-7", "short-5", "union-6")), st.sampled_from(ONE_LINE), st.data())
def test_ditto_says_what_the_row_above_says(charter, layout, data):
    body = charter.body()
    place = data.draw(st.integers(2, len(charter.order) - 1))
    kind = charter.order[place]
    same = [dict(row) for row in charter.rows]
    for row in same[1:]:
        for name in {kind, "documents" if kind == "documents_and_place" else kind}:
            row[name] = same[0].get(name, row.get(name))
    for row in body[1:]:
        row[place] = "ঐ"
    meant = charter._replace(rows=same)
    assert said(meant, LAYOUTS[layout]([charter.head(), *body])) == meant.means()


@settings(max_examples=40, deadline=None)
@given(charters(RUN_ON, bangla_headings=True), st.data())
def test_columns_run_together_with_single_spaces_are_parted(charter, data):
    lines = []
    for row in charter.body():
        at = data.draw(st.integers(1, len(row)))
        lines += [" ".join(row[:at]), " ".join(row[at:])]
    text = "\n".join([" ".join(charter.head()), *filter(None, lines)])
    assert said(charter, text) == charter.means()


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True),
    st.sampled_from([": ", "ঃ ", " | ", "\t"]),
    st.data(),
)
@settings(max_examples=20, deadline=None)
def test_services_told_as_heading_and_value_are_read(names, colon, data):
    times = [data.draw(st.sampled_from(CELLS["time"])) for _ in names]
    fees = [data.draw(st.sampled_from(CELLS["fee"])) for _ in names]
    text = "\n".join(
        f"সেবার নাম{colon}{name}\nসেবা প্রাপ্তির সময়{colon}{time.printed}\nসেবার মূল্য{colon}{fee.printed}\nদায়িত্বপ্রাপ্ত কর্মকর্তা{colon}সচিব\n"
        for name, time, fee in zip(names, times, fees, strict=True)
    )
    services = read(text)["services"]
    assert [(s["name"], s["time"]["kind"], s["fee"]["kind"]) for s in services] == [
        (unicodedata.normalize("NFC", name), time.means["time.kind"], fee.means["fee.kind"]) for name, time, fee in zip(names, times, fees, strict=True)
    ]  # fmt: skip


@pytest.mark.parametrize("between", ["{}\t\t\t", "{}", "খ) {}", "২.২) {}ঃ", "{}:"])
def test_a_table_with_two_categories_is_divided_by_the_headings_inside_it(between):
    rows = "\n".join(
        f"{digits(number)}\t{name}\t৭ দিন\t২০/-" for number, name in enumerate(NAMES[:2], start=1)
    )
    text = f"নাগরিক সেবা\nক্রমিক নং\tসেবার নাম\tসময়সীমা\tফি\n{rows}\n{between.format('প্রাতিষ্ঠানিক সেবা')}\n{rows}\n"
    assert [(s["category"], s["number"]) for s in read(text)["services"]] == [
        ("citizen", 1),
        ("citizen", 2),
        ("institutional", 1),
        ("institutional", 2),
    ]
