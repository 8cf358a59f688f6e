"""Whether the office's own key signed what an entry of the journal tells of a restore from a backup."""

from cryptography.exceptions import InvalidSignature
from django.conf import settings

from ongikar.journal.models import Entry
from ongikar.journal.restores import signature_of, signed_text

from .receipt_key import public_key, public_pem


def is_signed_by_office(entry: Entry) -> bool:
    """By the receipt key of today; one that was changed since signs nothing of before."""
    try:
        key = public_key(public_pem(settings.ONGIKAR_RECEIPT_KEY))
        facts = entry.facts["restore"]
        key.verify(signature_of(facts), signed_text(facts, entry.subject_id))
    except (InvalidSignature, LookupError, ValueError, TypeError, AttributeError):
        return False
    return True
