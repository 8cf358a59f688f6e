"""One task: who owes what by when, to whom, and who checks it."""

from typing import Self

from django.db import models
from django.db.models import Q

from ongikar.clock.models import Clock
from ongikar.core.i18n.say import choices_of
from ongikar.core.not_none import not_none
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Place, Post
from ongikar.people.models import GONE, Contact
from ongikar.tasks import transitions
from ongikar.tasks.words import EVIDENCE, ORIGINS, STATES

from .series import Series

MOST_TITLE = 200


class TaskQuerySet(SealedQuerySet):
    def of_subject(self, reference: SubjectReference) -> Self:
        """The tasks that serve one thing, in the order in which they were given."""
        return self.filter(subject_type=reference[0], subject_id=reference[1]).order_by("id")

    def with_all(self) -> Self:
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
