"""Random edits by somebody who has the database and no key, and of which of them nothing is told."""

import pytest
from django.db import DatabaseError, transaction

from ongikar.commands.ledger import every_chain_fault, verify_ledger
from ongikar.commands.tests.row_intruder import Intruder, checks_taken_off, named, raw, run
from ongikar.journal.hash_chain import FaultInChain, Verification
from ongikar.journal.keyed_ledger import KeyedCheck
from ongikar.journal.macs import KEYED, ledger_entries
from ongikar.journal.state_check import expected_rows, find_differences
from ongikar.journal.tests.intruder import broken_in

from .ledger_intruder import LedgerIntruder, swap

# Of so many edits three are of the ledger, each by itself; the others are of rows, each of another table, and
# one comparison of all tables answers for them.
AT_ONCE, OF_LEDGER = 10, 3
# Of so many comparisons the command itself is asked after one.
ASKED_EVERY = 4
# (what, table, key, column), as a difference of rows is named.
Named = tuple[str, str, str, str]


class RowIntruder(Intruder):
    """Two rows change places, too."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.turns: list = []

    def strike_at(self, besides: set[str]) -> set[Named]:
        """Of each table in its turn, so that none is left out by chance."""
        if not self.turns:
            self.turns = [each for each in self.tables if self.keys[each[0].name]]
            self.random.shuffle(self.turns)
        table, model = self.turns.pop()
        if table.name in besides:
            return self.strike_at(besides)
        keys = self.keys[table.name]
        if len(keys) < 2 or self.random.random() < 0.7:
            way = self.random.choice([self.edit, self.edit, self.edit, self.delete, self.insert])
            return {way(table, model, self.random.choice(keys))}
        one, other = self.random.sample(keys, 2)
        columns = self.differing(table, model, one, other)
        if not columns:
            # Where they are alike there is nothing to exchange.
            return {self.edit(table, model, one), self.edit(table, model, other)}
        if table.natural_key or self.random.random() < 0.5:
            return self.swap_values(table, model, one, other, self.random.choice(columns))
        return self.swap_rows(table, one, other, columns)

    def swap_values(self, table, model, one, other, column) -> set[Named]:
        swap(table.name, "id", column, one, other)
        return {("changed", table.name, named(table, model, key), column) for key in (one, other)}

    def swap_rows(self, table, one, other, columns) -> set[Named]:
        """Each has the other's key; what points at one points at the other."""
        for key, before in ((-1, one), (one, other), (other, -1)):
            run(f"UPDATE {table.name} SET id = %s WHERE id = %s", [key, before])
        return {("changed", table.name, str(key), column) for key in (one, other) for column in columns}

    def differing(self, table, model, one, other) -> list[str]:
        names = [column.name for column in table.columns if column.name not in (table.natural_key or ())]
        return [name for name in names if raw(model, name, one) != raw(model, name, other)]


class Trial:
    """`rows` and `ways`: what was done to rows, and to the ledger; `missed`: of what nothing was told."""

    def __init__(self, seed: int, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        status, said = self.verified()
        assert status == 0, said
        self.expected = expected_rows()
        self.of_rows = RowIntruder(seed)
        self.of_ledger = LedgerIntruder(seed, keyed_after=ledger_entries(KEYED).get().pk)
        self.rows: list[set[Named]] = []
        self.ways: list[str] = []
        self.missed: list[object] = []
        self.comparisons = 0

    def verified(self) -> tuple[int, str]:
        self.capsys.readouterr()
        status = verify_ledger(["--language", "en"])
        return status, self.capsys.readouterr().out

    def strike(self, edits: int) -> None:
        """So many of them, each undone before the next."""
        with checks_taken_off():
            broken_in()
            while len(self.rows) + len(self.ways) < edits:
                for edit in (self.edit_rows, *[self.edit_ledger] * OF_LEDGER):
                    with transaction.atomic():
                        done = edit()
                        self.comparisons += 1
                        if self.comparisons % ASKED_EVERY == 0 and self.verified()[0] != 1:
                            self.missed.append(("by the command", done))
                        transaction.set_rollback(True)

    def edit_rows(self) -> list[set[Named]]:
        done: list[set[Named]] = []
        while len(done) < AT_ONCE - OF_LEDGER:
            try:
                with transaction.atomic():
                    done.append(self.of_rows.strike_at({table for each in done for _, table, *_ in each}))
            except DatabaseError:
                # The database itself refuses this one, such as a second row of a unique number.
                continue
        found = {(each.what, each.table, each.key, each.column) for each in find_differences(self.expected)}
        self.rows += done
        self.missed += [struck - found for struck in done if not struck <= found]
        return done

    def edit_ledger(self) -> tuple[str, object]:
        way, places = self.of_ledger.strike()
        found = faults_of_chains()
        self.ways.append(way)
        if not all(any(place.is_named_by(each) for each in found) for place in places):
            self.missed.append((way, places, found[:5]))
        return way, places

    @property
    def tables(self) -> set[str]:
        """Those of which a row was edited."""
        return {table for struck in self.rows for _, table, *_ in struck}

    @property
    def filled(self) -> set[str]:
        return {name for name, keys in self.of_rows.keys.items() if keys}


def faults_of_chains() -> list[FaultInChain]:
    check = KeyedCheck()
    return list(every_chain_fault(Verification(judge=check.judge), check))
