"""One running promise: its facts, and the moments acted on."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import Q

from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import CalendarVersion, Office, calendar_of
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.clock import fold
from ongikar.rules.promise import Explanation


class Clock(models.Model):
    """A promise that runs. Its owner (a case, a grievance stage) holds the key to it; the clock knows only
    its topic.

    `due_at`, `look_at` and `broke_before` are caches of what the facts say; `ongikar promise rebuild`
    recomputes them and must change none. Lateness is never stored.
    """

    # Neither has an index of its own: no question asks by it alone, and each is written at every change
    # of a promise.
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="clocks", db_index=False)
    # What it counts: it records "{topic}.nearing" and "{topic}.broken" about itself, and its owner is
    # found by its key.
    topic = models.CharField(max_length=30)
    calendar_version = models.ForeignKey(
        CalendarVersion, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # The one column the worker looks at: the next moment to act on; null while waiting, stopped or all
    # acted on.
    look_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    # Whether a stretch that is over passed its due moment: then no later one makes the whole in time again.
    broke_before = models.BooleanField(default=False)

    # Of what it was computed (facts, calendar, moment), and what came of it.
    _computed_due: tuple[tuple[fold.Running, int, datetime], datetime] | None = None

    objects = SealedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["look_at", "id"], name="clocks_to_look_at", condition=Q(look_at__isnull=False)
            ),
            models.Index(
                fields=["office", "topic", "due_at", "id"],
                name="open_clocks_by_due",
                condition=Q(stopped_at__isnull=True),
            ),
            # Partial too: a full index beside the open one makes SQLite pass the open one over.
            models.Index(
                fields=["office", "topic", "due_at"],
                name="stopped_clocks_by_due",
                condition=Q(stopped_at__isnull=False),
            ),
            # What became of promises on one day: the home page's tally.
            models.Index(
                fields=["office", "topic", "stopped_at"],
                name="clocks_by_stop",
                condition=Q(stopped_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} clock {self.pk}"

    @property
    def calendar(self) -> Calendar:
        return calendar_of(self.calendar_version_id)

    @property
    def running(self) -> fold.Running:
        """What the facts say now; read once for each time the clock is fetched."""
        if "_running" not in self.__dict__:
            fetched = getattr(self, "_prefetched_objects_cache", {}).get("facts")
            self.read(FACTS(self.pk) if fetched is None else fetched)
        return self._running

    def read(self, facts: Iterable["Fact"]) -> None:
        """Its facts, where they were asked for along with it."""
        self._entered = [fact.as_fact() for fact in facts]
        self._running = fold.fold_facts(self._entered)

    @property
    def entered_facts(self) -> list[fold.Fact]:
        """Its facts in order, as they were entered."""
        return self._entered if self.running else []

    def add(self, fact: fold.Fact) -> None:
        """A fact that was entered just now, by whoever holds the clock: those before it are known."""
        entered = [*self.entered_facts, fact]
        self.forget()
        self._entered, self._running = entered, fold.fold_facts(entered)

    def forget(self) -> None:
        """After a new fact: read the facts again."""
        self.__dict__.pop("_running", None)
        self.__dict__.pop("_entered", None)
        getattr(self, "_prefetched_objects_cache", {}).pop("facts", None)

    def due(self, now: datetime) -> datetime:
        """Computed once for all that a page says of it, of the same facts, calendar and moment."""
        asked = (self.running, self.calendar_version_id, now)
        if self._computed_due is None or self._computed_due[0] != asked:
            self._computed_due = asked, self.running.due(self.calendar, now)
        return self._computed_due[1]

    def explain(self, now: datetime) -> Explanation:
        """The due moment of what runs, as `due` has it, with its reasons."""
        return self.running.explain(self.calendar, now)

    def breaches(self, now: datetime) -> tuple[datetime, ...]:
        """The due moments that passed unkept by `now`, those of steps long over among them."""
        return self.running.breaches(self.calendar, now)

    def broken_promises(self, now: datetime) -> tuple[fold.Breach, ...]:
        """The same, each with the promise that was broken."""
        return self.running.broken_promises(self.calendar, now)

    def is_late(self, now: datetime) -> bool:
        """Past a due moment, open or stopped: its own, or that of a stretch before it. As `lateness` asks the
        database.
        """
        return self.broke_before or self.is_overdue(now)

    def is_overdue(self, now: datetime) -> bool:
        """Past the due moment it has now, whatever was before."""
        return self.stopped_at > self.due_at if self.stopped_at else now > self.due(now)


class Fact(models.Model):
    """One entry of a clock's ledger. Only ever added."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at}"

    def as_fact(self) -> fold.Fact:
        return fold.Fact(self.kind, self.at, self.data)


FACTS = CompiledQuery(lambda: Fact.objects.filter(clock=CompiledQuery.parameter(0)))


class Milestone(models.Model):
    """A moment of a clock that was acted on, claimed by being the only such row: two workers act once."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="milestones", db_index=False)
    name = models.CharField(max_length=12)
    at = models.DateTimeField()
    # The due moment it belonged to: a promise whose day moved is warned of again.
    due_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clock", "name", "due_at"], name="a_milestone_is_acted_on_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.clock_id}"


class PromiseTally(models.Model):
    """How many promises of one group and one month ended one way, kept so that no page counts them; see
    tallies.py.

    A cache of what the clocks say: `ongikar promise rebuild` counts anew and must change none.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    topic = models.CharField(max_length=30)
    # The first day of the month, in the time zone of the offices, in which the promises were due.
    month = models.DateField()
    # What the topic tells its promises apart by, such as the code of a service.
    group = models.CharField(max_length=100, blank=True)
    # As the clock has it; "" of one that is open and late.
    outcome = models.CharField(max_length=20, blank=True)
    in_time = models.BooleanField()
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "topic", "month", "group", "outcome", "in_time"], name="one_tally_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.count} of {self.group} in {self.month:%Y-%m}: {self.outcome or 'open'}"


class TallyChange(models.Model):
    """What one act changed in the tallies, until the worker adds it up: two acts at once wait for no row
    that both would write.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    topic = models.CharField(max_length=30)
    month = models.DateField()
    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(max_length=20, blank=True)
    in_time = models.BooleanField()
    # One more of these, or one fewer.
    change = models.SmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["office", "topic", "month"], name="tally_changes_by_month")]

    def __str__(self) -> str:
        return f"{self.change:+d} {self.outcome or 'open'} in {self.month:%Y-%m}"


class OwedTally(models.Model):
    """An office whose promises were made before tallies were kept: its pages count until the worker has
    counted all its months.
    """

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="+")
    # The next month to count; null before the first.
    next_month = models.DateField(null=True)

    def __str__(self) -> str:
        return f"tallies of office {self.office_id}"


class MachineClock(models.Model):
    """The clocks of one machine as a worker of it last found them to agree, and whether they do; see
    machine_clock.py.
    """

    machine = models.CharField(max_length=120, unique=True)
    boot = models.CharField(max_length=60)
    # Both clocks at one moment, from which on they must agree.
    wall = models.DateTimeField()
    running = models.FloatField()
    # When a worker last saw the wall clock while all agreed: never later than it should be.
    seen_at = models.DateTimeField()
    # Seconds by which the wall clock is ahead, or behind; null while it agrees.
    off_by = models.BigIntegerField(null=True)
    off_since = models.DateTimeField(null=True)
    # The disagreement that an administrator has said is right; the worker goes on once it finds that one.
    accepted_off_by = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"the clock of {self.machine}"
