"""People find a service by what they would say, in any usual spelling."""

import pytest

from ongikar.charter.in_force import services_in_force, version_in_force
from ongikar.charter.search import find

pytestmark = pytest.mark.django_db

FIRST = [
    ("ল্যাবের কম্পিউটার চলে না", "citizen-3"),
    ("স্কুলের ল্যাবের প্রজেক্টর নষ্ট", "citizen-3"),
    ("ফ্রিল্যান্সিং শিখতে চাই", "citizen-6"),
    ("ফ্রিলান্সিং", "citizen-6"),
    ("freelancing", "citizen-6"),
    ("freelance training", "citizen-6"),
    ("আউটসোর্সিং", "citizen-6"),
    ("আউটসোসিং", "citizen-6"),
    ("ফেসবুক হ্যাক হয়েছে", "citizen-5"),
    ("facebook hacked", "citizen-5"),
    ("পাসওয়ার্ড", "citizen-5"),
    ("ইউডিসি", "citizen-4"),
    ("UDC", "citizen-4"),
    ("ই-নথি", "institutional-6"),
    ("ল্যাপটপ কেনা", "institutional-9"),
    ("সেমিনার", "institutional-2"),
    ("language lab", "citizen-3"),
]
AMONG = [
    ("প্রশিক্ষণ", "citizen-6"),
    ("প্রশিক্ষন", "citizen-6"),
    ("training", "citizen-6"),
    ("proshikkhon", "citizen-6"),
    ("ল্যাব", "citizen-3"),
    ("লাব", "citizen-3"),
    ("ল্যাবে", "citizen-3"),
    ("lab", "citizen-3"),
    ("computer", "citizen-3"),
    ("কমপিউটার", "citizen-3"),
    ("তথ্য", "citizen-1"),
]
NOTHING = ["", "   ", "পাসপোর্ট", "passport", "<script>alert(1)</script>", "'; DROP TABLE charter_service; --", "\u200b\u200d", "১২৩৪৫৬৭", "ক" * 5000]  # fmt: skip


@pytest.fixture
def found(office, now):
    version = version_in_force(office, now.date())
    services = services_in_force(version)
    return lambda typed: [service.code for service in find(version, services, typed)]


@pytest.mark.parametrize(("typed", "code"), FIRST)
def test_the_service_meant_comes_first(found, typed, code):
    assert found(typed)[:1] == [code]


@pytest.mark.parametrize(("typed", "code"), AMONG)
def test_the_service_meant_is_among_the_first_five(found, typed, code):
    assert code in found(typed)[:5]


@pytest.mark.parametrize("typed", NOTHING)
def test_what_the_office_does_not_do_finds_nothing(found, typed):
    assert found(typed) == []


def test_a_plain_word_does_not_find_the_whole_charter(found):
    assert len(found("ল্যাব")) < 12
