"""What tells of a person is found with its place, in either script and any spelling; the rest is left."""

import pytest

from ongikar.knowledge.rules.answers import find_answers
from ongikar.knowledge.rules.personal import (
    ADDRESS,
    CASE_NUMBER,
    EMAIL,
    IDENTITY,
    MOBILE,
    NAME,
    TELEPHONE,
    Person,
    find_personal,
)

RAHIMA = Person("মোছাঃ রহিমা খাতুন", "দক্ষিণ বালাপাড়া গ্রাম, চন্দনপাট ইউনিয়ন")


@pytest.mark.parametrize(
    ("text", "sort", "words"),
    [
        ("তাঁর ফোন 01712345678, সন্ধ্যায়", MOBILE, "01712345678"),
        ("ফোন ০১৭১২-৩৪৫৬৭৮ এ", MOBILE, "০১৭১২-৩৪৫৬৭৮"),
        ("+৮৮ ০১৭ ১২৩ ৪৫৬৭৮", MOBILE, "+৮৮ ০১৭ ১২৩ ৪৫৬৭৮"),
        ("call +8801712345678.", MOBILE, "+8801712345678"),
        ("এনআইডি ১২৩৪৫৬৭৮৯০", IDENTITY, "১২৩৪৫৬৭৮৯০"),
        ("NID 123 456 7890", IDENTITY, "123 456 7890"),
        ("জন্মনিবন্ধন ১৯৯৪৮৫৪৯৪২৫০০০১২৩", IDENTITY, "১৯৯৪৮৫৪৯৪২৫০০০১২৩"),
        ("বাসায় 0521-62345", TELEPHONE, "0521-62345"),
        ("rahima.k@example.com এ", EMAIL, "rahima.k@example.com"),
        ("৮৫৪৯-২৬-০০৪১৭ দেখুন", CASE_NUMBER, "৮৫৪৯-২৬-০০৪১৭"),
        ("জনাব করিম বলেছেন", NAME, "জনাব করিম"),
        ("Md. Karim asked", NAME, "Md. Karim"),
        ("জনাবা রোকেয়া এলেন", NAME, "জনাবা রোকেয়া"),
        ("মোছাঃ: রোকেয়া এলেন", NAME, "মোছাঃ: রোকেয়া"),
        ("মো. করিম", NAME, "মো. করিম"),
        ("মোঃ করিম", NAME, "মোঃ করিম"),
        ("মিসেস রোকেয়া বললেন", NAME, "মিসেস রোকেয়া"),
        ("শ্রী অমল রায়", NAME, "শ্রী অমল"),
        ("শ্রীমতী অঞ্জলি", NAME, "শ্রীমতী অঞ্জলি"),
        ("Mrs. Rokeya", NAME, "Mrs. Rokeya"),
    ],
)
def test_what_tells_of_anybody_is_found_as_it_stands(text, sort, words):
    assert [(each.field, each.sort, each.words) for each in find_personal({"a": text})] == [
        ("a", sort, words)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "১ জুলাই ২০২৬ থেকে ৩০ জুন ২০২৭",
        "01-03-2026 তারিখে",
        "৯৯৯ বা ১৬২৫৬ নম্বরে ফোন করুন",
        "দাম ৫০০০০ টাকা, ৮ জিবি র‍্যাম ও ৫১২ জিবি",
        "MS Word খুলুন, ডা দিয়ে নয়",
        "স্মারক ৫৬.০৪.৮৫৪৯.০০০",
        "শ্রীপুর উপজেলা, শ্রীলঙ্কা",
        "সাহেব বা ম্যাডাম না লিখে পদবি লিখুন",
        "মোটা দেয়াল থাকলে সংকেত কমে; মোটে দুটি রাউটার লাগে",
        "",
    ],
)
def test_what_tells_of_nobody_is_left(text):
    assert find_personal({"a": text}, person=RAHIMA) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("রহিমা খাতুনের ফোনে", "রহিমা খাতুনের"),
        ("রহীমাকে বলুন", "রহীমাকে"),
        ("Rohima asked", "Rohima"),
        ("আকবরের বাড়ি, রহিমার মা", "রহিমার"),
        ("Rahima Khatun, at home", "Rahima Khatun"),
        # With what people put behind a name, and before it where it is none of the titles.
        ("রহিমা আপা বললেন", "রহিমা"),
        ("রহিমা বেগমকে", "রহিমা"),
        ("রহিমা ম্যাডাম", "রহিমা"),
        ("হাজী রহিমা", "রহিমা"),
        ("Rahima apa", "Rahima"),
    ],
)
def test_the_name_of_the_applicant_is_found_in_any_spelling(text, words):
    found = find_personal({"bn": "", "en": text}, person=RAHIMA)
    assert [tuple(each) for each in found] == [("en", NAME, words)]


def test_where_the_applicant_lives_is_found_but_not_the_union_alone():
    found = find_personal({"a": "বালাপাড়ার ঘরে নেট নেই"}, person=RAHIMA)
    assert [(each.sort, each.words) for each in found] == [(ADDRESS, "বালাপাড়ার")]
    assert find_personal({"a": "চন্দনপাট ইউনিয়ন ডিজিটাল সেন্টারে যান"}, person=RAHIMA) == []


def test_what_the_office_gives_to_everybody_tells_of_nobody():
    text = {"a": "পুলিশ: ০১৩২০-০০০৮৮৮, ict@example.gov.bd"}
    assert find_personal(text, given_to_all=["+8801320000888", "ict@example.gov.bd"]) == []
    assert len(find_personal(text)) == 2


def test_a_note_answers_what_shares_its_heading_or_the_words_it_is_found_by():
    notes = {
        1: ("ফেসবুকের পাসওয়ার্ড ভুলে গেলে কী করব?", "এফবি", " আইডি লগইন হচ্ছে না"),
        2: ("ওয়াইফাই ধীর চললে কী দেখব?",),
    }
    assert find_answers("আমার ফেসবুক পাসওয়ার্ড ভুলে গেছি, এখন কী করি", notes, 3) == [1]
    assert find_answers("আইডি লগইন হচ্ছে না কেন", notes, 3) == [1]
    assert find_answers("বাসার ওয়াইফাই খুব ধীর", notes, 3) == [2]
    assert find_answers("ল্যাপটপ কিনতে চাই", notes, 3) == []
    assert find_answers("ফেসবুক", notes, 3) == []
