"""Empties certificates whose retention period is over: what they said, why they ended, and who took the
copies. Their numbers, days and states stay, so that the register keeps every line and the number still tells
whether it holds.
"""

from ongikar.people.models import GONE

from .models import Certificate


def empty_certificate(certificate: Certificate) -> None:
    """Safe to run twice, in the caller's transaction."""
    certificate.changes.exclude(reason="").update(reason="")
    certificate.prints.exclude(receiver="").update(receiver="")
    certificate.proof, certificate.search = "", GONE
    certificate.save(update_fields=["proof", "search"])
