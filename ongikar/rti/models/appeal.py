"""The appeal of whoever was refused, answered in part, or left without an answer: form গ and its decision."""

from django.db import models
from django.db.models import Q

from ongikar.clock.models import Clock
from ongikar.core.i18n.say import choices_of
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Post
from ongikar.people.models import User

from .request import InformationRequest


class RtiAppeal(models.Model):
    """One request is appealed once here; after that the Information Commission hears it."""

    ORDERED, DISMISSED = "ordered", "dismissed"
    OUTCOMES = {
        "": ("আপিলের সিদ্ধান্তের অপেক্ষায়", "Appeal waiting for a decision"),
        ORDERED: ("আপিল সঠিক: তথ্য দিতে হবে", "Appeal allowed: to be given"),
        DISMISSED: ("আপিল গ্রহণ করা হয়নি", "Appeal dismissed"),
    }

    request = models.OneToOneField(InformationRequest, on_delete=models.PROTECT, related_name="appeal")
    # The appeal authority: the head of the office above.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="rti_appeals")
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, related_name="rti_appeal")
    filed_at = models.DateTimeField()
    # The fields of form গ: what happened, why it wrongs the applicant, what is asked for, and what else.
    grounds = models.TextField()
    relief = models.TextField()
    more = models.TextField(blank=True)
    late_reason = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=choices_of(OUTCOMES))
    decision = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # By when the officer has to give what was ordered: a promise of its own, so that the first one's lateness
    # stays where it is.
    order_clock = models.OneToOneField(Clock, null=True, on_delete=models.PROTECT, related_name="rti_order")

    objects = SealedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["post", "clock"], name="rti_appeals_open", condition=Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["post", "-closed_at"], name="rti_appeals_done", condition=Q(closed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"appeal of {self.request_id}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
