"""Whose document it is: a table of headings that a clerk could check, and that no correct heading is
doubted.
"""

import pytest

from ongikar.rules.charter.lint.other_office import (
    OwnOffice,
    heading_of,
    judge_office,
    other_geocode,
    other_name,
    other_place,
)
from ongikar.rules.charter.parse import read_text
from ongikar.rules.tests.clean_charter import TEXT

ICT = OwnOffice(
    ("উপজেলা কার্যালয়, রংপুর সদর", "Upazila ICT Office, Rangpur Sadar"),
    ("উপজেলা কার্যালয়, রংপুর সদর, রংপুর", "Upazila Office, Rangpur Sadar, Rangpur"),
    (
        "তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর",
        "Department of Information and Communication Technology",
        "উপজেলা আইসিটি অফিসার",
        "Upazila ICT Officer",
        "অফিস সহকারী",
        "Office Assistant",
    ),
    "8549",
)
UNION = OwnOffice(
    ("হরিদেবপুর ইউনিয়ন পরিষদ", "Haridebpur Union Parishad"),
    ("হরিদেবপুর, রংপুর সদর, রংপুর", "Haridebpur, Rangpur Sadar, Rangpur"),
    (
        "স্থানীয় সরকার বিভাগ",
        "Local Government Division",
        "ইউনিয়ন পরিষদ সচিব",
        "Secretary of the Union Parishad",
    ),
    "",
)
OWN = [
    (ICT, ["সিটিজেন চার্টার"]),
    (ICT, []),
    (ICT, ["উপজেলা কার্যালয়, রংপুর সদর"]),
    (ICT, ["গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "উপজেলা আইসিটি কার্যালয়", "রংপুর সদর, রংপুর।"]),
    (ICT, ["রংপুর সদর উপজেলা আইসিটি অফিস"]),
    (ICT, ["তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর", "উপজেলা: রংপুর সদর, জেলা: রংপুর"]),
    (ICT, ["Upazila ICT Office, Rangpur Sadar, Rangpur"]),
    (ICT, ["তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর", "জেলা: রংপুর"]),
    (UNION, ["হরিদেবপুর ইউনিয়ন পরিষদ কার্যালয়", "রংপুর সদর, রংপুর"]),
    (UNION, ["Haridebpur Union Parishad", "Rangpur Sadar, Rangpur"]),
]
# The office, the heading, and the words in it by which it is known as another's: of a place, of a name.
OTHERS = [
    (ICT, ["উপজেলা আইসিটি কার্যালয়, মিঠাপুকুর, রংপুর"], "মিঠাপুকুর", ""),
    (ICT, ["মিঠাপুকুর উপজেলা আইসিটি অফিস"], "মিঠাপুকুর", ""),
    (ICT, ["উপজেলা আইসিটি কার্যালয়", "মিঠাপুকুর, রংপুর"], "মিঠাপুকুর", ""),
    (ICT, ["Upazila ICT Office, Mithapukur, Rangpur"], "Mithapukur", ""),
    (ICT, ["তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর, আগারগাঁও, ঢাকা"], "আগারগাঁও", ""),
    (ICT, ["উপজেলা সমাজসেবা কার্যালয়", "রংপুর সদর, রংপুর"], "", "উপজেলা সমাজসেবা কার্যালয়"),
    (ICT, ["উপজেলা মৎস্য দপ্তর, লোহাগাড়া, চট্টগ্রাম"], "লোহাগাড়া", "উপজেলা মৎস্য দপ্তর"),
    (ICT, ["Upazila Fisheries Office, Rangpur Sadar"], "", "Upazila Fisheries Office"),
    (ICT, ["৪ নং সদ্যপুষ্করিণী ইউনিয়ন পরিষদ", "রংপুর সদর, রংপুর"], "সদ্যপুষ্করিণী", ""),
    (UNION, ["৪ নং সদ্যপুষ্করিণী ইউনিয়ন পরিষদ", "রংপুর সদর, রংপুর"], "সদ্যপুষ্করিণী", ""),
]


@pytest.mark.parametrize(("own", "heading"), OWN)
def test_the_offices_own_heading_is_not_doubted(own, heading):
    assert (other_place(heading, own), other_name(heading, own)) == ("", "")


@pytest.mark.parametrize(("own", "heading", "place", "name"), OTHERS)
def test_a_heading_that_names_another_office_is_seen(own, heading, place, name):
    assert (other_place(heading, own), other_name(heading, own)) == (place, name)


@pytest.mark.parametrize(
    ("printed", "own", "expected"),
    [
        (["8558"], "8549", "8558"),
        (["8549"], "8549", ""),
        (["8558", "8549"], "8549", ""),
        (["85"], "8549", ""),
        (["8549"], "85", ""),
        ([None, None], "8549", ""),
        (["8558"], "", ""),
        (["8558", "8558", "1234"], "8549", "8558"),
    ],
)
def test_the_geocode_tells_one_upazila_from_the_next(printed, own, expected):
    rows = [{"responsible": {"geocode": code}} for code in printed]
    assert other_geocode({"services": rows}, own) == expected


def test_a_heading_ends_where_the_charter_begins():
    lines = ["উপজেলা মৎস্য দপ্তর", ["রংপুর সদর"], "১. ভিশন ও মিশন", "মিঠাপুকুর উপজেলা অফিসে সেবা দেওয়া হয়"]
    assert heading_of(lines) == ["উপজেলা মৎস্য দপ্তর", "রংপুর সদর"]
    assert heading_of([["ক্রমিক নং", "সেবার নাম"], "মিঠাপুকুর উপজেলা অফিস"]) == []


def test_a_clean_charter_is_everybodys_until_it_names_an_office():
    reading = read_text(TEXT)
    for own in (ICT, UNION):
        assert list(judge_office(reading, heading_of(TEXT.splitlines()), own)) == []
