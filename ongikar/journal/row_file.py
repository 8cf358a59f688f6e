"""Rows folded from a million entries, kept in a file of their own: how long the journal is costs disk and no
memory.
"""

import marshal
import sqlite3
from collections.abc import Iterator, MutableMapping

from ongikar.rules.row_seals import Values

# So many rows wait in memory, where what is written again soon is found at once, before they go to the file.
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

    def __init__(self, rows: RowFile, number: int):
        self.rows, self.number = rows, number

    def __getitem__(self, key: str) -> Values:
        if (known := self.rows.waiting.get((self.number, key))) is not None:
            return known
        place = self.number, as_bytes(key)
        found = self.rows.file.execute("SELECT v FROM rows WHERE t = ? AND k = ?", place).fetchone()
        if found is None:
            raise KeyError(key)
        return marshal.loads(found[0])

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
