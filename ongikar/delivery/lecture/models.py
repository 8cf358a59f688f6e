"""A class that the office gives in somebody else's training: what was handed out, the tour, the honorarium,
and what the host says of it.
"""

from datetime import datetime

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from ongikar.cases.models import Case
from ongikar.cases.records import CaseRecord, first_line
from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import choices_of, say, say_lazy
from ongikar.journal.sealed_columns import VALUE
from ongikar.offices.models import Office
from ongikar.people.models import GONE
from ongikar.records.models import Entry, OnceEntry, PaperEntry, ReplacingEntry
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tours.models import Journey, return_after_leaving

MOST_TAKA = 9_999_999


class Lecture(CaseRecord):
    """What belongs to a case about a class beside its answers. When it is, the acts of the case say."""

    SUBJECT, BOOK = "lecture", "lectures"

    programme = models.CharField(say_lazy("প্রশিক্ষণ", "Training"), max_length=200)
    topic = models.CharField(say_lazy("ক্লাস", "Class"), max_length=200)
    venue = models.CharField(say_lazy("স্থান", "Place"), max_length=200, blank=True)

    class Meta:
        verbose_name = say_lazy("অন্যের প্রশিক্ষণে ক্লাস", "class given")
        verbose_name_plural = say_lazy("অন্যের প্রশিক্ষণে ক্লাস", "Classes given elsewhere")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_lecture_a_serial"
            )
        ]
        indexes = [models.Index(fields=["office", "-id"], name="lectures_newest")]

    def fill(self, case: Case) -> None:
        answers = case.answers
        self.programme = str(answers.get("programme") or "")[:200]
        self.topic = first_line(answers.get("topic") or case.row.short, 200)
        self.venue = str(answers.get("place") or "")[:200]

    @property
    def is_given(self) -> bool:
        return self.case.state == case_transitions.KEPT


class Material(Entry, PaperEntry):
    """Something that was given to the learners: its file, which the host may fetch."""

    PARENT, VERB = "lecture", "material_added"

    lecture = models.ForeignKey(Lecture, on_delete=models.PROTECT, related_name="materials")
    title = models.CharField(say_lazy("কী দেওয়া হয়েছে", "What was given"), max_length=200)

    @property
    def paper_title(self) -> str:
        return self.title


class TourEntry(Journey):
    """The line of the tour book for a class."""

    PARENT, VERB = "lecture", "tour_entered"
    PERSONAL_DATA, SEALED_AS = {"traveller": GONE}, {"to_place": VALUE}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tours", db_index=False)
    lecture = models.ForeignKey(Lecture, on_delete=models.PROTECT, related_name="tours")

    class Meta(Journey.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_tour_a_serial"
            ),
            return_after_leaving("a_tour_ends_after_it_began"),
            models.UniqueConstraint(
                fields=["lecture"], name="one_living_tour_a_lecture", condition=Q(struck_at__isnull=True)
            ),
        ]

    @property
    def purpose(self) -> str:
        return self.lecture.topic


class Honorarium(ReplacingEntry):
    """What the host paid for the class, and what was deducted: whole taka. That none was paid is said too."""

    PARENT, VERB = "lecture", "honorarium_entered"
    PERSONAL_DATA = {"voucher": ""}

    lecture = models.ForeignKey(Lecture, on_delete=models.PROTECT, related_name="honoraria")
    amount = models.PositiveIntegerField(
        say_lazy("সম্মানী, টাকা", "Honorarium, taka"),
        help_text=say_lazy("না পেলে ০", "0 if none"),
        validators=[MaxValueValidator(MOST_TAKA)],
    )
    deducted = models.PositiveIntegerField(
        say_lazy("কর কর্তন, টাকা", "Tax deducted, taka"),
        default=0,
        blank=True,
        validators=[MaxValueValidator(MOST_TAKA)],
    )
    paid_on = models.DateField(say_lazy("কোন দিন পেয়েছেন", "Paid on"), null=True, blank=True)
    voucher = models.CharField(say_lazy("ভাউচার নম্বর", "Voucher number"), max_length=60, blank=True)

    class Meta(ReplacingEntry.Meta):
        verbose_name_plural = "honoraria"
        constraints = [
            models.CheckConstraint(
                condition=Q(deducted__lte=F("amount")),
                name="no_more_is_deducted_than_paid",
                violation_error_code="deducted",
                violation_error_message=say_lazy("কর্তন সম্মানীর চেয়ে বেশি।", "More is deducted than was paid."),
            ),
            models.CheckConstraint(
                condition=Q(amount=0) ^ Q(paid_on__isnull=False),
                name="what_was_paid_has_a_day",
                violation_error_code="paid_on",
                violation_error_message=say_lazy("কোন দিন পেয়েছেন, লিখুন।", "Write the day it was paid."),
            ),
            models.UniqueConstraint(
                fields=["lecture"], name="one_living_honorarium", condition=Q(struck_at__isnull=True)
            ),
        ]

    def check_act(self, now: datetime) -> None:
        if not self.amount:
            self.paid_on, self.voucher = None, ""
        is_past = self.paid_on is None or self.paid_on <= now.astimezone(TZ).date()
        require(is_past, "paid_on", "দিনটি এখনো আসেনি।", "This day has not come yet.")

    def in_words(self) -> str:
        if not self.amount:
            return say("দেওয়া হয়নি", "None was paid")
        return say(
            "{amount} টাকা, কর কর্তন {deducted}, {day}",
            "{amount} taka, tax deducted {deducted}, {day}",
            amount=self.amount,
            deducted=self.deducted,
            day=self.paid_on,
        )


class HostFeedback(OnceEntry):
    """What the host says of the class, once: on their own page, or told to the office."""

    PARENT, VERB = "lecture", "acknowledged"
    PERSONAL_DATA = {"words": ""}
    VIA_WORDS = {
        "web": ("নিজের পাতায়", "On their own page"),
        "phone": ("ফোনে", "By phone"),
        "counter": ("কার্যালয়ে এসে", "At the counter"),
        "letter": ("চিঠিতে বা ই-মেইলে", "By letter or e-mail"),
    }

    lecture = models.OneToOneField(Lecture, on_delete=models.PROTECT, related_name="feedback")
    # One to five.
    clear = models.PositiveSmallIntegerField(say_lazy("বোঝানো", "Clear"))
    useful = models.PositiveSmallIntegerField(say_lazy("কাজে লাগা", "Useful"))
    again = models.BooleanField()
    words = models.TextField(blank=True)
    via = models.CharField(max_length=10, choices=choices_of(VIA_WORDS))

    class Meta:
        verbose_name = say_lazy("আয়োজকের মত", "host’s feedback")
        constraints = [
            models.CheckConstraint(
                condition=Q(clear__gte=1, clear__lte=5, useful__gte=1, useful__lte=5),
                name="feedback_is_of_one_to_five",
            )
        ]

    def check_act(self, now: datetime) -> None:
        require(
            Lecture.objects.filter(pk=self.lecture_id, case__state=case_transitions.KEPT).exists(),
            "",
            "ক্লাসটি এখনো নেওয়া হয়নি।",
            "The class was not given yet.",
        )

    def in_words(self) -> str:
        said = say(
            "বোঝানো ৫-এর মধ্যে {clear}, কাজে লাগা ৫-এর মধ্যে {useful}",
            "Clear: {clear} of 5, useful: {useful} of 5",
            clear=self.clear,
            useful=self.useful,
        )
        return f"{said} “{self.words}”" if self.words else said
