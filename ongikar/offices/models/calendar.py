"""An office's calendar, in versions: what its files say, and every order given since."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import models

from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.calendar.orders import SCOPES

from .office import Office, Post


class CalendarOrder(models.Model):
    """An order that changes some days: holidays, ordered working days, other hours, or taking such back.

    Only ever added; what it wrongly says is taken back by a later one. An order for several offices stands
    once in each.
    `days`, `windows` and `years` are as in the calendar's data, without what the order says of itself.
    """

    NATIONAL, DIVISION, DISTRICT, UPAZILA, OFFICE = SCOPES

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="calendar_orders")
    # Pressed twice is ordered once.
    key = models.CharField(max_length=40)
    scope = models.CharField(max_length=10)
    memo_number = models.CharField(max_length=60)
    memo_date = models.DateField()
    issuer = models.CharField(max_length=200)
    days = models.JSONField(default=list)
    windows = models.JSONField(default=list)
    # Whole years whose list it begins or completes: {"2027": "partial"} or "gazetted".
    years = models.JSONField(default=dict)
    entered_at = models.DateTimeField()
    # The person at the screen: the people app lies above this one.
    entered_by = models.PositiveBigIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="one_calendar_order_a_press")]
        ordering = ["id"]

    def __str__(self):
        return f"{self.memo_number} of {self.memo_date}"

    def marked(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows of this order with what it says of itself; `order` and `nth` lead back from a row of the
        calendar.
        """
        own = {"order": self.key, "memo": self.memo_number, "source": self.issuer, "scope": self.scope}
        return [row | own | {"nth": nth} for nth, row in enumerate(rows)]


class CalendarVersion(models.Model):
    """The office's whole calendar as it stood from one moment on. A new order makes a new version, never an
    edit.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="calendars")
    number = models.PositiveIntegerField()
    data = models.JSONField()
    # What the office's files said by then: `data` without any order.
    files = models.JSONField(default=dict)
    # The order that made it; null where the files did.
    order = models.OneToOneField(CalendarOrder, null=True, on_delete=models.PROTECT, related_name="version")
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="one_calendar_a_number")]

    def __str__(self):
        return f"{self.office_id} calendar {self.number}"

    @property
    def said_by_files(self) -> dict[str, Any]:
        """What a later version begins from: a version made without files says all by itself."""
        return self.files or self.data

    @property
    def calendar(self) -> Calendar:
        return calendar_of(self.pk)


@lru_cache(maxsize=256)
def calendar_of(version_id: int) -> Calendar:
    """The calendar of a version. Versions never change, so one reading serves the life of the process."""
    return Calendar.from_data(CalendarVersion.objects.values_list("data", flat=True).get(pk=version_id))


@lru_cache(maxsize=256)
def calendar_number(version_id: int) -> int:
    """The number of a version in its office's own count."""
    return CalendarVersion.objects.values_list("number", flat=True).get(pk=version_id)


@lru_cache(maxsize=256)
def calendar_made_at(version_id: int) -> datetime:
    """The moment a version was made: what began after it and runs under it has never been moved."""
    return CalendarVersion.objects.values_list("made_at", flat=True).get(pk=version_id)


@lru_cache(maxsize=256)
def calendar_numbered(office_id: int, number: int) -> int:
    """The key of an office's version by its number in the office's own count."""
    return CalendarVersion.objects.values_list("pk", flat=True).get(office=office_id, number=number)


def newest_calendars() -> models.QuerySet[Office, tuple[int, int]]:
    """Of every office that has one: its id and that of its newest calendar."""
    newest = CalendarVersion.objects.filter(office=models.OuterRef("pk")).order_by("-number").values("pk")[:1]
    offices = Office.objects.annotate(newest=models.Subquery(newest)).exclude(newest=None)
    return offices.order_by("pk").values_list("pk", "newest")
