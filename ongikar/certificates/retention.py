"""When a certificate no longer says whose it was, and its order goes."""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.certificates.rules.serial import CERTIFICATE
from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.people.models import GONE

from .models import Certificate, CertificateOrder


def certificates(office: Office, before: datetime) -> QuerySet[Certificate]:
    """Proofs of letters go with their letters."""
    told = Certificate.objects.filter(office=office, issued_at__lt=before).exclude(search=sql_literal(GONE))
    return told.filter(mark=CERTIFICATE)


def certificate_orders(office: Office, before: datetime) -> QuerySet[CertificateOrder]:
    # What was issued says it itself; the order is kept as long as the file that was made of it is known.
    return CertificateOrder.objects.filter(office=office, asked_at__lt=before)


register_retention(
    RetentionClass("certificates", "certificates", certificates, "issued_at", Certificate.forget),
    RetentionClass("certificate_orders", "exports", certificate_orders, "asked_at", CertificateOrder.delete),
)
