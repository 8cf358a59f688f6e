"""The demonstration's cases, lived through by the real acts at past moments, in the order in which they
came.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.cases.models import Case
from ongikar.letters.outgoing.reminders import draft_due_reminders
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office

from .case_file import RECEIVE, TimedAct
from .known import Known
from .letters_in import DemoDiary
from .letters_out import DemoLetters
from .stories import Stories
from .timeline import LivedBeside, live_together
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


class DemoCases(Stories):
    """The cases of the office's file, in the order of their days, as the books are."""

    head = "cases"

    def __init__(
        self, files: OfficeFiles, office: Office, now: datetime, known: Known, progress: Progress
    ) -> None:
        super().__init__()
        self.known, self.progress = known, progress
        rows: list[dict[str, Any]] = read_toml(files.folder / FILE).get("cases", [])
        self.many, self.received = len(rows), 0
        self.add_stories(files, files.folder / FILE, office, rows, now)

    def submission_of(self, office: Office, number: int) -> str:
        return case_submission(office, number)

    def note(self, happening: TimedAct) -> None:
        super().note(happening)
        if happening.act == RECEIVE:
            self.received += 1
            self.progress(self.received, self.many)


def case_submission(office: Office, number: int) -> str:
    """The submission of a case of the file: where the first one is, all are."""
    return f"demo-{office.slug}-{number}"
