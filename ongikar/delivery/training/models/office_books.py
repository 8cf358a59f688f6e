"""What is no batch: a school's classes in a lab with its request and its word, the book of the labs, and the
hours of training of the office's own staff.
"""

from datetime import date, datetime

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from ongikar.cases.models import Case
from ongikar.cases.records import RecordOfCase
from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import choices_of, say, say_lazy
from ongikar.delivery.training import states
from ongikar.gatherings.models import Gathering
from ongikar.journal.actions import Reference
from ongikar.journal.sealed_columns import KEYED, VALUE
from ongikar.offices.models import Office, Place
from ongikar.people.models import User
from ongikar.records.models import UNSEALED_KEY, Numbered, OnceEntry, Record, Strikable
from ongikar.rules.bangla.text import fiscal_year, nfc
from ongikar.rules.calendar.office_calendar import TZ

from .batch import Batch

MOST_HOURS_A_DAY = 12
MINUTES_AN_HOUR = 60


class SchoolCourse(RecordOfCase):
    """What a school asked for. Its classes are gatherings about it, each with a roster of whoever teaches;
    each class that was held is a line of the lab's book.
    """

    SUBJECT = "school_course"

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="school_courses", db_index=False
    )
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="school_course")
    # The lab that was named; none where the school wrote one that is not on the office's list.
    place = models.ForeignKey(
        Place,
        null=True,
        on_delete=models.PROTECT,
        related_name="school_courses",
        verbose_name=say_lazy("ল্যাব", "Lab"),
    )
    topic = models.CharField(say_lazy("বিষয়", "Topic"), max_length=200)
    school_class = models.CharField(say_lazy("শ্রেণি", "Class"), max_length=60)
    # As many as the school said would come.
    students = models.PositiveSmallIntegerField(say_lazy("শিক্ষার্থী", "Students"))

    class Meta:
        verbose_name = say_lazy("স্কুলের ক্লাস", "school classes")
        verbose_name_plural = say_lazy("স্কুলের ক্লাস", "School classes")
        indexes = [models.Index(fields=["office", "-id"], name="school_courses_newest")]

    def fill(self, case: Case) -> None:
        # Kinds of cases know models, so models know none of them before all are loaded.
        from ongikar.cases.places import OTHER

        answers, named = case.answers, str(case.answers.get("place") or "")
        if named and named != OTHER:
            self.place = Place.objects.filter(office=case.office_id, kind=Place.LAB, slug=named).first()
        self.topic = str(answers.get("topic") or "")[:200]
        self.school_class = str(answers.get("school_class") or "")[:60]
        self.students = int(answers.get("students") or 0)

    @property
    def was_held(self) -> bool:
        return self.uses.filter(struck_at=None).exists()


class SchoolFeedback(OnceEntry):
    """What the school says of its classes, once: on its own page, or told to the office."""

    PARENT, VERB = "course", "acknowledged"
    PERSONAL_DATA = {"words": ""}

    course = models.OneToOneField(SchoolCourse, on_delete=models.PROTECT, related_name="feedback")
    # One to five.
    clear = models.PositiveSmallIntegerField(say_lazy("বোঝানো", "Clear"))
    useful = models.PositiveSmallIntegerField(say_lazy("কাজে লাগা", "Useful"))
    again = models.BooleanField()
    words = models.TextField(blank=True)
    via = models.CharField(max_length=10, choices=choices_of(states.VIA_WORDS))

    class Meta:
        verbose_name = say_lazy("প্রতিষ্ঠানের মত", "school’s feedback")
        constraints = [
            models.CheckConstraint(
                condition=Q(clear__gte=1, clear__lte=5, useful__gte=1, useful__lte=5),
                name="school_feedback_is_of_one_to_five",
            )
        ]

    def check_act(self, now: datetime) -> None:
        require(self.course.was_held, "", "এখনো কোনো ক্লাস হয়নি।", "No class was held yet.")

    def in_words(self) -> str:
        said = say(
            "বোঝানো ৫-এর মধ্যে {clear}, কাজে লাগা ৫-এর মধ্যে {useful}",
            "Clear: {clear} of 5, useful: {useful} of 5",
            clear=self.clear,
            useful=self.useful,
        )
        return f"{said} “{self.words}”" if self.words else said


class LabUse(Numbered, Strikable, Record):
    """One line of the book of a lab: who used it when, how many, and what worked. Nothing is edited: a line
    that is wrong is struck through.
    """

    SUBJECT = BOOK = "lab_use"
    IS_KEYED, UNSEALED, SEALED_AS = True, UNSEALED_KEY, {"teacher": KEYED}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="lab_uses", db_index=False)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="uses", verbose_name=say_lazy("কোন ল্যাব", "Which lab")
    )
    starts_at = models.DateTimeField(say_lazy("শুরু", "From"))
    ends_at = models.DateTimeField(say_lazy("শেষ", "Until"))
    what = models.CharField(say_lazy("কী কাজে", "What for"), max_length=200)
    school_class = models.CharField(say_lazy("শ্রেণি", "Class"), max_length=60, blank=True)
    students = models.PositiveSmallIntegerField(
        say_lazy("কতজন শিক্ষার্থী", "How many students"), validators=[MaxValueValidator(1000)]
    )
    girls = models.PositiveSmallIntegerField(
        say_lazy("তাদের মধ্যে ছাত্রী", "Girls among them"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1000)],
    )
    computers_working = models.PositiveSmallIntegerField(
        say_lazy("কয়টি কম্পিউটার চালু ছিল", "Computers that worked"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1000)],
    )
    teacher = models.CharField(say_lazy("শিক্ষক", "Teacher"), max_length=200, blank=True)
    # What was handed out or used, in words.
    materials = models.CharField(
        say_lazy("কী উপকরণ দেওয়া হয়েছে", "Materials handed out"), max_length=300, blank=True
    )
    # The classes that a school asked for.
    course = models.ForeignKey(SchoolCourse, null=True, on_delete=models.PROTECT, related_name="uses")
    # A class writes its line once: one of a batch by itself.
    gathering = models.OneToOneField(Gathering, null=True, on_delete=models.PROTECT, related_name="lab_use")
    entered_at = models.DateTimeField(say_lazy("কবে লেখা", "Entered"))
    by_id = models.PositiveBigIntegerField(null=True)
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = say_lazy("ল্যাব ব্যবহার", "use of a lab")
        verbose_name_plural = say_lazy("ল্যাব ব্যবহার", "Use of labs")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_lab_use_a_serial"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="a_use_ends_after_it_began",
                violation_error_code="ends_at",
                violation_error_message=say_lazy(
                    "শেষের সময় শুরুর পরে দিন।", "The end must come after the beginning."
                ),
            ),
            models.CheckConstraint(
                condition=Q(girls__isnull=True) | Q(girls__lte=F("students")),
                name="no_more_girls_than_students",
                violation_error_code="girls",
                violation_error_message=say_lazy("মোট শিক্ষার্থীর চেয়ে ছাত্রী বেশি।", "More girls than students."),
            ),
        ]
        indexes = [models.Index(fields=["office", "-id"], name="lab_uses_newest")]

    def day_of_number(self, now: datetime) -> date:
        return self.starts_at.astimezone(TZ).date()

    def check_opening(self, now: datetime) -> None:
        """Of a class that was held its own attendance says so."""
        is_over = self.ends_at <= now or self.gathering_id is not None
        require(is_over, "ends_at", "সময়টি এখনো আসেনি।", "This time has not come yet.")

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.entered_at, self.by_id = now, actor[1]

    def in_words(self) -> str:
        return f"{self.place.name}: {self.what}"


class TrainingHours(Strikable, Record):
    """Minutes of training of one of the office's own staff: the year's sum is held against 60 hours."""

    SUBJECT = "training_hours"
    IS_KEYED, UNSEALED = True, UNSEALED_KEY
    SEALED_AS = {
        **dict.fromkeys(("name", "post_words", "title", "held_by", "struck_reason"), KEYED),
        "order_number": VALUE,
    }

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="training_hours", db_index=False
    )
    # Whose; null for somebody who has no account, then the name alone tells.
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(say_lazy("কার", "Whose"), max_length=200)
    post_words = models.CharField(say_lazy("পদ", "Post"), max_length=200, blank=True)
    fiscal_year = models.PositiveSmallIntegerField(say_lazy("অর্থবছর", "Fiscal year"))
    minutes = models.PositiveIntegerField()
    # In a batch of this office, or held elsewhere as the words say.
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="hours")
    title = models.CharField(say_lazy("কোন প্রশিক্ষণ", "Which training"), max_length=200)
    held_by = models.CharField(
        say_lazy("কে আয়োজন করেছে", "Held by"),
        max_length=200,
        blank=True,
        help_text=say_lazy("এই কার্যালয় হলে খালি রাখুন।", "Leave it empty for this office."),
    )
    first_on = models.DateField(say_lazy("শুরু", "From"))
    last_on = models.DateField(say_lazy("শেষ", "To"))
    order_number = models.CharField(say_lazy("আদেশ নম্বর", "Order number"), max_length=80, blank=True)
    entered_at = models.DateTimeField(say_lazy("কবে লেখা", "Entered"))
    struck_reason = models.TextField(say_lazy("কেন বাতিল", "Why it is struck through"), blank=True)
    # Sent twice is entered once.
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = say_lazy("প্রশিক্ষণ ঘণ্টা", "hours of training")
        verbose_name_plural = say_lazy("কর্মীদের প্রশিক্ষণ ঘণ্টা", "Training hours of staff")
        indexes = [
            models.Index(fields=["office", "fiscal_year", "name", "id"], name="hours_of_a_year"),
            models.Index(fields=["office", "fiscal_year", "-id"], name="hours_newest"),
            models.Index(
                fields=["user", "fiscal_year"], name="hours_of_a_person", condition=Q(user__isnull=False)
            ),
        ]

    def check_opening(self, now: datetime) -> None:
        self.name = " ".join(nfc(self.name).split())
        require(self.name, "name", "নাম লিখুন।", "Write the name.")
        require(self.first_on <= self.last_on, "last_on", "শেষের দিনটি শুরুর আগে।", "It ends before it begins.")
        is_over = self.last_on <= now.astimezone(TZ).date()
        require(is_over, "last_on", "প্রশিক্ষণটি এখনো শেষ হয়নি।", "The training is not over yet.")
        most = ((self.last_on - self.first_on).days + 1) * MOST_HOURS_A_DAY * MINUTES_AN_HOUR
        require(
            0 < self.minutes <= most,
            "hours",
            "এই কয় দিনে এত ঘণ্টা হয় না।",
            "These days do not have so many hours.",
        )
        self.fiscal_year = fiscal_year(self.last_on)

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.entered_at = now

    @property
    def hours(self) -> int:
        return self.minutes // MINUTES_AN_HOUR

    def in_words(self) -> str:
        return f"{self.name}: {self.title}"
