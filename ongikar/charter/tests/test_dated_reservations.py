"""A reservation that names its day: published with it, in both languages."""

from datetime import date

import pytest

from ongikar.charter.models import CharterVersion
from ongikar.charter.templatetags.charter import reservation_reason
from ongikar.office_files.holidays import with_iso_dates

pytestmark = pytest.mark.django_db
OPEN = {"name": "date", "reason_bn": "তারিখ নেই।", "reason_en": "There is no date."}


def test_the_public_page_says_by_when_it_will_be_settled(client, office):
    dated = with_iso_dates(OPEN | {"until": date(2027, 1, 31)})
    CharterVersion.objects.filter(office=office).update(reservations=[dated])
    bn, en = (
        client.get(root + "/charter/official/").content.decode().replace("\u00a0", " ")
        for root in ("", "/en")
    )
    assert "তারিখ নেই। ঠিক হবে ৩১ জানুয়ারি ২০২৭-এর মধ্যে।" in bn
    assert "There is no date. To be settled by 31 January 2027." in en


def test_one_without_a_day_says_only_why():
    assert reservation_reason(OPEN) == "তারিখ নেই।"
