"""What every pack has: whose it is, until when, and whether it was called back."""

from datetime import timedelta
from uuid import uuid4

from django.db import models

from ongikar.people.models import User
from ongikar.people.post_holders import STAFF_ROLES, PostHolder
from ongikar.records.models import RowOfRecord

# A phone whose clock is this far off is put right; by less, latency is as likely.
CLOCK_IS_OFF = timedelta(minutes=3)


class Pack(RowOfRecord):
    """A record taken along on one phone, by one person, for seven days. What its address says is signed
    (packs/actions.py); the row tells whether it was called back.
    """

    VERB = "taken_along"
    UNSEALED = {
        "sent_at": "when the phone last sent anything; what it sent says it itself",
        "behind_seconds": "by how much the phone's clock was off; what is promised rests on our own clock",
    }

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True, default=uuid4)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    # When the phone last sent anything, and by how many seconds its clock was behind ours.
    sent_at = models.DateTimeField(null=True)
    behind_seconds = models.IntegerField(null=True)

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return f"pack {self.pk} of {self.record}"

    def is_of(self, holder: PostHolder) -> bool:
        """Whether whoever took it along may still send: what they hold today."""
        return holder.has(self.record.office_id, STAFF_ROLES)

    @property
    def is_clock_off(self) -> bool:
        """Whether what the phone says was put right by our clock."""
        return abs(self.behind_seconds or 0) > CLOCK_IS_OFF.total_seconds()

    @property
    def source(self) -> str:
        """What its answers say of where they come from: two phones are two packs."""
        return f"pack-{self.pk}"
