"""An idea for a better service on its way: what was done with it, what was measured, and where it was
spread.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, QuerySet

from ongikar.cases.models import Case
from ongikar.cases.records import CaseRecord, first_line
from ongikar.core.forms.faults import ActFault, require
from ongikar.core.i18n.say import choices_of, language, say, say_lazy
from ongikar.delivery.initiative.rules import Change
from ongikar.journal.actions import WORKER, Reference
from ongikar.offices.models import Place
from ongikar.records.actions import MOVED_ON, require_transition
from ongikar.records.models import ActRow, ReplacingEntry, StrikableEntry
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions

MOST_LOOKED_AT = 100_000
SINCE = say_lazy("কবে থেকে", "Since")


class Initiative(CaseRecord):
    """What belongs to a case about an idea beside its answers. Where it stands is the fold of its acts."""

    SUBJECT, BOOK, TRANSITIONS = "initiative", "initiatives", transitions.TRANSITIONS

    title = models.CharField(say_lazy("উদ্যোগ", "Initiative"), max_length=200)

    class Meta:
        verbose_name = say_lazy("উদ্যোগ", "initiative")
        verbose_name_plural = say_lazy("উদ্যোগ", "Initiatives")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_initiative_a_serial"
            )
        ]
        indexes = [models.Index(fields=["office", "-id"], name="initiatives_newest")]

    def fill(self, case: Case) -> None:
        self.title = first_line(case.answers.get("title") or case.row.short, 200)

    def follow_opening(self, now: datetime) -> None:
        day = now.astimezone(TZ).date()
        write_act(self, transitions.PROPOSE, on=day, actor=WORKER, now=now)

    @property
    def state(self) -> str:
        """On its way by its acts, at its end by its case. Nothing of it is stored."""
        if self.case.state == case_transitions.KEPT:
            return transitions.ENDED.get(self.case.outcome.get("ended", ""), transitions.CLOSED)
        return self.state_of_acts() if self.case.is_open else transitions.LEFT_OUT

    def standing_measurements(self) -> QuerySet["Measurement"]:
        return self.measurements.filter(struck_at__isnull=True)


class InitiativeAct(ActRow):
    """One act (transitions.py), with the day on which it was so. Of a pilot: where, and until when."""

    PARENT = "initiative"
    SAID = ("name", "on", "words", "where", "until")
    PERSONAL_DATA = {"words": ""}

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="acts")
    name = models.CharField(max_length=12, choices=choices_of(transitions.ACT_WORDS))
    on = models.DateField(say_lazy("কোন দিন", "On which day"))
    where = models.CharField(say_lazy("কোথায় পরীক্ষা", "Where it is tried"), max_length=200, blank=True)
    until = models.DateField(say_lazy("কবে পর্যন্ত", "Until"), null=True, blank=True)

    def check_act(self, now: datetime) -> None:
        require(Case.objects.get(pk=self.initiative.case_id).is_open, "", *MOVED_ON)
        require(
            self.until is None or self.until >= self.on,
            "until",
            "শেষ দিনটি শুরুর আগে হতে পারে না।",
            "It cannot end before it begins.",
        )
        require_past("on", self.on, now)
        require(
            self.on >= self.initiative.made_at.astimezone(TZ).date(),
            "on",
            "উদ্যোগটি লেখার আগের দিন; দিনটি মিলিয়ে দেখুন।",
            "This lies before the idea; check the day.",
        )


def write_act(initiative: Initiative, name: str, *, on: date, actor: Reference, now: datetime) -> None:
    """Of what another row is written for: under the entry of that."""
    row = InitiativeAct(initiative=initiative, name=name, on=on)
    row.enter_who(actor, now)
    row.save(force_insert=True)


def require_past(field: str, day: date, now: datetime) -> None:
    is_past = day <= now.astimezone(TZ).date()
    require(is_past, field, "এই দিনটি এখনো আসেনি।", "This day has not come yet.")


class Measurement(ReplacingEntry):
    """What one service took before and takes now: the mean of so many that were looked at, by one measure."""

    class Measure(models.TextChoices):
        TIME = "time", say_lazy("সময়", "Time")
        COST = "cost", say_lazy("খরচ", "Cost")
        VISITS = "visits", say_lazy("যাতায়াত", "Visits")

    class Unit(models.TextChoices):
        MINUTES = "minutes", say_lazy("মিনিট", "minutes")
        HOURS = "hours", say_lazy("ঘণ্টা", "hours")
        DAYS = "days", say_lazy("দিন", "days")
        TAKA = "taka", say_lazy("টাকা", "taka")
        TIMES = "times", say_lazy("বার", "times")

    UNITS_OF = {
        Measure.TIME: (Unit.MINUTES, Unit.HOURS, Unit.DAYS),
        Measure.COST: (Unit.TAKA,),
        Measure.VISITS: (Unit.TIMES,),
    }
    # Each measure, and each one put right, is an act of the initiative, too.
    PARENT, VERB, SORTS = "initiative", transitions.MEASURE, ("measure",)

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="measurements")
    measure = models.CharField(
        say_lazy("কী মাপা হলো", "What was measured"), max_length=6, choices=Measure.choices
    )
    unit = models.CharField(say_lazy("কোন এককে", "In which unit"), max_length=7, choices=Unit.choices)
    before = models.DecimalField(
        say_lazy("আগে, একটি সেবায় গড়ে", "Before, mean of one service"), max_digits=9, decimal_places=1
    )
    n_before = models.PositiveIntegerField(
        say_lazy("আগের কয়টি সেবা দেখে", "Services looked at before"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_LOOKED_AT)],
    )
    after = models.DecimalField(
        say_lazy("পরে, একটি সেবায় গড়ে", "After, mean of one service"), max_digits=9, decimal_places=1
    )
    n_after = models.PositiveIntegerField(
        say_lazy("পরের কয়টি সেবা দেখে", "Services looked at after"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_LOOKED_AT)],
    )
    measured_on = models.DateField(say_lazy("কোন দিন মাপা হলো", "Measured on"))
    how = models.CharField(
        say_lazy("কীভাবে মাপা হলো", "How it was measured"),
        max_length=300,
        help_text=say_lazy(
            "যেমন রেজিস্টার দেখে, ঘড়ি ধরে, জিজ্ঞেস করে", "Such as from the register, by the clock, by asking"
        ),
    )

    class Meta(ReplacingEntry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(n_before__gte=1, n_after__gte=1), name="a_measurement_looked_at_something"
            ),
            models.CheckConstraint(
                condition=Q(before__gte=0, after__gte=0), name="a_measurement_is_never_negative"
            ),
            models.UniqueConstraint(
                fields=["initiative", "measure"],
                name="one_living_measurement_a_measure",
                condition=Q(struck_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} of initiative {self.initiative_id}"

    def check_act(self, now: datetime) -> None:
        units = self.UNITS_OF.get(self.Measure(self.measure), ())
        require(
            self.unit in units,
            "unit",
            "এই মাপের একক {units}।",
            "This is measured in {units}.",
            units=say(" বা ", " or ").join(str(each.label) for each in units),
        )
        pilot = self.initiative.acts.filter(name=transitions.BEGIN_PILOT).last()
        if pilot is None:
            raise ActFault("", "পরীক্ষা শুরু না হলে মাপার কিছু নেই।", "Nothing can be measured before it is tried.")
        require(
            self.measured_on >= pilot.on,
            "measured_on",
            "পরীক্ষা শুরু হয়েছে {day}; তার আগে মাপা যায় না।",
            "The pilot began on {day}; it cannot be measured before then.",
            day=pilot.on,
        )
        require(
            self.before or self.after,
            "before",
            "আগেও শূন্য, পরেও শূন্য: মাপার কিছু নেই।",
            "Nought before and after: nothing is measured.",
        )
        act = InitiativeAct(initiative=self.initiative, name=transitions.MEASURE, on=self.measured_on)
        require_past("measured_on", self.measured_on, now)
        act.check_act(now)
        require_transition(self.initiative, transitions.MEASURE)

    def follow_act(self, actor: Reference, now: datetime) -> None:
        write_act(self.initiative, transitions.MEASURE, on=self.measured_on, actor=actor, now=now)

    @property
    def change(self) -> Change:
        return Change(self.before, self.after)

    @property
    def figures(self) -> str:
        return f"{figure_words(self.before)} → {figure_words(self.after)} {self.get_unit_display()}"

    @property
    def change_words(self) -> str:
        change, percent = self.change, self.change.percent
        if change.before == change.after:
            return say("একই আছে", "the same")
        if percent is None:
            return say("আগে লাগত না", "took none before")
        if change.is_better:
            return say("{n}% কম", "{n}% less", n=percent)
        return say("{n}% বেশি", "{n}% more", n=-percent)

    def in_words(self) -> str:
        return str(self.get_measure_display())


def figure_words(value: object) -> str:
    """2.5, and 3 for 3.0, in the digits of the page."""
    return digits(f"{value:.1f}".removesuffix(".0"), language())


def measured_words(rows: Iterable[Measurement]) -> str:
    """What was measured, a line for each measure, as the result note has it."""
    return "\n".join(
        say(
            "{title}: আগে {before}, পরে {after} {unit} ({change}; দেখা হয়েছে {n_before} ও {n_after}টি)",
            "{title}: {before} before, {after} {unit} after ({change}; {n_before} and {n_after} looked at)",
            title=row.get_measure_display(),
            before=figure_words(row.before),
            after=figure_words(row.after),
            unit=row.get_unit_display(),
            change=row.change_words,
            n_before=row.n_before,
            n_after=row.n_after,
        )
        for row in rows
    )


class SpreadPlace(StrikableEntry):
    """One more office or place at which it is done now. `place`: of the office's list, where it is one."""

    PARENT, VERB = "initiative", "spread"

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="spread_places")
    name = models.CharField(
        say_lazy("কোথায় চালু হলো", "Where it is done now"),
        max_length=200,
        help_text=say_lazy("কার্যালয়, ইউনিয়ন বা স্থানের নাম", "The office, union or place"),
    )
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="spread_initiatives")
    since = models.DateField(SINCE)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "name"],
                name="spread_to_a_place_once",
                condition=Q(struck_at__isnull=True),
                violation_error_code="name",
                violation_error_message=say_lazy("এই জায়গা আগেই লেখা আছে।", "This place is entered already."),
            )
        ]

    def check_act(self, now: datetime) -> None:
        case = Case.objects.only("state", "outcome").get(pk=self.initiative.case_id)
        require(
            case.state == case_transitions.KEPT and case.outcome.get("ended") == "replicated",
            "",
            "যে উদ্যোগ সফল হয়ে ছড়ানোর সিদ্ধান্ত হয়েছে, কেবল তার জায়গা লেখা যায়।",
            "Places are entered of an initiative that worked and is to be spread.",
        )
        require_past("since", self.since, now)

    def in_words(self) -> str:
        return self.name
