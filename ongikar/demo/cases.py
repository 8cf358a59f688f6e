"""The demonstration's cases, lived through by the real acts at past moments, in the order in which they
came.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from ongikar.cases.models import Case
from ongikar.clock.models import Clock
from ongikar.clock.watch import watch_clocks
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.letters.outgoing.reminders import draft_due_reminders
from ongikar.office_files.reading import OfficeFileFault, OfficeFiles, read_toml
from ongikar.offices.models import Office
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.transitions import TransitionFault
from ongikar.tasks.actions.series import raise_due_tasks
from ongikar.tasks.models import Series

from .acts import ACTS, AnswerFault, DemoCase
from .case_file import RECEIVE, MomentFault, TimedAct, demo_case, require_words, timed_acts
from .letters_in import DemoDiary
from .letters_out import DemoLetters
from .timeline import LivedBeside, live_together

FILE = "demo_cases.toml"


def ignore_progress(done: int, total: int) -> None:
    """For whoever does not watch the loading."""


@transaction.atomic
def load_cases(
    files: OfficeFiles,
    *,
    now: datetime,
    progress: Callable[[int, int], None] = ignore_progress,
    beside: Sequence[LivedBeside] = (),
) -> int:
    """Live through the office's demo_cases.toml, all or nothing; returns how many cases came, 0 on a second
    run.

    Only an office of demonstration takes them: its messages never leave the machine. Raises
    OfficeFileFault, with the line of the case, for what the office's own forms and rules do not take.
    """
    office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
    path = files.folder / FILE
    if (
        office is None
        or not path.exists()
        or Case.objects.filter(submission=case_submission(office, 1)).exists()
    ):
        return 0
    rows: list[dict[str, Any]] = read_toml(path).get("cases", [])
    charter, calendar = office.charters.latest("number"), office.calendar
    lives: dict[int, DemoCase] = {}
    happenings: list[TimedAct] = []
    for number, row in enumerate(rows, 1):
        with locate_faults(path, number):
            require_words(row)
            lives[number] = demo_case(
                charter, calendar, files.demo.get("applicants", []), row, case_submission(office, number)
            )
            happenings += timed_acts(calendar, number, row, now=now)
    # In the order of its days, as the books are.
    lived: list[LivedBeside] = [*beside, DemoDiary(files, office, now), DemoLetters(files, office, now)]
    received = 0
    for happening in sorted(happenings, key=lambda each: each[:3]):
        live_together(lived, happening.at, before_each=run_worker_until)
        run_worker_until(happening.at)
        with locate_faults(path, happening.case):
            perform_act(lives[happening.case], happening)
        # The worker is never far: who is told of an act is not told at whatever hour the next one comes.
        run_due_entries(happening.at)
        if happening.act == RECEIVE:
            received += 1
            progress(received, len(rows))
    live_together(lived, now, before_each=run_worker_until)
    draft_due_reminders(now)
    run_worker_until(now)
    return received


def case_submission(office: Office, number: int) -> str:
    """The submission of a case of the file: where the first one is, all are."""
    return f"demo-{office.slug}-{number}"


def perform_act(lived: DemoCase, happening: TimedAct) -> None:
    act = ACTS.get(happening.act)
    if act is None:
        raise AnswerFault(f"“{happening.act}” নামে কোনো কাজ নেই", f"there is no act “{happening.act}”")
    lived.refresh_clock()
    act(lived, happening.answers, happening.at)


def run_worker_until(until: datetime) -> None:
    """What the worker would have done by then, at the very moments at which it was due."""
    looks = Clock.objects.filter(look_at__lte=until).order_by("look_at").values_list("look_at", flat=True)
    # A message made at night waits for the morning.
    owed = OutboxEntry.objects.due(until).values_list("next_try", flat=True)
    series = Series.objects.filter(look_at__lte=until).order_by("look_at").values_list("look_at", flat=True)
    while coming := [moment for moment in (looks.first(), owed.first(), series.first()) if moment]:
        raise_due_tasks(min(coming))
        watch_clocks(min(coming))
        run_due_entries(min(coming))


@contextmanager
def locate_faults(path: Path, number: int) -> Iterator[None]:
    """Why a case of the file is not taken is told with the line at which it begins."""
    try:
        yield
    except (AnswerFault, MomentFault, LedgerFault) as fault:
        raise OfficeFileFault(path, line_of_case(path, number), fault.bn, fault.en) from fault
    except TransitionFault as fault:
        bn = f"এই অবস্থায় কাজটি করা যায় না: {fault}"
        raise OfficeFileFault(path, line_of_case(path, number), bn, str(fault)) from fault


def line_of_case(path: Path, number: int) -> int:
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    heads = (line for line, text in lines if text.strip() == "[[cases]]")
    return next(islice(heads, number - 1, None))
