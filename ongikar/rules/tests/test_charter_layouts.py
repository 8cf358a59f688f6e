"""The same charter in other layouts, and samples of charters as other offices lay them out."""

from pathlib import Path

import pytest

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse import read_text

HERE = Path(__file__).parent
DOCUMENT = (HERE.parents[2] / "offices" / "rangpur-sadar-ict" / "charter.txt").read_text("utf-8")


def relaid(row):
    """The document with each table row written another way; other lines stay."""
    return "\n".join(row(line.split("\t")) if "\t" in line else line for line in DOCUMENT.split("\n"))


def one_cell_a_line(cells):
    return "\n".join(f"{cell} |" for cell in cells)


LAYOUTS = {
    "a pipe between cells": lambda cells: " | ".join(cells),
    "pipes around every cell": lambda cells: f"| {' | '.join(cells)} |",
    "one cell a line, a pipe after each": one_cell_a_line,
    "one cell a paragraph, a lone space for an empty cell": lambda cells: (
        "\n\n".join(c or "\u00a0" for c in cells) + "\n"
    ),
    "one cell a line, the pipe on a line of its own": lambda cells: "\n".join(f"{cell}\n|" for cell in cells),
}


@pytest.fixture(scope="module")
def expected():
    return read_text(DOCUMENT)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_of_a_document_changes_nothing_that_is_read(expected, layout):
    reading = read_text(relaid(LAYOUTS[layout]))
    assert [s["name"] for s in reading["services"]] == [s["name"] for s in expected["services"]]
    assert reading["services"] == expected["services"]
    assert reading["grievance_tiers"] == expected["grievance_tiers"]
    assert reading["expectations"] == expected["expectations"]


def test_windows_line_ends_and_composed_letters_change_nothing(expected):
    composed = (
        DOCUMENT.replace("\u09af\u09bc", "\u09df").replace("\u09a1\u09bc", "\u09dc").replace("\n", "\r\n")
    )
    assert composed != DOCUMENT
    assert read_text("\ufeff" + composed) == expected


def test_portal_furniture_around_the_document_changes_nothing(expected):
    wrapped = f"Wellcome to National Portal\nমেনু নির্বাচন করুন\nMain Comtent Skiped\n{DOCUMENT}"
    assert read_text(wrapped)["services"] == expected["services"]


def test_a_column_is_known_by_its_heading_not_by_its_place(expected):
    order = [0, 6, 1, 5, 3, 4, 7, 2]
    moved = read_text(
        relaid(lambda cells: "\t".join(cells[i] for i in order) if len(cells) == 8 else "\t".join(cells))
    )
    assert moved["services"] == expected["services"]


def test_runs_of_spaces_part_cells_where_nothing_else_does():
    text = (
        "ক্রমিক নং   সেবার নাম     সময়সীমা    ফি\n১    সনদ প্রদান   ৭ দিন    ২০/-\n২    নকল প্রদান   ৩"
        " কার্যদিবস    বিনামূল্যে\n"
    )
    rows = read_text(text)["services"]
    assert [(s["number"], s["name"], s["time"]["max"], s["fee"]["kind"]) for s in rows] == [
        (1, "সনদ প্রদান", 7, "fixed"),
        (2, "নকল প্রদান", 3, "free"),
    ]


def test_a_markdown_rule_is_no_row():
    text = "| ক্রমিক | সেবার নাম | সময়সীমা |\n|---|---|---|\n| ১ | সনদ প্রদান | ৭ দিন |\n"
    assert [(s["number"], s["name"]) for s in read_text(text)["services"]] == [(1, "সনদ প্রদান")]


def test_ditto_means_the_cell_above_and_stays_printed():
    text = (
        "ক্রমিক নং | সেবার নাম | সময়সীমা | দায়িত্বপ্রাপ্ত কর্মকর্তা |\n১ | সনদ | ৭ কার্যদিবস | সচিব |\n২ |"
        " নকল | ঐ | ঐ |\n৩ | জরিপ | ঐ | ঐ |\n"
    )
    for second in read_text(text)["services"][1:]:
        assert (second["time"]["max"], second["time"]["raw"]) == (7, "ঐ")
        assert (second["responsible"]["post"], second["responsible"]["raw"]) == ("সচিব", "ঐ")


def test_without_serials_the_place_in_the_category_numbers_a_service():
    text = "সেবার নাম | সময়সীমা |\nসনদ | ৭ দিন |\nনকল | ৩ দিন |\n"
    assert [s["number"] for s in read_text(text)["services"]] == [1, 2]


def test_papers_and_place_in_one_column_are_papers():
    text = (
        "ক্রমিক নং | সেবার নাম | প্রয়োজনীয় কাগজপত্র এবং প্রাপ্তিস্থান | সময়সীমা |\n১ | সনদ | আবেদনপত্র,"
        " ফ্রন্ট ডেস্ক | ৭ দিন |\n"
    )
    row = read_text(text)["services"][0]
    assert row["documents"]["raw"] == "আবেদনপত্র, ফ্রন্ট ডেস্ক"
    assert row["form_source"] is None


def test_a_remedy_column_of_an_older_charter_names_the_superior():
    text = (
        "ক্রমিক নং | সেবার নাম | সময়সীমা | নির্দিষ্ট সেবা প্রদানে ব্যর্থ হলে প্রতিকারকারী কর্মকর্তা |\n১ |"
        " সনদ | ৭ দিন | উপপরিচালক |\n"
    )
    assert read_text(text)["services"][0]["superior"]["raw"] == "উপপরিচালক"


def test_a_row_cut_at_a_page_break_is_not_a_service_of_its_own():
    head = "ক্রমিক নং\tসেবার নাম\tসময়সীমা\tফি\n"
    reading = read_text(f"{head}১\tসনদ\t৭\t২০/-\n\n{head}\t\tকার্যদিবস\t\n২\tনকল\t৩ দিন\tবিনামূল্যে\n")
    assert [(s["number"], s["time"]["kind"], s["time"]["max"]) for s in reading["services"]] == [
        (1, "working_days", 7),
        (2, "calendar_days", 3),
    ]


# sample, (services, tiers), and facts of one service: its place in the list, then path → value
SAMPLES = [
    (
        "hq-pipe-cell-a-line",
        (1, 0),
        0,
        {"method": "১. সরাসরি ২. টেলিফোনে ৩. ই-মেইল/ডাকযোগে", "time.max": 3, "responsible.name": "ক খ"},
    ),
    (
        "municipality-blank-lines",
        (3, 0),
        1,
        {"time.min": 2, "time.max": 3, "fee.amount": 300, "responsible.raw": "ক খ, সহকারী"},
    ),
    (
        "agriculture-number-row",
        (2, 0),
        0,
        {"category": "citizen", "time.max": 7, "responsible.phone": "+8801700000001", "fee.kind": "free"},
    ),
    (
        "municipality-pipes-ditto",
        (5, 0),
        4,
        {"name": "(খ) ব্যবসায়ীক", "fee.amount": 500, "time.max": 2, "method": "নির্ধারিত ফরম-এ আবেদন"},
    ),
    ("land-lost-cells", (3, 0), 1, {"time.max": 120, "fee.amount": 7.5, "responsible.raw": ""}),
    (
        "land-two-fees",
        (2, 0),
        1,
        {
            "fee.kind": "cases",
            "time.max": 7,
            "responsible.raw": "উপজেলা নির্বাহী অফিসার/ সহকারী কমিশনার (ভূমি)",
        },
    ),
    (
        "passport-paragraphs",
        (1, 0),
        0,
        {"name": "(ক) নমুনা ইস্যু", "form_source": "ওয়েবসাইট", "time.kind": "cases"},
    ),
    (
        "power-records",
        (1, 0),
        0,
        {
            "time.kind": "hours",
            "time.max": 24,
            "fee.kind": "free",
            "form_source": None,
            "extras.সেবা প্রাপ্তির স্থান": "অভিযোগ কেন্দ্র",
        },
    ),
    (
        "fisheries-phantom-column",
        (2, 0),
        0,
        {"name": "নমুনা তথ্য প্রদান", "time.max": 3, "superior.raw": "জেলা মৎস্য কর্মকর্তা"},
    ),
    ("accounts-run-on", (3, 0), 2, {"number": 3, "time.kind": "working_days", "time.max": 7}),
    (
        "district-english",
        (2, 0),
        1,
        {"name": "Sample kiln licence", "time.max": 60, "responsible.raw": "Assistant Commissioner"},
    ),
    (
        "municipality-split-conditions",
        (3, 0),
        0,
        {"time.kind": "hours", "time.trigger": "application", "fee.amount": 10},
    ),
    ("hospital-bullets", (5, 0), 2, {"time.kind": "availability"}),
    ("union-trailing-cells", (2, 0), 1, {"number": 3, "time.max": 3, "fee.kind": "cases"}),
    ("grievances-alternate", (0, 3), None, {}),
    ("livestock-old-font", (0, 0), None, {}),
]


@pytest.mark.parametrize(("sample", "counts", "place", "facts"), SAMPLES, ids=[s[0] for s in SAMPLES])
def test_other_offices_layouts_are_read(sample, counts, place, facts):
    reading = read_text((HERE / "samples" / f"{sample}.txt").read_text("utf-8"))
    assert (len(reading["services"]), len(reading["grievance_tiers"])) == counts
    for path, value in facts.items():
        service = reading["services"][place]
        for key in path.split("."):
            service = service[key]
        assert service == (nfc(value) if isinstance(value, str) else value), path


def test_a_tier_table_with_alternates_keeps_them():
    tiers = read_text((HERE / "samples" / "grievances-alternate.txt").read_text("utf-8"))["grievance_tiers"]
    assert [tier["limit"]["max"] for tier in tiers] == [30, 20, None]
    assert tiers[1]["officer"] == nfc("আপীল কর্মকর্তা")
    assert "উপপরিচালক" in " ".join(tiers[0]["extras"].values())


def test_an_old_font_is_converted_and_said_to_be():
    reading = read_text((HERE / "samples" / "livestock-old-font.txt").read_text("utf-8"))
    codes = [f["code"] for f in reading["findings"]]
    assert "text.converted" in codes
    assert "text.legacy_encoding" not in codes
    assert nfc("নমুনা প্রাণি সম্পদ দপ্তর") in " ".join(f["raw"] for f in reading["findings"])
