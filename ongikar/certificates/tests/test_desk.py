"""The desk's pages: one certificate by hand, printed, replaced and revoked; and a template that is tried
first.
"""

import re

import pypdfium2
import pytest
import zxingcpp

from ongikar.certificates.actions import certificate_pdf, issue_certificate
from ongikar.certificates.addresses import qr_address
from ongikar.certificates.models import Certificate, CertificatePrint, CertificateTemplate
from ongikar.certificates.paper import sheet_of
from ongikar.certificates.rules.serial import serial_words
from ongikar.certificates.rules.statement import read_line
from ongikar.certificates.template_files import template_files
from ongikar.papers.pdf import SEGNO, ZXING, dense_qr
from tests.as_shown import as_shown

from .conftest import ISSUED_AT, RAHIMA

pytestmark = pytest.mark.django_db


def shown_of(answer) -> str:
    return re.sub(r"<[^>]+>", "", as_shown(answer.content.decode()))


@pytest.fixture
def at_desk(client, karim):
    client.force_login(karim)
    return client


def typed_fields(said=RAHIMA) -> dict[str, str]:
    return {
        f"{code}_{tongue}": word
        for code, words in said.items()
        for tongue, word in zip(("bn", "en"), words, strict=True)
    }


def read_qr(pdf: bytes, page: int = 0) -> str:
    """What a camera reads from the page as it comes out of the printer: 300 dots an inch."""
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=300 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return found.text


def text_of(pdf: bytes) -> str:
    return pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()


@pytest.mark.fast
@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_qr_of_the_printed_page_is_the_certificate(certificate, language):
    pdf = certificate_pdf(certificate, language)
    address = read_qr(pdf)
    assert address == qr_address(certificate, language)
    line = read_line(address)
    assert line.statement.fields["name"] == RAHIMA["name"]
    assert certificate_pdf(certificate, language) == pdf


def test_a_certificate_that_is_printed_again_bears_the_squares_it_was_issued_with(certificate):
    assert certificate.code_drawn_by == ZXING
    address = qr_address(certificate, "bn")
    assert sheet_of(certificate, "bn")["qr"] == dense_qr(address, drawn_by=ZXING)
    # As the row of one that release 0.2 issued reads since.
    Certificate.objects.filter(pk=certificate.pk).update(code_drawn_by=SEGNO)
    before = Certificate.objects.with_related().get(pk=certificate.pk)
    assert sheet_of(before, "bn")["qr"] == dense_qr(address, drawn_by=SEGNO)
    assert sheet_of(before, "bn")["qr"] != sheet_of(certificate, "bn")["qr"]
    assert read_qr(certificate_pdf(before, "bn")) == address


def test_what_is_printed_is_what_was_signed_and_nothing_else(certificate):
    pdf = certificate_pdf(certificate, "en")
    said = certificate.statement
    printed = re.sub(r"\s+", " ", text_of(pdf))
    for words in said.fields.values():
        for part in words[1].split(", "):
            assert part in printed
    assert said.serial in printed
    assert certificate.check_code in printed


def test_one_issued_by_hand_is_printed_and_each_copy_is_written_down(at_desk, receive):
    case = receive("citizen-1")
    answer = at_desk.post(
        "/desk/certificates/new/", typed_fields() | {"subject": case.number, "submission": "one-press"}
    )
    made = Certificate.objects.get()
    assert answer["Location"] == f"/desk/certificates/{made.serial}/"
    assert made.subject == ("case", case.pk)
    for receiver in ("নিজে", "ভাই"):
        paper = at_desk.post(f"{answer['Location']}print/", {"language": "bn", "receiver": receiver})
        assert paper["Content-Type"] == "application/pdf"
    assert [(each.copy, each.receiver) for each in CertificatePrint.objects.all()] == [(1, "নিজে"), (2, "ভাই")]
    assert "Copy 2" in text_of(certificate_pdf(made, "en", copy=2))
    again = at_desk.post(
        "/desk/certificates/new/", typed_fields() | {"subject": case.number, "submission": "one-press"}
    )
    assert again["Location"] == answer["Location"]
    shown = shown_of(at_desk.get(answer["Location"]))
    assert "আবার ছাপা হয়েছে, অনুলিপি ২" in shown
    assert RAHIMA["mother"][0] in shown


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name_bn": ""}, "নাম (বাংলায়), লিখুন"),
        ({"subject": "8549-26-99999-00000"}, "এই নম্বরে কার্যালয়ের কিছু নেই"),
        ({"subject": ""}, "কোন কাজের জন্য"),
        ({"course_bn": "ক" * 400}, "কোর্স"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(at_desk, receive, changed, words):
    case = receive("citizen-1")
    answer = at_desk.post("/desk/certificates/new/", typed_fields() | {"subject": case.number} | changed)
    assert answer.status_code == 422
    assert words in shown_of(answer)
    assert RAHIMA["mother"][0] in answer.content.decode()
    assert not Certificate.objects.exists()


def test_a_corrected_name_is_a_replacement_and_a_wrong_one_is_revoked(at_desk, certificate):
    page = f"/desk/certificates/{certificate.serial}/"
    assert RAHIMA["name"][0] in at_desk.get(f"{page}replace/").content.decode()
    answer = at_desk.post(f"{page}replace/", typed_fields() | {"name_bn": "রহিমা", "name_en": "Rahima"})
    assert answer.status_code == 422
    assert "কারণ, লিখুন" in shown_of(answer)
    sent = typed_fields() | {"name_bn": "রহিমা", "name_en": "Rahima", "reason": "বানান"}
    answer = at_desk.post(f"{page}replace/", sent)
    made = Certificate.objects.get(replaces=certificate)
    assert answer["Location"] == f"/desk/certificates/{made.serial}/"
    assert serial_words(made.serial, "bn") in shown_of(at_desk.get(page))
    # Pressed again, or by another: it has been replaced, and is not printed any more.
    assert at_desk.post(f"{page}replace/", sent)["Location"] == page
    assert at_desk.post(f"{page}print/", {"language": "bn"}).status_code == 404
    at_desk.post(f"/desk/certificates/{made.serial}/revoke/", {"reason": "প্রশিক্ষণে ছিলেন না"})
    made.refresh_from_db()
    assert made.state == "revoked"
    assert "প্রশিক্ষণে ছিলেন না" in shown_of(at_desk.get(f"/desk/certificates/{made.serial}/"))


def test_the_list_finds_by_number_and_by_name_in_either_language(at_desk, certificate, issue):
    issue(name=("মো. সোহেল রানা", "Md. Sohel Rana"))
    for typed in ("rahima", "রহিমা খাতুন", "৮৫৪৯-স-২৬-০০০০১", certificate.serial.lower()):
        shown = shown_of(at_desk.get("/desk/certificates/", {"q": typed}))
        assert "রহিমা" in shown
        assert "সোহেল" not in shown
    assert "এমন কিছু নেই।" in shown_of(at_desk.get("/desk/certificates/", {"q": "নেই এমন"}))
    assert "এমন কিছু নেই।" in shown_of(at_desk.get("/desk/certificates/", {"tab": "ended"}))


def test_an_assistant_prints_and_does_not_revoke(client, certificate, django_user_model):
    client.force_login(django_user_model.objects.get(username="shirin"))
    page = f"/desk/certificates/{certificate.serial}/"
    assert client.post(f"{page}print/", {"language": "en"}).status_code == 200
    assert client.get(f"{page}revoke/").status_code == 403
    assert client.post(f"{page}revoke/", {"reason": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('#import "stationery.typ": data', "অন্য কোনো ফাইল আনতে পারে না"),
        ('#import "@preview/cades:0.3.0"', "অন্য কোনো ফাইল আনতে পারে না"),
        ('#read("letter.typ")', "অন্য কোনো ফাইল আনতে পারে না"),
        ("#let data = json(bytes(sys.inputs.data)\n", "সনদ ছাপা যায় না"),
        ("#json(bytes(sys.inputs.data)).missing", "সনদ ছাপা যায় না"),
        ("", "নকশাটি দিন"),
    ],
)
def test_a_layout_that_sets_nothing_is_refused_with_the_reason(at_desk, certificate, source, words):
    sent = {"title_bn": "সনদ", "title_en": "Certificate", "source": source}
    answer = at_desk.post("/desk/certificates/templates/course/", sent)
    assert answer.status_code == 422
    assert words in shown_of(answer)
    assert CertificateTemplate.objects.filter(key="course").count() == 1


def test_a_new_version_prints_what_is_issued_from_now_on(at_desk, certificate, office, karim):
    before = certificate_pdf(certificate, "en")
    source = template_files()["course"].source.replace("Certificate no.: ", "No. of this certificate: ")
    sent = {"title_bn": "কোর্স সনদ", "title_en": "Course certificate", "source": source}
    assert at_desk.post("/desk/certificates/templates/course/", sent).status_code == 302
    after = issue_certificate(
        office=office,
        template_key="course",
        statement=RAHIMA,
        subject=("case", 2),
        actor=("user", karim.pk),
        now=ISSUED_AT,
    )
    assert "No. of this certificate" in text_of(certificate_pdf(after, "en"))
    assert certificate_pdf(Certificate.objects.get(pk=certificate.pk), "en") == before


def test_the_search_of_the_head_finds_a_certificate_by_its_number_and_by_its_holder(at_desk, certificate):
    page = f"/desk/certificates/{certificate.serial}/"
    assert at_desk.get("/desk/search/", {"q": serial_words(certificate.serial, "bn")})["Location"] == page
    found = at_desk.get("/desk/search/", {"q": RAHIMA["name"][0].split()[0]}).content.decode()
    assert page in found
    assert page not in at_desk.get("/desk/search/", {"q": "নেই এমন নাম"}).content.decode()
