"""What is measured of a running installation, and what an administrator reads of it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.clock.models import Clock, MachineClock
from ongikar.core.i18n.say import override_language
from ongikar.core.models import Heartbeat
from ongikar.journal.actions import WORKER, record
from ongikar.journal.hash_chain import Sealer
from ongikar.journal.keyed_ledger import adopt_ledger
from ongikar.journal.ledger_keys import keys_file
from ongikar.journal.models import Entry, OutboxEntry, Seal
from ongikar.journal.outbox import run_due_entries
from ongikar.journal.tests.intruder import broken_in
from ongikar.notices.models import Message
from ongikar.operations.backup.folder import write_state
from ongikar.operations.health.health_sections import attention_codes, health_sections
from ongikar.operations.health.measurements import (
    MOST,
    FreshMeasurements,
    Tally,
    failing_entries,
    given_up_entries,
    held_messages,
    measure,
    overdue_clocks,
)

from .test_backup_status import folder, lay  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(office, now):
    """Newer than what the office began with, which is sealed; nothing follows from it by itself."""
    OutboxEntry.objects.all().delete()
    Sealer()(now)
    record("case.noted", subject=("case", 1), actor=WORKER, office_id=office.pk, now=now)
    return Entry.objects.latest("pk")


def owe(entry, reaction="notices.reactions.tell", **columns):
    """One more outbox entry of this entry."""
    name = f"{reaction}_{OutboxEntry.objects.count()}"
    return OutboxEntry.objects.create(entry=entry, reaction=name, **columns)


def line_of(measured, key, tongue="en"):
    with override_language(tongue):
        return next(
            line for section in health_sections(measured) for line in section.lines if line.key == key
        )


def test_a_worker_that_is_silent_needs_a_person(now):
    assert "worker" in attention_codes(measure(now))
    Heartbeat.objects.create(name="worker", at=now - timedelta(minutes=2))
    assert "worker" not in attention_codes(measure(now))
    assert "worker" in attention_codes(measure(now + timedelta(minutes=4)))


def test_what_was_given_up_is_told_by_what_it_is_for(entry, now):
    owe(entry, given_up_at=now)
    owe(entry, "cases.reactions.open", given_up_at=now)
    owe(entry, "cases.reactions.open", next_try=now + timedelta(hours=1), attempts=2)
    later = now + timedelta(hours=2)
    measured = measure(later)
    assert measured.given_up == {"messages": Tally(1, later - now), "others": Tally(1, later - now)}
    assert measured.failing == {"messages": Tally(), "others": Tally(1, later - now)}
    assert line_of(measured, "messages").tag == "1 not sent"
    assert line_of(measured, "messages", "bn").need == "১টি বার্তা যায়নি"
    assert line_of(measured, "others").need == "Follow-up acts given up: 1"


def test_what_fails_waits_for_itself_at_first_and_for_a_person_after_an_hour(entry, now):
    owe(entry, next_try=now + timedelta(hours=5), attempts=1)
    assert line_of(measure(now + timedelta(minutes=59)), "messages").state == "wait"
    assert line_of(measure(now + timedelta(minutes=61)), "messages").state == "late"


def test_entries_due_for_long_are_in_nobodys_hands(entry, now):
    owe(entry, next_try=now)
    Heartbeat.objects.create(name="worker", at=now + timedelta(minutes=11))
    assert "worker" not in attention_codes(measure(now + timedelta(minutes=9)))
    found = measure(now + timedelta(minutes=11))
    assert (found.due, found.is_due_stuck) == (Tally(1, timedelta(minutes=11)), True)
    assert line_of(found, "worker").tag == "piled up"


def test_a_moment_that_nobody_looked_at_and_a_promise_past_its_day(receive, now):
    receive("citizen-1", now=now)
    clock = Clock.objects.get()
    assert measure(now).overdue == 0
    late = clock.due_at + timedelta(minutes=6)
    found = measure(late)
    assert (found.overdue, found.is_unwatched_stuck) == (1, True)
    assert line_of(found, "watch").tag == "missed"
    Clock.objects.update(look_at=None)
    assert "Open past their last day: 1" in line_of(measure(late), "watch").sentence


def test_messages_that_wait_since_a_restore_need_a_persons_word(receive, now):
    receive("citizen-1", now=now)
    run_due_entries(now)
    assert measure(now).messages_held == 0
    held = Message.objects.update(status=Message.HELD)
    assert measure(now).messages_held == held > 0
    assert line_of(measure(now), "messages").url.endswith("/desk/health/messages/")
    assert "আপনার কথার অপেক্ষায়" in line_of(measure(now), "messages", "bn").need


def test_a_clock_in_question_leads_to_its_page(now):
    MachineClock.objects.create(
        machine="m", boot="b", wall=now, running=1.0, seen_at=now, off_by=600, off_since=now
    )
    found = line_of(measure(now), "clock")
    assert (found.state, found.url) == ("late", "/en/desk/clock/")


def test_entries_that_stay_unsealed_are_noticed(entry, now):
    assert "ledger" not in attention_codes(measure(now + timedelta(minutes=14)))
    assert "ledger" in attention_codes(measure(now + timedelta(minutes=16)))


def test_the_backup_is_told_by_its_age_and_its_last_check(folder, now):  # noqa: F811
    assert line_of(measure(now), "backup").tag == "none"
    name = lay(folder, now - timedelta(hours=8))
    found = measure(now)
    assert line_of(found, "backup").state == "kept"
    assert "8 hours ago" in line_of(found, "backup").sentence
    assert line_of(found, "drill").state == "wait"
    faults = [["চাবি পাওয়া যায়নি", "a key is missing"]]
    write_state(folder, check={"name": name, "at": now.isoformat(), "is_good": False, "faults": faults})
    found = line_of(measure(now), "drill", "bn")
    assert found.state == "late"
    assert "চাবি পাওয়া যায়নি" in found.sentence
    write_state(folder, check={"name": name, "at": now.isoformat(), "is_good": True, "faults": []})
    assert line_of(measure(now), "drill").state == "kept"
    assert line_of(measure(now + timedelta(days=15)), "drill").tag == "not done"
    assert line_of(measure(now + timedelta(days=3)), "backup").tag == "too old"


def test_a_disk_that_runs_full_needs_a_person(now):
    measured = measure(now)
    full = tuple(replace(disk, free=400_000_000) for disk in measured.disks)
    assert "disk" in attention_codes(replace(measured, disks=full))
    assert "0.4 are free" in line_of(replace(measured, disks=full), "disk").sentence


def test_counting_stops_and_says_so(now):
    measured = replace(measure(now), overdue=MOST)
    assert "1,000 or more" in line_of(measured, "watch").sentence
    assert "১,০০০ বা তার বেশি" in line_of(measured, "watch", "bn").sentence


def test_it_is_measured_once_in_a_few_seconds(now):
    measured = []
    fresh = FreshMeasurements(lambda at: measured.append(at) or measure(at))
    assert fresh(now) is fresh(now)
    fresh.until = 0.0
    fresh(now)
    assert len(measured) == 2


def test_nothing_is_asked_for_each_row(entry, now):
    def statements():
        with CaptureQueriesContext(connection) as seen:
            measure(now)
        return len(seen)

    before = statements()
    for _ in range(5):
        owe(entry, given_up_at=now)
        owe(entry, next_try=now, attempts=1)
    assert statements() == before <= 14


def test_each_statement_goes_along_an_index_that_holds_next_to_nothing(office, entry, now):
    """The tables hold many rows that are done with, as those of an office after years."""
    done = [OutboxEntry(entry=entry, reaction=f"r{n}", done_at=now) for n in range(3000)]
    OutboxEntry.objects.bulk_create(done, batch_size=500)
    owe(entry, given_up_at=now)
    last = owe(entry, next_try=now, attempts=1)
    sent = [
        Message(
            office=office,
            outbox_entry=last,
            subject_type="case",
            subject_id=n,
            person=f"applicant:{n}",
            channel=Message.SMS,
            language="bn",
            made_at=now,
            status=Message.SENT,
        )
        for n in range(3000)
    ]
    Message.objects.bulk_create(sent, batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for rows, index in (
        (given_up_entries(), "outbox_entries_given_up"),
        (failing_entries(), "outbox_entries_failing"),
        (held_messages(), "messages_held"),
        (OutboxEntry.objects.due(now), "outbox_entries_to_try"),
    ):
        assert index in rows[:MOST].explain()


def test_a_chain_that_was_cut_off_and_keys_that_are_gone_need_somebody(office, entry, now):
    """What is known beside the keys is compared at each look; everything else is for `ledger verify`."""
    assert measure(now).ledger_fits
    assert adopt_ledger(now)
    record("case.noted", subject=("case", 1), actor=WORKER, office_id=office.pk, now=now)
    Sealer()(now + timedelta(minutes=1))
    assert measure(now).ledger_fits
    last = Seal.objects.latest("pk").pk
    intruder = broken_in()
    kept = Seal.objects.filter(pk=last).values_list("link", flat=True).get()
    intruder("UPDATE journal_seal SET link = %s WHERE entry_id = %s", [b"x" * 32, last])
    line = line_of(measure(now), "ledger")
    assert (line.has_failed, line.command) == (True, "ongikar ledger verify")
    intruder("UPDATE journal_seal SET link = %s WHERE entry_id = %s", [kept, last])
    assert measure(now).ledger_fits
    keys_file().rename(keys_file().with_suffix(".away"))
    assert line_of(measure(now), "ledger").has_failed


def test_promises_past_their_day_are_found_by_office_and_day(office, now):
    with CaptureQueriesContext(connection) as seen:
        overdue_clocks(now)
    sql = seen.captured_queries[-1]["sql"].removeprefix("QUERY = '")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = str(cursor.fetchall())
        assert "open_clocks_by_due (office_id=? AND topic=? AND due_at<?)" in plan


def test_however_bad_it_is_each_line_is_of_one_language_and_says_what_needs_somebody(now, settings):
    """What is typed at the machine stands apart, marked as English."""
    settings.BEHIND_TLS, settings.ONGIKAR_PROXIES = True, frozenset()
    settings.PUBLIC_ADDRESS = ""
    long = Tally(MOST, timedelta(hours=30))
    both = {"messages": long, "others": long}
    well = measure(now)
    stuck = replace(
        well, worker_age=timedelta(), due=long, failing=both, unwatched=long, unsealed=timedelta(hours=1)
    )
    held = replace(well, messages_held=3, mended=271)
    given_up = replace(stuck, given_up=both, machine_clocks_off=1, worker_age=timedelta(hours=2))
    full = replace(given_up, disks=tuple(replace(disk, free=0) for disk in well.disks))
    unfit = replace(well, ledger_fits=False)
    assert "ledger" in attention_codes(unfit)
    for measured in (well, stuck, held, given_up, full, unfit):
        for tongue, foreign in (("bn", re.compile("[A-Za-z0-9]")), ("en", re.compile("[\u0980-\u09ff]"))):
            with override_language(tongue):
                lines = [line for section in health_sections(measured) for line in section.lines]
            for line in lines:
                assert line.tag
                assert bool(line.need) or not line.has_failed
                for words in (line.title, line.tag, line.sentence, line.need, line.act):
                    assert not foreign.search(words), words
    bad = "backup ledger messages others worker watch disk clock address"
    assert attention_codes(full) == bad.split()
