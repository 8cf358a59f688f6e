"""The page of versions tells what each changed, in the charter's own words and in both languages."""

import re
from datetime import date, timedelta

import pytest

from ongikar.charter.models import CharterVersion, Service, Tier
from ongikar.core import cache_version
from ongikar.core.http.page_cache import MARK

pytestmark = pytest.mark.django_db
SPRING = date(2027, 3, 1)


def words(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ")


@pytest.fixture
def next_version(office):
    """`next_version(citizen_1={…})`: the charter once more from the spring on, with these fields of its rows
    changed.
    """

    def copy(row, **changed):
        kept = {field.name: getattr(row, field.name) for field in row._meta.fields if field.name != "id"}
        return type(row).objects.create(**kept | changed)

    def make(**rows):
        old = office.charters.get(effective_to=None)
        services, tiers = list(old.services.all()), list(old.tiers.all())
        CharterVersion.objects.filter(pk=old.pk).update(effective_to=SPRING - timedelta(days=1))
        new = copy(old, number=old.number + 1, effective_from=SPRING)
        for service in services:
            copy(service, version=new, **rows.get(service.code.replace("-", "_"), {}))
        for tier in tiers:
            copy(tier, version=new)
        cache_version.invalidate_now()
        return new

    return make


def test_the_first_version_changed_nothing(client, office):
    answer = client.get("/charter/versions/")
    assert answer[MARK] == "1"
    assert "এটি প্রথম সংস্করণ।" in words(answer)
    assert "অনুমোদন করেছেন উপজেলা আইসিটি অফিসার।" in words(answer)


def test_a_longer_time_is_told_in_the_words_of_the_charter(client, office, next_version):
    next_version(
        institutional_8={
            "time_raw": "৫ কার্যদিবস",
            "time": {"kind": "working_days", "max": 5},
            "ceiling": None,
        }
    )
    bangla, english = words(client.get("/charter/versions/")), words(client.get("/en/charter/versions/"))
    assert "প্রাতিষ্ঠানিক সেবা ৮: “তাৎক্ষণিক/ ৩ কার্যদিবস” → “৫ কার্যদিবস” <b>(আবেদনকারীর জন্য কঠিন হলো)</b>" in bangla
    assert "Service to institutions 8:" in english
    assert "<b>(harder for whoever asks)</b>" in english


def test_another_limit_of_the_offices_own_is_a_change(client, office, next_version):
    next_version(citizen_1={"ceiling": {"unit": "working_days", "amount": 3}})
    assert "নাগরিক সেবা ১: ৫ → ৩ কার্যদিবস</li>" in words(client.get("/charter/versions/"))
    assert "Citizen service 1: 5 → 3 working days</li>" in words(client.get("/en/charter/versions/"))


def test_a_version_that_is_to_come_says_from_when(client, office, next_version):
    next_version()
    text = words(client.get("/charter/versions/"))
    assert "১ মার্চ ২০২৭ থেকে কার্যকর হবে।" in text
    assert "১ জুলাই ২০২৬ থেকে ২৮ ফেব্রুয়ারি ২০২৭ পর্যন্ত কার্যকর।" in text
    assert "সেবা, সময়, খরচ বা কাগজে কিছু বদলায়নি।" in text


def test_the_english_page_quotes_bangla_as_bangla(client, office, next_version):
    next_version(citizen_2={"fee": {"kind": "fixed", "amount": 50, "raw": "৫০ টাকা"}})
    text = client.get("/en/charter/versions/").content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    assert re.findall("[\u0980-\u09ff]+", re.sub(r'<span lang="bn">.*?</span>', "", main)) == []


def test_markup_in_a_charter_is_shown_as_text(client, office, next_version):
    next_version(citizen_2={"form_source_bn": "<script>alert(1)</script>"})
    assert "<script>alert" not in words(client.get("/charter/versions/"))


def test_an_office_without_a_charter_has_no_versions(client, office):
    Tier.objects.all().delete()
    Service.objects.all().delete()
    CharterVersion.objects.all().delete()
    assert client.get("/charter/versions/").status_code == 404
