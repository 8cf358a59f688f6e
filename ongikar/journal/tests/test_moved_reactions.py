"""A reaction that was owed before an update is run after it, though its module has another name now."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from ongikar.config.reactions import FORMER_NAMES, REACTIONS
from ongikar.journal.actions import record
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import find_reaction

migration = import_module("ongikar.journal.migrations.0003_moved_reactions")


@pytest.mark.django_db
@pytest.mark.parametrize("former", migration.MOVED)
def test_an_entry_under_a_former_name_finds_its_reaction(former):
    now = timezone.now()
    entry = record("case.moved", subject=("case", 1), actor=("system", None), office_id=None, now=now)
    OutboxEntry.objects.all().delete()
    owed = OutboxEntry.objects.create(entry_id=entry, reaction=former, next_try=now)
    migration.rename_reactions(apps, SimpleNamespace(connection=connection))
    owed.refresh_from_db()
    assert find_reaction(owed).__name__ == former.rpartition(".")[2]


@pytest.mark.parametrize("former", FORMER_NAMES)
def test_a_row_keeps_the_name_of_its_day_and_is_done_by_what_it_is_called_now(former):
    """Rows are not renamed: an entry is judged by the reactions of its day (journal/owed_reactions.py)."""
    assert find_reaction(OutboxEntry(reaction=former)).__name__ == former.rpartition(".")[2]
    assert all(former not in names for names in REACTIONS.values())
