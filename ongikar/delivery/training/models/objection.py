"""Objections to a published list, before its draw: what was said by whom, and what the office answered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import say_lazy
from ongikar.delivery.training import states
from ongikar.journal.actions import Reference
from ongikar.people.models import GONE, User
from ongikar.records.models import UNSEALED_KEY, Record, RowOfRecord

from .application import Application
from .selection import Freeze


class Objection(Record):
    """Of somebody who is on the list or missing from it. Only added; answered by a row of its own.

    An applicant is known by their application; anybody else gives name and mobile.
    """

    SUBJECT = "objection"
    UNSEALED = UNSEALED_KEY
    # Of one who applied there is no name, and none is left (`forget`).
    PERSONAL_DATA = {"name": GONE, "mobile": "", "words": ""}
    LEFT_OUT, POINTS, GROUP, MAY_NOT, OTHER = "left_out", "points", "group", "may_not", "other"

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="objections", db_index=False)
    # Counted up for each list: as the page of the list calls it.
    ordinal = models.PositiveIntegerField()
    application = models.ForeignKey(
        Application, null=True, on_delete=models.PROTECT, related_name="objections", db_index=False
    )
    about = models.CharField(max_length=10)
    # The line of the list that it is about, where one was named.
    roll = models.PositiveIntegerField(null=True)
    name = models.CharField(max_length=200, blank=True)
    mobile = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=2, default="bn")
    words = models.TextField()
    made_at = models.DateTimeField()
    # Sent twice is made once.
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["freeze", "ordinal"], name="one_objection_an_ordinal"),
            models.CheckConstraint(
                condition=Q(application__isnull=False) | ~Q(name=""), name="an_objection_is_of_somebody"
            ),
        ]
        indexes = [
            # Of those who have no application: with whose case it would be forgotten.
            models.Index(
                fields=["office", "made_at"],
                name="objections_to_forget",
                condition=Q(application__isnull=True) & ~Q(name=GONE),
            ),
            # Of the few that have one: an index of all would be taken to find those to forget.
            models.Index(
                fields=["application"],
                name="objections_of_an_applicant",
                condition=Q(application__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"

    def lock(self) -> None:
        """Beneath its batch: what is drawn and what is objected to wait in turn."""
        self.freeze.batch.lock()
        super().lock()

    def forget(self) -> None:
        """Empty what tells of a person; that there was one, about what, and how it was answered, stays."""
        self.words = self.mobile = ""
        self.name = "" if self.application_id else GONE
        self.save(update_fields=["words", "mobile", "name"])
        for answer in ObjectionAnswer.objects.filter(objection=self):
            answer.reason = ""
            answer.save(update_fields=["reason"])


class ObjectionAnswer(RowOfRecord):
    """Accepted or refused, once, with the reason that everybody reads. `roll`: the line of the list that is
    to be put right.
    """

    PARENT, VERB = "objection", "answered"
    PERSONAL_DATA = {"reason": ""}

    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="answer")
    is_accepted = models.BooleanField()
    roll = models.PositiveIntegerField(null=True)
    reason = models.TextField(say_lazy("কারণ", "Reason"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"answer to objection {self.objection_id}"

    def find_known(self) -> Any:
        return type(self).objects.filter(objection=self.objection).first()

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.at = now

    def check_act(self, now: datetime) -> None:
        """Accepted is what can still be put right, and of which it is known what."""
        if not self.is_accepted:
            return
        batch = self.objection.freeze.batch
        require(
            batch.state in (states.FROZEN, states.CLOSED),
            "",
            "তালিকাটি আর সংশোধন করা যায় না; লটারি হয়ে গেছে বা ব্যাচটি বাতিল।",
            "The list can no longer be corrected: it was drawn, or the batch was cancelled.",
        )
        require(
            self.roll is not None and Application.objects.filter(call__batch=batch, roll=self.roll).exists(),
            "roll",
            "কোন রোলের লাইন ঠিক করতে হবে, লিখুন।",
            "Write the roll whose line is to be put right.",
        )

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"what": "accepted" if self.is_accepted else "refused"}
