"""What a report has beside its case: the items that a letter answers, and returns that come by themselves."""

from django.db import models
from django.db.models import Q

from ongikar.core.i18n.say import say_lazy
from ongikar.letters.models import Letter
from ongikar.offices.models import Office
from ongikar.people.models import Contact
from ongikar.records.models import UNSEALED_KEY, Record, Row
from ongikar.tasks.models import Task
from ongikar.tasks.rules import Recurrence


class ReplyItem(Row):
    """An item of the request that a letter answers: its task is done when the letter has gone."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="reply_items")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reply_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "task"], name="an_item_is_answered_once")]


class StandingReturn(Record):
    """A report that the office owes somebody again and again, whoever asks or not.

    Every period is a promise of its own: a missed one is broken as any other, however long nobody looked.
    """

    SUBJECT, VERBS_OF = "standing_return", "return"
    UNSEALED = UNSEALED_KEY | {
        "last_period": "a cache: the newest of the cases opened for it, whose own numbers are sealed",
        "look_at": "a cache: when the worker looks next",
    }

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="standing_returns", db_index=False
    )
    # The row of the charter under which it is owed: of whichever version is in force when a period opens.
    service_code = models.CharField(max_length=40)
    title = models.CharField(say_lazy("কী পাঠাতে হয়", "What is sent"), max_length=200)
    # To whom it is sent.
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="standing_returns")
    # As tasks/rules.py reads it.
    rule = models.JSONField()
    starts_on = models.DateField()
    # The key of the last period that was opened; "" before the first.
    last_period = models.CharField(max_length=12, blank=True)
    # When the worker looks next: the moment at which the next period opens; null once it has ended.
    look_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Sent twice is begun once.
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = say_lazy("নিয়মিত প্রতিবেদন", "regular return")
        verbose_name_plural = say_lazy("নিয়মিত প্রতিবেদন", "Regular returns")
        indexes = [
            models.Index(
                fields=["look_at", "id"], name="returns_to_look_at", condition=Q(look_at__isnull=False)
            ),
            models.Index(fields=["office", "-id"], name="returns_newest"),
        ]

    @property
    def recurrence(self) -> Recurrence:
        return Recurrence.from_data(self.rule)
