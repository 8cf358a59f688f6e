"""Whether the worker may trust the machine's clock: it is compared with the time that has passed, a
difference is reported, and days are counted again once somebody accepts the clock.

A clock set forward would break every promise of the days between, one set back would let late ones be in
time again, and both would stand in the ledger for ever. So nothing is judged by a clock that was moved by
minutes, until an administrator says that it is right now, or the kernel says that a time server keeps it.
"""

import ctypes
import logging
import os
import socket
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Unpack

from django.db import transaction
from django.db.models import Max

from ongikar.core.command_line import moment_in_words
from ongikar.core.i18n.say import say
from ongikar.journal.actions import WORKER, Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.rules.clock.machine_clock import ClockReading, disagreement, is_off, is_same_start, is_same_step
from ongikar.rules.clock.state import ClockMoved

from .models import MachineClock

log = logging.getLogger("ongikar.worker")

# How often it is written down that all agree, and said in the log that it does not.
BEAT = timedelta(seconds=30)
SAID_EVERY = 60.0
MACHINE_ID = Path("/etc/machine-id")
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
# Of adjtimex(2): the size of its structure with room to spare, where its status stands, and "not kept by
# anybody".
TIMEX, STATUS, UNSYNCHRONISED, TIME_ERROR = 512, slice(40, 44), 0x0040, 5

_said_at = float("-inf")


def read_clocks() -> ClockReading:
    """Both clocks of this machine, now."""
    # Where the kernel tells nothing of its starts, each process counts as one.
    boot = BOOT_ID.read_text().strip() if BOOT_ID.exists() else f"process {os.getpid()}"
    return ClockReading(boot, datetime.now(UTC), running_seconds())


def running_seconds() -> float:
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def machine_name() -> str:
    known = MACHINE_ID.read_text().strip() if MACHINE_ID.exists() else ""
    return known or socket.gethostname()


def is_synchronised() -> bool:
    """Whether a time server keeps the wall clock. The kernel forgets that it did whenever somebody sets the
    clock by hand.
    """
    ask = getattr(ctypes.CDLL(None), "adjtimex", None)
    if ask is None:
        return False
    # A structure full of zeros asks and changes nothing, which needs no rights.
    buffer = ctypes.create_string_buffer(TIMEX)
    state = ask(buffer)
    return (
        state not in (-1, TIME_ERROR) and not int.from_bytes(bytes(buffer)[STATUS], "little") & UNSYNCHRONISED
    )


def judge_machine_clock(now: ClockReading, *, machine: str, is_kept: bool) -> bool:
    """Write down how the wall clock of this machine stands; answers whether its worker may go by it.

    `is_kept`: whether a time server keeps the clock, which is then believed.
    """
    latest = MachineClock.objects.aggregate(latest=Max("seen_at"))["latest"]
    # A machine that is met for the first time cannot be earlier than what another has seen.
    wall = max(now.wall, latest or now.wall)
    known, _ = MachineClock.objects.get_or_create(
        machine=machine, defaults={"boot": now.boot, "wall": wall, "running": now.running, "seen_at": wall}
    )
    by = disagreement(stored_reading(known), now, latest=latest)
    if not is_off(by):
        note_agreement(known, now)
        return True
    if is_kept:
        accept_step(known, now, by, how="synchronised")
        return True
    if is_accepted(known, by):
        accept_step(known, now, by, how="accepted")
        return True
    note_disagreement(known, now, by)
    return False


def stored_reading(known: MachineClock) -> ClockReading:
    return ClockReading(known.boot, known.wall, known.running)


def is_accepted(known: MachineClock, by: timedelta) -> bool:
    return known.accepted_off_by is not None and is_same_step(timedelta(seconds=known.accepted_off_by), by)


# Both clocks as this process last found them to be right: while they go on alike, the database is not asked
# again.
_right: ClockReading | None = None


def require_right_clock() -> None:
    """Before a promise begins or moves: raises ClockMoved while the worker of this machine would not go by
    its clock.

    What the web promised meanwhile would stand for ever by a day that is wrong. Writes nothing: that is the
    worker's.
    """
    global _right
    if _right:
        # Of one process the start is known, and need not be read again.
        now = replace(_right, wall=datetime.now(UTC), running=running_seconds())
        if now.running - _right.running < BEAT.total_seconds() and not is_off(disagreement(_right, now)):
            return
    now, _right = read_clocks(), None
    readings = list(MachineClock.objects.all())
    known = next((each for each in readings if each.machine == machine_name()), None)
    if known:
        by = disagreement(stored_reading(known), now, latest=max(each.seen_at for each in readings))
        if is_off(by) and not is_accepted(known, by) and not is_synchronised():
            raise ClockMoved
    _right = now


def note_agreement(known: MachineClock, now: ClockReading) -> None:
    if known.off_by is not None:
        log.warning("the clock of this machine is right again; the work goes on")
        with transaction.atomic():
            record_clock_check(known, "machine_clock.right_again", now.wall, WORKER)
            renew_reading(known, now)
    elif not is_same_start(stored_reading(known), now):
        renew_reading(known, now)
    elif now.wall - known.seen_at >= BEAT:
        MachineClock.objects.filter(pk=known.pk).update(seen_at=now.wall)


def accept_step(known: MachineClock, now: ClockReading, by: timedelta, *, how: str) -> None:
    log.warning("the clock of this machine was moved by %s; it is %s, and the work goes on", by, how)
    with transaction.atomic():
        record_clock_check(
            known, "machine_clock.moved", now.wall, WORKER, seconds=round(by.total_seconds()), how=how
        )
        renew_reading(known, now)
        # What was seen by a clock that ran ahead would hold every worker up until then.
        MachineClock.objects.filter(seen_at__gt=now.wall).update(seen_at=now.wall)


def note_disagreement(known: MachineClock, now: ClockReading, by: timedelta) -> None:
    """Once in the journal, at the time that it should be; once a minute in the log."""
    global _said_at
    seconds = round(by.total_seconds())
    if known.off_by is None or not is_same_step(timedelta(seconds=known.off_by), by):
        with transaction.atomic():
            record_clock_check(known, "machine_clock.off", now.wall - by, WORKER, seconds=seconds)
            MachineClock.objects.filter(pk=known.pk).update(
                off_by=seconds, off_since=now.wall - by, accepted_off_by=None
            )
    if time.monotonic() - _said_at > SAID_EVERY:
        _said_at = time.monotonic()
        log.error(
            "the clock of this machine was moved by %s: nothing is judged or sent until an administrator says"
            " that it is right (`ongikar clock accept`, or on screen under People), or a time server"
            " keeps it",
            by,
        )


def renew_reading(known: MachineClock, now: ClockReading) -> None:
    """From this moment on the clocks must agree."""
    MachineClock.objects.filter(pk=known.pk).update(
        boot=now.boot,
        wall=now.wall,
        running=now.running,
        seen_at=now.wall,
        off_by=None,
        off_since=None,
        accepted_off_by=None,
    )


def record_clock_check(
    known: MachineClock, verb: str, at: datetime, actor: Reference, **facts: Unpack[EntryFacts]
) -> None:
    record(verb, subject=("machine_clock", known.pk), actor=actor, office_id=None, now=at, **facts)


def unaccepted_machine_clocks() -> list[MachineClock]:
    """The machines whose worker waits for a word, and has none."""
    return list(MachineClock.objects.filter(off_by__isnull=False).order_by("machine"))


def accept_machine_clock(
    machine_clock: MachineClock, *, off_by: int, actor: Reference, now: datetime
) -> bool:
    """An administrator's word: the clock, moved by so many seconds, is right now. The worker of that machine
    goes on by it.

    False where it has been moved again since, or is right by now; then nothing is written.
    """
    with transaction.atomic():
        waiting = MachineClock.objects.filter(pk=machine_clock.pk, off_by=off_by)
        if not waiting.update(accepted_off_by=off_by):
            return False
        record_clock_check(machine_clock, "machine_clock.accepted", now, actor, seconds=off_by)
    return True


def expected_wall(known: MachineClock, now: datetime) -> datetime:
    """What the wall clock of a machine should show while it shows `now`."""
    return now - timedelta(seconds=known.off_by or 0)


def state_lines(now: datetime) -> list[str]:
    """Whether the machines' clocks are in order, in the language at hand: for a command and the doctor."""
    off = unaccepted_machine_clocks()
    kept = (
        say("সময়-সার্ভার ঘড়িটি মেলায়", "a time server sets it")
        if is_synchronised()
        else say("কোনো সময়-সার্ভার ঘড়িটি মেলায় না", "no time server sets it")
    )
    if not off:
        return [say("ঘড়ি ঠিক চলছে; {kept}", "the clock is right; {kept}", kept=kept)]
    tongue = say("bn", "en")
    return [
        say(
            "{machine}: ঘড়ি {shows} দেখায়, দেখানোর কথা {should}; {kept}. ঠিক হলে: ongikar clock accept",
            "{machine}: the clock shows {shows} and should show {should}; {kept}. If it is right: ongikar"
            " clock accept",
            machine=each.machine,
            shows=moment_in_words(now, tongue),
            should=moment_in_words(expected_wall(each, now), tongue),
            kept=kept,
        )
        for each in off
    ]
