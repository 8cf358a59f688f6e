"""Whoever has the database to himself, triggers off: each edit of what was sealed is found, and where."""

import random
from datetime import timedelta

import pytest
from django.db import connection, transaction

from ongikar.journal.hash_chain import Sealer, Verification
from ongikar.journal.models import Entry, Seal
from ongikar.journal.raw_reads import as_micros, unsealed_entries
from ongikar.journal.rules.hash_chain import Root, extend_chain, first_link
from tests.examples import examples

pytestmark = pytest.mark.django_db
EDITS = examples(1_000)
CHAINS = (3, 4, 0)


@pytest.fixture
def journal(now, write, empty_journal):
    """Sixty entries of twenty days, sealed day by day; returns the root of each chain at the end. Some
    numbers are nobody's.
    """
    seal, keys = Sealer(), iter(range(1_000_010, 2_000_000, 10))
    for day in range(20):
        at = now + timedelta(days=day)
        for office in (3, 4, None):
            write(office, at=at, subject=day + 1, key=next(keys), stars=day % 5, due=f"2026-12-{day + 1:02d}")
        seal(at + timedelta(seconds=30))
    lasts = (Seal.objects.filter(chain=chain).order_by("-number").first() for chain in CHAINS)
    return [Root("2026-12-11", str(last.chain), last.number, bytes(last.link)) for last in lasts]


def changed_column(rng, entry):
    """A column of an entry and what to put there, never what is there."""
    json = "'{\"stars\": 9}'" + ("::jsonb" if connection.vendor == "postgresql" else "")
    column, value = rng.choice(
        [
            ("at", "'2025-01-01 00:00:00+00'"),
            ("verb", "'case.kept'"),
            ("office_id", str((entry.office_id or 0) + 1)),
            ("office_id", "NULL" if entry.office_id else "9"),
            ("actor_type", "'worker'"),
            ("actor_id", "77"),
            ("actor_id", "NULL"),
            ("subject_type", "'grievance'"),
            ("subject_id", "999"),
            ("facts", json),
        ]
    )
    return f"UPDATE journal_entry SET {column} = {value} WHERE id = {entry.pk}"


def changed_entry(rng, entry, seal):
    return [changed_column(rng, entry)]


def deleted_entry(rng, entry, seal):
    return [f"DELETE FROM journal_entry WHERE id = {entry.pk}"]


def renumbered_entry(rng, entry, seal):
    return [f"UPDATE journal_entry SET id = {entry.pk + 3} WHERE id = {entry.pk}"]


def deleted_with_its_seal(rng, entry, seal):
    return [
        *deleted_entry(rng, entry, seal),
        f"DELETE FROM journal_seal WHERE entry_id = {entry.pk}",
    ]


def deleted_seal(rng, entry, seal):
    return [f"DELETE FROM journal_seal WHERE entry_id = {entry.pk}"]


def changed_seal(rng, entry, seal):
    link = "decode(repeat('00', 32), 'hex')" if connection.vendor == "postgresql" else "zeroblob(32)"
    what = rng.choice(
        [
            f"link = {link}",
            "sealed_at = '2026-11-01 00:00:00+00'",
            "chain = 77",
            f"number = {seal.number + 500}",
            f"entry_id = {entry.pk + 3}",
            *(
                ["link = 'x'", "number = 'x'", "entry_id = 'x'", "sealed_at = 'x'", "link = 7"]
                if connection.vendor == "sqlite"
                else []
            ),
        ]
    )
    return [f"UPDATE journal_seal SET {what} WHERE entry_id = {entry.pk}"]


def inserted_entry(rng, entry, seal):
    """Another like it, a day earlier, under a number that a rolled back transaction had used up."""
    columns = "verb, office_id, actor_type, actor_id, subject_type, subject_id, facts"
    before = connection.ops.adapt_datetimefield_value(entry.at - timedelta(days=1))
    return [
        f"INSERT INTO journal_entry (id, at, {columns}) "
        f"SELECT {entry.pk - 5}, '{before}', {columns} FROM journal_entry WHERE id = {entry.pk}"
    ]


def swapped_entries(rng, entry, seal):
    """Its neighbour in the chain takes its facts and it takes the neighbour's, by way of their keys."""
    other = Seal.objects.filter(chain=seal.chain).exclude(number=seal.number).order_by("number")
    key = other[rng.randrange(other.count())].entry_id
    return [
        f"UPDATE journal_entry SET id = -1 WHERE id = {entry.pk}",
        f"UPDATE journal_entry SET id = {entry.pk} WHERE id = {key}",
        f"UPDATE journal_entry SET id = {key} WHERE id = -1",
    ]


ATTACKS = (
    changed_entry,
    deleted_entry,
    renumbered_entry,
    deleted_with_its_seal,
    deleted_seal,
    changed_seal,
    inserted_entry,
    swapped_entries,
)


def found(roots):
    walk = Verification(roots=roots)
    return list(walk.faults()), walk


def names(fault, entry, seal):
    """Whether a fault points at this entry, or at its number in its chain."""
    placed = fault.chain == seal.chain and fault.fault.number <= seal.number <= fault.fault.until
    return placed or fault.fault.entry_id in (entry.pk, entry.pk - 5)


def test_a_thousand_random_edits_are_each_found_and_placed(journal, intruder):
    rng = random.Random(20261124)
    assert found(journal)[0] == []
    entries = list(Entry.objects.all())
    seals = {seal.entry_id: seal for seal in Seal.objects.all()}
    missed = []
    for _ in range(EDITS):
        entry, attack = rng.choice(entries), rng.choice(ATTACKS)
        seal = seals[entry.pk]
        with transaction.atomic():
            for statement in attack(rng, entry, seal):
                intruder(statement)
            faults, walk = found(journal)
            # With the last line of a chain gone there is nothing left of it but the root that was printed.
            cut = [root for root in walk.unmet if walk.ends.get(int(root.office), 0) < root.number]
            if not any(names(each, entry, seal) for each in faults) and (
                not cut or cut[0].office != str(seal.chain)
            ):
                missed.append((attack.__name__, entry.pk, faults))
            transaction.set_rollback(True)
    assert missed == []


def test_a_whole_rewriting_is_found_by_the_printed_root_alone(journal, intruder):
    """An old entry changed, and every seal of its chain made anew: sound in itself."""
    entry = Entry.objects.filter(office_id=3).order_by("id")[4]
    kept = list(Seal.objects.filter(chain=3).order_by("number"))
    intruder(f"UPDATE journal_entry SET subject_id = 999 WHERE id = {entry.pk}")
    intruder("DELETE FROM journal_seal WHERE chain = 3")
    entries = {each[0]: each for each in unsealed_entries(0)}
    before = first_link(3)
    for seal in kept:
        [(_, before, _)] = extend_chain(
            before, seal.number - 1, as_micros(seal.sealed_at), [entries[seal.entry_id]]
        )
        Seal(
            entry_id=seal.entry_id, chain=3, number=seal.number, sealed_at=seal.sealed_at, link=before
        ).save()
    faults, walk = found(journal)
    assert faults == []
    assert [root.office for root in walk.unmet] == ["3"]
    # The root of a day before that entry still holds: the rewriting began between the two.
    early = Root("2026-11-25", "3", 4, bytes(kept[3].link))
    assert found([early])[1].unmet == []


def test_what_was_put_in_is_told_as_such_and_once_sealed_as_late(journal, intruder, now):
    entry = Entry.objects.order_by("id").last()
    [statement] = inserted_entry(None, entry, None)
    intruder(statement)
    assert [(each.chain, each.fault.what, each.fault.entry_id) for each in found([])[0]] == [
        (None, "inserted", entry.pk - 5)
    ]
    Sealer()(now + timedelta(days=21))
    faults, walk = found([])
    assert (faults, walk.late, walk.first_late[0].entry_id) == ([], 1, entry.pk - 5)


def test_an_entry_that_waits_for_the_worker_is_no_fault(journal, write, now):
    write(at=now + timedelta(days=20))
    faults, walk = found(journal)
    assert (faults, walk.waiting) == ([], 1)


def test_an_entry_sealed_long_after_the_time_it_tells_of_is_counted(journal, write, now):
    write(at=now - timedelta(days=30))
    Sealer()(now + timedelta(days=20))
    faults, walk = found(journal)
    assert (faults, walk.late, walk.first_late[0].number) == ([], 1, 21)


def test_text_that_is_no_moment_and_facts_that_cannot_be_read_are_found_and_stop_nothing(journal, intruder):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL holds no such text in these columns")
    first, second = Entry.objects.filter(office_id=3).order_by("id")[:2]
    intruder("PRAGMA ignore_check_constraints = ON")
    intruder("UPDATE journal_entry SET at = 'yesterday' WHERE id = %s", [first.pk])
    intruder("UPDATE journal_entry SET facts = '{' WHERE id = %s", [second.pk])
    intruder("PRAGMA ignore_check_constraints = OFF")
    assert [(each.fault.what, each.fault.entry_id) for each in found([])[0]] == [
        ("changed", first.pk),
        ("changed", second.pk),
    ]
