"""Lines "task, who, by when" of the past year: a press makes each a task, or leaves it with a reason.

Until tasks existed, minutes and inspection reports named their work in such lines; nobody was reminded of
them and nothing broke. The clock of a task that is made of one starts with the press: nobody is late for what
nobody had told the program.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from ongikar.cases.kinds import kinds
from ongikar.cases.models import Case, TaskLineDecision
from ongikar.cases.models.task_line import line_digest
from ongikar.cases.rules.task_lines import TaskLine, read_task_lines
from ongikar.charter.models import Service
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.db.pages import page_of, rows_and_next
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions import give_task
from ongikar.tasks.models import Task

from .act_log import record_act

# So long after a case was closed its lines are asked about.
ASKED_FOR = timedelta(days=365)
# Cases that are looked through for a page.
PAGE = 50


class LineDecided(Exception):
    """A line that somebody has decided on already."""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line that nobody has decided on. `digest`: by which its page is addressed."""

    case: Case
    line: TaskLine
    digest: str


def open_lines(
    office: Office, now: datetime, *, before: int | None = None
) -> tuple[list[OpenLine], int | None]:
    """The undecided lines of a page of cases, the newest case first, and the key from which the next page
    goes on; None after the last.
    """
    closed = Case.objects.filter(office=office, state=case_transitions.KEPT, closed_at__gte=now - ASKED_FOR)
    if before:
        closed = closed.filter(pk__lt=before)
    # Of each row by itself, in the order of its index.
    keys = [
        key
        for service_id in services_with_lines(office)
        for key in rows_and_next(
            closed.filter(**equal_by_range(service_id=service_id))
            .order_by("service_id", "-id")
            .values_list("pk", flat=True),
            PAGE,
        )
    ]
    page = page_of(sorted(keys, reverse=True), PAGE)
    cases = Case.objects.filter(pk__in=page.rows).select_related("clock", "office", "post").order_by("-id")
    decided = set(
        TaskLineDecision.objects.filter(case__in=page.rows).values_list("case_id", "line")
        if page.rows
        else ()
    )
    lines = [each for case in cases for each in lines_of(case) if (case.pk, each.digest) not in decided]
    return lines, page.last


def services_with_lines(office: Office) -> list[int]:
    """The charter rows of the office, of all its versions, whose outcomes may hold such lines."""
    words = [word for word, kind in kinds().items() if kind.task_lines]
    rows = Service.objects.filter(version__office=office, kind__in=words)
    return list(rows.values_list("pk", flat=True))


def lines_of(case: Case) -> Iterator[OpenLine]:
    asked = kinds()[case.row.kind].task_lines
    text = str(case.outcome.get(asked[0]) or "") if asked else ""
    written_on = (case.closed_at or case.received_at).astimezone(TZ).date()
    for line in read_task_lines(text, written_on):
        yield OpenLine(case, line, line_digest(line.text))


def find_line(office: Office, number: str, digest: str, now: datetime) -> OpenLine | None:
    """One line of the office's past year, decided on or not; None where there is none such."""
    case = Case.objects.filter(
        office=office,
        number=number,
        service__in=services_with_lines(office),
        state=case_transitions.KEPT,
        closed_at__gte=now - ASKED_FOR,
    ).first()
    return next((each for each in lines_of(case) if each.digest == digest), None) if case else None


def is_decided(open_line: OpenLine) -> bool:
    return TaskLineDecision.objects.filter(case=open_line.case, line=open_line.digest).exists()


@transaction.atomic
def make_task_of_line(
    open_line: OpenLine,
    *,
    title: str,
    owner: Post | Contact,
    due: date,
    given_by: Post,
    check: Post | None,
    actor: Reference,
    now: datetime,
) -> Task:
    """A task that serves the case of the line.

    Raises TaskFault as `give_task` does, and LineDecided where somebody was quicker.
    """
    case = open_line.case
    require_undecided(open_line)
    asked = kinds()[case.row.kind].task_lines
    task = give_task(
        office=case.office,
        title=title,
        words=open_line.line.text,
        owner=owner,
        given_by=given_by,
        check=check,
        due=due,
        subject=case.reference,
        origin=asked[1] if asked else "own",
        submission=f"line-{case.pk}-{open_line.digest[:48]}",
        actor=actor,
        now=now,
    )
    write_decision(open_line, task=task, reason="", actor=actor, now=now)
    record_act("line_made_task", case, actor, now)
    return task


@transaction.atomic
def drop_line(open_line: OpenLine, *, reason: str, actor: Reference, now: datetime) -> None:
    """No task is made of the line, and why. Raises LineDecided where somebody was quicker."""
    require_undecided(open_line)
    write_decision(open_line, task=None, reason=reason, actor=actor, now=now)
    record_act("line_dropped", open_line.case, actor, now)


def require_undecided(open_line: OpenLine) -> None:
    """Of two presses at once the second waits for the first, and finds its decision."""
    Case.objects.select_for_update().get(pk=open_line.case.pk)
    if is_decided(open_line):
        raise LineDecided


def write_decision(
    open_line: OpenLine, *, task: Task | None, reason: str, actor: Reference, now: datetime
) -> None:
    TaskLineDecision.objects.create(
        case=open_line.case,
        line=open_line.digest,
        task=task,
        reason=reason,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
    )
