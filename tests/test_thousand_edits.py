"""A thousand random edits of the whole demonstration, lived under keys, each told by `ledger verify`."""

import pytest
import time_machine
from django.db import transaction

from ongikar.demo import places
from ongikar.demo.life import load_demonstration
from ongikar.demo.tests.demo_stage import FILES, TUESDAY_NOON
from ongikar.journal import keyed_ledger
from ongikar.journal.actions import seal_rest
from ongikar.journal.keyed_ledger import adopt_ledger, rotate_ledger_key, seal_everything
from ongikar.journal.owed_reactions import begin_reactions
from ongikar.journal.verb_editions import begin_edition

from .edits_under_keys import Trial

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def demonstration(office, monkeypatch):
    """Every act of it after the ledger was taken under keys; a key was rotated at its end."""
    monkeypatch.setattr(keyed_ledger, "SETTLING_SECONDS", 0)
    # As `prepare` does it before an office serves.
    adopt_ledger(TUESDAY_NOON)
    begin_edition(TUESDAY_NOON)
    begin_reactions(TUESDAY_NOON)
    places.load_places(FILES, now=TUESDAY_NOON)
    load_demonstration(FILES, now=TUESDAY_NOON)
    rotate_ledger_key(TUESDAY_NOON)
    with transaction.atomic():
        seal_rest()
    seal_everything(TUESDAY_NOON)
    with time_machine.travel(TUESDAY_NOON, tick=False):
        yield


def test_a_thousand_edits_of_the_demonstration_are_each_told(demonstration, capsys):
    trial = Trial(20261201, capsys)
    trial.strike(1_000)
    assert trial.missed == []
    # Every table and every way was tried, or the number says nothing.
    assert trial.tables == trial.filled
    assert set(trial.ways) == {way.__name__ for way in trial.of_ledger.ways}
    print(len(trial.rows), len(trial.ways), len(trial.tables))
