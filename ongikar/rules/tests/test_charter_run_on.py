"""Rows whose columns have run together with single spaces, told apart by what their words are."""

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse import read_text


def rows(text, *extras):
    """Name, time, fee and the named columns of each service."""
    services = read_text(f"নাগরিক সনদ\n{text}")["services"]
    return [
        (each["name"], each["time"]["raw"], each["fee"]["raw"], *(each["extras"].get(x) for x in extras))
        for each in services
    ]


def printed(*lines):
    return [tuple(nfc(cell) for cell in each) for each in lines]


def test_a_name_ends_with_what_is_done_and_its_bracket_is_no_promise():
    text = (
        "ক্রমিক সেবার নাম সেবা গ্রহীতা সময়সীমা সেবার মূল্য\n"
        "১ বই ধার প্রদান (১৫ দিনের জন্য) নিবন্ধিত সদস্য তাৎক্ষণিক বিনামূল্যে\n"
        "৩ পাঠাগার তালিকাভুক্তি পাঠাগার\nআবেদন প্রাপ্তির ৬০ দিনের মধ্যে ১০০০/- টাকা\n"
    )
    assert rows(text, "সেবা গ্রহীতা") == printed(
        ("বই ধার প্রদান (১৫ দিনের জন্য)", "তাৎক্ষণিক", "বিনামূল্যে", "নিবন্ধিত সদস্য"),
        ("পাঠাগার তালিকাভুক্তি", "আবেদন প্রাপ্তির ৬০ দিনের মধ্যে", "১০০০/- টাকা", "পাঠাগার"),
    )


def test_a_time_without_a_number_and_a_sum_for_each_measure_keep_their_columns():
    text = (
        "ক্রমিক নং সেবার নাম সেবা গ্রহীতা সময়সীমা সেবার মূল্য\n"
        "১ গ্রন্থাগার ব্যবহার সকল নাগরিক সার্বক্ষণিক বিনামূল্যে\n"
        "২ পোনা অবমুক্তকরণ সর্বসাধারণ প্রতি বছর জুলাই মাসে বিনামূল্যে\n"
        "৩ ইন্টারনেট ব্যবহার সদস্য অফিস চলাকালীন প্রতি ঘণ্টা ২০/-\n"
    )
    assert rows(text) == printed(
        ("গ্রন্থাগার ব্যবহার", "সার্বক্ষণিক", "বিনামূল্যে"),
        ("পোনা অবমুক্তকরণ", "প্রতি বছর জুলাই মাসে", "বিনামূল্যে"),
        ("ইন্টারনেট ব্যবহার", "অফিস চলাকালীন", "প্রতি ঘণ্টা ২০/-"),
    )


def test_one_word_heads_the_services_where_no_longer_heading_does():
    text = "ক্রমিক সেবা সময় ফি\n১ সনদ প্রদান\n৭ কার্যদিবস ২০০/-\n২ নকশা অনুমোদন ও তদারকি ৩০ দিন নির্ধারিত হারে\n"
    assert rows(text) == printed(
        ("সনদ প্রদান", "৭ কার্যদিবস", "২০০/-"),
        ("নকশা অনুমোদন ও তদারকি", "৩০ দিন", "নির্ধারিত হারে"),
    )
