"""How many stages came before an office and left it in each month, kept so that no page counts them; see
stage_counts.py.
"""

from django.db import models
from django.db.models import Q

from ongikar.offices.models import Office


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
