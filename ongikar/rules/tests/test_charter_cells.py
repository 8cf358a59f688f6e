"""Single cells as charters print them, beside what they mean."""

import pytest

from ongikar.rules.charter.parse.cells.fee import read_fee
from ongikar.rules.charter.parse.cells.officer import read_officer
from ongikar.rules.charter.parse.cells.papers import read_documents
from ongikar.rules.charter.parse.cells.time import read_time

# printed words, kind, least, most
TIMES = [
    ("তাৎক্ষণিক", "immediate", None, None),
    ("তাৎক্ষনিক", "immediate", None, None),
    ("তাৎক্ষণিকভাবে", "immediate", None, None),
    ("সাথে সাথে", "immediate", None, None),
    ("অফিস চলাকালীন চাহিবা মাত্র", "immediate", None, None),
    ("তাৎক্ষণিক/ কার্যদিবস (প্রযোজ্য ক্ষেত্রে)", "immediate_or_working_days", None, None),
    ("তাৎক্ষনিক/কার্য দিবস (প্রয়োজ্য ক্ষেত্রে)", "immediate_or_working_days", None, None),
    ("তাৎক্ষণিক/ ৩ কার্যদিবস", "immediate_or_working_days", None, 3),
    ("তাৎক্ষনিক /২ দিন", "immediate_or_calendar_days", None, 2),
    ("তাৎক্ষণিক/১দিন", "immediate_or_calendar_days", None, 1),
    ("তাৎক্ষনিক/ প্রাপ্ত পত্র অনুযায়ী কার্যদিবস", "immediate_or_per_letter", None, None),
    ("৩ কর্মদিবস", "working_days", None, 3),
    ("৭ কর্ম দিবস", "working_days", None, 7),
    ("৪৫কায্যদিবস", "working_days", None, 45),
    ("০৭ (সাত) কার্য দিবস", "working_days", None, 7),
    ("৩০(ত্রিশ) কার্যদিবসের মধ্যে", "working_days", None, 30),
    ("১৫কর্মদিবসের মধ্যে", "working_days", None, 15),
    ("১-৭ কার্যদিবস", "working_days", 1, 7),
    ("১৫ হইতে ৪৫ কার্যদিবস", "working_days", 15, 45),
    ("কমপক্ষে ০৭-৩০( সাত-ত্রিশ) কার্যদিবস", "working_days", 7, 30),
    ("১ম কর্মদিবসের মধ্যে", "working_days", None, 1),
    ("৩য় কর্মদিবসের মধ্যে", "working_days", None, 3),
    ("within 7 working days", "working_days", None, 7),
    ("০১ দিন", "calendar_days", None, 1),
    ("তিন দিন", "calendar_days", None, 3),
    ("অনধিক ৭ দিন", "calendar_days", None, 7),
    ("১থেকে ৩দিনের মধ্যে", "calendar_days", 1, 3),
    ("2 থেকে 3 দিন", "calendar_days", 2, 3),
    ("২/৩ দিন", "calendar_days", 2, 3),
    ("আবেদনের ৭-দিনের মধ্যে", "calendar_days", None, 7),
    ("60 days", "calendar_days", None, 60),
    ("২৪ ঘণ্টা", "hours", None, 24),
    ("৭২ ঘন্টার মধ্যে", "hours", None, 72),
    ("১-২ ঘন্টা", "hours", 1, 2),
    ("২০ মিনিটের মধ্যে", "minutes", None, 20),
    ("১ ঘন্টা ৩৫ মিনিট", "minutes", None, 95),
    ("তিন সপ্তাহের মধ্যে", "weeks", None, 3),
    ("সর্বোচ্চ সময়সীমা--৩ মাস", "months", None, 3),
    ("অফিস ভেদে ১ মাস হতে ১ বছর", "months", 1, 12),
    ("প্রতিমাসের ১ম কর্ম দিবসের মধ্যে", "nth_working_day", None, 1),
    ("নির্দেশনা অনুযায়ী", "as_directed", None, None),
    ("নির্দেশনা মোতাবেক", "as_directed", None, None),
    ("বিজ্ঞপ্তিতে বর্ণিত সময়কাল", "as_directed", None, None),
    ("প্রাপ্ত পত্র অনুযায়ী", "per_letter", None, None),
    ("নীতিমালা অনুযায়ী", "per_policy", None, None),
    ("আইনানুসারে", "per_policy", None, None),
    ("শুনানী সাপেক্ষে", "conditional", None, None),
    ("প্রতি মাসে ০১ বার", "recurring", None, None),
    ("৩ মাস পর পর", "recurring", None, None),
    ("প্রতিমাসে ১০-১৫ দিন", "recurring", None, None),
    ("সপ্তাহে ৬ দিন", "availability", None, None),
    ("২৪ ঘন্টা খোলা", "availability", None, None),
    ("বছরব্যাপী", "availability", None, None),
    ("অফিস সময়", "availability", None, None),
    ("১৭-৩১ ডিসেম্বর", "date_window", None, None),
    ("প্রতি বছর মার্চ মাসে", "date_window", None, None),
    ("মাসের ২০ তারিখ থেকে ৩০ তারিখে মধ্যে", "date_window", None, None),
    ("অধিযাচন এর মাধ্যমে, সরাসরি যোগাযোগের মাধ্যমে", "misplaced", None, None),
    ("বিনামূল্যে", "misplaced", None, None),
    ("-----", "none", None, None),
    ("", "none", None, None),
    ("কখগ", "unknown", None, None),
]


@pytest.mark.parametrize(("printed", "kind", "least", "most"), TIMES)
def test_a_time_cell_says_what_a_clock_can_start_from(printed, kind, least, most):
    time = read_time(printed)
    assert (time["kind"], time["min"], time["max"], time["raw"]) == (kind, least, most, printed)


@pytest.mark.parametrize(
    ("printed", "trigger"),
    [
        ("পূর্ণাঙ্গ আবেদন প্রাপ্তির পর ৭ (সাত) কার্যদিবস", "complete_application"),
        ("আবেদন প্রাপ্তির ৩০ দিনের মধ্যে", "application"),
        ("আবেদন দাখিলের পরে ০৩ দিনের মধ্যে", "application"),
        ("প্রাপ্তির তারিখ হতে ৩ কর্ম দিবসের মধ্যে", "receipt"),
        ("গ্রহণের ১০ কর্মদিবসের মধ্যে", "receipt"),
        ("ইউনিয়ন অফিস (ভূমি) হতে প্রাপ্তির পর ৩(তিন) দিনের মধ্যে", "other_office"),
        ("বরাদ্দপ্রাপ্তি সাপেক্ষে ৩ মাসের মধ্যে", "allocation"),
        ("সভার সিদ্ধান্ত সাপেক্ষে ৭(সাত) দিন", "meeting"),
        ("বুক করার পর ৭২ ঘন্টার মধ্যে", "event"),
        ("নিলামমূল্য সম্পূর্ণ আদায়ের ৬০ দিনের মধ্যে", "event"),
        ("আবেদন অনুমোদনের পর ৭ কার্যদিবস", "event"),
        ("তদন্তের তারিখ হতে ১০ দিন", "event"),
        ("পরীক্ষার ফল ৭ কার্যদিবসের মধ্যে", None),
        ("আবেদন যাচাই ও অনুমোদন ৭ কার্যদিবস", "application"),
        ("৭ কার্যদিবস", None),
    ],
)
def test_a_time_names_the_event_it_counts_from(printed, trigger):
    assert read_time(printed).get("trigger") == trigger


def test_a_heading_names_the_trigger_for_its_whole_column():
    assert read_time("০৭ দিন", "প্রাপ্তির সময় (আবেদনের সময় থেকে)")["trigger"] == "application"
    assert "trigger" not in read_time("০৭ দিন", "সেবা প্রদানের সর্বোচ্চ সময়")


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        ("নরমাল-১৫-২১ দিন জরুরী-৭ দিন", [("নরমাল", 15, 21), ("জরুরী", None, 7)]),
        ("নিয়মিত: ১৫ কার্যদিবস জরুরি: ৭ কার্যদিবস", [("নিয়মিত", None, 15), ("জরুরি", None, 7)]),
        ("নবায়ন ১ দিন/ নতুন ২/৩ দিন", [("নবায়ন", None, 1), ("নতুন", 2, 3)]),
        (
            "Delivery time: 60 days; time of renewal: 15 days",
            [("Delivery time", None, 60), ("time of renewal", None, 15)],
        ),
    ],
)
def test_several_promises_in_one_cell_stay_apart(printed, labels):
    time = read_time(printed)
    assert time["kind"] == "cases"
    assert [(case["label"], case["min"], case["max"]) for case in time["cases"]] == labels


def test_steps_one_after_another_each_keep_their_own_trigger():
    time = read_time("আবেদন দাখিলের পরে ০৭ দিনের মধ্যে ছাড়পত্র প্রদান, ছাড়পত্র পাওয়ার পরে ২০ দিনের মধ্যে নিবন্ধন")
    assert time["kind"] == "stages"
    assert [(s["max"], s["trigger"]) for s in time["stages"]] == [(7, "application"), (20, "other_office")]


def test_a_promise_that_names_a_minimum_is_marked():
    assert read_time("কমপক্ষে ০৭-৩০ কার্যদিবস")["qualifier"] == "at_least"
    assert read_time("৩০ দিন", "সেবা প্রদানের নূন্যতম সময় সীমা")["qualifier"] == "at_least"


def test_a_figure_that_disagrees_with_its_word_is_marked():
    assert read_time("০৭ (আট) কার্যদিবস")["contradiction"] is True
    assert "contradiction" not in read_time("০৭ (সাত) কার্যদিবস")


def test_the_length_of_a_course_is_not_a_promise():
    assert read_time("৩ মাস মেয়াদী")["max"] is None


FEES = [
    ("বিনামূল্যে", "free", None),
    ("বিনা মূল্য", "free", None),
    ("নেই", "free", None),
    ("বিনামূল্যে ০৩ (তিন) কার্যদিবস (প্রযোজ্য ক্ষেত্রে)", "free", None),
    ("১০০/-", "fixed", 100),
    ("২০/=", "fixed", 20),
    ("20/-", "fixed", 20),
    ("৫/", "fixed", 5),
    ("১১৫০ টাকা", "fixed", 1150),
    ("২৪৫.০০", "fixed", 245),
    ("৭.৫০", "fixed", 7.5),
    ("৫০/- (পঞ্চাশ) টাকা", "fixed", 50),
    ("Tk. 500", "fixed", 500),
    ("১,০০০/- ট্রেজারী চালানের মাধ্যমে", "fixed", 1000),
    ("২৫০০০-৫০,০০০/-", "range", None),
    ("যন্ত্রের মূল্যের ৫০% নগদে পরিশোধ", "percent", None),
    ("বিদ্যমান সরকারী নীতিমালা অনুযায়ী", "per_schedule", None),
    ("সরকার নির্ধারিত", "per_schedule", None),
    ("বিধি মোতাবেক", "per_schedule", None),
    ("Determined by the Government", "per_schedule", None),
    ("বাংলা ২০/- টাকা ইংরেজি ৩০০/- টাকা", "cases", None),
    ("০-৪৫ দিন বিনামূল্যে ৪৬দিন হতে ০৫বছর পর্যন্ত ২৫টাকা", "cases", None),
    ("-", "none", None),
    ("কখগ", "unknown", None),
]


@pytest.mark.parametrize(("printed", "kind", "amount"), FEES)
def test_a_fee_cell_says_what_is_to_be_paid(printed, kind, amount):
    fee = read_fee(printed)
    assert (fee["kind"], fee["amount"], fee["raw"]) == (kind, amount, printed)


def test_a_fee_for_each_case_keeps_its_label():
    cases = read_fee("৪০২৫/- (নিয়মিত) ৬৩২৫/- (জরুরি)")["cases"]
    assert [(case["label"], case["amount"]) for case in cases] == [("নিয়মিত", 4025), ("জরুরি", 6325)]


def test_a_range_keeps_both_ends():
    fee = read_fee("২৫০০০-৫০,০০০/-")
    assert (fee["min"], fee["max"]) == (25000, 50000)


PHONES = [
    ("ফোন: +৮৮০২৫৮৯৯৬২৪৮৮", "+8802589962488"),
    ("ফোনঃ +৮৮০ ২৪১ ০২৪০৭১", "+880241024071"),
    ("মোবা:০১৭০০০০০০০১", "+8801700000001"),
    ("মোবাইলঃ +৮৮-০১৭০০০০০০০১", "+8801700000001"),
    ("ফোন: ০৯৪১-৬১৯৫০", "+88094161950"),
    ("ফোন: ১২৩৪৫৬৭", None),
    ("উপজেলা কোড: ৮৫৪৯", None),
]


@pytest.mark.parametrize(("printed", "phone"), PHONES)
def test_a_phone_is_given_only_where_somebody_could_answer(printed, phone):
    assert read_officer(f"সচিব {printed}")["phone"] == phone


@pytest.mark.parametrize(
    ("printed", "email"),
    [
        ("rangpursadardoict@g mail.com", "rangpursadardoict@gmail.com"),
        ("rangpursadardoict@gmail .com", "rangpursadardoict@gmail.com"),
        ("a@doict.gov.bd www.doict.gov.bd", "a@doict.gov.bd"),
        ("ই-মেইলঃ dd@doict.gov.bd", "dd@doict.gov.bd"),
        ("ই-মেইল:", None),
    ],
)
def test_an_address_broken_by_the_page_is_whole_again(printed, email):
    assert read_officer(f"সচিব {printed}")["email"] == email


def test_a_cell_with_everything_in_any_order_is_taken_apart():
    officer = read_officer("জনাব ক খ, প্রোগ্রামার রুম নং ২০৩ ই-মেইল: a@b.gov.bd ফোন: ০১৭০০০০০০০১ উপজেলা কোড: ৮৫৪৯")
    assert officer["post"] == "প্রোগ্রামার"
    assert officer["name"] == "ক খ"
    assert officer["room"] == "203"
    assert (officer["email"], officer["phone"], officer["geocode"]) == (
        "a@b.gov.bd",
        "+8801700000001",
        "8549",
    )


def test_a_post_printed_twice_is_one_post():
    assert read_officer("উপজেলা আইসিটি অফিসার উপজেলা আইসিটি অফিসার")["post"] == "উপজেলা আইসিটি অফিসার"


@pytest.mark.parametrize(
    ("printed", "papers"),
    [
        ("১. আবেদনপত্র ২. ছবি ৩. সনদ", ["আবেদনপত্র", "ছবি", "সনদ"]),
        ("১। আবেদনপত্র। ২। ছবি-০৪ কপি", ["আবেদনপত্র", "ছবি-০৪ কপি"]),
        ("(ক) আবেদন (খ) ছবি", ["আবেদন", "ছবি"]),
        ("আবেদনপত্র, ছবি", ["আবেদনপত্র", "ছবি"]),
        ("আবেদনপত্র/ সরাসরি", ["আবেদনপত্র/ সরাসরি"]),
        ("নাই", []),
        ("-", []),
    ],
)
def test_papers_in_one_cell_are_told_apart(printed, papers):
    assert read_documents(printed)["items"] == papers
