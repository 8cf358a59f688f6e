"""Row seals: compares the rows of the database with the state that the entries of the journal describe.

An entry carries the columns that its act wrote, as JSON: `{table: {key: {column: value}}}`. `+` marks a new
row, `-` one that was taken away. An empty value (NULL, "", {}, []) of a new row is left out. The expected
state of a row is the fold of all that was written to it, in the order of the entries; every difference from
it was made by another hand.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping
from hashlib import blake2b
from typing import Any, NamedTuple

NEW, GONE = "+", "-"
# The verb of entries that say of rows what stood before it was sealed: where an act has said something since,
# that holds.
PAGE_ADOPTED = "rows.page_adopted"
# 96 bits: nobody finds a second value with the digest of the first.
DIGEST_BYTES = 12
_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode
_decode = json.JSONDecoder().decode

Values = dict[str, Any]
Written = dict[str, dict[str, Values]]


def rows_as_text(written: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """What an entry keeps of the rows its act wrote."""
    return _encode(written)


def rows_from_text(text: str) -> Written | None:
    """The rows an entry speaks of; None for a text that has not this form."""
    try:
        written = _decode(text)
        is_formed = all(isinstance(values, dict) for rows in written.values() for values in rows.values())
    except (ValueError, TypeError, AttributeError):
        return None
    return written if is_formed else None


def is_empty(value: Any) -> bool:
    return value is None or (value.__class__ in (str, dict, list, tuple) and not value)


def value_digest(value: Any, place: str, key: bytes = b"") -> str:
    """What stands for a value that an entry must not repeat. `place`: table, column and row, so that two rows
    show nothing alike.

    Without the key nobody can try values of few possibilities, such as mobile numbers, against a keyed
    digest.
    """
    text = f"{place}\n{_encode(value)}".encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=DIGEST_BYTES, key=key).hexdigest()


class RowDifference(NamedTuple):
    """One thing that is not as it was sealed. `what`: "changed", "deleted" or "inserted"; the column where it
    was changed. Or "beyond": of an act that has no part in it; `sealed` is its verb, `stands` the entry.
    """

    what: str
    table: str
    key: str
    column: str
    sealed: Any
    stands: Any


class Copies(NamedTuple):
    """New rows of `table` that entries with this verb write hold what stood in the row of `source` that their
    column `by` names.

    What the copying act read, and then overwrites, was another hand's if it is not what was sealed there
    before.
    """

    verb: str
    table: str
    source: str
    by: str
    columns: tuple[str, ...]


class ColumnAdoption(NamedTuple):
    """Of a column whose rows of before are sealed page by page: the entry that says that it begins, the
    highest key there was at that moment, and the key up to which it has come.
    """

    entry: int
    until: int
    taken: int


class CopiedRow(NamedTuple):
    """Of one such row: the row it was copied from, and what was sealed there, by column."""

    source: str
    source_key: str
    values: Values


class ExpectedRows:
    """The rows that a journal says there are, table by table."""

    def __init__(
        self,
        copies: Iterable[Copies] = (),
        rows_of: Callable[[str], MutableMapping[str, Values]] | None = None,
        adoptions: Mapping[str, Mapping[str, ColumnAdoption]] | None = None,
        judge: Callable[[int, str, Written], Collection[tuple[str, str, str]]] | None = None,
    ) -> None:
        """`rows_of`: where the rows of a table are kept; in memory, where none is named. `adoptions`: by
        table the columns that were, or are, sealed page by page. `judge(entry, verb, rows)`: what an entry
        wrote beyond its act, as table, key and column.
        """
        self.judge = judge
        # What entries wrote beyond their acts: entry, verb, table, key, column.
        self.beyond: list[tuple[int, str, str, str, str]] = []
        self.tables: dict[str, MutableMapping[str, Values]] = {}
        self.rows_of = rows_of or (lambda table: {})
        self.adoptions = adoptions or {}
        self.copies: dict[str, list[Copies]] = {}
        for each in copies:
            self.copies.setdefault(each.verb, []).append(each)
        # By table and key, for as long as nothing else was written there since.
        self.copied: dict[tuple[str, str], CopiedRow] = {}
        # Rows that two entries each call new.
        self.repeated: list[tuple[str, str]] = []

    def take(self, text: str, verb: str = "", entry: int = 0) -> None:
        """Fold the rows of the entry of this key into what is expected. A text of another form says nothing:
        its link is wrong as well.
        """
        written = rows_from_text(text) or {}
        if self.judge and (beyond := self.judge(entry, verb, written)):
            self.beyond += [(entry, verb, *each) for each in beyond]
        # Before the same entry overwrites it.
        copied = {
            (each.table, key): source
            for each in self.copies.get(verb, ())
            for key, values in written.get(each.table, {}).items()
            if (source := self.source_of(each, values))
        }
        for table, rows in written.items():
            if (known := self.tables.get(table)) is None:
                known = self.tables[table] = self.rows_of(table)
            for key, values in rows.items():
                held = known.get(key)
                if verb == PAGE_ADOPTED and held:
                    values = {name: value for name, value in values.items() if name not in held}
                if self.copied and (table, key) in self.copied:
                    self.copied[table, key] = without(self.copied[table, key], values)
                if GONE in values:
                    known.pop(key, None)
                    continue
                if values.pop(NEW, None):
                    if held is not None:
                        self.repeated.append((table, key))
                    known[key] = self.say_empty(table, values, entry) if table in self.adoptions else values
                elif held is None:
                    known[key] = values
                else:
                    known[key] = {**held, **values}

        self.copied |= copied

    def source_of(self, copies: Copies, values: Values) -> CopiedRow | None:
        key = str(values.get(copies.by))
        stood = self.row(copies.source, key)
        if NEW not in values or stood is None:
            return None
        said = {
            name: stood.get(name)
            for name in copies.columns
            if name in stood or not self.stood_before(copies.source, key, name)
        }
        return CopiedRow(copies.source, key, said)

    def say_empty(self, table: str, values: Values, entry: int) -> Values:
        """A new row says nothing of columns that are empty; of one that was written since the adoption began
        they are sealed all the same, and no page adopts anything else there.
        """
        begun = self.adoptions[table]
        return {name: None for name, adoption in begun.items() if adoption.entry < entry} | values

    def stood_before(self, table: str, key: str, column: str) -> bool:
        """Whether the row may have been there before this column was sealed page by page."""
        adoption = self.adoptions.get(table, {}).get(column)
        return adoption is not None and not (key.isdecimal() and int(key) > adoption.until)

    def waiting_columns(self, table: str, place: int) -> set[str]:
        """The columns of the row with this key that no page has come to yet."""
        begun = self.adoptions.get(table)
        return {name for name, each in begun.items() if each.taken < place <= each.until} if begun else set()

    def copy_differences(self, table: str, key: str, stands: Mapping[str, Any]) -> Iterator[RowDifference]:
        """What a copy holds that was not sealed where it was copied from. `stands`: said as of a row of the
        source.
        """
        for column, sealed in self.copied[table, key].values.items():
            if column in stands and is_other(sealed, stands[column]):
                yield RowDifference("changed", table, key, column, sealed, stands[column])

    def row(self, table: str, key: str) -> Values | None:
        return self.tables.get(table, {}).get(key)

    def differences(
        self, table: str, key: str, stands: Mapping[str, Any], waiting: Collection[str] = ()
    ) -> Iterator[RowDifference]:
        """What of a row that stands is otherwise. `waiting`: columns of which only what an act has written
        since is judged; where all are, the row need not be known.
        """
        sealed = self.row(table, key)
        if sealed is None:
            if not waiting or any(column not in waiting for column in stands):
                yield RowDifference("inserted", table, key, "", None, None)
            return
        for column, value in stands.items():
            if column in waiting and column not in sealed:
                continue
            held = sealed.get(column)
            if is_other(held, value):
                yield RowDifference("changed", table, key, column, held, value)

    def rows(self, table: str) -> Mapping[str, Values]:
        """The rows of a table that should stand, by key."""
        return self.tables.get(table, {})


def is_other(held: Any, value: Any) -> bool:
    return (held != value or held.__class__ is not value.__class__) and not (
        is_empty(held) and is_empty(value)
    )


def without(copied: CopiedRow, written: Values) -> CopiedRow:
    """The copy, but for what was written to it since: an emptied text is told by its own seal."""
    if GONE in written:
        return copied._replace(values={})
    return copied._replace(values={name: v for name, v in copied.values.items() if name not in written})


def merge_writes(first: Mapping[str, Any], then: Mapping[str, Any]) -> Values:
    """Two writings of one row in one act: the later values hold, a new row stays new, one
    taken away is gone.
    """
    if GONE in then:
        return {GONE: 1}
    return {**first, **then}
