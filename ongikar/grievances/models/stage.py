"""One tier that a grievance has reached: who must decide it, by when, and what was decided."""

from django.db import models

from ongikar.charter.models import Tier
from ongikar.clock.models import Clock
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Post
from ongikar.people.models import User
from ongikar.rules import tiers

from .grievance import Grievance


class Stage(models.Model):
    """A complaint at tier 1, or an appeal above it. It closes once: decided, screened out, redirected or
    passed up.
    """

    COMPLAINANT, RESPONDENT = "complainant", "respondent"
    PASSED_UP = "passed_up"

    grievance = models.ForeignKey(Grievance, on_delete=models.PROTECT, related_name="stages")
    number = models.PositiveSmallIntegerField()
    tier = models.ForeignKey(Tier, on_delete=models.PROTECT, related_name="+")
    # The post that decides; whoever holds it on the day acts for it.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="stages")
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, related_name="stage")
    filed_at = models.DateTimeField()
    # Who brought it here: the complainant, or on appeal also the officer complained of.
    brought_by = models.CharField(max_length=12, default=COMPLAINANT)
    words = models.TextField()
    late_reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    # Whether the complaint was found right; null where nothing was decided.
    upheld = models.BooleanField(null=True)
    decision = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    remedy = models.TextField(blank=True)
    # Why it was not accepted: a code of the office's list.
    reason_code = models.CharField(max_length=30, blank=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grievance", "number"], name="one_stage_a_tier")]
        ordering = ["number"]
        indexes = [models.Index(fields=["post", "-id"], name="stages_of_a_post")]

    def __str__(self):
        return f"{self.grievance_id} at tier {self.number}"

    @property
    def what(self) -> str:
        """ "complaint" at tier 1, "appeal" above: the words are never mixed."""
        return tiers.tier_kind(self.number)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
