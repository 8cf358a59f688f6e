"""A tour: who goes out for the office on a day, to which places, and when they were back."""

from datetime import date, datetime, time

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import choices_of, say, say_lazy
from ongikar.gatherings.words import hour_words
from ongikar.journal.actions import Reference
from ongikar.journal.sealed_columns import KEYED, VALUE
from ongikar.offices.models import Office
from ongikar.people.subjects import register_referring_model
from ongikar.records.models import UNSEALED_KEY, ActRow, Numbered, Record, ReplacingEntry, StrikableEntry
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions

TRANSPORT = say_lazy("কীসে", "By what")
TRANSPORT_HINT = say_lazy("যেমন অটোরিকশা, সরকারি গাড়ি", "Such as auto-rickshaw, office car")
# Nobody draws up a tour for later than this, nor enters one of longer ago.
MOST_DAYS = 366


class Journey(Numbered, ReplacingEntry):
    """One line of the tour book: who went where, by what, and came back when."""

    BOOK = "tours"

    traveller = models.CharField(say_lazy("কে গিয়েছেন", "Who went"), max_length=200)
    to_place = models.CharField(say_lazy("কোথায়", "Where to"), max_length=200)
    left_at = models.DateTimeField(say_lazy("কয়টায় গিয়েছেন", "Left at"))
    back_at = models.DateTimeField(say_lazy("কয়টায় ফিরেছেন", "Back at"))
    transport = models.CharField(TRANSPORT, max_length=60, help_text=TRANSPORT_HINT)
    kilometres = models.PositiveSmallIntegerField(
        say_lazy("কিলোমিটার", "Kilometres"), null=True, blank=True, validators=[MaxValueValidator(2000)]
    )

    class Meta(ReplacingEntry.Meta):
        abstract = True

    @property
    def purpose(self) -> str:
        """What for, as the book says it."""
        raise NotImplementedError

    def day_of_number(self, now: datetime) -> date:
        return self.left_at.astimezone(TZ).date()

    def check_act(self, now: datetime) -> None:
        require(self.back_at <= now, "back_at", "ফেরার সময় এখনো আসেনি।", "The return has not come yet.")

    def in_words(self) -> str:
        return say(
            "{who}, {place}: {left} – {back}, {transport}",
            "{who}, {place}: {left} – {back}, {transport}",
            who=self.traveller,
            place=self.to_place,
            left=self.left_at,
            back=self.back_at,
            transport=self.transport,
        )


def return_after_leaving(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(back_at__gt=F("left_at")),
        name=name,
        violation_error_code="back_at",
        violation_error_message=say_lazy(
            "ফেরার সময় যাওয়ার পরে দিন।", "The return must come after the departure."
        ),
    )


class Tour(Record):
    """The programme of one day for whoever goes out. Where it stands is the fold of its acts."""

    SUBJECT, TRANSITIONS = "tour", transitions.TRANSITIONS
    IS_KEYED, UNSEALED = True, UNSEALED_KEY
    SEALED_AS = {"traveller": KEYED}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tours_of_day", db_index=False)
    on = models.DateField(say_lazy("কোন দিন", "Day"))
    traveller = models.CharField(
        say_lazy("কে যাবেন", "Who goes"),
        max_length=200,
        help_text=say_lazy("নাম আর পদ; একসঙ্গে গেলে সবার", "Name and post; of all who go together"),
    )
    transport = models.CharField(TRANSPORT, max_length=60, blank=True, help_text=TRANSPORT_HINT)
    made_at = models.DateTimeField()
    # Sent twice is drawn up once.
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = say_lazy("ভ্রমণসূচি", "tour programme")
        verbose_name_plural = say_lazy("ভ্রমণসূচি", "Tour programmes")
        indexes = [models.Index(fields=["office", "-on", "-id"], name="tours_newest")]

    def check_opening(self, now: datetime) -> None:
        away = abs((self.on - now.astimezone(TZ).date()).days)
        require(away <= MOST_DAYS, "on", "দিনটি মিলিয়ে দেখুন।", "Check the day.")

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.made_at = now

    @property
    def state(self) -> str:
        return self.state_of_acts()

    @property
    def approval(self) -> "TourAct | None":
        return next((act for act in self.acts.all() if act.name == transitions.APPROVE), None)

    def standing_stops(self) -> "list[TourStop]":
        """In the order of the day; what has no time stands last."""
        stops = [stop for stop in self.stops.all() if not stop.is_struck]
        return sorted(stops, key=lambda stop: (not stop.planned_at, stop.planned_at, stop.pk))


class TourAct(ActRow):
    """One act (transitions.py). Of an approval: by whom, as it was signed, and under which memo number."""

    PARENT = "tour"
    SAID = ("name", "words", "approved_by", "memo_number")
    SEALED_AS = {"approved_by": KEYED, "memo_number": VALUE}

    tour = models.ForeignKey(Tour, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=8, choices=choices_of(transitions.ACT_WORDS))
    approved_by = models.CharField(
        say_lazy("কে অনুমোদন করেছেন", "Who approved it"),
        max_length=200,
        blank=True,
        help_text=say_lazy("সই যাঁর: নাম আর পদ", "Whose signature it bears: name and post"),
    )
    memo_number = models.CharField(say_lazy("স্মারক নম্বর", "Memo number"), max_length=60, blank=True)

    def check_act(self, now: datetime) -> None:
        if self.name == transitions.APPROVE:
            require(self.approved_by, "approved_by", "কে অনুমোদন করেছেন, লিখুন", "Write who approved it")
            has_stops = any(not stop.is_struck for stop in self.tour.stops.all())
            require(
                has_stops,
                "",
                "সূচিতে কোনো জায়গা নেই; আগে জায়গা লিখুন।",
                "The programme has no stop; enter one first.",
            )
        if self.name == transitions.CANCEL:
            require(self.words, "words", "কেন বাতিল, লিখুন", "Write why it is cancelled")

    def in_words(self) -> str:
        return " · ".join(filter(None, (self.approved_by, self.memo_number, self.words)))


class TourStop(StrikableEntry):
    """One place of the day. `subject`: the work for which one goes there, where the system knows it."""

    PARENT, VERB = "tour", "stop_entered"

    tour = models.ForeignKey(Tour, on_delete=models.PROTECT, related_name="stops")
    # As `09:30`; "" where no hour was agreed.
    planned_at = models.CharField(say_lazy("কয়টায়", "At"), max_length=5, blank=True)
    place = models.CharField(say_lazy("কোথায়", "Where"), max_length=200, blank=True)
    purpose = models.CharField(say_lazy("কী জন্য", "What for"), max_length=200)
    subject_type = models.CharField(max_length=20, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True)

    class Meta(StrikableEntry.Meta):
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id"],
                name="stops_of_a_subject",
                condition=Q(subject_id__isnull=False),
            )
        ]

    @property
    def subject(self) -> tuple[str, int] | None:
        return (self.subject_type, self.subject_id) if self.subject_id is not None else None

    @property
    def time_words(self) -> str:
        if not self.planned_at:
            return ""
        return hour_words(datetime.combine(self.tour.on, time.fromisoformat(self.planned_at), TZ))

    def check_act(self, now: datetime) -> None:
        is_open = self.tour.state_under_lock() in transitions.OPEN
        require(is_open, "", "এই সূচি আর বদলানো যায় না।", "This programme can no longer be changed.")
        require(self.place or self.subject, "place", "কোথায় যাবেন, লিখুন", "Write where to")

    def check_strike(self, now: datetime) -> None:
        self.check_act(now)

    def in_words(self) -> str:
        return " · ".join(filter(None, (self.time_words, self.place, self.purpose)))


class TourBookLine(Journey):
    """The return from a tour, as the tour book has it."""

    PARENT, VERB = "tour", transitions.RETURN
    SEALED_AS = {"to_place": VALUE, "traveller": KEYED}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tour_lines", db_index=False)
    tour = models.ForeignKey(Tour, on_delete=models.PROTECT, related_name="lines")

    class Meta(Journey.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_tour_line_a_serial"
            ),
            return_after_leaving("a_journey_ends_after_it_began"),
            models.UniqueConstraint(
                fields=["tour"], name="one_living_line_a_tour", condition=Q(struck_at__isnull=True)
            ),
        ]

    @property
    def purpose(self) -> str:
        return ", ".join(dict.fromkeys(stop.purpose for stop in self.tour.standing_stops()))

    def check_act(self, now: datetime) -> None:
        super().check_act(now)
        is_over = self.tour.state_under_lock() != transitions.CANCELLED
        require(is_over, "", "এই সূচি বাতিল হয়েছে।", "This programme was cancelled.")
        require(
            self.left_at.astimezone(TZ).date() == self.tour.on,
            "day",
            "এটি সূচির দিন নয়। অন্য দিনে গেলে সেই দিনের সূচি লিখুন।",
            "This is not the day of the programme. If it was another day, draw up a programme of that day.",
        )

    def follow_act(self, actor: Reference, now: datetime) -> None:
        write_act(self.tour, transitions.RETURN, actor, now)


def write_act(tour: Tour, name: str, actor: Reference, now: datetime) -> None:
    """Of what another row is written for, under the entry of that."""
    act = TourAct(tour=tour, name=name)
    act.enter_who(actor, now)
    act.save(force_insert=True)


register_referring_model(TourStop)
