"""The demonstration's cases, and its stories of what a desk begins, lived through by the real acts at past
moments, in the order in which they came.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from ongikar.cases.models import Case
from ongikar.clock.watch import watch_clocks
from ongikar.delivery.upkeep.models import UpkeepItem
from ongikar.journal.outbox import run_due_entries
from ongikar.letters.outgoing.reminders import draft_due_reminders
from ongikar.office_files.reading import OfficeFiles

from .chapters import Row
from .letters import DemoDiary, DemoLetters
from .stories import RECEIVE, Stories, TimedAct
from .timeline import Known, LivedBeside, live_together, run_worker_until

# Told how many of the cases came, of how many.
Progress = Callable[[int, int], None]


def ignore_progress(done: int, total: int) -> None:
    """For whoever does not watch the loading."""


class DemoCases(Stories):
    """The cases of the office's file, in the order of their days, as the books are."""

    file, head = "demo_cases.toml", "cases"

    def __init__(
        self,
        files: OfficeFiles,
        now: datetime,
        known: Known | None = None,
        progress: Progress = ignore_progress,
    ) -> None:
        self.progress, self.received = progress, 0
        super().__init__(files, now, known)

    def has_come(self, data: Row) -> bool:
        return Case.objects.filter(submission=self.submission_of(1)).exists()

    def submission_of(self, number: int) -> str:
        return f"demo-{self.office.slug}-{number}"

    def note(self, timed: TimedAct) -> None:
        super().note(timed)
        if timed.act == RECEIVE:
            self.received += 1
            self.progress(self.received, self.many)


class DemoSmall(Stories):
    """The stories of systems, plans of performance, initiatives and of what stays fresh."""

    file, head = "demo_small.toml", "stories"
    before_each, after_each = staticmethod(watch_clocks), staticmethod(run_due_entries)

    def has_come(self, data: Row) -> bool:
        return UpkeepItem.objects.filter(office=self.office).exists()

    def submission_of(self, number: int) -> str:
        return f"demo-small-{self.office.slug}-story-{number}"

    def name_of(self, number: int) -> str:
        return f"small {number}"


# The letters stand between the cases, and are planned with them.
DIARY, LETTERS, CASES = "diary", "letters", "cases"
Chapters = dict[str, DemoDiary | DemoLetters | DemoCases]


def plan_cases(
    files: OfficeFiles, *, now: datetime, known: Known | None = None, progress: Progress = ignore_progress
) -> Chapters:
    """The letters in, the letters out and the cases of the office, still to be lived; none where the cases
    were.
    """
    known = known or Known()
    cases = DemoCases(files, now, known, progress)
    if not cases.many:
        return {}
    return {DIARY: DemoDiary(files, now, known), LETTERS: DemoLetters(files, now, known), CASES: cases}


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
    chapters = plan_cases(files, now=now, progress=progress)
    if not chapters:
        return 0
    live_together([*beside, *chapters.values()], now, before_each=run_worker_until)
    draft_due_reminders(now)
    run_worker_until(now)
    return chapters[CASES].many
