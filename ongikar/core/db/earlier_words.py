"""What found words before the offices stood in them: asked as long as the worker has not come to every row,
and then dropped.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from .word_grams import from_beginning, office_mark
from .word_tables import names_in_sqlite


@dataclass(frozen=True, slots=True)
class Earlier:
    """The index of words as it was before the offices stood in them: on SQLite a table with triggers, on
    PostgreSQL an index.
    """

    table: str
    words: str
    index: str
    apart: str

    def is_there(self, cursor: Any) -> bool:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT 1 FROM sqlite_master WHERE name = %s", [self.words])
            return cursor.fetchone() is not None
        cursor.execute("SELECT to_regclass(%s)", [self.index])
        return cursor.fetchone()[0] is not None

    @property
    def triggers(self) -> set[str]:
        return {f"{self.words}_{what}" for what in ("in", "changed", "out")}

    def is_in_step(self, cursor: Any) -> bool:
        """Whether it is there and finds every row."""
        is_kept = connection.vendor != "sqlite" or self.triggers <= names_in_sqlite(cursor, self.words)
        return is_kept and self.is_there(cursor)

    def drop(self, cursor: Any, *, is_in_haste: bool = False) -> None:
        if connection.vendor == "sqlite":
            for trigger in self.triggers:
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
            cursor.execute(f"DROP TABLE IF EXISTS {self.words}")
            return
        if is_in_haste:
            cursor.execute("SET LOCAL lock_timeout = '1s'")
        cursor.execute(f"DROP INDEX IF EXISTS {self.index}")

    def question(self, office_id: int, words: list[str], apart: str) -> str:
        parts = (office_mark(office_id, apart), *map(from_beginning, words))
        return " AND ".join(f'"{part}"' for part in parts)
