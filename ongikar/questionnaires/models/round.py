"""A round: one use of a questionnaire, for one thing, from a moment to a moment."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from ongikar.core.i18n.say import choices_of
from ongikar.core.not_none import not_none
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office

from .questionnaire import Questionnaire, Version


class RoundQuerySet(SealedQuerySet):
    def running(self, office: Office, now: datetime) -> "RoundQuerySet":
        """Those of an office that may be answered now.

        Asked for twice, each by the index of the last day: of an OR of both, either database reads all rounds
        of the office through.
        """
        opened = Round.objects.filter(office=office, opens_at__lte=now).order_by()
        endless, ending = opened.filter(closes_at=None), opened.filter(closes_at__gt=now)
        return self.filter(pk__in=endless.values("pk").union(ending.values("pk"), all=True))


class Round(models.Model):
    """Who may answer which questions, when, and how: what it serves it knows by type and key alone."""

    SUBJECT = "round"
    # Anyone who has its address; whoever was given an address of their own; an applicant, from their page or
    # such an address; the staff of the office, signed in.
    ANYONE, LINK, APPLICANT, OFFICER = "anyone", "link", "applicant", "officer"
    RESPONDENTS = (ANYONE, LINK, APPLICANT, OFFICER)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="rounds", db_index=False)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="rounds")
    # Null: whoever begins is asked the newest one.
    version = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="rounds", db_index=False
    )
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    respondents = models.CharField(
        max_length=10,
        default=LINK,
        choices=choices_of(
            {
                ANYONE: ("ঠিকানা বা QR কোড যিনি পান", "Anyone who has the address or QR code"),
                LINK: ("যাঁদের নিজের ঠিকানা দেওয়া হয়েছে", "Those who were given an address of their own"),
                APPLICANT: ("আবেদনকারী", "The applicant"),
                OFFICER: ("এই কার্যালয়ের কর্মীরা, সাইন ইন করে", "The staff of this office, signed in"),
            }
        ),
    )
    anonymous = models.BooleanField(default=False)
    # Each respondent answers once.
    once = models.BooleanField(default=True)
    # How long one has from the first page on; null: as long as it is open.
    minutes = models.PositiveSmallIntegerField(null=True)
    pass_percent = models.PositiveSmallIntegerField(null=True)
    # Of its address. No secret: of a round by link the respondent's own key is what opens it.
    token = models.CharField(max_length=24, unique=True)
    made_at = models.DateTimeField()
    # When count and digest of all its answers were entered; only of an anonymous one, whose answers have no
    # seals of their own (round_seals.py).
    sealed_at = models.DateTimeField(null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(subject_type="") ^ Q(subject_id__isnull=False),
                name="a_subject_of_a_round_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gte=F("opens_at")),
                name="a_round_closes_after_it_opens",
            ),
            # The minutes of a respondent are counted from a moment, which an anonymous one has not.
            models.CheckConstraint(
                condition=Q(anonymous=False) | Q(minutes__isnull=True),
                name="an_anonymous_round_counts_no_minutes",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="rounds_newest"),
            # Those that run: most have closed.
            models.Index(fields=["office", "closes_at"], name="rounds_by_closing"),
            # Closed ones that the worker has yet to seal: next to none.
            models.Index(
                fields=["closes_at"],
                name="rounds_to_seal",
                condition=Q(anonymous=True, sealed_at__isnull=True, closes_at__isnull=False),
            ),
            models.Index(
                fields=["subject_type", "subject_id", "id"],
                name="rounds_of_one_subject",
                condition=Q(subject_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def subject(self) -> SubjectReference | None:
        return (self.subject_type, not_none(self.subject_id)) if self.subject_type else None

    def is_open(self, now: datetime) -> bool:
        return self.opens_at <= now and (self.closes_at is None or now < self.closes_at)

    def version_to_ask(self) -> Version:
        """The version that whoever begins now is asked; a round is only opened where there is one."""
        return self.version or not_none(self.questionnaire.newest_version())


class Invitation(models.Model):
    """The address of one respondent. Only its hash is kept: who reads the database opens nothing."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="invitations", db_index=False)
    respondent_type = models.CharField(max_length=30)
    respondent_id = models.PositiveBigIntegerField()
    key_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "respondent_type", "respondent_id"], name="one_address_a_respondent"
            )
        ]
        indexes = [
            models.Index(fields=["respondent_id", "respondent_type"], name="invitations_of_respondents")
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def respondent(self) -> SubjectReference:
        return (self.respondent_type, self.respondent_id)
