"""A committee and who belongs to it, by post and from day to day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from ongikar.core.i18n.say import InTwoLanguages
from ongikar.core.not_none import not_none
from ongikar.gatherings.models import Member, Roster
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact
from ongikar.rules.quorum import QuorumRule


class Committee(InTwoLanguages, models.Model):
    """Those who meet and decide under one rule: a committee by order, or the stakeholders of the office."""

    SUBJECT = "committee"
    COMMITTEE, STAKEHOLDERS = SORTS = ("committee", "stakeholders")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="committees", db_index=False)
    sort = models.CharField(max_length=12, default=COMMITTEE)
    name_bn = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    # The row of the charter whose meetings it holds; "" of one that the charter does not promise.
    service_code = models.CharField(max_length=40, blank=True)
    # The order by which it sits and has its quorum: memo number and day, as it is cited.
    order_words = models.CharField(max_length=200, blank=True)
    # Its quorum: a part of the voting members, rounded up, at least so many, and the chair where it says so.
    numerator = models.PositiveSmallIntegerField(default=1)
    denominator = models.PositiveSmallIntegerField(default=2)
    least = models.PositiveSmallIntegerField(default=2)
    needs_chair = models.BooleanField(default=True)
    # So many working days before a meeting its notice must have gone.
    notice_days = models.PositiveSmallIntegerField(default=3)
    place = models.CharField(max_length=200, blank=True)
    # Those who are invited to its meetings; begun with the first one that is called.
    roster = models.OneToOneField(Roster, null=True, on_delete=models.PROTECT, related_name="committee")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Sent twice is begun once.
    submission = models.CharField(max_length=64, unique=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(numerator__gte=1, denominator__gte=F("numerator"), least__gte=1),
                name="a_quorum_is_a_part_of_the_members",
            ),
            models.UniqueConstraint(
                fields=["office", "service_code"],
                condition=Q(ended_at__isnull=True) & ~Q(service_code=""),
                name="one_committee_a_row_of_the_charter",
            ),
        ]
        indexes = [models.Index(fields=["office", "id"], name="committees_of_an_office")]

    def __str__(self) -> str:
        return f"committee {self.pk}"

    @property
    def name(self) -> str:
        return self.in_words("name")

    @property
    def reference(self) -> SubjectReference:
        return (self.SUBJECT, self.pk)

    @property
    def quorum_rule(self) -> QuorumRule:
        return QuorumRule(self.numerator, self.denominator, self.least, needs_chair=self.needs_chair)


class MembershipQuerySet(SealedQuerySet):
    def on(self, day: date) -> Self:
        """Those in force on a day, first and last day included, in the order of the table."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day).order_by(
            "position", "id"
        )


class Membership(models.Model):
    """A seat: it belongs to a post of the office or to a contact, whoever holds that, from a day to a day."""

    CHAIR, SECRETARY, MEMBER, OBSERVER = CAPACITIES = ("chair", "secretary", "member", "observer")

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="memberships", db_index=False
    )
    post = models.ForeignKey(
        Post, null=True, on_delete=models.PROTECT, related_name="committee_seats", db_index=False
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="committee_seats", db_index=False
    )
    capacity = models.CharField(max_length=10, default=MEMBER)
    is_voting = models.BooleanField(default=True)
    # The order in which the members stand: the chair first.
    position = models.PositiveSmallIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)
    # Themselves on the roster of the committee, once they were invited.
    member = models.OneToOneField(Member, null=True, on_delete=models.PROTECT, related_name="seat")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(contact__isnull=True), name="a_seat_has_one_member"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="a_seat_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(capacity="observer") | Q(is_voting=False), name="an_observer_has_no_vote"
            ),
            # Seats that go on; those with a last day are held apart by the action, under a lock.
            models.UniqueConstraint(
                fields=["committee", "post"],
                condition=Q(until__isnull=True, post__isnull=False),
                name="a_post_sits_once_in_a_committee",
            ),
            models.UniqueConstraint(
                fields=["committee", "contact"],
                condition=Q(until__isnull=True, contact__isnull=False),
                name="a_contact_sits_once_in_a_committee",
            ),
            models.UniqueConstraint(
                fields=["committee", "capacity"],
                condition=Q(until__isnull=True, capacity__in=["chair", "secretary"]),
                name="one_chair_and_one_secretary",
            ),
        ]
        indexes = [
            models.Index(fields=["committee", "position", "id"], name="seats_of_a_committee"),
            models.Index(fields=["post"], name="seats_of_a_post", condition=Q(post__isnull=False)),
            models.Index(fields=["contact"], name="seats_of_a_contact", condition=Q(contact__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk} of committee {self.committee_id}"

    @property
    def holder(self) -> Post | Contact:
        return self.post or not_none(self.contact)

    @property
    def title(self) -> str:
        """The seat as a list names it: by the post, not by whoever holds it."""
        return self.holder.title

    @property
    def is_chair(self) -> bool:
        return self.capacity == self.CHAIR

    def is_in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)
