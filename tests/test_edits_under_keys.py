"""Whoever has the database to himself, and no key: random edits of rows of every table, and of the ledger
itself, are each told by `ledger verify`.
"""

import pytest
from django.db import transaction

from ongikar.journal.actions import seal_rest
from ongikar.journal.keyed_ledger import adopt_ledger, seal_everything
from ongikar.journal.raw_reads import sealed_models

from .edits_under_keys import Trial
from .scene import NOW
from .scene_rows import fill_empty_tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def keyed_scene(scene, receive):
    """Rows of every table, some of them written once the ledger was taken under keys."""
    adopt_ledger(NOW)
    with transaction.atomic():
        fill_empty_tables(sealed_models())
        seal_rest()
    for _ in range(8):
        receive(now=NOW)
    seal_everything(NOW)


def test_random_edits_of_every_table_and_of_the_ledger_are_each_told(keyed_scene, capsys):
    trial = Trial(20261130, capsys)
    assert trial.filled == {table.name for table in sealed_models()}
    trial.strike(100)
    assert trial.missed == []
