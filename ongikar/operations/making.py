"""The worker's making of a demonstration: the rest of it, piece by piece, while the site is open. Nothing
else is done meanwhile: clocks and messages of today must not be ahead of what is still told of the days
before.
"""

import logging
import sys
import time
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, InterfaceError

from ongikar.core.isolation import is_database_away
from ongikar.demo import life
from ongikar.demo.life import Life, StaleLife
from ongikar.demo.models import DemoLife
from ongikar.office_files.reading import OfficeFileFault, read_office
from ongikar.rules.number_forms import counting

log = logging.getLogger("ongikar.worker")

# Seconds of a piece: a sign-in meanwhile may wait this long for the database.
PIECE = 0.5
# Seconds between two looks for one where none was: `prepare` and `start` come before the worker.
LOOK = 30.0


class DemonstrationMaker:
    """`make(now)`: the next piece; whether there is one, and this worker must leave all else."""

    def __init__(self) -> None:
        self.life: Life | None = None
        self.looked_at = float("-inf")
        # The piece before failed: this one is lived as the worker works on other days.
        self.is_careful = False

    def __call__(self, now: datetime) -> bool:
        if self.life is None and time.monotonic() - self.looked_at < LOOK:
            return False
        try:
            return self.go_on()
        except StaleLife:
            self.life = None
            return True
        except OfficeFileFault as fault:
            self.stop(fault.bn, fault.en)
        except Exception as fault:
            if isinstance(fault, DatabaseError | InterfaceError) and is_database_away():
                self.life = None
                raise
            log.exception("a piece of the demonstration failed")
            if self.is_careful:
                self.stop("একটি ত্রুটি হয়েছে; ব্যবস্থার লগ দেখুন", "something failed; see the log of the system")
            else:
                self.life, self.is_careful = None, True
        return True

    def go_on(self) -> bool:
        if self.life is None:
            row = DemoLife.objects.filter(fault_en="").select_related("office").order_by("pk").first()
            if row is None:
                self.looked_at = time.monotonic()
                return False
            files = read_office(settings.ONGIKAR_OFFICES / row.office.slug, with_demo=True)
            self.life = Life(files, row.now, row)
        is_whole = life.live_piece(self.life, seconds=PIECE, with_savepoints=self.is_careful)
        self.is_careful = False
        show_progress(self.life.count, self.life.total, is_last=is_whole)
        if is_whole:
            self.life = None
        return True

    def stop(self, bn: str, en: str) -> None:
        """Told where it is watched; the next start tries again."""
        row = self.life.row if self.life else DemoLife.objects.filter(fault_en="").order_by("pk").first()
        self.life, self.is_careful = None, False
        if row is not None:
            life.stop(row, bn, en)
        print(f"\nপ্রদর্শনীটি পুরো তৈরি হয়নি: {bn}\nThe demonstration was not made whole: {en}", file=sys.stderr)


def show_progress(done: int, total: int, *, is_last: bool) -> None:
    """One line, written over as it grows; a log, which cannot be written over, gets the last of it."""
    if is_last or sys.stdout.isatty():
        start, end = "\r" if sys.stdout.isatty() else "", "\n" if is_last else ""
        words = "{start}  demonstration: {done}/{n} [case|cases]" if total else "{start}  demonstration"
        end = ", whole" + end if is_last else end
        print(counting(words, start=start, done=done, n=total), end=end, flush=True)
