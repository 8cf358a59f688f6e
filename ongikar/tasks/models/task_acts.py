"""What was done to a task, and what its reports brought as proof."""

from django.db import models

from ongikar.clock.models import Clock
from ongikar.core.i18n.say import choices_of
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.papers.models import Paper
from ongikar.tasks.words import EVIDENCE

from .task import Task


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
