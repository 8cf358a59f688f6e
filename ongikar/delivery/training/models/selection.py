"""How the list was frozen, drawn and ranked: each is kept as it was, also when a later one takes its
place.
"""

from datetime import datetime
from typing import Any

from django.db import models

from ongikar.delivery.training import states
from ongikar.journal.actions import Reference
from ongikar.journal.sealed_columns import DIGEST
from ongikar.people.models import User
from ongikar.records.models import RowOfRecord

from .application import Application
from .batch import Batch


class Freeze(RowOfRecord):
    """The list of those who may be chosen, fixed with its hash before the value of the draw can be known."""

    PARENT, VERB = "batch", states.FREEZE

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="freezes", db_index=False)
    # The first freeze of the batch, or the one after it was opened again from above.
    ordinal = models.PositiveSmallIntegerField()
    # One line an application, as rules/selection/lots.py writes it: its hash is of this text.
    list_text = models.TextField()
    list_sha256 = models.CharField(max_length=64)
    rule_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    # Until when it may be objected to; null of lists older than that: until their draw.
    objections_until = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["batch", "ordinal"], name="one_freeze_an_ordinal")]

    def __str__(self) -> str:
        return f"freeze {self.ordinal} of batch {self.batch_id}"

    @property
    def list_name(self) -> str:
        """The file in which anybody reads the list."""
        return f"list-{self.ordinal}.txt"


class DrawEntry(RowOfRecord):
    """The value of the draw as one person read and typed it: two type it, and it holds where both agree."""

    PARENT, VERB = "freeze__batch", "value_typed"

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="entries", db_index=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Counted up where the two did not agree and both typed anew.
    attempt = models.PositiveSmallIntegerField(default=1)
    values = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["freeze", "attempt", "by"], name="one_entry_a_person")]

    def __str__(self) -> str:
        return f"entry {self.pk} of freeze {self.freeze_id}"

    def find_known(self) -> Any:
        """A second one of the same person is refused (actions/drawing.py)."""
        return None

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.at = now


class Draw(RowOfRecord):
    """The one draw of a frozen list: the values from outside, and the seed they make with list and rule."""

    PARENT, VERB = "freeze__batch", states.DRAW
    SEALED_AS = {"witnesses": DIGEST}

    freeze = models.OneToOneField(Freeze, on_delete=models.PROTECT, related_name="draw")
    source = models.CharField(max_length=10)
    values = models.JSONField()
    seed = models.CharField(max_length=64)
    # Who saw it, a line each: applicants by their rolls, others by post.
    witnesses = models.JSONField(default=list)
    minutes = models.TextField(blank=True)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    # When its result was published.
    published_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"draw of freeze {self.freeze_id}"


class Standing(RowOfRecord):
    """Where one application stands in a draw, for which seat it was chosen at first, and why."""

    PARENT, VERB = "application", states.RANK
    PERSONAL_DATA = {"reason": {}}

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="standings", db_index=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="standings")
    # In the strict order of the rule, from 1; every applicant of the list has one.
    position = models.PositiveIntegerField()
    points = models.PositiveIntegerField()
    lot = models.CharField(max_length=64)
    # open, minimum:women, set_aside:ethnic; "": not chosen at first.
    seat_sort = models.CharField(max_length=30, blank=True)
    # What rules/selection/explain.py tells of it.
    reason = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "position"], name="one_standing_a_position"),
            models.UniqueConstraint(fields=["draw", "application"], name="one_standing_an_application"),
        ]

    def __str__(self) -> str:
        return f"position {self.position} of draw {self.draw_id}"
