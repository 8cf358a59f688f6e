"""The table of the words beside a table with `office_id` and `search`, which the database itself keeps in
step by triggers: made, and filled, on either database.
"""

from typing import Any

from django.db import connection

from .word_grams import FIRST_SIGN, OFFICES, PAD

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
