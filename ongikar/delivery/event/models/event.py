"""A workshop, seminar or day observed, and what is to happen in it."""

from django.db import models

from ongikar.cases.models import Case
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering, Roster
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office


class EventQuerySet(SealedQuerySet):
    def with_all(self) -> "EventQuerySet":
        """With what a page about events needs."""
        related = ("case__service", "case__applicant", "case__clock", "case__post", "roster", "office")
        return self.select_related(*related)


class Event(models.Model):
    """What belongs to a case about an event beside its answers. It takes place as a gathering, whose roster,
    invitations, marks and photos stand there; when, the acts of the case say.
    """

    SUBJECT = "event"
    WORKSHOP, SEMINAR, DAY = "workshop", "seminar", "day"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="events", db_index=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="event")
    # A gap-free number of the office and the fiscal year.
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    sort = models.CharField(max_length=10)
    # The name of the national day that is observed, as the office's days have it; "" for any other event.
    national_day = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    venue = models.CharField(max_length=200, blank=True)
    # How long it takes.
    minutes = models.PositiveSmallIntegerField(default=120)
    roster = models.OneToOneField(Roster, null=True, on_delete=models.PROTECT, related_name="event")
    # The case out of which it was opened: a class of awareness after advice on cyber security.
    opened_from = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="events_opened")
    made_at = models.DateTimeField()

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_event_a_serial"
            ),
            models.CheckConstraint(condition=models.Q(minutes__gt=0), name="an_event_takes_time"),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="events_newest"),
            models.Index(fields=["office", "national_day"], name="events_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"event {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def gathering(self) -> Gathering | None:
        """As which it takes place now: the newest that was not moved; None before a day is agreed on."""
        return Gathering.objects.of_subject(self.reference).order_by("-id").first()

    @property
    def standing_gathering(self) -> Gathering | None:
        """The same, unless it was cancelled."""
        found = self.gathering
        return found if found and found.state != transitions.CANCELLED else None


class Programme(models.Model):
    """What happens when, as one version of it. Only ever added: the highest number holds."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="programmes", db_index=False)
    number = models.PositiveSmallIntegerField()
    # In the order of time, each: at (10:30), title, speaker.
    items = models.JSONField(default=list)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="one_programme_a_number")]

    def __str__(self) -> str:
        return f"programme {self.number} of event {self.event_id}"
