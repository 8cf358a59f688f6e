"""That one case is answered together with another since the same was asked twice: who follows whom, and until
when.

Each keeps its number, its clock and its promise. See docs/decisions/136.
"""

from django.db import models
from django.db.models import F, Q

from ongikar.core.i18n.say import say_lazy
from ongikar.offices.models import Office
from ongikar.records.models import Row

from .case import Case


class JoinedCase(Row):
    """`follower` is answered when `leader` is. `ended_at`: they were parted, or one of them ended."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    follower = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    leader = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = say_lazy("একসঙ্গে উত্তর", "answered together")
        constraints = [
            models.UniqueConstraint(
                fields=["follower"], name="a_case_follows_one_other", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(follower=F("leader")), name="no_case_follows_itself"),
        ]
        indexes = [
            models.Index(
                fields=["leader", "id"], name="cases_that_follow", condition=Q(ended_at__isnull=True)
            )
        ]
