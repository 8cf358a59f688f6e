"""The lines of the service register: one application each, as the office's form has it."""

from datetime import datetime

from django.urls import reverse

from ongikar.cases.actions.corrections import Correction, corrections_of
from ongikar.cases.models import LEFT, Act, Case, EarlierEnding, Slip
from ongikar.cases.models.words import CHANNELS
from ongikar.cases.officer.case.case_summary import (
    applicant_words,
    is_late,
    state_tag,
    was_withdrawn_late,
)
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import time_words
from ongikar.rules.calendar.office_calendar import TZ

from .cells import corrected_runs, day_cell, language_digits, number_cell, register_day
from .registry import Cell, RegisterLine, join_runs
from .serial_lines import SerialLines

# Lines that no longer count are crossed out, with the reason; they are never taken out.
STRUCK_STATES = (case_transitions.WITHDRAWN, case_transitions.REDIRECTED)


def is_struck(case: Case) -> bool:
    """What was withdrawn after its day counts as late, and so its line stands."""
    return case.state in STRUCK_STATES and not was_withdrawn_late(case)


class ServiceLines(SerialLines):
    """The lines of the service register of one year."""

    def __init__(self, office: Office, fiscal_year: int, now: datetime) -> None:
        super().__init__(
            Case.objects.filter(office=office, fiscal_year=fiscal_year).select_related("applicant", "clock"),
            lambda cases: lines_for_cases(cases, now),
            office=office,
            book="services",
            fiscal_year=fiscal_year,
            columns=12,
        )


def lines_for_cases(cases: list[Case], now: datetime) -> list[RegisterLine]:
    """The lines of some cases, read together with their applicant and clock."""
    reasons, endings = withdrawal_words(cases), endings_of(cases)
    corrections = corrections_of([case.applicant_id for case in cases if case.applicant_id])
    slips = receipt_slips(cases)
    return [
        service_line(
            case,
            reasons.get(case.pk, ""),
            case.pk in endings,
            any(ending.clock.is_late(now) for ending in endings.get(case.pk, ())) or case.clock.broke_before,
            now,
            corrections.get(case.applicant_id or 0, []),
            [
                *([paper_remark(case, slips[case.pk])] if case.pk in slips else []),
                *(ending_remark(ending) for ending in endings.get(case.pk, ())),
            ],
        )
        for case in cases
    ]


def endings_of(cases: list[Case]) -> dict[int, list[EarlierEnding]]:
    """How those that were reopened had ended before, by the id of the case."""
    found: dict[int, list[EarlierEnding]] = {}
    for ending in EarlierEnding.objects.filter(case__in=cases).select_related("clock", "case"):
        found.setdefault(ending.case_id, []).append(ending)
    return found


def ending_remark(ending: EarlierEnding) -> str:
    """Of a case that was reopened: how it had ended, so that no memo number is missing from the register."""
    state, memo = say(*state_tag(ending.case_then())[1:]), language_digits(ending.memo_number)
    return say(
        "আবার খোলা; আগে {day}: {state}{memo}",
        "Reopened; before, {day}: {state}{memo}",
        day=register_day(ending.closed_at),
        state=state,
        memo=say(", স্মারক {memo}", ", memo {memo}", memo=memo) if memo else "",
    )


def withdrawal_words(cases: list[Case]) -> dict[int, str]:
    withdrawn = [case.pk for case in cases if case.state == case_transitions.WITHDRAWN]
    return (
        dict(Act.objects.filter(case__in=withdrawn, name="withdraw").values_list("case_id", "words"))
        if withdrawn
        else {}
    )


def service_line(
    case: Case,
    withdrawal: str,
    was_reopened: bool,
    was_late: bool,
    now: datetime,
    corrections: list[Correction],
    before: list[str],
) -> RegisterLine:
    reason = remark_cell(case, withdrawal)
    note = " · ".join(filter(None, (*before, reason)))
    return RegisterLine(
        (
            number_cell(case.book_serial),
            day_cell(case.received_at),
            tracking_number_cell(case),
            applicant_cell(case, corrections),
            case.row.short,
            say(*CHANNELS[case.channel]),
            day_cell(case.clock.due_at),
            day_cell(case.closed_at),
            language_digits(case.memo_number),
            say(*state_tag(case, was_reopened=was_reopened)[1:]),
            in_time_words(case, was_late, now),
            note,
        ),
        struck=(reason or say(*state_tag(case)[1:])) if is_struck(case) else "",
    )


def receipt_slips(cases: list[Case]) -> dict[int, str]:
    """The slip of each case that was received on paper; asks only where one was."""
    late_entered = [case.pk for case in cases if case.entered_at]
    slips = Slip.objects.filter(case__in=late_entered) if late_entered else ()
    return {not_none(slip.case_id): slip.number for slip in slips}


def paper_remark(case: Case, slip: str) -> str:
    """Of what was received on paper: its slip, and when it was entered."""
    moment = not_none(case.entered_at)
    entered = f"{register_day(moment)} {time_words(moment.astimezone(TZ), language())}"
    return say(
        "কাগজে নেওয়া, স্লিপ {slip}; লেখা {entered}",
        "On paper, slip {slip}; entered {entered}",
        slip=language_digits(slip),
        entered=entered,
    )


def tracking_number_cell(case: Case) -> Cell:
    """The tracking number, which opens the case."""
    return Cell.of(language_digits(case.number), url=reverse("case", args=[case.number]))


def applicant_cell(case: Case, corrections: list[Correction]) -> Cell:
    """Who asked and where they live, with all that was corrected of it."""
    person = case.applicant
    if person is None:
        return Cell.of(applicant_words(case))
    fields = (("institution", str), ("name", str), ("address", str), ("mobile", local_mobile))
    return Cell(
        join_runs(corrected_runs(getattr(person, name), corrections, name, write) for name, write in fields)
    )


def local_mobile(mobile: str) -> str:
    """A mobile as it is dialled at home."""
    return language_digits(mobile.removeprefix("+88"))


def in_time_words(case: Case, was_late: bool, now: datetime) -> str:
    """Said of what was kept or is late; a promise still running is neither."""
    if was_late or is_late(case, case.closed_at or now):
        return say("না", "No")
    return say("হ্যাঁ", "Yes") if case.state == case_transitions.KEPT else ""


def remark_cell(case: Case, withdrawal: str) -> str:
    if case.state == case_transitions.WITHDRAWN:
        return withdrawal
    if case.is_given_in_part:
        return say("বাকি: {left}", "Left: {left}", left=case.outcome[LEFT])
    return case.outcome.get("to" if case.state == case_transitions.REDIRECTED else "reason", "")
