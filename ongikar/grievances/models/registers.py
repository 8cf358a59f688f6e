"""What is kept by the year: the lines of the hearing register and of the decision register, the counts of
stages of each month, and the stakeholder meeting of a year without complaints.
"""

from django.db import models
from django.db.models import Q

from ongikar.core.i18n.say import say_lazy
from ongikar.gatherings.models import Gathering
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office

from .grievance import Stage
from .handling import Hearing


class BookLine(models.Model):
    """A hearing that was called, or a stage that was closed by whoever decides, as a numbered line of its
    book.

    What the line says is read from the hearing or the stage; here stands only its place, so that a page of
    the book is a stretch of serials, whichever of the tiers wrote them.
    """

    HEARINGS, DECISIONS = "hearings", "decisions"
    TITLES = {HEARINGS: say_lazy("শুনানি", "Hearings"), DECISIONS: say_lazy("সিদ্ধান্ত", "Decisions")}
    # Under which the serials are given (offices/serials.py).
    BOOKS = {HEARINGS: "hearing book", DECISIONS: "decision book"}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    book = models.CharField(max_length=10, choices=TITLES)
    fiscal_year = models.PositiveSmallIntegerField()
    book_serial = models.PositiveIntegerField()
    hearing = models.OneToOneField(Hearing, null=True, on_delete=models.PROTECT, related_name="line")
    stage = models.OneToOneField(Stage, null=True, on_delete=models.PROTECT, related_name="line")

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "book", "fiscal_year", "book_serial"], name="one_line_a_serial"
            ),
            models.CheckConstraint(
                condition=Q(book="hearings", hearing__isnull=False, stage__isnull=True)
                | Q(book="decisions", hearing__isnull=True, stage__isnull=False),
                name="a_line_tells_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.book_serial} of {self.book}"


class StageCount(models.Model):
    """So many stages more, or fewer, of one month and tier in one figure of the disposal report.

    What an act changes is a row of its own, for nobody then waits for the row of another; the worker adds
    those of an act to the sum (`is_change` tells them apart).
    """

    # Beside the figures of grievances/rules/disposal.py: of those that have ended, one more from the month in
    # which its day fell, and one fewer from the month in which it ended.
    OVERDUE = "overdue"

    # Of the post, which may be of another office than the complaint.
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    # The first day of the month, in the time zone of the offices.
    month = models.DateField()
    number = models.PositiveSmallIntegerField()
    figure = models.CharField(max_length=12)
    many = models.IntegerField()
    is_change = models.BooleanField(default=True, db_default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "month", "number", "figure"],
                name="one_sum_of_a_figure",
                condition=Q(is_change=False),
            )
        ]
        indexes = [
            models.Index(fields=["office", "month"], name="counts_of_stages"),
            models.Index(fields=["id"], name="stage_counts_to_add_up", condition=Q(is_change=True)),
        ]

    def __str__(self) -> str:
        return f"{self.many} {self.figure} in {self.month:%Y-%m}"


class OwedStageCount(models.Model):
    """An office whose complaints were there before they were counted so: its pages count them until the
    worker has.
    """

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"counts of stages of office {self.office_id}"


class StakeholderMeeting(models.Model):
    """One for a fiscal year. Moved or held, it is the gathering that says so."""

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="stakeholder_meetings", db_index=False
    )
    fiscal_year = models.PositiveSmallIntegerField()
    gathering = models.OneToOneField(Gathering, on_delete=models.PROTECT, related_name="stakeholder_meeting")

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "fiscal_year"], name="one_stakeholder_meeting_a_year")
        ]

    def __str__(self) -> str:
        return f"stakeholder meeting {self.pk}"
