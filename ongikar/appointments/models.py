"""When a post sees people, and who comes when: an availability, an appointment, and what was done with it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from ongikar.core import cache_version
from ongikar.core.forms.faults import ActFault, require
from ongikar.core.i18n.say import choices_of, language, say_lazy
from ongikar.core.not_none import not_none
from ongikar.journal.actions import SubjectReference
from ongikar.journal.sealed_queryset import SealedQuerySet
from ongikar.offices.models import Office, Post
from ongikar.people.models import GONE, Applicant
from ongikar.records.models import UNSEALED_KEY, ActRow, Record, StatedRecord, Strikable
from ongikar.records.words import choices_of_states
from ongikar.rules.bangla.text import date_words
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .rules.offers import APPOINTMENT, Offer, first_clash
from .words import HAS_ONE, KINDS, NTHS, STATES, clock_words, weekdays_words

MOST_MINUTES, MOST_SEATS, MOST_WEEKS, MOST_DAYS = 480, 20, 12, 365


class Availability(Strikable, Record):
    """When a post sees people, or does not see them: by weekdays, from a day on. One that was wrong is struck
    through; appointments that were made by it stay as they are.
    """

    SUBJECT, IS_KEYED = "availability", True
    UNSEALED = UNSEALED_KEY

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="availabilities", db_index=False
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="availabilities", db_index=False)
    kind = models.CharField(
        say_lazy("কী", "What it is"), max_length=12, choices=choices_of(KINDS), default=APPOINTMENT
    )
    # The figures of the days, Monday 0, in their order.
    weekdays = models.CharField(say_lazy("কোন কোন দিন", "Weekdays"), max_length=7)
    # Times of day, as 09:30: in the order of the text.
    begins = models.CharField(say_lazy("কখন থেকে", "From"), max_length=5)
    ends = models.CharField(say_lazy("কখন পর্যন্ত", "Until"), max_length=5)
    minutes = models.PositiveSmallIntegerField(
        say_lazy("একজনের জন্য কত মিনিট", "Minutes for each"),
        default=30,
        blank=True,
        validators=[MinValueValidator(5), MaxValueValidator(MOST_MINUTES)],
    )
    public_seats = models.PositiveSmallIntegerField(
        say_lazy("একই সময়ে নাগরিক নিজে নিতে পারেন কয়টি", "Seats that citizens may take"),
        default=1,
        blank=True,
        validators=[MaxValueValidator(MOST_SEATS)],
    )
    internal_seats = models.PositiveSmallIntegerField(
        say_lazy("একই সময়ে শুধু কার্যালয় দিতে পারে কয়টি", "Seats that only the office gives"),
        default=0,
        blank=True,
        validators=[MaxValueValidator(MOST_SEATS)],
    )
    first_on = models.DateField(say_lazy("কোন দিন থেকে", "First day"))
    last_on = models.DateField(
        say_lazy("কোন দিন পর্যন্ত", "Last day"),
        null=True,
        blank=True,
        help_text=say_lazy("খালি রাখলে চলতে থাকবে", "Left empty, it goes on"),
    )
    every_weeks = models.PositiveSmallIntegerField(
        say_lazy("কত সপ্তাহ পরপর", "Every how many weeks"),
        default=1,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WEEKS)],
    )
    nth = models.CharField(
        say_lazy("মাসের কোনটি", "Which of the month"), max_length=1, blank=True, choices=choices_of(NTHS)
    )
    soonest = models.PositiveSmallIntegerField(
        say_lazy("নাগরিক সবচেয়ে আগে কত দিন পরের সময় নিতে পারেন", "Citizens book at least so many days ahead"),
        default=1,
        blank=True,
        validators=[MaxValueValidator(MOST_DAYS)],
    )
    furthest = models.PositiveSmallIntegerField(
        say_lazy("আর সবচেয়ে দূরে কত দিন পরের", "And at most so many"),
        default=60,
        blank=True,
        validators=[MaxValueValidator(MOST_DAYS)],
    )
    made_at = models.DateTimeField()
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = say_lazy("সাক্ষাতের সময়সূচি", "Hours for appointments")
        verbose_name_plural = say_lazy("সাক্ষাতের সময়সূচি", "Hours for appointments")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=models.F("begins")),
                name="an_availability_ends_after_it_begins",
                violation_error_code="ends",
                violation_error_message=say_lazy(
                    "শেষের সময় শুরুর পরে দিন।", "The end must come after the beginning."
                ),
            ),
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=models.F("first_on")),
                name="an_availability_has_days",
                violation_error_code="last_on",
                violation_error_message=say_lazy(
                    "শেষ দিনটি প্রথম দিনের আগে।", "The last day comes before the first."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="availabilities_newest"),
            models.Index(
                fields=["post"], name="availabilities_in_force", condition=Q(struck_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"availability {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Pages of services tell whether anybody is seen by appointment."""
        super().save(*args, **kwargs)
        cache_version.invalidate(self.office_id)

    @property
    def offer(self) -> Offer:
        """As the rules read it."""
        return Offer(
            begins=time.fromisoformat(self.begins),
            ends=time.fromisoformat(self.ends),
            weekdays=frozenset(map(int, self.weekdays)),
            first=self.first_on,
            last=self.last_on,
            kind=self.kind,
            minutes=self.minutes,
            public=self.public_seats,
            internal=self.internal_seats,
            every_weeks=self.every_weeks,
            nth=int(self.nth) if self.nth else None,
            soonest=self.soonest,
            furthest=self.furthest,
        )

    def enter_who(self, actor: Any, now: datetime) -> None:
        self.made_at = now

    def check_change(self, now: datetime) -> None:
        self.lock_post()
        self.check_hours()

    def lock_post(self) -> None:
        """Of two at once that offer the same, the later sees the earlier."""
        Post.objects.select_for_update(of=("self",)).get(pk=self.post_id)

    def check_hours(self) -> None:
        """Raise ActFault where it makes no sense, or offers what another one offers."""
        require(
            self.begins < self.ends,
            "ends",
            "শেষের সময় শুরুর পরে দিন।",
            "The end must come after the beginning.",
        )
        require(
            self.last_on is None or self.first_on <= self.last_on,
            "last_on",
            "শেষ দিনটি প্রথম দিনের আগে।",
            "The last day comes before the first.",
        )
        begins, ends = time.fromisoformat(self.begins), time.fromisoformat(self.ends)
        length = (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
        require(
            self.kind != APPOINTMENT or self.minutes <= length,
            "minutes",
            "এই সময়ের মধ্যে এত মিনিটের একটি সাক্ষাৎও ধরে না।",
            "Not one appointment of so many minutes fits between these times.",
        )
        require(
            self.kind != APPOINTMENT or self.public_seats + self.internal_seats,
            "public_seats",
            "অন্তত একজনের জায়গা রাখুন।",
            "Keep a seat for at least one.",
        )
        require(
            self.soonest <= self.furthest,
            "furthest",
            "এটি আগের সংখ্যাটির চেয়ে কম হতে পারে না।",
            "This cannot be less than the figure before it.",
        )
        others = Availability.objects.filter(post=self.post, struck_at__isnull=True).exclude(pk=self.pk)
        for other in others.order_by("pk"):
            if day := first_clash(self.offer, other.offer):
                raise ActFault(
                    "begins",
                    "{day} এই পদের আরেকটি সময়সূচির সঙ্গে মিলে যায় ({other})।",
                    "On {day} this post has other hours at the same time ({other}).",
                    day=date_words(day, language()),
                    other=other.in_words(),
                )

    def in_words(self) -> str:
        """Which days and hours: রবি, মঙ্গল ১০:০০–১৩:০০."""
        begins, ends = time.fromisoformat(self.begins), time.fromisoformat(self.ends)
        return f"{weekdays_words(self.weekdays)} {clock_words(begins)}–{clock_words(ends)}"


class BookingQuerySet(SealedQuerySet):
    def with_related(self) -> "BookingQuerySet":
        """With what a line of the day sheet needs."""
        return self.select_related("office", "post__office", "applicant")


class Booking(StatedRecord):
    """One person at one time with one post. Its row is the claim of its seat: no two take the same.

    It points at what it serves by (subject_type, subject_id) and knows nothing of it; of somebody who walked
    in or called there is none. Moved it stays the same row, with the next `sequence`, so that a calendar
    program moves its entry and adds none. `minutes`: its own, whatever becomes of the hours of the post.
    """

    SUBJECT, TRANSITIONS = "appointment", transitions.TRANSITIONS
    UNSEALED = UNSEALED_KEY
    PERSONAL_DATA = {"purpose": GONE}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="bookings", db_index=False)
    post = models.ForeignKey(
        Post, verbose_name=say_lazy("কার কাছে", "With whom"), on_delete=models.PROTECT, related_name="bookings"
    )
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="bookings")
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)
    purpose = models.CharField(say_lazy("কী জন্য", "What for"), max_length=200, blank=True)
    starts_at = models.DateTimeField(say_lazy("কখন", "When"))
    minutes = models.PositiveSmallIntegerField()
    seat = models.PositiveSmallIntegerField()
    # Whether a citizen took it by their own page.
    by_citizen = models.BooleanField(default=False)
    uid = models.CharField(max_length=40, unique=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(
        say_lazy("অবস্থা", "State"),
        max_length=9,
        default=transitions.HELD,
        choices=choices_of_states(STATES),
    )
    # Until when the seat is kept for whoever is still writing.
    held_until = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    # The times that the office offered instead of one that can no longer be kept, as addresses have them
    # (free_times.py), with a blank between two; emptied by the next time that is taken.
    offered = models.CharField(max_length=120, blank=True, default="")
    made_at = models.DateTimeField()
    submission = models.CharField(max_length=80, unique=True)

    objects = BookingQuerySet.as_manager()  # type: ignore[misc]  # with words of its own

    class Meta:
        verbose_name = say_lazy("সাক্ষাৎ", "Appointment")
        verbose_name_plural = say_lazy("সাক্ষাৎ", "Appointments")
        constraints = [
            models.UniqueConstraint(
                fields=["post", "starts_at", "seat"],
                condition=~Q(state__in=sorted(transitions.GONE)),
                name="one_appointment_a_seat",
                violation_error_code="slot",
                violation_error_message=say_lazy(
                    "সময়টি এইমাত্র অন্য কেউ নিয়েছেন। আরেকটি বেছে নিন।",
                    "Somebody has just taken this time. Choose another.",
                ),
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=Q(state__in=sorted(transitions.COMING), subject_id__isnull=False),
                name="one_appointment_to_come_a_subject",
                violation_error_code="subject",
                violation_error_message=say_lazy(*HAS_ONE),
            ),
            models.CheckConstraint(
                condition=Q(subject_type="") ^ Q(subject_id__isnull=False),
                name="a_subject_of_an_appointment_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-starts_at", "-id"], name="appointments_by_time"),
            models.Index(fields=["office", "state", "-starts_at", "-id"], name="appointments_by_state"),
            # Most are for nothing written down, of which nobody asks by it.
            models.Index(
                fields=["subject_type", "subject_id", "-id"],
                name="appointments_of_a_subject",
                condition=Q(subject_id__isnull=False),
            ),
            # What the worker still looks at.
            models.Index(
                fields=["starts_at"],
                name="appointments_watched",
                condition=Q(state__in=sorted(transitions.WATCHED)),
            ),
            # What retention has yet to empty.
            models.Index(
                fields=["office", "starts_at"], name="appointments_to_forget", condition=~Q(purpose=GONE)
            ),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"

    @property
    def person(self) -> Applicant:
        return self.applicant

    @property
    def subject(self) -> SubjectReference | None:
        return (self.subject_type, not_none(self.subject_id)) if self.subject_type else None

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        return self.starts_at.astimezone(TZ).date()

    @property
    def who(self) -> str:
        return self.applicant.shown_name

    def enter_who(self, actor: Any, now: datetime) -> None:
        self.made_at = now


class BookingAct(ActRow):
    """One act of an appointment, only ever added."""

    PARENT, SAID = "booking", ("name", "words", "starts_at")
    PERSONAL_DATA = {"words": ""}
    VERBS = transitions.VERBS

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=9)
    # For when it was made or moved; null of any other act.
    starts_at = models.DateTimeField(null=True)
    # How whoever did it in a citizen's name was known (cases/citizen/track/applicant_proof.py).
    proof = models.CharField(max_length=10, blank=True, default="")

    class Meta(ActRow.Meta):
        pass

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"begins": self.booking.starts_at.isoformat(), "post": self.booking.post_id}
