"""What offices do to a table that the form does not foresee, each met once."""

import pytest

from ongikar.rules.charter.parse import read_text


def services(text):
    return read_text(f"সিটিজেন চার্টার\n{text}")["services"]


def test_a_wide_heading_over_two_lower_ones_makes_two_fee_columns():
    first, _ = services(
        "ক্রঃ নং | সেবার নাম | সেবার মূল্য | | সময়\n | | সাধারণ | জরুরি |\n"
        "১ | নকল সরবরাহ | ২০/- | ৪০/- | ৩ দিন\n২ | তল্লাশি | ১০/- | ২০/- | ১ দিন\n"
    )
    assert [case["amount"] for case in first["fee"]["cases"]] == [20, 40]
    assert (first["name"], first["time"]["max"]) == ("নকল সরবরাহ", 3)


def test_a_department_without_a_colon_parts_the_rows_and_may_have_other_columns():
    text = (
        "ক্রম | যে সেবা দেওয়া হয় | কত দিনে | কে দেবেন |\n১ | যুব ঋণ | ৩০ দিন | ক্রেডিট সুপারভাইজার"
        " |\nসমবায় দপ্তর\nক্রম | কে দেবেন | কত দিনে | যে সেবা দেওয়া হয় |\n১ | পরিদর্শক | ৬০ দিন | সমিতি"
        " নিবন্ধন |\n"
    )
    assert [(each["name"], each["responsible"]["post"]) for each in services(text)] == [
        ("যুব ঋণ", "ক্রেডিট সুপারভাইজার"),
        ("সমিতি নিবন্ধন", "পরিদর্শক"),
    ]


def test_a_row_broken_inside_a_cell_is_one_row():
    text = "ক্রঃ নং\tসেবার নাম\tসময়\tমূল্য\n১\tরুট পারমিট সংক্রান্ত\nমতামত\t৭ দিন\tনাই\n২\tরেকার\t১ দিন\t৫০/-\n"
    assert [each["name"] for each in services(text)] == ["রুট পারমিট সংক্রান্ত মতামত", "রেকার"]


def test_a_ditto_under_an_empty_cell_means_what_was_said_before():
    text = "ক্রঃ নং\tসেবার নাম\tসময়\tকর্মকর্তা\n১\tসনদ\t১ দিন\tসচিব\n২\tনকল\t২ দিন\n৩\tতথ্য\t১ দিন\tঐ\n"
    assert [each["responsible"]["post"] for each in services(text)] == ["সচিব", None, "সচিব"]


def test_what_the_applicant_does_is_a_column_and_no_list_of_expectations():
    text = "ক্রঃ নং | সেবার নাম | সেবা প্রাপ্তির জন্য করণীয় | সময় | ফি\n১ | সনদ | আবেদন | ১ দিন | ২০/-\n"
    (only,) = services(text)
    assert only["extras"] == {"সেবা প্রাপ্তির জন্য করণীয়": "আবেদন"}


def test_a_grievance_table_is_known_by_what_its_first_column_says():
    tiers = read_text(
        "অভিযোগ জানানোর ব্যবস্থা\nধাপ\tকোন সময় জানাবেন\tকাকে জানাবেন\tঠিকানা\tকত দিনে ফল পাবেন\n"
        "১\tঅফিস সমাধান না দিলে\tজেলা রেজিস্ট্রার\tজেলা অফিস\t৩০ দিন\n"
    )["grievance_tiers"]
    assert [(tier["when"], tier["officer"], tier["limit"]["max"]) for tier in tiers] == [
        ("অফিস সমাধান না দিলে", "জেলা রেজিস্ট্রার", 30)
    ]


def test_bullets_above_the_table_are_services_where_most_say_when():
    text = (
        "* জরুরি বিভাগ সার্বক্ষণিক চালু\n* টিকা প্রতি সোমবার\n\nক্রমিক | সেবা | ফি | সময়\n১ | টিকেট | ৫ টাকা | ১০ মিনিট\n"
    )
    assert [each["name"] for each in services(text)] == [
        "জরুরি বিভাগ সার্বক্ষণিক চালু",
        "টিকা প্রতি সোমবার",
        "টিকেট",
    ]


def test_facts_numbered_within_their_service_are_one_record():
    text = "".join(
        f"{n}.১ সেবার নাম: {name}\n{n}.২ সেবার মূল্য: {fee}\n{n}.৩ সময়: ৭ দিন\n"
        for n, name, fee in (("১", "খতিয়ান", "১০০/-"), ("২", "ম্যাপ", "৫২০/-"))
    )
    assert [(each["number"], each["name"], each["fee"]["amount"]) for each in services(text)] == [
        (1, "খতিয়ান", 100),
        (2, "ম্যাপ", 520),
    ]


def test_a_list_of_staff_is_no_table_of_services():
    text = (
        "ক্রমিক নং | কর্মকর্তার নাম | পদবি | মোবাইল নম্বর | শাখা |\n১ | জনাব ক খ | সচিব | ০১৭০০-০০০০০১ |"
        " প্রশাসন |\n২ | জনাব গ ঘ | হিসাবরক্ষক | ০১৭০০-০০০০০২ | হিসাব |\n"
    )
    assert services(text) == []


def test_a_word_that_could_head_a_column_leaves_the_table_below_it_whole():
    text = (
        "সেবাসমূহ\n|ক্রমিক|সেবার নাম|সময়|মূল্য|দায়িত্বপ্রাপ্ত|\n|১|ইসিজি|১৫ মিনিট|৮০"
        " টাকা|টেকনিশিয়ান\n|২|ভর্তি|১ দিন|১৫ টাকা|ইনচার্জ\n"
    )
    assert [(each["name"], each["responsible"]["post"]) for each in services(text)] == [
        ("ইসিজি", "টেকনিশিয়ান"),
        ("ভর্তি", "ইনচার্জ"),
    ]


def test_a_line_that_begins_with_empty_cells_goes_on_with_the_row_above_in_its_own_column():
    text = "ক্রম\tসেবার নাম\tকাগজপত্র\tসময়\n১\tআইনি সহায়তা\tঅভিযোগপত্র,\t১৫ দিন\n\t\tথানার জিডি\n২\tসনদ\tছবি\t১ দিন\n"
    first, second = services(text)
    assert first["documents"]["items"] == ["অভিযোগপত্র", "থানার জিডি"]
    assert second["name"] == "সনদ"


def test_papers_on_lines_of_their_own_in_one_cell_are_so_many_papers():
    text = (
        "ক্রম\tসেবার নাম\tকাগজপত্র\tসময়\n১\tসিট বরাদ্দ\tনিয়োগপত্র\nছবি ২ কপি\nঅভিভাবকের সম্মতি\t১৫"
        " দিন\n২\tসনদ\tছবি\t১ দিন\n"
    )
    assert services(text)[0]["documents"]["items"] == ["নিয়োগপত্র", "ছবি ২ কপি", "অভিভাবকের সম্মতি"]


def test_a_remark_under_the_table_is_no_part_of_its_last_row():
    for remark in ("বিঃদ্রঃ ছুটির দিন বাদে", "অভিযোগ: পরিচালক, জেলা অফিস", "Note: bring the originals"):
        text = f"ক্রম\nসেবার নাম\nসময়\nকর্মকর্তা\n১\nসনদ\n৭ দিন\nসচিব\n{remark}\n"
        assert [each["responsible"]["post"] for each in services(text)] == ["সচিব"]
        text = f"ক্রম | সেবার নাম | সময় | কর্মকর্তা\n১ | সনদ | ৭ দিন | সচিব\n{remark}\n"
        assert [each["responsible"]["post"] for each in services(text)] == ["সচিব"]


def test_columns_numbered_above_their_headings_begin_the_next_part():
    heads = "".join(f"{cell} |\n" for cell in ("১", "২", "৩", "৪", "ক্রমিক", "সেবার নাম", "সময়", "ফি"))
    text = (
        f"২.১) নাগরিক সেবা:\n{heads}১ |\nসনদ |\n৩ দিন |\n২০/- |\n"
        f"২.২) প্রাতিষ্ঠানিক সেবা:\n{heads}১ |\nনিরীক্ষা |\n৭ দিন |\nনাই |\n"
    )
    assert [(each["category"], each["name"]) for each in services(text)] == [
        ("citizen", "সনদ"),
        ("institutional", "নিরীক্ষা"),
    ]


def test_a_ditto_in_a_record_means_what_the_record_before_says():
    text = (
        "১. সংযোগ\n- ফি: ১০০/-\n- সময়: ৭ দিন\n- যোগাযোগ: ডিজিএম\n২. বদলি\n- ফি: ঐ\n- সময়: ৩ দিন\n- যোগাযোগ:"
        " do\n"
    )
    assert [
        (each["fee"]["amount"], each["time"]["max"], each["responsible"]["post"]) for each in services(text)
    ] == [(100, 7, "ডিজিএম"), (100, 3, "ডিজিএম")]
    assert services(text)[1]["responsible"]["raw"] == "do"


def test_facts_side_by_side_on_one_line_are_told_apart():
    text = (
        "১। সেবার নাম: নামজারি\n   সময়: ২৮ দিন   ফি: ১১৭০/-   কর্মকর্তা: নাজির   ফোন: ০১৭০০-০০০০০১\n"
        "২। সেবার নাম: নকল\n   সময়: ৭ দিন   ফি: ২০/-   কর্মকর্তা: পেশকার\n"
    )
    assert [
        (
            each["time"]["max"],
            each["fee"]["amount"],
            each["responsible"]["post"],
            each["responsible"]["phone"],
        )
        for each in services(text)
    ] == [(28, 1170, "নাজির", "+8801700000001"), (7, 20, "পেশকার", None)]


def test_cases_inside_a_fee_column_keep_their_names_beside_a_second_column():
    heads = "ক্রমিক | সেবার নাম | মূল ফি | ভ্যাট | সময় |\n"
    one, both = (
        services(f"{heads}১ | লাইসেন্স | হালকা ৭৬০/- ভারী ১২৬০/- | {vat} | ৭ দিন |\n")[0]["fee"]["cases"]
        for vat in ("১৫%", "হালকা ১১৪/- ভারী ১৮৯/-")
    )
    assert [case["label"] for case in one] == ["হালকা", "ভারী", "ভ্যাট"]
    assert [case["label"] for case in both] == ["মূল ফি হালকা", "মূল ফি ভারী", "ভ্যাট হালকা", "ভ্যাট ভারী"]


HEADINGS = "ক্রমিক নং | সেবার নাম | প্রয়োজনীয় কাগজপত্র | সেবামূল্য | সময়সীমা | দায়িত্বপ্রাপ্ত কর্মকর্তা"
SECRETARY = "সচিব ফোন: ০১৭০০০০০০০১"
FIRST_ROW = f"জন্ম সনদ | আবেদনপত্র | ৫০ টাকা | ৩ দিন | {SECRETARY}"
# Rows under the first whose serials are lost and with them what was merged: the officer, the papers, the
# time and the officer.
MERGED_AND_LOST = [
    (
        ["মৃত্যু সনদ | আবেদনপত্র | ২৫ টাকা | ৫ দিন", "ওয়ারিশ সনদ | তালিকা | ১০০ টাকা | ৭ দিন"],
        ["২৫ টাকা", "১০০ টাকা"],
        ["৫ দিন", "৭ দিন"],
    ),
    (
        [f"মৃত্যু সনদ | ২৫ টাকা | ৫ দিন | {SECRETARY}", f"ওয়ারিশ সনদ | ১০০ টাকা | ৭ দিন | {SECRETARY}"],
        ["২৫ টাকা", "১০০ টাকা"],
        ["৫ দিন", "৭ দিন"],
    ),
    (
        ["মৃত্যু সনদ | মৃত্যুর প্রমাণ | ২৫ টাকা", "ওয়ারিশ সনদ | তালিকা | ১০০ টাকা"],
        ["২৫ টাকা", "১০০ টাকা"],
        ["", ""],
    ),
]


@pytest.mark.parametrize(("below", "fees", "times"), MERGED_AND_LOST)
@pytest.mark.parametrize("head", [HEADINGS, HEADINGS.partition(" | ")[2]])
@pytest.mark.parametrize("parted", [" | ", "\t"])
def test_rows_that_lost_their_serials_and_their_merged_cells_stay_rows(parted, head, below, fees, times):
    lines = [line.replace(" | ", parted) for line in (head, FIRST_ROW, *below)]
    services = read_text("২.১) নাগরিক সেবা\n" + "\n".join(lines))["services"]
    assert [each["name"] for each in services] == ["জন্ম সনদ", "মৃত্যু সনদ", "ওয়ারিশ সনদ"]
    assert [each["fee"]["raw"] for each in services] == ["৫০ টাকা", *fees]
    assert [each["time"]["raw"] for each in services] == ["৩ দিন", *times]


def test_a_cell_that_breaks_the_line_is_still_no_row_of_its_own():
    lines = [HEADINGS, "জন্ম সনদ | ১. আবেদনপত্র", f"২. টিকার কার্ড | ৫০ টাকা | ৩ দিন | {SECRETARY}"]
    (service,) = read_text("২.১) নাগরিক সেবা\n" + "\n".join(lines))["services"]
    assert service["documents"]["items"] == ["আবেদনপত্র", "টিকার কার্ড"]
    assert service["fee"]["raw"] == "৫০ টাকা"
