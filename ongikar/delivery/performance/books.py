"""The performance register: a line for each plan, in the order of their numbers."""

from typing import Any

from ongikar.books.columns import Column, numbered_book
from ongikar.books.registry import Cell, CellRun, Shelf, register_book
from ongikar.cases.officer.case.case_summary import state_tag
from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import digits

from .desk import DESK
from .models import Plan
from .readings import number_words, read_progress


def achieved_cell(plan: Any) -> Cell:
    """A run for each indicator: in an English register a name may be Bangla, the figure behind it is not."""
    words = [f"{each.indicator.name}: {each.value_words or '–'}" for each in plan.progress.lines]
    return Cell(tuple(CellRun(run) for run in [f"{line}; " for line in words[:-1]] + words[-1:]))


def typed_count(plan: Any) -> int:
    return sum(each.indicator.is_typed for each in plan.progress.lines)


REGISTER = numbered_book(
    "performance",
    ("কর্মসম্পাদন রেজিস্টার", "Performance register"),
    (
        Column(("ট্র্যাকিং নম্বর", "Tracking number"), 11, DESK.number_words),
        Column(("পরিকল্পনা", "Plan"), 14, lambda plan: plan.get_system_display()),
        Column(("সময়", "Time"), 12, lambda plan: plan.period_words),
        Column(("উদ্দেশ্য", "Objective"), 18, lambda plan: plan.title),
        Column(("তারিখ", "Date"), 9, lambda plan: plan.case.received_at),
        Column(("সূচক ও অর্জন", "Indicators and what was achieved"), 30, achieved_cell),
        Column(("গোনা সূচক", "Computed"), 6, lambda plan: len(plan.progress.lines) - typed_count(plan)),
        Column(("হাতে লেখা সূচক", "Typed"), 6, typed_count),
        Column(
            ("মান, ১০০-তে", "Score of 100"),
            8,
            lambda plan: number_words(plan.progress.score) if plan.issued_at else "",
        ),
        Column(("জারি", "Issued on"), 9, lambda plan: plan.issued_at),
        Column(
            ("স্মারক", "Memo number"),
            12,
            lambda plan: digits(plan.letter.memo_number, language()) if plan.letter else "",
        ),
        Column(("অবস্থা", "State"), 10, lambda plan: say(*state_tag(plan.case)[1:])),
    ),
    lambda: Plan.objects.select_related("case__service", "case__clock", "case__applicant", "letter"),
    struck=DESK.why_gone,
    prepare=read_progress,
)
register_book(REGISTER, Shelf.MEETINGS)
