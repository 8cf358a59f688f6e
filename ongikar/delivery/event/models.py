"""A workshop, seminar or day observed: what is to happen in it, what it may cost, and the vouchers that prove
what was spent. Money is whole taka.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from ongikar.cases.models import Case
from ongikar.cases.records import CaseRecord
from ongikar.core.forms.faults import ActFault, require
from ongikar.core.i18n.say import say, say_lazy
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering, Roster
from ongikar.journal.actions import Reference
from ongikar.journal.sealed_columns import KEYED, VALUE
from ongikar.people.models import GONE
from ongikar.records.models import PaperEntry, RowOfRecord, StrikableEntry
from ongikar.rules.bangla.text import grouped_number
from ongikar.rules.calendar.office_calendar import TZ

MOST_TAKA = 99_999_999
MOST_ITEMS = 20
# Where nobody said how long it takes.
USUAL_HOURS = 2


class Event(CaseRecord):
    """What belongs to a case about an event beside its answers. It takes place as a gathering, whose roster,
    invitations, marks and photos stand there; when, the acts of the case say.
    """

    SUBJECT, BOOK = "event", "events"
    WORKSHOP, SEMINAR, DAY = "workshop", "seminar", "day"

    sort = models.CharField(
        say_lazy("ধরন", "Sort"),
        max_length=10,
        choices=[
            (WORKSHOP, say_lazy("ওয়ার্কশপ", "Workshop")),
            (SEMINAR, say_lazy("সেমিনার", "Seminar")),
            (DAY, say_lazy("দিবস উদ্‌যাপন", "Observance")),
        ],
    )
    # The name of the national day that is observed, as the office's days have it; "" for any other event.
    national_day = models.CharField(max_length=40, blank=True)
    title = models.CharField(say_lazy("আয়োজন", "Event"), max_length=200)
    venue = models.CharField(say_lazy("স্থান", "Place"), max_length=200, blank=True)
    # How long it takes.
    minutes = models.PositiveSmallIntegerField(default=120)
    roster = models.OneToOneField(Roster, null=True, on_delete=models.PROTECT, related_name="event")
    # The case out of which it was opened: a class of awareness after advice on cyber security.
    opened_from = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="events_opened")

    class Meta:
        verbose_name = say_lazy("আয়োজন", "event")
        verbose_name_plural = say_lazy("আয়োজন", "Events")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_event_a_serial"
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="an_event_takes_time"),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="events_newest"),
            models.Index(fields=["office", "national_day"], name="events_of_a_day"),
        ]

    def fill(self, case: Case) -> None:
        answers = case.answers
        self.sort = answers.get("sort") or self.WORKSHOP
        self.national_day = answers.get("national_day") or ""
        self.title = str(answers.get("topic") or case.row.short)[:200]
        self.venue = str(answers.get("place") or "")[:200]
        self.minutes = 60 * (answers.get("hours") or USUAL_HOURS)
        self.opened_from_id = answers.get("opened_from")

    @property
    def gathering(self) -> Gathering | None:
        """As which it takes place now: the newest that was not moved; None before a day is agreed on."""
        return Gathering.objects.of_subject(self.reference).order_by("-id").first()

    @property
    def standing_gathering(self) -> Gathering | None:
        """The same, unless it was cancelled."""
        gathering = self.gathering
        return gathering if gathering and gathering.state != transitions.CANCELLED else None

    def require_open(self) -> None:
        """The money stands once the report has gone: what was reported is what was spent."""
        require(
            self.case.is_open,
            "",
            "প্রতিবেদন দেওয়া হয়ে গেছে; হিসাব আর বদলায় না। ভুল থাকলে আবেদনটি আবার খুলুন।",
            "The report is out and the account stands. Reopen the case if something is wrong.",
        )


class Programme(RowOfRecord):
    """What happens when, as one version of it. Only ever added: the highest number holds."""

    PARENT, VERB = "event", "programme_written"
    SEALED_AS = {"items": KEYED}

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="programmes", db_index=False)
    number = models.PositiveSmallIntegerField()
    # In the order of time, each: at (10:30), title, speaker.
    items = models.JSONField(default=list)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)

    class Meta:
        verbose_name = say_lazy("কর্মসূচি", "programme")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="one_programme_a_number")]

    def __str__(self) -> str:
        return f"programme {self.number} of event {self.event_id}"

    @classmethod
    def in_order(cls, event: Event, items: Iterable[Any]) -> "Programme":
        """A version that is not written yet, its items in the order of time."""
        return cls(event=event, items=sorted(items, key=lambda item: item["at"]))

    @cached_property
    def before(self) -> "Programme | None":
        """The version that holds till this one is written."""
        return Programme.objects.filter(event=self.event).last()

    def find_known(self) -> Any:
        """The same again changes nothing."""
        return self.before if self.before and self.before.items == self.items else None

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.number = self.before.number + 1 if self.before else 1
        self.at, self.by_id = now, actor[1]

    def check_act(self, now: datetime) -> None:
        require(self.items, "", "অন্তত একটি বিষয় লিখুন।", "Write at least one item.")
        is_short = len(self.items) <= MOST_ITEMS
        require(is_short, "", "২০টির বেশি বিষয় দেওয়া যায় না।", "Give at most 20 items.")

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"version": self.number}


class BudgetLine(StrikableEntry):
    """So much may be spent under one head."""

    PARENT, VERB = "event", "budget_line_added"
    PERSONAL_DATA, SEALED_AS = {"words": ""}, {"head": VALUE}

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="budget_lines", db_index=False)
    # As the ledger of accounts has it: a code and its name.
    head = models.CharField(
        say_lazy("ব্যয়ের খাত", "Budget head"),
        max_length=120,
        help_text=say_lazy("কোড ও নাম, যেমন ৩২১১১১১ আপ্যায়ন", "Code and name, such as 3211111 Refreshments"),
    )
    planned = models.PositiveIntegerField(
        say_lazy("বরাদ্দ, টাকা", "Allowed, taka"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_TAKA)],
    )
    words = models.CharField(say_lazy("কী বাবদ", "What for"), max_length=300, blank=True)

    class Meta(StrikableEntry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(planned__gt=0),
                name="a_budget_line_is_of_something",
                violation_error_code="planned",
                violation_error_message=say_lazy("০-এর বেশি টাকা লিখুন।", "Write more than 0 taka."),
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) ^ ~Q(struck_reason=""),
                name="a_struck_budget_line_says_why",
            ),
        ]
        indexes = [models.Index(fields=["event", "id"], name="lines_of_an_event")]

    def check_act(self, now: datetime) -> None:
        self.event.require_open()

    def check_strike(self, now: datetime) -> None:
        """One under which something was spent stays."""
        self.event.require_open()
        require(
            not self.vouchers.filter(struck_at__isnull=True).exists(),
            "reason",
            "এই খাতে ভাউচার আছে। আগে সেগুলো বাতিল করুন।",
            "This head has vouchers. Strike them first.",
        )

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"of": "budget_line", "of_id": self.pk}

    def in_words(self) -> str:
        return say("{head}: {n} টাকা", "{head}: {n} taka", head=self.head, n=self.planned)


class Voucher(StrikableEntry, PaperEntry):
    """One sum that was paid under a line, with the paper that proves it."""

    SUBJECT = "voucher"
    PAPER_WORDS = say_lazy("ভাউচারের ছবি বা স্ক্যান", "Photo or scan of the voucher")
    PARENT, VERB = "line__event", "voucher_added"
    PERSONAL_DATA = {"paid_to": GONE, "what": "", "number": ""}

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="vouchers", db_index=False)
    # As it stands on the voucher itself.
    number = models.CharField(say_lazy("ভাউচার নম্বর", "Voucher number"), max_length=60)
    paid_on = models.DateField(say_lazy("কোন দিন দেওয়া হয়েছে", "Paid on"))
    paid_to = models.CharField(say_lazy("কাকে", "To whom"), max_length=200)
    what = models.CharField(say_lazy("কী বাবদ", "What for"), max_length=300)
    amount = models.PositiveIntegerField(
        say_lazy("টাকা", "Taka"), validators=[MinValueValidator(1), MaxValueValidator(MOST_TAKA)]
    )

    class Meta(StrikableEntry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="a_voucher_is_of_something",
                violation_error_code="amount",
                violation_error_message=say_lazy("০-এর বেশি টাকা লিখুন।", "Write more than 0 taka."),
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) ^ ~Q(struck_reason=""), name="a_struck_voucher_says_why"
            ),
        ]
        indexes = [models.Index(fields=["line", "id"], name="vouchers_of_a_line")]

    @property
    def paper_title(self) -> str:
        return self.number

    def check_act(self, now: datetime) -> None:
        """More than the line holds is refused: the line is struck and written anew with what was allowed, so
        that who allowed more is seen. The same voucher under two heads is one double, too.
        """
        self.line.event.require_open()
        # As it stands now that the event is locked.
        line = BudgetLine.objects.get(pk=self.line_id)
        require(not line.is_struck, "line", "খাতটি বাতিল করা হয়েছে।", "This head was struck.")
        is_past = self.paid_on <= now.astimezone(TZ).date()
        require(is_past, "paid_on", "দিনটি এখনো আসেনি।", "This day has not come yet.")
        left = line.planned - sum(each.amount for each in line.vouchers.all() if not each.is_struck)
        if self.amount > left:
            raise ActFault(
                "amount",
                f"এই খাতে আর {grouped_number(left)} টাকা আছে। বেশি অনুমোদন হয়ে থাকলে খাতটি নতুন করে লিখুন।",
                f"{grouped_number(left, 'en')} taka are left here. If more was allowed, write the head anew.",
            )
        double = Voucher.objects.filter(
            line__event=self.record, number=self.number, paid_to=self.paid_to, struck_at__isnull=True
        )
        require(
            not double.exists(),
            "number",
            "এই প্রাপকের এই নম্বরের ভাউচার আগেই লেখা হয়েছে।",
            "This voucher of this payee was entered already.",
        )

    def check_strike(self, now: datetime) -> None:
        self.line.event.require_open()

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"of": self.SUBJECT, "of_id": self.pk}

    def in_words(self) -> str:
        said = {"number": self.number, "who": self.paid_to, "n": self.amount}
        return say("{number}, {who}: {n} টাকা", "{number}, {who}: {n} taka", **said)
