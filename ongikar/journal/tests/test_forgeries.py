"""Whoever has the database and no key: each forgery is found without a root that was printed before."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction

from ongikar.core.crypto.key_fingerprints import fingerprints, write_fingerprints
from ongikar.journal import keyed_ledger
from ongikar.journal.actions import record, record_each
from ongikar.journal.hash_chain import Sealer, Verification
from ongikar.journal.keyed_ledger import (
    KeyedCheck,
    accept_head,
    accept_other_keys,
    adopt_ledger,
    rotate_ledger_key,
)
from ongikar.journal.ledger_head import head_file, read_head, write_head
from ongikar.journal.ledger_keys import LEDGER_KEYS, begin_identity, keys_file, ledger_keys
from ongikar.journal.models import Entry, Seal
from ongikar.journal.raw_reads import as_micros
from ongikar.journal.rules.entry_macs import ENTRY_MAC_BYTES, SEAL_MAC_BYTES
from ongikar.journal.rules.hash_chain import compute_link, first_link

pytestmark = pytest.mark.django_db
COLUMNS = "at, verb, office_id, actor_type, actor_id, subject_type, subject_id, facts, rows, mac"


@pytest.fixture
def old(now, write, empty_journal):
    """Entries of before there were keys: without MACs, as a release of before left them."""
    for day in range(3):
        for office in (3, 4, None):
            write(office, at=now - timedelta(days=9 - day), subject=day, stars=day)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET mac = NULL")
    Sealer()(now - timedelta(days=5))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_seal SET mac = NULL")


@pytest.fixture
def ledger(now, write, old):
    """A ledger that was taken under keys, and some days of it since, sealed."""
    assert adopt_ledger(now)
    seal = Sealer()
    for day in range(4):
        for office in (3, 4, None):
            write(office, at=now + timedelta(days=day), subject=day, stars=day)
        seal(now + timedelta(days=day, minutes=1))
    assert faults() == []
    return seal


def faults(**kwargs):
    check = KeyedCheck(**kwargs)
    walk = Verification(judge=check.judge)
    found = [each.fault.what for each in walk.faults()]
    return found + [fault.what for _, fault in check.faults(walk.ends, None)]


def last_entry(office=3):
    return Entry.objects.filter(office_id=office).order_by("-pk").first()


def put_in(at, *, mac=None, office=3, **facts):
    """An entry that the program did not write."""
    facts = json.dumps(facts)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (at, verb, office_id, actor_type, actor_id, subject_type, subject_id,"
            f" facts, mac) VALUES (%s, 'case.extended', %s, 'user', 2, 'case', 1, {as_json()}, %s)",
            [at, office, facts, mac],
        )


def as_json():
    return "%s::jsonb" if connection.vendor == "postgresql" else "%s"


def recompute(chain, *, after=0):
    """The links of a chain from some number on, computed anew as anybody can."""
    from ongikar.journal.raw_reads import chain_lines

    before = first_link(chain)
    for line in list(chain_lines(chain)):
        link = compute_link(before, line.number, line.at, line.entry)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE journal_seal SET link = %s WHERE chain = %s AND number = %s",
                [link, chain, line.number],
            )
        before = link


# The seven of the issue, and what is near to them.


def test_an_entry_that_was_added_is_found_before_and_after_its_seal(ledger, now, intruder):
    put_in(now + timedelta(days=5))
    assert faults() == ["unkeyed"]
    ledger(now + timedelta(days=5, minutes=1))
    assert faults() == ["unkeyed"]


def test_an_entry_that_was_added_with_a_made_up_mac_is_found(ledger, now, intruder):
    put_in(now + timedelta(days=5), mac=b"\x00\x01" + bytes(ENTRY_MAC_BYTES - 2))
    put_in(now + timedelta(days=5), mac=b"\x00\x09" + bytes(ENTRY_MAC_BYTES - 2))
    put_in(now + timedelta(days=5), mac=b"x")
    ledger(now + timedelta(days=5, minutes=1))
    assert faults() == ["forged"] * 3


def test_an_entry_written_once_more_under_another_number_is_found(ledger, now, intruder):
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO journal_entry ({COLUMNS}) SELECT {COLUMNS} FROM journal_entry WHERE id = %s",
            [last_entry().pk],
        )
    ledger(now + timedelta(days=5))
    assert faults() == ["replayed"]


def test_an_entry_that_was_edited_and_its_chain_computed_anew_is_found(ledger, intruder):
    entry = last_entry()
    intruder(f"UPDATE journal_entry SET facts = {as_json()} WHERE id = %s", ['{"stars": 5}', entry.pk])
    recompute(3)
    assert "forged" in faults()


def test_a_chain_computed_anew_alone_is_found(ledger, intruder):
    """An entry is taken out of the middle and the numbers closed up behind it."""
    keys = list(Seal.objects.filter(chain=3).order_by("number").values_list("entry_id", flat=True))
    gone = keys[5]
    number = Seal.objects.get(entry_id=gone).number
    intruder("DELETE FROM journal_seal WHERE entry_id = %s", [gone])
    intruder("DELETE FROM journal_entry WHERE id = %s", [gone])
    for each in Seal.objects.filter(chain=3, number__gt=number).order_by("number"):
        intruder("UPDATE journal_seal SET number = number - 1 WHERE entry_id = %s", [each.entry_id])
    recompute(3)
    found = faults()
    assert "seal forged" in found
    assert "head_cut" in found


def test_a_tail_that_was_cut_off_is_found_also_once_the_chain_has_gone_on(ledger, now, write, intruder):
    last = last_entry().pk
    intruder("DELETE FROM journal_seal WHERE entry_id = %s", [last])
    intruder("DELETE FROM journal_entry WHERE id = %s", [last])
    assert faults() == ["head_cut"]
    for _ in range(3):
        write(3, at=now + timedelta(days=6))
    Sealer()(now + timedelta(days=6, minutes=1))
    assert faults() == ["head_other"]


def test_that_all_seals_are_gone_is_found_also_once_they_are_made_anew(ledger, now, intruder):
    intruder("DELETE FROM journal_seal")
    found = faults()
    assert found.count("head_cut") == 3
    Sealer()(now + timedelta(days=6))
    assert "head_other" in faults()


def test_a_ledger_taken_under_keys_twice_is_found(ledger, now, monkeypatch):
    head, keys = head_file().read_bytes(), ledger_keys()
    # Whoever had the keys would do it under the identity that is known.
    monkeypatch.setattr(keyed_ledger, "begin_identity", lambda: keys.identity)
    keyed_ledger.take_under_keys(now + timedelta(days=5))
    head_file().write_bytes(head)
    Sealer()(now + timedelta(days=5, minutes=1))
    assert faults() == ["adopted_twice"]


def test_it_is_not_taken_under_keys_by_itself_a_second_time(ledger, now, intruder):
    assert not adopt_ledger(now + timedelta(days=5))
    intruder("DELETE FROM journal_entry WHERE verb = 'ledger.keyed'")
    assert not adopt_ledger(now + timedelta(days=5))
    assert "deleted" in faults()


def test_an_entry_without_a_mac_after_the_adoption_is_found_and_those_before_are_not(ledger, now, intruder):
    entry = last_entry()
    intruder("UPDATE journal_entry SET mac = NULL WHERE id = %s", [entry.pk])
    recompute(3)
    assert "unkeyed" in faults()


def test_what_stood_before_the_adoption_and_was_written_anew_is_found(ledger, intruder):
    first = Entry.objects.filter(office_id=3).order_by("pk").first()
    intruder(f"UPDATE journal_entry SET facts = {as_json()} WHERE id = %s", ['{"stars": 5}', first.pk])
    recompute(3)
    assert "adoption_other" in faults()


def test_a_journal_emptied_of_every_mac_does_not_pass_for_an_old_one(ledger, intruder):
    keyed = Entry.objects.get(verb="ledger.keyed").pk
    number = Seal.objects.get(entry_id=keyed).number
    intruder("DELETE FROM journal_seal WHERE entry_id = %s", [keyed])
    intruder("DELETE FROM journal_entry WHERE id = %s", [keyed])
    for each in Seal.objects.filter(chain=0, number__gt=number).order_by("number"):
        intruder("UPDATE journal_seal SET number = number - 1 WHERE entry_id = %s", [each.entry_id])
    intruder("UPDATE journal_entry SET mac = NULL")
    intruder("UPDATE journal_seal SET mac = NULL")
    for chain in (0, 3, 4):
        recompute(chain)
    found = faults()
    assert "unkeyed" in found
    assert "head_other" in found


# Keys.


def test_entries_of_many_at_once_bear_macs_as_others_do(ledger, now):
    with transaction.atomic():
        record_each(
            "case.moved",
            [(("case", n), {"from": "2026-12-01", "to": "2026-12-02"}) for n in range(5)],
            actor=("worker", None),
            office_id=3,
            now=now + timedelta(days=5),
        )
    assert all(len(each.mac) == ENTRY_MAC_BYTES for each in Entry.objects.filter(verb="case.moved"))
    Sealer()(now + timedelta(days=5))
    assert faults() == []
    assert len(bytes(Seal.objects.order_by("-entry_id").first().mac)) == SEAL_MAC_BYTES


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(keyed_ledger, "SETTLING_SECONDS", 0)


def test_a_key_rotated_between_entry_and_seal_harms_nothing(ledger, now, write, at_once):
    write(3, at=now + timedelta(days=5))
    assert rotate_ledger_key(now + timedelta(days=5)) == 2
    write(3, at=now + timedelta(days=5))
    ledger(now + timedelta(days=5))
    assert faults() == []
    assert sorted(ledger_keys().raw) == [1, 2]


def test_an_old_key_writes_nothing_after_its_retirement(ledger, now, write, at_once):
    stolen = keys_file().read_bytes()
    rotate_ledger_key(now + timedelta(days=5))
    new = keys_file().read_bytes()
    keys_file().write_bytes(stolen)
    write(3, at=now + timedelta(days=5))
    seal = Sealer()
    seal(now + timedelta(days=5, minutes=20))
    keys_file().write_bytes(new)
    assert set(faults()) == {"retired", "seal retired"}


def test_a_key_rotated_by_a_clock_that_was_put_back_harms_no_seal_of_before(ledger, now, write, at_once):
    """What stands is sealed with later moments than the key's retirement."""
    rotate_ledger_key(now - timedelta(days=1))
    write(3, at=now - timedelta(days=1))
    ledger(now - timedelta(days=1))
    assert faults() == []


def test_of_a_key_that_was_in_other_hands_it_is_said_from_when_on(ledger, now, write, at_once):
    rotate_ledger_key(now + timedelta(days=5), untrusted_from=now + timedelta(days=2))
    ledger(now + timedelta(days=5, minutes=1))
    check = KeyedCheck()
    walk = Verification(judge=check.judge)
    assert list(walk.faults()) == []
    assert check.judge.untrusted == 6


def test_where_every_key_is_lost_it_goes_on_under_a_new_one(ledger, now, write):
    write_fingerprints(fingerprints(LEDGER_KEYS))
    keys_file().unlink()
    assert accept_other_keys(now + timedelta(days=5)) == ["ledger 2"]
    write(3, at=now + timedelta(days=5))
    ledger(now + timedelta(days=5, minutes=1))
    assert faults() == []
    assert KeyedCheck().adoption.lost == {1}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET verb = 'case.kept' WHERE id = %s", [last_entry().pk])
    recompute(3)
    assert "forged" in faults()


def test_of_two_installations_with_one_key_neither_writes_for_the_other(ledger, now, write, intruder):
    entry = last_entry()
    head_file().unlink()
    # The other one, with the same keys and an identity of its own.
    keyed_ledger.take_under_keys(now + timedelta(days=5), lost=[9])
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO journal_entry ({COLUMNS}) SELECT {COLUMNS} FROM journal_entry WHERE id = %s",
            [entry.pk],
        )
    found = faults()
    assert "forged" in found
    assert "replayed" in found


# The head.


def test_a_head_that_is_missing_forged_unreadable_or_of_another_database_is_said(ledger, now, tmp_path):
    kept = head_file().read_bytes()
    head_file().unlink()
    assert faults() == ["head_missing"]
    head_file().write_bytes(kept.replace(b'"ends"', b'"sdne"'))
    assert faults() == ["head_forged"]
    head_file().write_bytes(b"{")
    assert faults() == ["head_unreadable"]
    told = json.loads(kept)
    told["told"]["ends"]["3"][0] += 1
    head_file().write_text(json.dumps(told))
    assert faults() == ["head_forged"]
    head_file().write_bytes(kept)
    assert faults() == []


def test_a_head_of_another_database_is_said_whether_that_had_its_own_keys_or_a_copy_of_ours(
    ledger, now, write
):
    kept, keys, head = head_file().read_bytes(), keys_file().read_bytes(), read_head()
    # Another installation with the same keys, and an identity of its own.
    begin_identity()
    write_head(replace(head, identity=ledger_keys().identity))
    keys_file().write_bytes(keys)
    assert faults() == ["head_forged"]
    # A copy of this one that has gone on by itself, and came to other ends.
    head_file().write_bytes(kept)
    with transaction.atomic():
        write(3, at=now + timedelta(days=5), stars=1)
        ledger(now + timedelta(days=5))
        ahead = head_file().read_bytes()
        transaction.set_rollback(True)
    head_file().write_bytes(ahead)
    assert faults() == ["head_cut"]
    write(3, at=now + timedelta(days=5), stars=2)
    Sealer()(now + timedelta(days=5))
    assert faults() == ["head_other"]
    # Neither is written over.
    assert head_file().read_bytes() == ahead


def test_a_head_that_was_taken_away_with_the_entry_of_its_adoption_is_missed(ledger, intruder):
    """The keys know that the ledger was under them."""
    head_file().unlink()
    intruder("DELETE FROM journal_entry WHERE verb = 'ledger.keyed'")
    check = keyed_ledger.keys_at_hand().check
    assert check is not None
    assert check.head_fault == "head_missing"


def test_an_older_head_goes_on_from_where_it_is(ledger, now, write):
    older = head_file().read_bytes()
    write(3, at=now + timedelta(days=5))
    ledger(now + timedelta(days=5))
    newer = read_head()
    head_file().write_bytes(older)
    write(3, at=now + timedelta(days=6))
    ledger(now + timedelta(days=6))
    assert read_head().ends[3][0] == newer.ends[3][0] + 1
    assert faults() == []


def test_no_round_makes_a_head_that_is_gone_and_whoever_has_the_keys_accepts_one(ledger, now, write):
    head_file().unlink()
    write(3, at=now + timedelta(days=5))
    ledger(now + timedelta(days=5))
    assert not head_file().exists()
    accept_head(now + timedelta(days=6))
    assert faults() == []
    assert len(keyed_ledger.accepted_heads(KeyedCheck().keys)) == 1


def test_a_clock_that_was_put_back_harms_nothing(ledger, now, write):
    write(3, at=now - timedelta(days=3))
    ledger(now - timedelta(days=3))
    assert faults() == []
    assert read_head().written_at >= now


def test_a_new_empty_database_beside_an_old_head_begins_anew(ledger, now, intruder):
    intruder("DELETE FROM journal_outboxentry")
    intruder("DELETE FROM journal_seal")
    intruder("DELETE FROM journal_entry")
    assert adopt_ledger(now + timedelta(days=9))
    Sealer()(now + timedelta(days=9))
    assert faults() == []
    assert list(head_file().parent.glob("ledger-head-*.json"))


def test_a_rolled_back_act_leaves_no_trace_of_its_mac(ledger, now):
    with transaction.atomic():
        record("case.tested", subject=("case", 1), actor=("user", 2), office_id=3, now=now)
        transaction.set_rollback(True)
    ledger(now + timedelta(days=5))
    assert faults() == []


def test_facts_written_in_any_order_and_form_read_back_as_they_were_sealed(ledger, now):
    with transaction.atomic():
        record(
            "case.tested",
            subject=("case", 1),
            actor=("user", 2),
            office_id=3,
            now=now + timedelta(microseconds=123_457),
            what="অঙ্গীকার “১” \\ \n\t ☂ \u2028",
            names=["ব", "a"],
            columns={"b": ["x"], "a": []},
            until=None,
            waits=True,
            score=10**15,
        )
    Sealer()(now + timedelta(days=5))
    assert faults() == []
    assert as_micros(last_entry().at) % 10 == 7


# What the worker should have sealed.


def test_what_no_round_sealed_while_a_worker_was_at_work_is_a_fault(ledger, now, write):
    at = now + timedelta(days=5)
    write(3, at=at)

    def found(worker_at):
        return [each.fault.what for each in Verification(worker_at=worker_at).faults()]

    assert found(None) == found(at) == found(at + timedelta(minutes=5)) == []
    assert found(at + timedelta(minutes=6)) == ["unsealed"]
    # The worker stood still, and has just begun again.
    ledger(at + timedelta(days=1))
    write(3, at=at)
    assert found(at + timedelta(days=1, minutes=1)) == []
