"""A journal with entries of two offices and of none, and whoever has the database to himself."""

import pytest

from ongikar.journal import actions
from ongikar.journal.models import Entry
from ongikar.journal.tests.intruder import broken_in


@pytest.fixture
def write(now, monkeypatch):
    """`write(office_id=3, stars=4)`: one more entry, with nothing to follow from it; `key` is its number, out
    of its turn.
    """
    monkeypatch.setattr(actions, "reactions", dict)

    def do(office_id=3, at=now, subject=1, key=None, **facts):
        if key is not None:
            values = {
                "verb": "case.tested",
                "actor_type": "user",
                "actor_id": 2,
                "subject_type": "case",
                "subject_id": subject,
            }
            entry = Entry(pk=key, at=at, office_id=office_id, facts=facts, **values)
            entry.save(force_insert=True)
            return entry
        key = actions.record(
            "case.tested", subject=("case", subject), actor=("user", 2), office_id=office_id, now=at, **facts
        )
        return Entry.objects.get(pk=key)

    return do


@pytest.fixture
def empty_journal(db, intruder):
    """What the loading of the office wrote is not this test's."""
    intruder("DELETE FROM journal_outboxentry")
    intruder("DELETE FROM journal_entry")
    assert not Entry.objects.exists()


@pytest.fixture
def intruder(db):
    """`intruder("UPDATE …")`: statements of somebody who has taken the triggers off."""
    return broken_in()
