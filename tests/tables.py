"""All that a database says of its own tables, so that two databases can be compared."""

import re
from collections.abc import Callable, Iterable
from contextlib import closing
from sqlite3 import connect as open_sqlite
from typing import Any
from urllib.parse import urlsplit

import psycopg

Ask = Callable[[str], Iterable[Any]]
Tables = dict[str, list[str]]
# `IN (…)` in the words of either database: a migration may name the values as a set, which has no order.
ONE_OF = re.compile(r"(IN \(|ARRAY\[)([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)([)\]])")
# PostgreSQL writes the types of a list in one place where a migration made it, in another where a dump was
# restored: `(ARRAY['a'::character varying])::text[]` or `ARRAY[('a'::character varying)::text]`.
CAST = re.compile(r"::(?:character varying|text)(?:\[\])?")
BRACKETS = re.compile(r"""(?<![\w"])\(('(?:[^']|'')*'|\w+|ARRAY\[[^\[\]]*\])\)""")
# A column that a migration added stands last, and in another place where the table was made with it.
POSTGRESQL = {
    "columns": """
        SELECT c.relname, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
            a.attidentity, pg_get_expr(d.adbin, d.adrelid))
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace = 'public'::regnamespace
    """,
    "constraints": """
        SELECT conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
    """,
    "indexes": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": """
        SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    """,
    "extensions": "SELECT 'extension', extname FROM pg_extension",
}


def tables_of_postgres(ask: Ask) -> Tables:
    told: Tables = {}
    for question in POSTGRESQL.values():
        for table, words in ask(question):
            words = in_order(without_casts(words))
            # `(a OR b) OR c` of a trigger is `a OR b OR c` in one that a dump restored.
            if words.startswith("CREATE TRIGGER"):
                words = words.replace("(", "").replace(")", "")
            told.setdefault(table, []).append(words)
    return {table: sorted(words) for table, words in told.items()}


def without_casts(words: str) -> str:
    """Without the types of texts, and the brackets that were put around them."""
    words, before = CAST.sub("", words), ""
    while words != before:
        words, before = BRACKETS.sub(r"\1", words), words
    return words


def tables_of_sqlite(ask: Ask) -> Tables:
    told: Tables = {}
    for table, statement in ask("SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"):
        told.setdefault(table, []).extend(parts_of(statement))
    return {table: sorted(words) for table, words in told.items() if not table.startswith("sqlite_")}


def parts_of(statement: str) -> list[str]:
    """A table's columns and constraints one by one, in whatever order they stand; another statement whole."""
    statement = in_order(" ".join(statement.split()))
    if not statement.startswith("CREATE TABLE"):
        return [statement]
    body = statement[statement.index("(") + 1 : statement.rindex(")")]
    parts, depth, begin = [], 0, 0
    for sign in re.finditer(r"[(),]", body):
        depth += {"(": 1, ")": -1, ",": 0}[sign.group()]
        if sign.group() == "," and depth == 0:
            parts.append(body[begin : sign.start()].strip())
            begin = sign.end()
    return [*parts, body[begin:].strip()]


def in_order(words: str) -> str:
    return ONE_OF.sub(lambda found: found[1] + ", ".join(sorted(found[2].split(", "))) + found[3], words)


def tables_of(url: str) -> Tables:
    if url.startswith("sqlite"):
        with closing(open_sqlite(urlsplit(url).path)) as database:
            return tables_of_sqlite(lambda question: database.execute(question).fetchall())
    with psycopg.connect(url) as server:
        return tables_of_postgres(lambda question: server.execute(question.encode()).fetchall())


def tables_of_connection(connection: Any) -> Tables:
    """Of the database that Django is connected to."""

    def ask(question: str) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()

    return tables_of_sqlite(ask) if connection.vendor == "sqlite" else tables_of_postgres(ask)
