"""What comes of a batch: which round of questions it uses for what, who completed it and by which figures,
and what is asked months later.
"""

from django.db import models
from django.db.models import Q

from ongikar.questionnaires.models import Round
from ongikar.records.models import Record, Row

from .application import Application
from .batch import Batch


class Completion(Row):
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


class FollowUp(Record):
    """What became of somebody so many months after the last class: asked by the worker, answered by one
    figure or at the counter.
    """

    SUBJECT = "follow_up"
    PERSONAL_DATA = {"answer": "", "words": ""}

    office = None  # type: ignore[assignment]  # no column of its own for whose it is
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
    def office_id(self) -> int:  # type: ignore[override]  # its application says
        return self.application.office_id


class BatchRound(Row):
    """The test before, the test after, or the feedback of a batch: a round of questions, one of each."""

    PRE, POST, FEEDBACK = "pre", "post", "feedback"
    PARTS = (PRE, POST, FEEDBACK)

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="rounds", db_index=False)
    part = models.CharField(max_length=8)
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="of_batch")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "part"], name="one_round_a_part")]

    def __str__(self) -> str:
        return f"{self.part} of batch {self.batch_id}"
