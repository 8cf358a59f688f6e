"""Conditions that both databases answer from an index."""

from typing import Any

from django.db import connection
from django.db.models import CharField, F, Func, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.lookups import GreaterThanOrEqual, In, LessThan
from django.db.models.sql.compiler import SQLCompiler


def equal_by_range(**values: Any) -> dict[str, Any]:
    """Conditions of a filter; the same columns stand first in the order.

    Of `person = …` in the order of the keys PostgreSQL would walk the whole table's keys where it believes
    that a page is soon full, though what it looks for may lie at the far end. Said as a range, the column
    counts for the order, and only the index that begins with it gives that. SQLite goes no further into an
    index than its first range: there a page far down would walk past all that stands before it.
    """
    if connection.vendor == "sqlite":
        return values
    return {f"{name}__{end}": value for name, value in values.items() for end in ("gte", "lte")}


def sql_literal(text: str) -> RawSQL:
    """A text as the condition of a partial index has it: of our own code, never one that somebody typed.

    SQLite takes such an index only for a condition that it can read, and a value that is handed over beside
    the statement it cannot.
    """
    quoted = text.replace("'", "''").replace("%", "%%")
    return RawSQL(f"'{quoted}'", ())  # noqa: S611


# Stands behind every letter that a folded word may hold.
LAST = "\U0010ffff"


class ByLetters(Func):
    """A column compared and sorted by its letters alone; an index of it serves both."""

    template = "%(expressions)s"
    output_field: Any = CharField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: Any, **context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        sql, params = self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **context)
        return sql, tuple(params)


def begins_with(column: str, letters: str) -> Q:
    """A condition: the column begins with these letters.

    PostgreSQL sorts a text by the rules of a language, and SQLite by its letters: of a word in the order of
    its letters both read the range between a beginning and its end, and stop when a page is full.
    """
    by_letters = ByLetters(F(column))
    return Q(GreaterThanOrEqual(by_letters, letters)) & Q(LessThan(by_letters, letters + LAST))


class AmongFew(In):
    """A condition: the column is one of the keys that another query gives, of which there are few.

    PostgreSQL reckons how many from what each condition of that query meets alone, and where together they
    are met much more seldom it would read all of the table of the column. Of an array it believes that it is
    short, and looks each key up.
    """

    def __init__(self, column: str, keys: QuerySet[Any]) -> None:
        super().__init__(F(column), keys.query)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, of_column = self.process_lhs(compiler, connection)
        keys, of_keys = self.process_rhs(compiler, connection)
        return f"{column} = ANY(ARRAY{keys})", (*of_column, *of_keys)
