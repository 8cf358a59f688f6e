"""The proof that a letter carries: read back from its printed page, and revoked with the letter."""

import pypdfium2
import pytest
import zxingcpp

from ongikar.certificates.addresses import qr_address
from ongikar.certificates.check import judge
from ongikar.certificates.models import Certificate
from ongikar.letters.outgoing import actions
from ongikar.letters.outgoing.anonymise import empty_letter
from ongikar.letters.outgoing.paper import letter_pdf, printed_data
from ongikar.letters.outgoing.proof import prove_letter
from ongikar.letters.outgoing.transitions import LetterFault

from .outgoing import KARIM, SHIRIN, begin

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(office, now):
    def issue(**options):
        letter = begin(office, now, **options)
        actions.initial(letter, actor=SHIRIN, now=now)
        actions.sign_and_issue(letter, actor=KARIM, now=now)
        return letter

    return issue


def test_the_qr_of_the_printed_letter_is_its_proof(issued, now):
    letter = issued()
    before = printed_data(letter)
    proof = prove_letter(letter, actor=KARIM, now=now)
    picture = pypdfium2.PdfDocument(letter_pdf(letter))[0].render(scale=300 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    assert found.text == qr_address(proof)
    said = proof.statement.fields
    assert said["memo"][1] == letter.memo_number
    assert said["digest"][0] == letter.sha256
    assert proof.serial.startswith("8549-P-")
    assert {name for name, value in printed_data(letter).items() if before.get(name) != value} == {
        *("qr", "qr_mm", "verify")
    }


def test_pressed_twice_it_is_one_proof_and_takes_no_number_of_the_certificates(issued, now):
    letter = issued()
    assert prove_letter(letter, actor=KARIM, now=now) == prove_letter(letter, actor=KARIM, now=now)
    assert list(Certificate.objects.values_list("mark", "number")) == [("P", 1)]


def test_a_draft_carries_no_proof(office, now):
    with pytest.raises(LetterFault):
        prove_letter(begin(office, now), actor=KARIM, now=now)


def test_the_letter_in_its_place_revokes_the_proof_and_is_named_there(issued, now):
    old = issued()
    proof = prove_letter(old, actor=KARIM, now=now)
    new = issued(replaces=old)
    finding = judge(Certificate.objects.get(pk=proof.pk))
    assert finding.state == "revoked"
    assert new.memo_number[-4:].translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")) in finding.reason
    old.refresh_from_db()
    assert "qr" not in printed_data(old)
    with pytest.raises(LetterFault):
        prove_letter(old, actor=KARIM, now=now)


def test_what_the_proof_said_goes_with_the_letter(issued, now):
    letter = issued()
    proof = prove_letter(letter, actor=KARIM, now=now)
    empty_letter(letter)
    assert Certificate.objects.get(pk=proof.pk).proof == ""
