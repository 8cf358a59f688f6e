"""A roster and its members: whoever belongs to a batch, a committee or an event, from a day to a day."""

from collections.abc import Callable
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ongikar.core.crypto.encrypted_field import EncryptedTextField
from ongikar.core.i18n.say import choices_of
from ongikar.core.not_none import not_none
from ongikar.gatherings.words import ROLES as ROLE_WORDS
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office
from ongikar.people.models import GONE, Applicant, Contact


class Roster(models.Model):
    """The people of one thing: a batch, a committee, an event. Its gatherings take place for them.

    It points at what it serves by (subject_type, subject_id) and knows nothing of it.
    """

    SUBJECT = "roster"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="rosters", db_index=False)
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    title = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    # The day of its last gathering: what retention counts from. Null while it has none.
    last_on = models.DateField(null=True)
    # When all that tells of its members was emptied.
    emptied_at = models.DateTimeField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(subject_type="") ^ Q(subject_id__isnull=False),
                name="a_subject_of_a_roster_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="rosters_of_a_subject"),
            models.Index(fields=["office", "-id"], name="rosters_newest"),
            models.Index(
                fields=["office", "last_on"], name="rosters_to_empty", condition=Q(emptied_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"roster {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def subject(self) -> SubjectReference | None:
        return (self.subject_type, not_none(self.subject_id)) if self.subject_type else None


class MemberQuerySet(SealedQuerySet):
    def on(self, day: date) -> Self:
        """Those who belong to it on a day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Member(models.Model):
    """Somebody on a roster from a day to a day. Names are copied, as a sheet that was signed has them.

    The ticket, 80 random bits, opens the member's own page and is what a square code at the door holds; one
    ticket is good for all gatherings of the roster, and for no other.
    """

    SUBJECT = "member"
    PARTICIPANT, TRAINER, CHAIR, SPEAKER = "participant", "trainer", "chair", "speaker"
    GUEST, WALK_IN = "guest", "walk_in"
    ROLES = (PARTICIPANT, TRAINER, CHAIR, SPEAKER, GUEST, WALK_IN)
    # Those whom the others came to hear.
    HEARD = (TRAINER, SPEAKER)

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="members", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="memberships",
        db_index=False,
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="memberships", db_index=False
    )
    applicant = models.ForeignKey(
        Applicant, null=True, on_delete=models.PROTECT, related_name="memberships", db_index=False
    )
    name = models.CharField(max_length=200, blank=True)
    post = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    mobile = models.CharField(max_length=16, blank=True)
    email = models.CharField(max_length=254, blank=True)
    # The language in which they are written to.
    language = models.CharField(max_length=2, default="bn")
    role = models.CharField(max_length=12, default=PARTICIPANT, choices=choices_of(ROLE_WORDS))
    # The first day on which they belong to it, and the last; null while they do.
    since = models.DateField()
    until = models.DateField(null=True)
    ticket = EncryptedTextField()
    encrypt_ticket: Callable[[str], None]
    read_ticket: Callable[[], str | None]
    ticket_index = models.CharField(max_length=64, blank=True, default="")
    # When they said by their own page or through the office that they take their place.
    confirmed_at = models.DateTimeField(null=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="", post="", organisation=""), name="a_member_is_called_something"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="a_member_ends_after_it_begins",
            ),
            # Somebody is on a roster once at a time.
            models.UniqueConstraint(
                fields=["roster", "user"],
                name="one_live_member_a_user",
                condition=Q(user__isnull=False, until__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["roster", "contact"],
                name="one_live_member_a_contact",
                condition=Q(contact__isnull=False, until__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["roster", "applicant"],
                name="one_live_member_an_applicant",
                condition=Q(applicant__isnull=False, until__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["ticket_index"], name="one_member_a_ticket", condition=~Q(ticket_index="")
            ),
        ]
        # Each member is one of three: an index of the others, too, would find most of them under nothing.
        indexes = [
            models.Index(fields=["roster", "id"], name="members_of_a_roster"),
            models.Index(fields=["user"], name="memberships_of_a_user", condition=Q(user__isnull=False)),
            models.Index(
                fields=["contact"], name="memberships_of_a_contact", condition=Q(contact__isnull=False)
            ),
            models.Index(
                fields=["applicant"],
                name="memberships_of_an_applicant",
                condition=Q(applicant__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def title(self) -> str:
        """As a sheet names them: the name, else the post with its organisation."""
        return self.name or ", ".join(filter(None, (self.post, self.organisation)))

    @property
    def beside(self) -> str:
        """What stands beside the name: post and organisation."""
        return ", ".join(filter(None, (self.post, self.organisation))) if self.name else ""

    @property
    def last_four(self) -> str:
        return self.mobile[-4:]

    def is_member_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or self.until >= day)

    def forget(self) -> None:
        """Empty all that tells who it was. The row stays, so that who was there still counts."""
        self.name = GONE
        self.post = self.organisation = self.mobile = self.email = ""
        self.encrypt_ticket("")
        self.save(update_fields=["name", "post", "organisation", "mobile", "email", "ticket", "ticket_index"])
