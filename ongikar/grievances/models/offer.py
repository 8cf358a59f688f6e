"""The complaint or appeal offered ready made: a broken promise gives a right, and one press uses it."""

from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.charter.models import Tier
from ongikar.core.not_none import not_none
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office

from .grievance import Grievance


class Offer(models.Model):
    """What the citizen may file by one press: a complaint about a case, or an appeal in a grievance. Made
    once each.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="offers")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="offers")
    grievance = models.ForeignKey(Grievance, null=True, on_delete=models.PROTECT, related_name="offers")
    tier = models.ForeignKey(Tier, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    # The words as first offered, in the citizen's language.
    text = models.TextField()
    filed_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=True) ^ Q(grievance__isnull=True), name="an_offer_is_about_one_thing"
            ),
            models.UniqueConstraint(
                fields=["case"], name="one_offer_a_case", condition=Q(case__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["grievance", "tier"], name="one_offer_a_tier", condition=Q(grievance__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"

    @property
    def thing(self) -> Case | Grievance:
        """What it is about, and so who may press it: whoever may see that."""
        return self.case or not_none(self.grievance)
