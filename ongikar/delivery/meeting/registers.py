"""The registers of meetings and of their decisions: a line each, in the order of their days."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.books.cells import day_cell, number_cell
from ongikar.books.registry import BATCH, Book, Cell, RegisterLine
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks import transitions as task_states
from ongikar.tasks.owners import owner_words
from ongikar.tasks.promise import is_task_late
from ongikar.tasks.words import state_words, task_number

from .calling import notice_given
from .models import Decision, Meeting
from .transitions import VOID
from .wording import STATE_WORDS, decision_number, is_quorum_met, meeting_title

MEETING_COLUMNS = (
    ("সভা", "Meeting"),
    ("কমিটি", "Committee"),
    ("তারিখ", "Held on"),
    ("স্থান", "Place"),
    ("নোটিশ, কার্যদিবস আগে", "Notice, working days before"),
    ("ভোটদাতা", "Voting members"),
    ("উপস্থিত", "Present"),
    ("কোরাম", "Quorum"),
    ("সিদ্ধান্ত", "Decisions"),
    ("কার্যবিবরণীর স্মারক", "Memo of the minutes"),
    ("অবস্থা", "State"),
)
DECISION_COLUMNS = (
    ("সিদ্ধান্ত", "Decision"),
    ("সভার তারিখ", "Meeting of"),
    ("কী করা হবে", "What is to be done"),
    ("কে করবেন", "By whom"),
    ("শেষ দিন", "Due"),
    ("কাজ", "Task"),
    ("শেষের তারিখ", "Ended on"),
    ("অবস্থা", "State"),
    ("সময়মতো কি না", "In time"),
)


def year_bounds(fiscal_year: int) -> tuple[datetime, datetime]:
    """From the first of July to the last of June."""
    return datetime(fiscal_year, 7, 1, tzinfo=TZ), datetime(fiscal_year + 1, 7, 1, tzinfo=TZ)


class DatedLines:
    """Lines of one year in the order of a moment, read only as far as they are wanted."""

    def __init__(self, rows: QuerySet[Any], line: Any) -> None:
        self.rows, self.line = rows, line

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, wanted: slice) -> list[RegisterLine]:
        first, until, _ = wanted.indices(len(self))
        return [self.line(row) for row in self.rows[first:until]]

    def __iter__(self) -> Iterator[RegisterLine]:
        place = 0
        while found := list(self.rows[place : place + BATCH]):
            yield from map(self.line, found)
            place += len(found)


def meeting_lines(office: Office, fiscal_year: int) -> DatedLines:
    first, until = year_bounds(fiscal_year)
    rows = Meeting.objects.select_related("committee__office", "case", "notice", "letter").filter(
        office=office, starts_at__gte=first, starts_at__lt=until
    )
    return DatedLines(rows.prefetch_related("decisions").order_by("starts_at", "id"), meeting_line)


def meeting_line(meeting: Meeting) -> RegisterLine:
    """A meeting that was cancelled or could not sit stays readable, crossed out."""
    quorum, state = meeting.quorum, str(STATE_WORDS[meeting.state])
    notice = ""
    if meeting.notice and meeting.notice.issued_at:
        days = notice_given(meeting.committee, meeting.notice.issued_at, meeting.starts_at)
        notice = digits(days, language())
    counted = quorum["present"] + quorum["represented"] if quorum else 0
    met = is_quorum_met(quorum) if quorum else False
    return RegisterLine(
        (
            number_cell(meeting.number),
            meeting_title(meeting),
            day_cell(meeting.starts_at),
            meeting.place,
            notice,
            number_cell(quorum["voting"]) if quorum else "",
            number_cell(counted) if quorum else "",
            (say("হয়েছে", "met") if met else say("হয়নি", "not met")) if quorum else "",
            number_cell(len(meeting.decisions.all())),
            digits(meeting.letter.memo_number, language()) if meeting.letter else "",
            state,
        ),
        struck=state if meeting.state in VOID else "",
    )


def decision_lines(office: Office, fiscal_year: int) -> DatedLines:
    first, until = year_bounds(fiscal_year)
    rows = Decision.objects.select_related(
        "meeting",
        "task__clock",
        "task__check_clock",
        "task__owner_post",
        "task__owner_contact",
    ).filter(
        meeting__office=office,
        meeting__starts_at__gte=first,
        meeting__starts_at__lt=until,
        task__isnull=False,
    )
    now = timezone.now()
    ordered = rows.prefetch_related("task__clock__facts").order_by(
        "meeting__starts_at", "meeting_id", "serial"
    )
    return DatedLines(ordered, lambda row: decision_line(row, now))


def decision_line(decision: Decision, now: datetime) -> RegisterLine:
    task = not_none(decision.task)
    late, dropped = is_task_late(task, now), task.state == task_states.DROPPED
    in_time = "" if dropped or not (late or task.ended_at) else say("না", "No") if late else say("হ্যাঁ", "Yes")
    state = state_words(task)
    return RegisterLine(
        (
            decision_number([decision.meeting.number, decision.serial]),
            day_cell(decision.meeting.starts_at),
            decision.words,
            owner_words(task),
            day_cell(task.clock.due_at),
            Cell.of(task_number(task.number), task.number),
            day_cell(task.ended_at),
            state,
            in_time,
        ),
        struck=state if dropped else "",
    )


MEETING_REGISTER = Book(
    "meetings",
    ("সভা রেজিস্টার", "Register of meetings"),
    MEETING_COLUMNS,
    meeting_lines,
    widths=(6, 18, 9, 14, 9, 8, 8, 8, 8, 14, 12),
)
DECISION_REGISTER = Book(
    "decisions",
    ("সিদ্ধান্ত রেজিস্টার", "Register of decisions"),
    DECISION_COLUMNS,
    decision_lines,
    widths=(8, 9, 30, 18, 9, 9, 9, 10, 8),
)
