"""Objections to a published list, before its draw: what was said by whom, and what the office answered."""

from django.db import models
from django.db.models import Q

from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office
from ongikar.people.models import GONE, User

from .application import Application
from .selection import Freeze


class Objection(models.Model):
    """Of somebody who is on the list or missing from it. Only added; answered by a row of its own.

    An applicant is known by their application; anybody else gives name and mobile.
    """

    SUBJECT = "objection"
    LEFT_OUT, POINTS, GROUP, MAY_NOT, OTHER = "left_out", "points", "group", "may_not", "other"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="objections", db_index=False)
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

    objects = SealedQuerySet.as_manager()

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

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    def forget(self) -> None:
        """Empty what tells of a person; that there was one, about what, and how it was answered, stays."""
        self.words = self.mobile = ""
        self.name = "" if self.application_id else GONE
        self.save(update_fields=["words", "mobile", "name"])
        for answer in ObjectionAnswer.objects.filter(objection=self):
            answer.reason = ""
            answer.save(update_fields=["reason"])


class ObjectionAnswer(models.Model):
    """Accepted or refused, once, with the reason that everybody reads. `roll`: the line of the list that is
    to be put right.
    """

    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="answer")
    is_accepted = models.BooleanField()
    roll = models.PositiveIntegerField(null=True)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"answer to objection {self.objection_id}"
