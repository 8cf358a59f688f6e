"""Inspection: a lab is looked at by a checklist, its findings become tasks, and its report keeps the promise.

Where the office has no checklist, the report is typed on one form, as it was before there were any.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from ongikar.cases.kinds import Kind, Missing, Outcome, Result
from ongikar.cases.kinds.kind import Panel
from ongikar.cases.kinds.outcome_rules import days_in_order, since_receipt
from ongikar.cases.models import Case
from ongikar.cases.places import PlaceIntake
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, WholeNumberField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.gatherings.models import Gathering
from ongikar.journal.actions import WORKER
from ongikar.rules import case_transitions

from .beginning import has_checklist, inspection_of
from .finishing import cancel_inspection
from .models import Inspection as InspectionRow
from .report import report_parts
from .transitions import CANCELLED, ISSUED


class InspectionRequest(PlaceIntake):
    ahead = ("visit_on",)
    reason = ChoiceField(
        label=say_lazy("কেন পরিদর্শন", "Why an inspection"),
        choices=[
            ("asked", say_lazy("প্রতিষ্ঠান চেয়েছে", "The institution asks for it")),
            ("planned", say_lazy("কার্যালয়ের নিয়মিত পরিদর্শন", "The office’s regular inspection")),
            (
                "again",
                say_lazy("আগের পরিদর্শনের কাজ হয়েছে কি না দেখা", "To see whether earlier tasks were done"),
            ),
        ],
    )
    look_at = TextField(
        label=say_lazy("বিশেষ করে কী দেখতে হবে", "What to look at above all"),
        required=False,
        lines=3,
        max_length=2000,
    )
    visit_on = DayField(
        label=say_lazy("কোন দিন হলে ভালো", "On which day, if you can choose"),
        help_text=say_lazy(
            "সেবার সময়সীমার পরের কোনো দিন চাইলে শেষ দিন হবে সেই দিন।",
            "For a day beyond the limit of the service, that day is the due day.",
        ),
        required=False,
    )


class InspectionReport(Outcome):
    behind, ahead = ("visited_on",), ("again_on",)
    field_order = (
        "visited_on",
        "computers",
        "working",
        "internet",
        "used",
        "score",
        "words",
        "tasks",
        "again_on",
    )
    visited_on = DayField(
        label=say_lazy("পরিদর্শনের দিন", "Inspected on"),
        missing=say_lazy("পরিদর্শনের দিন লিখুন", "Write the day of the inspection"),
    )
    computers = WholeNumberField(
        label=say_lazy("মোট কম্পিউটার", "Computers in all"),
        most=500,
    )
    working = WholeNumberField(
        label=say_lazy("চালু কম্পিউটার", "Computers that work"),
        most=500,
    )
    internet = ChoiceField(
        label=say_lazy("ইন্টারনেট", "Internet"),
        missing=say_lazy("ইন্টারনেটের অবস্থা বেছে নিন", "Choose the state of the internet"),
        choices=[
            ("good", say_lazy("ভালো চলে", "Works well")),
            ("weak", say_lazy("ধীর বা মাঝে মাঝে", "Slow, or now and then")),
            ("none", say_lazy("নেই", "None")),
        ],
    )
    used = ChoiceField(
        label=say_lazy("ল্যাবের ব্যবহার", "Use of the lab"),
        choices=[
            ("daily", say_lazy("প্রায় প্রতিদিন", "Nearly every day")),
            ("weekly", say_lazy("সপ্তাহে এক-দুই দিন", "Once or twice a week")),
            ("seldom", say_lazy("কদাচিৎ", "Seldom")),
            ("never", say_lazy("হয় না", "Never")),
        ],
    )
    score = WholeNumberField(
        label=say_lazy("মোট নম্বর, ১০০-তে", "Score, out of 100"),
        missing=say_lazy("১০০-তে কত, লিখুন", "Write the score out of 100"),
        most=100,
    )
    words = TextField(
        label=say_lazy("যা দেখা গেল", "What was found"),
        lines=5,
        max_length=4000,
    )
    tasks = TextField(
        label=say_lazy("যা করতে হবে", "What must be done"),
        help_text=say_lazy("প্রতি লাইনে একটি: কাজ, কে, কবের মধ্যে", "One on each line: task, who, by when"),
        required=False,
        lines=4,
        max_length=3000,
    )
    again_on = DayField(
        label=say_lazy("আবার দেখা হবে", "To be seen again on"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check("working", self.more_than_all)
        return cleaned

    def more_than_all(self, working: int) -> str:
        if working > self.cleaned_data.get("computers", working):
            return say(
                "মোটের চেয়ে চালু কম্পিউটার বেশি। মিলিয়ে দেখুন।",
                "More computers work than there are. Check the numbers.",
            )
        return ""


# Stands in the history of an inspection: the office's own words, so in its first language.
CASE_ENDED = "আবেদনটি অন্যভাবে শেষ হয়েছে।"
# What is found wrong by an answer of the report; each wants the advice that is promised with the visit.
FAULTY_ANSWERS = {"internet": ("none",), "used": ("never",)}


def advice_is_given(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """An inspection is promised with the advice it needs: what was found wrong is followed by what must be
    done.

    Of a lab in which no computer works nobody is advised without a day on which it is seen again.
    """
    working, computers = outcome.get("working"), outcome.get("computers")
    # Of one that followed a checklist each finding is a task already.
    is_advised = bool(outcome.get("tasks") or outcome.get("inspection"))
    is_dead = working == 0
    is_wrong = is_dead or (working is not None and computers is not None and working < computers)
    is_wrong = is_wrong or any(outcome.get(name) in answers for name, answers in FAULTY_ANSWERS.items())
    if is_wrong and not is_advised:
        yield Missing(
            "tasks",
            say(
                "ত্রুটি পাওয়া গেছে। কী করতে হবে না লিখলে পরামর্শ দেওয়ার কথা রাখা হয় না।",
                "Faults were found. Advice was promised too, so write what must be done.",
            ),
        )
    if is_dead and not outcome.get("again_on"):
        yield Missing(
            "again_on",
            say(
                "ল্যাবে একটি কম্পিউটারও চলে না। কোন দিন আবার দেখা হবে, লিখুন।",
                "Not one computer of the lab works. Write on which day it will be seen again.",
            ),
        )


def is_kept_by_its_report(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """An inspection that was begun is told by its own answers: nobody types a score beside it."""
    states = list(
        InspectionRow.objects.filter(case=case).exclude(state=CANCELLED).values_list("state", flat=True)
    )
    if states and ISSUED not in states:
        yield Missing(
            "visited_on",
            say(
                "পরিদর্শন শুরু হয়েছে। প্রতিবেদন জারি হয়ে পাঠানো হলে তবেই কথা রাখা হয়।",
                "An inspection is under way. The promise is kept when its report is issued and has left.",
            ),
        )


class Inspection(Kind):
    sorts = (
        Preset(
            say_lazy("পরিদর্শন", "Inspection"),
            {"পরিদর্শন": 6, "তদারকি": 4, "inspection": 6, "visit": 3},
        ),
        Preset(
            say_lazy("ল্যাব পরিদর্শন", "Inspection of a lab"),
            {"পরিদর্শন": 6, "ল্যাব": 2, "inspection": 5, "lab": 2},
            {"place": "lab"},
        ),
    )
    intake_form = InspectionRequest
    outcome_form = InspectionReport
    rules = (
        is_kept_by_its_report,
        since_receipt("visited_on"),
        advice_is_given,
        days_in_order(
            "visited_on",
            "again_on",
            ("আবার দেখার দিন পরিদর্শনের আগে হতে পারে না।", "It cannot be seen again before the inspection."),
        ),
    )
    takes_place = "visit_on"
    week_sort, week_words = Gathering.VISIT, say_lazy("পরিদর্শন", "Inspection")
    # Of reports that were typed; since the second form findings are tasks from the start.
    task_lines = ("tasks", "finding")
    form_version = 2
    keep_words = say_lazy("পরিদর্শন প্রতিবেদন লিখুন", "Write the inspection report")
    is_kept_by_form = False
    result_words = say_lazy("পরিদর্শন প্রতিবেদন", "Inspection report")

    def closing_page(self, case: Case) -> str:
        """The promise is kept on the page of its inspection; of one that nobody has begun, where that is
        done.
        """
        inspection = inspection_of(case)
        if inspection is not None:
            return reverse("inspection", args=[inspection.pk])
        return reverse("begin_inspection", args=[case.number]) if has_checklist(case.office) else ""

    def end(self, case: Case, *, now: datetime) -> None:
        """One that is not reported when its case ends goes on no more; what was found stays a task."""
        inspection = inspection_of(case)
        if inspection is not None and inspection.state != ISSUED:
            cancel_inspection(inspection, reason=CASE_ENDED, actor=WORKER, now=now)

    def panel(self, case: Case) -> Panel | None:
        rows = list(InspectionRow.objects.filter(case=case).select_related("place").order_by("pk"))
        return ("inspection/panel.html", {"inspections": rows}) if rows else None

    def result(self, case: Case) -> Result | None:
        """The report as its letter has it."""
        result = super().result(case)
        if result is None or case.state != case_transitions.KEPT or "inspection" not in case.outcome:
            return result
        inspection = InspectionRow.objects.with_related().filter(pk=case.outcome["inspection"]).first()
        if inspection is None or inspection.is_emptied:
            return result
        words = (say("যা দেখা গেল", "What was found"), inspection.words)
        return replace(result, parts=(words, *report_parts(inspection)))


KIND = Inspection()
