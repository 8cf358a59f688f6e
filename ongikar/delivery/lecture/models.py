"""A class that the office gives in somebody else's training: what was handed out, the tour, the honorarium,
and what the host says of it.
"""

from django.db import models
from django.db.models import F, Q

from ongikar.cases.models import Case
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office
from ongikar.papers.models import Paper


class Lecture(models.Model):
    """What belongs to a case about a class beside its answers. When it is, the acts of the case say."""

    SUBJECT = "lecture"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="lectures", db_index=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="lecture")
    # A gap-free number of the office and the fiscal year.
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    programme = models.CharField(max_length=200)
    topic = models.CharField(max_length=200)
    venue = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_lecture_a_serial"
            )
        ]
        indexes = [models.Index(fields=["office", "-id"], name="lectures_newest")]

    def __str__(self) -> str:
        return f"lecture {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class Material(models.Model):
    """Something that was given to the learners: its file, which the host may fetch."""

    lecture = models.ForeignKey(Lecture, on_delete=models.PROTECT, related_name="materials")
    title = models.CharField(max_length=200)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="material")
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    # Sent twice is kept once.
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"material {self.pk}"


class TourEntry(models.Model):
    """One line of the tour book: who went where for the class, and came back when. Corrected by a new line
    that strikes the old one through.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tours", db_index=False)
    lecture = models.ForeignKey(Lecture, on_delete=models.PROTECT, related_name="tours")
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    traveller = models.CharField(max_length=200)
    left_at = models.DateTimeField()
    back_at = models.DateTimeField()
    to_place = models.CharField(max_length=200)
    transport = models.CharField(max_length=60)
    kilometres = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=300, blank=True)
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_tour_a_serial"
            ),
            models.CheckConstraint(condition=Q(back_at__gt=F("left_at")), name="a_tour_ends_after_it_began"),
            models.UniqueConstraint(
                fields=["lecture"], name="one_living_tour_a_lecture", condition=Q(struck_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"tour {self.pk}"


class Honorarium(models.Model):
    """What the host paid for the class, and what was deducted: whole taka. That none was paid is said too."""

    lecture = models.ForeignKey(Lecture, on_delete=models.PROTECT, related_name="honoraria")
    amount = models.PositiveIntegerField()
    deducted = models.PositiveIntegerField(default=0)
    paid_on = models.DateField(null=True)
    voucher = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=300, blank=True)
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "honoraria"
        constraints = [
            models.CheckConstraint(
                condition=Q(deducted__lte=F("amount")), name="no_more_is_deducted_than_paid"
            ),
            models.CheckConstraint(
                condition=Q(amount=0) ^ Q(paid_on__isnull=False), name="what_was_paid_has_a_day"
            ),
            models.UniqueConstraint(
                fields=["lecture"], name="one_living_honorarium", condition=Q(struck_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"honorarium {self.pk}"


class HostFeedback(models.Model):
    """What the host says of the class, once: on their own page, or told to the office."""

    lecture = models.OneToOneField(Lecture, on_delete=models.PROTECT, related_name="feedback")
    # One to five.
    clear = models.PositiveSmallIntegerField()
    useful = models.PositiveSmallIntegerField()
    again = models.BooleanField()
    words = models.TextField(blank=True)
    via = models.CharField(max_length=10)
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(clear__gte=1, clear__lte=5, useful__gte=1, useful__lte=5),
                name="feedback_is_of_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return f"feedback on lecture {self.lecture_id}"
