"""What became of a line "task, who, by when" that stands in the outcome of a case."""

import hashlib

from django.db import models
from django.db.models import Q

from ongikar.core.i18n.say import choices_of
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.tasks.models import Task

from .words import ACTORS


class TaskLineDecision(models.Model):
    """One line and what an officer made of it: a task, or nothing and why. The case itself is not rewritten.

    A line is known by its text: a case that is closed anew with the same line asks nothing twice.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="task_line_decisions")
    line = models.CharField(max_length=64)
    task = models.OneToOneField(Task, null=True, on_delete=models.PROTECT, related_name="task_line_decision")
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20, choices=choices_of(ACTORS))
    by_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "line"], name="one_decision_a_task_line"),
            models.CheckConstraint(
                condition=Q(task__isnull=False) ^ ~Q(reason=""), name="a_task_line_is_a_task_or_dropped"
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.line[:8]} of case {self.case_id}"


def line_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
