"""Certificates that prove themselves: their templates and keys, what became of them, their prints."""

from .certificate import Certificate, CertificatePrint, CertificateQuerySet, StatusChange
from .order import CertificateOrder
from .template import CertificateTemplate, SigningKey

__all__ = [
    "Certificate",
    "CertificateOrder",
    "CertificatePrint",
    "CertificateQuerySet",
    "CertificateTemplate",
    "SigningKey",
    "StatusChange",
]
