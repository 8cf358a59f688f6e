"""Reviewing a charter on screen: what is decided stays, an error stands in the way, and a version serves from its day."""

import pytest
import time_machine

from ongikar.charter.models import CharterVersion
from ongikar.journal.models import Entry

from .reviewing import bring, publish, settle

pytestmark = pytest.mark.django_db
NOW = "2026-11-22T10:00:00+06:00"
DOCUMENT = __file__.split("ongikar")[0] + "offices/rangpur-sadar-ict/charter.txt"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def document():
    return open(DOCUMENT, encoding="utf-8").read()


def test_a_document_is_read_and_its_review_opened(signed_in, karim, document):
    client = signed_in(karim)
    upload = bring(client, document)
    assert len(upload.reading["services"]) == 22
    page = client.get(f"/desk/charter/{upload.pk}/").content.decode()
    assert "আইসিটি অধিদপ্তর সংক্রান্ত তথ্য প্রদান" in page
    assert Entry.objects.filter(verb="charter.review_opened", subject_id=upload.pk).count() == 1


def test_the_whole_charter_goes_from_document_to_version(signed_in, karim, document):
    client = signed_in(karim)
    upload = bring(client, document)
    print("presses", settle(client, upload))
    response = publish(client, upload, "2026-11-23")
    assert response.status_code == 302
    version = CharterVersion.objects.get(upload=upload)
    assert version.services.count() == 22
