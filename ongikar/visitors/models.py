"""One line of the visitor book. Nothing of it is edited but when they left: a line that is wrong is struck
through.
"""

from datetime import date, datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post
from ongikar.people.models import GONE
from ongikar.records.models import UNSEALED_KEY, Numbered, Record, Strikable
from ongikar.rules.calendar.office_calendar import TZ

from .purposes import purpose_words, purposes_of

# What is written down longer after it was, the book says so.
LATER = timedelta(hours=1)
# From a book on paper nobody enters what was longer ago.
MOST_DAYS = 366
MOST_PERSONS = 500


class Visitor(Numbered, Strikable, Record):
    """Somebody who came to the office, or several together."""

    SUBJECT, BOOK = "visitor", "visitors"
    IS_KEYED, UNSEALED = True, UNSEALED_KEY
    PERSONAL_DATA = {
        "name": GONE,
        **dict.fromkeys(("origin", "mobile", "purpose_words", "remark", "struck_reason"), ""),
    }

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="visitors", db_index=False)
    # As it was said; "" of whoever would not say it.
    name = models.CharField(
        say_lazy("নাম", "Name"),
        max_length=200,
        blank=True,
        help_text=say_lazy(
            "যেভাবে বলেন সেভাবে। না বলতে চাইলে খালি রাখুন।", "As they say it; left empty where they prefer not to."
        ),
    )
    origin = models.CharField(
        say_lazy("কোথা থেকে", "From where"),
        max_length=200,
        blank=True,
        help_text=say_lazy("প্রতিষ্ঠান বা ইউনিয়ন", "Institution or union"),
    )
    # Whom they came to see.
    post = models.ForeignKey(
        Post,
        on_delete=models.PROTECT,
        related_name="visitors",
        db_index=False,
        verbose_name=say_lazy("কার কাছে", "To see whom"),
    )
    # A key of the office's list of that day (purposes.py), and what they said beside it.
    purpose = models.CharField(say_lazy("কী কাজে", "What for"), max_length=20)
    purpose_words = models.CharField(say_lazy("কাজের কথা", "In words"), max_length=200, blank=True)
    persons = models.PositiveSmallIntegerField(
        say_lazy("কতজন", "How many"),
        default=1,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PERSONS)],
    )
    mobile = models.CharField(say_lazy("মোবাইল", "Mobile"), max_length=20, blank=True)
    remark = models.CharField(say_lazy("মন্তব্য", "Remarks"), max_length=300, blank=True)
    came_at = models.DateTimeField(say_lazy("এসেছেন", "Came"))
    # Null as long as nobody wrote it down: no program does.
    left_at = models.DateTimeField(say_lazy("গেছেন", "Left"), null=True)
    left_entered_at = models.DateTimeField(null=True)
    entered_at = models.DateTimeField(say_lazy("কবে লেখা", "Entered"))
    by_id = models.PositiveBigIntegerField(null=True)
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = say_lazy("দর্শনার্থী", "visitor")
        verbose_name_plural = say_lazy("দর্শনার্থী বহি", "Visitor book")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_visitor_a_serial"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("came_at")),
                name="a_visitor_leaves_after_coming",
                violation_error_code="left_at",
                violation_error_message=say_lazy(
                    "যাওয়ার সময় আসার পরে দিন।", "They must have left after they came."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-came_at", "-id"], name="visitors_by_day"),
            models.Index(fields=["office", "post", "came_at", "id"], name="visitors_of_a_post"),
            models.Index(fields=["office", "came_at"], name="visitors_to_forget", condition=~Q(name=GONE)),
        ]

    @property
    def came_on(self) -> date:
        return self.came_at.astimezone(TZ).date()

    @property
    def is_entered_later(self) -> bool:
        return self.entered_at - self.came_at > LATER

    @property
    def is_left_entered_later(self) -> bool:
        if self.left_at is None or self.left_entered_at is None:
            return False
        return self.left_entered_at - self.left_at > LATER

    def is_in(self, now: datetime) -> bool:
        """Whether they may still be in the office: of an earlier day nobody is."""
        is_there = self.left_at is None and not self.is_struck
        return is_there and self.came_on == now.astimezone(TZ).date()

    def day_of_number(self, now: datetime) -> date:
        return self.came_on

    def check_opening(self, now: datetime) -> None:
        require(
            self.name or self.origin,
            "name",
            "নাম বা কোথা থেকে এসেছেন, একটি লিখুন।",
            "Write the name, or from where they came.",
        )
        require(
            self.purpose in purposes_of(self.office, self.came_on),
            "purpose",
            "কী কাজে, তালিকা থেকে বেছে নিন।",
            "Choose what for from the list.",
        )
        require(self.came_at <= now, "came_at", "সময়টি এখনো আসেনি।", "This time has not come yet.")
        days = (now.astimezone(TZ).date() - self.came_on).days
        require(days <= MOST_DAYS, "day", "দিনটি মিলিয়ে দেখুন।", "Check the day.")

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.entered_at, self.by_id = now, actor[1]

    def check_change(self, now: datetime) -> None:
        """Only when they left is ever changed."""
        require(not self.is_struck, "", "এই লেখাটি বাতিল হয়েছে।", "This line was struck through.")
        if self.left_at is not None:
            require(
                self.left_at >= self.came_at,
                "left_at",
                "যাওয়ার সময় আসার পরে দিন।",
                "They must have left after they came.",
            )
            require(self.left_at <= now, "left_at", "সময়টি এখনো আসেনি।", "This time has not come yet.")

    def enter_change(self, now: datetime) -> tuple[str, ...]:
        self.left_entered_at = now
        return ("left_entered_at",)

    @property
    def shown_name(self) -> str:
        return self.name or say("নাম বলেননি", "Name not given")

    @property
    def purpose_line(self) -> str:
        """What they came for, as the list has it and in words."""
        listed = purpose_words(self.office, self.came_on, self.purpose)
        return ": ".join(filter(None, (listed, self.purpose_words)))

    def in_words(self) -> str:
        return ", ".join(filter(None, (self.shown_name, self.origin)))
