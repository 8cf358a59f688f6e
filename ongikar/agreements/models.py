"""An agreement of a year: the tables that it had, the lines of each, and what the quarters came to."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q

from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import choices_of, language, say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.journal.sealed_columns import DIGEST
from ongikar.offices.models import Office, Post
from ongikar.papers.models import Paper
from ongikar.records.models import UNSEALED_KEY, ActRow, Entry, PaperEntry, RowOfRecord, StatedRecord
from ongikar.rules.agreement.checks import (
    DATE_UNIT,
    ActivityLine,
    AgreementFault,
    FieldLine,
    IndicatorLine,
    faults_of,
)
from ongikar.rules.agreement.quarters import CHANGE, due_day, period_days
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .words import FORMS, FULL, METHODS, QUARTERS

# The measure of an indicator that no app computes: its value is typed, with proof, and marked as typed.
TYPED = "typed"
MOST_NAME = 300
Value = Decimal | date | None


class Agreement(StatedRecord):
    """What the office agreed on for a fiscal year, or one of the workplans in its annexes."""

    SUBJECT, TRANSITIONS = "agreement", transitions.TRANSITIONS
    IS_KEYED, UNSEALED = True, UNSEALED_KEY

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="agreements", db_index=False)
    # July of which it begins in.
    year = models.PositiveSmallIntegerField(say_lazy("অর্থবছর", "Fiscal year"))
    form = models.CharField(say_lazy("কোন পরিকল্পনা", "Which plan"), max_length=12, choices=FORMS)
    # What the weights of its fields add up to.
    full = models.DecimalField(max_digits=5, decimal_places=2)
    state = models.CharField(
        max_length=10, default=transitions.DRAWN_UP, choices=choices_of(transitions.STATE_WORDS)
    )
    # How many of its quarters have begun by themselves (quarters.py).
    quarters_begun = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)
    # Sent twice is drawn up once.
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = say_lazy("কর্মসম্পাদন চুক্তি", "performance agreement")
        verbose_name_plural = say_lazy("কর্মসম্পাদন চুক্তি", "Performance agreements")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "form"],
                condition=~Q(state=transitions.DROPPED),
                name="one_agreement_a_year_and_form",
                violation_error_code="form",
                violation_error_message=say_lazy(
                    "এই অর্থবছরের এই পরিকল্পনা আগেই আছে।", "There is one of this year and form."
                ),
            )
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="agreements_newest"),
            models.Index(
                fields=["year", "quarters_begun"],
                condition=Q(state=transitions.SIGNED),
                name="agreements_whose_quarters_come",
            ),
        ]

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.made_at, self.by_id = now, actor[1]
        self.full = Decimal(FULL[self.form])

    @property
    def title(self) -> str:
        return say(
            "{form}, {year}",
            "{form}, {year}",
            form=self.get_form_display(),
            year=fiscal_year_words(self.year, language()),
        )

    @property
    def table(self) -> "AgreementTable | None":
        """The one that counts."""
        return self.tables.order_by("-number").first()

    def faults(self) -> list[AgreementFault]:
        """What keeps it from being signed."""
        table = self.table
        return list(faults_of(table.fields() if table else (), self.full))

    def require_open(self) -> None:
        is_open = self.state in (transitions.DRAWN_UP, transitions.SIGNED)
        require(is_open, "", "এটি আর বদলানো যায় না।", "It can no longer be changed.")


class AgreementAct(ActRow):
    """One act (transitions.py). Of a signature: on which day and with whom."""

    PARENT = "agreement"
    SAID = ("name", "words", "on", "with_whom")
    SEALED_AS = {"with_whom": DIGEST}

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=10, choices=choices_of(transitions.ACT_WORDS))
    on = models.DateField(say_lazy("কোন দিন", "Day"), null=True, blank=True)
    with_whom = models.CharField(
        say_lazy("কার সঙ্গে", "With whom"),
        max_length=200,
        blank=True,
        help_text=say_lazy("পদবি ও কার্যালয়", "Post and office"),
    )

    def check_act(self, now: datetime) -> None:
        today = now.astimezone(TZ).date()
        if self.name == transitions.SIGN:
            require(self.with_whom, "with_whom", "কার সঙ্গে স্বাক্ষর, লিখুন।", "Write with whom it was signed.")
            require(self.on, "on", "কোন দিন স্বাক্ষর, লিখুন।", "Write the day on which it was signed.")
            is_past = self.on is not None and self.on <= today
            require(
                is_past, "on", "স্বাক্ষরের দিন আজ বা আগের হয়।", "The day of the signature is today or before."
            )
            require(
                not self.agreement.faults(),
                "",
                "ছকে ভুল আছে; আগে সেগুলো ঠিক করুন।",
                "The table has faults; put them right first.",
            )
        if self.name == transitions.DROP:
            require(self.words, "words", "কেন বাদ, লিখুন।", "Write why it is dropped.")
        if self.name == transitions.CLOSE:
            is_over = period_days("year", self.agreement.year)[1] < today
            require(is_over, "", "অর্থবছর এখনো শেষ হয়নি।", "The fiscal year is not over.")

    def in_words(self) -> str:
        return " · ".join(filter(None, (self.with_whom, self.words)))


class AgreementTable(Entry):
    """Section 3 as it stood from a moment on. None is ever changed; the newest counts."""

    PARENT, VERB = "agreement", "table_taken"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="tables")
    number = models.PositiveSmallIntegerField()
    # After the signature: what was changed, and with whom that was agreed.
    why = models.TextField(
        say_lazy("কী বদলেছে, কার সম্মতিতে", "What was changed, and with whose consent"),
        max_length=1000,
        blank=True,
    )
    # What came: read by a form before it is written.
    rows_to_write: "Sequence[Line]" = ()

    class Meta(Entry.Meta):
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="one_table_a_number")]

    def check_act(self, now: datetime) -> None:
        agreement = self.agreement
        agreement.require_open()
        if agreement.state == transitions.SIGNED:
            last = due_day(CHANGE, agreement.year)
            require(
                now.astimezone(TZ).date() <= last,
                "",
                "স্বাক্ষরের পর বদল চাওয়া যায় {day} পর্যন্ত।",
                "After the signature a change can be asked for until {day}.",
                day=last,
            )
            require(
                self.why.strip(),
                "why",
                "কী বদলেছে ও কার সম্মতিতে, লিখুন।",
                "Write what was changed and with whose consent.",
            )
        newest = agreement.table
        self.number = newest.number + 1 if newest else 1

    def follow_act(self, actor: Reference, now: datetime) -> None:
        """What the lines of the table before had beside the form goes on with those of the same name."""
        before = AgreementTable.objects.filter(agreement=self.agreement_id, number=self.number - 1).first()
        known = {line.name_key: line for line in before.lines.all()} if before else {}
        for line in self.rows_to_write:
            line.table = self
            if (former := known.get(line.name_key)) is not None:
                line.measure, line.by_post, line.quarters = former.measure, former.by_post, former.quarters
            line.save(force_insert=True)

    def fields(self) -> list[FieldLine]:
        """As the rules ask of them."""
        found: list[FieldLine] = []
        activities: list[ActivityLine] = []
        indicators: list[IndicatorLine] = []
        at: tuple[int, int] = (0, 0)
        for line in self.lines.all():
            if line.field_number != at[0]:
                activities = []
                found.append(FieldLine(line.field, line.field_weight, activities))
                at = (line.field_number, 0)
            if line.activity_number != at[1]:
                indicators = []
                activities.append(ActivityLine(line.activity, indicators))
                at = (line.field_number, line.activity_number)
            indicators.append(line.rule_line)
        return found

    def in_words(self) -> str:
        return self.why


class Line(RowOfRecord):
    """One indicator of a table, with its field and its activity as the form has them."""

    PARENT, VERB = "table__agreement", "table_taken"
    SEALED_AS = {"unit": DIGEST}

    table = models.ForeignKey(AgreementTable, on_delete=models.PROTECT, related_name="lines")
    # Its place in the form: [field.activity.indicator].
    field_number = models.PositiveSmallIntegerField()
    activity_number = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    field = models.CharField(max_length=MOST_NAME)
    field_weight = models.DecimalField(max_digits=5, decimal_places=2)
    activity = models.CharField(max_length=MOST_NAME)
    name = models.CharField(say_lazy("সূচক", "Indicator"), max_length=MOST_NAME)
    # The name as it is compared.
    name_key = models.CharField(max_length=MOST_NAME)
    unit = models.CharField(max_length=60)
    method = models.CharField(max_length=8, choices=METHODS)
    weight = models.DecimalField(max_digits=5, decimal_places=2)
    # The five targets and the two years before, as texts: a number or a day, null for "--".
    columns = models.JSONField()
    past = models.JSONField()
    proof = models.CharField(say_lazy("প্রমাণক", "Proof"), max_length=500, blank=True)
    # The key of a measure (books/measures.py), or TYPED.
    measure = models.CharField(say_lazy("কীভাবে মাপা হবে", "How it is measured"), max_length=40, default=TYPED)
    by_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # What each quarter is to come to, as texts; empty where nobody said.
    quarters = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = say_lazy("সূচক", "indicator")
        ordering = ["field_number", "activity_number", "number"]
        indexes = [
            models.Index(fields=["by_post", "id"], name="lines_of_a_post", condition=Q(by_post__isnull=False))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "field_number", "activity_number", "number"], name="one_line_a_place"
            )
        ]

    @property
    def place(self) -> tuple[int, int, int]:
        return (self.field_number, self.activity_number, self.number)

    @property
    def is_of_dates(self) -> bool:
        return self.unit == DATE_UNIT

    @property
    def is_typed(self) -> bool:
        return self.measure == TYPED

    @property
    def targets(self) -> list[Value]:
        return [value_of(each, self.is_of_dates) for each in self.columns]

    @property
    def rule_line(self) -> IndicatorLine:
        return IndicatorLine(self.name, self.unit, self.method, self.weight, self.targets)

    def check_change(self, now: datetime) -> None:
        self.record.require_open()

    def in_words(self) -> str:
        return self.name


def value_of(text: str | None, is_date: bool) -> Value:
    """A value as a row keeps it."""
    if text is None:
        return None
    return date.fromisoformat(text) if is_date else Decimal(text)


def text_of(value: Value) -> str | None:
    return None if value is None else str(value)


class QuarterReading(Entry, PaperEntry):
    """What an indicator came to in a quarter. The newest of a quarter counts; what a person enters is typed,
    with its proof.
    """

    PARENT, VERB = "line__table__agreement", "reading_typed"
    PAPER_WORDS = say_lazy("প্রমাণের কাগজ", "Document that proves it")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="readings")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="readings", db_index=False)
    # By which the lines of a later table know it.
    name_key = models.CharField(max_length=MOST_NAME)
    quarter = models.CharField(say_lazy("কোন কোয়ার্টারে", "In which quarter"), max_length=2, choices=QUARTERS)
    # One of both, by the unit; neither: it was not reached.
    value = models.DecimalField(
        say_lazy("অর্জন", "What it came to"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    reached_on = models.DateField(say_lazy("কোন দিন হয়েছে", "Reached on"), null=True, blank=True)
    # By which measure; TYPED of what somebody typed.
    measure = models.CharField(max_length=40)
    # {"subject": "case", "counted": [keys], "others": [keys]}; empty of what was typed.
    records = models.JSONField(default=dict)
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

    class Meta(Entry.Meta):
        indexes = [models.Index(fields=["agreement", "name_key", "quarter", "id"], name="readings_of_a_year")]

    @property
    def paper_title(self) -> str:
        return "প্রমাণক"

    @property
    def is_typed(self) -> bool:
        return self.measure == TYPED

    def check_act(self, now: datetime) -> None:
        self.agreement = self.line.record
        self.name_key, self.measure = self.line.name_key, TYPED
        is_signed = self.agreement.state == transitions.SIGNED
        require(is_signed, "", "স্বাক্ষরের পর অর্জন লেখা যায়।", "Results are entered once it is signed.")
        first, last = period_days(self.quarter, self.agreement.year)
        today = now.astimezone(TZ).date()
        require(first <= today, "quarter", "এই কোয়ার্টার এখনো শুরু হয়নি।", "This quarter has not begun.")
        if self.line.is_of_dates:
            self.value = None
            require(
                self.reached_on,
                "reached_on",
                "কোন দিন হয়েছে, লিখুন।",
                "Write the day on which it was reached.",
            )
            is_in = self.reached_on is not None and first <= self.reached_on <= min(last, today)
            require(
                is_in,
                "reached_on",
                "দিনটি এই কোয়ার্টারের ভেতরে ও আজ বা আগের হয়।",
                "The day lies in this quarter and is today or before.",
            )
        else:
            self.reached_on = None
            is_said = self.value is not None
            require(is_said, "value", "অর্জন লিখুন; কিছুই না হলে ০।", "Write what it came to; 0 for nothing.")
        self.proof = self.proof.strip()
        is_proven = self.proof or self.content
        require(is_proven, "proof", "প্রমাণ লিখুন বা কাগজ দিন।", "Write the proof, or add the document.")


def line_of_sheet(place: tuple[int, int, int], field: FieldLine, activity: ActivityLine, row: Any) -> Line:
    """A row of a table that was read (rules/agreement/sheet.py), not written yet."""
    said: IndicatorLine = row.line
    return Line(
        field_number=place[0],
        activity_number=place[1],
        number=place[2],
        field=field.name,
        field_weight=field.weight,
        activity=activity.name,
        name=said.name,
        name_key=fold(said.name)[:MOST_NAME],
        unit=said.unit,
        method=said.method,
        weight=said.weight,
        columns=[text_of(each) for each in said.columns],
        past=[text_of(each) for each in row.past],
        proof=row.proof,
    )
