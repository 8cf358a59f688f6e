"""What the backups are worth is told from their folder alone."""

from datetime import datetime, timedelta

import pytest

from ongikar.operations.backup.folder import BackupIndex, name_at, rotate, write_index, write_state
from ongikar.operations.backup.status import backup_status


@pytest.fixture
def folder(settings, tmp_path):
    settings.ONGIKAR_BACKUPS = tmp_path / "backups"
    settings.ONGIKAR_BACKUPS.mkdir()
    return settings.ONGIKAR_BACKUPS


def lay(folder, moment, papers=()):
    name = name_at(moment, is_encrypted=False)
    (folder / name).write_bytes(b"x")
    write_index(
        folder,
        BackupIndex(name, moment.isoformat(), "0.2.0", "asked", 1, "", False, 5, 2, papers=list(papers)),
    )
    for paper in papers:
        (folder / "papers" / paper[:2]).mkdir(parents=True, exist_ok=True)
        (folder / "papers" / paper[:2] / paper).write_bytes(b"p")
    return name


def english(status):
    return [en for _, en in status.faults]


def test_where_there_is_none_that_is_said(folder, now):
    found = backup_status(now)
    assert (found.count, found.newest_at, found.age, found.is_fine) == (0, None, None, False)
    assert english(found) == ["there is no backup yet"]


def test_a_fresh_one_that_was_tried_is_fine(folder, now):
    lay(folder, now - timedelta(hours=9))
    name = lay(folder, now - timedelta(hours=1))
    write_state(folder, check={"name": name, "at": now.isoformat(), "is_good": True, "faults": []})
    found = backup_status(now)
    assert found.is_fine
    assert (found.count, found.newest, found.age) == (2, name, timedelta(hours=1))
    assert found.checked_at == now


def test_an_old_one_is_a_fault(folder, now):
    lay(folder, now - timedelta(days=3))
    assert english(backup_status(now)) == ["the newest backup is more than two days old"]


def test_a_drill_that_failed_is_said_with_its_reason(folder, now):
    name = lay(folder, now - timedelta(hours=1))
    fault = ["ডেটাবেজ পড়া যায় না", "the database cannot be read"]
    write_state(folder, check={"name": name, "at": now.isoformat(), "is_good": False, "faults": [fault]})
    assert english(backup_status(now)) == ["restoring a backup to see: the database cannot be read"]


def test_a_drill_that_came_to_nothing_for_two_weeks_is_a_fault(folder, now):
    name = lay(folder, now - timedelta(hours=1))
    at = (now - timedelta(days=15)).isoformat()
    write_state(folder, check={"name": name, "at": at, "is_good": True, "faults": []})
    assert "more than two weeks ago" in english(backup_status(now))[0]


def test_a_backup_that_failed_is_a_fault_until_the_next_one_is_there(folder, now):
    lay(folder, now - timedelta(hours=3))
    write_state(
        folder, failure={"at": (now - timedelta(hours=1)).isoformat(), "words": ["জায়গা নেই", "no room"]}
    )
    assert english(backup_status(now)) == ["the last backup could not be made: no room"]
    lay(folder, now)
    assert backup_status(now).is_fine


def test_an_archive_without_its_index_was_never_finished(folder, now):
    (folder / name_at(now, is_encrypted=False)).write_bytes(b"half")
    assert backup_status(now).count == 0


def test_a_state_that_cannot_be_read_is_none(folder, now):
    (folder / "state.json").write_text("{")
    lay(folder, now)
    assert backup_status(now).checked_at is None


def test_rotation_takes_archives_with_the_papers_that_no_other_needs(folder, now):
    old = lay(folder, now - timedelta(days=40), ["aa1", "bb2"])
    new = lay(folder, now, ["bb2", "cc3"])
    assert rotate(folder, "1,0,0") == [old]
    assert [path.name for path in folder.glob("ongikar-*.tar")] == [new]
    assert {path.name for path in (folder / "papers").rglob("*") if path.is_file()} == {"bb2", "cc3"}


def test_of_several_within_an_hour_all_stay_until_the_day_is_over(folder):
    noon = datetime.fromisoformat("2026-11-27T12:00:00+06:00")
    made = [lay(folder, noon + timedelta(minutes=15 * n)) for n in range(4)]
    assert rotate(folder, "7,4,12") == []
    next_day = lay(folder, noon + timedelta(days=1))
    assert sorted(rotate(folder, "7,4,12")) == made[:-1]
    assert sorted(path.name for path in folder.glob("ongikar-*.tar")) == [made[-1], next_day]


def test_papers_stay_while_an_archive_is_there_whose_needs_are_not_known(folder, now):
    lay(folder, now - timedelta(days=40), ["aa1"])
    (folder / name_at(now - timedelta(days=1), is_encrypted=False)).write_bytes(b"its index was lost")
    lay(folder, now, ["bb2"])
    rotate(folder, "1,0,0")
    assert {path.name for path in (folder / "papers").rglob("*") if path.is_file()} == {"aa1", "bb2"}
