"""Performance: the office's objectives and integrity plan, measured by its own records and reported.

Kept when the report is issued (reporting.py), whatever it tells: what is promised is the report, also of a
quarter in which nothing was reached, and it is owed once its time is over. Nobody types how much was reached.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from ongikar.cases.kinds import Intake, Missing, Outcome, Result
from ongikar.cases.kinds.outcome_rules import since_receipt
from ongikar.cases.models import Case
from ongikar.cases.record_desk import RecordKind
from ongikar.charter.models import Service
from ongikar.charter.service_presets import Preset
from ongikar.charter.undertakings import counted_from
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, WholeNumberField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.promise.undertaking import Undertaking

from .models import PERIODS, SYSTEMS, Plan, Reading, time_of_plan
from .readings import progress_of
from .report import report_parts


class YearlyObjective(Intake):
    system = ChoiceField(
        label=say_lazy("কোন পরিকল্পনার", "Under which plan"),
        choices=list(SYSTEMS.items()),
    )
    period = ChoiceField(
        label=say_lazy("কোন সময়ের", "For which time"),
        choices=list(PERIODS.items()),
    )
    objective = TextField(
        label=say_lazy("উদ্দেশ্য", "Objective"),
        max_length=300,
    )
    indicators = TextField(
        label=say_lazy("সূচক", "Indicators"),
        help_text=say_lazy(
            "প্রতি লাইনে একটি: সূচক, একক, মান, লক্ষ্যমাত্রা। খালি রাখলে আগের পরিকল্পনার সূচকগুলো আসবে। পরেও যোগ করা ও"
            " বদলানো যায়।",
            "One on each line: indicator, unit, weight, target. Left empty, those of the plan before are"
            " taken over. They can be added and changed later, too.",
        ),
        required=False,
        lines=5,
        max_length=4000,
    )


class PerformanceReport(Outcome):
    behind = ("sent_on",)
    words = TextField(
        label=say_lazy("অগ্রগতি", "Progress"),
        help_text=say_lazy(
            "প্রতি লাইনে একটি সূচক: লক্ষ্যমাত্রা, অর্জন", "One indicator on each line: target, achieved"
        ),
        lines=6,
        max_length=5000,
    )
    reached = WholeNumberField(
        label=say_lazy("মোট অর্জন (%)", "Reached in all, per cent"),
        missing=say_lazy("মোট অর্জন শতকরা কত, লিখুন", "Write how much was reached, in per cent"),
        most=100,
    )
    evidence = TextField(
        label=say_lazy("প্রমাণক", "Evidence"),
        help_text=say_lazy(
            "রেজিস্টারের ক্রমিক, স্মারক নম্বর বা ওয়েব ঠিকানা",
            "Serials of registers, memo numbers or web addresses",
        ),
        missing=say_lazy("প্রমাণক কোথায় আছে, লিখুন", "Write where the evidence is"),
        lines=3,
        max_length=3000,
    )
    sent_on = DayField(
        label=say_lazy("প্রতিবেদন পাঠানোর দিন", "Report sent on"),
        missing=say_lazy("কোন দিন প্রতিবেদন পাঠানো হয়েছে, লিখুন", "Write the day the report was sent"),
    )


def is_kept_by_its_report(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """What was read is told by its report alone: nobody types a figure beside it."""
    unreported = Reading.objects.filter(indicator__plan__case=case, indicator__plan__letter__isnull=True)
    if not unreported.exists():
        return
    yield Missing(
        "reached",
        say(
            "সূচকের হিসাব নেওয়া হয়েছে। প্রতিবেদন জারি হয়ে পাঠানো হলে তবেই কথা রাখা হয়।",
            "The indicators were read. The promise is kept when their report is issued and has left.",
        ),
    )


class Performance(RecordKind):
    record = Plan
    sorts = (
        Preset(
            say_lazy("কর্মসম্পাদন চুক্তি, শুদ্ধাচার", "Performance agreement and integrity"),
            {
                "কর্মসম্পাদন": 6,
                "কর্ম সম্পাদন": 6,
                "শুদ্ধাচার": 4,
                "এপিএ": 5,
                "জিপিএমএস": 5,
                "performance": 5,
                "integrity": 3,
            },
        ),
    )
    intake_form = YearlyObjective
    outcome_form = PerformanceReport
    headline = "objective"
    rules = (
        is_kept_by_its_report,
        since_receipt("sent_on"),
    )
    # Since the second an objective has rows: its indicators and their readings.
    form_version = 2
    keep_words = say_lazy("অগ্রগতির প্রতিবেদন দিন", "Give the progress report")
    is_kept_by_form = False
    result_words = say_lazy("কর্মসম্পাদন প্রতিবেদন", "Performance report")

    def undertaking_from(
        self, answers: Mapping[str, Any], row: Service, calendar: Calendar, received: datetime
    ) -> Undertaking:
        """The report tells of a whole quarter or year: the row's time for it is counted from its end."""
        undertaking = super().undertaking_from(answers, row, calendar, received)
        _, _, last = time_of_plan(answers, received)
        return counted_from(undertaking, last + timedelta(days=1), calendar, received)

    def closing_page(self, case: Case) -> str:
        """The promise is kept on the page of its plan, where the report is issued."""
        key = Plan.objects.filter(case=case).values_list("pk", flat=True).first()
        return reverse("performance_plan", args=[key]) if key else ""

    def result(self, case: Case) -> Result | None:
        """The report as its letter has it; one that was typed, as it was typed."""
        result = super().result(case)
        if result is None or case.state != case_transitions.KEPT or "plan" not in case.outcome:
            return result
        plan = Plan.objects.filter(pk=case.outcome["plan"], case=case).first()
        return replace(result, parts=tuple(report_parts(progress_of(plan)))) if plan else result


KIND = Performance()
