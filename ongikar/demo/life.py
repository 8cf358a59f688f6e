"""All that was lived in the office of a demonstration, in one order of time, so that the numbers of its books
rise with their days: at once, or piece by piece by the worker while the office is served.

Each piece is a transaction, and with it stands how far it has come: an interruption loses a piece at most,
and nothing is done twice (docs/decisions/096).
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from ongikar.core import cache_version
from ongikar.core.db.remembered_reads import remembered_reads
from ongikar.journal.outbox import run_due_entries, run_entries_alone
from ongikar.letters.outgoing.reminders import draft_due_reminders
from ongikar.office_files.reading import OfficeFileFault, OfficeFiles
from ongikar.offices.models import Office

from . import (
    agreements,
    appointments,
    cases,
    certificates,
    complaints,
    doubles,
    gatherings,
    inspections,
    lobbying,
    meetings,
    notes,
    questionnaires,
    same_people,
    saved_filters,
    tasks,
    tours,
    trainings,
    visitors,
    visits,
)
from .chapters import Chapter
from .models import DemoLife
from .timeline import Known, Timeline, next_of_all, run_worker_until

# Of one moment, what stands first is done first; below them come the letters and the cases.
CHAPTERS: dict[str, type[Chapter]] = {
    "meetings": meetings.DemoMeetings,
    "small": cases.DemoSmall,
    "grievances": complaints.DemoGrievances,
    "rti": complaints.DemoRti,
    "tasks": tasks.DemoTasks,
    "gatherings": gatherings.DemoGatherings,
    "appointments": appointments.DemoAppointments,
    "visits": visits.DemoVisits,
    "tours": tours.DemoTours,
    "visitors": visitors.DemoVisitors,
    "notes": notes.DemoNotes,
    "doubles": doubles.DemoDoubles,
    "influence": lobbying.DemoInfluence,
    "same_people": same_people.DemoSamePeople,
    "agreements": agreements.DemoAgreements,
    "saved_filters": saved_filters.DemoSavedFilters,
    "certificates": certificates.DemoCertificates,
    "trainings": trainings.DemoTrainings,
    "inspections": inspections.DemoInspections,
}
# Seconds of a piece where nobody waits for the database meanwhile.
PIECE = 1.0
# Who is told how many of the cases came, of how many.
Progress = cases.Progress


class Life:
    """What is still to be lived of an office, and what came of the acts so far."""

    def __init__(self, files: OfficeFiles, now: datetime, row: DemoLife | None = None) -> None:
        """Where it goes on, the parts are those of the row; else those of which nothing is there yet."""
        self.files, self.now, self.row = files, now, row
        self.known = Known(row.known if row else None, has_begun=row is not None)
        self.parts: dict[str, Timeline] = {}
        plans: dict[str, Timeline] = {
            name: chapter(files, now, self.known) for name, chapter in CHAPTERS.items()
        }
        plans |= cases.plan_cases(files, now=now, known=self.known)
        for name, part in plans.items():
            if row is None and part.steps:
                self.parts[name] = part
            elif row is not None and name in row.done:
                part.skip(row.done[name])
                self.parts[name] = part

    @property
    def total(self) -> int:
        """How many cases will have come."""
        return self.parts[cases.CASES].many if cases.CASES in self.parts else 0

    @property
    def count(self) -> int:
        """How many of them came."""
        lived = self.parts.get(cases.CASES)
        return lived.received if isinstance(lived, cases.DemoCases) else 0

    @property
    def is_over(self) -> bool:
        return next_of_all(self.parts, self.now) is None

    def live_next(self, run_entries: Callable[[datetime], int]) -> None:
        """The next act of all, after what the worker has done by then."""
        coming = next_of_all(self.parts, self.now)
        if coming is not None:
            moment, name = coming
            run_worker_until(moment, run_entries=run_entries)
            self.parts[name].live_next()

    def end(self, run_entries: Callable[[datetime], int]) -> None:
        """What comes after the last act."""
        draft_due_reminders(self.now)
        run_worker_until(self.now, run_entries=run_entries)
        self.load_rest()
        run_worker_until(self.now, run_entries=run_entries)

    def load_rest(self) -> None:
        """What has no place in the order of time."""
        tasks.load_returns(self.files, now=self.now)
        questionnaires.load_questionnaires(self.files, now=self.now)


def load_demonstration(
    files: OfficeFiles, *, now: datetime, progress: Progress = cases.ignore_progress
) -> None:
    """All of it, piece by piece; what an interruption has left is brought to its end. Raises OfficeFileFault
    for what the office's own forms and rules do not take: put right, it goes on there.
    """
    life = begin_demonstration(files, now=now)
    if life is None:
        return
    told = life.count
    try:
        while not live_piece(life, seconds=PIECE):
            for done in range(told + 1, life.count + 1):
                progress(done, life.total)
            told = life.count
    except OfficeFileFault as fault:
        if life.row:
            stop(life.row, fault.bn, fault.en)
        raise
    for done in range(told + 1, life.count + 1):
        progress(done, life.total)


@transaction.atomic
def begin_demonstration(files: OfficeFiles, *, now: datetime) -> Life | None:
    """Its plan, with what is there before the first act, or what an interruption has left; None where there
    is nothing to make.
    """
    row = unfinished_life(files)
    if row is not None:
        row.fault_bn = row.fault_en = ""
        life = Life(files, row.now, row)
    else:
        life = Life(files, now)
        if life.is_over:
            # What has no place in the order of time may have come with a later version.
            life.load_rest()
            return None
        life.row = DemoLife.objects.create(office=Office.objects.get(slug=files.office["slug"]), now=now)
    write_down(life)
    return life


def unfinished_life(files: OfficeFiles) -> DemoLife | None:
    return DemoLife.objects.filter(office__slug=files.office["slug"]).first()


def live_piece(
    life: Life, *, seconds: float, first: int | None = None, with_savepoints: bool = False
) -> bool:
    """The next acts, for so long, or until so many cases have come; whether that was all. `with_savepoints`:
    as the worker does it on other days, where a fault of one reaction takes nothing else back.

    Raises StaleLife where another process went on with it meanwhile.
    """
    run_entries = run_due_entries if with_savepoints else run_entries_alone
    until = time.monotonic() + seconds
    with transaction.atomic():
        locked = DemoLife.objects.select_for_update().filter(pk=life.row.pk if life.row else 0).first()
        if locked is None or locked.done != done_of(life):
            raise StaleLife
        life.row = locked
        with plain_reading(on=not with_savepoints):
            while not life.is_over and time.monotonic() < until and life.count != first:
                life.live_next(run_entries)
            is_whole = life.is_over
            if is_whole:
                life.end(run_entries)
        if is_whole:
            finish(locked)
        else:
            write_down(life)
    return is_whole


class StaleLife(Exception):
    """Another process has gone on with it: what this one knows is of before."""


def done_of(life: Life) -> dict[str, int]:
    return {name: part.done for name, part in life.parts.items()}


def write_down(life: Life) -> None:
    """How far it has come: for whoever goes on, and for the pages of the office."""
    row = life.row
    assert row is not None, "a life that is lived in pieces has its row"
    row.done, row.known = done_of(life), life.known.references
    row.save()
    show_progress(row, life.count, life.total)


def show_progress(row: DemoLife, done: int | None, total: int | None) -> None:
    Office.objects.filter(pk=row.office_id).update(demo_done=done, demo_total=total)
    cache_version.invalidate()


def finish(row: DemoLife) -> None:
    """From now on the office is as any other of its demonstrations."""
    row.delete()
    show_progress(row, None, None)


@transaction.atomic
def stop(row: DemoLife, bn: str, en: str) -> None:
    """It does not go on before the next start; what is there is served."""
    DemoLife.objects.filter(pk=row.pk).update(fault_bn=bn, fault_en=en)
    show_progress(row, None, None)


@contextmanager
def plain_reading(*, on: bool) -> Iterator[None]:
    """No savepoints, which are a quarter of all statements: whatever goes wrong takes the whole piece back.
    And what was read is not asked again: nobody else acts in the office.
    """
    if not on:
        yield
        return
    features = connection.features
    known = features.uses_savepoints
    features.uses_savepoints = False
    try:
        with remembered_reads():
            yield
    finally:
        features.uses_savepoints = known
