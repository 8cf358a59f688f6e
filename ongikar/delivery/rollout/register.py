"""The register of systems brought into use: a line for each, in the order of their numbers."""

from django.db.models import Prefetch
from django.utils import timezone

from ongikar.books.cells import number_cell, register_day_words
from ongikar.books.registry import Book, Cell, RegisterLine
from ongikar.books.serial_lines import SerialLines
from ongikar.cases.officer.case.case_summary import applicant_words, state_tag
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits, grouped_number

from .models import Rollout, RolloutSite, RolloutStep
from .systems import FOLLOW_UP
from .words import done_on, site_line, state_of_rollout, state_words

BOOK = "rollouts"
COLUMNS = (
    ("ক্রমিক", "No."),
    ("ট্র্যাকিং নম্বর", "Tracking number"),
    ("কে চেয়েছেন", "Asked for by"),
    ("পদ্ধতি", "System"),
    ("কার্যালয়", "Offices"),
    ("চালু", "Live"),
    ("অ্যাকাউন্ট", "Accounts"),
    ("প্রশিক্ষণ পেয়েছেন", "Trained"),
    ("ব্যবহার করছেন", "Using it"),
    ("চালুর তারিখ", "Live on"),
    ("পরে দেখা", "Looked at again"),
    ("স্মারক", "Memo number"),
    ("অবস্থা", "State"),
)
WIDTHS = (5, 11, 16, 18, 7, 6, 8, 8, 8, 9, 9, 13, 11)


def rollout_lines(office: Office, fiscal_year: int) -> SerialLines:
    steps = RolloutStep.objects.select_related("task__clock").prefetch_related("task__clock__facts")
    sites = RolloutSite.objects.select_related("contact", "post").prefetch_related(
        Prefetch("steps", steps.order_by("position")), "figures"
    )
    rows = Rollout.objects.select_related("case__service", "case__applicant", "case__clock")
    rows = rows.prefetch_related(Prefetch("sites", sites.order_by("number")))
    return SerialLines(
        rows.filter(office=office, fiscal_year=fiscal_year),
        lambda found: [rollout_line(each) for each in found],
        office=office,
        book=BOOK,
        fiscal_year=fiscal_year,
        columns=len(COLUMNS),
    )


def rollout_line(rollout: Rollout) -> RegisterLine:
    """One that did not come about stays readable, crossed out. One without a plan has its note’s figure."""
    case, now = rollout.case, timezone.now()
    lines = [site_line(site, now) for site in rollout.sites.all()]
    live = [line.live_on for line in lines if line.live_on]
    live_on = register_day_words(max(live)) if live and len(live) == len(lines) else ""
    looked = [done_on(each.step) for line in lines for each in line.steps if each.step.code == FOLLOW_UP]
    followed = [day for day in looked if day]
    gone = case.state in case_transitions.CLOSED and case.state != case_transitions.KEPT
    state = say(*state_tag(case)[1:]) if gone else state_words(state_of_rollout(rollout))
    return RegisterLine(
        (
            number_cell(rollout.book_serial),
            digits(case.number, language()),
            applicant_words(case),
            rollout.system,
            figure(len(lines) or None),
            figure(len(live) if lines else None),
            figure(sum(line.accounts for line in lines) if lines else None),
            figure(sum(line.trained for line in lines) if lines else None),
            figure(sum(line.using for line in lines) if lines else case.outcome.get("users")),
            Cell.of(live_on, max(live) if live_on else None),
            Cell.of(register_day_words(max(followed)), max(followed)) if followed else "",
            digits(case.memo_number, language()),
            state,
        ),
        struck=state if gone else "",
    )


def figure(value: int | None) -> Cell:
    return Cell.of("" if value is None else grouped_number(value, language()), value)


REGISTER = Book(
    BOOK,
    ("অনলাইন পদ্ধতি চালুর রেজিস্টার", "Register of systems brought into use"),
    COLUMNS,
    rollout_lines,
    widths=WIDTHS,
)
