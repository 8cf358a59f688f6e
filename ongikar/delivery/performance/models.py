"""A plan of performance or integrity for a quarter or a year: its indicators, and what each came to."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q, Sum

from ongikar.cases.models import Case
from ongikar.cases.records import CaseRecord
from ongikar.core.forms.faults import require
from ongikar.core.forms.figures import figure_words
from ongikar.core.i18n.say import language, say_lazy
from ongikar.delivery.performance.rules import (
    MOST_TARGET,
    MOST_WEIGHT,
    IndicatorLine,
    are_levels,
    likely_year,
    read_indicator_lines,
)
from ongikar.journal.actions import Reference
from ongikar.journal.sealed_columns import DIGEST
from ongikar.letters.models import Letter
from ongikar.offices.models import Office
from ongikar.papers.models import Paper
from ongikar.records.models import Entry, PaperEntry
from ongikar.rules.agreement.quarters import YEAR, period_days
from ongikar.rules.bangla.text import fiscal_year_words, nfc
from ongikar.rules.calendar.office_calendar import TZ

# The measure of an indicator that no app computes: its value is typed, with proof, and marked as typed.
TYPED = "typed"
MOST_INDICATORS, MOST_NAME, MOST_UNIT, MOST_TITLE = 40, 300, 60, 300
SYSTEMS = {
    # The performance agreement (APA) became GPMS by the circular of 19 October 2025.
    "gpms": say_lazy("কর্মসম্পাদন (জিপিএমএস, আগের এপিএ)", "Performance (GPMS, formerly APA)"),
    "nis": say_lazy("জাতীয় শুদ্ধাচার কৌশল", "National Integrity Strategy"),
}
PERIODS = {
    "q1": say_lazy("জুলাই–সেপ্টেম্বর", "July–September"),
    "q2": say_lazy("অক্টোবর–ডিসেম্বর", "October–December"),
    "q3": say_lazy("জানুয়ারি–মার্চ", "January–March"),
    "q4": say_lazy("এপ্রিল–জুন", "April–June"),
    "year": say_lazy("পুরো অর্থবছর", "The whole fiscal year"),
}
# What a plan takes over of the indicators of the one before it.
TAKEN_OVER = ("name", "unit", "weight", "target", "levels", "measure")


def time_of_plan(answers: Mapping[str, Any], received: datetime) -> tuple[str, int, date]:
    """Which quarter or year the answers of a case mean, of which fiscal year, and its last day."""
    period = str(answers.get("period"))
    period = period if period in PERIODS else YEAR
    year = likely_year(period, received.astimezone(TZ).date())
    return period, year, period_days(period, year)[1]


class Plan(CaseRecord):
    """What belongs to a case about an objective beside its answers. It ends with the letter of its report."""

    SUBJECT, VERBS_OF, BOOK = "performance_plan", "performance", "performance"

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="performance_plans", db_index=False
    )
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="performance_plan")
    title = models.CharField(say_lazy("উদ্দেশ্য", "Objective"), max_length=MOST_TITLE)
    # Under which plan, and for which time of which fiscal year (rules/performance).
    system = models.CharField(max_length=8, choices=SYSTEMS)
    period = models.CharField(say_lazy("কোন সময়ের", "For which time"), max_length=4, choices=PERIODS)
    year = models.PositiveSmallIntegerField()
    # The report; from then on nothing of it changes.
    letter = models.OneToOneField(
        Letter, null=True, on_delete=models.PROTECT, related_name="performance_plan"
    )
    issued_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = say_lazy("কর্মসম্পাদন পরিকল্পনা", "performance plan")
        verbose_name_plural = say_lazy("কর্মসম্পাদন", "Performance")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_plan_a_serial"
            ),
            models.CheckConstraint(
                condition=Q(letter__isnull=True, issued_at__isnull=True)
                | Q(letter__isnull=False, issued_at__isnull=False),
                name="a_plan_is_reported_by_a_letter",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="performance_plans_newest"),
            models.Index(
                fields=["office", "id"], condition=Q(issued_at__isnull=True), name="plans_without_a_report"
            ),
        ]

    def fill(self, case: Case) -> None:
        answers = case.answers
        self.title = " ".join(str(answers.get("objective") or case.row.short).split())[:MOST_TITLE]
        self.system = answers["system"] if answers.get("system") in SYSTEMS else "gpms"
        self.period, self.year, _ = time_of_plan(answers, case.received_at)

    def follow_opening(self, now: datetime) -> None:
        if lines := read_indicator_lines(nfc(str(self.case.answers.get("indicators") or ""))):
            self.write_lines(lines, now)
        else:
            self.take_over(now)

    def write_lines(self, lines: list[IndicatorLine], now: datetime) -> None:
        """Of more lines than a plan has room for, the last holds what is left in its words."""
        if len(lines) > MOST_INDICATORS:
            rest = "; ".join(line.name for line in lines[MOST_INDICATORS - 1 :])
            lines = [*lines[: MOST_INDICATORS - 1], IndicatorLine(rest)]
        for number, line in enumerate(lines, 1):
            said = {"unit": line.unit[:MOST_UNIT], "weight": line.weight, "target": line.target}
            self.write_indicator(number, now, name=line.name[:MOST_NAME], **said)

    def take_over(self, now: datetime) -> None:
        """The indicators of the newest plan before it under the same agreement that has any: what the office
        is measured by stays the same from quarter to quarter, with weights, targets and measures.
        """
        before = Plan.objects.filter(office=self.office_id, system=self.system, pk__lt=self.pk)
        living = Indicator.objects.filter(plan=OuterRef("pk"), removed_at__isnull=True)
        former = before.filter(Exists(living)).order_by("-pk").first()
        for number, each in enumerate(former.living_indicators() if former else (), 1):
            self.write_indicator(number, now, **{name: getattr(each, name) for name in TAKEN_OVER})

    def write_indicator(self, number: int, now: datetime, **said: Any) -> None:
        submission = f"line-{self.pk}-{number}"
        Indicator.objects.create(plan=self, number=number, at=now, submission=submission, **said)

    def living_indicators(self) -> list["Indicator"]:
        return list(self.indicators.filter(removed_at__isnull=True))

    @property
    def days(self) -> tuple[date, date]:
        return period_days(self.period, self.year)

    def days_so_far(self, now: datetime) -> tuple[date, date] | None:
        """Its days up to today; None before they begin."""
        (first, last), today = self.days, now.astimezone(TZ).date()
        return (first, min(last, today)) if first <= today else None

    @property
    def period_words(self) -> str:
        return f"{self.get_period_display()}, {fiscal_year_words(self.year, language())}"

    @property
    def is_open(self) -> bool:
        return self.letter_id is None and self.case.is_open

    def require_open(self) -> None:
        """Asked under its lock."""
        require(
            self.letter_id is None,
            "",
            "প্রতিবেদন জারি হয়ে গেছে, তাই আর কিছু বদলানো যায় না।",
            "The report is issued, so nothing of it can be changed any more.",
        )
        is_open = Case.objects.get(pk=self.case_id).is_open
        require(is_open, "", "আবেদনটি শেষ হয়েছে।", "The case has ended.")

    def check_change(self, now: datetime) -> None:
        """What was read of the first days no longer counts."""
        self.require_open()


class Indicator(Entry):
    """What one part of the plan is measured by. One that is removed or changed is kept, and no longer
    counts.
    """

    PARENT, VERB = "plan", "indicator_added"
    SEALED_AS = {"unit": DIGEST}

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="indicators")
    # Its place in the plan.
    number = models.PositiveSmallIntegerField()
    name = models.CharField(say_lazy("সূচক", "Indicator"), max_length=MOST_NAME)
    unit = models.CharField(
        say_lazy("একক", "Unit"),
        max_length=MOST_UNIT,
        help_text=say_lazy("যেমন শতকরা, সংখ্যা, টাকা", "Such as per cent, number, taka"),
    )
    # Null, as the target, of a line that could not be read.
    weight = models.DecimalField(
        say_lazy("মান", "Weight"),
        max_digits=5,
        decimal_places=2,
        null=True,
        help_text=say_lazy("সব সূচকের মান মিলে ১০০", "All weights together are 100"),
        validators=[MaxValueValidator(MOST_WEIGHT)],
    )
    target = models.DecimalField(
        say_lazy("লক্ষ্যমাত্রা", "Target"),
        max_digits=12,
        decimal_places=2,
        null=True,
        validators=[MaxValueValidator(MOST_TARGET)],
    )
    # The values worth 90, 80, 70 and 60 per cent, as texts; empty where the part of the target counts.
    levels = models.JSONField(default=list)
    # The key of a measure (books/measures.py), or TYPED.
    measure = models.CharField(max_length=40, default=TYPED)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = say_lazy("সূচক", "indicator")
        ordering = ["number", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gt=0, weight__lte=100),
                name="a_weight_is_of_a_hundred",
                violation_error_code="weight",
                violation_error_message=say_lazy("মান শূন্যের বেশি হয়।", "A weight is more than nought."),
            ),
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="one_living_indicator_a_number",
                condition=Q(removed_at__isnull=True),
            ),
        ]

    @property
    def is_typed(self) -> bool:
        return self.measure == TYPED

    def require_living(self) -> None:
        self.plan.require_open()
        is_removed = Indicator.objects.filter(pk=self.pk, removed_at__isnull=False).exists()
        require(not is_removed, "", "সূচকটি বাদ দেওয়া হয়েছে।", "This indicator was removed.")

    def enter_who(self, actor: Reference, now: datetime) -> None:
        super().enter_who(actor, now)
        self.number = max((each.number for each in self.plan.living_indicators()), default=0) + 1

    def check_act(self, now: datetime) -> None:
        self.plan.require_open()
        require(
            len(self.plan.living_indicators()) < MOST_INDICATORS,
            "name",
            "এক পরিকল্পনায় {n}টির বেশি সূচক হয় না।",
            "A plan has at most {n} indicators.",
            n=MOST_INDICATORS,
        )
        self.check_figures()

    def check_change(self, now: datetime) -> None:
        """What was read by another measure no longer counts."""
        self.require_living()
        self.check_figures()

    def check_figures(self) -> None:
        """Weights never add up to more than a hundred; levels go one way. A measure is chosen."""
        weight, target = self.weight or Decimal(0), self.target or Decimal(0)
        others = self.plan.indicators.filter(removed_at__isnull=True).exclude(pk=self.pk)
        left = 100 - (others.aggregate(said=Sum("weight"))["said"] or Decimal(0))
        require(
            weight <= left,
            "weight",
            "সব সূচকের মান মিলে ১০০; এটির জন্য বাকি আছে {left}।",
            "All weights together are 100; {left} is left for this one.",
            left=figure_words(max(left, Decimal(0))),
        )
        require(
            not self.levels or are_levels(target, [Decimal(level) for level in self.levels]),
            "levels",
            "চারটি ধাপ লিখুন, লক্ষ্যমাত্রা থেকে একই দিকে: হয় ক্রমে কম, নয় ক্রমে বেশি।",
            "Write four levels that go one way from the target: each less, or each more.",
        )
        require(
            self.levels or target > 0,
            "target",
            "লক্ষ্যমাত্রা শূন্য হলে চারটি ধাপও লিখতে হয়।",
            "A target of nought needs its four levels, too.",
        )

    def in_words(self) -> str:
        return self.name


class Reading(Entry, PaperEntry):
    """What an indicator came to in the time of its plan, and the records that it was counted from. The newest
    one counts; once the report is issued it is frozen. What a person enters is typed, with its proof.
    """

    PARENT, VERB = "indicator__plan", "typed"
    PERSONAL_DATA = {"proof": ""}
    PAPER_WORDS = say_lazy("প্রমাণের কাগজ", "Document that proves it")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="readings")
    # By which measure; TYPED of one that somebody typed.
    measure = models.CharField(max_length=40)
    first = models.DateField()
    last = models.DateField()
    numerator = models.DecimalField(say_lazy("অর্জন", "What it came to"), max_digits=12, decimal_places=2)
    # Null of a plain count, and of what was typed.
    denominator = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    # {"subject": "case", "counted": [keys], "others": [keys]}; empty of what was typed.
    records = models.JSONField(default=dict)
    # Of all of the above.
    sha256 = models.CharField(max_length=64)
    # Of what was typed: the words or the paper that prove it.
    proof = models.TextField(
        say_lazy("প্রমাণক", "Proof"),
        blank=True,
        help_text=say_lazy(
            "স্মারক নম্বর, রেজিস্টারের পাতা বা ওয়েব ঠিকানা; কারও নাম নয়",
            "A memo number, a page of a register or a web address; nobody’s name",
        ),
    )
    paper = models.ForeignKey(  # type: ignore[assignment]  # it may come without
        Paper, null=True, on_delete=models.PROTECT, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True)

    class Meta(Entry.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(numerator__gte=0), name="a_reading_is_never_negative"),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(numerator__lte=models.F("denominator")),
                name="a_part_is_no_more_than_its_whole",
            ),
        ]

    @property
    def paper_title(self) -> str:
        return "প্রমাণক"

    @property
    def is_typed(self) -> bool:
        return self.measure == TYPED

    def digest(self) -> str:
        """Of all that it says; the same figures of the same records have the same."""
        said = {
            "indicator": self.indicator_id,
            "measure": self.measure,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "numerator": f"{self.numerator:.2f}",
            "denominator": None if self.denominator is None else f"{self.denominator:.2f}",
            "records": self.records,
        }
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def check_act(self, now: datetime) -> None:
        """Of an indicator that nobody computes."""
        self.indicator.require_living()
        require(
            Indicator.objects.get(pk=self.indicator_id).is_typed,
            "numerator",
            "এই সূচক কার্যালয়ের হিসাব থেকে গোনা হয়, হাতে লেখা যায় না।",
            "This indicator is computed from the office’s records and is not typed.",
        )
        self.proof = self.proof.strip()
        is_proven = self.proof or self.content
        require(is_proven, "proof", "প্রমাণ লিখুন বা কাগজ দিন।", "Write the proof, or add the paper.")
        days = self.record.days_so_far(now)
        require(days, "numerator", "সময়টি এখনো শুরু হয়নি।", "This time has not begun.")
        self.measure, (self.first, self.last) = TYPED, days or self.record.days
        self.sha256 = self.digest()
