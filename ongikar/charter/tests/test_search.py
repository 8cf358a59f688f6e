"""People find a service by what they would say, in any usual spelling."""

import pytest

from ongikar.charter.models import CharterVersion, services_in_force, version_in_force
from ongikar.charter.search import find_services, page_meant

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
# What people type in Latin letters, what must be found, and what must not.
TYPED_IN_LATIN = [
    ("tothyo", "citizen-1", "citizen-3"),
    ("tottho", "citizen-1", "citizen-3"),
    ("totho", "citizen-1", "citizen-3"),
    ("tothho chai", "citizen-1", "citizen-3"),
    ("proshikkhon", "citizen-6", "citizen-1"),
    ("prosikkhon", "citizen-6", "citizen-1"),
    ("proshikkhoner jonno", "citizen-6", "citizen-1"),
    ("lab", "citizen-3", "citizen-5"),
    ("laber computer noshto", "citizen-3", "citizen-5"),
    ("internet", "citizen-2", "citizen-1"),
    ("wifi", "citizen-2", "citizen-1"),
    ("wi-fi", "citizen-2", "citizen-1"),
    ("computer", "citizen-3", "citizen-5"),
    ("kompiutar", "citizen-3", "citizen-5"),
    ("poramorsho", "citizen-2", "citizen-6"),
    ("sohayota", "citizen-4", "citizen-6"),
    ("abedon", "citizen-6", "citizen-1"),
    ("seba", "citizen-3", "citizen-1"),
    ("sheba", "citizen-3", "citizen-1"),
    ("vasha", "citizen-3", "citizen-1"),
    ("chakri", "citizen-6", "citizen-1"),
    ("nothi", "institutional-6", "citizen-1"),
    ("e nothi", "institutional-6", "citizen-1"),
    ("protibedon", "institutional-1", "citizen-1"),
    ("sobha", "institutional-11", "citizen-3"),
    ("jonmo nibondhon", "citizen-4", "citizen-1"),
]
# What another office may do, and how people ask for it.
ELSEWHERE = [
    ("নাগরিক সনদ প্রদান", "Certificate of residence"),
    ("ভবন নির্মাণের অনুমতি", "Leave to build"),
    ("বয়স্ক ভাতা", "Old-age benefit"),
    ("ভাষা শিক্ষা", "Language classes"),
]
ASKED_ELSEWHERE = [
    ("sonod", 0),
    ("sanad", 0),
    ("সনদ", 0),
    ("nagorik shonod", 0),
    ("onumoti", 1),
    ("anumoti", 1),
    ("অনুমতির জন্য", 1),
    ("ভাতা", 2),
    ("vata", 2),
    ("boyosko bhata", 2),
    ("ভাষা", 3),
    ("vasha", 3),
]
NOTHING = [
    "ভাতা",
    "vata",
    "bhata",
    "ভূমি",
    "vumi",
    "jomi",
    "sonod",
    "onumoti",
    "bill",
    "tika",
    "",
    "   ",
    "পাসপোর্ট",
    "passport",
    "<script>alert(1)</script>",
    "'; DROP TABLE charter_service; --",
    "\u200b\u200d",
    "১২৩৪৫৬৭",
    "ক" * 5000,
]


@pytest.fixture
def found(office, now):
    version = version_in_force(office, now.date())
    services = services_in_force(version)
    return lambda typed: [service.code for service in find_services(version, services, typed)]


@pytest.mark.parametrize(("typed", "code"), FIRST)
def test_the_service_meant_comes_first(found, typed, code):
    assert found(typed)[:1] == [code]


@pytest.mark.parametrize(("typed", "code"), AMONG)
def test_the_service_meant_is_among_the_first_five(found, typed, code):
    assert code in found(typed)[:5]


@pytest.mark.parametrize("typed", NOTHING)
def test_what_the_office_does_not_do_finds_nothing(found, typed):
    assert found(typed) == []


@pytest.mark.parametrize(("typed", "code", "other"), TYPED_IN_LATIN)
def test_bangla_typed_in_latin_letters_finds_the_service_meant_and_not_another(found, typed, code, other):
    assert code in found(typed)[:3]
    assert other not in found(typed)


@pytest.mark.parametrize(("typed", "which"), ASKED_ELSEWHERE)
def test_a_short_word_finds_its_own_service_alone(office, now, typed, which):
    """ভাতা is not ভাষা, in whichever script it is typed."""
    row = services_in_force(version_in_force(office, now.date()))[0]
    version = CharterVersion.objects.get(pk=row.version_id)
    version.pk, version.number, version.fingerprint = None, 99, "another office"
    version.save()
    services = []
    for position, (bn, en) in enumerate(ELSEWHERE):
        row.pk, row.version, row.code, row.position, row.number = (
            None,
            version,
            f"citizen-{90 + position}",
            position,
            position + 1,
        )
        row.name_bn = row.short_bn = bn
        row.name_en = row.short_en = en
        row.summary_bn, row.summary_en, row.search_words = "", "", []
        row.save()
        services.append(row.code)
    rows = list(version.services.all())
    assert [each.code for each in find_services(version, rows, typed)] == [services[which]]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("অভিযোগ", "/grievances/"),
        ("obhijog", "/grievances/"),
        ("ovijog korbo", "/grievances/"),
        ("complaint", "/grievances/"),
        ("আপিলের", "/grievances/"),
        ("abedon", "/track/"),
        ("আবেদনের খোঁজ", "/track/"),
        ("chuti", "/calendar/"),
        ("holidays", "/calendar/"),
    ],
)
def test_who_seeks_a_page_and_no_service_is_led_to_it(client, office, typed, path):
    assert page_meant(typed)["path"] == path
    assert f'<a href="{path}">' in main_of(client.get("/charter/", {"q": typed}))
    assert f'<a href="/en{path}">' in main_of(client.get("/en/charter/", {"q": typed}))


@pytest.mark.parametrize("typed", ["", "ল্যাব", "tothyo", "training", "পাসপোর্ট"])
def test_who_seeks_a_service_is_led_to_no_other_page(typed):
    assert page_meant(typed) is None


@pytest.mark.parametrize(
    ("root", "words"),
    [
        ("", "কার্যালয় নিজের জন্য করে। বাইরে থেকে আবেদন লাগে না।"),
        ("/en", "The office does these for itself. Nobody need apply."),
    ],
)
def test_what_the_office_does_for_itself_is_found_apart_and_said_to_be_so(client, office, root, words):
    text = main_of(client.get(f"{root}/charter/", {"q": "প্রশিক্ষণ"}))
    before, apart = text.split(words)
    assert "services/citizen-6/" in before
    assert "services/internal-" not in before
    assert "services/internal-1/" in apart
    assert "services/citizen-" not in apart
    assert words not in main_of(client.get(f"{root}/charter/", {"q": "ফ্রিল্যান্সিং"}))


def main_of(answer) -> str:
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def test_a_plain_word_does_not_find_the_whole_charter(found):
    assert len(found("ল্যাব")) < 12
