"""What was answered: begun, sent in by somebody, by nobody in particular, or by a phone with an app that
speaks OpenRosa. What a phone sent is kept until it is taken or somebody has looked.
"""

import secrets
from collections.abc import Callable
from typing import Self

from django.db import models
from django.db.models import Q

from ongikar.core.crypto.encrypted_field import EncryptedTextField
from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.i18n.say import choices_of
from ongikar.core.not_none import not_none
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office
from ongikar.people.models import User

from .questionnaire import Version
from .round import Round

# Keys are drawn below it: every program reads such a number exactly.
MOST_KEY = 2**53 - 1


def random_key() -> int:
    """A key that says nothing of the order or the time in which its row was written."""
    return secrets.randbelow(MOST_KEY) + 1


class Answers(models.Model):
    """What any response has. `answers`: only what was asked of this respondent; a question that was not
    relevant has no value here, whatever a draft held.
    """

    WEB, COUNTER, ODK, SMS, PAPER = "web", "counter", "odk", "sms", "paper"
    VIA = (WEB, COUNTER, ODK, SMS, PAPER)

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    # Points, and the most that the questions asked of this respondent can give; null where none has any.
    score = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    score_of = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    via = models.CharField(
        max_length=8,
        default=WEB,
        choices=choices_of(
            {
                WEB: ("অনলাইনে", "Online"),
                COUNTER: ("কার্যালয়ে", "At the office"),
                ODK: ("ফোনের অ্যাপে", "By an app on a phone"),
                SMS: ("এসএমএসে", "By SMS"),
                PAPER: ("কাগজে", "On paper"),
            }
        ),
    )

    class Meta:
        abstract = True

    @property
    def percent(self) -> int | None:
        """Of the most possible, rounded down: nobody passes by rounding."""
        if self.score is None or not self.score_of:
            return None
        return int(self.score * 100 / self.score_of)


class Response(Answers):
    """The answers of a respondent who is known, or of anyone in a round that asks for no name but keeps the
    moment.
    """

    SUBJECT = "response"
    SUBMITTED, TO_REVIEW, VOID = "submitted", "to_review", "void"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="responses", db_index=False)
    respondent_type = models.CharField(max_length=30, blank=True)
    respondent_id = models.PositiveBigIntegerField(null=True)
    state = models.CharField(
        max_length=10,
        default=SUBMITTED,
        choices=choices_of(
            {
                SUBMITTED: ("জমা হয়েছে", "Sent in"),
                TO_REVIEW: ("দেখা বাকি", "To be looked at"),
                VOID: ("ধরা হয় না", "Void"),
            }
        ),
    )
    # What questions marked as sealed were answered, as JSON, encrypted.
    sealed_answers = EncryptedTextField()
    encrypt_sealed_answers: Callable[[str], None]
    read_sealed_answers: Callable[[], str | None]
    # Sent twice is taken once; a phone names its own.
    instance_id = models.CharField(max_length=80, unique=True)
    begun_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField()
    # Why it counts no more.
    void_reason = models.CharField(max_length=300, blank=True)
    # When retention emptied it; its score stays.
    emptied_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(respondent_type="") ^ Q(respondent_id__isnull=False),
                name="a_respondent_is_whole",
            )
        ]
        indexes = [
            models.Index(fields=["round", "id"], name="responses_of_a_round"),
            models.Index(
                fields=["respondent_id", "respondent_type", "round"], name="responses_of_respondents"
            ),
            models.Index(
                fields=["submitted_at"], name="responses_to_empty", condition=Q(emptied_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def respondent(self) -> SubjectReference | None:
        return (self.respondent_type, not_none(self.respondent_id)) if self.respondent_type else None

    @property
    def has_passed(self) -> bool | None:
        """Whether the round's percent was reached; None where it names none or nothing was scored."""
        wanted, percent = self.round.pass_percent, self.percent
        return None if wanted is None or percent is None else percent >= wanted


class AnonymousResponse(Answers):
    """Answers that join to nobody: a key drawn by lot, a day, and no moment. No entry of the journal names
    it, since an entry has a moment and stands in an order.
    """

    id = models.PositiveBigIntegerField(primary_key=True, default=random_key)
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="anonymous_responses", db_index=False
    )
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["round", "id"], name="anonymous_responses")]

    def __str__(self) -> str:
        return f"anonymous response to {self.round_id}"


class Answered(models.Model):
    """That a respondent has answered a round: in an anonymous one it alone knows who. Its key is drawn by
    lot, so that it says nothing of when.
    """

    id = models.PositiveBigIntegerField(primary_key=True, default=random_key)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="answered", db_index=False)
    respondent_type = models.CharField(max_length=30)
    respondent_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "respondent_type", "respondent_id"], name="answered_once"
            )
        ]

    def __str__(self) -> str:
        return f"answered {self.round_id}"


class ResponseDraft(models.Model):
    """What somebody has begun to answer and not sent. It is of the browser that began it, and of a respondent
    who is known it is found again from any.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="drafts", db_index=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+", db_index=False)
    respondent_type = models.CharField(max_length=30, blank=True)
    respondent_id = models.PositiveBigIntegerField(null=True)
    # The hash of what the browser holds; the draft of an anonymous round is found by nothing else.
    key_hash = models.CharField(max_length=64, unique=True)
    # As it was typed, also where the question is not asked any more: it may be asked again.
    answers = models.JSONField(default=dict)
    # Those of questions marked as sealed, encrypted.
    sealed_answers = EncryptedTextField()
    encrypt_sealed_answers: Callable[[str], None]
    read_sealed_answers: Callable[[], str | None]
    # Null in an anonymous round.
    begun_at = models.DateTimeField(null=True)
    # When its minutes are over; null where they are not counted.
    ends_at = models.DateTimeField(null=True)
    # The day alone of an anonymous round: it says when the draft is thrown away.
    saved_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "respondent_type", "respondent_id"],
                name="one_draft_a_respondent",
                condition=~Q(respondent_type=""),
            )
        ]
        indexes = [
            models.Index(fields=["saved_on"], name="response_drafts_by_day"),
            models.Index(fields=["round", "respondent_type", "respondent_id"], name="drafts_of_respondents"),
            models.Index(fields=["ends_at"], name="timed_drafts", condition=Q(ends_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


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
        states = [sql_literal(state) for state in PhoneSubmission.WAITING]
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
    state = models.CharField(
        max_length=10,
        default=ARRIVING,
        choices=choices_of(
            {
                ARRIVING: ("ফাইল আসছে", "Its files are on their way"),
                TO_REVIEW: ("দেখা বাকি", "To be looked at"),
                TAKEN: ("নেওয়া হয়েছে", "Taken"),
                DROPPED: ("নেওয়া হয়নি", "Not taken"),
            }
        ),
    )
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
