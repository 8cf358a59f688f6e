"""The folded words of a table's `search` by every three letters in a row, so that any part of a word finds
its rows at once; and the table of the words, which the database itself keeps in step by triggers.

The text is folded (rules/bangla/search.py) and cut between letters, marks among them, never at a vowel
sign: Bangla is found as Latin is. A word of one or two letters is found where a word begins with it.
Before each three letters stands whose they are: a name that is borne in every office costs an office no
more than its own. As long as the worker has not come to every row, what found words before is asked as
well. See docs/decisions/052 and 099.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, connection, transaction

from .word_grams import (
    FIRST_SIGN,
    OFFICES,
    PAD,
    as_patterns,
    from_beginning,
    grams_of_words,
    office_mark,
    question,
    sign_of,
)

LOW, HIGH = f"{{0}}.office_id % {OFFICES}", f"{{0}}.office_id / {OFFICES} % {OFFICES}"
# Each three letters of a text with the mark before them. Cut into letters once: to count to the hundredth
# letter for each three takes longer.
GRAMS = """
    CREATE OR REPLACE FUNCTION office_grams(mark text, words text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    DECLARE
        letters text[] := string_to_array('  ' || replace(words, ' ', '  '), NULL);
        grams text[] := '{}';
    BEGIN
        FOR n IN 1 .. array_length(letters, 1) - 2 LOOP
            grams[n] := mark || letters[n] || letters[n + 1] || letters[n + 2];
        END LOOP;
        RETURN grams;
    END $$
"""


class WordTable:
    """`apart`: a column of codes that differ in their first letter; rows of different ones are looked for
    apart.
    """

    def __init__(self, table: str, name: str, apart: str) -> None:
        self.table, self.name, self.apart = table, name, apart

    @property
    def triggers(self) -> dict[str, str]:
        """What SQLite does with the words of a row that is added, changed or gone."""
        take_out = f"DELETE FROM {self.name} WHERE rowid = OLD.id;"  # noqa: S608
        put_in = f"INSERT INTO {self.name} (rowid, words) VALUES (NEW.id, {self.grams_of('NEW')});"  # noqa: S608
        columns = ("search", "office_id", *filter(None, [self.apart]))
        is_other = " OR ".join(f"OLD.{each} IS NOT NEW.{each}" for each in columns)
        changed = f"UPDATE OF {', '.join(columns)} ON {self.table} WHEN {is_other}"
        return {
            f"{self.name}_in": f"AFTER INSERT ON {self.table} BEGIN {put_in} END",
            f"{self.name}_changed": f"AFTER {changed} BEGIN {take_out} {put_in} END",
            f"{self.name}_out": f"AFTER DELETE ON {self.table} BEGIN {take_out} END",
        }

    def grams_of(self, row: str) -> str:
        """SQLite's expression for what stands in the index of a row: its marked letters by spaces."""
        signs = [f"{FIRST_SIGN} + {LOW}", f"{FIRST_SIGN} + {HIGH}"]
        if self.apart:
            signs.append(f"{FIRST_SIGN} + unicode({{0}}.{self.apart})")
        mark, pad = f"char({', '.join(signs)})".format(row), f"char({PAD}, {PAD})"
        return (
            f"(WITH RECURSIVE cut(n, words) AS (SELECT 1, {pad} || replace({row}.search, ' ', {pad})"  # noqa: S608
            " UNION ALL SELECT n + 1, words FROM cut WHERE n < length(words) - 2)"
            f" SELECT group_concat({mark} || substr(words, n, 3), ' ') FROM cut)"
        )

    @property
    def mark_sql(self) -> str:
        """PostgreSQL's mark of a row of the words."""
        return "(office_id::text || ':'" + (" || apart)" if self.apart else ")")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the words on PostgreSQL, as the table itself calls them."""
        return ("id", "office_id", *filter(None, [self.apart]), "search")

    def make(self, cursor: Any) -> bool:
        """Whether something was missing: then nothing is in it."""
        return (
            self.make_on_sqlite(cursor) if connection.vendor == "sqlite" else self.make_on_postgresql(cursor)
        )

    def make_on_sqlite(self, cursor: Any) -> bool:
        known = names_in_sqlite(cursor, self.name)
        if {self.name, *self.triggers} <= known:
            return False
        # Without the text itself, which the row holds.
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.name} USING fts5"
            " (words, content = '', contentless_delete = 1, tokenize = \"ascii tokenchars '_'\")"
        )
        for name, does in self.triggers.items():
            cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {does}")
        cursor.execute(f"DELETE FROM {self.name}")  # noqa: S608
        return True

    def make_on_postgresql(self, cursor: Any) -> bool:
        cursor.execute("SELECT to_regclass(%s)", [self.name])
        if cursor.fetchone()[0]:
            return False
        apart = "apart text NOT NULL," if self.apart else ""
        cursor.execute(GRAMS)
        cursor.execute(
            f"CREATE TABLE {self.name}"
            f" (id bigint PRIMARY KEY, office_id bigint NOT NULL, {apart} search text NOT NULL)"
        )
        # What waits to be put in order is read through at each search: no more of it than a few hundred rows.
        cursor.execute(
            f"CREATE INDEX {self.name}_by_grams ON {self.name} USING gin"
            f" (office_grams({self.mark_sql}, search)) WITH (gin_pending_list_limit = 256)"
        )
        named = ", ".join(self.columns)
        cursor.execute(
            f"""CREATE OR REPLACE FUNCTION keep_{self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF TG_OP = 'TRUNCATE' THEN
                    DELETE FROM {self.name};
                ELSIF TG_OP = 'DELETE' THEN
                    DELETE FROM {self.name} WHERE id = OLD.id;
                ELSE
                    INSERT INTO {self.name} VALUES (NEW.{", NEW.".join(self.columns)})
                    ON CONFLICT (id) DO UPDATE SET ({self.own_columns}) = ROW (EXCLUDED.*);
                END IF;
                RETURN NULL;
            END $$"""  # noqa: S608
        )
        changed = f"OLD.{', OLD.'.join(self.columns)}", f"NEW.{', NEW.'.join(self.columns)}"
        for name, when in (
            ("in", f"INSERT OR DELETE ON {self.table} FOR EACH ROW"),
            (
                "changed",
                f"UPDATE OF {named} ON {self.table} FOR EACH ROW"
                f" WHEN (({changed[0]}) IS DISTINCT FROM ({changed[1]}))",
            ),
            ("emptied", f"TRUNCATE ON {self.table} FOR EACH STATEMENT"),
        ):
            trigger = f"{self.name}_{name}"
            cursor.execute(f"CREATE TRIGGER {trigger} AFTER {when} EXECUTE FUNCTION keep_{self.name}()")
            # Also where rows are copied in without asking what they refer to.
            cursor.execute(f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {trigger}")
        return True

    @property
    def own_columns(self) -> str:
        return ", ".join("apart" if each == self.apart else each for each in self.columns)

    def fill(self, cursor: Any, after: int, until: int) -> None:
        """The words of the rows between two keys that have none yet."""
        between = f"{self.table}.id > {int(after)} AND {self.table}.id <= {int(until)}"
        if connection.vendor == "sqlite":
            known = f"SELECT 1 FROM {self.name}_docsize known WHERE known.id = {self.table}.id"  # noqa: S608
            cursor.execute(
                f"INSERT INTO {self.name} (rowid, words) SELECT id, {self.grams_of(self.table)}"  # noqa: S608
                f" FROM {self.table} WHERE {between} AND NOT EXISTS ({known})"
            )
            return
        # Locked, so that none is deleted between being read and being put in.
        cursor.execute(
            f"INSERT INTO {self.name} ({self.own_columns}) SELECT {', '.join(self.columns)}"  # noqa: S608
            f" FROM {self.table} WHERE {between} FOR KEY SHARE ON CONFLICT (id) DO NOTHING"
        )


def names_in_sqlite(cursor: Any, beginning: str) -> set[str]:
    cursor.execute(
        "SELECT name FROM sqlite_master WHERE substr(name, 1, %s) = %s", [len(beginning), beginning]
    )
    return {name for (name,) in cursor.fetchall()}


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


LAST = 2**62
# PostgreSQL finds all who bear a word, and puts them in order; so a word that fills a page of the newest rows
# is looked for among these alone: a few first, and more where those promise it. What is rarer than that is
# borne by few. Whose they are is said as a range: see index_conditions.py.
FIRST_LOOK, LOOKED_THROUGH = 500, 2_000
AMONG_NEWEST = """
    SELECT id FROM (
        SELECT id, search FROM {table} WHERE {whose} AND id < %s ORDER BY {order} id DESC LIMIT %s
    ) AS newest WHERE {bearing} ORDER BY id DESC LIMIT %s
"""
# Not in the order of an index, which it would walk to the office's first row.
BY_WORDS = "SELECT id FROM {source} WHERE {whose} AND id < %s AND {bearing} ORDER BY id + 0 DESC LIMIT %s"
# How many rows of a database that was there before get their words at once.
PIECE = 2_000
# Seconds of a round of the worker that go into it.
A_ROUND = 0.2


class WordIndex:
    """The index of one table with `office_id` and `search`, which the database itself keeps in step: a table
    of the words alone, filled by triggers.

    `apart`: a column of codes that differ in their first letter; rows of different ones are looked for apart.
    `earlier`: what the words were called before the offices stood in them, on SQLite a table and on
    PostgreSQL an index. As long as it is there, the worker has not come to every row, and it is asked.
    """

    def __init__(self, table: str, *, name: str, apart: str = "", words: str = "") -> None:
        self.table, self.apart = table, apart
        words = words or f"{table.partition('_')[0]}_words"
        self.earlier = Earlier(table, words, name, apart)
        self.words = WordTable(table, f"{words.removesuffix('_words')}_office_words", apart)
        self.whole_in: set[str] = set()
        ALL.append(self)

    def make(self, database: Any) -> None:
        """Make what is missing of it; called by the migration, and after every later one.

        A migration that changes a column makes the table anew on SQLite, and the triggers are gone with the
        old one. Where there are rows already and what found them till now still does, the worker fills it.
        """
        with database.cursor() as cursor:
            if self.words.make(cursor) and (self.is_small(cursor) or not self.earlier.is_in_step(cursor)):
                self.words.fill(cursor, 0, LAST)
                self.earlier.drop(cursor)

    def is_small(self, cursor: Any) -> bool:
        """Whether all rows get their words while the site waits."""
        cursor.execute(f"SELECT count(*) FROM (SELECT 1 FROM {self.table} LIMIT {PIECE + 1}) AS few")  # noqa: S608
        return cursor.fetchone()[0] <= PIECE

    def fill_further(self, after: int) -> int | None:
        """The next piece above a key; returns how far it came, and None where every row has its words. Then
        what found them till now is dropped.
        """
        with connection.cursor() as cursor:
            piece = f"SELECT id FROM {self.table} WHERE id > %s ORDER BY id LIMIT %s"  # noqa: S608
            cursor.execute(f"SELECT max(id) FROM ({piece}) AS piece", [after, PIECE])  # noqa: S608
            (end,) = cursor.fetchone()
            if end is not None:
                self.words.fill(cursor, after, end)
                return end
            try:
                with transaction.atomic():
                    self.earlier.drop(cursor, is_in_haste=True)
            except OperationalError:
                # Somebody reads the table, and all others would wait behind us: the next round comes again.
                return after
            return None

    def is_whole(self) -> bool:
        """Whether every row has its words here; once it is so, it stays so."""
        database = str(connection.settings_dict["NAME"])
        if database not in self.whole_in:
            with connection.cursor() as cursor:
                if self.earlier.is_there(cursor):
                    return False
            self.whole_in.add(database)
        return True

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
        is_whole = self.is_whole()
        if connection.vendor == "sqlite":
            source, asked = self.earlier.words, self.earlier.question(office_id, words, apart)
            if is_whole:
                source, asked = (
                    self.words.name,
                    question(sign_of(office_id, apart if self.apart else ""), words),
                )
            return keys_found(NEWEST.format(words=source), [asked, before, most])
        found, is_enough = self.among_newest(office_id, words, apart, before, most)
        if is_enough:
            return found
        bearing, patterns = as_patterns(words)
        if not is_whole:
            whose = "office_id = %s" + (f" AND {self.apart} = %s" if self.apart else "")
            statement = BY_WORDS.format(source=self.table, whose=whose, bearing=bearing)
            of_whom = [office_id, apart] if self.apart else [office_id]
            return keys_found(statement, [*of_whom, before, *patterns, most])
        whose = f"office_grams({self.words.mark_sql}, search) @> %s AND office_id = %s"
        statement = BY_WORDS.format(source=self.words.name, whose=whose, bearing=bearing)
        wanted = grams_of_words(f"{office_id}:{apart if self.apart else ''}", words)
        return keys_found(statement, [wanted, office_id, before, *patterns, most])

    def among_newest(
        self, office_id: int, words: list[str], apart: str, before: int, most: int
    ) -> tuple[list[int], bool]:
        """On PostgreSQL those among the newest rows, and whether they are as many as are wanted."""
        bearing, patterns = as_patterns(words)
        columns = ("office_id", self.apart) if self.apart else ("office_id",)
        statement = AMONG_NEWEST.format(
            table=self.table,
            whose=" AND ".join(f"{each} >= %s AND {each} <= %s" for each in columns),
            order="".join(f"{each}, " for each in columns),
            bearing=bearing,
        )
        whose = [office_id, office_id, *([apart, apart] if self.apart else [])]
        found = keys_found(statement, [*whose, before, FIRST_LOOK, *patterns, most])
        if len(found) < most and len(found) * LOOKED_THROUGH >= most * FIRST_LOOK:
            found = keys_found(statement, [*whose, before, LOOKED_THROUGH, *patterns, most])
        return found, len(found) == most


# Every index of words there is.
ALL: list[WordIndex] = []
NEWEST = "SELECT rowid FROM {words} WHERE {words} MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"


@dataclass
class WordFiller:
    """A duty of the worker: the rows of a database that was there before get their words in pieces, for a
    moment of each round.
    """

    left: list[WordIndex] | None = None
    reached: dict[str, int] = field(default_factory=dict)

    def __call__(self, now: Any) -> int:
        if self.left is None:
            self.left = [each for each in ALL if not each.is_whole()]
        done, until = 0, time.monotonic() + A_ROUND
        while self.left:
            index, reached = self.left[0], self.reached.get(self.left[0].table, 0)
            end, done = index.fill_further(reached), done + 1
            if end is None:
                self.left.pop(0)
            self.reached[index.table] = end or 0
            if end == reached or time.monotonic() > until:
                break
        return done


def keys_found(statement: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [pk for (pk,) in cursor.fetchall()]
