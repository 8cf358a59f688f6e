"""Work that somebody owes by a day: a task with its acts and proofs, the series of which it comes again, and
the links by which it is done or looked at from outside.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from ongikar.clock.models import Clock
from ongikar.core.i18n.say import choices_of, say_lazy
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place, Post
from ongikar.papers.models import Paper
from ongikar.people.models import GONE, Contact
from ongikar.records.models import Record

from .. import transitions
from ..rules import Recurrence
from ..words import EVIDENCE, ORIGINS, STATES
from .secret_link import SecretLink


class Series(Record):
    """What each of its tasks begins with, and when they come (tasks/rules.py).

    By period every period has a task of its own, however long nobody looked; since it was done there is one
    open task, and the next counts from the day the last was done.
    """

    SUBJECT = "series"
    PERSONAL_DATA = {"title": GONE, "words": ""}
    UNSEALED = {
        "look_at": "a cache of what the rule says: when the worker looks next",
        "submission": "the key by which a form sent twice is received once; nothing is promised by it",
    }

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="series", db_index=False)
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    origin = models.CharField(max_length=12, default="own", choices=choices_of(ORIGINS))
    title = models.CharField(say_lazy("কী করতে হবে", "What is to be done"), max_length=200)
    words = models.TextField(say_lazy("বিস্তারিত", "Details"), blank=True)
    owner_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="series")
    owner_contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="series")
    given_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="series_given")
    check_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="series_to_check")
    evidence = models.JSONField(default=list)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="series")
    # The rule as data, as tasks/rules.py reads it.
    rule = models.JSONField()
    # The first day of its first period, and the last day on which one may begin.
    starts_on = models.DateField(say_lazy("প্রথম দিন", "First day"))
    until = models.DateField(say_lazy("শেষ কবে", "Ends on"), null=True)
    # When the worker looks next: the moment at which the next period opens; null once none is to come, or
    # while the open task has not been done.
    look_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(say_lazy("বন্ধ হয়েছে", "Ended"), null=True)
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = say_lazy("নিয়মিত কাজ", "Recurring task")
        verbose_name_plural = say_lazy("নিয়মিত কাজ", "Recurring tasks")
        constraints = [
            models.CheckConstraint(
                condition=Q(owner_post__isnull=True) ^ Q(owner_contact__isnull=True),
                name="a_series_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(subject_type="") ^ Q(subject_id__isnull=False),
                name="a_subject_of_a_series_is_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["look_at", "id"], name="series_to_look_at", condition=Q(look_at__isnull=False)
            ),
            models.Index(fields=["office", "-id"], name="series_newest"),
            models.Index(
                fields=["office", "-id"], name="series_not_ended", condition=Q(ended_at__isnull=True)
            ),
            # What retention has yet to empty.
            models.Index(
                fields=["office", "ended_at"],
                name="series_to_forget",
                condition=Q(ended_at__isnull=False) & ~Q(title=GONE),
            ),
        ]

    def __str__(self) -> str:
        return f"series {self.pk}"

    @property
    def owner(self) -> Post | Contact:
        """Whoever owes what comes of it."""
        return self.owner_post or not_none(self.owner_contact)

    @property
    def recurrence(self) -> Recurrence:
        return Recurrence.from_data(self.rule)

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.made_at = now


MOST_TITLE = 200


class TaskQuerySet(SealedQuerySet):
    def of_subject(self, reference: SubjectReference) -> Self:
        """The tasks that serve one thing, in the order in which they were given."""
        return self.filter(subject_type=reference[0], subject_id=reference[1]).order_by("id")

    def with_related(self) -> Self:
        """With what a page about tasks needs, in the fewest statements."""
        related = ("owner_post", "owner_contact", "given_by", "check_post", "clock", "check_clock")
        return self.select_related(*related).prefetch_related("clock__facts", "check_clock__facts")


class Task(models.Model):
    """Work that one post or contact owes by a day. `state` is a cache of the fold of its acts.

    It points at what it serves by (subject_type, subject_id) and knows nothing of it. It never moves the
    clock of that: a task has a clock of its own, and a second one runs while its work waits for a check.
    """

    SUBJECT = "task"
    WORDS, PAPER, RECORD = EVIDENCE = tuple(EVIDENCE)
    # Of its end what the post above is shown; "" for most.
    ALONE, DROPPED_LATE = "alone", "dropped_late"
    EXCEPTIONS = {
        ALONE: ("যিনি করেছেন, তিনিই যাচাই করেছেন", "Checked by whoever did it"),
        DROPPED_LATE: ("দিন পেরোনোর পর বাদ দেওয়া", "Dropped after its day"),
    }

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tasks", db_index=False)
    # A gap-free number of the office's own: T-0118.
    number = models.PositiveIntegerField()
    # The year of the register in which it stands: that in which it was entered.
    fiscal_year = models.PositiveSmallIntegerField()
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    # What it came from.
    origin = models.CharField(max_length=12, default="own", choices=choices_of(ORIGINS))
    title = models.CharField(max_length=MOST_TITLE)
    words = models.TextField(blank=True)
    # Whoever owes it: a post of the office or somebody outside, never both.
    owner_post = models.ForeignKey(
        Post, null=True, on_delete=models.PROTECT, related_name="tasks", db_index=False
    )
    owner_contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="tasks", db_index=False
    )
    given_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tasks_given", db_index=False)
    # Who says that it is done; null where the owner's word is enough.
    check_post = models.ForeignKey(
        Post, null=True, on_delete=models.PROTECT, related_name="tasks_to_check", db_index=False
    )
    # What its report must bring: codes of EVIDENCE.
    evidence = models.JSONField(default=list)
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, related_name="task")
    # The checker's own clock while the work waits for a check; null else.
    check_clock = models.OneToOneField(
        Clock, null=True, on_delete=models.PROTECT, related_name="task_checked"
    )
    series = models.ForeignKey(
        Series, null=True, on_delete=models.PROTECT, related_name="tasks", db_index=False
    )
    # Of a series the period it is for, as rules/recurrence names it: 2026-11.
    period = models.CharField(max_length=12, blank=True)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="tasks")
    state = models.CharField(max_length=10, default=transitions.OPEN, choices=choices_of(STATES))
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    exception = models.CharField(max_length=12, blank=True, choices=choices_of(EXCEPTIONS))
    # Sent twice is given once.
    submission = models.CharField(max_length=80, unique=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="one_task_a_number"),
            models.UniqueConstraint(
                fields=["series", "period"], name="one_task_a_period", condition=Q(series__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(owner_post__isnull=True) ^ Q(owner_contact__isnull=True),
                name="a_task_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(subject_type="") ^ Q(subject_id__isnull=False),
                name="a_subject_of_a_task_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=transitions.ENDED) ^ Q(ended_at__isnull=True),
                name="a_task_that_ended_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="tasks_of_a_subject"),
            models.Index(fields=["office", "-id"], name="tasks_newest"),
            models.Index(fields=["office", "fiscal_year", "number"], name="tasks_of_a_register"),
            models.Index(fields=["given_by", "-id"], name="tasks_given_by_a_post"),
            # What a post or contact owes now, and what a post has to check.
            models.Index(
                fields=["owner_post", "clock"],
                name="open_tasks_of_a_post",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["owner_contact", "clock"],
                name="open_tasks_of_a_contact",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["office", "origin", "clock"],
                name="open_tasks_by_origin",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(fields=["given_by"], name="open_tasks_given", condition=Q(ended_at__isnull=True)),
            models.Index(
                fields=["given_by", "clock"],
                name="open_tasks_given_outside",
                condition=Q(ended_at__isnull=True, owner_contact__isnull=False),
            ),
            models.Index(
                fields=["check_post", "check_clock"],
                name="tasks_to_check",
                condition=Q(check_clock__isnull=False),
            ),
            models.Index(fields=["office", "-id"], name="tasks_for_superiors", condition=~Q(exception="")),
            # What ended of one origin: what a committee decided, and was done since it sat.
            models.Index(
                fields=["office", "origin", "ended_at"],
                name="ended_tasks_by_origin",
                condition=Q(ended_at__isnull=False),
            ),
            # What retention has yet to empty.
            models.Index(
                fields=["office", "ended_at"],
                name="tasks_to_empty",
                condition=Q(ended_at__isnull=False) & ~Q(title=GONE),
            ),
            models.Index(
                fields=["office", "-id"], name="tasks_that_ended", condition=Q(ended_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"T-{self.number:04d}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def subject(self) -> SubjectReference | None:
        """What it serves; None where it stands alone."""
        return (self.subject_type, not_none(self.subject_id)) if self.subject_type else None

    @property
    def owner(self) -> Post | Contact:
        return self.owner_post or not_none(self.owner_contact)

    @property
    def is_outside(self) -> bool:
        """Whether somebody without an account owes it."""
        return self.owner_contact_id is not None

    @property
    def is_running(self) -> bool:
        return self.state in transitions.RUNNING


class TaskAct(models.Model):
    """One act of a task: what happened, when, by whom, and its words. Only ever added."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=12)
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)
    words = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    # The clock that began with it: the owner's with giving and reopening, the checker's with a report.
    clock = models.OneToOneField(Clock, null=True, on_delete=models.PROTECT, related_name="task_act")

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} of {self.task_id}"

    @property
    def by(self) -> tuple[str, int | None]:
        return (self.by_type, self.by_id)


class TaskProof(models.Model):
    """One thing that a report brought: its words, a paper, or a record of the office."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="proofs")
    act = models.ForeignKey(TaskAct, on_delete=models.PROTECT, related_name="proofs")
    kind = models.CharField(max_length=8, choices=choices_of(EVIDENCE))
    words = models.TextField(blank=True)
    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind=Task.WORDS, paper__isnull=True, subject_type="")
                    | models.Q(kind=Task.PAPER, paper__isnull=False, subject_type="")
                    | models.Q(kind=Task.RECORD, paper__isnull=True, subject_id__isnull=False)
                ),
                name="a_proof_is_what_its_kind_says",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.task_id}"

    @property
    def record(self) -> SubjectReference:
        return (self.subject_type, self.subject_id or 0)


class TaskLink(SecretLink):
    """One task for its owner outside, for a while: to read, report, ask for time, or give back."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="links")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="task_links")

    def __str__(self) -> str:
        return f"link {self.pk}"


class PostFeed(models.Model):
    """The address at which a calendar program reads the due days of a post. A new one ends the one before."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="feeds", db_index=False)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], name="one_feed_a_post", condition=Q(revoked_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"feed {self.pk}"
