"""A charter that is brought is scanned like any other file, and read by a program of its own that it may not
take apart.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import OFFICE
from ongikar.charter.models import Upload
from ongikar.charter.review import ingest
from ongikar.charter.review.ingest import DocumentFault, ingest_document, ingest_in_process
from ongikar.papers.tests.test_scanner import FakeScanner

from .reviewing import NEW, filled

pytestmark = pytest.mark.once
DOCUMENT = (OFFICE / "charter.txt").read_bytes()


def test_the_room_reads_what_would_be_read_here():
    assert ingest_document(DOCUMENT, "চার্টার ২০২৬.txt") == ingest_in_process(DOCUMENT, "চার্টার ২০২৬.txt")


def test_what_the_room_cannot_read_it_tells_in_both_languages():
    with pytest.raises(DocumentFault, match="picture") as fault:
        ingest_document(b"\x89PNG\r\n\x1a\n" + bytes(200), "charter.pdf")
    assert "ছবি" in fault.value.bn


@pytest.mark.parametrize(
    "harm", ["x = bytearray(3 * 1024 ** 3)", "while True: pass", "import os; os.abort()"]
)
def test_a_document_that_takes_the_room_apart_takes_nothing_else_with_it(harm, monkeypatch, tmp_path):
    """The room itself with its limits, and in place of the reader what a hole in it might do."""
    room = (
        ingest.ROOM.read_text("utf-8")
        .replace("    name = json", f"    {harm}\n    name = json")
        .replace("SECONDS = 30", "SECONDS = 1")
    )
    room = room.replace("Path(__file__).resolve().parents[3]", repr(str(OFFICE.parents[1])))
    (tmp_path / "room.py").write_text(room, "utf-8")
    monkeypatch.setattr(ingest, "ROOM", tmp_path / "room.py")
    with pytest.raises(DocumentFault, match="far too much time or memory") as fault:
        ingest_document(DOCUMENT, "charter.txt")
    assert "পড়া থামানো হয়েছে" in fault.value.bn


OTHER = DOCUMENT.replace("০৩ (তিন) কার্যদিবস".encode(), "০৫ (পাঁচ) কার্যদিবস".encode())


def send(desk, content, tongue="", **more):
    """What the desk answers to a document, and to the same when it is sent with more."""
    sent = filled(desk.get(f"{tongue}{NEW}").content.decode()) | {
        "file": SimpleUploadedFile("charter.txt", content)
    }
    return desk.post(f"{tongue}{NEW}", sent | more)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tongue", "words", "ask"),
    [
        ("", "পর্যালোচনা চলছে", "তবু আবার পড়ে দেখব"),
        ("/en", "under review, opened by", "I want it read again"),
    ],
)
def test_a_document_under_review_is_told_with_a_link_and_read_again_only_if_so_wished(
    signed_in, karim, tongue, words, ask
):
    desk = signed_in(karim)
    assert send(desk, OTHER).status_code == 302
    first = Upload.objects.get()
    again = send(desk, OTHER, tongue)
    page = again.content.decode()
    assert again.status_code == 422
    assert (f'href="{tongue}/desk/charter/{first.pk}/"' in page, words in page, ask in page) == (
        True,
        True,
        True,
    )
    assert Upload.objects.count() == 1
    assert send(desk, OTHER, tongue, again="on").status_code == 302
    assert Upload.objects.count() == 2


@pytest.mark.django_db
def test_one_letter_more_is_another_document_and_a_dropped_review_is_none(signed_in, karim):
    desk = signed_in(karim)
    assert send(desk, OTHER).status_code == 302
    assert send(desk, OTHER + "একটি কথা।\n".encode()).status_code == 302
    Upload.objects.update(state=Upload.DROPPED)
    assert send(desk, OTHER).status_code == 302


@pytest.mark.django_db
def test_a_document_that_was_published_is_told_as_its_version(signed_in, karim, office):
    desk, version = signed_in(karim), office.charters.get()
    response = send(desk, DOCUMENT)
    assert response.status_code == 422
    assert 'href="/charter/versions/"' in response.content.decode()
    assert send(desk, OTHER).status_code == 302
    version.pk, version.number, version.fingerprint = None, 2, "of the review"
    version.save()
    Upload.objects.update(state=Upload.PUBLISHED, version=version)
    response = send(desk, OTHER)
    assert "সংস্করণ ২ হিসেবে প্রকাশিত" in response.content.decode()
    assert Upload.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("tongue", "words"), [("", "ভাইরাস পাওয়া গেছে"), ("/en", "virus was found")])
def test_a_charter_with_a_virus_is_refused_beside_its_field_before_it_is_read(
    signed_in, karim, settings, monkeypatch, tongue, words
):
    settings.ONGIKAR_CLAMD = FakeScanner(b"stream: Eicar FOUND\0").address
    monkeypatch.setattr(
        "ongikar.charter.desk.upload_views.ingest_document", lambda *_: pytest.fail("it was read")
    )
    desk = signed_in(karim)
    response = send(desk, OTHER, tongue)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Upload.objects.exists()
