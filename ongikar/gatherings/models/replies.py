"""Who was invited to a gathering and how, and what they answered."""

from django.db import models
from django.db.models import Q

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.letters.models import Letter

from .gathering import Gathering
from .roster import Member


class Invitation(models.Model):
    """That a member was invited to one gathering, once. What was sent stands among the messages."""

    SMS, EMAIL, LETTER, HAND = "sms", "email", "letter", "hand"
    CHANNELS = (SMS, EMAIL, LETTER, HAND)

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="invitations", db_index=False
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="invitations")
    # How it goes: by what address they have; by letter, or handed over, where they have none.
    channel = models.CharField(max_length=6)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "member"], name="one_invitation_a_member"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Reply(models.Model):
    """One answer to an invitation. Only added: the last one counts."""

    YES, NO, DELEGATE = "yes", "no", "delegate"
    ANSWERS = (YES, NO, DELEGATE)
    LINK, DESK = "link", "desk"

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="replies", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="replies")
    answer = models.CharField(max_length=8)
    # Who comes instead.
    delegate = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    # By the member's own page, or told to the office.
    via = models.CharField(max_length=4, default=LINK)
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="delegate") ^ Q(delegate=""), name="a_delegate_has_a_name"
            ),
        ]
        indexes = [models.Index(fields=["gathering", "member", "id"], name="replies_of_a_gathering")]

    def __str__(self) -> str:
        return f"reply {self.pk}"
