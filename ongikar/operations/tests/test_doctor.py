"""What the doctor says, in both languages: of the keys and the scanner, of charters and posts, of a password
in the open.
"""

import os
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.db.utils import ConnectionHandler

from ongikar.config.settings import database
from ongikar.core.crypto.key_registry import KEYS
from ongikar.core.crypto.key_ring import key_ring
from ongikar.core.i18n.say import override_language
from ongikar.core.models import WORKER_OF, Heartbeat
from ongikar.core.tests.test_keys import as_another_process
from ongikar.journal.models import URGENT, OutboxEntry
from ongikar.offices.models import CalendarVersion, Office, Post
from ongikar.operations import doctor, doctor_system, worker
from ongikar.operations.worker import HeartbeatWriter
from ongikar.people.models import Applicant, Holding


def check_in(tongue: str, question) -> doctor.CheckResult:
    with override_language(tongue):
        return question()


@pytest.mark.django_db
def test_keys_that_others_may_read_are_told(settings):
    key_ring()
    assert check_in("en", doctor.check_keys) == (True, "keys: 1 in the key ring, the newest is number 1")
    assert check_in("bn", doctor.check_keys) == (True, "চাবি: ১টি, সবচেয়ে নতুনটি ১ নম্বর")
    os.chmod(KEYS["digests"].file(), 0o640)
    for tongue in ("bn", "en"):
        fine, words = check_in(tongue, doctor.check_keys)
        assert not fine
        assert f"chmod 600 {KEYS['digests'].file()}" in words


@pytest.mark.django_db
def test_a_key_that_is_gone_and_numbers_that_do_not_open_are_told(receive, settings):
    case = receive()
    case.applicant.encrypt_identity("1234567890")
    case.applicant.save(update_fields=["identity", "identity_index"])
    assert check_in("en", doctor.check_encrypted_numbers) == (
        True,
        "identity numbers: one per key was decrypted (1)",
    )
    assert check_in("en", doctor.check_keys)[0]
    sealed = case.applicant.identity
    Applicant.objects.filter(pk=case.applicant.pk).update(identity=f"{sealed[:-2]}AA")
    fine, words = check_in("en", doctor.check_encrypted_numbers)
    assert (fine, "1 key cannot decrypt theirs, 0 numbers have no key" in words) == (False, True)
    Applicant.objects.filter(pk=case.applicant.pk).update(identity=f"7{sealed[1:]}")
    assert "১টি নম্বরের চাবি নেই" in check_in("bn", doctor.check_encrypted_numbers)[1]
    settings.ONGIKAR_KEYS.unlink()
    as_another_process()
    fine, words = check_in("en", doctor.check_keys)
    assert not fine
    assert f"{settings.ONGIKAR_KEYS} is missing" in words


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["journal_entry", "journal_seal"])
def test_a_guard_of_the_journal_that_was_taken_away_or_weakened_is_named(office, name):
    assert check_in("en", doctor.check_triggers)[0]
    # SQLite has three a table, against updating, deleting and replacing; PostgreSQL two.
    count = "৬" if connection.vendor == "sqlite" else "৪"
    assert f"{count}টি ট্রিগার ঠিক আছে" in check_in("bn", doctor.check_triggers)[1]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {name}_no_update")
            cursor.execute(f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} BEGIN SELECT 1; END")
        else:
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER {name}_no_change")
    fine, words = check_in("en", doctor.check_triggers)
    assert not fine
    assert f"{name}_no_" in words


@pytest.mark.django_db
def test_a_database_file_that_is_broken_is_told(tmp_path, monkeypatch):
    path = tmp_path / "office.sqlite3"
    opened = ConnectionHandler({"default": database(f"sqlite:///{path}")})["default"]
    monkeypatch.setattr(doctor_system, "connection", opened)
    with opened.temporary_connection() as cursor:
        cursor.execute("CREATE TABLE t (n INTEGER, words TEXT)")
        cursor.execute("CREATE INDEX by_words ON t (words)")
        cursor.executemany("INSERT INTO t VALUES (?, ?)", [(n, "x" * 200) for n in range(500)])
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with opened.temporary_connection():
        assert check_in("en", doctor.check_database_file) == (True, "database file: intact")
    with path.open("r+b") as file:
        file.seek(5 * 4096)
        file.write(os.urandom(4096))
    with opened.temporary_connection():
        fine, words = check_in("en", doctor.check_database_file)
        assert not fine
        assert "restore a backup" in words


@pytest.mark.django_db
def test_a_worker_that_fell_silent_is_told(now):
    assert "has never run" in check_in("en", doctor.check_heartbeat)[1]
    beat = HeartbeatWriter("worker")
    beat(now)
    # Within half a minute nothing is written.
    beat(now + timedelta(seconds=20))
    assert Heartbeat.objects.get().at == now
    beat(now + timedelta(seconds=40))
    assert Heartbeat.objects.get().at == now + timedelta(seconds=40)
    with time_machine.travel(now + timedelta(minutes=3), tick=False):
        assert check_in("en", doctor.check_heartbeat) == (
            True,
            "worker: running, last sign of life 2 minutes ago",
        )
    for later in (timedelta(minutes=7), timedelta(days=3), timedelta(minutes=-20)):
        with time_machine.travel(now + later, tick=False):
            fine, words = check_in("bn", doctor.check_heartbeat)
            assert not fine
            assert "চালু করুন" in words


@pytest.mark.django_db
def test_the_worker_beats(office, monkeypatch):
    monkeypatch.setattr(worker, "run_round", lambda now: 0)
    worker.worker(["--once"])
    assert check_in("en", doctor.check_heartbeat)[0]


@pytest.mark.django_db
def test_how_long_the_oldest_of_the_outbox_waits_is_told_and_what_is_stuck_is_wrong(receive, now):
    OutboxEntry.objects.update(next_try=None)
    assert check_in("en", doctor.check_outbox) == (True, "outbox: empty")
    receive(now=now)
    owed = OutboxEntry.objects.filter(next_try__isnull=False)
    with time_machine.travel(now + timedelta(minutes=5), tick=False):
        fine, words = check_in("en", doctor.check_outbox)
        assert (fine, "waiting, the oldest for 5 minutes" in words) == (True, True)
    with time_machine.travel(now + timedelta(minutes=11), tick=False):
        assert check_in("en", doctor.check_outbox)[0] is False
        # What waits for the morning waits rightly.
        owed.update(next_try=now + timedelta(hours=9))
        assert check_in("en", doctor.check_outbox)[0] is True
    owed.update(attempts=3)
    with time_machine.travel(now + timedelta(minutes=61), tick=False):
        fine, words = check_in("bn", doctor.check_outbox)
        assert not fine
        assert "বারবার ব্যর্থ" in words


@pytest.mark.parametrize(
    ("tls", "proxies", "fine"), [(True, (), False), (True, ("127.0.0.1",), True), (False, (), True)]
)
def test_an_https_address_without_a_named_proxy_is_told(settings, tls, proxies, fine):
    settings.BEHIND_TLS, settings.ONGIKAR_PROXIES = tls, frozenset(proxies)
    assert check_in("en", doctor.check_proxies)[0] is fine
    assert check_in("bn", doctor.check_proxies)[0] is fine


def test_a_scanner_that_is_named_and_away_is_told(settings, tmp_path, monkeypatch):
    assert doctor.check_scanner()[0]
    settings.ONGIKAR_CLAMD = f"unix:{tmp_path}/nobody"
    monkeypatch.setattr(doctor, "CHECKS", (doctor.check_scanner,))
    ((fine, words),) = doctor.run_checks()
    assert not fine
    assert words.startswith("scanner: FileNotFoundError")


@pytest.mark.parametrize(
    ("host", "user", "tls", "fine"),
    [
        ("mail.example.gov.bd", "office", False, False),
        ("mail.example.gov.bd", "office", True, True),
        ("mail.example.gov.bd", "", False, True),
        ("127.0.0.1", "office", False, True),
    ],
)
def test_a_mail_password_in_the_open_is_told(settings, host, user, tls, fine):
    settings.ONGIKAR_MAIL_IS_SET, settings.SMTP_HOST, settings.SMTP_USER, settings.SMTP_TLS = (
        True,
        host,
        user,
        tls,
    )
    assert check_in("en", doctor.check_mail)[0] is fine
    assert host in check_in("bn", doctor.check_mail)[1]


@pytest.mark.django_db
def test_an_office_without_a_charter_and_a_post_that_nobody_holds_are_named(office):
    assert check_in("en", doctor.check_charters) == (True, "charters: in force in every office")
    assert check_in("en", doctor.check_posts) == (
        True,
        "posts: somebody holds every post that a charter names",
    )
    Holding.objects.filter(post__office=office, post__role=Post.GRO).delete()
    gro = office.posts.get(role=Post.GRO).slug
    assert check_in("en", doctor.check_posts) == (
        False,
        f"posts: vacant: rangpur-sadar-ict: {gro} (person hold NAME POST)",
    )
    office.charters.all().update(effective_from="2099-01-01")
    assert "rangpur-sadar-ict: প্রকাশিত নেই" in check_in("bn", doctor.check_charters)[1]
    # Nobody is looked for yet but who is to publish one.
    Holding.objects.filter(post__office=office).delete()
    assert check_in("bn", doctor.check_posts)[1].endswith(
        f"{office.posts.get(role=Post.OFFICER).slug} (person hold নাম পদ)"
    )


@pytest.mark.django_db
def test_an_office_whose_calendar_cannot_be_read_keeps_no_other_from_its_answer(office, now):
    first = Office.objects.create(slug="a-broken-one", geocode="9902", name_bn="ক", name_en="A")
    last = Office.objects.create(slug="the-last-one", geocode="9903", name_bn="খ", name_en="B")
    for made, data in ((first, {"years": "broken"}), (last, office.calendar_version().data)):
        CalendarVersion.objects.create(office=made, number=1, data=data, made_at=now)
    with time_machine.travel(now, tick=False):
        for tongue, broken, ends in (
            ("bn", "a-broken-one: পড়া যায় না", "ছুটির তালিকা ৩১"),
            ("en", "a-broken-one: cannot be read", "the list of holidays ends"),
        ):
            fine, sentence = check_in(tongue, doctor.check_calendars)
            assert not fine
            for words in (broken, f"the-last-one: {ends}", f"{office.slug}: {ends}"):
                assert words in sentence.replace("\u00a0", " ")


@pytest.mark.django_db
def test_it_speaks_bangla_first_and_english_when_asked(office, capsys):
    doctor.doctor([])
    assert "কার্যালয়: rangpur-sadar-ict" in capsys.readouterr().out
    doctor.doctor(["--language", "en"])
    assert "ok    offices: rangpur-sadar-ict" in capsys.readouterr().out


@pytest.mark.django_db
def test_workers_are_counted_and_what_is_urgent_must_not_wait(receive, now):
    OutboxEntry.objects.update(next_try=None)
    for name in ("one:11", "two:12"):
        HeartbeatWriter(f"{WORKER_OF}{name}")(now)
    receive()
    with time_machine.travel(now + timedelta(seconds=5), tick=False):
        assert check_in("en", doctor.check_turns) == (True, "turns: 2 workers, work due in 1 office")
        OutboxEntry.objects.filter(next_try__isnull=False).update(turn=URGENT)
        assert check_in("en", doctor.check_turns)[0]
    with time_machine.travel(now + timedelta(minutes=6), tick=False):
        fine, words = check_in("bn", doctor.check_turns)
        assert not fine
        assert "কর্মী-প্রোগ্রাম ০টি" in words
    HeartbeatWriter(f"{WORKER_OF}three:13")(now + timedelta(days=2))
    assert Heartbeat.objects.filter(name__startswith=WORKER_OF).count() == 1
