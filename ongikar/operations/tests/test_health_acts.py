"""What an administrator does about the installation on screen: a backup and a drill asked for, held messages
let go, what was given up tried again.
"""

from datetime import timedelta

import pytest
from django.db import transaction

from ongikar.books.tests.test_restores_told import restored
from ongikar.journal import outbox
from ongikar.journal.actions import record
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.notices.models import Message
from ongikar.offices.models import Office
from ongikar.operations.backup import orders
from ongikar.operations.backup.drill import is_at_work, is_backup_due, is_drill_due
from ongikar.operations.backup.folder import write_state, writing_in
from ongikar.operations.backup.status import backup_status
from ongikar.operations.health.measurements import fresh_measurements
from ongikar.people.models import User

from .test_backup_status import folder, lay

__all__ = ["folder", "restored"]
pytestmark = pytest.mark.django_db
BACKUP, HELD, GIVEN_UP = (f"/desk/health/{page}/" for page in ("backup", "messages", "given-up"))


@pytest.fixture
def lipi(signed_in, db):
    fresh_measurements.forget()
    return signed_in(User.objects.get(username="lipi"))


def entered(verb):
    return Entry.objects.filter(verb=verb, actor_type="user").count()


def test_a_backup_that_is_asked_for_is_due_until_one_was_made_or_failed(lipi, folder, time_machine, now):
    time_machine.move_to(now, tick=False)
    assert not is_backup_due(now)
    page = lipi.get("/en/desk/health/").content.decode()
    assert BACKUP in page
    assert "Make a backup now" in lipi.get("/en" + BACKUP).content.decode()
    for _ in range(2):
        shown = lipi.post("/en" + BACKUP, {"what": "backup"}, follow=True).content.decode()
        assert "A backup was asked for on" in shown
    # The second press found it asked for.
    assert entered("backup.backup_asked") == 1
    assert "It was asked for" in lipi.get("/en/desk/health/").content.decode()
    assert is_backup_due(now)
    write_state(folder, failure={"at": (now + timedelta(minutes=1)).isoformat(), "words": ["ক", "no room"]})
    assert not is_backup_due(now + timedelta(minutes=2))
    time_machine.move_to(now + timedelta(minutes=3), tick=False)
    lipi.post(BACKUP, {"what": "backup"})
    assert is_backup_due(now + timedelta(minutes=4))
    lay(folder, now + timedelta(minutes=5))
    assert not is_backup_due(now + timedelta(minutes=6))
    assert backup_status(now + timedelta(minutes=6)).backup_asked_at is None


def test_while_another_makes_one_what_was_asked_for_waits(folder):
    with writing_in(folder):
        assert is_at_work(folder)
    assert not is_at_work(folder)


def test_a_drill_is_asked_for_where_there_is_a_backup(lipi, folder, time_machine, now):
    time_machine.move_to(now, tick=False)
    answer = lipi.post(BACKUP, {"what": "drill"})
    assert answer.status_code == 422
    assert "আগে একটি নিন" in answer.content.decode()
    lay(folder, now)
    told = {"name": "x", "at": now.isoformat(), "is_good": True, "faults": []}
    write_state(folder, check=told)
    time_machine.move_to(now + timedelta(hours=1), tick=False)
    assert not is_drill_due(now + timedelta(hours=1))
    assert "মহড়া চাওয়া হয়েছে" in lipi.post(BACKUP, {"what": "drill"}, follow=True).content.decode()
    assert is_drill_due(now + timedelta(hours=1))
    write_state(folder, check=told | {"at": (now + timedelta(hours=2)).isoformat()})
    assert not is_drill_due(now + timedelta(hours=2))


def test_a_folder_that_takes_no_file_is_told_and_nothing_is_entered(lipi, folder, monkeypatch):
    def full(*_, **__):
        raise OSError

    monkeypatch.setattr(orders, "write_state", full)
    answer = lipi.post("/en" + BACKUP, {"what": "backup"})
    assert answer.status_code == 422
    assert "cannot be written to" in answer.content.decode()
    assert entered("backup.backup_asked") == 0


@pytest.mark.parametrize(("what", "left"), [("send", Message.MADE), ("keep", Message.KEPT_IN_TRAY)])
def test_held_messages_go_or_stay_by_one_press(lipi, restored, what, left):
    outbox.run_due_entries(restored.at + timedelta(hours=3))
    with transaction.atomic():
        held = Message.objects.update(status=Message.HELD)
    assert held > 2
    fresh_measurements.forget()
    assert HELD in lipi.get("/desk/health/").content.decode()
    assert "wait for your word" in lipi.get("/en" + HELD).content.decode()
    for wrong in ({}, {"what": "burn"}):
        assert lipi.post(HELD, wrong).status_code == 422
    assert Message.objects.filter(status=Message.HELD).count() == held
    for _ in range(2):
        page = lipi.post(HELD, {"what": what}, follow=True).content.decode()
    assert "কোনো বার্তা আপনার কথার অপেক্ষায় নেই" in page
    assert entered("restore.released") == 1
    assert not Message.objects.filter(status=Message.HELD).exists()
    assert Message.objects.filter(status=left).count() == held


def test_what_was_given_up_is_named_and_tried_again(lipi, now):
    assert "Nothing was given up" in lipi.get("/en" + GIVEN_UP).content.decode()
    with transaction.atomic():
        key = record("case.tested", subject=("case", 1), actor=("worker", None), office_id=None, now=now)
    owed = OutboxEntry.objects.create(entry_id=key, reaction="notices.gone.tell", next_try=now)
    outbox.run_due_entries(now)
    fresh_measurements.forget()
    assert GIVEN_UP in lipi.get("/desk/health/").content.decode()
    page = lipi.get(GIVEN_UP).content.decode()
    assert "notices.gone.tell" in page
    assert "UnknownReaction" in page
    for _ in range(2):
        assert lipi.post(GIVEN_UP).status_code == 302
    owed.refresh_from_db()
    assert (owed.given_up_at, owed.attempts, owed.fault) == (None, 0, "")
    assert owed.next_try is not None
    assert entered("outbox.retried") == 1


def test_the_administrator_of_another_office_reads_whose_word_it_is(lipi, office, restored, now):
    from ongikar.core import cache_version

    Office.objects.filter(pk=office.pk).update(is_default=False, host="testserver")
    cache_version.invalidate_now()
    with transaction.atomic():
        key = record("case.tested", subject=("case", 1), actor=("worker", None), office_id=None, now=now)
    OutboxEntry.objects.create(entry_id=key, reaction="notices.gone.tell", given_up_at=now)
    for page, sent in ((BACKUP, {"what": "backup"}), (HELD, {"what": "send"}), (GIVEN_UP, {})):
        shown = lipi.get(page).content.decode()
        assert '<button class="btn' not in shown.partition("<main")[2]
        assert "notices.gone.tell" not in shown
        answer = lipi.post(page, sent)
        assert answer.status_code == 422
        assert "মূল কার্যালয়ের প্রশাসক" in answer.content.decode()
    assert OutboxEntry.objects.get(entry_id=key).given_up_at
    assert not entered("restore.released")
