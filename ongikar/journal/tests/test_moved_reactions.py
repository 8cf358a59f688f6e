"""A reaction that was owed before an update is run after it, though its module has another name now."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

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
