"""What apps above do with certificates: issue one or many, put another in its place, revoke, print.

Whoever wants to know that one was issued puts a callable into AFTER_ISSUE, called in the transaction of the
issue as `follow(certificate, now=…)`. `Certificate.objects.of_subject(reference)` finds what was issued for a
thing, and `of_holder(reference)` what a person holds.
"""

from .bulk import WantedCertificate, order_certificates
from .issuing import (
    AFTER_ISSUE,
    issue_certificate,
    record_print,
    replace_certificate,
    revoke_certificate,
)
from .paper import certificate_pdf
from .transitions import CertificateFault

__all__ = [
    "AFTER_ISSUE",
    "CertificateFault",
    "WantedCertificate",
    "certificate_pdf",
    "issue_certificate",
    "order_certificates",
    "record_print",
    "replace_certificate",
    "revoke_certificate",
]
