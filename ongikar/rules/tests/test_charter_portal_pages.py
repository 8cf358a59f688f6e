"""Faults of layout that pages of the portal have: cells and headings broken over lines, lost serials, one paragraph for a whole table."""

import pytest

from ongikar.rules.charter_text import read
from ongikar.rules.charter_text.broken_cells import goes_on, mended
from ongikar.rules.charter_text.heading_scores import column_kind


def lines(*cells: str) -> str:
    """A page copied a cell a paragraph; an empty cell is a lone space."""
    return "\n\n".join(cell or " " for cell in cells)


def told(text: str, *fields: str) -> list[tuple]:
    return [
        tuple(service[field] for field in ("number", "name", *fields)) for service in read(text)["services"]
    ]


def test_two_spaces_inside_a_heading_make_no_two_headings_of_it():
    page = lines(
        "ক্রমিক নং", "সেবা সমূহ", "সেবা প্রদানের  সময়", "১", "বীজ পরীক্ষা", "৫ দিন", "২", "মাটি পরীক্ষা", "৭ দিন"
    )
    services = read(page)["services"]
    assert [(service["name"], service["time"]["max"]) for service in services] == [("বীজ পরীক্ষা", 5), ("মাটি পরীক্ষা", 7)]  # fmt: skip


def test_a_title_of_the_table_above_its_serial_is_no_column():
    page = lines("প্রদেয় সেবার বিবরণ", "ক্রমিক নং", "সেবার ধরণ", "সময়সীমা", "০১", "বীজ পরীক্ষা", "৫ দিন")
    assert told(page) == [(1, "বীজ পরীক্ষা")]


@pytest.mark.parametrize(
    ("broken", "kind"),
    [
        (("সেবামূল্য এবং", "পরিশোধ পদ্ধতি"), "fee"),
        (("সেবা প্রদানের সর্বোচ্চ", "সময়"), "time"),
        (("প্রয়োজনীয় সর্বোচ্চ সময়", "(ঘন্টা/দিন/মাস)"), "time"),
        (("দায়িত্বপ্রাপ্ত কর্মকর্তা", "(নাম, পদবি, ফোন ও ইমেইল)"), "responsible"),
        (("নির্দিষ্ট সেবা পেতে", "ব্যর্থ হলে প্রতিকারকারী কর্মকর্তা"), "superior"),
    ],
)
def test_a_heading_broken_over_two_cells_heads_one_column(broken, kind):
    value = {"fee": "২০/-", "time": "৩ দিন", "responsible": "হিসাব সহকারী", "superior": "জেলা প্রশাসক"}[kind]
    page = lines("ক্র. নং", "সেবার নাম", *broken, "মন্তব্য", "১", "বীজ পরীক্ষা", value, "নমুনা আনতে হবে")
    (service,) = read(page)["services"]
    assert (service["name"], service[kind]["raw"]) == ("বীজ পরীক্ষা", value)
    assert service["extras"] == {"মন্তব্য": "নমুনা আনতে হবে"}


@pytest.mark.parametrize(
    ("before", "cell"),
    [
        ("২৪ ঘণ্টা।", "(কর্মকর্তা উপস্থিত থাকা সাপেক্ষে)"),
        ("০৭ (সাত)", "কার্যদিবস"),
        ("১। আবেদনপত্র", "২। ছবি"),
        ("ক) পরিদর্শন", "খ) চিকিৎসা"),
        ("মাঠ সহকারী", "কক্ষ নং-০২"),
        ("কক্ষ নং-০২", "ফোন: ০২-৫৫০০৬৮৪৭"),
        ("মাঠ সহকারী", "04326-75221"),
        ("নাসরিন সুলতানা", "পদবি: মাঠ সহকারী"),
        ("জেলা কার্যালয় (ত্রাণ", "ও পুনর্বাসন)"),
        ("জেলা প্রশাসক ও", "উপপরিচালক"),
    ],
)
def test_a_piece_of_a_cell_goes_on_with_it(before, cell):
    assert goes_on(before, cell)
    assert mended([before, cell, "বীজ পরীক্ষা"]) == [f"{before} {cell}", "বীজ পরীক্ষা"]


@pytest.mark.parametrize(
    ("before", "cell"),
    [
        ("১", "২"),
        ("মাঠ সহকারী", "জেলা প্রশাসক"),
        ("বিনামূল্যে", "কক্ষ নং-০২"),
        ("বরাদ্দ সাপেক্ষে", "পদবিঃ মাঠ সহকারী ফোনঃ ০১৭১৩০৪৫৬৭১"),
        ("১. আবেদনপত্র ২. ছবি", "২। বীজ পরীক্ষা"),
        ("বীজ পরীক্ষা", "৭ কার্যদিবস"),
        ("", "(প্রযোজ্য ক্ষেত্রে)"),
    ],
)
def test_a_cell_of_its_own_does_not(before, cell):
    assert not goes_on(before, cell)


def test_rows_without_serials_are_counted_off_with_their_empty_cells():
    page = lines("ক্রমিক নং", "সেবা সমূহ", "সেবাগ্রহণকারী", "সময় সীমা", "মন্তব্য", "বই বিতরণ", "বিদ্যালয়", "জানুয়ারি মাসে", "", "সনদ প্রদান", "শিক্ষার্থী", "৩ দিন", "ফি লাগে না")  # fmt: skip
    assert told(page, "extras") == [
        (1, "বই বিতরণ", {"সেবাগ্রহণকারী": "বিদ্যালয়"}),
        (2, "সনদ প্রদান", {"সেবাগ্রহণকারী": "শিক্ষার্থী", "মন্তব্য": "ফি লাগে না"}),
    ]


def test_empty_cells_where_the_serials_stood_are_counted_too():
    cells = ["ক্রমিক নং", "প্রদেয় সেবা", "সেবা গ্রহীতা", "সময়সীমা", "", "বিনা মূল্যে বই বিতরণ", "শিক্ষার্থী", "৩ দিন", "", "উপবৃত্তি", "শিক্ষার্থী", "৭ দিন"]  # fmt: skip
    assert told(" |\n".join([*cells, ""])) == [(1, "বিনা মূল্যে বই বিতরণ"), (2, "উপবৃত্তি")]


def test_a_time_with_a_number_in_front_begins_no_row():
    page = "ক্রম | সেবার নাম | সময়সীমা | সেবার মূল্য |\nঊর্ধ্বতন কর্মকর্তার পদবি |\n১ |\nনকল প্রদান |\n৭ কর্ম দিবস |\n২০/- |\nজেলা প্রশাসক |\n২ |\nনথি দেখা |\n১ দিন |\nবিনামূল্যে |\nজেলা প্রশাসক |\n"
    assert [
        (s["number"], s["name"], s["time"]["max"], s["superior"]["post"]) for s in read(page)["services"]
    ] == [
        (1, "নকল প্রদান", 7, "জেলা প্রশাসক"),
        (2, "নথি দেখা", 1, "জেলা প্রশাসক"),
    ]


def test_one_number_may_stand_for_two_columns():
    page = "ক্র/নং |\nসেবার নাম |\nসময়সীমা |\nকাগজপত্র ও প্রাপ্তিস্থান |\nফি |\n১ |\n২ |\n৩ |\n৪ ও ৫ |\n৬ |\n১ |\nবাচ্চা বিক্রয় |\n৩ দিন |\nআবেদন |\n২৫/- |\n"
    assert told(page) == [(1, "বাচ্চা বিক্রয়")]


def test_a_table_copied_as_one_paragraph_is_parted_at_its_serials():
    page = "ক্রমিক নং সেবার নাম সেবা প্রদানের সময়সীমা সেবার মূল্য ১. বীজ পরীক্ষা ৫ দিন বিনামূল্যে ২. মাটি পরীক্ষা ৭ দিন ৫০/-"
    assert [(s["number"], s["name"], s["time"]["max"]) for s in read(page)["services"]] == [(1, "বীজ পরীক্ষা", 5), (2, "মাটি পরীক্ষা", 7)]  # fmt: skip


def test_a_numbered_line_tells_the_service_before_its_mark_and_the_time_behind():
    page = "সিটিজেন চার্টার\n১. পেনশন পরিশোধ: প্রতিমাসের ২ তারিখ থেকে ১০ তারিখ পর্যন্ত\n২. পত্র প্রেরণ -০১ দিন।\n৩. ছাড়পত্র প্রদান করা হয়। সর্বোচ্চ ১৫ দিন তদন্ত সাপেক্ষে।\n৪. ২৪ ঘণ্টা প্রসূতি সেবা\n"
    assert [(s["name"], s["time"]["kind"], s["time"]["max"]) for s in read(page)["services"]] == [
        ("পেনশন পরিশোধ", "date_window", None),
        ("পত্র প্রেরণ", "calendar_days", 1),
        ("ছাড়পত্র প্রদান করা হয়", "calendar_days", 15),
        ("২৪ ঘণ্টা প্রসূতি সেবা", "none", None),
    ]


def test_a_service_told_with_a_failure_is_no_tier():
    page = "ক্রঃ নং | সেবার বিষয় | সংক্ষিপ্ত বিবরণ | যোগাযোগ |\n১ | বিল | বিল না পেলে আগের বিল আনুন | হিসাব শাখা |\n২ | সংযোগ | তার না পেলে অপেক্ষা করুন | কারিগরি শাখা |\n"
    reading = read(page)
    assert (told(page), reading["grievance_tiers"]) == ([(1, "বিল"), (2, "সংযোগ")], [])


def test_a_ditto_in_the_first_row_means_the_post_that_the_heading_names():
    page = "| ক্র:নং | সেবার ধরন | সময়সীমা | সাব-রেজিস্ট্রার | উর্ধ্বতন কর্তৃপক্ষ |\n| ১। | নকল সংগ্রহ | ১ দিন | ঐ | জেলা রেজিস্ট্রার |\n"
    (service,) = read(page)["services"]
    assert (service["responsible"]["post"], service["responsible"]["raw"]) == ("সাব-রেজিস্ট্রার", "ঐ")


@pytest.mark.parametrize(
    "heading", ["উর্ধবতন কর্মকর্তা", "উর্ধ্বধন কর্তৃপক্ষ", "ঊর্দ্ধতন কর্মকর্তার পদবী", "উর্ধস্তন কর্মকর্তা"]
)
def test_however_the_superior_is_misspelt_the_column_is_his(heading):
    assert column_kind(heading) == "superior"


def test_a_blank_form_has_no_service_and_no_vision():
    form = "সেবা প্রদান প্রতিশ্রুতি\n১. ভিশন মিশন\nVision: …………\nMission: ………....\n২. প্রতিশ্রুত সেবাসমূহ\n২.১) নাগরিক সেবা:\n"
    reading = read(form)
    assert (reading["services"], reading["vision"], reading["mission"]) == ([], None, None)


def test_the_serial_and_the_law_may_be_headed_over_two_lines_too():
    page = lines(
        "ক্রমিক",
        "নং",
        "সেবার নাম",
        "প্রয়োজনীয় সময় ও খরচ",
        "সংশ্লিষ্ট আইন",
        "/ বিধি-বিধান",
        "০১",
        "ডায়েরি গ্রহণ",
        "তাৎক্ষণিক, বিনামূল্যে",
        "ধারা ১৫৪",
    )
    (service,) = read(page)["services"]
    assert (service["number"], service["name"], service["extras"]) == (1, "ডায়েরি গ্রহণ", {"সংশ্লিষ্ট আইন / বিধি-বিধান": "ধারা ১৫৪"})  # fmt: skip


def test_a_heading_of_time_and_cost_tells_both():
    page = "ক্রমিক নং | সেবার নাম | সেবা প্রাপ্তির সময় ও খরচ |\n১ | ডায়েরি গ্রহণ | তাৎক্ষণিক, বিনামূল্যে |\n২ | প্রত্যয়ন | ৩ দিন |\n"
    assert [(s["time"]["kind"], s["fee"]["kind"]) for s in read(page)["services"]] == [
        ("immediate", "free"),
        ("calendar_days", "none"),
    ]


def test_a_sentence_above_the_table_heads_no_column():
    page = "শাখা হতে নিম্নোক্ত সেবাসমূহ প্রদান করা হয়।\nক্রমিক নং |\nসেবার ধরণ |\nপ্রাপ্তির ধরণ |\nসময় |\n১ |\nনকল |\nজরুরি |\n৩ দিন |\n২ |\nনকল |\nসাধারণ |\n৭ দিন |\n"
    assert told(page) == [(1, "নকল"), (2, "নকল")]


def test_vision_and_mission_may_be_named_twice_in_a_line():
    page = "১. রূপকল্প ও অভিলক্ষ্য (Vision & Mission)\nক) রূপকল্প (Vision)\nদক্ষ সমবায়ী। |\nখ) অভিলক্ষ্য(Mission)\nপ্রশিক্ষণ প্রদান। |\n"
    reading = read(page)
    assert (reading["vision"], reading["mission"]) == ("দক্ষ সমবায়ী।", "প্রশিক্ষণ প্রদান।")


def test_serials_in_brackets_number_lines_too():
    page = "সিটিজেন চার্টার\n(১) আবেদন গ্রহণ করা হয়।\n(২) সনদ প্রদান ৩ দিনের মধ্যে\n"
    assert told(page) == [(1, "আবেদন গ্রহণ করা হয়।"), (2, "সনদ প্রদান ৩ দিনের মধ্যে")]
