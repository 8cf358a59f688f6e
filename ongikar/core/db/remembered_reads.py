"""Reads that are asked once: within a transaction of many acts the same rows are looked up for each of them
(the office, its calendar, who holds a post), and the database answers the same as long as nobody writes
there.

Meant for one writer alone, as in the making of a demonstration. Only on SQLite, where nobody else can write
meanwhile and each statement is seen by its cursor: on PostgreSQL some wait and go beside it
(batched_statements.py).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper

WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)")
NAMES = re.compile(r"\w+")
# What locks rows or draws a number is asked each time.
NEVER = re.compile(r"FOR (?:NO KEY )?UPDATE|FOR SHARE|nextval|random|pg_", re.IGNORECASE)
# What changes no row of ours.
HARMLESS = re.compile(r"\s*(?:SAVEPOINT|RELEASE|PRAGMA|SET )", re.IGNORECASE)
Rows = list[tuple[Any, ...]]


class Answers:
    """What was answered so far, by the statement and its values; a write to one of its tables drops it."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], tuple[Any, Rows]] = {}
        self.of_table: dict[str, set[tuple[str, str]]] = defaultdict(set)

    def keep(self, key: tuple[str, str], description: Any, rows: Rows) -> None:
        self.known[key] = (description, rows)
        for table in tables_of(key[0]):
            self.of_table[table].add(key)

    def drop(self, sql: str) -> None:
        if HARMLESS.match(sql):
            return
        if written := WRITES.match(sql):
            for key in self.of_table.pop(written[1], ()):
                self.known.pop(key, None)
        else:
            # Whatever it may write.
            self.known.clear()
            self.of_table.clear()


class RememberingCursor(CursorWrapper):
    """A cursor that asks the database only for what is not known."""

    answers: Answers
    # The lines that are still to be fetched; None where the database's own cursor has them.
    left: Iterator[tuple[Any, ...]] | None = None
    told: Any = None

    def execute(self, sql: Any, params: Any = None) -> Any:
        self.left = None
        if not isinstance(sql, str) or not is_question(sql):
            self.answers.drop(str(sql))
            return super().execute(sql, params)
        key = (sql, repr(params))
        if key not in self.answers.known:
            super().execute(sql, params)
            self.answers.keep(key, self.cursor.description, self.cursor.fetchall())
        self.told, rows = self.answers.known[key]
        self.left = iter(rows)
        return self

    def executemany(self, sql: Any, param_list: Any) -> Any:
        self.left = None
        self.answers.drop(str(sql))
        return super().executemany(sql, param_list)

    @property
    def description(self) -> Any:
        return self.cursor.description if self.left is None else self.told

    def fetchone(self) -> Any:
        return self.cursor.fetchone() if self.left is None else next(self.left, None)

    def fetchall(self) -> Any:
        return self.cursor.fetchall() if self.left is None else list(self.left)

    def fetchmany(self, size: int = 1) -> Any:
        if self.left is None:
            return self.cursor.fetchmany(size)
        return [row for _, row in zip(range(size), self.left, strict=False)]

    def __iter__(self) -> Any:
        return iter(self.cursor) if self.left is None else self.left


@lru_cache(maxsize=4000)
def is_question(sql: str) -> bool:
    return sql.lstrip()[:6].upper() == "SELECT" and not NEVER.search(sql)


@lru_cache(maxsize=4000)
def tables_of(sql: str) -> frozenset[str]:
    return frozenset(NAMES.findall(sql)) & our_tables()


@cache
def our_tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))


@contextmanager
def remembered_reads() -> Iterator[None]:
    """Within a transaction: what was read once and is not written since is not asked again."""
    if connection.vendor != "sqlite":
        yield
        return
    answers = Answers()

    def make_cursor(cursor: Any) -> RememberingCursor:
        made = RememberingCursor(cursor, connection)
        made.answers = answers
        return made

    database: Any = connection  # of our own backend (core/db/sqlite)
    before, database.cursor_maker = database.cursor_maker, make_cursor
    try:
        # Where somebody listens, nothing goes past Django's cursors (sqlite/base.py `prepared_cursor`).
        with connection.execute_wrapper(run_statement):
            yield
    finally:
        database.cursor_maker = before


def run_statement(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    return execute(sql, params, many, context)
