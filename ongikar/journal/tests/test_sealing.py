"""What was recorded is sealed soon, once, in its office's chain, and the database keeps the seals as they
are.
"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from ongikar.journal import hash_chain, raw_reads
from ongikar.journal.hash_chain import Sealer, Verification, day_ends, seal_page
from ongikar.journal.models import Entry, Seal
from ongikar.journal.raw_reads import as_micros, as_moment, unsealed_entries
from ongikar.operations import worker
from tests.rows_read import watched_rows

pytestmark = pytest.mark.django_db


def numbers(chain):
    return list(Seal.objects.filter(chain=chain).order_by("number").values_list("number", "entry_id"))


def faults():
    return list(Verification().faults())


def test_each_entry_is_sealed_in_the_chain_of_its_office(now, write, empty_journal):
    ours, theirs, nobodys, later = write(3), write(4), write(None), write(3)
    assert Sealer()(now) == 4
    assert numbers(3) == [(1, ours.pk), (2, later.pk)]
    assert (numbers(4), numbers(0)) == ([(1, theirs.pk)], [(1, nobodys.pk)])
    assert faults() == []


@pytest.mark.fast
def test_the_worker_seals_in_the_round_after_the_entry(now, write, empty_journal, monkeypatch):
    monkeypatch.setattr(worker, "seal", Sealer())
    worker.run_round(now)
    entry = write()
    worker.run_round(now + timedelta(seconds=1))
    assert Seal.objects.get(entry_id=entry.pk).sealed_at == now + timedelta(seconds=1)


def test_a_second_round_begins_where_the_first_ended(now, write, empty_journal):
    seal = Sealer()
    write(), write()
    assert (seal(now), seal(now)) == (2, 0)
    write()
    assert (seal(now), len(numbers(3)), faults()) == (1, 3, [])


def test_an_entry_whose_transaction_ended_late_is_sealed_after_those_with_higher_numbers(
    now, write, intruder, empty_journal
):
    seal, first = Sealer(), write()
    late = first.pk + 5
    write(key=late + 1)
    assert seal(now) == 2
    write(key=late)
    assert seal(now + timedelta(seconds=2)) == 1
    assert numbers(3) == [(1, first.pk), (2, late + 1), (3, late)]
    # The numbers between them, of which there is no entry, are nobody's.
    assert faults() == []


def test_an_entry_very_far_below_is_found_by_the_look_of_the_next_hour(
    now, write, empty_journal, monkeypatch
):
    monkeypatch.setattr(hash_chain, "REACH", 3)
    seal, first = Sealer(), write()
    for n in range(2, 11):
        write(key=first.pk + n)
    assert seal(now) == 10
    write(key=first.pk + 1)
    assert seal(now + timedelta(minutes=1)) == 0
    assert seal(now + hash_chain.WIDE_EVERY) == 1
    assert faults() == []


def test_a_round_reads_what_came_since_and_not_what_is_sealed(now, write, empty_journal):
    first = write()
    Entry.objects.bulk_create(
        Entry(pk=first.pk + n, at=now, office_id=3, verb="case.tested", subject_id=3) for n in range(1, 3_001)
    )
    # As the database does it by itself, some seconds later.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    seal = Sealer()
    assert (seal(now), seal(now)) == (3_001, 0)
    write(key=first.pk + 3_005)
    with watched_rows() as found:
        assert seal(now) == 1
    assert [(one.sql, one.read) for one in found.each if one.read > 100] == []
    # And of the hole before it, which was nobody's yet.
    late = write(key=first.pk + 3_003)
    with watched_rows() as found:
        assert seal(now) == 1
    assert [(one.sql, one.read) for one in found.each if one.read > 100] == []
    assert Seal.objects.get(entry_id=late.pk).number == 3_003


def test_of_very_many_gaps_none_is_forgotten(now, write, empty_journal, monkeypatch):
    monkeypatch.setattr(hash_chain, "MOST_HOLES", 3)
    first, seal = write(), Sealer()
    for n in range(1, 11):
        write(key=first.pk + 2 * n)
    assert (seal(now), seal(now)) == (11, 0)
    assert len(seal.holes) == 3
    for n in (1, 9, 19):
        write(key=first.pk + n)
    assert (seal(now), seal(now), faults()) == (3, 0, [])


def test_in_a_database_put_back_to_an_earlier_day_the_sealer_begins_anew(now, write, empty_journal):
    seal, first = Sealer(), write()
    assert seal(now) == 1
    # As a sealer has it that saw what the backup does not hold.
    seal.seen = first.pk + 1_000
    write()
    assert (seal(now), faults()) == (1, [])


def test_many_are_sealed_page_by_page(now, write, empty_journal, monkeypatch):
    monkeypatch.setattr(hash_chain, "PAGE", 4)
    for n in range(10):
        write(n % 2 + 3)
    assert Sealer()(now) == 10
    assert faults() == []


def test_no_more_of_what_was_written_is_read_at_once_than_fits_in_a_page(
    now, write, empty_journal, monkeypatch
):
    monkeypatch.setattr(raw_reads, "CHARACTERS_A_PAGE", 10)
    first = write().pk
    lengths = (4, 6, 1, 30, None)
    Entry.objects.bulk_create(
        Entry(pk=key, at=now, office_id=3, verb="rows.written", subject_id=3, rows=length and "r" * length)
        for key, length in enumerate(lengths, first + 1)
    )
    pages, after = [], 0
    while page := unsealed_entries(after):
        pages.append(len(page))
        after = page[-1][0]
    # One that is too large for a page is read alone.
    assert pages == [3, 1, 1, 1]
    assert (Sealer()(now), faults()) == (6, [])


def test_what_another_worker_sealed_between_two_looks_hides_nothing_behind_it(
    now, write, empty_journal, monkeypatch
):
    first, second = write(), write()
    assert seal_page(now, until=first.pk) == [first.pk]
    # As it was found before the other worker's seal.
    ends = iter((first.pk, second.pk))
    monkeypatch.setattr(raw_reads, "end_of_page", lambda *where: next(ends))
    assert [entry[0] for entry in unsealed_entries(0)] == [second.pk]


def test_a_look_that_ran_out_of_time_goes_on_where_it_was(now, write, empty_journal, monkeypatch):
    monkeypatch.setattr(hash_chain, "PAGE", 4)
    monkeypatch.setattr(hash_chain, "ROUND", -1.0)
    for _ in range(10):
        write()
    seal = Sealer()
    assert [seal(now) for _ in range(4)] == [4, 4, 2, 0]
    assert faults() == []


def test_of_two_workers_at_once_one_seals_and_the_other_comes_again(now, write, empty_journal, monkeypatch):
    write(), write(4)

    def read_and_be_overtaken(*where):
        found = unsealed_entries(*where)
        monkeypatch.setattr(hash_chain, "unsealed_entries", unsealed_entries)
        assert len(seal_page(now)) == 2
        return found

    monkeypatch.setattr(hash_chain, "unsealed_entries", read_and_be_overtaken)
    seal = Sealer()
    assert seal(now) == 0
    assert (numbers(3)[-1][0], numbers(4)[-1][0], faults()) == (1, 1, [])
    write()
    assert (seal(now), faults()) == (1, [])


def test_a_clock_put_back_does_not_turn_the_days_round(now, write, empty_journal):
    write()
    Sealer()(now)
    write()
    Sealer()(now - timedelta(days=2))
    assert set(Seal.objects.values_list("sealed_at", flat=True)) == {now}
    assert faults() == []


def test_a_day_ends_with_its_last_seal(now, write, empty_journal):
    seal, links = Sealer(), []
    for day in range(3):
        write(), write()
        seal(now + timedelta(days=day))
        last = Seal.objects.order_by("-number").first()
        links.append((last.number, bytes(last.link)))
    ends = [now + timedelta(days=day, hours=12) for day in (-1, 0, 1, 2, 3)]
    assert day_ends(3, ends) == [None, *links, links[-1]]


def test_a_moment_survives_its_way_through_microseconds(now):
    moment = now.replace(microsecond=123_457)
    assert as_moment(as_micros(moment)) == moment


def test_a_seal_is_neither_changed_nor_deleted_by_the_program(now, write, empty_journal):
    write()
    Sealer()(now)
    seal = Seal.objects.get()
    for attempt in (seal.save, seal.delete, Seal.objects.all().delete, lambda: Seal.objects.update(number=9)):
        with pytest.raises(TypeError):
            attempt()


REFUSED = [
    "UPDATE journal_seal SET link = link WHERE entry_id = {id}",
    "DELETE FROM journal_seal WHERE entry_id = {id}",
]
BY_VENDOR = {
    "sqlite": [
        "INSERT OR REPLACE INTO journal_seal SELECT * FROM journal_seal WHERE entry_id = {id}",
        "REPLACE INTO journal_entry SELECT * FROM journal_entry WHERE id = {id}",
    ],
    "postgresql": ["TRUNCATE journal_seal", "TRUNCATE journal_entry CASCADE"],
}


def test_the_database_itself_refuses_to_change_replace_or_empty_what_is_sealed(now, write):
    entry = write()
    Sealer()(now)
    before = list(Seal.objects.values_list())
    for statement in [*REFUSED, *BY_VENDOR[connection.vendor]]:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(id=entry.pk))
    assert list(Seal.objects.values_list()) == before
    assert Entry.objects.filter(pk=entry.pk).exists()


def test_what_another_transaction_has_yet_to_commit_is_sealed_once_it_does_and_what_it_takes_back_never(
    now, write
):
    """Two true connections: numbers are given out in one order, and settled in another."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    import psycopg

    insert = """INSERT INTO journal_entry (at, verb, office_id, actor_type, subject_type, subject_id, facts)
        VALUES (now(), 'case.tested', 777, 'user', 'case', 1, '{}') RETURNING id"""
    seal = Sealer()
    seal(now)
    with psycopg.connect(connection.connection.info.dsn, options="-c lock_timeout=5s") as other:
        late = other.execute(insert).fetchone()[0]
        with psycopg.connect(connection.connection.info.dsn) as third:
            third.execute(insert)
            third.rollback()
        early = write(777)
        assert (seal(now), early.pk) == (1, late + 2)
        other.commit()
        try:
            assert (seal(now), numbers(777)) == (1, [(1, early.pk), (2, late)])
            assert faults() == []
        finally:
            other.execute("SET session_replication_role = replica")
            other.execute("DELETE FROM journal_entry WHERE id = %s", [late])
            other.commit()
