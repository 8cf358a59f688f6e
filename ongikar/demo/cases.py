"""The demonstration's cases, lived through by the real acts at past moments, in the order in which they
came.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from ongikar.cases.models import Case
from ongikar.cases.paper_days import PaperIntake
from ongikar.core.not_none import not_none
from ongikar.letters.outgoing.reminders import draft_due_reminders
from ongikar.office_files.reading import OfficeFileFault, OfficeFiles, read_toml
from ongikar.offices.models import Office
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.transitions import TransitionFault

from .acts import ACTS, AnswerFault, DemoCase
from .case_file import RECEIVE, RESERVE, MomentFault, TimedAct, demo_case, require_words, timed_acts
from .known import Known
from .letters_in import DemoDiary
from .letters_out import DemoLetters
from .timeline import LivedBeside, Timeline, live_together
from .worker_until import run_worker_until

FILE = "demo_cases.toml"


# Told how many of the cases came, of how many.
Progress = Callable[[int, int], None]


def ignore_progress(done: int, total: int) -> None:
    """For whoever does not watch the loading."""


@transaction.atomic
def load_cases(
    files: OfficeFiles,
    *,
    now: datetime,
    progress: Progress = ignore_progress,
    beside: Sequence[LivedBeside] = (),
) -> int:
    """Live through the office's demo_cases.toml, all or nothing; returns how many cases came, 0 on a second
    run.

    Only an office of demonstration takes them: its messages never leave the machine. Raises
    OfficeFileFault, with the line of the case, for what the office's own forms and rules do not take.
    """
    lived = plan_cases(files, now=now, progress=progress)
    if not lived:
        return 0
    live_together([*beside, *lived.values()], now, before_each=run_worker_until)
    draft_due_reminders(now)
    run_worker_until(now)
    return lived[CASES].received


# The letters stand between the cases, and are planned with them.
DIARY, LETTERS, CASES = "diary", "letters", "cases"


def plan_cases(
    files: OfficeFiles, *, now: datetime, known: Known | None = None, progress: Progress = ignore_progress
) -> dict[str, Any]:
    """The letters in, the letters out and the cases of the file, still to be lived; nothing where they were,
    or the office is no demonstration.
    """
    office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
    path, known = files.folder / FILE, known or Known()
    if office is None or not path.exists():
        return {}
    if not known.has_begun and Case.objects.filter(submission=case_submission(office, 1)).exists():
        return {}
    return {
        DIARY: DemoDiary(files, office, now, known),
        LETTERS: DemoLetters(files, office, now, known),
        CASES: DemoCases(files, office, now, known, progress),
    }


class DemoCases(Timeline):
    """The cases of the office's file, in the order of their days, as the books are."""

    def __init__(
        self, files: OfficeFiles, office: Office, now: datetime, known: Known, progress: Progress
    ) -> None:
        super().__init__()
        self.path, self.known, self.progress = files.folder / FILE, known, progress
        rows: list[dict[str, Any]] = read_toml(self.path).get("cases", [])
        charter, calendar = office.charters.latest("number"), office.calendar
        self.many, self.received = len(rows), 0
        self.lives: dict[int, DemoCase] = {}
        happenings: list[TimedAct] = []
        for number, row in enumerate(rows, 1):
            with locate_faults(self.path, number):
                require_words(row)
                self.lives[number] = demo_case(
                    charter, calendar, files.demo.get("applicants", []), row, case_submission(office, number)
                )
                happenings += timed_acts(calendar, number, row, now=now)
        for happening in sorted(happenings, key=lambda each: each[:3]):
            self.add(happening.at, partial(self.act, happening), after=partial(self.note, happening))

    def act(self, happening: TimedAct, at: datetime) -> None:
        lived = self.lives[happening.case]
        with locate_faults(self.path, happening.case):
            perform_act(lived, happening)
        if happening.act == RECEIVE:
            self.known.keep(f"case {happening.case}", not_none(lived.case))
        if lived.on_paper:
            self.known.keep(f"slip {happening.case}", lived.on_paper.slip)

    def note(self, happening: TimedAct) -> None:
        """What is known of the case once the act is done, here or before an interruption."""
        lived = self.lives[happening.case]
        if happening.act == RESERVE and lived.on_paper is None:
            slip = self.known.find(f"slip {happening.case}")
            lived.on_paper = PaperIntake(happening.answers["received"], slip)
        if happening.act == RECEIVE:
            if lived.case is None:
                lived.case = self.known.find(f"case {happening.case}")
                lived.received_at = lived.on_paper.received if lived.on_paper else happening.at
            self.received += 1
            self.progress(self.received, self.many)


def case_submission(office: Office, number: int) -> str:
    """The submission of a case of the file: where the first one is, all are."""
    return f"demo-{office.slug}-{number}"


def perform_act(lived: DemoCase, happening: TimedAct) -> None:
    act = ACTS.get(happening.act)
    if act is None:
        raise AnswerFault(f"“{happening.act}” নামে কোনো কাজ নেই", f"there is no act “{happening.act}”")
    lived.refresh_clock()
    act(lived, happening.answers, happening.at)


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
