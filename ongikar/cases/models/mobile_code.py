"""A code by SMS that proves whose mobile it is: six figures, five minutes, five tries. The code itself is
kept nowhere.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F

from ongikar.offices.models import Office

GOOD_FOR = timedelta(minutes=5)
TRIES = 5
# How long a browser stays in after its code.
STAYS_IN = timedelta(hours=1)


class MobileCode(models.Model):
    """Asked for one mobile in one office, whether anybody is known by it or not. `used_at`: it was entered
    rightly.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="mobile_codes")
    mobile = models.CharField(max_length=16)
    # What makes each code another, though the mobile be the same.
    salt = models.CharField(max_length=32)
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="mobile_codes_by_age")]

    def __str__(self) -> str:
        return f"code {self.pk}"

    @property
    def reference(self):
        return ("mobile_code", self.pk)

    @property
    def figures(self) -> str:
        """Made anew each time from the installation's secret: a copy of the database opens nothing."""
        told = f"{self.pk} {self.mobile} {self.salt}".encode()
        made = hmac.new(settings.SECRET_KEY.encode(), b"ongikar mobile code " + told, hashlib.sha256)
        return f"{int.from_bytes(made.digest()[:8]) % 1_000_000:06}"

    def is_good(self, now: datetime) -> bool:
        return self.used_at is None and self.tries < TRIES and now < self.asked_at + GOOD_FOR

    def try_with(self, figures: str, now: datetime) -> bool:
        """One try. Of several at the same moment no more than five are counted in, and only one comes
        through.
        """
        mine = MobileCode.objects.filter(
            pk=self.pk, used_at=None, tries__lt=TRIES, asked_at__gt=now - GOOD_FOR
        )
        if not mine.update(tries=F("tries") + 1):
            return False
        if not hmac.compare_digest(figures.encode(), self.figures.encode()):
            return False
        return bool(MobileCode.objects.filter(pk=self.pk, used_at=None).update(used_at=now))

    def is_in(self, now: datetime) -> bool:
        """Whether the browser that entered it may still see the mobile's requests."""
        return self.used_at is not None and self.ended_at is None and now < self.used_at + STAYS_IN


def clear_codes(now: datetime) -> int:
    """Nothing of a code is left a day after: neither it nor the mobile it was asked for."""
    return MobileCode.objects.filter(asked_at__lt=now - timedelta(days=1)).delete()[0]
