"""The registers of meetings and of their decisions: a line each, in the order of their days."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.books.columns import Column, dated_book
from ongikar.books.registry import Cell, Shelf, register_book
from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import digits
from ongikar.tasks import transitions as task_states
from ongikar.tasks.models import Task
from ongikar.tasks.owners import owner_words
from ongikar.tasks.promise import is_task_late
from ongikar.tasks.words import task_number

from .calling import notice_given
from .models import Decision, Meeting
from .transitions import STATE_WORDS
from .wording import decision_number, is_quorum_met, meeting_title


def notice_days(meeting: Meeting) -> str:
    sent = meeting.notice and meeting.notice.issued_at
    return digits(notice_given(meeting.committee, sent, meeting.starts_at), language()) if sent else ""


def of_quorum(name: str) -> Any:
    return lambda meeting: meeting.quorum.get(name)


def people_there(meeting: Meeting) -> int | None:
    quorum = meeting.quorum
    return quorum["present"] + quorum["represented"] if quorum else None


def quorum_said(meeting: Meeting) -> str:
    if not meeting.quorum:
        return ""
    return say("হয়েছে", "met") if is_quorum_met(meeting.quorum) else say("হয়নি", "not met")


def meetings() -> QuerySet[Meeting]:
    rows = Meeting.objects.select_related("committee__office", "case", "notice", "letter")
    return rows.prefetch_related("decisions")


# A meeting that was cancelled or could not sit stays readable, crossed out.
MEETINGS = dated_book(
    "meetings",
    ("সভা রেজিস্টার", "Register of meetings"),
    (
        Column(("সভা", "Meeting"), 6, lambda row: row.number),
        Column(("কমিটি", "Committee"), 18, meeting_title),
        Column(("তারিখ", "Held on"), 9, lambda row: row.starts_at),
        Column(("স্থান", "Place"), 14, lambda row: row.place),
        Column(("নোটিশ, কার্যদিবস আগে", "Notice, working days before"), 9, notice_days),
        Column(("ভোটদাতা", "Voting members"), 8, of_quorum("voting")),
        Column(("উপস্থিত", "Present"), 8, people_there),
        Column(("কোরাম", "Quorum"), 8, quorum_said),
        Column(("সিদ্ধান্ত", "Decisions"), 8, lambda row: len(row.decisions.all())),
        Column(
            ("কার্যবিবরণীর স্মারক", "Memo of the minutes"),
            14,
            lambda row: digits(row.letter.memo_number, language()) if row.letter else "",
        ),
        Column(("অবস্থা", "State"), 12, lambda row: str(STATE_WORDS[row.state])),
    ),
    meetings,
    office="office",
    moment="starts_at",
    struck=lambda row: str(STATE_WORDS[row.state]) if row.is_void else "",
)


def decisions() -> QuerySet[Decision]:
    rows = Decision.objects.filter(task__isnull=False).select_related(
        "meeting", "task__clock", "task__check_clock", "task__owner_post", "task__owner_contact"
    )
    return rows.prefetch_related("task__clock__facts")


def is_dropped(task: Task) -> bool:
    return task.state == task_states.DROPPED


def in_time(task: Task) -> str:
    """Nothing of work that goes on and is not late yet."""
    if is_dropped(task):
        return ""
    if is_task_late(task, timezone.now()):
        return say("না", "No")
    return say("হ্যাঁ", "Yes") if task.ended_at else ""


DECISIONS = dated_book(
    "decisions",
    ("সিদ্ধান্ত রেজিস্টার", "Register of decisions"),
    (
        Column(("সিদ্ধান্ত", "Decision"), 8, lambda row: decision_number([row.meeting.number, row.serial])),
        Column(("সভার তারিখ", "Meeting of"), 9, lambda row: row.meeting.starts_at),
        Column(("কী করা হবে", "What is to be done"), 30, lambda row: row.words),
        Column(("কে করবেন", "By whom"), 18, lambda row: owner_words(row.task)),
        Column(("শেষ দিন", "Due"), 9, lambda row: row.task.clock.due_at),
        Column(("কাজ", "Task"), 9, lambda row: Cell.of(task_number(row.task.number), row.task.number)),
        Column(("শেষের তারিখ", "Ended on"), 9, lambda row: row.task.ended_at),
        Column(("অবস্থা", "State"), 10, lambda row: row.task.get_state_display()),
        Column(("সময়মতো কি না", "In time"), 8, lambda row: in_time(row.task)),
    ),
    decisions,
    office="meeting__office",
    moment="meeting__starts_at",
    then=("meeting_id", "serial"),
    struck=lambda row: row.task.get_state_display() if is_dropped(row.task) else "",
)

register_book(MEETINGS, Shelf.MEETINGS)
register_book(DECISIONS, Shelf.MEETINGS)
