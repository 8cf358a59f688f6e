"""The times of published charters, each beside what a careful clerk would write down for it."""

import pytest

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse.cells.time import read_time

# printed words, kind, least, most. More stand in test_charter_cells.
TIMES = [
    ("Activities begin approximately 2 (two) months before 1st Baishakh", "date_window", None, None),
    ("১ ঘন্টা ৩৫ মিঃ", "minutes", None, 95),
    ("১ ঘন্ট ৩৫ মিনিট", "minutes", None, 95),
    ("২০ মি.", "minutes", None, 20),
    ("সংগে সংগে", "immediate", None, None),
    ("নির্ধারিত সময়ে (ভাতা বিতরণের সংগে সংগে)", "as_directed", None, None),
    ("একাডেমিক ক্যালেন্ডার অনুযায়ী", "as_directed", None, None),
    ("কাজের গুরুত্ব অনুযায়ী", "conditional", None, None),
    ("যে কোন সময়", "availability", None, None),
    ("তাৎক্ষনিক/ প্রাপ্ত পত্র অনুযায়ী কার্যদিবস (প্রযোজ্য ক্ষেত্রে)", "immediate_or_per_letter", None, None),
    ("সম্ভব হলে সঙ্গে সঙ্গে", "immediate", None, None),
    ("৬০ কার্য দিবস", "working_days", None, 60),
    ("৩০ কর্ম দিবস", "working_days", None, 30),
    ("৩(তিন) দিনেরমধ্যে", "calendar_days", None, 3),
    ("৫ কর্ম দিবসের মধ্যে", "working_days", None, 5),
    ("০৭-৬০ দিন", "calendar_days", 7, 60),
    ("০১-০৭ দিন", "calendar_days", 1, 7),
    ("২১-৩০দিন", "calendar_days", 21, 30),
    ("২৮ দিন", "calendar_days", None, 28),
    ("০১ দিনে", "calendar_days", None, 1),
    ("সর্বোচ্চ ৩০ দিন", "calendar_days", None, 30),
    ("আপত্তি না থাকলে ১থেকে ৩দিনের মধ্যে", "calendar_days", 1, 3),
    ("সত্যতা যাচাই পূর্বক সর্বোচ্চ ৩ দিন", "calendar_days", None, 3),
    ("৩০ দিন (তদমত্ম সাপেক্ষে)", "calendar_days", None, 30),
    ("সর্বোচ্চ ১৫ দিন তদন্ত সাপেক্ষে", "calendar_days", None, 15),
    ("উপজেলা ভূমি অফিস হতে প্রতিবেদন প্রাপ্তির পর ৩ দিন", "calendar_days", None, 3),
    ("পত্র প্রাপ্তির ০১ মাসের মধ্যে প্রস্তাব প্রেরণ, পরবর্তী ১৫ দিনের মধ্যে বিতরণ", "stages", None, None),
    ("দাখিলের পরে ০৭ দিনের মধ্যে নামের ছাড়পত্র, ছাড়পত্র পাওয়ার পরে ২০ দিনের মধ্যে নিবন্ধন", "stages", None, None),
    ("৭ (সাত) কর্ম দিবসের মধ্যে নথিতে উপস্থাপন", "working_days", None, 7),
    ("১৫ (পনের) কার্য দিবসের মধ্যে জেলা কার্যালয়ে প্রেরণ", "working_days", None, 15),
    ("LT সংযোগের জন্য ২ দিন; MT ও HT সংযোগের জন্য ১৩ দিন", "cases", None, None),
    ("বিনিযোগ আবেদনের পর ১মাসের মধ্যে পূনঃ বিনিয়োগ আবেদনের ২০ দিনের মধ্যে", "cases", None, None),
    ("শহরের অভ্যন্তরে পরের দিন, অন্য শহরে ২ দিন, প্রত্যন্ত অঞ্চলে ৫ দিন", "cases", None, None),
    ("৪৮ ঘন্টা", "hours", None, 48),
    ("৩৬ ঘন্টার মধ্যে", "hours", None, 36),
    ("১-২ ঘণ্টা ল্যাবসহ ৩ দিন", "cases", None, None),
    ("৫ মিনিটে", "minutes", None, 5),
    ("০৩ মাস", "months", None, 3),
    ("০২ মাস", "months", None, 2),
    ("অফিস ভেদে ১ মাস হতে ১ বৎসর", "months", 1, 12),
    ("প্রতিমাসের ৩ তারিখ থেকে ১৫ তারিখ পর্যন্ত", "date_window", None, None),
    ("মাসের ২০ থেকে ৩০ তারিখে মধ্যে", "date_window", None, None),
    ("০১ জানুয়ারি হতে", "date_window", None, None),
    ("১৫ এপ্রিলের মধ্যে", "date_window", None, None),
    ("১৫ ডিসেম্বর/১৫ জুন", "date_window", None, None),
    ("মার্চ- এপ্রিল মাস", "date_window", None, None),
    ("১ জানুয়ারীর পূর্বে", "date_window", None, None),
    ("৩০ জুনের মধ্যে", "date_window", None, None),
    ("কমিটির মেয়াদ শেষ হওয়ার তিন মাস পূর্বে", "date_window", None, None),
    ("সপ্তাহের ৫দিন (রোববার হতে বৃহস্পতিবার)", "availability", None, None),
    ("অফিস সময়ে", "availability", None, None),
    ("সকাল ৮.৩০ টা হতে বিকাল ২.৩০", "availability", None, None),
    ("সারা বছর", "availability", None, None),
    ("যখনই প্রয়োজন তখনই", "availability", None, None),
    ("বছরের নির্ধারিত দিনে", "date_window", None, None),
    ("মন্ত্রণালয়ের নির্দেশনা ও অর্থ বরাদ্দ অনুযায়ী", "as_directed", None, None),
    ("শুনানীর মাধ্যমে নিষ্পত্তি", "conditional", None, None),
    ("তদমত্ম সাপেক্ষে", "conditional", None, None),
    ("৩০দিনমাসিকসভা", "calendar_days", None, 30),
    ("সভার সিদ্ধামত্ম সাপেক্ষে ৭(সাত) দিন", "calendar_days", None, 7),
    ("তথ্য পাওয়ার সাথে সাথে", "immediate", None, None),
    ("অধিযাচন এর মাধ্যমে", "misplaced", None, None),
    ("সরাসরি যোগাযোগের মাধ্যমে", "misplaced", None, None),
    ("--", "none", None, None),
    ("|", "none", None, None),
    ("৩ মাস মেয়াদি কোর্স", "unknown", None, None),
    ("৩ (তিন) মাস মেয়াদী প্রশিক্ষণ", "unknown", None, None),
    ("৬ মাসের কোর্স", "unknown", None, None),
    ("অনধিক ৩মাস পর্যন্ত ছুটি", "unknown", None, None),
    ("২৫ তারিখের মধ্যে দাখিলকৃত বিল ৭ কার্যদিবস", "working_days", None, 7),
    ("১৮ বছরের ঊর্ধ্বে", "unknown", None, None),
    ("৩০ থেকে ৭০ বছর বয়স", "unknown", None, None),
    ("বয়স ৩০ থেকে ৭০ বছর", "unknown", None, None),
    ("সপ্তাহে ১ থেকে ৭দিনের মধ্যে", "calendar_days", 1, 7),
    ("৭ কার্যদিবসের মধ্যে (সরকারি ছুটি ব্যতীত)", "working_days", None, 7),
    ("একদিন", "calendar_days", None, 1),
    ("এক মাসের মধ্যে", "months", None, 1),
    ("১ (এক) ঘণ্টা", "hours", None, 1),
    ("৩ ঘন্টা (অফিস সময়ের মধ্যে)", "hours", None, 3),
    ("৩ (তিন) কার্যদিবস বা ৭২ ঘন্টা", "cases", None, None),
    ("১৫ থেকে ৩০ মিনিট", "minutes", 15, 30),
    ("সাত কার্যদিবস", "working_days", None, 7),
    ("১৫ (পনেরো) দিন", "calendar_days", None, 15),
    ("অনূর্ধ্ব ১৫ দিন", "calendar_days", None, 15),
    ("২৪ ঘন্টার মধ্যে", "hours", None, 24),
    ("আধা ঘন্টা", "minutes", None, 30),
    ("অর্ধ ঘন্টা", "minutes", None, 30),
    ("দেড় ঘন্টা", "minutes", None, 90),
    ("৭+৩ কার্যদিবস", "unknown", None, None),
    ("তাৎক্ষণিক (সর্বোচ্চ ১ ঘন্টা)", "hours", None, 1),
    ("যথাসময়ে", "unknown", None, None),
    ("যত দ্রুত সম্ভব", "unknown", None, None),
    ("প্রয়োজন অনুযায়ী", "availability", None, None),
    ("চাহিদা অনুযায়ী", "availability", None, None),
    ("চাহিদা মোতাবেক", "availability", None, None),
    ("Within 15 working days", "working_days", None, 15),
    ("as per government rules", "per_policy", None, None),
    ("15 (fifteen) working days", "working_days", None, 15),
    ("Immediately", "immediate", None, None),
    ("3-5 days", "calendar_days", 3, 5),
    ("24 hours", "hours", None, 24),
    ("Same day", "immediate", None, None),
    ("ত্রৈমাসিক", "recurring", None, None),
    ("বছরে ২ বার", "recurring", None, None),
    ("মাসে ১ বার", "recurring", None, None),
    ("প্রতি মাসে", "recurring", None, None),
    ("প্রতিমাসে", "recurring", None, None),
    ("প্রতি বছর", "recurring", None, None),
    ("মাসিক", "recurring", None, None),
    ("২০ (বিশ) কার্য দিবস", "working_days", None, 20),
    ("০২ (দুই) ঘন্টা", "hours", None, 2),
    ("৩ কার্যদিবস (জরুরী ১ কার্যদিবস)", "cases", None, None),
    ("সাধারণ ৭ দিন, জরুরি ৩ দিন", "cases", None, None),
    ("১০ কার্যদিবস।", "working_days", None, 10),
    ("৭ ( সাত) কার্যদিবস", "working_days", None, 7),
    ("০৭(সাত)কার্যদিবস", "working_days", None, 7),
    ("সাত (০৭) কার্যদিবস", "working_days", None, 7),
    ("নূন্যতম ৭ দিন", "calendar_days", None, 7),
    ("১ সপ্তাহ", "weeks", None, 1),
    ("১-২ সপ্তাহ", "weeks", 1, 2),
    ("৭(সাত) দিন থেকে ১৫(পনের) দিন", "calendar_days", 7, 15),
    ("৩ দিন হতে ৭ দিন", "calendar_days", 3, 7),
    ("২ ঘন্টা থেকে ১ দিন", "calendar_days", None, 1),
    ("১ দিন থেকে ১ মাস", "months", None, 1),
    ("পরবর্তী কার্যদিবস", "working_days", None, 1),
    ("পরবর্তী কার্যদিবসের মধ্যে", "working_days", None, 1),
    ("একই দিনে", "immediate", None, None),
    ("০১ কার্যদিবসের মধ্যে/তাৎক্ষণিক", "immediate_or_working_days", None, 1),
    ("নির্ধারিত সময়ের মধ্যে", "as_directed", None, None),
    ("সরকার কর্তৃক নির্ধারিত সময়ে", "per_policy", None, None),
    ("কর্তৃপক্ষের নির্দেশ মোতাবেক", "as_directed", None, None),
    ("চলমান", "availability", None, None),
    ("চলমান প্রক্রিয়া", "availability", None, None),
    ("সার্বক্ষণিক", "availability", None, None),
    ("৩০ দিন বা ১ মাস", "cases", None, None),
    ("৪৫ (পঁয়তাল্লিশ) কর্মদিবস", "working_days", None, 45),
    ("২১ (একুশ) দিন", "calendar_days", None, 21),
    ("৬০ (ষাট) কার্যদিবস", "working_days", None, 60),
    ("১৮০ দিন", "calendar_days", None, 180),
    ("অর্থ বছরের মধ্যে", "date_window", None, None),
    ("প্রযোজ্য নয়", "none", None, None),
    ("প্রযোজ্য নহে", "none", None, None),
    ("N/A", "none", None, None),
]

SAID_BESIDE = [
    (
        "Within 2 (two) days after receiving the proposal from the project implementation officer",
        "trigger",
        "other_office",
    ),
    ("Within 5 days of receiving the letter", "trigger", "receipt"),
    ("মৎস্য কর্মকর্তার নিকট হতে প্রস্তাব প্রাপ্তির ৩ দিনের মধ্যে", "trigger", "other_office"),
    ("গ্রহণের ১০ কর্মদিবসের মধ্যে", "trigger", "receipt"),
    ("প্রাপ্তির তারিখ হতে ৩ কর্ম দিবসের মধ্যে", "trigger", "receipt"),
    ("আবেদন প্রাপ্তির ৩০ দিনের মধ্যে", "trigger", "application"),
    ("আবেদনের ৭-দিনের মধ্যে", "trigger", "application"),
    ("আবেদন দাখিলের পরে ০৩ দিনের মধ্যে", "trigger", "application"),
    ("পূর্ণাঙ্গ আবেদন প্রাপ্তির পর ৭ (সাত) কার্যদিবস", "trigger", "complete_application"),
    ("ইউনিয়ন অফিস (ভূমি) হতে প্রাপ্তির পর ৩(তিন) দিনের মধ্যে", "trigger", "other_office"),
    ("উপজেলা ভূমি অফিস হতে প্রতিবেদন প্রাপ্তির পর ৩ দিন", "trigger", "other_office"),
    ("বরাদ্দপ্রাপ্তি সাপেক্ষে ৩ মাসের মধ্যে", "trigger", "allocation"),
    ("৩০দিনমাসিকসভা", "trigger", "meeting"),
    ("সভার সিদ্ধামত্ম সাপেক্ষে ৭(সাত) দিন", "trigger", "meeting"),
    ("আপত্তি না থাকলে ১থেকে ৩দিনের মধ্যে", "condition", "আপত্তি না থাকলে"),
    ("সত্যতা যাচাই পূর্বক সর্বোচ্চ ৩ দিন", "condition", "সত্যতা যাচাই পূর্বক"),
    ("৩০ দিন (তদমত্ম সাপেক্ষে)", "condition", "তদমত্ম সাপেক্ষে"),
    ("সর্বোচ্চ ১৫ দিন তদন্ত সাপেক্ষে", "condition", "তদন্ত সাপেক্ষে"),
    ("সম্ভব হলে সঙ্গে সঙ্গে", "qualifier", "if_possible"),
    ("নূন্যতম ৭ দিন", "qualifier", "at_least"),
]

# Numbers beside words of time that promise nothing.
TRAPS = [
    "৩ মাস মেয়াদী",
    "৬ মাসের কোর্স",
    "অনধিক ৩মাস পর্যন্ত ছুটি",
    "১৮ বছরের ঊর্ধ্বে",
    "৩০ থেকে ৭০ বছর বয়স",
    "বয়স ৩০ থেকে ৭০ বছর",
    "০-১ বছর বয়সী শিশু",
    "৫ দিনের প্রশিক্ষণ",
]

# printed words, kind of the whole, and the parts: label, unit, least, most
PARTS = [
    (
        "১। জরুরী ক্ষেত্রে তাৎক্ষণিক। ২। সাধারণ ক্ষেত্রে সর্বোচ্চ ৩ দিন।",
        "cases",
        [("জরুরী ক্ষেত্রে", "immediate", None, None), ("সাধারণ ক্ষেত্রে", "calendar_days", None, 3)],
    ),
    (
        "পত্র প্রাপ্তির ০১ মাসের মধ্যে তদন্ত শেষ করা এবং পরবর্তী ১৫ দিনের মধ্যে মতামত প্রেরণ",
        "stages",
        [("তদন্ত শেষ করা", "months", None, 1), ("মতামত প্রেরণ", "calendar_days", None, 15)],
    ),
    (
        "নরমাল-১৫-২১ দিন জরুরী-৭ দিন",
        "cases",
        [("নরমাল", "calendar_days", 15, 21), ("জরুরী", "calendar_days", None, 7)],
    ),
    ("১-২ ঘণ্টা ল্যাবসহ ৩ দিন", "cases", [("", "hours", 1, 2), ("ল্যাবসহ", "calendar_days", None, 3)]),
    (
        "৩ কার্যদিবস (জরুরী ১ কার্যদিবস)",
        "cases",
        [("", "working_days", None, 3), ("জরুরী", "working_days", None, 1)],
    ),
    (
        "০৭ কার্যদিবস (নতুন), ০৩ কার্যদিবস (নবায়ন)",
        "cases",
        [("নতুন", "working_days", None, 7), ("নবায়ন", "working_days", None, 3)],
    ),
    (
        "১৫ দিন সাধারণ ৭ দিন জরুরি",
        "cases",
        [("সাধারণ", "calendar_days", None, 15), ("জরুরি", "calendar_days", None, 7)],
    ),
    (
        "LT সংযোগের জন্য ২ দিন; MT ও HT সংযোগের জন্য ১৩ দিন",
        "cases",
        [("LT সংযোগের জন্য", "calendar_days", None, 2), ("MT ও HT সংযোগের জন্য", "calendar_days", None, 13)],
    ),
    (
        "শহরের অভ্যন্তরে পরের দিন, অন্য শহরে ২ দিন",
        "cases",
        [("শহরের অভ্যন্তরে", "calendar_days", None, 1), ("অন্য শহরে", "calendar_days", None, 2)],
    ),
    (
        "বিনিয়োগ আবেদনের পর ১মাসের মধ্যে পুনঃ বিনিয়োগ আবেদনের ২০ দিনের মধ্যে",
        "cases",
        [("বিনিয়োগ", "months", None, 1), ("পুনঃ বিনিয়োগ", "calendar_days", None, 20)],
    ),
    (
        "পত্র প্রাপ্তির ০১ মাসের মধ্যে প্রস্তাব প্রেরণ, পরবর্তী ১৫ দিনের মধ্যে বিতরণ",
        "stages",
        [("প্রস্তাব প্রেরণ", "months", None, 1), ("বিতরণ", "calendar_days", None, 15)],
    ),
]


@pytest.mark.parametrize(("printed", "kind", "least", "most"), TIMES)
def test_a_printed_time_means_what_a_clerk_would_write_down(printed, kind, least, most):
    time = read_time(printed)
    if kind in ("cases", "stages"):
        least, most = None, None
    assert (time["kind"], time["min"], time["max"], time["raw"]) == (kind, least, most, printed)


@pytest.mark.parametrize(("printed", "key", "said"), SAID_BESIDE)
def test_what_stands_beside_the_number_is_kept_apart(printed, key, said):
    assert read_time(printed)[key] == nfc(said)


@pytest.mark.parametrize("printed", TRAPS)
def test_the_length_of_a_course_or_leave_and_an_age_are_no_promise(printed):
    assert (read_time(printed)["kind"], read_time(printed)["max"]) == ("unknown", None)


@pytest.mark.parametrize(("printed", "kind", "parts"), PARTS)
def test_each_part_of_a_time_has_its_own_label(printed, kind, parts):
    time = read_time(printed)
    assert time["kind"] == kind
    assert [(p["label"], p["kind"], p["min"], p["max"]) for p in time[kind]] == [
        (nfc(label), *rest) for label, *rest in parts
    ]


@pytest.mark.parametrize(
    "printed", ["০৭ (আট) কার্যদিবস", "সাত (০৮) কার্যদিবস", "৩০(বিশ) দিন", "৭ (সাত) থেকে ১৫ (দশ) দিন"]
)
def test_figure_and_word_are_compared(printed):
    assert read_time(printed)["contradiction"] is True
