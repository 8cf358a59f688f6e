"""The worker: one loop that looks at clocks whose moment has come, takes what is ready from the outbox,
seals, cleans up, and gives a sign of life.
"""

import argparse
import logging
import os
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

from django.db import InterfaceError, OperationalError, connection

from ongikar.agreements.quarters import begin_quarters
from ongikar.appointments.watch import watch_appointments
from ongikar.cases.adoption import OpenCaseAdoption
from ongikar.cases.citizen.apply.application import clear_drafts
from ongikar.cases.kinds.kind import open_due_cases, watch_kinds
from ongikar.cases.models.answer_draft import clear_answer_drafts
from ongikar.cases.models.proofs import clear_addresses, clear_codes
from ongikar.cases.name_sounds import SoundFiller
from ongikar.cases.register_counts import RegisterKeeper
from ongikar.charter.charter_status import judge_charters
from ongikar.clock.machine_clock import BEAT, is_synchronised, judge_machine_clock, machine_name, read_clocks
from ongikar.clock.tallies import add_up_promises
from ongikar.clock.watch import watch_clocks
from ongikar.core.db.word_index import WordFiller
from ongikar.core.disk_faults import disk_fault_words
from ongikar.core.isolation import run_isolated
from ongikar.core.models import WORKER_OF, Heartbeat
from ongikar.core.progress import pulse
from ongikar.exports.process import end_exports, tend_exports, wait_for_exports
from ongikar.exports.removal import remove_old_files
from ongikar.grievances.actions import StuckStages, end_due_questions
from ongikar.grievances.upward.reports.monthly import enter_monthly_figures
from ongikar.grievances.upward.stage_counts import add_up_stages
from ongikar.journal.hash_chain import Sealer
from ongikar.journal.outbox import run_due_entries
from ongikar.journal.seal_adoption import SealAdoption
from ongikar.knowledge.reviews import give_review_tasks
from ongikar.letters.outgoing.reminders import draft_due_reminders
from ongikar.offices.calendar_status import warn_of_endings
from ongikar.offices.root_mails import mail_roots
from ongikar.operations.silences import SilenceKeeper
from ongikar.operations.table_statistics import TableStatistics
from ongikar.questionnaires.filling.drafts import submit_timed_drafts
from ongikar.questionnaires.round_seals import seal_closed_rounds
from ongikar.rules.clock.machine_clock import ClockReading, disagreement, is_off
from ongikar.tasks.actions.series import raise_due_tasks

from . import retention
from .backup.drill import BackupKeeper
from .heartbeats import start_worker_heartbeat
from .installation_lock import take_part
from .making import DemonstrationMaker
from .returned_roots import RootComparison
from .start_checks import refuse_changed_keys
from .watchdog import dump_threads_when_asked

log = logging.getLogger("ongikar.worker")
ROUND_SECONDS = 1.0
# Between two looks at a clock that was moved: an administrator waits for the work to go on.
CLOCK_WAIT_SECONDS = 3.0
seal = Sealer()
compare_roots = RootComparison()
keep_backups = BackupKeeper()
make_demonstration = DemonstrationMaker()


# What a round does, in this order; each as `duty(now)`, which returns how many things it did.
DUTIES: tuple[tuple[str, Callable[[datetime], int]], ...] = (
    ("opening what the office owes by itself", open_due_cases),
    ("doing what kinds watch", watch_kinds),
    ("giving the tasks of series", raise_due_tasks),
    ("warning of calendars that end", warn_of_endings),
    ("judging charters", judge_charters),
    ("telling of the month's complaints", enter_monthly_figures),
    ("watching clocks", watch_clocks),
    ("looking at appointments", watch_appointments),
    ("sending in answers whose time is over", submit_timed_drafts),
    ("sealing rounds of answers that have closed", seal_closed_rounds),
    ("ending questions of complaints", end_due_questions),
    ("moving complaints that nobody may decide", StuckStages()),
    ("drafting reminders of letters", draft_due_reminders),
    ("looking for what was silenced", SilenceKeeper()),
    ("giving notes to be read again", give_review_tasks),
    ("beginning quarters of agreements", begin_quarters),
    ("running the outbox", run_due_entries),
    ("bringing open cases to the new form of their service", OpenCaseAdoption()),
    ("sealing what stood before", SealAdoption()),
    ("sealing", seal),
    ("mailing roots of ledgers", mail_roots),
    ("comparing roots that came back", compare_roots),
    ("adding up promises", add_up_promises),
    ("adding up registers", RegisterKeeper()),
    ("adding up complaints", add_up_stages),
    ("clearing drafts", clear_drafts),
    ("clearing drafts of answers", clear_answer_drafts),
    ("clearing codes", clear_codes),
    ("clearing addresses that open once", clear_addresses),
    ("retention", retention.purge_daily),
    ("making files", tend_exports),
    ("deleting files of a day", remove_old_files),
    ("keeping backups", keep_backups),
    ("looking at the tables", TableStatistics()),
    ("putting words under their offices", WordFiller()),
    ("keeping how names sound", SoundFiller()),
)


def run_round(now: datetime) -> int:
    """Everything that is due at `now`; returns how many things were done. A duty that fails keeps no other
    from its work. While a demonstration is being made, that is all there is to do.
    """
    if make_demonstration(now):
        return 1
    return sum(run_isolated(name, duty, now) for name, duty in DUTIES)


class ClockGuard:
    """Asked before each round: may this worker go by its machine's clock? The database is asked every half
    minute.
    """

    def __init__(self) -> None:
        self.agreed: ClockReading | None = None

    def __call__(self, now: ClockReading) -> bool:
        known = self.agreed
        if (
            known
            and now.running - known.running < BEAT.total_seconds()
            and not is_off(disagreement(known, now))
        ):
            return True
        is_right = judge_machine_clock(now, machine=machine_name(), is_kept=is_synchronised())
        self.agreed = now if is_right else None
        return is_right


def worker(words: list[str]) -> int:
    """`ongikar worker [--once]`: run until told to stop. A database that is away for a while
    is waited for.
    """
    parser = argparse.ArgumentParser(prog="ongikar worker")
    parser.add_argument("--once", action="store_true", help="one round, then end")
    once = parser.parse_args(words).once
    if not take_part():
        return 1
    stop = Event()
    if once:
        return run_rounds(stop, once=True)
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    dump_threads_when_asked()
    start_worker_heartbeat()
    return run_rounds(stop, once=False)


def run_rounds(stop: Event, *, once: bool) -> int:
    """One round, or round after round until told to stop."""
    has_right_keys, is_clock_right = False, ClockGuard()
    beat, own_beat = HeartbeatWriter("worker"), HeartbeatWriter(own_name())
    while not stop.is_set():
        began = time.monotonic()
        pulse.beat()
        try:
            if not has_right_keys and refuse_changed_keys():
                return 1
            has_right_keys = True
            clocks = read_clocks()
            if not is_clock_right(clocks):
                if once:
                    return 1
                stop.wait(CLOCK_WAIT_SECONDS)
                continue
            done = run_round(clocks.wall)
            beat(clocks.wall)
            if not once:
                own_beat(clocks.wall)
        except (OperationalError, InterfaceError) as fault:
            told = disk_fault_words(fault)
            if told and once:
                # Nothing changes by itself while one round is waited for.
                raise
            why = told[1] if told else "the database does not answer"
            log.error("%s; trying again in 5 seconds", why, exc_info=not told)
            connection.close()
            stop.wait(5)
            continue
        if once:
            wait_for_exports(clocks.wall)
            return 0
        if not done:
            stop.wait(max(0.05, ROUND_SECONDS - (time.monotonic() - began)))
    end_exports()
    return 0


# Seldom enough to cost nothing, often enough that silence is noticed within minutes.
HEARTBEAT_INTERVAL = timedelta(seconds=30)


def own_name() -> str:
    """By which the doctor tells several workers apart; one that ended is forgotten after a day."""
    return f"{WORKER_OF}{machine_name()[:20]}:{os.getpid()}"


class HeartbeatWriter:
    """`beat(now)`: writes at the first call, and then when half a minute has passed, by whichever way the
    clock went.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.last: datetime | None = None

    def __call__(self, now: datetime) -> None:
        if self.last is not None and abs(now - self.last) < HEARTBEAT_INTERVAL:
            return
        Heartbeat.objects.update_or_create(name=self.name, defaults={"at": now})
        if self.name.startswith(WORKER_OF):
            Heartbeat.objects.filter(name__startswith=WORKER_OF, at__lt=now - timedelta(days=1)).delete()
        self.last = now
