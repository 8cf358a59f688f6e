"""What holds for every text, whatever somebody may hand in as a charter."""

import json
import unicodedata
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.rules.bangla.text import digits, nfc
from ongikar.rules.charter.lint import CODES
from ongikar.rules.charter.parse import read_text
from ongikar.rules.charter.parse.cells.fee import read_fee
from ongikar.rules.charter.parse.cells.time import read_time
from ongikar.rules.charter.parse.fuzzy_regex import skeleton
from ongikar.rules.charter.parse.headings.columns import TableColumn
from ongikar.rules.charter.parse.tables.align import fit_cells

DOCUMENT = (Path(__file__).parents[3] / "offices" / "rangpur-sadar-ict" / "charter.txt").read_text("utf-8")
PARTS = {
    "title",
    "vision",
    "mission",
    "services",
    "subordinate_offices",
    "expectations",
    "grievance_tiers",
    "signatory",
    "findings",
}

# Words of charters in any order and layout find more than letters at random do.
WORDS = st.sampled_from(
    [
        *{cell for line in DOCUMENT.splitlines() for cell in line.split("\t")},
        "",
        "ঐ",
        "-",
        "১",
        "০২।",
        "(৩)",
        "৭ দিন",
        "সেবার নাম",
        "সময়সীমা",
        "ফি",
        "|",
        "\t",
        "  ",
        "\n\n",
        "\u00a0",
        "a@b",
        "www.",
        "+৮৮০",
        "১-",
        "(",
        "ঃ",
    ]
)
JOINS = st.sampled_from(["\n", "\t", " | ", " |\n", "\n\n", "  ", " "])
JUMBLES = st.lists(st.tuples(WORDS, JOINS), max_size=60).map(lambda pairs: "".join(a + b for a, b in pairs))


def check(reading):
    assert set(reading) == PARTS
    assert json.loads(json.dumps(reading)) == reading
    assert all(finding["code"] in CODES for finding in reading["findings"])
    for service in reading["services"]:
        assert isinstance(service["number"], int)
        assert service["name"] == nfc(" ".join(service["name"].split()))
        assert {"kind", "min", "max", "raw"} <= set(service["time"])
        assert {"kind", "amount", "raw"} <= set(service["fee"])
        least, most = service["time"]["min"], service["time"]["max"]
        assert least is None or most is not None


@given(st.text())
def test_any_text_is_read_without_failing(text):
    check(read_text(text))


@settings(max_examples=150, deadline=None)
@given(JUMBLES)
def test_any_jumble_of_charter_words_is_read_without_failing(text):
    check(read_text(text))


@settings(deadline=None, max_examples=25)
@given(st.integers(0, len(DOCUMENT)), st.integers(0, len(DOCUMENT)))
def test_a_document_cut_anywhere_is_read_without_failing(one, other):
    check(read_text(DOCUMENT[min(one, other) : max(one, other)]))


@given(st.text(st.characters(min_codepoint=0x980, max_codepoint=0x9FF)))
def test_neither_encoding_nor_script_of_digits_changes_a_skeleton(text):
    assert skeleton(unicodedata.normalize("NFD", text)) == skeleton(text) == skeleton(digits(text, "en"))


@given(
    st.integers(1, 365),
    st.sampled_from(["কার্যদিবস", "কর্ম দিবস", "দিন", "ঘণ্টা", "মাস"]),
    st.sampled_from(["bn", "en"]),
)
def test_an_amount_is_the_same_in_either_script(amount, unit, language):
    time = read_time(f"{digits(amount, language)} {unit}")
    assert time["max"] == amount


@given(st.integers(1, 999_999), st.sampled_from(["/-", "/=", " টাকা"]), st.sampled_from(["bn", "en"]))
def test_a_fee_is_the_same_in_either_script(amount, mark, language):
    assert read_fee(digits(amount, language) + mark)["amount"] == amount


KINDS = ("serial", "name", "time", "documents", "fee", "officer")


@given(st.lists(st.text("কখ ১২-/", max_size=6), max_size=30))
def test_placing_cells_in_columns_loses_none_and_keeps_their_order(cells):
    rows = fit_cells(cells, [TableColumn(kind, kind) for kind in KINDS])
    assert all(len(row) == len(KINDS) for row in rows)
    assert " ".join(" ".join(row) for row in rows).split() == " ".join(cells).split()


@given(
    st.lists(st.tuples(st.sampled_from(["সনদ", "নকল", "জরিপ"]), st.integers(1, 60)), min_size=1, max_size=12)
)
def test_whole_rows_keep_their_columns(services):
    cells = [
        cell
        for i, (name, days) in enumerate(services, 1)
        for cell in (digits(i), name, f"{digits(days)} দিন", "আবেদন", "২০/-", "সচিব")
    ]
    rows = fit_cells(cells, [TableColumn(kind, kind) for kind in KINDS])
    assert [row[1] for row in rows] == [name for name, _ in services]
