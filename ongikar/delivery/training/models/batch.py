"""What is taught, and each time it is taught: a course and its batches."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import InTwoLanguages, choices_of, say_lazy
from ongikar.delivery.training import states
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Place, Post
from ongikar.records.models import UNSEALED_KEY, ActRow, Record, StatedRecord
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.selection.rule import MOST_SEATS

LANGUAGES = [("bn", say_lazy("বাংলা", "Bangla")), ("en", say_lazy("ইংরেজি", "English"))]


class Course(InTwoLanguages, Record):
    """What is taught, to how far, and what must be reached for its certificate. Batches keep what held
    when they were planned.
    """

    SUBJECT = "course"
    IS_KEYED, UNSEALED = True, UNSEALED_KEY
    LEVELS = (
        ("basic", say_lazy("প্রাথমিক", "Basic")),
        ("middle", say_lazy("মাধ্যমিক", "Intermediate")),
        ("high", say_lazy("উচ্চতর", "Advanced")),
    )

    title_bn = models.CharField(say_lazy("কোর্সের নাম, বাংলায়", "Name of the course in Bangla"), max_length=200)
    title_en = models.CharField(
        say_lazy("কোর্সের নাম, ইংরেজিতে", "Name of the course in English"), max_length=200, blank=True
    )
    level = models.CharField(say_lazy("স্তর", "Level"), max_length=12, default="basic", choices=LEVELS)
    # The language it is taught in.
    language = models.CharField(max_length=2, default="bn", choices=LANGUAGES)
    hours = models.PositiveSmallIntegerField(
        say_lazy("মোট ঘণ্টা", "Hours in all"), validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    syllabus = models.TextField(say_lazy("যা শেখানো হবে", "What is taught"), blank=True)
    # Of a hundred, what must have been attended and reached for the certificate.
    attendance_percent = models.PositiveSmallIntegerField(
        say_lazy("সনদের জন্য উপস্থিতি, অন্তত (%)", "Attendance for the certificate, per cent at least"),
        default=80,
        validators=[MaxValueValidator(100)],
    )
    pass_percent = models.PositiveSmallIntegerField(
        say_lazy("শেষ পরীক্ষায় অন্তত (%)", "Final test, per cent at least"),
        help_text=say_lazy("পরীক্ষা না থাকলে ০", "0 where there is no test"),
        default=0,
        validators=[MaxValueValidator(100)],
    )
    # Who has completed it once is not taken again.
    once_only = models.BooleanField(
        say_lazy("যিনি একবার করেছেন, তাঁকে আবার নেওয়া হয় না", "Whoever completed it is not taken again"),
        default=True,
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Sent twice is made once.
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = say_lazy("কোর্স", "course")
        verbose_name_plural = say_lazy("কোর্স", "Courses")
        constraints = [
            models.CheckConstraint(
                condition=Q(attendance_percent__lte=100) & Q(pass_percent__lte=100),
                name="a_course_asks_at_most_a_hundred",
            )
        ]
        indexes = [models.Index(fields=["office", "-id"], name="courses_newest")]

    def __str__(self) -> str:
        return f"course {self.pk}"

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.made_at, self.title_en = now, self.title_en or self.title_bn

    def in_words(self, field: str = "title", tongue: str | None = None) -> str:
        return super().in_words(field, tongue)

    @property
    def title(self) -> str:
        return self.in_words()


class Batch(StatedRecord):
    """A course taught once, to so many. `state` is a cache of the fold of its acts (states.py).

    Whatever changes seats or states of it locks it first, so that two who act at once wait in turn and never
    for each other.
    """

    SUBJECT, TRANSITIONS = "batch", states.BATCH
    UNSEALED = {
        "look_at": "a cache: when the worker looks next",
        "overstated_since": "a cache: whether signed certificates and the sealed class book agree",
    } | UNSEALED_KEY

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="batches", db_index=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="batches")
    # A gap-free number of the office and the year: T-2026-04.
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    # Which batch of its course it is: the fourth.
    ordinal = models.PositiveSmallIntegerField()
    # Null where it is held on line or the place is not among the office's; then `place_words` names it.
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="batches")
    place_words = models.CharField(
        say_lazy("তালিকায় না থাকলে জায়গার নাম", "Name of the place, if it is not on the list"),
        max_length=200,
        blank=True,
    )
    # How many of its `Seat` rows may be offered: they are made with it.
    seats = models.PositiveSmallIntegerField(
        say_lazy("আসন", "Seats"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    classes = models.PositiveSmallIntegerField(
        say_lazy("ক্লাস", "Classes"), validators=[MinValueValidator(1), MaxValueValidator(400)]
    )
    starts_on = models.DateField(say_lazy("প্রথম ক্লাস", "First class"))
    ends_on = models.DateField(say_lazy("শেষ ক্লাস", "Last class"))
    # The post that answers for it.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="batches")
    budget_head = models.CharField(say_lazy("বরাদ্দের খাত", "Budget head"), max_length=120, blank=True)
    state = models.CharField(max_length=12, default=states.PLANNED, choices=choices_of(states.BATCH_WORDS))
    # When the worker looks next at its offers and its last day of applying; null while nothing ends by
    # itself.
    look_at = models.DateTimeField(null=True)
    # Since when certificates of it say more hours than its class book; null while none does.
    overstated_since = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    # Sent twice is planned once.
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = say_lazy("প্রশিক্ষণের ব্যাচ", "training batch")
        verbose_name_plural = say_lazy("প্রশিক্ষণ", "Training")
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

    def check_opening(self, now: datetime) -> None:
        require(
            1 <= self.seats <= MOST_SEATS,
            "seats",
            "আসন ১ থেকে {most}টি হতে পারে।",
            "There may be 1 to {most} seats.",
            most=MOST_SEATS,
        )
        require(
            self.starts_on > now.astimezone(TZ).date(),
            "starts_on",
            "প্রথম ক্লাস আজকের পরের কোনো দিন হতে হবে।",
            "The first class must be on a later day than today.",
        )
        require(
            self.ends_on >= self.starts_on,
            "ends_on",
            "শেষ ক্লাস প্রথম ক্লাসের আগে হতে পারে না।",
            "The last class cannot come before the first.",
        )

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.made_at = now

    def act(self, name: str, words: str = "", **data: Any) -> "BatchAct":
        """One that is not written yet."""
        return BatchAct(batch=self, name=name, words=words, data=data)

    @property
    def number(self) -> str:
        return f"T-{self.year}-{self.serial:02d}"


class BatchAct(ActRow):
    """One act of a batch: only ever added."""

    PARENT = "batch"

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=20, choices=choices_of(states.BATCH_ACT_WORDS))
    data = models.JSONField(default=dict)
    # For the journal, beside the row.
    facts: Mapping[str, Any] = {}

    def __str__(self) -> str:
        return f"{self.name} of batch {self.batch_id}"

    def facts_of_act(self) -> Mapping[str, Any]:
        return self.facts
