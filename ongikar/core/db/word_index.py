"""The folded words of a table's `search` by every three letters in a row, so that any part of a word finds
its rows at once.

The text is folded (rules/bangla/search.py) and cut between letters, marks among them, never at a vowel sign:
Bangla is found as Latin is. A word of one or two letters is found where a word begins with it.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection

SHORT = 3
# SQLite: a table of the words alone, the newest read first. The first three signs say whose they are, one
# word of the index, and two spaces stand before each word, so that where a word begins there are three signs
# too.
OFFICES = 6_400
FIRST_SIGN = 0xE000
LOW, HIGH = f"{{0}}.office_id % {OFFICES}", f"{{0}}.office_id / {OFFICES} % {OFFICES}"
NEWEST = "SELECT rowid FROM {words} WHERE {words} MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"
LAST = 2**62
# PostgreSQL finds all who bear a word, and puts them in order; so a word that fills a page of the newest
# rows is looked for among these alone. What is rarer than that is borne by few.
LOOKED_THROUGH = 2_000
AMONG_NEWEST = """
    SELECT id FROM (
        SELECT id, search FROM {table} WHERE {whose} AND id < %s ORDER BY id DESC LIMIT %s
    ) AS newest WHERE {bearing} ORDER BY id DESC LIMIT %s
"""
# Not in the order of an index, which it would walk to the office's first row.
BY_WORDS = "SELECT id FROM {table} WHERE {whose} AND id < %s AND {bearing} ORDER BY id + 0 DESC LIMIT %s"


class WordIndex:
    """The index of one table with `office_id` and `search`, which the database itself keeps in step.

    `apart`: a column of codes that differ in their first letter; rows of different ones are looked for apart.
    `words`: what SQLite's table of the words is called, where the app has a second one.
    """

    def __init__(self, table: str, *, name: str, apart: str = "", words: str = "") -> None:
        self.table, self.name, self.apart = table, name, apart
        self.words = words or f"{table.partition('_')[0]}_words"
        third = f"{FIRST_SIGN}" + (f" + unicode({{0}}.{apart})" if apart else "")
        mark = f"char({FIRST_SIGN} + {LOW}, {FIRST_SIGN} + {HIGH}, {third})"
        self.words_of = f"{mark} || '  ' || replace({{0}}.search, ' ', '  ')"
        take_out = f"DELETE FROM {self.words} WHERE rowid = OLD.id;"
        put_in = f"INSERT INTO {self.words} (rowid, words) VALUES (NEW.id, {self.words_of.format('NEW')});"
        changed = ", ".join(filter(None, ("search", "office_id", apart)))
        self.triggers = {
            f"{self.words}_in": f"AFTER INSERT ON {table} BEGIN {put_in} END",
            f"{self.words}_changed": f"AFTER UPDATE OF {changed} ON {table} BEGIN {take_out} {put_in} END",
            f"{self.words}_out": f"AFTER DELETE ON {table} BEGIN {take_out} END",
        }

    def make(self, database: Any) -> None:
        """Make what is missing of it; called by the migration, and after every later one.

        A migration that changes a column makes the table anew on SQLite, and the triggers are gone with the
        old one.
        """
        with database.cursor() as cursor:
            if database.vendor == "postgresql":
                columns = ", ".join(filter(None, ("office_id", self.apart, "search gin_trgm_ops")))
                # What waits to be put in order is read through at each search: no more of it than a few
                # hundred rows.
                cursor.execute(
                    f"CREATE INDEX IF NOT EXISTS {self.name} ON {self.table} USING gin ({columns})"
                    " WITH (gin_pending_list_limit = 256)"
                )
                return
            cursor.execute(f"SELECT name FROM sqlite_master WHERE name LIKE '{self.words}%%'", [])
            known = {name for (name,) in cursor.fetchall()}
            if {self.words, *self.triggers} <= known:
                return
            # Without the text itself, which the row holds.
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.words} USING fts5"
                " (words, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1')"
            )
            for name, does in self.triggers.items():
                cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {does}")
            cursor.execute(f"DELETE FROM {self.words}")
            words = self.words_of.format(self.table)
            cursor.execute(f"INSERT INTO {self.words} (rowid, words) SELECT id, {words} FROM {self.table}")

    def keeper(self) -> Callable[..., None]:
        """A receiver of `post_migrate`."""

        def keep(sender: Any, using: str, **_: Any) -> None:
            if self.table in connection.introspection.table_names():
                self.make(connection)

        return keep

    def newest(
        self, office_id: int, words: list[str], *, apart: str = "", before: int | None, most: int
    ) -> list[int]:
        """The keys of the newest rows of an office that bear every one of these folded words, older than
        `before`.
        """
        before = before or LAST
        if connection.vendor == "sqlite":
            parts = (office_mark(office_id, apart), *map(from_beginning, words))
            asked = " AND ".join(f'"{part}"' for part in parts)
            return keys_found(NEWEST.format(words=self.words), [asked, before, most])
        # Folded words hold neither of the signs that LIKE reads as others.
        bearing = " AND ".join(
            "search LIKE %s" if len(word) >= SHORT else "(search LIKE %s OR search LIKE %s)" for word in words
        )
        patterns = [
            pattern
            for word in words
            for pattern in ([f"%{word}%"] if len(word) >= SHORT else [f"{word}%", f"% {word}%"])
        ]
        told = {
            "table": self.table,
            "bearing": bearing,
            "whose": "office_id = %s" + (f" AND {self.apart} = %s" if self.apart else ""),
        }
        whose = [office_id, *([apart] if self.apart else [])]
        among = [*whose, before, LOOKED_THROUGH, *patterns, most]
        found = keys_found(AMONG_NEWEST.format(**told), among)
        if len(found) == most:
            return found
        return keys_found(BY_WORDS.format(**told), [*whose, before, *patterns, most])


def keys_found(statement: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [pk for (pk,) in cursor.fetchall()]


def office_mark(office_id: int, apart: str = "") -> str:
    """The three signs before the words of an office, as SQL makes them: signs of no script."""
    low, high = office_id % OFFICES, office_id // OFFICES % OFFICES
    third = ord(apart[0]) if apart else 0
    return "".join(map(chr, (FIRST_SIGN + low, FIRST_SIGN + high, FIRST_SIGN + third)))


def from_beginning(word: str) -> str:
    """A short word with the space before it, or both of them: three signs at least are looked for."""
    return word.rjust(SHORT)
