"""What comes of a training: who completed it and by which figures, what is asked months later, and the
hours of the office's own staff.
"""

from django.db import models
from django.db.models import Q

from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office
from ongikar.people.models import User

from .application import Application
from .batch import Batch


class Completion(models.Model):
    """Whether one enrolled person passed, with the figures it rests on, as they stood when it was decided."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="completion")
    # Of the classes held while the person was a member (rules/attendance).
    attended_minutes = models.PositiveIntegerField()
    held_minutes = models.PositiveIntegerField()
    percent = models.PositiveSmallIntegerField()
    # Test before and after, of a hundred; null where none was held or the person did not sit.
    pre_percent = models.PositiveSmallIntegerField(null=True)
    post_percent = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField()
    # Why not, as codes that a page words.
    reasons = models.JSONField(default=list)
    decided_at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(attended_minutes__lte=models.F("held_minutes")),
                name="no_more_is_attended_than_held",
            ),
            models.CheckConstraint(
                condition=Q(passed=False) | Q(attended_minutes__gt=0), name="nobody_passes_unattended"
            ),
        ]

    def __str__(self) -> str:
        return f"completion of application {self.application_id}"


class FollowUp(models.Model):
    """What became of somebody so many months after the last class: asked by the worker, answered by one
    figure or at the counter.
    """

    SUBJECT = "follow_up"

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="follow_ups", db_index=False
    )
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    # By which way it was answered, the one figure, and words.
    via = models.CharField(max_length=10, blank=True)
    answer = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    # The response to a questionnaire, where it was answered by one.
    response_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "months"], name="one_follow_up_a_month")
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"], name="follow_ups_to_ask", condition=Q(asked_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"follow-up {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class TrainingHours(models.Model):
    """Minutes of training of one of the office's own staff: the year's sum is held against 60 hours."""

    SUBJECT = "training_hours"

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="training_hours", db_index=False
    )
    # Whose; null for somebody who has no account, then the name alone tells.
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=200)
    post_words = models.CharField(max_length=200, blank=True)
    fiscal_year = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    # In a batch of this office, or held elsewhere as the words say.
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="hours")
    title = models.CharField(max_length=200)
    held_by = models.CharField(max_length=200, blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    order_number = models.CharField(max_length=80, blank=True)
    entered_at = models.DateTimeField()
    # Struck through, never deleted.
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.TextField(blank=True)
    # Sent twice is entered once.
    submission = models.CharField(max_length=80, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "fiscal_year", "name", "id"], name="hours_of_a_year"),
            models.Index(fields=["office", "fiscal_year", "-id"], name="hours_newest"),
            models.Index(
                fields=["user", "fiscal_year"], name="hours_of_a_person", condition=Q(user__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"training hours {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)
