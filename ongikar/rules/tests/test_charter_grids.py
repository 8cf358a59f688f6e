"""Grids of cells as tables of services: merged cells, headings in two rows, groups, page breaks, and laws."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse import read_blocks
from ongikar.rules.charter.parse.document.blocks import (
    Grid,
    GridCell,
    Paragraph,
    TextRun,
    make_cell,
    make_paragraph,
)

# The machine may be busy with others; speed is measured in benchmarks/.
unhurried = settings(deadline=None)

HEADS = (
    "ক্রমিক নং",
    "সেবার নাম",
    "সেবা প্রদানের সর্বোচ্চ সময়",
    "প্রয়োজনীয় কাগজপত্র",
    "কাগজপত্র প্রাপ্তিস্থান",
    "সেবামূল্য এবং পরিশোধ পদ্ধতি",
    "দায়িত্বপ্রাপ্ত কর্মকর্তা",
    "ঊর্ধ্বতন কর্মকর্তা",
)
OFFICER = "আইসিটি অফিসার, ফোন: ০১৭১১১১১১১১"


def row(number, name="সনদ প্রদান", time="৩ কার্যদিবস", officer=OFFICER):
    return (number, f"{name} {number}", time, "আবেদনপত্র", "অফিস", "বিনামূল্যে", officer, "নির্বাহী অফিসার")


def grid(*rows):
    return Grid(
        tuple(
            tuple(this if isinstance(this, GridCell) else make_cell(this) for this in cells) for cells in rows
        )
    )


def services(*blocks):
    return read_blocks([make_paragraph("নাগরিক সেবা"), *blocks])["services"]


def without_findings(reading):
    return {key: value for key, value in reading.items() if key != "findings"}


def test_a_merged_officer_is_the_officer_of_every_row_he_hangs_over():
    first, second, third = row("১"), row("২"), row("৩")
    hung = grid(
        HEADS,
        (*first[:6], make_cell(OFFICER, rows=3), first[7]),
        (*second[:6], second[7]),
        (*third[:6], third[7]),
    )
    assert services(hung) == services(grid(HEADS, first, second, third))


def test_a_service_over_several_rows_is_one_service():
    merged = [make_cell(text, rows=2) for text in ("১", "প্রশিক্ষণ", "৫ কার্যদিবস")]
    read = services(grid(HEADS, (*merged, "১. আবেদন", *row("১")[4:]), ("২. ছবি", "", "", "", "")))
    assert len(read) == 1
    assert read[0]["documents"]["items"] == [nfc("আবেদন"), nfc("ছবি")]
    assert read[0]["name"] == nfc("প্রশিক্ষণ")


def test_headings_in_two_rows_are_one_heading():
    two_rows = grid(
        (
            *(make_cell(head, rows=2) for head in HEADS[:6]),
            make_cell(HEADS[6], columns=3),
            make_cell(HEADS[7], rows=2),
        ),
        ("পদবি", "ফোন", "ই-মেইল"),
        tuple(f"({number})" for number in range(1, 11)),
        (*row("১")[:6], "আইসিটি অফিসার", "০১৭১১১১১১১১", "ict@office.gov.bd", "নির্বাহী অফিসার"),
    )
    (service,) = services(two_rows)
    assert service["responsible"]["post"] == nfc("আইসিটি অফিসার")
    assert service["responsible"]["phone"] == "+8801711111111"
    assert service["responsible"]["email"] == "ict@office.gov.bd"
    assert service["superior"]["post"] == nfc("নির্বাহী অফিসার")


def test_two_times_under_one_heading_are_two_cases():
    heads = (
        make_cell("ক্রমিক নং", rows=2),
        make_cell("সেবার নাম", rows=2),
        make_cell("সেবা প্রদানের সময়সীমা", columns=2),
        make_cell("ফি", rows=2),
    )
    read = services(grid(heads, ("সাধারণ", "জরুরি"), ("১", "পাসপোর্ট", "১৫ দিন", "৭ দিন", "৫০০ টাকা")))
    assert read[0]["time"]["raw"] == nfc("সাধারণ- ১৫ দিন জরুরি- ৭ দিন")
    assert read[0]["fee"]["kind"] == "fixed"


def test_a_heading_wider_than_its_column_takes_the_empty_one_beside_it():
    heads = ("ক্রমিক নং", make_cell("সেবার নাম", columns=2), *HEADS[2:])
    (service,) = services(grid(heads, (row("১")[0], "", *row("১")[1:])))
    assert service["name"] == nfc("সনদ প্রদান ১")


def test_rows_over_all_columns_are_sections_or_departments():
    whole = grid(
        (make_cell("২.১) নাগরিক সেবা", columns=8),),
        HEADS,
        row("১"),
        (make_cell("প্রকৌশল বিভাগ", columns=8),),
        row("২"),
        (make_cell("২.২) প্রাতিষ্ঠানিক সেবা", columns=8),),
        row("১"),
    )
    read = read_blocks([whole])["services"]
    assert [(one["category"], one["number"]) for one in read] == [
        ("citizen", 1),
        ("citizen", 2),
        ("institutional", 1),
    ]
    assert read[1]["extras"] == {nfc("বিভাগ"): nfc("প্রকৌশল বিভাগ")}


@pytest.mark.parametrize("place", [0, 1])
def test_a_department_alone_in_its_row_is_no_service(place):
    alone = ["", "", "", "", "", "", "", ""]
    alone[place] = "সাধারণ শাখা"
    read = services(grid(HEADS, row("১"), tuple(alone), row("২")))
    assert [one["number"] for one in read] == [1, 2]
    assert read[1]["extras"] == {nfc("বিভাগ"): nfc("সাধারণ শাখা")}


def test_a_number_row_may_stand_before_the_headings():
    numbers = tuple(f"({number})" for number in range(1, 9))
    assert services(grid(numbers, HEADS, row("১"))) == services(grid(HEADS, numbers, row("১"))) != []


def test_a_page_number_between_two_grids_does_not_end_the_table():
    split = services(grid(HEADS, row("১")), make_paragraph("২"), grid(row("২"), row("৩")))
    assert split == services(grid(HEADS, row("১"), row("২"), row("৩")))


def test_a_row_cut_by_the_page_is_one_row():
    rest = ("", "", "", "১. ছবি", "", "", "", "")
    reading = read_blocks([make_paragraph("নাগরিক সেবা"), grid(HEADS, row("১")), grid(HEADS, rest, row("২"))])
    assert [one["number"] for one in reading["services"]] == [1, 2]
    assert reading["services"][0]["documents"]["raw"] == nfc("আবেদনপত্র ১. ছবি")
    assert "row.split_by_page" in [finding["code"] for finding in reading["findings"]]


def papers(*lines):
    held = GridCell(tuple(map(make_paragraph, lines)))
    (service,) = services(grid(HEADS, (*row("১")[:3], held, *row("১")[4:])))
    return service["documents"]


def test_papers_on_lines_of_their_own_are_several_papers():
    read = papers("আবেদনপত্র", "জাতীয় পরিচয়পত্র", "ছবি")
    assert read["items"] == [nfc("আবেদনপত্র"), nfc("জাতীয় পরিচয়পত্র"), nfc("ছবি")]
    assert read["raw"] == nfc("আবেদনপত্র জাতীয় পরিচয়পত্র ছবি")


def test_a_sentence_broken_over_lines_is_one_paper():
    assert papers("জাতীয় পরিচয়পত্র ও", "জন্ম নিবন্ধনের অনুলিপি")["items"] == [
        nfc("জাতীয় পরিচয়পত্র ও জন্ম নিবন্ধনের অনুলিপি")
    ]


def test_either_encoding_of_the_three_letters_is_the_same_cell():
    composed = grid(HEADS, ("১", "আ\u09dfক\u09b0 প্রত্যয়ন", "৩ কার্যদিবস", "ব\u09dc ছবি", "", "ফ্রি", "", ""))
    apart = grid(HEADS, ("১", "আ\u09af\u09bcকর প্রত্যয়ন", "৩ কার্যদিবস", "ব\u09a1\u09bc ছবি", "", "ফ্রি", "", ""))
    assert services(composed) == services(apart)
    assert services(composed)[0]["name"] == nfc("আয়কর প্রত্যয়ন")


def test_a_table_inside_the_cells_of_a_page_is_read():
    page = Grid(((make_cell("মেনু"), GridCell((make_paragraph("নাগরিক সেবা"), grid(HEADS, row("১"))))),))
    assert [one["category"] for one in read_blocks([page])["services"]] == ["citizen"]


def test_labels_beside_their_values_are_a_record():
    record = grid(("সেবার নাম", "নাগরিক সনদ"), ("সেবা প্রদানের সময়সীমা", "৩ কার্যদিবস"), ("সেবামূল্য", "বিনামূল্যে"))
    (service,) = read_blocks([record])["services"]
    assert (service["name"], service["time"]["max"], service["fee"]["kind"]) == (nfc("নাগরিক সনদ"), 3, "free")


def test_a_table_typed_in_paragraphs_is_read_as_before():
    lines = ["ক্রমিক নং | সেবার নাম | সময়সীমা |", "১ | সনদ | ৩ কার্যদিবস |"]
    assert len(read_blocks(map(make_paragraph, lines))["services"]) == 1


def test_every_cell_in_an_old_font_is_converted_and_named():
    old = [
        make_cell(text, font="SutonnyMJ")
        for text in ("1", "cÖZ¨qbcÎ cÖ`vb", "03 (wZb) Kvh©w`em", "Av‡e`bcÎ", "Awdm", "webvg~‡j¨")
    ]
    reading = read_blocks([make_paragraph("নাগরিক সেবা"), grid(HEADS, (*old, OFFICER, "নির্বাহী অফিসার"))])
    (service,) = reading["services"]
    assert (service["name"], service["time"]["max"], service["fee"]["kind"]) == (
        nfc("প্রত্যয়নপত্র প্রদান"),
        3,
        "free",
    )
    places = {said["where"] for said in reading["findings"] if said["code"] == "text.converted"}
    assert places == {f"citizen/1/{part}" for part in ("name", "time", "documents", "form_source", "fee")}


def test_a_word_cut_between_two_runs_of_one_font_is_one_word():
    cut = Paragraph(
        (TextRun("‡m", "SutonnyMJ"), TextRun("ev", "SutonnyMJ"), TextRun(" ict@office.gov.bd", "Arial"))
    )
    reading = read_blocks([make_paragraph("ভিশন"), cut])
    assert reading["vision"] == nfc("সেবা ict@office.gov.bd")


def test_a_document_that_looks_like_bijoy_is_converted_whatever_its_fonts_are_called():
    heads = ("µwgK bs", "†mevi bvg", "†mev cÖ`v‡bi mgqmxgv", "webvg~‡j¨ Av‡e`b")
    named = Grid(
        (
            tuple(make_cell(head, font="TTE1A2B3t00") for head in heads),
            tuple(make_cell(text, font="TTE1A2B3t00") for text in ("1", "Z_¨ cÖ`vb", "7 w`b", "Portal")),
        )
    )
    (service,) = read_blocks([named])["services"]
    assert (service["name"], service["time"]["max"]) == (nfc("তথ্য প্রদান"), 7)
    assert list(service["extras"].values()) == ["Portal"]


def test_letters_that_cannot_be_converted_are_an_error_with_their_place():
    reading = read_blocks([Paragraph((TextRun("†mev ▲▲", "SutonnyMJ"),))])
    assert "text.legacy_encoding" in [finding["code"] for finding in reading["findings"]]


def test_a_charter_in_english_is_read_and_told_so():
    english = grid(
        ("Sl No", "Name of service", "Time required", "Fees"), ("1", "Licence", "7 working days", "Free")
    )
    reading = read_blocks([make_paragraph("Citizen's Charter"), english])
    assert reading["services"][0]["time"] == {
        "kind": "working_days",
        "min": None,
        "max": 7,
        "raw": "7 working days",
    }
    assert "text.english_only" in [finding["code"] for finding in reading["findings"]]


@unhurried
@given(st.permutations(range(8)), st.integers(2, 6))
def test_the_order_of_the_columns_never_changes_the_reading(order, count):
    rows = [HEADS, *(row(str(number)) for number in range(1, count))]
    mixed = grid(*(tuple(cells[at] for at in order) for cells in rows))
    assert services(mixed) == services(grid(*rows))


@unhurried
@given(st.sets(st.integers(1, 8)), st.booleans(), st.booleans())
def test_page_breaks_never_change_the_reading(breaks, repeats_heads, numbered):
    rows = [row(str(number)) for number in range(1, 9)]
    numbers = [tuple(f"({number})" for number in range(1, 9))] if numbered else []
    pages, page = [], [HEADS, *numbers]
    for number, cells in enumerate(rows):
        if number in breaks:
            pages.append(grid(*page))
            page = [HEADS, *numbers] if repeats_heads else []
        page.append(cells)
    pages.append(grid(*page))
    assert services(*pages) == services(grid(HEADS, *rows))


@unhurried
@given(st.lists(st.integers(0, 4), max_size=3))
def test_empty_rows_and_columns_of_the_portal_never_change_the_reading(places):
    rows = [HEADS, row("১"), row("২"), row("৩")]
    noisy = list(rows)
    for at in places:
        noisy.insert(min(at, len(noisy)), ("", "\u00a0", ""))
    assert services(grid(*noisy)) == services(grid(*rows))


CELLS = st.builds(
    make_cell,
    st.sampled_from([*HEADS, *row("১"), "", "ঐ", "x"]),
    columns=st.integers(-1, 70),
    rows=st.integers(0, 9000),
)
GRIDS = st.recursive(
    st.builds(Grid, st.lists(st.lists(CELLS, max_size=9).map(tuple), max_size=6).map(tuple)),
    lambda inner: st.builds(lambda held: Grid(((GridCell((held,)), make_cell("x")),)), inner),
    max_leaves=3,
)


@unhurried
@given(
    st.lists(
        st.one_of(GRIDS, st.text(st.characters(exclude_categories=["C"])).map(make_paragraph)), max_size=4
    )
)
def test_whatever_the_grid_a_reading_comes_and_nothing_is_invented(blocks):
    reading = read_blocks(blocks)
    json.dumps(without_findings(reading))
    printed = nfc(" ".join(" ".join(_texts(blocks)).split()))
    for service in reading["services"]:
        assert all(word.strip(".:") in printed for word in service["name"].split())


def _texts(blocks):
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (text for cells in block.rows for this in cells for text in _texts(this.blocks))


@pytest.mark.parametrize("count", [2000])
def test_two_thousand_rows_are_two_thousand_services(count):
    read = services(grid(HEADS, *(row(str(number)) for number in range(1, count + 1))))
    assert len(read) == count
