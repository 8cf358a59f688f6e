"""Attendance as it was written down: marks that are only added, and head counts that confirm claims."""

from typing import Self

from django.db import models
from django.db.models import Q

from ongikar.journal.sealed_queryset import SealedQuerySet

from .gathering import Gathering
from .roster import Member


class MarkQuerySet(SealedQuerySet):
    def that_stand(self) -> Self:
        """The last mark of each chain: those that no other corrects."""
        return self.filter(correction__isnull=True)

    def that_say_who_was_there(self) -> Self:
        """Of those that stand, what more than a mobile number says that somebody was there."""
        return self.that_stand().filter(value__in=Mark.THERE).exclude(via=Mark.MOBILE)


class Mark(models.Model):
    """That a member was there, or was not. A mark is corrected by another, which strikes it through.

    The marks of one member at one gathering are a chain: the first corrects nothing, each later one the one
    before it, and the database lets no two correct the same. So one stands, whatever two phones do at once.
    """

    PRESENT, LATE, LEFT_EARLY, ABSENT, EXCUSED = "present", "late", "left_early", "absent", "excused"
    VALUES = (PRESENT, LATE, LEFT_EARLY, ABSENT, EXCUSED)
    # They were there, all the time or a part of it.
    THERE = (PRESENT, LATE, LEFT_EARLY)
    TICKET, DOOR_CODE, LIST, SHEET, PHONE = "ticket", "door_code", "list", "sheet", "phone"
    # The code on the wall with a mobile number, which a colleague knows too.
    MOBILE = "mobile"
    WAYS = (TICKET, DOOR_CODE, LIST, SHEET, PHONE, MOBILE)

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="marks", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="marks")
    value = models.CharField(max_length=10)
    # How long they were there, where it was not from beginning to end.
    minutes = models.PositiveSmallIntegerField(null=True)
    # When they came, or when it is about; and when it was written down here.
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)
    via = models.CharField(max_length=9)
    # Sent twice is written once.
    nonce = models.CharField(max_length=80, unique=True)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="correction")

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "member"], name="one_first_mark", condition=Q(corrects__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["gathering", "member", "id"], name="marks_of_a_gathering")]

    def __str__(self) -> str:
        return f"{self.value} of {self.member_id} at {self.gathering_id}"

    @property
    def by(self) -> tuple[str, int | None]:
        return (self.by_type, self.by_id)

    @property
    def is_claim(self) -> bool:
        """Said with the code on the wall: by ticket it counts once heads were counted, by a mobile number
        never by itself.
        """
        return self.via in (self.DOOR_CODE, self.MOBILE)

    @property
    def is_without_ticket(self) -> bool:
        """Whoever wrote it showed no more than a mobile number: who is there, somebody says who sees the
        room.
        """
        return self.via == self.MOBILE


class HeadCount(models.Model):
    """That somebody counted the heads in the room: where it equals the marks, the claims among them hold."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="head_counts")
    counted = models.PositiveIntegerField()
    # How many were marked as there at that moment.
    marked = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.counted} of {self.marked} at {self.gathering_id}"

    @property
    def agrees(self) -> bool:
        return self.counted == self.marked
