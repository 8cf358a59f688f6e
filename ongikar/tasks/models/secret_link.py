"""What every address without an account has in common: its hash, and from when to when it opens something."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import models

from ongikar.journal.sealed_queryset import SealedQuerySet

GOOD_FOR = timedelta(days=30)
# 96 bits, as 16 signs of an address: as long as that of an applicant's (cases/models/proofs.py).
BYTES = 12


class SecretLink(models.Model):
    """An address for a contact outside, for a while. Only its hash is kept: whoever reads the database opens
    nothing.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    # When it was opened first: that it was seen.
    opened_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        abstract = True

    def note_opening(self, now: datetime) -> None:
        """That it was seen, once; opened again, nothing is written."""
        if self.opened_at is None:
            type(self).objects.filter(pk=self.pk, opened_at__isnull=True).update(opened_at=now)


def new_token() -> str:
    return secrets.token_urlsafe(BYTES)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_secret_link[L: SecretLink](
    model: type[L], *, now: datetime, **whose: models.Model | int | None
) -> tuple[L, str]:
    """A new link, good for thirty days, and the token of its address: the only time that it is known here."""
    token = new_token()
    made = model.objects.create(token_hash=token_hash(token), made_at=now, expires_at=now + GOOD_FOR, **whose)
    return made, token


def good_links[L: SecretLink](model: type[L], token: str, now: datetime) -> "models.QuerySet[L]":
    """The link of this address while it opens something; unknown, over or ended, all are answered alike."""
    return model.objects.filter(token_hash=token_hash(token), revoked_at__isnull=True, expires_at__gt=now)
