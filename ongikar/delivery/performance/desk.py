"""What the office sees of plans of performance and writes of them: indicators, days and the report."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ongikar.books.measures import measures
from ongikar.cases.actions.sent_letters import CASES_BEHIND
from ongikar.cases.record_desk import CaseDesk
from ongikar.core.bars import draw_bar
from ongikar.core.forms.fields import NAMELESS, ChoiceField, Field, TextField
from ongikar.core.forms.figures import FigureField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.lang_markup import mark_languages
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.templatetags.words import day_short
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.actions import Addressee
from ongikar.letters.outgoing.dispatching import leaving_words
from ongikar.offices.models import Office
from ongikar.people.models import Contact
from ongikar.people.post_holders import StaffRequest
from ongikar.records.acts import Act, ChangeAct, ChangeRowAct, EnterAct, EnterBelowAct, PressAct, RowAct
from ongikar.records.forms import RowForm
from ongikar.records.offers import Door, Today
from ongikar.records.parts import Cell, Part
from ongikar.records.registry import register
from ongikar.records.views import SignedPage
from ongikar.records.words import label
from ongikar.rules.bangla.text import digits, fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ

from .actions import read_measures, remove_indicator
from .models import TYPED, Indicator, Plan, Reading
from .readings import IndicatorProgress, PlanProgress, difference_of, number_words, progress_of, read_progress
from .report import case_of_plan, issue_report, missing_sentence, plans_counted, today_of_plans
from .rules import LEVEL_PERCENTS, MOST_TARGET

MOST_CONTACTS = 500


class LevelsField(Field, forms.Field):
    """Four figures with a space or a comma between them, as texts: 90 80 70 60."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})
    figure = FigureField(places=2, most=MOST_TARGET)

    def to_python(self, value: Any) -> list[str]:
        if not value or isinstance(value, list):
            return value or []
        levels = [str(self.figure.read(each)) for each in re.split(r"[\s,;]+", str(value)) if each]
        if len(levels) != len(LEVEL_PERCENTS):
            raise ValidationError(
                say("চারটি সংখ্যা লিখুন, যেমন ৯০ ৮০ ৭০ ৬০", "Enter four numbers, such as 90 80 70 60"), NAMELESS
            )
        return levels

    def prepare_value(self, value: Any) -> Any:
        return " ".join(number_words(Decimal(each)) for each in value) if isinstance(value, list) else value


class IndicatorForm(RowForm):
    measure = ChoiceField(
        label=say_lazy("কীভাবে মাপা হবে", "How it is measured"),
        help_text=say_lazy(
            "কার্যালয়ের হিসাব থেকে গোনা হলে হাতে লেখা লাগে না, প্রমাণও সঙ্গে থাকে",
            "What the office’s own records count is not typed, and brings its proof",
        ),
        many=True,
    )
    levels = LevelsField(
        label=say_lazy(
            "ধাপ: ৯০, ৮০, ৭০ ও ৬০ শতাংশের মান", "Levels: the values worth 90, 80, 70 and 60 per cent"
        ),
        help_text=say_lazy(
            "পরিকল্পনায় ধাপ থাকলে লিখুন, যেমন ৮৫ ৮০ ৭৫ ৭০; না থাকলে খালি রাখুন",
            "If the plan has levels, such as 85 80 75 70; else leave it empty",
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        computed = [(each.key, each.title) for each in measures()]
        typed = (TYPED, say("হাতে লেখা হবে, প্রমাণসহ", "It is typed, with proof"))
        self.choice_field("measure").choices = [("", say("বেছে নিন", "Choose")), *computed, typed]
        if self.instance.pk is None:
            self.initial["measure"] = ""


class DaysForm(RowForm):
    year = ChoiceField(
        label=say_lazy("কোন অর্থবছরের", "Of which fiscal year"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan: Any = self.of
        years = sorted({plan.fiscal_year - 1, plan.fiscal_year, plan.fiscal_year + 1, plan.year})
        self.choice_field("year").choices = [
            (str(year), fiscal_year_words(year, language())) for year in years
        ]

    def clean_year(self) -> int:
        return int(self.cleaned_data["year"])


class ReportForm(Form):
    contact = ChoiceField(
        label=say_lazy("কাকে পাঠানো হবে", "To whom it is sent"),
        required=False,
        many=True,
    )
    to = TextField(
        label=say_lazy("তালিকায় না থাকলে: পদবি ও কার্যালয়", "If not in the list: post and office"),
        required=False,
        max_length=300,
    )
    words = TextField(
        label=say_lazy("চিঠির কথা", "Words of the letter"),
        lines=4,
        max_length=3000,
    )

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        words = say("উপর্যুক্ত সময়ের প্রতিবেদন পাঠানো হলো।", "The report of the time named above is sent herewith.")
        super().__init__(*args, initial={"words": words}, **kwargs)
        rows = Contact.objects.filter(office=office).in_use(today).by_name()
        self.contacts = {str(each.pk): each for each in rows[:MOST_CONTACTS]}
        none = ("", say("তালিকায় নেই", "Not in the list"))
        self.choice_field("contact").choices = [
            none,
            *((key, each.full_title) for key, each in self.contacts.items()),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("contact") and not cleaned.get("to"):
            self.add_error("to", say("কাকে পাঠানো হবে, লিখুন", "Write to whom it is sent"))
        return cleaned

    @property
    def addressee(self) -> Addressee:
        contact = self.contacts.get(self.cleaned_data["contact"])
        if contact is None:
            return Addressee(self.cleaned_data["to"])
        return Addressee(contact.full_title, address=contact.address, email=contact.email, contact=contact)


ASKED = ("name", "measure", "unit", "weight", "target", "levels")


def progress_on(plan: Any) -> PlanProgress:
    """Read once for a page."""
    if "progress" not in vars(plan):
        plan.progress = progress_of(plan)
    progress: PlanProgress = plan.progress
    return progress


def has_begun(plan: Plan) -> bool:
    return plan.days[0] <= timezone.now().astimezone(TZ).date()


def is_open(plan: Plan) -> bool:
    return plan.is_open


def may_be_read(plan: Plan) -> bool:
    computed = any(not each.indicator.is_typed for each in progress_on(plan).lines)
    return plan.is_open and computed and has_begun(plan)


def may_be_reported(plan: Plan) -> bool:
    return plan.is_open and not missing_sentence(progress_on(plan))


class ReadAct(PressAct):
    def done_words(self, plan: Any, made: Any) -> str:
        return say("{n}টি সূচক গোনা হয়েছে।", "{n} [indicator|indicators] computed.", n=plan.read_count)


def read_plan(plan: Any, actor: Reference, now: datetime) -> None:
    plan.read_count = read_measures(plan, actor=actor, now=now)


class ChangeIndicatorAct(ChangeRowAct):
    def rows_of(self, record: Any) -> Any:
        return super().rows_of(record).filter(removed_at__isnull=True)


class TypeValueAct(EnterBelowAct):
    def rows_of(self, record: Any) -> Any:
        return super().rows_of(record).filter(removed_at__isnull=True)

    def is_for(self, row: Any) -> bool:
        return bool(row.is_typed)


class RemoveAct(RowAct):
    @property
    def press_words(self) -> str:
        return self.button_words


def remove(indicator: Indicator, form: forms.Form, actor: Reference, now: datetime) -> None:
    remove_indicator(indicator, actor=actor, now=now)


class ReportPage(SignedPage):
    def get(self, request: StaffRequest, **_: Any) -> HttpResponse:
        return super().get(request) if self.record.is_open else redirect(self.desk.url_of(self.record))

    def do(self, request: StaffRequest, form: ReportForm, now: datetime) -> Letter:
        plan, holder = self.record, request.holder
        return issue_report(
            plan,
            to=form.addressee,
            words=form.cleaned_data["words"],
            signer=holder.post_in(plan.office_id) or plan.case.post,
            actor=holder.actor,
            now=now,
        )


class ReportAct(Act):
    page = ReportPage

    def form_arguments(self, plan: Any, now: datetime) -> dict[str, Any]:
        return {"office": plan.office, "today": now.astimezone(TZ).date()}

    @property
    def press_words(self) -> str:
        return self.button_words

    def done_words(self, plan: Any, made: Any) -> str:
        words = leaving_words(plan.letter)
        return say("প্রতিবেদন জারি হয়েছে। {words}", "The report is issued. {words}", words=words)


CHANGE = ChangeIndicatorAct(
    Indicator,
    "change",
    "indicator_changed",
    ("বদলান", "Change"),
    asks=ASKED,
    form=IndicatorForm,
    heading=("সূচক", "Indicator"),
    when=is_open,
)
TYPE_VALUE = TypeValueAct(
    Indicator,
    Reading,
    "value",
    ("অর্জন লিখুন", "Write what it came to"),
    asks=("numerator", "proof"),
    when=is_open,
)
REMOVE = RemoveAct(
    Indicator,
    "remove",
    ("বাদ দিন", "Remove"),
    forms.Form,
    remove,
    heading=("সূচক বাদ দিন", "Remove an indicator"),
    when=is_open,
    done=("সূচকটি বাদ গেছে।", "The indicator is removed."),
)


def say_muted(words: str) -> Any:
    return format_html('<span class="small muted">{}</span>', words)


def indicators_of(plan: Plan) -> list[Any]:
    """Each with its progress."""
    indicators: list[Any] = []
    for line in progress_on(plan).lines:
        indicators.append(line.indicator)
        indicators[-1].progress = line
    return indicators


def indicator_cell(indicator: Any) -> list[Any]:
    title = say("{n}. {name}", "{n}. {name}", n=indicator.number, name=indicator.name)
    return [title, say_muted(indicator.progress.how_words)]


def achieved_cell(indicator: Any) -> Any:
    """The value, the way to its evidence, and where it was asked what the records of today say otherwise."""
    line = indicator.progress
    if line.reading is None:
        return say_muted(say("এখনো নেই", "Not yet"))
    evidence = format_html(
        '<a class="small" href="{}">{}<span class="vh">: {}, {}</span></a>',
        reverse("performance_reading", args=[indicator.plan_id, indicator.pk]),
        line.reading_words,
        say("প্রমাণ দেখুন", "see the evidence"),
        mark_languages(indicator.name),
    )
    difference = getattr(indicator, "difference", None)
    more = (
        say(
            "এখনকার নথিতে নতুন {added}, নেই {gone}",
            "In the records now: {added} more, {gone} gone",
            added=difference.added_count,
            gone=difference.gone_count,
        )
        if difference
        else ""
    )
    return [line.value_words, *target_bar(line), evidence, *filter(None, (more,))]


def target_bar(line: IndicatorProgress) -> list[Any]:
    """The value on the way to its target, with the levels as marks; and how much of it that is, in words."""
    value, target = line.value, line.indicator.target
    if value is None or not target:
        return []
    rest = max(target - value, Decimal(0))
    bar = draw_bar([("ok", value), ("bg", rest)], target, marks=[*line.levels, target])
    share = say("লক্ষ্যমাত্রার {n}%", "{n}% of the target", n=int(value * 100 / target))
    return [format_html("{}{}", bar, say_muted(share))]


@register
class PlanDesk(CaseDesk):
    model, kind = Plan, "performance"
    name, names, path = "performance_plan", "performance", "performance"
    door = Door(("কর্মসম্পাদন", "Performance"), {"tasks": 40})
    has_papers = True
    today = (Today(today_of_plans, 65, counts={"plans": plans_counted}),)
    title, subtitle = "title", "time"
    list_display = ("number", "count", "score", "reported_on")
    nothing = ("কোনো পরিকল্পনা নেই।", "There are no plans.")
    detail_template = "performance/plan.html"
    summary = ("score", "weights", "report")
    part = (("সূচক ও অর্জন", "Indicators and what was achieved"), ("সূচক", "Indicators"))
    with_acts = False
    search_fields = (*CaseDesk.search_fields, "title")
    history_words = {
        "typed": ("একটি সূচকের অর্জন লেখা হয়েছে", "What an indicator came to was written"),
        "read": ("হিসাব থেকে গোনা হয়েছে", "Computed from the records"),
        "indicator_removed": ("একটি সূচক বাদ গেছে", "An indicator was removed"),
        "days_set": ("সময় বদলানো হয়েছে", "The time was changed"),
        "reported": ("প্রতিবেদন জারি হয়েছে", "The report was issued"),
    }
    parts = (
        Part(
            ("সূচক ও অর্জন", "Indicators and what was achieved"),
            indicators_of,
            (
                Cell(("সূচক", "Indicator"), indicator_cell),
                Cell(
                    ("লক্ষ্যমাত্রা", "Target"),
                    lambda each: each.progress.target_words or say_muted(say("লেখা নেই", "Not written")),
                ),
                Cell(("অর্জন", "Achieved"), achieved_cell),
                Cell(("প্রাপ্ত মান", "Points"), lambda each: each.progress.points_words),
            ),
            acts=(CHANGE, TYPE_VALUE, REMOVE),
        ),
    )
    acts = (
        ReadAct("read", ("হিসাব থেকে গুনুন", "Compute from the records"), read_plan, when=may_be_read),
        EnterAct(
            Indicator,
            "new",
            ("সূচক যোগ করুন", "Add an indicator"),
            asks=ASKED,
            form=IndicatorForm,
            heading=("নতুন সূচক", "New indicator"),
            when=is_open,
        ),
        ChangeAct(
            Plan,
            "days",
            "days_set",
            ("সময় বদলান", "Change the time"),
            asks=("period", "year"),
            form=DaysForm,
            heading=("কোন সময়ের পরিকল্পনা", "The time of the plan"),
            when=is_open,
        ),
        ReportAct(
            "report",
            ("প্রতিবেদন জারি করুন", "Issue the report"),
            ReportForm,
            lambda *_: None,
            when=may_be_reported,
            is_usual=True,
        ),
        CHANGE,
        TYPE_VALUE,
        REMOVE,
    )

    def prepare(self, plans: list[Any], office: Office) -> list[Any]:
        read_progress(plans)
        return plans

    def detail_context(self, request: StaffRequest, plan: Any, *, may_change: bool) -> dict[str, Any]:
        """What is frozen may be compared with the records of this moment."""
        compared = "compare" in request.GET and plan.letter_id is not None
        context: dict[str, Any] = {"letter": plan.letter, "is_compared": compared}
        if compared:
            now = timezone.now()
            for each in indicators_of(plan):
                if each.progress.reading:
                    each.difference = difference_of(plan, each.progress.reading, now)
            context["parts"] = self.parts_of(plan, may_change=may_change)
        return context

    def warning(self, plan: Plan) -> str:
        if not plan.is_open:
            return ""
        if missing := missing_sentence(progress_on(plan)):
            return missing
        if has_begun(plan):
            return ""
        return say(
            "সময়টি এখনো শুরু হয়নি, তাই গোনার কিছু নেই।",
            "This time has not begun, so there is nothing to count yet.",
        )

    def caption_words(self, plan: Plan) -> str:
        return f"{plan.period_words} ({' – '.join(map(day_short, plan.days))})"

    def part_context(self, plan: Plan) -> dict[str, Any]:
        return super().part_context(plan) | {
            "words": say("সূচক {n}টি", "{n} [indicator|indicators]", n=self.count(plan)),
            "state": say("১০০-তে {n}", "{n} of 100", n=self.score(plan)),
        }

    @label("সময়", "Time")
    def time(self, plan: Plan) -> str:
        return plan.period_words

    @label("নম্বর", "Number")
    def number(self, plan: Plan) -> str:
        return self.number_words(plan)

    @label("সূচক", "Indicators")
    def count(self, plan: Plan) -> int:
        return len(progress_on(plan).lines)

    @label("প্রাপ্ত মান, ১০০-তে", "Score, out of 100")
    def score(self, plan: Plan) -> str:
        return number_words(progress_on(plan).score)

    @label("সব সূচকের মান মিলে", "All weights together")
    def weights(self, plan: Plan) -> str:
        return number_words(progress_on(plan).weights)

    @label("প্রতিবেদন জারি", "Reported")
    def reported_on(self, plan: Plan) -> Any:
        return plan.issued_at and plan.issued_at.astimezone(TZ).date()

    @label("প্রতিবেদন", "Report")
    def report(self, plan: Plan) -> Any:
        if plan.letter is None:
            return None
        link = format_html(
            '<a href="{}">{}</a>',
            reverse("letter", args=[plan.letter_id]),
            digits(plan.letter.memo_number, language()),
        )
        return [link, self.reported_on(plan)]


DESK = PlanDesk()


CASES_BEHIND[Plan.SUBJECT] = case_of_plan
