"""The proof that a letter may carry: what it says, to whom, under which number, and the digest of its frozen
text, signed as a certificate is. Its QR is printed beside the signature.
"""

from datetime import datetime

from django.db import transaction

from ongikar.certificates.actions import issue_certificate, revoke_certificate
from ongikar.certificates.addresses import qr_address
from ongikar.certificates.models import Certificate
from ongikar.certificates.rules.serial import serial_words
from ongikar.certificates.transitions import ISSUED as HOLDS
from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.papers.pdf import qr
from ongikar.rules.bangla.text import digits

from ..models import Letter, Recipient
from ..transitions import ISSUED, SUPERSEDED
from .transitions import LetterFault

# What of the subject and of the recipients stands in the QR: it must still be read from paper.
MOST_WORDS = 120
TEMPLATE = "letter"
# The QR of a proof holds more than an address.
QR_MM = 36


@transaction.atomic
def prove_letter(letter: Letter, *, actor: Reference, now: datetime) -> Certificate:
    """Sign an issued letter; pressed twice, it is signed once. Raises LetterFault for one that cannot be."""
    if letter.state not in (ISSUED, SUPERSEDED) or not letter.sha256:
        raise LetterFault(
            "জারি হওয়া চিঠিতেই প্রমাণের QR দেওয়া যায়।", "Only a letter that was issued can carry a proof."
        )
    if letter.state == SUPERSEDED:
        raise LetterFault(
            "এর বদলে অন্য চিঠি জারি হয়েছে; সেটিতে প্রমাণ দিন।",
            "Another letter was issued in its place; give the proof to that one.",
        )
    return issue_certificate(
        office=letter.office,
        template_key=TEMPLATE,
        statement={
            "memo": (digits(letter.memo_number, "bn"), letter.memo_number),
            "subject": shorten_words(letter.subject_line),
            "to": shorten_words(", ".join(recipient_names(letter))),
            "digest": letter.sha256,
        },
        subject=letter.reference,
        actor=actor,
        now=now,
        submission=f"letter-{letter.pk}",
    )


def recipient_names(letter: Letter) -> list[str]:
    return [each.name for each in letter.recipients.all() if each.role == Recipient.TO]


def shorten_words(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= MOST_WORDS else f"{plain[: MOST_WORDS - 1]}…"


def proof_of(letter: Letter) -> Certificate | None:
    """The proof that it carries, as long as that holds."""
    certificates = Certificate.objects.of_subject(letter.reference).filter(state=HOLDS)
    return certificates.select_related("office").last()


def proof_printed(letter: Letter) -> dict[str, object]:
    """What the paper prints of it, in the language at hand; nothing where there is none."""
    proof = proof_of(letter)
    if proof is None or not proof.proof:
        return {}
    tongue = say("bn", "en")
    return {
        "qr": qr(qr_address(proof, tongue)),
        "qr_mm": QR_MM,
        "verify": say(
            "প্রমাণ নম্বর {serial}, কোড {code}। QR ফোনের ক্যামেরায় দেখলে পত্রটি আসল কি না, দেখা যায়।",
            "Proof {serial}, code {code}. A phone’s camera shows from the QR whether the letter is genuine.",
            serial=serial_words(proof.serial, tongue),
            code=proof.check_code,
        ),
    }


def revoke_proof(letter: Letter, *, by: Letter, actor: Reference, now: datetime) -> None:
    """Its letter was superseded: the page of the proof says by which."""
    if proof := proof_of(letter):
        memo = digits(by.memo_number, "bn")
        reason = f"এর বদলে অন্য পত্র জারি হয়েছে: স্মারক {memo}"
        revoke_certificate(proof, reason=reason, actor=actor, now=now)
