"""An address that proves once whose mobile it was sent to: the token is told to the message alone, its hash
is kept.

It is made at the moment of sending (notices/sending.py), so that no page that shows the message, and no copy
of the
database, has it.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import models

from ongikar.journal.actions import SubjectReference
from ongikar.offices.models import Office

# As long as an appeal may take to be thought over.
GOOD_FOR = timedelta(days=30)
# 96 bits, as 16 signs of an address.
BYTES = 12
# What stands for the token in a message that is not sent: as long, so that its SMS are counted rightly.
UNSENT = "x" * 16


class OneUseAddress(models.Model):
    """Good until its day or its first use, whichever is first, for one case or complaint."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="one_use_addresses")
    subject_type = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    good_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["good_until"], name="one_use_addresses_by_age")]

    def __str__(self) -> str:
        return f"one-use address {self.pk}"

    @property
    def subject(self) -> SubjectReference:
        return (self.subject_type, self.subject_id)

    def use(self, now: datetime) -> bool:
        """Use it up; of two presses at the same moment one comes through."""
        mine = OneUseAddress.objects.filter(pk=self.pk, used_at=None, good_until__gt=now)
        return bool(mine.update(used_at=now))


def make_address(office: Office, subject: SubjectReference, now: datetime) -> tuple[OneUseAddress, str]:
    """The row, and the token that stands in the address: the only time that it is known here."""
    token = secrets.token_urlsafe(BYTES)
    made = OneUseAddress.objects.create(
        office=office,
        subject_type=subject[0],
        subject_id=subject[1],
        digest=digest_of(token),
        made_at=now,
        good_until=now + GOOD_FOR,
    )
    return made, token


def find_address(office: Office, token: str, now: datetime) -> OneUseAddress | None:
    """The address of this office with this token, while it is good and not used."""
    found = OneUseAddress.objects.filter(
        digest=digest_of(token), office=office, used_at=None, good_until__gt=now
    )
    return found.first()


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def clear_addresses(now: datetime) -> int:
    """Nothing of an address is left a day after its time."""
    return OneUseAddress.objects.filter(good_until__lt=now - timedelta(days=1)).delete()[0]
