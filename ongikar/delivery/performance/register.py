"""The performance register: a line for each plan, in the order of their numbers."""

from collections import defaultdict

from ongikar.books.cells import day_cell, number_cell
from ongikar.books.registry import Book, Cell, CellRun, RegisterLine
from ongikar.books.serial_lines import SerialLines
from ongikar.cases.officer.case.case_summary import state_tag
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

from .models import Indicator, Plan, Reading
from .readings import PlanProgress, progress_of_rows
from .words import SYSTEMS, number_words, period_words, value_words

BOOK = "performance"
COLUMNS = (
    ("ক্রমিক", "No."),
    ("ট্র্যাকিং নম্বর", "Tracking number"),
    ("পরিকল্পনা", "Plan"),
    ("সময়", "Time"),
    ("উদ্দেশ্য", "Objective"),
    ("তারিখ", "Date"),
    ("সূচক ও অর্জন", "Indicators and what was achieved"),
    ("গোনা সূচক", "Computed"),
    ("হাতে লেখা সূচক", "Typed"),
    ("মান, ১০০-তে", "Score of 100"),
    ("জারি", "Issued on"),
    ("স্মারক", "Memo number"),
    ("অবস্থা", "State"),
)
WIDTHS = (5, 11, 14, 12, 18, 9, 30, 6, 6, 8, 9, 12, 10)


def plan_lines(office: Office, fiscal_year: int) -> SerialLines:
    rows = Plan.objects.select_related("case__service", "case__clock", "case__applicant", "letter")
    return SerialLines(
        rows.filter(office=office, fiscal_year=fiscal_year),
        lines_of_plans,
        office=office,
        book=BOOK,
        fiscal_year=fiscal_year,
        columns=len(COLUMNS),
    )


def lines_of_plans(plans: list[Plan]) -> list[RegisterLine]:
    return [plan_line(found) for found in progress_of_plans(plans)]


def progress_of_plans(plans: list[Plan]) -> list[PlanProgress]:
    """Of all of them in two statements."""
    indicators: dict[int, list[Indicator]] = defaultdict(list)
    readings: dict[int, list[Reading]] = defaultdict(list)
    keys = [plan.pk for plan in plans]
    for each in Indicator.objects.filter(plan__in=keys, removed_at__isnull=True):
        indicators[each.plan_id].append(each)
    of_plan = {each.pk: each.plan_id for found in indicators.values() for each in found}
    # Not which records they name: of a year's register that is much, and no line tells it.
    for reading in Reading.objects.filter(indicator__in=list(of_plan)).defer("records"):
        readings[of_plan[reading.indicator_id]].append(reading)
    return [progress_of_rows(plan, indicators[plan.pk], readings[plan.pk]) for plan in plans]


def plan_line(found: PlanProgress) -> RegisterLine:
    """One that was dropped stays readable, crossed out."""
    plan, case = found.plan, found.plan.case
    state = say(*state_tag(case)[1:])
    gone = case.state in case_transitions.CLOSED and case.state != case_transitions.KEPT
    typed = sum(each.indicator.is_typed for each in found.lines)
    return RegisterLine(
        (
            number_cell(plan.book_serial),
            digits(case.number, language()),
            str(SYSTEMS[plan.system]),
            period_words(plan),
            plan.title,
            day_cell(case.received_at),
            achieved_cell(found),
            number_cell(len(found.lines) - typed),
            number_cell(typed),
            Cell.of(number_words(found.score)) if plan.issued_at else "",
            day_cell(plan.issued_at),
            digits(plan.letter.memo_number, language()) if plan.letter else "",
            state,
        ),
        struck=state if gone else "",
    )


def achieved_cell(found: PlanProgress) -> Cell:
    """A run for each indicator: in an English register a name may be Bangla, the figure behind it is not."""
    words = [f"{each.indicator.name}: {value_words(each) or '–'}" for each in found.lines]
    return Cell(tuple(CellRun(run) for run in [f"{line}; " for line in words[:-1]] + words[-1:]))


REGISTER = Book(
    BOOK,
    ("কর্মসম্পাদন রেজিস্টার", "Performance register"),
    COLUMNS,
    plan_lines,
    widths=WIDTHS,
)
