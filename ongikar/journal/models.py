"""What happened, and what is still to be done about it."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class NeverChanged(models.QuerySet):
    def update(self, **kwargs):
        raise TypeError("a journal entry is never changed")

    def delete(self):
        raise TypeError("a journal entry is never deleted")


class Entry(models.Model):
    """One act: who, when, what. References only, never a name or a number of a person.

    Actor, office and subject are (type, id) without foreign keys, so that the journal knows no room above it and
    outlives what it tells of.
    """

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    office_id = models.PositiveBigIntegerField(null=True)
    actor_type = models.CharField(max_length=20)
    actor_id = models.PositiveBigIntegerField(null=True)
    subject_type = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    facts = models.JSONField(default=dict)

    objects = NeverChanged.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="entries_of_a_subject"),
            models.Index(fields=["office_id", "id"], name="entries_of_an_office"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_type}:{self.subject_id}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("a journal entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("a journal entry is never deleted")


class ToDoQuerySet(models.QuerySet):
    def ready(self, now: datetime):
        """Not done, not given up, due for a try, and in nobody's hands: oldest first."""
        return self.filter(next_try__lte=now).order_by("next_try", "id")


class ToDo(models.Model):
    """One reaction owed to one entry. Written in the entry's own transaction: the only outbox there is."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="todos")
    reaction = models.CharField(max_length=80)
    # The one column the worker looks at: when to try next; null when done or given up.
    next_try = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    fault = models.TextField(blank=True)

    objects = ToDoQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "reaction"], name="one_todo_a_reaction")]
        indexes = [
            models.Index(fields=["next_try", "id"], name="todos_to_try", condition=Q(next_try__isnull=False))
        ]

    def __str__(self):
        return f"{self.reaction} for entry {self.entry_id}"
