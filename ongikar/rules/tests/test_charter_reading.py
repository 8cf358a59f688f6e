"""The office's own document, read field by field."""

from pathlib import Path

import pytest

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse import read_text

DOCUMENT = Path(__file__).parents[3] / "offices" / "rangpur-sadar-ict" / "charter.txt"
AT_ONCE_OR_DAYS = "immediate_or_working_days"

# number, first words of the name, kind of time, kind of fee, first paper
ROWS = {
    "citizen": [
        (1, "আইসিটি অধিদপ্তর সংক্রান্ত তথ্য প্রদান", AT_ONCE_OR_DAYS, "free", "আবেদনপত্র"),
        (2, "মাঠ পর্যায়ের সকল ধরনের আইসিটি", AT_ONCE_OR_DAYS, "free", "প্রযোজ্য ক্ষেত্রে আবেদনপত্র"),
        (3, "শিক্ষা প্রতিষ্ঠান ও অন্যান্য স্থানে", AT_ONCE_OR_DAYS, "free", "প্রযোজ্য ক্ষেত্রে আবেদনপত্র"),
        (
            4,
            "ইউনিয়ন ডিজিটাল সেন্টার গুলোকে",
            AT_ONCE_OR_DAYS,
            "free",
            "প্রয়োজ্য ক্ষেত্রে আবেদনপত্র/ সরাসরি",
        ),
        (
            5,
            "সাইবার নিরাপত্তা বিষয়ে সচেতনতা",
            AT_ONCE_OR_DAYS,
            "free",
            "প্রয়োজ্য ক্ষেত্রে আবেদনপত্র/ সরাসরি",
        ),
        (
            6,
            "মানব সম্পদ উন্নয়নে বেকার",
            "as_directed",
            "per_schedule",
            "প্রয়োজ্য ক্ষেত্রে আবেদনপত্র/ সরাসরি",
        ),
    ],
    "institutional": [
        (1, "বিভিন্ন প্রতিবেদন/ তথ্য প্রেরণ", "immediate_or_per_letter", "free", "প্রাপ্ত পত্র অনুযায়ী"),
        (2, "ওয়ার্কশপ/ সেমিনার আয়োজন/", "misplaced", "per_schedule", "নির্দেশনা অনুযায়ী"),
        (3, "সরকারী বিভিন্ন দপ্তরের", "as_directed", "per_schedule", "প্রযোজ্য ক্ষেত্রে আবেদনপত্র/ সরাসরি"),
        (4, "সরকারী/ আধাসরকারী বিভিন্ন", AT_ONCE_OR_DAYS, "free", "প্রযোজ্য ক্ষেত্রে আবেদনপত্র/ সরাসরি"),
        (5, "মানব সম্পদ উন্নয়নে শেখ রাসেল", AT_ONCE_OR_DAYS, "free", "প্রযোজ্য ক্ষেত্রে আবেদনপত্র/ সরাসরি"),
        (6, "ই-নথি/ ওয়েব পোর্টাল/ ICT", AT_ONCE_OR_DAYS, "free", "প্রযোজ্য ক্ষেত্রে আবেদনপত্র/ সরাসরি"),
        (7, "সরকারি ও আধা- সরকারি", AT_ONCE_OR_DAYS, "free", "প্রযোজ্য ক্ষেত্রে আবেদনপত্র/ সরাসরি"),
        (8, "সরকারি অফিস সমূহে বিভিন্ন", AT_ONCE_OR_DAYS, "free", "প্রযোজ্য ক্ষেত্রে আবেদনপত্র/ সরাসরি"),
        (9, "বিভিন্ন সরকারি দপ্তরসমূহের", AT_ONCE_OR_DAYS, "free", "প্রযোজ্য ক্ষেত্রে আবেদনপত্র/ সরাসরি"),
        (10, "শেখ রাসেল ডিজিটাল ল্যাব এর", AT_ONCE_OR_DAYS, "free", "নির্দেশনা মোতাবেক"),
        (11, "আইসিটি শিল্পের উন্নয়ন", AT_ONCE_OR_DAYS, "free", "নির্দেশনা মোতাবেক"),
    ],
    "internal": [
        (1, "প্রাতিষ্ঠানিক সক্ষমতা বৃদ্ধিতে", AT_ONCE_OR_DAYS, "free", "অফিস আদেশ/ চাহিদা অনুযায়ী"),
        (2, "বার্ষিক কর্ম সম্পাদন চুক্তি", AT_ONCE_OR_DAYS, "free", "অফিস আদেশ"),
        (3, "উদ্ভাবনী/ ক্ষুদ্র উন্নয়ন", AT_ONCE_OR_DAYS, "per_schedule", "অফিস আদেশ/ চাহিদা অনুযায়ী"),
        (4, "দাপ্তরিক ই-নথি বাস্তবায়ন/", AT_ONCE_OR_DAYS, "free", "দাপ্তরিক ওয়েব সাইট"),
        (5, "দাপ্তরিক সকল রেজিস্টার", AT_ONCE_OR_DAYS, "free", "প্রয়োজন অনুযায়ী"),
    ],
}


@pytest.fixture(scope="module")
def reading():
    return read_text(DOCUMENT.read_text("utf-8"))


def service(reading, category, number):
    return next(s for s in reading["services"] if (s["category"], s["number"]) == (category, number))


def test_all_twenty_two_services_are_read_in_their_order(reading):
    printed = [(category, row[0]) for category, rows in ROWS.items() for row in rows]
    assert [(s["category"], s["number"]) for s in reading["services"]] == printed


@pytest.mark.parametrize(("category", "row"), [(c, row) for c, rows in ROWS.items() for row in rows])
def test_each_row_is_read_cell_by_cell(reading, category, row):
    number, name, time, fee, paper = row
    read_row = service(reading, category, number)
    assert read_row["name"].startswith(nfc(name))
    assert read_row["time"]["kind"] == time
    assert read_row["time"]["max"] is None
    assert read_row["fee"]["kind"] == fee
    assert read_row["documents"]["items"][0] == nfc(paper)
    assert read_row["method"] is None
    assert read_row["extras"] == {}


@pytest.mark.parametrize("role", ["responsible", "superior"])
def test_every_officer_can_be_reached_though_pages_broke_their_cells(reading, role):
    for read_row in reading["services"]:
        officer = read_row[role]
        assert officer["post"] == nfc("উপজেলা আইসিটি অফিসার")
        assert officer["phone"] == "+8802589962488"
        assert officer["geocode"] == "8549"
        assert officer["email"].startswith("rangpursadard")
        assert officer["email"].endswith("@gmail.com")
        assert " " not in officer["email"]


def test_a_name_cut_by_a_page_break_is_whole_again(reading):
    assert service(reading, "institutional", 5)["name"] == nfc(
        "মানব সম্পদ উন্নয়নে শেখ রাসেল ডিজিটাল ল্যাব ব্যবহারের মাধ্যমে ছাত্র- ছাত্রীদের আইসিটি/ প্রোগ্রামিং বিষয়ে প্রশিক্ষণ প্রদান"
    )


def test_a_time_cut_by_a_page_break_is_whole_again(reading):
    row = service(reading, "institutional", 1)
    assert row["time"]["raw"] == nfc("তাৎক্ষনিক/ প্রাপ্ত পত্র অনুযায়ী কার্যদিবস (প্রযোজ্য ক্ষেত্রে)")
    assert row["responsible"]["email"] == "rangpursadardoiect@gmail.com"


def test_an_officer_cut_by_a_page_break_is_whole_again(reading):
    row = service(reading, "internal", 3)
    assert row["documents"]["raw"] == nfc("অফিস আদেশ/ চাহিদা অনুযায়ী")
    assert row["time"]["condition"] == nfc("প্রয়োজ্য ক্ষেত্রে")
    assert row["superior"]["raw"].endswith("rangpursadardoict@gmail.com")


def test_exactly_the_three_cut_rows_are_joined(reading):
    joined = [f["where"] for f in reading["findings"] if f["code"] == "row.split_by_page"]
    assert joined == ["institutional/1", "institutional/5", "internal/3"]


def test_three_papers_in_one_cell_are_three_papers(reading):
    papers = service(reading, "citizen", 1)["documents"]["items"]
    assert papers == [nfc(p) for p in ("আবেদনপত্র", "জাতীয় পরিচয়পত্র", "অন্যান্য (প্রযোজ্য ক্ষেত্রে)")]


@pytest.mark.parametrize(
    ("tier", "officer", "days", "phone", "email", "web"),
    [
        (
            1,
            "অভিযোগ নিষ্পত্তি কর্মকর্তা (অনিক)",
            30,
            "+8802589962124",
            "rangpursadardoict@gmail.com",
            "www.doict.rangpur.gov.bd",
        ),
        (2, "আপিল কর্মকর্তা", 20, "+880241024071", "dd@doict.gov.bd", "www.doict.gov.bd"),
        (3, "মন্ত্রিপরিষদ বিভাগের অভিযোগ ব্যবস্থাপনা সেল", 60, None, None, "www.grs.gov.bd"),
    ],
)
def test_each_tier_says_who_decides_and_by_when(reading, tier, officer, days, phone, email, web):
    read_tier = reading["grievance_tiers"][tier - 1]
    assert read_tier["tier"] == tier
    assert read_tier["officer"] == nfc(officer)
    assert read_tier["limit"] == {
        "kind": "working_days",
        "min": None,
        "max": days,
        "raw": read_tier["limit"]["raw"],
    }
    assert (read_tier["phone"], read_tier["email"], read_tier["web"]) == (phone, email, web)


def test_what_stands_around_the_tables_is_read_too(reading):
    assert reading["title"] == nfc("সিটিজেন চার্টার")
    assert reading["vision"].startswith(nfc("জ্ঞানভিত্তিক অর্থনীতি"))
    assert reading["mission"].startswith(nfc("উচ্চগতির ইলেক্ট্রনিক যোগাযোগ"))
    assert reading["mission"].endswith(nfc("সার্ভিস প্রতিষ্ঠা।"))
    assert reading["subordinate_offices"] == []
    assert len(reading["expectations"]) == 5
    assert reading["expectations"][3] == nfc("অন্যাবশ্যক ফোন/তদবির না করা")
    assert reading["signatory"] == {
        "name": nfc("এস. এম. আইনুল ইসলাম"),
        "post": nfc("সহকারী প্রোগ্রামার (উপজেলা আইসিটি অফিসার)"),
        "place": nfc("রংপুর সদর, রংপুর"),
    }


def test_nothing_of_the_document_is_left_over(reading):
    assert [f["raw"] for f in reading["findings"] if f["code"] == "text.unplaced"] == []


def test_every_word_of_the_tables_stands_in_the_reading(reading):
    kept = nfc(repr(reading))
    for line in nfc(DOCUMENT.read_text("utf-8")).splitlines():
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        if len(cells) < 5 or "সেবার নাম" in line or "(১)" in line or "কখন যোগাযোগ" in line:
            continue
        for cell in cells[1:]:
            assert cell in kept
