"""Pages of the portal copied in lines: pipes broken by paragraphs, one paragraph for a whole table, numbered
lines, words of headings.
"""

import pytest

from ongikar.rules.charter.parse import read_text
from ongikar.rules.charter.parse.headings.scores import column_kind


def answer_text(text: str, *fields: str) -> list[tuple]:
    return [
        tuple(service[field] for field in ("number", "name", *fields))
        for service in read_text(text)["services"]
    ]


def test_a_time_with_a_number_in_front_begins_no_row():
    page = (
        "ক্রম | সেবার নাম | সময়সীমা | সেবার মূল্য |\nঊর্ধ্বতন কর্মকর্তার পদবি |\n১ |\nনকল প্রদান |\n৭ কর্ম"
        " দিবস |\n২০/- |\nজেলা প্রশাসক |\n২ |\nনথি দেখা |\n১ দিন |\nবিনামূল্যে |\nজেলা প্রশাসক |\n"
    )
    assert [
        (s["number"], s["name"], s["time"]["max"], s["superior"]["post"]) for s in read_text(page)["services"]
    ] == [
        (1, "নকল প্রদান", 7, "জেলা প্রশাসক"),
        (2, "নথি দেখা", 1, "জেলা প্রশাসক"),
    ]


def test_one_number_may_stand_for_two_columns():
    page = (
        "ক্র/নং |\nসেবার নাম |\nসময়সীমা |\nকাগজপত্র ও প্রাপ্তিস্থান |\nফি |\n১ |\n২ |\n৩ |\n৪ ও ৫ |\n৬ |\n১"
        " |\nবাচ্চা বিক্রয় |\n৩ দিন |\nআবেদন |\n২৫/- |\n"
    )
    assert answer_text(page) == [(1, "বাচ্চা বিক্রয়")]


def test_a_table_copied_as_one_paragraph_is_parted_at_its_serials():
    page = "ক্রমিক নং সেবার নাম সেবা প্রদানের সময়সীমা সেবার মূল্য ১. বীজ পরীক্ষা ৫ দিন বিনামূল্যে ২. মাটি পরীক্ষা ৭ দিন ৫০/-"
    assert [(s["number"], s["name"], s["time"]["max"]) for s in read_text(page)["services"]] == [
        (1, "বীজ পরীক্ষা", 5),
        (2, "মাটি পরীক্ষা", 7),
    ]


def test_a_numbered_line_tells_the_service_before_its_mark_and_the_time_behind():
    page = (
        "সিটিজেন চার্টার\n১. পেনশন পরিশোধ: প্রতিমাসের ২ তারিখ থেকে ১০ তারিখ পর্যন্ত\n২. পত্র প্রেরণ -০১"
        " দিন।\n৩. ছাড়পত্র প্রদান করা হয়। সর্বোচ্চ ১৫ দিন তদন্ত সাপেক্ষে।\n৪. ২৪ ঘণ্টা প্রসূতি সেবা\n"
    )
    assert [(s["name"], s["time"]["kind"], s["time"]["max"]) for s in read_text(page)["services"]] == [
        ("পেনশন পরিশোধ", "date_window", None),
        ("পত্র প্রেরণ", "calendar_days", 1),
        ("ছাড়পত্র প্রদান করা হয়", "calendar_days", 15),
        ("২৪ ঘণ্টা প্রসূতি সেবা", "none", None),
    ]


def test_a_service_told_with_a_failure_is_no_tier():
    page = (
        "ক্রঃ নং | সেবার বিষয় | সংক্ষিপ্ত বিবরণ | যোগাযোগ |\n১ | বিল | বিল না পেলে আগের বিল আনুন | হিসাব"
        " শাখা |\n২ | সংযোগ | তার না পেলে অপেক্ষা করুন | কারিগরি শাখা |\n"
    )
    reading = read_text(page)
    assert (answer_text(page), reading["grievance_tiers"]) == ([(1, "বিল"), (2, "সংযোগ")], [])


def test_a_ditto_in_the_first_row_means_the_post_that_the_heading_names():
    page = (
        "| ক্র:নং | সেবার ধরন | সময়সীমা | সাব-রেজিস্ট্রার | উর্ধ্বতন কর্তৃপক্ষ |\n| ১। | নকল সংগ্রহ | ১ দিন"
        " | ঐ | জেলা রেজিস্ট্রার |\n"
    )
    (service,) = read_text(page)["services"]
    assert (service["responsible"]["post"], service["responsible"]["raw"]) == ("সাব-রেজিস্ট্রার", "ঐ")


@pytest.mark.parametrize(
    "heading", ["উর্ধবতন কর্মকর্তা", "উর্ধ্বধন কর্তৃপক্ষ", "ঊর্দ্ধতন কর্মকর্তার পদবী", "উর্ধস্তন কর্মকর্তা"]
)
def test_however_the_superior_is_misspelt_the_column_is_his(heading):
    assert column_kind(heading) == "superior"


def test_a_blank_form_has_no_service_and_no_vision():
    form = (
        "সেবা প্রদান প্রতিশ্রুতি\n১. ভিশন মিশন\nVision: …………\nMission: ………....\n২. প্রতিশ্রুত সেবাসমূহ\n২.১)"
        " নাগরিক সেবা:\n"
    )
    reading = read_text(form)
    assert (reading["services"], reading["vision"], reading["mission"]) == ([], None, None)


def test_a_heading_of_time_and_cost_tells_both():
    page = (
        "ক্রমিক নং | সেবার নাম | সেবা প্রাপ্তির সময় ও খরচ |\n১ | ডায়েরি গ্রহণ | তাৎক্ষণিক, বিনামূল্যে |\n২"
        " | প্রত্যয়ন | ৩ দিন |\n"
    )
    assert [(s["time"]["kind"], s["fee"]["kind"]) for s in read_text(page)["services"]] == [
        ("immediate", "free"),
        ("calendar_days", "none"),
    ]


def test_a_sentence_above_the_table_heads_no_column():
    page = (
        "শাখা হতে নিম্নোক্ত সেবাসমূহ প্রদান করা হয়।\nক্রমিক নং |\nসেবার ধরণ |\nপ্রাপ্তির ধরণ |\nসময় |\n১"
        " |\nনকল |\nজরুরি |\n৩ দিন |\n২ |\nনকল |\nসাধারণ |\n৭ দিন |\n"
    )
    assert answer_text(page) == [(1, "নকল"), (2, "নকল")]


def test_vision_and_mission_may_be_named_twice_in_a_line():
    page = (
        "১. রূপকল্প ও অভিলক্ষ্য (Vision & Mission)\nক) রূপকল্প (Vision)\nদক্ষ সমবায়ী। |\nখ)"
        " অভিলক্ষ্য(Mission)\nপ্রশিক্ষণ প্রদান। |\n"
    )
    reading = read_text(page)
    assert (reading["vision"], reading["mission"]) == ("দক্ষ সমবায়ী।", "প্রশিক্ষণ প্রদান।")


def test_serials_in_brackets_number_lines_too():
    page = "সিটিজেন চার্টার\n(১) আবেদন গ্রহণ করা হয়।\n(২) সনদ প্রদান ৩ দিনের মধ্যে\n"
    assert answer_text(page) == [(1, "আবেদন গ্রহণ করা হয়।"), (2, "সনদ প্রদান ৩ দিনের মধ্যে")]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("ক্র মি ক নং", "serial"),
        ("Sr. No.", "serial"),
        ("সেবা প্রদানের স্থান/দায়ীত্ব প্রাপ্ত কর্মকর্তা", "officer"),
        ("সেবার নির্দ্ধারিতমূল্য", "fee"),
        ("সেবা প্রদানের নির্দ্ধারিতসময়", "time"),
        ("আবেদন করার সময় যেসকল কাগজপত্র লাগবে", "documents"),
        ("সেবা প্রদানের প্রকৃতি", "method"),
        ("যোগ্যতা ও প্রক্রিয়া", "method"),
        ("সেবা প্রদানের পদ্বতি", "method"),
    ],
)
def test_headings_of_the_portal_are_known(heading, kind):
    assert column_kind(heading) == kind


def test_the_rest_of_a_row_over_the_page_heads_no_table_though_its_words_are_headings():
    head = "ক্রমিক | সেবার নাম | সময়সীমা | ফি | দায়িত্বপ্রাপ্ত কর্মকর্তা |\n১ | ২ | ৩ | ৪ | ৫ |\n"
    page = f"{head}১ | বীজ পরীক্ষা | ৭ | ৫০০ | উপজেলা কৃষি |\n{head} |  | কার্যদিবস | টাকা | কর্মকর্তা |\n"
    (service,) = read_text(page)["services"]
    assert (service["time"]["max"], service["fee"]["amount"], service["responsible"]["post"]) == (
        7,
        500,
        "উপজেলা কৃষি কর্মকর্তা",
    )


def test_letters_number_the_services_where_nothing_else_does():
    page = "সিটিজেন চার্টার\nক) বিনামূল্যে চিকিৎসা সেবা দেওয়া হয়।\nখ) ৩০/= ফি নিয়ে প্রজনন করা হয়।\n"
    assert [(s["name"], s["fee"]["kind"], s["fee"]["amount"]) for s in read_text(page)["services"]] == [
        ("বিনামূল্যে চিকিৎসা সেবা দেওয়া হয়।", "free", None),
        ("৩০/= ফি নিয়ে প্রজনন করা হয়।", "fixed", 30),
    ]


def test_a_serial_may_have_the_mark_that_is_taken_for_a_full_stop():
    assert answer_text("ক্রঃ | সেবার নাম | সময়সীমা |\n১৷ | প্রশিক্ষণ | ১৫ দিন |\n২৷ | ঋণ | ৩০ দিন |\n") == [
        (1, "প্রশিক্ষণ"),
        (2, "ঋণ"),
    ]


def test_a_title_above_the_serial_s_pipe_is_no_column():
    page = (
        "জনগণের জন্য প্রদত্ত সেবা সমূহঃ\n(CHARTER):\nক্রঃনং |\nকাজের প্রকৃতি |\nমেয়াদ |\nভর্তি ফি |\n১।"
        " |\nপ্রশিক্ষণ |\n০৭ দিন |\nবিনা মূল্যে |\n২। |\nকর্মশালা |\n২ দিন |\n৫০.০০ |\n"
    )
    assert answer_text(page) == [(1, "প্রশিক্ষণ"), (2, "কর্মশালা")]


def test_records_under_a_list_of_papers_keep_their_names_and_sums():
    page = (
        "সিটিজেন চার্টার\nপ্রয়োজনীয় কাগজপত্র:\n১. আবেদন পত্র।\n২. ছবি।\nক) একক ঋণ: ২৫,০০০-৫০,০০০/-\nসেবা"
        " প্রদানের সময়: ২১-৩০দিন।\nখ) দলীয় ঋণ: ১০,০০০-২৫,০০০/-\nসেবা প্রদানের সময়: ১৫-২৫ দিন\nঋণ আদায়"
        " কর্মসূচী\nসংগঠন তালিকাভুক্তি\nসেবা প্রদানের সময়ঃ ৩০-৪৫ দিন।\n"
    )
    assert [(s["name"], s["fee"].get("max"), s["time"]["max"]) for s in read_text(page)["services"]] == [
        ("একক ঋণ", 50_000, 30),
        ("দলীয় ঋণ", 25_000, 25),
        ("সংগঠন তালিকাভুক্তি", None, 45),
    ]


def test_a_serial_with_its_nought_needs_no_mark():
    page = "আমাদের সেবাসমূহ\n০১বীজ পরীক্ষা করা\n০২মাটি পরীক্ষা করা\n০৩দিন পর ফল জানানো হয়\n"
    assert [row[0] for row in answer_text(page)] == [1, 2]


def test_the_page_s_title_in_the_row_of_headings_is_no_heading():
    page = "সিটিজেন চার্টার | সেবার নাম | সময়সীমা | ফি\nবীজ পরীক্ষা | ৭ দিন | ৫০ টাকা\nমাটি পরীক্ষা | ৩ দিন | ২০ টাকা\n"
    assert [(s["name"], s["time"]["max"], s["fee"]["amount"]) for s in read_text(page)["services"]] == [
        ("বীজ পরীক্ষা", 7, 50),
        ("মাটি পরীক্ষা", 3, 20),
    ]


def test_a_long_sentence_with_words_of_a_heading_is_what_a_label_says():
    page = (
        "সেবার নাম: বীজ পরীক্ষা\nসেবা প্রদান পদ্ধতি\nপ্রয়োজনীয় কাগজপত্রসহ নির্ধারিত ফি দিয়ে আবেদন করতে"
        " হবে।\nসময়সীমা: ৭ দিন\nফি: ৫০ টাকা\nসেবার নাম: মাটি পরীক্ষা\nসেবা প্রদান পদ্ধতি\nপ্রয়োজনীয়"
        " কাগজপত্রসহ নির্ধারিত ফি দিয়ে আবেদন করতে হবে।\nসময়সীমা: ৩ দিন\nফি: ২০ টাকা\n"
    )
    assert [(s["name"], s["method"], s["time"]["max"]) for s in read_text(page)["services"]] == [
        ("বীজ পরীক্ষা", "প্রয়োজনীয় কাগজপত্রসহ নির্ধারিত ফি দিয়ে আবেদন করতে হবে।", 7),
        ("মাটি পরীক্ষা", "প্রয়োজনীয় কাগজপত্রসহ নির্ধারিত ফি দিয়ে আবেদন করতে হবে।", 3),
    ]


@pytest.mark.parametrize("words", ["সেবার ধরণ অনুযায়ী", "সেবার ধরন অনুযায়ী"])
def test_both_spellings_of_a_kind_make_a_time_depend_on_it(words):
    (service,) = read_text(f"ক্রম\tসেবার নাম\tসময়সীমা\n১\tবীজ পরীক্ষা\t{words}\n")["services"]
    assert service["time"]["kind"] == "conditional"


def test_a_name_above_its_record_is_the_name_and_the_description_tells_how():
    page = (
        "সিটিজেন চার্টার\nবীজ পরীক্ষা\nসেবার বিবরণ: কৃষকের আনা বীজ পরীক্ষা করা হয়।\nসময়সীমা: ৭ দিন\nফি: ৫০"
        " টাকা\nমাটি পরীক্ষা\nসেবার বিবরণ: মাটির নমুনা নিয়ে সুপারিশ দেওয়া হয়।\nসময়সীমা: ৩ দিন\nফি: ২০"
        " টাকা\n"
    )
    assert answer_text(page, "method") == [
        (1, "বীজ পরীক্ষা", "কৃষকের আনা বীজ পরীক্ষা করা হয়।"),
        (2, "মাটি পরীক্ষা", "মাটির নমুনা নিয়ে সুপারিশ দেওয়া হয়।"),
    ]


@pytest.mark.parametrize("name", ["নাগরিক সনদ", "নাগরিক সনদপত্র", "নাগরিক সনদ প্রদান"])
@pytest.mark.parametrize("between", ["\n", "\n\n", " |\n"])
def test_the_certificate_of_a_council_is_no_title_of_a_charter(name, between):
    cells = (
        "ক্রঃ নং,সেবার বিবরণ,সেবা পদ্ধতি,সময়,সেবার মূল্য,১,টোকেন,সরাসরি,১ দিন,২০/-,২," + name + ",সরাসরি,২ দিন,৫০/-"
    )
    page = f"সিটিজেন চার্টার\n\n{between.join(cells.split(','))}{between}"
    assert [(s["name"], s["time"]["max"], s["fee"]["amount"]) for s in read_text(page)["services"]] == [
        ("টোকেন", 1, 20),
        (name, 2, 50),
    ]


def test_a_bracket_too_many_opens_a_heading_of_its_own():
    page = (
        "সিটিজেন চার্টার\nক্রঃ নং |\nসেবার নাম |\nসময়সীমা |\n(দায়িত্বপ্রাপ্ত কর্মকর্তা(নাম, পদবি, ফোন)"
        " |\n(১) |\n(২) |\n(৩) |\n(৪) |\n১. |\nনকল |\n৩ দিন |\nরেকর্ড কিপার |\n২. |\nনকশা |\n৫ দিন"
        " |\nসার্ভেয়ার |\n"
    )
    assert [(s["name"], s["time"]["raw"], s["responsible"]["post"]) for s in read_text(page)["services"]] == [
        ("নকল", "৩ দিন", "রেকর্ড কিপার"),
        ("নকশা", "৫ দিন", "সার্ভেয়ার"),
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("সেবা প্রদানের ক্ষেত্র সমূহ", "name"),
        ("যে যে সুবিধা পাওয়া যাবে", "name"),
        ("যে সময়ের মধ্যে পাওয়া যাবে", "time"),
        ("প্রার্থীত সেবা প্রদানের সবোর্চ্চ সময়", "time"),
        ("সহায়ক চাঁদার পরিমান", "fee"),
        ("গ্রাহক বা ভোক্তার বিবরন", "extra"),
    ],
)
def test_headings_of_works_and_forest_offices_are_known(heading, kind):
    assert column_kind(heading) == kind


@pytest.mark.parametrize(
    ("words", "kind", "most"),
    [
        ("তৎক্ষনাত", "immediate", None),
        ("৩০ কার্য্যদিন।", "working_days", 30),
        ("০২ কার্যদিন", "working_days", 2),
    ],
)
def test_slips_in_the_words_of_a_time_are_read_through(words, kind, most):
    (service,) = read_text(f"ক্রম\tসেবার নাম\tসময়সীমা\n১\tবীজ পরীক্ষা\t{words}\n")["services"]
    assert (service["time"]["kind"], service["time"]["max"]) == (kind, most)


def test_a_serial_with_nothing_beside_it_is_no_service():
    page = (
        "ক্রমিক নং |\nসেবার বিবরণ |\n১। |\n|\n২। |\nচারা বিতরণ। |\n৩। |\nপরামর্শ প্রদান। |\n৪। |\n|\n৫।"
        " |\nবাগান পরিদর্শন। |\n"
    )
    assert answer_text(page) == [(2, "চারা বিতরণ।"), (3, "পরামর্শ প্রদান।"), (5, "বাগান পরিদর্শন।")]


@pytest.mark.parametrize("title", ["সিটেজেন চার্টার", "সিটিজেন’স চাটার"])
def test_a_heading_cut_short_and_a_title_misspelt_are_known(title):
    page = f"{title}\nক্রঃ | প্রদেয় সেবা | সেবা গ্রহীতা | কার্য সম্পাদনের |\n১ | নলকূপ মেরামত | জনগণ | ৪৫-৬০দিন |\n"
    reading = read_text(page)
    (service,) = reading["services"]
    assert (reading["title"], service["time"]["min"], service["time"]["max"]) == (title, 45, 60)
