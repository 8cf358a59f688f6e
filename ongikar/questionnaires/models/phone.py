"""A phone with an app that speaks OpenRosa, and what it sent: taken, or kept until somebody has looked."""

from collections.abc import Callable
from typing import Self

from django.db import models

from ongikar.core.crypto.encrypted_field import EncryptedTextField
from ongikar.core.db.index_conditions import literal
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office
from ongikar.people.models import User

from .answers import Response
from .questionnaire import Version
from .round import Round


class Phone(models.Model):
    """Lets one person of the staff fill from one phone, until somebody revokes it. Of the token in its
    address only the hash is kept: who reads the database fills nothing in anybody's name.
    """

    SUBJECT = "questionnaire_phone"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    # What the office calls it, such as whose it is.
    name = models.CharField(max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    # The day on which it last asked for anything.
    seen_on = models.DateField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "-id"], name="phones_of_an_office"),
            models.Index(fields=["user"], name="phones_of_a_user"),
        ]

    def __str__(self) -> str:
        return f"phone {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)


class PhoneSubmissionQuerySet(SealedQuerySet):
    def waiting(self, office: Office | models.Value) -> Self:
        """What an office has yet to look at, or whose files are on their way, the oldest first. Named as the
        index names it, so that it is read.
        """
        states = [literal(state) for state in PhoneSubmission.WAITING]
        return self.filter(office=office, state__in=states).order_by("id")


class PhoneSubmission(models.Model):
    """One filled form as a phone sent it. The same sent twice is one row; another text under a number that is
    known already is a row of its own, and waits for somebody to choose.
    """

    SUBJECT = "phone_submission"
    # Its files are on their way; to be looked at; became a response; the office did not take it.
    ARRIVING, TO_REVIEW, TAKEN, DROPPED = "arriving", "to_review", "taken", "dropped"
    WAITING = (ARRIVING, TO_REVIEW)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    phone = models.ForeignKey(Phone, on_delete=models.PROTECT, related_name="submissions", db_index=False)
    # What the app calls this filling of the form.
    number = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    # Null where it says a form that is not of this office.
    round = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, default=ARRIVING)
    # As it came, encrypted; gone once it became a response or was dropped.
    text = EncryptedTextField()
    encrypt_text: Callable[[str], None]
    read_text: Callable[[], str | None]
    # Name of a file → the paper it is kept as, or why it was not taken.
    files = models.JSONField(default=dict)
    # Why it was not taken as it is: question, place, and the sentence in both languages.
    problems = models.JSONField(default=list)
    response = models.OneToOneField(Response, null=True, on_delete=models.PROTECT, related_name="sent_as")
    came_at = models.DateTimeField()
    drop_reason = models.CharField(max_length=300, blank=True)

    objects = PhoneSubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "number", "sha256"], name="one_submission_a_text")
        ]
        indexes = [
            models.Index(
                fields=["office", "id"],
                name="submissions_to_review",
                condition=models.Q(state__in=("arriving", "to_review")),
            ),
            models.Index(
                fields=["came_at"],
                name="submissions_to_empty",
                condition=models.Q(state__in=("arriving", "to_review")),
            ),
        ]

    def __str__(self) -> str:
        return f"submission {self.pk} of a phone"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)
