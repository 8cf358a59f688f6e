"""Somebody with the database to himself and no key, who lays hands on the ledger: entries, seals, links and
MACs.
"""

import random
from collections.abc import Callable
from typing import NamedTuple

from django.db import connection

from ongikar.commands.tests.row_intruder import run
from ongikar.journal.hash_chain import FaultInChain
from ongikar.journal.models import Seal
from ongikar.journal.raw_reads import chain_lines
from ongikar.journal.rules.entry_macs import ENTRY_MAC_BYTES, SEAL_MAC_BYTES
from ongikar.journal.rules.hash_chain import compute_link

IS_POSTGRESQL = connection.vendor == "postgresql"
JSON = "::jsonb" * IS_POSTGRESQL
EARLIER = "'2025-01-01 00:00:00+00'"
ENTRY = "at, verb, office_id, actor_type, actor_id, subject_type, subject_id, facts, rows, mac"
# From so near its end a chain is computed anew.
NEAR = 30


class Place(NamedTuple):
    """One entry and where it is sealed."""

    entry_id: int
    chain: int
    number: int

    def is_named_by(self, found: FaultInChain) -> bool:
        fault = found.fault
        is_there = found.chain == self.chain and fault.number <= self.number <= fault.until
        return is_there or fault.entry_id == self.entry_id


class LedgerIntruder:
    """`strike()`: one edit, as its way and the places of which `ledger verify` must tell."""

    def __init__(self, seed: int, *, keyed_after: int) -> None:
        """`keyed_after`: the entry by which the ledger was taken under keys. The MAC of a seal of before is
        no part of what was taken over.
        """
        self.random, self.keyed_after = random.Random(seed), keyed_after
        seals = Seal.objects.order_by("chain", "number").values_list("entry_id", "chain", "number")
        self.places = [Place(*each) for each in seals]
        self.ends = {each.chain: each.number for each in self.places}
        self.free = max(each.entry_id for each in self.places) + 1_000
        self.ways: list[Callable[[], list[Place]]] = [
            self.change_entry,
            self.change_entry,
            self.delete_entry,
            self.delete_with_seal,
            self.renumber,
            self.put_in_copy,
            self.make_up,
            self.swap_entries,
            self.swap_macs,
            self.change_seal,
            self.change_seal,
            self.delete_seal,
            self.make_up_seal,
            self.swap_links,
            self.compute_anew,
            self.cut_end,
        ]

    def strike(self) -> tuple[str, list[Place]]:
        way = self.random.choice(self.ways)
        return way.__name__, way()

    def any_place(self) -> Place:
        return self.random.choice(self.places)

    def two_places(self) -> list[Place]:
        """Of one chain, or the columns that name it would be two edits."""
        one = self.any_place()
        other = self.random.choice(
            [each for each in self.places if each.chain == one.chain and each != one] or [one]
        )
        return [one, other] if other != one else self.two_places()

    def some_bytes(self, length: int) -> str:
        text = self.random.randbytes(length).hex()
        return f"decode('{text}', 'hex')" if IS_POSTGRESQL else f"x'{text}'"

    def change_entry(self) -> list[Place]:
        place = self.any_place()
        rng, column = self.random, self.random.choice(ENTRY.split(", "))
        before = stands(column, place.entry_id)
        values = {
            "at": [EARLIER],
            "verb": ["'case.kept'", "'ledger.key_rotated'", "'rows.adopted'"],
            "office_id": ["NULL", "9"],
            "actor_type": ["'worker'", "'citizen'"],
            "actor_id": ["NULL", "77"],
            "subject_type": ["'grievance'", "'ledger'"],
            "subject_id": [str(rng.randrange(5_000, 9_000))],
            "facts": [f"'{{\"stars\": 9}}'{JSON}", f"'[]'{JSON}"],
            "rows": ["NULL", '\'{"cases_case":{"1":{"state":"kept"}}}\'', "'x'"],
            # The mark of the key, and figures of his own.
            "mac": ["NULL", self.some_bytes(ENTRY_MAC_BYTES), self.some_bytes(3)],
        }[column]
        for value in rng.sample(values, len(values)):
            run(f"UPDATE journal_entry SET {column} = {value} WHERE id = %s", [place.entry_id])
            if stands(column, place.entry_id) != before:
                return [place]
        raise AssertionError(f"{column} could not be changed")

    def delete_entry(self) -> list[Place]:
        place = self.any_place()
        run("DELETE FROM journal_entry WHERE id = %s", [place.entry_id])
        return [place]

    def delete_with_seal(self) -> list[Place]:
        [place] = self.delete_entry()
        run("DELETE FROM journal_seal WHERE entry_id = %s", [place.entry_id])
        return [place]

    def renumber(self) -> list[Place]:
        place = self.any_place()
        run("UPDATE journal_entry SET id = %s WHERE id = %s", [self.free, place.entry_id])
        return [place]

    def put_in_copy(self) -> list[Place]:
        """An entry once more, with its own MAC, or with none."""
        place = self.any_place()
        mac = self.random.choice(["mac", "NULL"])
        run(
            f"INSERT INTO journal_entry (id, {ENTRY})"
            f" SELECT %s, {ENTRY.removesuffix('mac')} {mac} FROM journal_entry WHERE id = %s",
            [self.free, place.entry_id],
        )
        return [Place(self.free, -1, 0)]

    def make_up(self) -> list[Place]:
        """An entry that moves a due day, as an act would."""
        rows = '\'{"clock_clock":{"1":{"due_at":1}}}\''
        mac = self.random.choice(["NULL", self.some_bytes(ENTRY_MAC_BYTES)])
        run(
            f"INSERT INTO journal_entry (id, {ENTRY}) SELECT %s, at, 'case.extended', office_id, actor_type,"
            f" actor_id, subject_type, subject_id, '{{}}'{JSON}, {rows}, {mac} FROM journal_entry"
            " WHERE id = %s",
            [self.free, self.any_place().entry_id],
        )
        return [Place(self.free, -1, 0)]

    def swap_entries(self) -> list[Place]:
        one, other = places = self.two_places()
        for key, before in ((-1, one), (one.entry_id, other)):
            run("UPDATE journal_entry SET id = %s WHERE id = %s", [key, before.entry_id])
        run("UPDATE journal_entry SET id = %s WHERE id = -1", [other.entry_id])
        return places

    def swap_macs(self) -> list[Place]:
        places = self.two_places()
        swap("journal_entry", "id", "mac", *(each.entry_id for each in places))
        return places

    def change_seal(self) -> list[Place]:
        place, rng = self.any_place(), self.random
        change = rng.choice(
            [
                f"link = {self.some_bytes(32)}",
                f"sealed_at = {EARLIER}",
                "chain = 77",
                f"number = {place.number + 100_000}",
                f"entry_id = {self.free}",
                *(
                    ["mac = NULL", f"mac = {self.some_bytes(SEAL_MAC_BYTES)}"]
                    if place.entry_id > self.keyed_after
                    else []
                ),
            ]
        )
        run(f"UPDATE journal_seal SET {change} WHERE entry_id = %s", [place.entry_id])
        return [place]

    def delete_seal(self) -> list[Place]:
        place = self.any_place()
        run("DELETE FROM journal_seal WHERE entry_id = %s", [place.entry_id])
        return [place]

    def make_up_seal(self) -> list[Place]:
        """The chain goes on, of an entry that there is not."""
        place = self.any_place()
        number = self.ends[place.chain] + 1
        run(
            "INSERT INTO journal_seal (entry_id, chain, number, sealed_at, link, mac)"
            " SELECT %s, chain, %s, sealed_at, link, mac FROM journal_seal WHERE entry_id = %s",
            [self.free, number, place.entry_id],
        )
        return [Place(self.free, place.chain, number)]

    def swap_links(self) -> list[Place]:
        places = self.two_places()
        swap("journal_seal", "entry_id", "link", *(each.entry_id for each in places))
        return places

    def compute_anew(self) -> list[Place]:
        """An entry near the end says something else, and all links from it on are made to fit."""
        near = [
            each
            for each in self.places
            if each.number > self.ends[each.chain] - NEAR and each.entry_id > self.keyed_after
        ]
        place = self.random.choice(near)
        chain = place.chain
        run("UPDATE journal_entry SET subject_id = subject_id + 5000 WHERE id = %s", [place.entry_id])
        before = bytes(Seal.objects.get(chain=chain, number=place.number - 1).link)
        for line in list(chain_lines(chain))[place.number - 1 :]:
            before = compute_link(before, line.number, line.at, line.entry)
            run("UPDATE journal_seal SET link = %s WHERE entry_id = %s", [before, line.entry_id])
        return [place]

    def cut_end(self) -> list[Place]:
        chain = self.any_place().chain
        gone = [each for each in self.places if each.chain == chain][-self.random.randrange(1, 4) :]
        for each in gone:
            run("DELETE FROM journal_seal WHERE entry_id = %s", [each.entry_id])
            run("DELETE FROM journal_entry WHERE id = %s", [each.entry_id])
        return gone


def stands(column: str, entry_id: int) -> str | None:
    """What an entry has there, as text."""
    shown = ("encode(mac, 'hex')" if IS_POSTGRESQL else "hex(mac)") if column == "mac" else column
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CAST({shown} AS text) FROM journal_entry WHERE id = %s", [entry_id])
        return cursor.fetchone()[0]


def swap(table: str, key: str, column: str, one: int, other: int) -> None:
    """Two rows exchange what they hold in a column."""
    run(
        f'CREATE TEMPORARY TABLE swapped AS SELECT "{key}" AS k, "{column}" AS v FROM {table}'
        f' WHERE "{key}" IN (%s, %s)',
        [one, other],
    )
    run(
        f'UPDATE {table} SET "{column}" = (SELECT v FROM swapped WHERE k <> {table}."{key}")'
        f' WHERE "{key}" IN (%s, %s)',
        [one, other],
    )
    run("DROP TABLE swapped")
