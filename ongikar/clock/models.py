"""One running promise: its facts, and the moments acted on."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import Q

from ongikar.offices.models import CalendarVersion, Office, calendar_of
from ongikar.rules import ledger
from ongikar.rules.calendar import Calendar
from ongikar.rules.promise import Explanation, explain


class Clock(models.Model):
    """A promise that runs. Its owner (a case, a grievance stage) holds the key to it; the clock knows only its topic.

    `due_at` and `look_at` are caches of what the facts say; `ongikar clocks rebuild` recomputes them and must
    change none. Lateness is never stored.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="clocks")
    # What it counts: it records "{topic}.nearing" and "{topic}.broken" about itself, and its owner is found by its key.
    topic = models.CharField(max_length=30)
    calendar_version = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # The one column the worker looks at: the next moment to act on; null while waiting, stopped or all acted on.
    look_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["look_at", "id"], name="clocks_to_look_at", condition=Q(look_at__isnull=False)),
            models.Index(fields=["office", "topic", "due_at", "id"], name="open_clocks_by_due",
                         condition=Q(stopped_at__isnull=True)),
            # Partial too: a full index beside the open one makes SQLite pass the open one over.
            models.Index(fields=["office", "topic", "due_at"], name="stopped_clocks_by_due",
                         condition=Q(stopped_at__isnull=False)),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.topic} clock {self.pk}"

    @property
    def calendar(self) -> Calendar:
        return calendar_of(self.calendar_version_id)

    @property
    def running(self) -> ledger.Running:
        """What the facts say now; read once for each time the clock is fetched."""
        if "_running" not in self.__dict__:
            self.read(self.facts.all())
        return self._running

    def read(self, facts: Iterable["Fact"]) -> None:
        """Its facts, where they were asked for along with it."""
        self._running = ledger.read(fact.as_fact() for fact in facts)

    def forget(self) -> None:
        """After a new fact: read the facts again."""
        self.__dict__.pop("_running", None)
        getattr(self, "_prefetched_objects_cache", {}).pop("facts", None)

    def due(self, now: datetime) -> datetime:
        return self.running.due(self.calendar, now)

    def explain(self, now: datetime) -> Explanation:
        running = self.running
        return explain(self.calendar, running.promise, running.received, running.waits_until(now))

    def is_late(self, now: datetime) -> bool:
        """Past its due moment: still open, or stopped after it."""
        return (self.stopped_at or now) > (self.due_at if self.stopped_at else self.due(now))


class Fact(models.Model):
    """One entry of a clock's ledger. Only ever added."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.kind} at {self.at}"

    def as_fact(self) -> ledger.Fact:
        return ledger.Fact(self.kind, self.at, self.data)


class Moment(models.Model):
    """A moment of a clock that was acted on, claimed by being the only such row: two workers act once."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="moments")
    name = models.CharField(max_length=12)
    at = models.DateTimeField()
    # The due moment it belonged to: a promise whose day moved is warned of again.
    due_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clock", "name", "due_at"], name="a_moment_is_acted_on_once")
        ]

    def __str__(self):
        return f"{self.name} of {self.clock_id}"
