"""Whatever is done in an office, nothing that waits rightly is taken for silenced: any lives of cases, of
their messages, of complaints and of seats, looked through after every step, watched or not.
"""

from datetime import datetime
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.extra.django import TestCase
from hypothesis.stateful import invariant, run_state_machine_as_test

from ongikar.cases.tests import test_lives_of_cases as lives_of_cases
from ongikar.grievances.tests import test_lives_of_grievances as lives_of_grievances
from ongikar.journal.owed_reactions import begin_reactions
from ongikar.notices.tests import test_lives_of_messages as lives_of_messages
from ongikar.operations.silences import SilenceKeeper, find_silences

pytestmark = pytest.mark.django_db
BEGINNING = datetime.fromisoformat("2026-11-22T10:00:00+06:00")


class LookedThrough:
    """A life after whose every step nothing is found, and the worker's own look puts nothing right."""

    @invariant()
    def nothing_is_silenced(self):
        found = [silence for _, silence in find_silences(self.now)]
        assert found == []


class CasesLookedThrough(LookedThrough, lives_of_cases.Lives):
    def teardown(self):
        assert SilenceKeeper()(self.now) == 0
        super().teardown()


class MessagesLookedThrough(LookedThrough, lives_of_messages.Told):
    """Each third try of a message fails; so what waited for one person may go one by one."""

    tries = 0

    def channel(self):
        sound = super().channel()

        def send(message, attached, taken):
            self.tries += 1
            if self.tries % 3 == 0:
                raise OSError("no server")
            sound.send(message, taken)

        return SimpleNamespace(is_set=lambda: True, send=send)

    def what_waited_goes_as_one(self, before):
        pass


class ComplaintsLookedThrough(LookedThrough, lives_of_grievances.Lives):
    pass


class TestLivesLookedThrough(TestCase):
    """Each example in a transaction of its own, rolled back."""

    def live(self, machine: type, examples: int, steps: int) -> None:
        outer = self

        class Rolled(machine):
            def __init__(self):
                super().__init__()
                outer.setup_example()
                begin_reactions(BEGINNING)

            def teardown(self):
                super().teardown()
                outer.teardown_example(None)

        run_state_machine_as_test(
            Rolled,
            settings=settings(
                max_examples=examples,
                stateful_step_count=steps,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )

    def test_cases(self):
        self.live(CasesLookedThrough, 2, 12)

    def test_messages(self):
        self.live(MessagesLookedThrough, 2, 15)

    def test_complaints(self):
        self.live(ComplaintsLookedThrough, 1, 8)

    @pytest.mark.slow
    def test_many_lives(self):
        self.live(CasesLookedThrough, 60, 30)
        self.live(MessagesLookedThrough, 60, 30)
        self.live(ComplaintsLookedThrough, 15, 25)
