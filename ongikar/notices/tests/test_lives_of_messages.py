"""Over any lives of any cases, watched or not: nobody is written to in quiet hours, but of a breach."""

from types import SimpleNamespace

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from ongikar.cases.tests.test_lives_of_cases import DAY, Lives, strides
from ongikar.clock.watch import watch_clocks
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.channels import CHANNELS
from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ

pytestmark = pytest.mark.django_db
# What may not wait, by what happened.
EXCEPTED = {"case.broken", "grievance.broken", "mobile_code.asked"}


class Told(Lives):
    """The same lives in an office whose messages leave; `gone` is what left and when."""

    @initialize()
    def open_the_office(self):
        Office.objects.update(is_demo=False)
        # An answer that was asked for by e-mail leaves by it.
        self.mail = override_settings(ONGIKAR_MAIL_IS_SET=True)
        self.mail.enable()
        self.gone = []
        self.real = dict(CHANNELS)
        CHANNELS.update({name: self.channel() for name in CHANNELS})
        super().open_the_office()

    def channel(self):
        def send(message, taken):
            self.gone.append((message, self.now))
            taken()

        return SimpleNamespace(is_set=lambda: True, send=send)

    def teardown(self):
        if hasattr(self, "real"):
            CHANNELS.update(self.real)
            self.mail.disable()
        super().teardown()

    @rule(stride=strides)
    def the_worker_comes(self, stride):
        self.now += stride
        before = len(self.gone)
        watch_clocks(self.now)
        run_due_entries(self.now)
        calendar = self.office.calendar
        for message, at in self.gone[before:]:
            assert may_be_written_to(message, at, calendar), (message.title, at)
        self.what_waited_goes_as_one(before)

    @rule(days=st.integers(1, 3))
    def the_worker_comes_in_the_night(self, days):
        night = (self.now.astimezone(TZ) + days * DAY).replace(hour=23, minute=30)
        self.the_worker_comes(max(night - self.now, DAY * 0))

    def what_waited_goes_as_one(self, before):
        waited = [message for message, _ in self.gone[before:] if message.not_before or is_digest(message)]
        to = [(message.channel, message.address or message.person, message.hours) for message in waited]
        assert len(to) == len(set(to))


def is_digest(message):
    return message.collected.exists()


def may_be_written_to(message, at, calendar):
    entry = message.outbox_entry.entry
    if entry.verb in EXCEPTED:
        return True
    if message.person.startswith("post:"):
        return calendar.is_open(at)
    return 8 <= at.astimezone(TZ).hour < 20


class TestMessages(TestCase):
    """Each example in a transaction of its own, rolled back."""

    def live(self, examples: int) -> None:
        outer = self

        class Rolled(Told):
            def __init__(self):
                super().__init__()
                outer.setup_example()

            def teardown(self):
                super().teardown()
                outer.teardown_example(None)

        run_state_machine_as_test(
            Rolled,
            settings=settings(
                max_examples=examples,
                stateful_step_count=30,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )

    def test_nobody_is_written_to_in_quiet_hours(self):
        self.live(6)

    @pytest.mark.slow
    def test_nor_in_many_lives(self):
        self.live(60)
