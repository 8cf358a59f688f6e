"""Whether the rows that promises rest on are as the journal says: every sealed table compared with the fold
of all entries.

The entries are folded in the order of their keys: whoever writes a row holds its lock until the entry of
that act is committed, so of two acts on one row the later has the higher key, whatever chain either is in.
The folded rows of a million entries are kept in a file of their own: how long the journal is costs disk and
no memory.
"""

import marshal
import sqlite3
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from itertools import batched
from typing import Any, NamedTuple

from django.db import connection, transaction

from ongikar.core.command_progress import each_of
from ongikar.journal.rules.row_seals import (
    NEW,
    PAGE_ADOPTED,
    ExpectedRows,
    RowDifference,
    Values,
    rows_from_text,
)

from .hash_chain import newest_entry
from .raw_reads import MICROS_SQL, PAGE, TableSeals, missing, parse_micros, sealed_models
from .row_reader import placed_rows
from .seal_adoption import column_adoptions
from .verb_editions import editions_in_force

# How many rows wait in memory, where what is written again soon is found at once, before they go to the file.
MOST_WAITING = 20_000
CACHE_KIB = 48 * 1024


class RowFile:
    """A database of its own without a name, which is gone with this object; nobody else reads it."""

    def __init__(self) -> None:
        self.tables: dict[str, int] = {}
        self.waiting: dict[tuple[int, str], Values] = {}
        # Read by the one who made it, in whatever thread that goes on.
        self.file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for setting in (f"cache_size = -{CACHE_KIB}", "journal_mode = OFF", "synchronous = OFF"):
            self.file.execute(f"PRAGMA {setting}")
        self.file.execute("CREATE TABLE rows (t INTEGER, k BLOB, v BLOB, PRIMARY KEY (t, k)) WITHOUT ROWID")
        self.file.execute("BEGIN")

    def table(self, name: str) -> "FiledTable":
        return FiledTable(self, self.tables.setdefault(name, len(self.tables)))

    def write(self) -> None:
        """What waits goes to the file, in the order in which it lies there."""
        lines = sorted(
            (table, as_bytes(key), marshal.dumps(values)) for (table, key), values in self.waiting.items()
        )
        self.file.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)", lines)
        self.waiting.clear()


def as_bytes(key: str) -> bytes:
    """Somebody who writes entries himself may have put anything there that JSON can say."""
    return key.encode("utf-8", "surrogatepass")


class FiledTable(MutableMapping[str, Values]):
    """The rows of one table, by key, as a dict would give them. A row that was read is changed by setting it
    anew.
    """

    def __init__(self, rows: RowFile, number: int) -> None:
        self.rows, self.number = rows, number

    def __getitem__(self, key: str) -> Values:
        if (known := self.rows.waiting.get((self.number, key))) is not None:
            return known
        place = self.number, as_bytes(key)
        row = self.rows.file.execute("SELECT v FROM rows WHERE t = ? AND k = ?", place).fetchone()
        if row is None:
            raise KeyError(key)
        return marshal.loads(row[0])  # noqa: S302

    def __setitem__(self, key: str, values: Values) -> None:
        self.rows.waiting[self.number, key] = values
        if len(self.rows.waiting) >= MOST_WAITING:
            self.rows.write()

    def __delitem__(self, key: str) -> None:
        waited = self.rows.waiting.pop((self.number, key), None)
        place = self.number, as_bytes(key)
        gone = self.rows.file.execute("DELETE FROM rows WHERE t = ? AND k = ?", place).rowcount
        if waited is None and not gone:
            raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        self.rows.write()
        for (key,) in self.rows.file.execute("SELECT k FROM rows WHERE t = ? ORDER BY k", (self.number,)):
            yield key.decode("utf-8", "surrogatepass")

    def __len__(self) -> int:
        self.rows.write()
        return self.rows.file.execute("SELECT count(*) FROM rows WHERE t = ?", (self.number,)).fetchone()[0]


SEALING_ENTRIES_SQL = """
    SELECT id, {at}, verb, rows FROM journal_entry WHERE id > %s AND rows IS NOT NULL ORDER BY id LIMIT %s
"""


class Origin(NamedTuple):
    """The entry by which something was sealed last: its key, when it happened in
    microseconds, and its verb.
    """

    entry_id: int
    at: int
    verb: str


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is read as it stands at one moment, whoever writes meanwhile."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and len(connection.atomic_blocks) == 1:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def sealing_entries() -> Iterator[tuple[int, Any, str, str]]:
    """Key, moment, verb and rows of every entry that seals any, in the order of the keys."""
    statement = SEALING_ENTRIES_SQL.format(at=MICROS_SQL[connection.vendor].format("at"))
    last = -(2**62)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [last, PAGE])
            page = cursor.fetchall()
        yield from page
        if len(page) < PAGE:
            return
        last = page[-1][0]


def expected_rows() -> ExpectedRows:
    """What the journal says, from its beginning to this moment; its links are not looked at."""
    copies = (table.copied for table in sealed_models() if table.copied)
    expected = ExpectedRows(copies, RowFile().table, column_adoptions(), editions_in_force().excess)
    entries = each_of(sealing_entries(), "ভুক্তি পড়া", "Reading the entries", total=newest_entry)
    for key, _, verb, text in entries:
        expected.take(text, verb, key)
    return expected


def find_differences(expected: ExpectedRows, *, office_id: int | None = None) -> Iterator[RowDifference]:
    """Table by table in the order of the list, what is otherwise by key, then what is gone. Of one office's
    rows, or of all. What no page of an adoption has come to yet is judged by what acts have written of it.
    """
    for name, key in expected.repeated:
        yield RowDifference("repeated", name, key, "", None, None)
    for entry_id, verb, name, key, column in expected.beyond:
        yield RowDifference("beyond", name, key, column, verb, entry_id)
    tables = each_of(sealed_models(), "সারি মেলানো, টেবিলের পর টেবিল", "Comparing the rows, table by table")
    for table in tables:
        met = 0
        for place, key, stands in placed_rows(table, office_id=office_id):
            waiting = expected.waiting_columns(table.name, place)
            differing = list(expected.differences(table.name, key, stands, waiting))
            is_known = not (differing and differing[0].what == "inserted")
            met += is_known and (not waiting or expected.row(table.name, key) is not None)
            yield from differing
            if (copied := expected.copied.get((table.name, key))) and copied.values:
                yield from copied_otherwise(expected, table, key)
        if met < len(rows := expected.rows(table.name)):
            gone = [key for page in batched(rows, PAGE) for key in missing(table, page)]
            yield from (
                RowDifference("deleted", table.name, key, "", None, None)
                for key in sorted(gone, key=key_order)
            )


def copied_otherwise(expected: ExpectedRows, table: TableSeals, key: str) -> Iterator[RowDifference]:
    """What of a copy is not what was sealed of the row it was made of; what was changed since is told
    already.
    """
    copied = expected.copied[table.name, key]
    for place, _, own in placed_rows(table, only=key):
        waiting = expected.waiting_columns(table.name, place)
        changed = {each.column for each in expected.differences(table.name, key, own, waiting)}
        for _, _, stands in placed_rows(table, only=key, as_of=(copied.source, copied.source_key)):
            for each in expected.copy_differences(table.name, key, stands):
                if each.column not in changed:
                    yield each


def key_order(key: str) -> tuple[int, str]:
    return (int(key), "") if key.isdecimal() else (0, key)


def find_origins(differing: Iterable[RowDifference]) -> dict[tuple[str, str, str], Origin]:
    """By which entry each value that differs was sealed last; by table, key and column ("" for the row as a
    whole).
    """
    columns: dict[str, dict[str, set[str]]] = {}
    for each in differing:
        columns.setdefault(each.table, {}).setdefault(each.key, set()).add(each.column)
    origins: dict[tuple[str, str, str], Origin] = {}
    for entry_id, at, verb, text in sealing_entries() if columns else ():
        for table, rows in (rows_from_text(text) or {}).items():
            for key in rows.keys() & columns.get(table, {}).keys():
                origin = Origin(entry_id, at if isinstance(at := parse_micros(at), int) else 0, verb)
                for column in columns[table][key]:
                    if not column or column in rows[key] or NEW in rows[key]:
                        if verb == PAGE_ADOPTED:
                            # What an act has said since holds.
                            origins.setdefault((table, key, column), origin)
                        else:
                            origins[table, key, column] = origin
    return origins
