"""One gathering: a session, an event, a meeting, a hearing or a visit, with its place, beginning and end; who
was invited and answered, and who was there.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Q

from ongikar.core.crypto.encrypted_field import EncryptedTextField
from ongikar.core.i18n.say import choices_of
from ongikar.core.not_none import not_none
from ongikar.gatherings import transitions
from ongikar.gatherings.words import ACTS, ANSWERED_BY, MARKS, REPLIES, STATES
from ongikar.gatherings.words import CHANNELS as CHANNEL_WORDS
from ongikar.gatherings.words import SORTS as SORT_WORDS
from ongikar.gatherings.words import WAYS as WAY_WORDS
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.letters.models import Letter
from ongikar.offices.models import Office, Place
from ongikar.rules.calendar.office_calendar import TZ

from .roster import Member, Roster

MOST_TITLE = 200


class GatheringQuerySet(SealedQuerySet):
    def of_subject(self, reference: SubjectReference) -> Self:
        """The gatherings that serve one thing, the first to come first, without those that were moved."""
        rows = self.filter(subject_type=reference[0], subject_id=reference[1])
        return rows.exclude(state=transitions.MOVED).order_by("starts_at", "id")

    def that_stand(self) -> Self:
        """Those that take or took place: neither moved nor cancelled, nor struck from the book."""
        return self.exclude(state__in=transitions.GONE)


class Gathering(models.Model):
    """`state` is a cache of the fold of its acts. A moved one is replaced by a row with the same calendar id
    and the next sequence, so that a calendar program moves its entry and adds none.
    """

    SUBJECT = "gathering"
    SESSION, EVENT, MEETING, HEARING, VISIT = "session", "event", "meeting", "hearing", "visit"
    SORTS = (SESSION, EVENT, MEETING, HEARING, VISIT)
    # What stands in the public calendar unless it is said otherwise.
    PUBLIC_SORTS = (EVENT, MEETING)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="gatherings", db_index=False)
    sort = models.CharField(max_length=10, choices=choices_of(SORT_WORDS))
    title = models.CharField(max_length=MOST_TITLE)
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="gatherings", db_index=False)
    # A place of the office's list; and where there, or anywhere else, in words.
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="gatherings")
    venue = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField(null=True)
    quorum = models.PositiveIntegerField(null=True)
    reply_by = models.DateField(null=True)
    is_public = models.BooleanField(default=False)
    # What the codes on the wall follow from; made when they are first shown.
    door_secret = EncryptedTextField()
    encrypt_door_secret: Callable[[str], None]
    read_door_secret: Callable[[], str | None]
    # The calendar id that stays with it wherever it is moved, and how often it was changed.
    uid = models.CharField(max_length=40)
    sequence = models.PositiveSmallIntegerField(default=0)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    state = models.CharField(max_length=10, default=transitions.PLANNED, choices=choices_of(STATES))
    made_at = models.DateTimeField()
    # How long it really took, once it is recorded; what was struck keeps what it said.
    held_minutes = models.PositiveSmallIntegerField(null=True)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")), name="a_gathering_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(subject_type="") ^ Q(subject_id__isnull=False),
                name="a_subject_of_a_gathering_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[transitions.RECORDED, transitions.STRUCK])
                ^ Q(held_minutes__isnull=True),
                name="a_recorded_gathering_says_how_long",
            ),
            models.UniqueConstraint(fields=["uid", "sequence"], name="one_gathering_a_sequence"),
        ]
        indexes = [
            models.Index(fields=["office", "starts_at", "id"], name="gatherings_by_time"),
            models.Index(
                fields=["office", "starts_at", "id"],
                name="gatherings_to_come",
                condition=Q(state__in=sorted(transitions.COMING)),
            ),
            models.Index(fields=["roster", "starts_at", "id"], name="gatherings_of_a_roster"),
            models.Index(fields=["subject_type", "subject_id", "starts_at"], name="gatherings_of_a_subject"),
            models.Index(
                fields=["office", "starts_at", "id"],
                name="public_gatherings",
                condition=Q(is_public=True) & ~Q(state=transitions.MOVED),
            ),
        ]

    def __str__(self) -> str:
        return f"gathering {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def subject(self) -> SubjectReference | None:
        return (self.subject_type, not_none(self.subject_id)) if self.subject_type else None

    @property
    def day(self) -> date:
        return self.starts_at.astimezone(TZ).date()

    @property
    def minutes(self) -> int:
        """How long it takes, or took."""
        planned = int((self.ends_at - self.starts_at).total_seconds() // 60)
        return planned if self.held_minutes is None else self.held_minutes

    @property
    def opens_at(self) -> datetime:
        """From when on people are let in."""
        return self.starts_at - transitions.OPENS_BEFORE

    @property
    def where(self) -> str:
        return ", ".join(filter(None, (self.venue, self.place.name if self.place else "")))

    def is_open(self, now: datetime) -> bool:
        """Whether somebody may be let in at a moment."""
        return self.state in transitions.COMING and self.opens_at <= now <= self.ends_at


class GatheringAct(models.Model):
    """One act of a gathering: what happened, when, by whom, and its words. Only ever added."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=12, choices=choices_of(ACTS))
    at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)
    words = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} of {self.gathering_id}"

    @property
    def by(self) -> tuple[str, int | None]:
        return (self.by_type, self.by_id)


class Invitation(models.Model):
    """That a member was invited to one gathering, once. What was sent stands among the messages."""

    SMS, EMAIL, LETTER, HAND = "sms", "email", "letter", "hand"
    CHANNELS = (SMS, EMAIL, LETTER, HAND)

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="invitations", db_index=False
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="invitations")
    # How it goes: by what address they have; by letter, or handed over, where they have none.
    channel = models.CharField(max_length=6, choices=choices_of(CHANNEL_WORDS))
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField()

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "member"], name="one_invitation_a_member"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Reply(models.Model):
    """One answer to an invitation. Only added: the last one counts."""

    YES, NO, DELEGATE = "yes", "no", "delegate"
    ANSWERS = (YES, NO, DELEGATE)
    LINK, DESK = "link", "desk"

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="replies", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="replies")
    answer = models.CharField(max_length=8, choices=choices_of(REPLIES))
    # Who comes instead.
    delegate = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    # By the member's own page, or told to the office.
    via = models.CharField(max_length=4, default=LINK, choices=choices_of(ANSWERED_BY))
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="delegate") ^ Q(delegate=""), name="a_delegate_has_a_name"
            ),
        ]
        indexes = [models.Index(fields=["gathering", "member", "id"], name="replies_of_a_gathering")]

    def __str__(self) -> str:
        return f"reply {self.pk}"

    @property
    def in_words(self) -> str:
        """The answer, with the name of whoever comes instead."""
        words = self.get_answer_display()
        return f"{words}: {self.delegate}" if self.delegate else words


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
    value = models.CharField(max_length=10, choices=choices_of(MARKS))
    # How long they were there, where it was not from beginning to end.
    minutes = models.PositiveSmallIntegerField(null=True)
    # When they came, or when it is about; and when it was written down here.
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by_type = models.CharField(max_length=20)
    by_id = models.PositiveBigIntegerField(null=True)
    via = models.CharField(max_length=9, choices=choices_of(WAY_WORDS))
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
