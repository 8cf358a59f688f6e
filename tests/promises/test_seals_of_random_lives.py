"""Two hundred random lives of one office, with all that acts, the worker and retention do: nothing that is
honest looks forged.
"""

import random
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.cases.actions import Person, corrections, receive_case
from ongikar.cases.models import Case
from ongikar.cases.tests.test_lives_of_cases import ACTS, Doing
from ongikar.clock.recalculate_deadlines import reschedule_office
from ongikar.clock.watch import watch_clocks
from ongikar.grievances import actions as grievances
from ongikar.grievances.models import Grievance, Offer
from ongikar.journal.actions import seal_rest
from ongikar.journal.hash_chain import Sealer, Verification
from ongikar.journal.outbox import run_due_entries
from ongikar.journal.state_check import expected_rows, find_differences
from ongikar.offices.models import CalendarVersion, calendar_of
from ongikar.operations.retention import purge_due
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.case_transitions import TransitionFault
from ongikar.rules.clock.fold import LedgerFault
from tests.examples import examples
from tests.quick_among import quick_among

pytestmark = pytest.mark.django_db
LIVES = examples(100)
BEGINNING = datetime.fromisoformat("2026-11-22T10:00:00+06:00")


class OfficeLife:
    """What happens in an office from one day to the next, by chance."""

    def __init__(self, office, seed):
        self.office, self.random, self.now, self.received = office, random.Random(seed), BEGINNING, 0
        self.rows = list(office.charters.get().services.filter(code__startswith="citizen-").order_by("pk"))
        self.desks = [
            holder_of(User.objects.get(username=name), self.now.date()) for name in ("salma", "rafiq")
        ]

    def live(self):
        while self.received < LIVES:
            self.live_on()

    def live_on(self):
        """What happens next."""
        self.now += timedelta(minutes=self.random.randrange(1, 300))
        happening = self.random.choice(
            [self.receive] * 4
            + [self.act] * 10
            + [self.time, self.correct, self.complain, self.decide, self.worker] * 2
            + [self.order]
        )
        try:
            with transaction.atomic():
                happening()
        except (TransitionFault, LedgerFault, PermissionDenied):
            # Refused: nothing of it may be left, neither in a row nor in a seal.
            pass

    def case(self):
        return Case.objects.select_related("clock", "applicant").order_by("pk")[
            self.random.randrange(self.received)
        ]

    def receive(self):
        self.received += 1
        person = Person(name=f"নমুনা {self.received}", mobile=f"+88017{self.received:08d}", address="রংপুর সদর")
        receive_case(
            service=self.random.choice(self.rows),
            person=person,
            answers={},
            channel="online",
            submission=f"life {self.received}",
            now=self.now,
        )

    def act(self):
        if self.received:
            doing = Doing(self.random.randrange(6), timedelta(hours=self.random.randrange(40)), "ছবি")
            ACTS[self.random.choice(sorted(ACTS))](self.case(), self.now, doing)

    def correct(self):
        # Of one that retention has been at there is nobody left whose name it could be.
        if self.received and (case := self.case()).applicant:
            corrections.ask_correction(
                case, field="name", new=f"ঠিক নাম {self.now:%M}", words="", now=self.now
            )
            if self.random.random() < 0.7:
                corrections.correct(case, words="", actor=("user", 1), now=self.now)

    def complain(self):
        if offer := Offer.objects.filter(filed_at=None).order_by("pk").first():
            grievances.file_offer(offer=offer, text="কথা রাখা হয়নি।", now=self.now)

    def decide(self):
        open_ones = [each for each in Grievance.objects.order_by("pk") if each.current.is_open]
        if open_ones:
            stage = self.random.choice(open_ones).current
            grievances.decide(
                stage=stage,
                decision="ঠিক",
                reasons="কারণ",
                remedy="প্রতিকার",
                upheld=self.random.random() < 0.5,
                actor=self.random.choice(self.desks),
                now=self.now,
            )

    def time(self):
        self.now += timedelta(hours=self.random.randrange(60))

    def worker(self):
        watch_clocks(self.now)
        run_due_entries(self.now)

    def order(self):
        latest = self.office.calendar_version()
        day = (self.now + timedelta(days=self.random.randrange(1, 8))).astimezone(TZ).date().isoformat()
        row = {
            "from": day,
            "to": day,
            "kind": "local",
            "name_bn": "স্থানীয় ছুটি",
            "name_en": "Local holiday",
        }
        if day[:4] in latest.data["years"]:
            CalendarVersion.objects.create(
                office=self.office,
                number=latest.number + 1,
                data=latest.data | {"days": [*latest.data["days"], row]},
                made_at=self.now,
                reason="local order",
            )
            calendar_of.cache_clear()
            for _ in reschedule_office(self.office.pk, since=self.now):
                pass


@pytest.mark.parametrize("seed", quick_among([1, 2], {1}))
def test_nothing_differs_after_random_lives_and_what_retention_leaves_of_them(office, seed):
    life = OfficeLife(office, seed)
    life.live()
    Sealer()(life.now)
    seal_rest()
    assert list(find_differences(expected_rows())) == []
    assert list(Verification().faults()) == []
    assert Grievance.objects.count() > 2
    assert sum(purge_due(office, life.now + timedelta(days=4_000)).values()) > LIVES
    seal_rest()
    assert list(find_differences(expected_rows())) == []
