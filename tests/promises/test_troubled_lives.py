"""Random lives of an office in which its ledger sees everything that may honestly befall it: a key is
rotated, a backup comes back, the program starts anew, the worker stands still, the clock is moved, doubted
and believed again. After each of them `ledger verify`, and the look for what was silenced, tell of nothing.
"""

from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from ongikar.cases.models import Case
from ongikar.clock.machine_clock import accept_machine_clock, judge_machine_clock, unaccepted_machine_clocks
from ongikar.clock.tests.calendars import order as give_order
from ongikar.clock.tests.calendars import row
from ongikar.commands.ledger import verify_ledger
from ongikar.core.models import Heartbeat
from ongikar.demo import places
from ongikar.demo.life import begin_demonstration, live_piece
from ongikar.demo.models import DemoLife
from ongikar.demo.tests.demo_stage import FILES, TUESDAY_NOON
from ongikar.journal import keyed_ledger
from ongikar.journal.actions import seal_rest
from ongikar.journal.hash_chain import Sealer
from ongikar.journal.keyed_ledger import adopt_ledger, rotate_ledger_key
from ongikar.journal.ledger_keys import keys_file, ledger_keys
from ongikar.journal.models import Entry
from ongikar.journal.owed_reactions import begin_reactions
from ongikar.journal.restores import waiting_restore
from ongikar.journal.verb_editions import begin_edition
from ongikar.operations.backup.after_restore import RestoredBackup, release_messages, settle_restore
from ongikar.operations.silences import SilenceKeeper, find_silences
from ongikar.operations.worker import DUTIES
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.calendar.rows import CalendarFault
from ongikar.rules.clock.machine_clock import ClockReading
from tests.module_data import clear_row_caches
from tests.quick_among import quick_among

from .test_seals_of_random_lives import BEGINNING, OfficeLife

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MACHINE = "the office's own"
# Of the worker's duties those that need no transaction of their own, and no program beside it.
ASIDE = {
    "sealing",
    "looking for what was silenced",
    "keeping backups",
    "looking at the tables",
    "making files",
}


class TroubledLife(OfficeLife):
    """What befalls it between its acts, by chance; `befallen` counts it."""

    def __init__(self, office, seed, capsys):
        super().__init__(office, seed)
        self.capsys = capsys
        # By how much the wall clock was moved in all.
        self.moved = timedelta()
        self.backup = None
        self.is_restored = False
        self.befallen = dict.fromkeys(
            ("rotate", "start_anew", "stand_still", "move_clock", "take_backup", "restore", "release"), 0
        )
        self.start_anew()

    def live_through(self, many):
        while min(self.befallen.values()) < many:
            for _ in range(self.random.randrange(6)):
                self.live_on()
            # A restore follows on its backup, and a word about its messages on that.
            name = self.random.choice([each for each in self.befallen if self.may_befall(each)])
            getattr(self, name)()
            self.befallen[name] += 1
            self.judge(name)
        self.worker()
        self.judge("the end")

    def live_on(self):
        with time_machine.travel(self.now, tick=False):
            super().live_on()
            self.commit()

    def commit(self):
        """Of rows that no entry told of, one does at the end of a transaction; the test has one around it."""
        with transaction.atomic():
            seal_rest()

    def may_befall(self, name):
        return {
            "take_backup": self.backup is None,
            "restore": self.backup is not None,
            "release": waiting_restore() is not None,
        }.get(name, True)

    def judge(self, after):
        """As an administrator would, at this moment."""
        with time_machine.travel(self.now, tick=False):
            self.commit()
            self.capsys.readouterr()
            status = verify_ledger(["--language", "en"])
            said = self.capsys.readouterr().out
            if status != (3 if self.is_restored else 0):
                pytest.fail(f"{after} {self.befallen}\n{said}")
            assert [silence for _, silence in find_silences(self.now)] == [], (after, self.befallen)

    def start_anew(self):
        """As `prepare` does it before it serves, whatever version is found."""
        adopt_ledger(self.now)
        begin_edition(self.now)
        begin_reactions(self.now)
        self.seal, self.keeper = Sealer(), SilenceKeeper()

    def worker(self):
        """A round, if the clock is believed; nothing that was done honestly is put right by it."""
        reading = ClockReading("boot", self.now, (self.now - BEGINNING - self.moved).total_seconds() + 100)
        if not judge_machine_clock(reading, machine=MACHINE, is_kept=False):
            return
        for name, duty in DUTIES:
            if name not in ASIDE:
                duty(self.now)
                self.commit()
        told = [silence for _, silence in find_silences(self.now)]
        assert not told, told
        assert self.keeper(self.now) == 0
        self.seal(self.now)
        Heartbeat.objects.update_or_create(name="worker", defaults={"at": self.now})

    def order(self):
        """By the act of it, whose rows are sealed by its own entry."""
        day = (self.now + self.random.randrange(1, 8) * DAY).astimezone(TZ).date()
        # Not one of a year without a calendar.
        with suppress(CalendarFault):
            give_order(self.office, row("local", str(day)), now=self.now)

    def rotate(self):
        """Between an entry and its seal, as it happens; the old key may have been in other hands."""
        since = self.random.choice([None, self.now - 2 * DAY])
        rotate_ledger_key(self.now, untrusted_from=since)

    def stand_still(self):
        """The worker, for more than five minutes, while others act; then it works again."""
        work, self.worker = self.worker, lambda: None
        for _ in range(self.random.randrange(1, 8)):
            self.live_on()
        self.now += self.random.choice([6, 60, 3_000]) * MINUTE
        self.judge("the worker stood still")
        self.worker = work
        self.worker()

    def move_clock(self):
        by = self.random.choice([-3 * DAY, -DAY, -20 * MINUTE, 20 * MINUTE, DAY, 2 * DAY])
        self.now += by
        self.moved += by
        self.judge("a clock was moved")
        for _ in range(self.random.randrange(8)):
            self.live_on()
            self.judge("a clock is doubted")
        self.worker()
        if self.random.random() < 0.5:
            self.now -= by
            self.moved -= by
        for each in unaccepted_machine_clocks():
            accept_machine_clock(each, off_by=each.off_by, actor=("user", 1), now=self.now)
        self.judge("a clock is believed again")
        self.worker()

    def take_backup(self):
        last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
        self.backup = transaction.savepoint_create(), keys_file().read_bytes(), self.now, last

    def restore(self):
        """The rows and the keys as they were; the head is of today."""
        point, keys, made_at, last = self.backup
        transaction.savepoint_rollback(point)
        transaction.savepoint_commit(point)
        keys_file().write_bytes(keys)
        clear_row_caches()
        settle_restore(RestoredBackup("ongikar-x.tar", "0" * 64, made_at, last), max(self.now, made_at))
        self.backup, self.is_restored, self.received = None, True, Case.objects.count()
        self.start_anew()

    def release(self):
        release_messages(is_discarded=self.random.random() < 0.5, now=self.now)


class MadeAmidTroubles(TroubledLife):
    """A demonstration, which does everything that there is to do, made in pieces; they befall it between."""

    def __init__(self, office, seed, capsys):
        super().__init__(office, seed, capsys)
        self.now = TUESDAY_NOON

    def live_on(self):
        # A kind of service refuses what the acts of the life do not know to say, and nothing of it is left.
        with suppress(ValueError):
            super().live_on()

    def make(self):
        with time_machine.travel(self.now, tick=False):
            places.load_places(FILES, now=self.now)
            self.commit()
            self.life = begin_demonstration(FILES, now=self.now)
        while not self.live_piece():
            name = self.random.choice(
                [name for name in ("rotate", "start_anew", "take_backup", "restore") if self.may_befall(name)]
            )
            getattr(self, name)()
            self.befallen[name] += 1
            self.judge(name)

    def live_piece(self):
        with time_machine.travel(self.now, tick=False):
            is_whole = live_piece(self.life, seconds=2.0)
            self.commit()
            self.seal(self.now)
        self.judge("a piece")
        return is_whole

    def restore(self):
        super().restore()
        # Whoever starts anew goes on where the backup was.
        self.life = begin_demonstration(FILES, now=self.now)


@pytest.mark.slow
def test_nor_while_a_demonstration_is_made_and_afterwards(office, capsys, monkeypatch):
    monkeypatch.setattr(keyed_ledger, "SETTLING_SECONDS", 0)
    made = MadeAmidTroubles(office, 20261201, capsys)
    made.make()
    assert made.befallen["rotate"]
    assert not DemoLife.objects.exists()
    made.received = Case.objects.count()
    made.live_through(2)


@pytest.mark.parametrize("seed", quick_among(range(1, 9), {1}))
def test_whatever_honestly_befalls_a_ledger_nothing_is_told(office, seed, capsys, monkeypatch):
    monkeypatch.setattr(keyed_ledger, "SETTLING_SECONDS", 0)
    life = TroubledLife(office, seed, capsys)
    life.live_through(2 if seed == 1 else 6)
    assert len(ledger_keys().raw) > 1
    assert Entry.objects.filter(verb="machine_clock.off").exists()
