"""Seats as rows, and who is offered one. No code can sell a seat twice: two living offers of one seat,
or of one application, are refused by the database itself.
"""

from django.db import models
from django.db.models import Q

from ongikar.delivery.training import states
from ongikar.records.models import RowOfRecord

from .application import Application
from .batch import Batch


class Seat(RowOfRecord):
    """One seat of a batch: made with it, never more and never fewer."""

    PARENT, VERB = "batch", states.PLAN

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="seat_rows", db_index=False)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_seat_a_number")]

    def __str__(self) -> str:
        return f"seat {self.number} of batch {self.batch_id}"


class Offer(RowOfRecord):
    """A seat offered to one application until a moment; it holds the seat while it is open or accepted. Only
    what has locked the batch writes it.
    """

    PARENT, VERB = "application", states.OFFER
    OPEN, ACCEPTED, DECLINED, EXPIRED = "open", "accepted", "declined", "expired"
    # Taken and given back, by the person or since they did not come.
    GIVEN_BACK = "given_back"
    HOLDING = frozenset({OPEN, ACCEPTED})

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="offers")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=10, default=OPEN)
    # For which sort of seat: as Standing.seat_sort has it.
    seat_sort = models.CharField(max_length=30, blank=True)
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    # By which way it was answered: web, counter, phone, worker.
    via = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], name="a_seat_is_offered_to_one", condition=Q(state__in=("accepted", "open"))
            ),
            models.UniqueConstraint(
                fields=["application"],
                name="an_application_has_one_seat",
                condition=Q(state__in=("accepted", "open")),
            ),
        ]
        indexes = [models.Index(fields=["expires_at", "id"], name="offers_to_end", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"offer {self.pk}"
