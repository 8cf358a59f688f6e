"""Forgetting: a file is kept for a day, its order for a month, and nothing lies in the folder that nobody
knows of.
"""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from ongikar.exports import removal
from ongikar.exports.models import KEPT, Export, exports_folder
from ongikar.journal.models import Entry
from ongikar.operations.retention import purge_due

pytestmark = pytest.mark.django_db


def test_a_file_is_deleted_after_a_day_and_not_before(order, make):
    now = timezone.now()
    made = make(order(), now)
    assert removal.remove_old_files(now + KEPT - timedelta(seconds=1)) == 0
    assert made.path.exists()
    assert removal.remove_old_files(now + KEPT) == 1
    assert not made.path.exists()
    assert removal.remove_old_files(now + KEPT) == 0
    made.refresh_from_db()
    assert made.removed_at == now + KEPT
    assert Entry.objects.filter(verb="export.removed", subject_id=made.pk).count() == 1


def test_a_file_that_is_gone_already_hinders_nothing(order, make):
    now = timezone.now()
    make(order(), now).path.unlink()
    assert removal.remove_old_files(now + KEPT) == 1


def test_the_order_goes_after_its_month_and_with_it_what_is_left(order, make, office):
    now = timezone.now()
    made, unfinished = make(order(page="1"), now), order(page="2", now=now)
    unfinished.work_folder.mkdir()
    assert purge_due(office, now + timedelta(days=29)) == {}
    assert purge_due(office, now + timedelta(days=32)) == {"exports": 2}
    assert not Export.objects.exists()
    assert not made.path.exists()
    assert not unfinished.work_folder.exists()


def test_what_fallen_processes_left_is_swept_once_it_is_old_and_nothing_else(order, make):
    made, waiting = make(order(page="1")), order(page="2")
    waiting.work_folder.mkdir()
    nobodys = [exports_folder() / "99-feed.xlsx", exports_folder() / "99.work", exports_folder() / "98.xlsx"]
    nobodys[0].write_text("ক")
    nobodys[1].mkdir()
    (nobodys[1] / "part").write_text("ক")
    nobodys[2].write_text("just now")
    for path in (*nobodys[:2], made.path, waiting.work_folder):
        os.utime(path, (0, 0))
    assert removal.sweep_folder() == 2
    assert sorted(exports_folder().iterdir()) == sorted([made.path, waiting.work_folder, nobodys[2]])


def test_the_folder_is_looked_through_once_an_hour(monkeypatch):
    looked = []
    monkeypatch.setattr(removal, "_swept_at", None)
    monkeypatch.setattr(removal, "sweep_folder", lambda: looked.append(1) or 0)
    for _ in range(3):
        removal.remove_old_files(timezone.now())
    assert len(looked) == 1
