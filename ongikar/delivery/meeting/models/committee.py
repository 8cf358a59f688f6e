"""A committee and who belongs to it, by post and from day to day."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import language, say_lazy
from ongikar.core.not_none import not_none
from ongikar.delivery.meeting.rules import QuorumRule
from ongikar.gatherings.models import Member, Roster
from ongikar.journal.actions import Reference
from ongikar.journal.sealed_columns import VALUE
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact
from ongikar.people.post_holders import STAFF_ROLES
from ongikar.records.models import UNSEALED_KEY, Record, RowOfRecord

# A table of more seats is no committee.
MOST_SEATS = 60
MOST_NOTICE = 30


class Committee(Record):
    """Those who meet and decide under one rule: a committee by order, or the stakeholders of the office."""

    SUBJECT = "committee"
    COMMITTEE, STAKEHOLDERS = SORTS = ("committee", "stakeholders")
    UNSEALED = UNSEALED_KEY
    SEALED_AS = dict.fromkeys(("name_bn", "name_en", "order_words", "place"), VALUE)

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="committees", db_index=False)
    sort = models.CharField(
        say_lazy("কী ধরনের", "What sort"),
        max_length=12,
        default=COMMITTEE,
        choices=[
            (COMMITTEE, say_lazy("কমিটি", "A committee")),
            (STAKEHOLDERS, say_lazy("অংশীজনের সভা", "Meetings of stakeholders")),
        ],
    )
    name_bn = models.CharField(say_lazy("নাম, বাংলায়", "Name in Bangla"), max_length=200)
    name_en = models.CharField(say_lazy("নাম, ইংরেজিতে", "Name in English"), max_length=200)
    # The row of the charter whose meetings it holds; "" of one that the charter does not promise.
    service_code = models.CharField(max_length=40, blank=True)
    # The order by which it sits and has its quorum: memo number and day, as it is cited.
    order_words = models.CharField(
        say_lazy("যে আদেশে গঠিত", "Order by which it sits"),
        max_length=200,
        blank=True,
        help_text=say_lazy("স্মারক ও তারিখ; কোরামের নিয়মও সেখানে", "Memo and day; its quorum stands there"),
    )
    # Its quorum: a part of the voting members, rounded up, at least this many, and the chair if it says so.
    numerator = models.PositiveSmallIntegerField(default=1)
    denominator = models.PositiveSmallIntegerField(default=2)
    least = models.PositiveSmallIntegerField(
        say_lazy("অন্তত কতজন", "At least how many"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)],
    )
    needs_chair = models.BooleanField(
        say_lazy(
            "সভাপতি বা তাঁর প্রতিনিধি না থাকলে কোরাম হয় না",
            "There is no quorum without the chair or the chair’s delegate",
        ),
        default=True,
    )
    # How many working days before a meeting its notice must have gone.
    notice_days = models.PositiveSmallIntegerField(
        say_lazy("নোটিশ কত কার্যদিবস আগে", "Notice, working days before"),
        default=3,
        validators=[MaxValueValidator(MOST_NOTICE)],
    )
    place = models.CharField(say_lazy("সভা কোথায় হয়", "Where it meets"), max_length=200, blank=True)
    # Those who are invited to its meetings; begun with the first one that is called.
    roster = models.OneToOneField(Roster, null=True, on_delete=models.PROTECT, related_name="committee")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Sent twice is begun once.
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = say_lazy("কমিটি", "committee")
        verbose_name_plural = say_lazy("কমিটি", "Committees")
        constraints = [
            models.CheckConstraint(
                condition=Q(numerator__gte=1, denominator__gte=F("numerator"), least__gte=1),
                name="a_quorum_is_a_part_of_the_members",
            ),
            models.UniqueConstraint(
                fields=["office", "service_code"],
                condition=Q(ended_at__isnull=True) & ~Q(service_code=""),
                name="one_committee_a_row_of_the_charter",
                violation_error_code="service",
                violation_error_message=say_lazy(
                    "চার্টারের এই সেবার সভা আগেই অন্য একটি কমিটি করে।",
                    "Another committee already holds the meetings of this service of the charter.",
                ),
            ),
        ]
        indexes = [models.Index(fields=["office", "-id"], name="committees_newest")]

    def check_change(self, now: datetime) -> None:
        # Raises for a rule that says nothing.
        assert self.quorum_rule

    @property
    def name(self) -> str:
        return (self.name_en if language() == "en" else "") or self.name_bn

    @property
    def quorum_rule(self) -> QuorumRule:
        return QuorumRule(self.numerator, self.denominator, self.least, needs_chair=self.needs_chair)


class MembershipQuerySet(SealedQuerySet):
    def on(self, day: date) -> Self:
        """Those in force on a day, first and last day included, in the order of the table."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day).order_by(
            "position", "id"
        )


class Membership(RowOfRecord):
    """A seat: it belongs to a post of the office or to a contact, whoever holds that, from a day to a day."""

    CHAIR, SECRETARY, MEMBER, OBSERVER = CAPACITIES = ("chair", "secretary", "member", "observer")
    CAPACITY_WORDS = {
        CHAIR: say_lazy("সভাপতি", "Chair"),
        SECRETARY: say_lazy("সদস্যসচিব", "Secretary"),
        MEMBER: say_lazy("সদস্য", "Member"),
        OBSERVER: say_lazy("পর্যবেক্ষক", "Observer"),
    }
    PARENT, VERB = "committee", "seated"

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="memberships", db_index=False
    )
    post = models.ForeignKey(
        Post, null=True, on_delete=models.PROTECT, related_name="committee_seats", db_index=False
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="committee_seats", db_index=False
    )
    capacity = models.CharField(
        say_lazy("কী হিসেবে", "As what"),
        max_length=10,
        default=MEMBER,
        choices=list(CAPACITY_WORDS.items()),
    )
    is_voting = models.BooleanField(
        say_lazy("ভোট আছে, কোরামে গোনা হয়", "Has a vote and counts for the quorum"), default=True
    )
    # The order in which the members stand: the chair first.
    position = models.PositiveSmallIntegerField()
    since = models.DateField(say_lazy("কোন দিন থেকে", "From which day"))
    until = models.DateField(say_lazy("শেষ দিন", "Last day"), null=True, blank=True)
    # Themselves on the roster of the committee, once they were invited.
    member = models.OneToOneField(Member, null=True, on_delete=models.PROTECT, related_name="seat")

    objects = MembershipQuerySet.as_manager()  # type: ignore[misc]  # with words of its own

    class Meta:
        verbose_name = say_lazy("আসন", "seat")
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

    def find_known(self) -> Any:
        """Nobody sits twice: what is sent again is refused."""
        return None

    def enter_who(self, actor: Reference, now: datetime) -> None:
        """That says the journal."""
        self.is_voting = self.is_voting and self.capacity != self.OBSERVER
        self.position = self.CAPACITIES.index(self.capacity)

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"of": "seat", "of_id": self.pk}

    def check_act(self, now: datetime) -> None:
        """Refuses one that sits there already on any of these days, a second chair or secretary, and a
        secretary who is none of the office's staff.
        """
        since, until, seats = self.since, self.until, self.committee.memberships
        require(
            until is None or until >= since,
            "until",
            "শেষ দিন শুরুর আগে হতে পারে না।",
            "The last day cannot be before the first.",
        )
        require(
            self.holder.office_id == self.committee.office_id,
            "holder",
            "তালিকা থেকে বেছে নিন।",
            "Choose from the list.",
        )
        same_days = Q(until__isnull=True) | Q(until__gte=since)
        if until:
            same_days &= Q(since__lte=until)
        require(
            not seats.filter(same_days, post=self.post_id, contact=self.contact_id).exists(),
            "holder",
            "এই সময়ে তিনি আগে থেকেই এই কমিটিতে আছেন। একজন দুবার সদস্য হন না।",
            "Already a member on these days. Nobody sits in a committee twice.",
        )
        is_one_alone = self.capacity in (self.CHAIR, self.SECRETARY)
        require(
            not (is_one_alone and seats.filter(same_days, capacity=self.capacity).exists()),
            "capacity",
            "এই সময়ে এই দায়িত্বে অন্য কেউ আছেন। আগে তাঁর শেষ দিন লিখুন।",
            "Somebody else has this office on these days. First enter their last day.",
        )
        require(
            self.capacity != self.SECRETARY or (self.post and self.post.role in STAFF_ROLES),
            "capacity",
            "সদস্যসচিব এই কার্যালয়ের কর্মকর্তা বা সহকারী: তিনিই নোটিশ ও কার্যবিবরণী জারি করেন।",
            "The secretary is of this office’s staff, who issues notice and minutes.",
        )
        is_room = seats.count() < MOST_SEATS
        require(is_room, "holder", "আর আসন দেওয়া যায় না।", "There is no room for another seat.")

    def in_words(self) -> str:
        return self.title

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
