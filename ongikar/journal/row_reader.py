"""The rows of sealed tables as they stand in the database, a page after the other by key."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import connection

from .raw_reads import (
    FIRST_KEY,
    as_selected,
    column_reader,
    has_digest_key,
    model_of,
    office_condition,
)
from .sealed_columns import KEYED, TableSeals

ROWS_A_PAGE = 5_000


class RowReader:
    """Reads the rows of a table: what its sealed columns hold, as an entry would keep it. `columns`: of these
    alone. `as_of`: its digests as those of another table's row, which holds the same.

    Raw, since SQLite keeps anything in any column: what never was a moment or a number is a difference and no
    fault of ours.
    """

    def __init__(
        self,
        table: TableSeals,
        *,
        columns: Collection[str] | None = None,
        as_of: tuple[str, str] | None = None,
    ) -> None:
        self.model, self.natural_key = model_of(table), table.natural_key
        meta = self.model._meta
        # Without its key nothing can be said of what is sealed by it.
        has_key = has_digest_key()
        self.reads = [
            (column.name, column_reader(self.model, column, as_of))
            for column in table.columns
            if (column.mode != KEYED or has_key) and (columns is None or column.name in columns)
        ]
        self.key = f't."{meta.pk.column}"'
        names = [str(meta.pk.column), *(name for name, _ in self.reads), *table.natural_key]
        self.selected = ", ".join(as_selected(self.model, name) for name in names)
        self.table = f'"{meta.db_table}" t'

    def read(
        self, after: int, most: int, *, where: str = "", given: Sequence[Any] = (), lock: str = ""
    ) -> list[tuple[Any, ...]]:
        """The next rows by key above `after`, as the database gives them. `where`: more of the condition,
        with what is `given` for it.
        """
        statement = (
            f"SELECT {self.selected} FROM {self.table} WHERE {self.key} > %s {where}"  # noqa: S608
            f" ORDER BY {self.key} LIMIT %s {lock}"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [after, *given, most])
            return cursor.fetchall()

    def key_of(self, row: Sequence[Any]) -> str:
        """By which entries name the row."""
        width = len(self.reads) + 1
        return ":".join(map(str, row[width:])) if self.natural_key else str(row[0])

    def values_of(self, row: Sequence[Any], key: str) -> dict[str, Any]:
        return {name: read(value, key) for (name, read), value in zip(self.reads, row[1:], strict=False)}


def current_rows(
    table: TableSeals, *, office_id: int | None = None, only: str = "", as_of: tuple[str, str] | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of a table, by key, with what its sealed columns hold. Of one office, or of all. `only`: that
    row alone. `as_of`: as `RowReader` has it.
    """
    for _, key, values in placed_rows(table, office_id=office_id, only=only, as_of=as_of):
        yield key, values


def placed_rows(
    table: TableSeals, *, office_id: int | None = None, only: str = "", as_of: tuple[str, str] | None = None
) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """As `current_rows`, each with its key in the database before it: that is another where the row is named
    by what it holds.
    """
    reader = RowReader(table, as_of=as_of)
    where, given = office_condition(reader.model, office_id)
    if only:
        where, given = f"{where} AND {reader.key} = %s", [*given, only]
    last = FIRST_KEY
    while page := reader.read(last, ROWS_A_PAGE, where=where, given=given):
        for row in page:
            key = reader.key_of(row)
            yield row[0], key, reader.values_of(row, key)
        if len(page) < ROWS_A_PAGE:
            return
        last = page[-1][0]
