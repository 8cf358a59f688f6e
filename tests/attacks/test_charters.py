"""Harm sent as a charter: through the one page that takes documents of the office's own."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ongikar.charter.models import Upload

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SCRIPT = "<script>alert(1)</script>"
ROWS = "".join(
    f"<tr><td>{n}</td><td>সেবা {n} &lt;script&gt;alert(1)&lt;/script&gt;</td><td>৩"
    f" কার্যদিবস</td><td>আবেদনপত্র</td><td>কার্যালয়</td><td>বিনামূল্যে</td><td>অফিসার {SCRIPT}</td><td>জেলা"
    " অফিসার</td></tr>"
    for n in (1, 2, 3)
)
HEADS = (
    "ক্রমিক নং|সেবার নাম|সেবা প্রদানের সর্বোচ্চ সময়|প্রয়োজনীয় কাগজপত্র|কাগজপত্র"
    " প্রাপ্তিস্থান|সেবামূল্য|দায়িত্বপ্রাপ্ত কর্মকর্তা|ঊর্ধ্বতন কর্মকর্তা"
)
PAGE = (
    f"<html><body onload='alert(1)'>{SCRIPT}<h1>সিটিজেন চার্টার</h1><table><tr>"
    + "".join(f"<th>{head}</th>" for head in HEADS.split("|"))
    + f"</tr>{ROWS}</table></body></html>"
)


@pytest.fixture
def bring(scene):
    """`bring(content, name, tongue)`: the answer of the charter's desk."""

    def do(content: bytes, name: str, tongue: str = ""):
        sent = {"file": SimpleUploadedFile(name, content), "token": f"harm-{name}{tongue.strip('/')}"}
        return scene.browser("officer").post(f"{tongue}/desk/charter/upload/", sent)

    return do


def docx(document: str, beside: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("word/document.xml", document)
        if beside:
            archive.writestr("word/media.bin", beside)
    return made.getvalue()


def test_a_charter_with_a_script_is_text_in_every_page_and_a_file_to_save(bring, scene):
    response = bring(PAGE.encode(), "charter.html")
    assert response.status_code == 302, re.findall(r'class="err".*?</p>', response.content.decode())
    upload = Upload.objects.latest("pk")
    officer = scene.browser("officer")
    for address in ("", "document/", "part/citizen-1/", "publish/", "record/"):
        page = officer.get(f"/desk/charter/{upload.pk}/{address}").content.decode()
        assert SCRIPT not in page, address
    assert "&lt;script&gt;" in officer.get(f"/desk/charter/{upload.pk}/document/").content.decode()
    answer = officer.get(f"/desk/charter/{upload.pk}/file/")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("tongue", "words"), [("", "ভাঙা বা অসম্পূর্ণ"), ("/en", "broken or incomplete")])
def test_a_charter_that_defines_entities_is_refused(bring, tongue, words):
    before = Upload.objects.count()
    for entity in (
        '<!ENTITY a "b">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1/x"> %a;',
    ):
        response = bring(docx(f"<!DOCTYPE x [{entity}]><x>&a;</x>"), "charter.docx", tongue)
        assert response.status_code == 422
        assert words in response.content.decode()
    assert Upload.objects.count() == before


@pytest.mark.parametrize(("tongue", "words"), [("", "অস্বাভাবিক বড়"), ("/en", "beyond all measure")])
def test_a_charter_that_would_grow_beyond_measure_is_refused(bring, tongue, words):
    response = bring(docx("<x/>", bytes(260_000_000)), "charter.docx", tongue)
    assert response.status_code == 422
    assert words in response.content.decode()
