"""Whatever is missing, repeated or run together in a charter, its reading is what was meant."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.parse import read_text
from ongikar.rules.charter.score import fields_of
from ongikar.rules.tests.any_charter import (
    CELLS,
    LAYOUTS,
    NAMES,
    ONE_LINE,
    RUN_ON,
    SAME,
    charters,
)
from ongikar.rules.tests.any_reading import said

layouts = st.sampled_from(sorted(LAYOUTS))


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
    extras = [service["extras"].get("বিভাগ") for service in read_text(f"সিটিজেন চার্টার\n{text}")["services"]]
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
@given(
    charters(("hq-7", "municipal-6", "union-5", "union-6")),
    st.sampled_from(["runs of spaces", "one cell a line"]),
    st.data(),
)
def test_empty_cells_that_vanish_leave_the_others_in_their_columns(charter, layout, data):
    body, meant = charter.body(), charter.means()
    for place, row in enumerate(body):
        lost = data.draw(st.integers(2, len(row) - 1))
        row[lost] = ""
        for field in charter.rows[place][SAME.get(charter.order[lost], charter.order[lost])].means:
            del meant[place][field]
    text = LAYOUTS[layout]([[cell for cell in row if cell] for row in [charter.head(), *body]])
    cells = [
        fields_of(service) | {"name": service["name"]}
        for service in read_text(f"নাগরিক সেবা\n{text}")["services"]
    ]
    assert [
        {key: service[key] for key in wanted} for service, wanted in zip(cells, meant, strict=True)
    ] == meant


@settings(max_examples=40, deadline=None)
@given(charters(RUN_ON, of_the_form=True), st.data())
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
        f"সেবার নাম{colon}{name}\nসেবা প্রাপ্তির সময়{colon}{time.printed}\nসেবার"
        f" মূল্য{colon}{fee.printed}\nদায়িত্বপ্রাপ্ত কর্মকর্তা{colon}সচিব\n"
        for name, time, fee in zip(names, times, fees, strict=True)
    )
    services = read_text(text)["services"]
    assert [(s["name"], s["time"]["kind"], s["fee"]["kind"]) for s in services] == [
        (unicodedata.normalize("NFC", name), time.means["time.kind"], fee.means["fee.kind"])
        for name, time, fee in zip(names, times, fees, strict=True)
    ]


@pytest.mark.parametrize("between", ["{}\t\t\t", "{}", "খ) {}", "২.২) {}ঃ", "{}:"])
def test_a_table_with_two_categories_is_divided_by_the_headings_inside_it(between):
    rows = "\n".join(
        f"{digits(number)}\t{name}\t৭ দিন\t২০/-" for number, name in enumerate(NAMES[:2], start=1)
    )
    text = f"নাগরিক সেবা\nক্রমিক নং\tসেবার নাম\tসময়সীমা\tফি\n{rows}\n{between.format('প্রাতিষ্ঠানিক সেবা')}\n{rows}\n"
    assert [(s["category"], s["number"]) for s in read_text(text)["services"]] == [
        ("citizen", 1),
        ("citizen", 2),
        ("institutional", 1),
        ("institutional", 2),
    ]
