"""A ledger under keys comes back from a backup of before it was: it is taken under keys again, and the
restore is told; so of a backup whose key was rotated since.
"""

import json

import pytest

from .homes import OFFICE
from .test_restoring import RECEIVE, SEAL

# Marked so that it is tried on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]
UNDER_KEYS = """
from django.utils import timezone
from ongikar.journal.keyed_ledger import adopt_ledger
from ongikar.journal.owed_reactions import begin_reactions

adopt_ledger(timezone.now())
begin_reactions(timezone.now())
"""


def act_and_verify(home) -> int:
    home.shell(RECEIVE)
    home.shell(SEAL)
    verified = home.run("ledger", "verify", "--language", "en")
    assert "faults" not in verified.out, verified.words
    return verified.status


def restore(home, archive) -> None:
    home.do("restore", archive.name, "--onto", OFFICE)
    verified = home.run("ledger", "verify", "--language", "en")
    assert verified.status == 3, verified.words
    # As at the next start.
    home.shell(UNDER_KEYS)


def numbers(home) -> list[str]:
    return sorted(json.loads((home.folder / "ledger-keys.json").read_text())["keys"])


def test_a_backup_of_before_the_keys_and_one_of_before_a_rotation_come_back(home):
    before = home.backup()
    home.shell(UNDER_KEYS)
    head = home.folder / "ledger-head.json"
    first = json.loads(head.read_text())["told"]["identity"]
    assert act_and_verify(home) == 0
    home.do("keys", "rotate", "ledger")
    assert act_and_verify(home) == 0
    assert numbers(home) == ["1", "2"]

    restore(home, before)
    assert json.loads(head.read_text())["told"]["identity"] != first
    assert act_and_verify(home) == 3

    under_keys = home.backup()
    home.do("keys", "rotate", "ledger")
    assert act_and_verify(home) == 3
    restore(home, under_keys)
    assert act_and_verify(home) == 3
    home.do("keys", "rotate", "ledger")
    assert act_and_verify(home) == 3
    # What is done by hand after all that is found as ever.
    newest = "(SELECT max(id) FROM cases_case)"
    home.change(f"UPDATE cases_case SET received_at = '2020-01-01 00:00:00+00' WHERE id = {newest}")
    assert home.run("ledger", "verify").status == 1
