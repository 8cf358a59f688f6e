"""What begins with some letters, in the order of the letters, read off one index on both databases.

PostgreSQL sorts a text by the rules of a language, and SQLite by its letters: of a word in the order of its
letters both read the range between a beginning and its end, and stop when a page is full.
"""

from typing import Any

from django.db.models import CharField, F, Func, Q
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.db.models.sql.compiler import SQLCompiler

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
    """A condition: the column begins with these letters."""
    by_letters = ByLetters(F(column))
    return Q(GreaterThanOrEqual(by_letters, letters)) & Q(LessThan(by_letters, letters + LAST))
