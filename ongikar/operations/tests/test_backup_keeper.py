"""The worker makes a backup at its hour and tries one each week; one that failed says so where it is seen."""

import sys
from datetime import datetime, timedelta

import pytest

from ongikar.operations.backup import drill
from ongikar.operations.backup.drill import BackupKeeper, is_backup_due, is_drill_due
from ongikar.operations.backup.folder import read_state, write_state
from ongikar.operations.backup.status import backup_status

from .test_backup_status import folder, lay

__all__ = ["folder"]
NIGHT = datetime.fromisoformat("2026-11-27T02:30:00+06:00")


def note_check(at, *, is_good):
    write_state(
        drill.backup_folder(), check={"name": "x", "at": at.isoformat(), "is_good": is_good, "faults": []}
    )


def test_a_backup_is_due_after_its_hour_once_a_day(folder, settings):
    assert not is_backup_due(NIGHT)
    settings.ONGIKAR_BACKUP_HOUR = "2"
    assert is_backup_due(NIGHT)
    assert not is_backup_due(NIGHT - timedelta(hours=1))
    lay(folder, NIGHT - timedelta(days=1))
    assert is_backup_due(NIGHT)
    lay(folder, NIGHT)
    assert not is_backup_due(NIGHT + timedelta(hours=3))


def test_after_a_fault_it_is_tried_again_in_an_hour(folder, settings):
    settings.ONGIKAR_BACKUP_HOUR = "2"
    write_state(folder, failure={"at": NIGHT.isoformat(), "words": ["জায়গা নেই", "no room"]})
    assert not is_backup_due(NIGHT + timedelta(minutes=59))
    assert is_backup_due(NIGHT + timedelta(minutes=61))


def test_a_drill_is_due_weekly_and_a_day_after_one_that_failed(folder):
    assert not is_drill_due(NIGHT)
    lay(folder, NIGHT)
    assert is_drill_due(NIGHT)
    note_check(NIGHT, is_good=True)
    assert not is_drill_due(NIGHT + timedelta(days=6))
    assert is_drill_due(NIGHT + timedelta(days=7))
    note_check(NIGHT, is_good=False)
    assert not is_drill_due(NIGHT + timedelta(hours=23))
    assert is_drill_due(NIGHT + timedelta(days=1))


@pytest.fixture
def keeper(monkeypatch):
    """A keeper whose programs end as the test says."""
    made = BackupKeeper()
    statuses = []

    class Ends:
        def poll(self):
            return statuses.pop(0)

    def begin(*words, **options):
        assert words[0][:2] == ["nice", sys.executable]
        return Ends()

    monkeypatch.setattr(drill.subprocess, "Popen", begin)
    made.statuses = statuses
    return made


def test_it_waits_for_neither(folder, keeper):
    lay(folder, NIGHT)
    assert keeper(NIGHT) == 1
    keeper.statuses += [None, None, 0]
    assert [keeper(NIGHT + timedelta(seconds=n)) for n in range(3)] == [0, 0, 0]


def test_a_drill_that_was_killed_is_seen(folder, keeper):
    lay(folder, NIGHT)
    keeper(NIGHT)
    keeper.statuses.append(-9)
    keeper(NIGHT + timedelta(seconds=1))
    [(bn, en)] = backup_status(NIGHT).faults
    assert "half-way (-9)" in en
    assert "মাঝপথে" in bn


def test_what_a_drill_said_itself_stands(folder, keeper):
    name = lay(folder, NIGHT)
    keeper(NIGHT)
    at = (NIGHT + timedelta(seconds=5)).isoformat()
    write_state(folder, check={"name": name, "at": at, "is_good": False, "faults": [["খ", "why"]]})
    keeper.statuses.append(1)
    keeper(NIGHT + timedelta(seconds=9))
    assert read_state(folder)["check"]["faults"] == [["খ", "why"]]


def test_a_backup_that_was_killed_is_seen(folder, keeper, settings):
    settings.ONGIKAR_BACKUP_HOUR = "2"
    keeper(NIGHT)
    keeper.statuses.append(-9)
    keeper(NIGHT + timedelta(seconds=1))
    assert any("could not be made: ended half-way (-9)" in en for _, en in backup_status(NIGHT).faults)
