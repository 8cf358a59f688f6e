"""`word__begins="রহি"`: what begins with these letters, read off an index on both databases.

Django's `startswith` is a LIKE, for which SQLite takes an index only of a column that knows no capitals; and
a range, which SQLite reads off any index, follows PostgreSQL's order of a language, not of the letters. The
index of such a column on PostgreSQL is of `varchar_pattern_ops`.
"""

from typing import Any

from django.db.models import CharField, Lookup
from django.db.models.sql.compiler import SQLCompiler

# Stands behind every letter that a folded word may hold.
LAST = "\U0010ffff"


@CharField.register_lookup
class Begins(Lookup):
    """For folded words alone: they hold no sign that LIKE reads as another."""

    lookup_name = "begins"

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", (*params, self.rhs, *params, f"{self.rhs}{LAST}")

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", (*params, f"{self.rhs}%")
