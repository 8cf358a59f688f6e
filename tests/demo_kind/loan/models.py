"""A loan, who took the device and when it is due back, and how it came back."""

from datetime import datetime

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from ongikar.cases.models import Case
from ongikar.cases.records import CaseRecord, first_line
from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office
from ongikar.people.models import GONE
from ongikar.records.models import Entry, Numbered, ReplacingEntry


class Loan(CaseRecord):
    """What belongs to a case about a loan beside its answers."""

    SUBJECT, BOOK = "loan", "loans"

    device = models.CharField(say_lazy("যন্ত্র", "Device"), max_length=200)

    class Meta:
        verbose_name = say_lazy("ধার", "loan")
        verbose_name_plural = say_lazy("ধার দেওয়া যন্ত্র", "Devices lent")
        constraints = [
            models.UniqueConstraint(fields=["office", "fiscal_year", "book_serial"], name="one_loan_a_serial")
        ]
        indexes = [models.Index(fields=["office", "-id"], name="loans_newest")]

    def fill(self, case: Case) -> None:
        self.device = first_line(case.answers.get("device", ""), 200)

    @property
    def is_out(self) -> bool:
        return any(not each.is_struck for each in self.handovers.all()) and not self.returns.exists()


class Handover(Numbered, ReplacingEntry):
    """One line of the loan book: who took the device, and until when."""

    PARENT, VERB, BOOK = "loan", "handed_over", "handovers"
    PERSONAL_DATA = {"taker": GONE}

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="handovers", db_index=False)
    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="handovers")
    taker = models.CharField(say_lazy("কে নিলেন", "Taken by"), max_length=200)
    due_on = models.DateField(say_lazy("কবে ফেরত", "Due back on"))
    deposit = models.PositiveIntegerField(
        say_lazy("জামানত, টাকা", "Deposit, taka"),
        default=0,
        blank=True,
        help_text=say_lazy("না নিলে ০", "0 if none"),
        validators=[MaxValueValidator(5000)],
    )

    class Meta(ReplacingEntry.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_handover_a_serial"
            ),
            models.UniqueConstraint(
                fields=["loan"], name="one_living_handover", condition=Q(struck_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(deposit__lte=5000) & ~Q(taker=""),
                name="a_deposit_is_small",
                violation_error_code="deposit",
                violation_error_message=say_lazy(
                    "জামানত ৫,০০০ টাকার বেশি নেওয়া যায় না।", "A deposit is at most 5,000 taka."
                ),
            ),
        ]

    def check_act(self, now: datetime) -> None:
        require(self.due_on >= now.date(), "due_on", "দিনটি পেরিয়ে গেছে।", "This day has passed.")

    def in_words(self) -> str:
        return say("{who}, {day} পর্যন্ত", "{who}, until {day}", who=self.taker, day=self.due_on)


class Return(Entry):
    """How it came back."""

    PARENT, VERB = "loan", "came_back"

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="returns")
    condition = models.CharField(
        say_lazy("কেমন অবস্থায়", "In what condition"),
        max_length=7,
        choices=[("whole", say_lazy("ঠিক আছে", "Whole")), ("damaged", say_lazy("ক্ষতি হয়েছে", "Damaged"))],
    )
    words = models.TextField(say_lazy("কিছু বলার থাকলে", "Anything to say"), blank=True)

    def in_words(self) -> str:
        return str(self.get_condition_display())
