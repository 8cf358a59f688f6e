"""How a certificate is laid out, version by version, and the keys it is signed with."""

from typing import TypedDict

from django.db import models

from ongikar.certificates.rules.serial import CERTIFICATE, PROOF
from ongikar.core.i18n.say import choices_of
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office

MARKS = {CERTIFICATE: ("সনদ", "Certificate"), PROOF: ("পত্রের প্রমাণ", "Proof of a letter")}


class TemplateField(TypedDict):
    """One printed field: its code in the statement, its label in both languages, and whether it
    may be empty.
    """

    code: str
    bn: str
    en: str
    is_required: bool


class CertificateTemplate(models.Model):
    """One version of a template of an office. Never edited: a certificate is printed by the version it was
    issued under for as long as it is kept.
    """

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="certificate_templates", db_index=False
    )
    # Which template: a code of certificates.template_files, or one that the office named.
    key = models.CharField(max_length=30)
    version = models.PositiveIntegerField()
    # C for a certificate, P for the proof of a letter: it stands in the serial, and each has a book of its
    # own.
    mark = models.CharField(max_length=1, choices=choices_of(MARKS))
    title_bn = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    # TemplateField, in the order in which they are printed.
    fields = models.JSONField()
    # Typst, whole: it imports nothing, so that no other file changes what was issued.
    source = models.TextField()
    # Of fields and source: the same is not published twice.
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "key", "version"], name="one_template_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.key}/{self.version}"


class SigningKey(models.Model):
    """The public half of a key that signs certificates, and since when and until when it signed. It is kept
    for ever: what it signed is checked with it. The private halves lie in a file (certificates/key_ring.py).
    """

    # The first eight bytes of the SHA-256 of the public key, in hexadecimal.
    key_id = models.CharField(max_length=16, unique=True)
    # The 32 bytes, as base64 for addresses: the `x` of its JWK.
    public = models.CharField(max_length=43)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key_id
