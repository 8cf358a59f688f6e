"""The lab use book, and which round of questions a batch uses for what."""

from django.db import models
from django.db.models import F, Q

from ongikar.gatherings.models import Gathering
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place
from ongikar.questionnaires.models import Round

from .batch import Batch
from .school import SchoolCourse


class LabUse(models.Model):
    """One line of the book of a lab: who used it when, how many, and what worked. Nothing is edited: a line
    that is wrong is struck through.
    """

    SUBJECT = "lab_use"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="lab_uses", db_index=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="uses")
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    what = models.CharField(max_length=200)
    school_class = models.CharField(max_length=60, blank=True)
    students = models.PositiveSmallIntegerField()
    girls = models.PositiveSmallIntegerField(null=True)
    computers_working = models.PositiveSmallIntegerField(null=True)
    teacher = models.CharField(max_length=200, blank=True)
    # What was handed out or used, in words.
    materials = models.CharField(max_length=300, blank=True)
    # The classes that a school asked for.
    course = models.ForeignKey(SchoolCourse, null=True, on_delete=models.PROTECT, related_name="uses")
    # A class writes its line once: one of a batch by itself.
    gathering = models.OneToOneField(Gathering, null=True, on_delete=models.PROTECT, related_name="lab_use")
    entered_at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=300, blank=True)
    submission = models.CharField(max_length=80, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_lab_use_a_serial"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_use_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(girls__isnull=True) | Q(girls__lte=F("students")),
                name="no_more_girls_than_students",
            ),
        ]
        indexes = [models.Index(fields=["office", "-id"], name="lab_uses_newest")]

    def __str__(self) -> str:
        return f"lab use {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class BatchRound(models.Model):
    """The test before, the test after, or the feedback of a batch: a round of questions, one of each."""

    PRE, POST, FEEDBACK = "pre", "post", "feedback"
    PARTS = (PRE, POST, FEEDBACK)

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="rounds", db_index=False)
    part = models.CharField(max_length=8)
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="of_batch")

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "part"], name="one_round_a_part")]

    def __str__(self) -> str:
        return f"{self.part} of batch {self.batch_id}"
