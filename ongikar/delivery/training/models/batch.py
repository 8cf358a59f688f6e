"""What is taught, and each time it is taught: a course and its batches."""

from django.db import models
from django.db.models import F, Q

from ongikar.core.i18n.say import InTwoLanguages
from ongikar.delivery.training import states
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place, Post


class Course(InTwoLanguages, models.Model):
    """What is taught, to how far, and what must be reached for its certificate. Batches keep what held
    when they were planned.
    """

    SUBJECT = "course"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="courses", db_index=False)
    title_bn = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    level = models.CharField(max_length=12, default="basic")
    # The language it is taught in.
    language = models.CharField(max_length=2, default="bn")
    hours = models.PositiveSmallIntegerField()
    syllabus = models.TextField(blank=True)
    # Of a hundred, what must have been attended and reached for the certificate.
    attendance_percent = models.PositiveSmallIntegerField(default=80)
    pass_percent = models.PositiveSmallIntegerField(default=0)
    # Who has completed it once is not taken again.
    once_only = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Sent twice is made once.
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(attendance_percent__lte=100) & Q(pass_percent__lte=100),
                name="a_course_asks_at_most_a_hundred",
            )
        ]
        indexes = [models.Index(fields=["office", "-id"], name="courses_newest")]

    def __str__(self) -> str:
        return f"course {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def title(self) -> str:
        return self.in_words("title")


class Batch(models.Model):
    """A course taught once, to so many. `state` is a cache of the fold of its acts (states.py)."""

    SUBJECT = "batch"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="batches", db_index=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="batches")
    # A gap-free number of the office and the year: T-2026-04.
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    # Which batch of its course it is: the fourth.
    ordinal = models.PositiveSmallIntegerField()
    # Null where it is held on line or the place is not among the office's; then `place_words` names it.
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="batches")
    place_words = models.CharField(max_length=200, blank=True)
    # How many `Seat` rows it has: they are made with it.
    seats = models.PositiveSmallIntegerField()
    classes = models.PositiveSmallIntegerField()
    # The days of the first and the last class.
    starts_on = models.DateField()
    ends_on = models.DateField()
    # The post that answers for it.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="batches")
    budget_head = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, default=states.PLANNED)
    # When the worker looks next at its offers and its last day of applying; null while nothing ends by
    # itself.
    look_at = models.DateTimeField(null=True)
    # Since when certificates of it say more hours than its class book; null while none does.
    overstated_since = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    # Sent twice is planned once.
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "serial"], name="one_batch_a_number"),
            models.UniqueConstraint(fields=["course", "ordinal"], name="one_batch_an_ordinal"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="a_batch_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="a_batch_has_a_seat"),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="batches_newest"),
            models.Index(fields=["office", "state", "starts_on"], name="batches_by_state"),
            models.Index(fields=["office", "starts_on"], name="batches_of_a_year"),
            models.Index(fields=["office", "ends_on"], name="batches_not_over"),
            models.Index(
                fields=["post", "ends_on", "id"],
                name="running_batches_of_a_post",
                condition=~Q(state__in=[states.CERTIFIED, states.CANCELLED]),
            ),
            models.Index(
                fields=["office", "overstated_since"],
                name="batches_overstated",
                condition=Q(overstated_since__isnull=False),
            ),
            models.Index(
                fields=["look_at", "id"], name="batches_to_look_at", condition=Q(look_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def number(self) -> str:
        return f"T-{self.year}-{self.serial:02d}"


class BatchAct(models.Model):
    """One act of a batch: only ever added."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=20)
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)
    words = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} of batch {self.batch_id}"
