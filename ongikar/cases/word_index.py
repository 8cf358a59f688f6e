"""The words of `Case.search` by every three letters in a row, so that any part of a word finds its cases at
once.

The text is folded (rules/bangla/search.py) and cut between letters, marks among them, never at a vowel sign:
Bangla is found as Latin is. A word of one or two letters is found where a word begins with it.
"""

from typing import Any

from django.db import connection

from .models import Case

SHORT = 3
# SQLite: a table of the words alone, the newest read first. The first three signs are the office's own, one
# word of the index, and two spaces stand before each word, so that where a word begins there are three signs
# too.
OFFICES = 6_400
FIRST_SIGN = 0xE000
LOW, HIGH = f"{{0}}.office_id % {OFFICES}", f"{{0}}.office_id / {OFFICES} % {OFFICES}"
MARK_SQL = f"char({FIRST_SIGN} + {LOW}, {FIRST_SIGN} + {HIGH}, {FIRST_SIGN})"
WORDS_SQL = f"{MARK_SQL} || '  ' || replace({{0}}.search, ' ', '  ')"
TAKE_OUT = "DELETE FROM cases_words WHERE rowid = OLD.id;"
PUT_IN = f"INSERT INTO cases_words (rowid, words) VALUES (NEW.id, {WORDS_SQL.format('NEW')});"
# Without the text itself, which the case holds.
SQLITE_TABLE = """
    CREATE VIRTUAL TABLE IF NOT EXISTS cases_words USING fts5 (
        words, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1')
"""
SQLITE_TRIGGERS = {
    "cases_words_in": f"AFTER INSERT ON cases_case BEGIN {PUT_IN} END",
    "cases_words_changed": f"AFTER UPDATE OF search, office_id ON cases_case BEGIN {TAKE_OUT} {PUT_IN} END",
    "cases_words_out": f"AFTER DELETE ON cases_case BEGIN {TAKE_OUT} END",
}
SQLITE_FILL = (
    "DELETE FROM cases_words",
    f"INSERT INTO cases_words (rowid, words) SELECT id, {WORDS_SQL.format('cases_case')} FROM cases_case",
)
NEWEST = (
    "SELECT rowid FROM cases_words WHERE cases_words MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"
)
POSTGRESQL = (
    "CREATE INDEX IF NOT EXISTS cases_by_words ON cases_case USING gin (office_id, search gin_trgm_ops)"
    # What waits to be put in order is read through at each search: no more of it than a few hundred cases.
    " WITH (gin_pending_list_limit = 256)"
)
LAST = 2**62
# PostgreSQL finds all who bear a word, and puts them in order; so a word that fills a page of the newest
# cases is looked for among these alone. What is rarer than that is borne by few.
LOOKED_THROUGH = 2_000
AMONG_NEWEST = """
    SELECT id FROM (
        SELECT id, search FROM cases_case WHERE office_id = %s AND id < %s ORDER BY id DESC LIMIT %s
    ) AS newest WHERE {bearing} ORDER BY id DESC LIMIT %s
"""
# Not in the order of an index, which it would walk to the office's first case.
BY_WORDS = """
    SELECT id FROM cases_case WHERE office_id = %s AND id < %s AND {bearing} ORDER BY id + 0 DESC LIMIT %s
"""


def make_word_index(database: Any) -> None:
    """Make what is missing of it; called by the migration, and after every later one.

    A migration that changes a column of the cases makes their table anew on SQLite, and the triggers are gone
    with the old one.
    """
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(POSTGRESQL)
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'cases_words%%'", [])
        known = {name for (name,) in cursor.fetchall()}
        if {"cases_words", *SQLITE_TRIGGERS} <= known:
            return
        cursor.execute(SQLITE_TABLE)
        for name, does in SQLITE_TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {does}")
        for statement in SQLITE_FILL:
            cursor.execute(statement)


def keep_word_index(sender: Any, using: str, **_: Any) -> None:
    """After a migration: a receiver of `post_migrate`."""
    if Case._meta.db_table in connection.introspection.table_names():
        make_word_index(connection)


def newest_with_words(office_id: int, words: list[str], *, before: int | None, most: int) -> list[int]:
    """The keys of the newest cases of an office that bear every one of these folded words, older than
    `before`.
    """
    before = before or LAST
    if connection.vendor == "sqlite":
        asked = " AND ".join(f'"{part}"' for part in (office_mark(office_id), *map(from_beginning, words)))
        return keys_found(NEWEST, [asked, before, most])
    # Folded words hold neither of the signs that LIKE reads as others.
    bearing = " AND ".join(
        "search LIKE %s" if len(word) >= SHORT else "(search LIKE %s OR search LIKE %s)" for word in words
    )
    patterns = [
        pattern
        for word in words
        for pattern in ([f"%{word}%"] if len(word) >= SHORT else [f"{word}%", f"% {word}%"])
    ]
    found = keys_found(
        AMONG_NEWEST.format(bearing=bearing), [office_id, before, LOOKED_THROUGH, *patterns, most]
    )
    if len(found) == most:
        return found
    return keys_found(BY_WORDS.format(bearing=bearing), [office_id, before, *patterns, most])


def keys_found(statement: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [pk for (pk,) in cursor.fetchall()]


def office_mark(office_id: int) -> str:
    """The three signs before the words of an office, as `MARK_SQL` makes them: signs of no script."""
    low, high = office_id % OFFICES, office_id // OFFICES % OFFICES
    return "".join(map(chr, (FIRST_SIGN + low, FIRST_SIGN + high, FIRST_SIGN)))


def from_beginning(word: str) -> str:
    """A short word with the space before it, or both of them: three signs at least are looked for."""
    return word.rjust(SHORT)
