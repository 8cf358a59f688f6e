"""A copy of the database as it stood at one moment while others write, and such a copy laid out again."""

import errno
import gzip
import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from django.conf import settings
from django.db import connection, transaction

from ongikar.core.command_line import Refusal
from ongikar.operations.forked_processes import end_with_us

SQLITE_FILE, DUMP_FILE = "database.sqlite3.gz", "database.dump"
COPY = "ongikar.sqlite3"
Ask = Callable[[str], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """What was read in the very copy that was made. `papers`: (where it lies, size, SHA-256)."""

    database: str
    migrations: list[str]
    counts: dict[str, int]
    ends: dict[str, list[Any]]
    last_entry: int
    offices: list[str]
    papers: list[tuple[str, int, str]]


ENDS = (
    "SELECT s.chain, s.number, s.link FROM journal_seal s JOIN (SELECT chain, max(number) AS last FROM"
    " journal_seal GROUP BY chain) m ON m.chain = s.chain AND m.last = s.number"
)


def read_facts(ask: Ask, tables: list[str], database: str) -> DatabaseFacts:
    return DatabaseFacts(
        database,
        [f"{app}.{name}" for app, name in ask("SELECT app, name FROM django_migrations ORDER BY app, name")],
        count_rows(ask, tables),
        read_ends(ask),
        ask("SELECT coalesce(max(id), 0) FROM journal_entry")[0][0],
        [slug for (slug,) in ask("SELECT slug FROM offices_office ORDER BY is_default DESC, id")],
        [
            (str(file), int(size), str(digest))
            for file, size, digest in ask("SELECT file, size, sha256 FROM papers_paper WHERE file <> ''")
        ],
    )


def count_rows(ask: Ask, tables: list[str]) -> dict[str, int]:
    return {table: ask(f'SELECT count(*) FROM "{table}"')[0][0] for table in tables}  # noqa: S608


def read_ends(ask: Ask) -> dict[str, list[Any]]:
    return {str(chain): [number, bytes(link).hex()] for chain, number, link in ask(ENDS)}


def ask_connection(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def tables_there() -> list[str]:
    return sorted(connection.introspection.django_table_names(only_existing=True, include_views=False))


def take_snapshot(work: Path) -> tuple[Path, DatabaseFacts]:
    """A file with the whole database as it stands at one moment, and what it holds."""
    if connection.vendor == "sqlite":
        copy = work / COPY
        facts = copy_sqlite(copy)
        packed = work / SQLITE_FILE
        with open(copy, "rb") as plain, gzip.open(packed, "wb", compresslevel=1) as file:
            shutil.copyfileobj(plain, file, 1 << 20)
        copy.unlink()
        return packed, facts
    return dump_postgresql(work / DUMP_FILE)


def copy_sqlite(copy: Path) -> DatabaseFacts:
    """By SQLite's own online backup, in one step: writers go on meanwhile."""
    tables = tables_there()
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as target, telling_full_disk():
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        return read_facts(
            lambda statement: target.execute(statement).fetchall(), tables, f"SQLite {sqlite3.sqlite_version}"
        )


@contextmanager
def telling_full_disk() -> Iterator[None]:
    """What SQLite says of a disk that is full, or of itself, as a fault that the command can tell."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        if fault.sqlite_errorname in ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"):
            raise OSError(errno.ENOSPC, str(fault)) from None
        raise Refusal(
            f"ডেটাবেজের ফাইলটি পড়া গেল না: {fault}", f"The file of the database could not be read: {fault}"
        ) from None


def dump_postgresql(path: Path) -> tuple[Path, DatabaseFacts]:
    """By pg_dump, and counted in the same snapshot that it reads."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version')")
            [(snapshot, server)] = cursor.fetchall()
        words = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        run_postgresql("pg_dump", *words, f"--file={path}", url=settings.DATABASE_URL)
        return path, read_facts(ask_connection, tables_there(), f"PostgreSQL {server}")


def program_path(name: str) -> str:
    """The newest of PostgreSQL's programs: an older one does not read a newer server."""
    programs = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    path = str(programs[-1]) if programs else shutil.which(name)
    if not path:
        raise Refusal(
            f"{name} প্রোগ্রামটি নেই: sudo apt-get install postgresql-client",
            f"The program {name} is not here: sudo apt-get install postgresql-client",
        )
    return path


def run_postgresql(name: str, *words: str, url: str) -> None:
    """Raises Refusal with what the program said. The password goes by the environment: a command line is read
    by everybody on the machine.
    """
    parts = urlsplit(url)
    given: dict[str, str] = {}
    if parts.password:
        given = {"PGPASSWORD": unquote(parts.password)}
        parts = parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@"))
    ran = subprocess.run(
        [program_path(name), *words, f"--dbname={urlunsplit(parts)}"],
        env=os.environ | given,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        preexec_fn=end_with_us(),
    )
    if ran.returncode:
        told = ran.stderr.strip().splitlines()
        fault = " / ".join(told[:3]) or f"status {ran.returncode}"
        is_too_large = ran.returncode == -signal.SIGXFSZ
        if is_too_large or "No space left" in ran.stderr or "File too large" in ran.stderr:
            raise OSError(errno.ENOSPC, fault)
        raise Refusal(f"{name} পারেনি: {fault}", f"{name} failed: {fault}")


def url_of(name: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}"))


def name_of(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


# The library of PostgreSQL is loaded in what needs it: the start of an office on SQLite waited for it.
# PostgreSQL 15 and 17 call the locale of ICU by different names.
LIKE_OURS = (
    "SELECT pg_encoding_to_char(encoding), datcollate, datctype, datlocprovider::text,"
    " coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale') FROM pg_database d"
    " WHERE datname = current_database()"
)
PROVIDERS = {"i": " LOCALE_PROVIDER icu ICU_LOCALE {}", "b": " LOCALE_PROVIDER builtin BUILTIN_LOCALE {}"}


def create_database(name: str) -> None:
    """An empty database beside ours, of the same encoding and order. Raises Refusal where our role may not
    make one.
    """
    import psycopg
    from psycopg import sql

    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as server:
        row = server.execute(LIKE_OURS).fetchone()
        assert row is not None
        encoding, collate, ctype, provider, locale = row
        statement = sql.SQL(
            "CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}"
        ).format(sql.Identifier(name), sql.Literal(encoding), sql.Literal(collate), sql.Literal(ctype))
        if provider in PROVIDERS:
            statement += sql.SQL(PROVIDERS[provider]).format(sql.Literal(locale))
        try:
            server.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            role = server.info.user
            raise Refusal(
                f"{role} নতুন ডেটাবেজ বানাতে পারে না, অথচ ব্যাকআপ আগে পাশে ফিরিয়ে দেখা হয়। PostgreSQL-এর প্রশাসক"
                f" দিয়ে: ALTER ROLE {role} CREATEDB",
                f"{role} may not create a database, and a backup is first restored beside ours. As the"
                f" administrator of PostgreSQL: ALTER ROLE {role} CREATEDB",
            ) from None


def drop_database(name: str) -> None:
    import psycopg
    from psycopg import sql

    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def has_database(name: str) -> bool:
    import psycopg

    with psycopg.connect(maintenance_url(), autocommit=True) as server:
        return bool(server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def maintenance_url() -> str:
    """A database that is always there, for what cannot be done from inside ours."""
    return url_of("postgres" if name_of(settings.DATABASE_URL) != "postgres" else "template1")


def exchange_databases(new: str, aside: str) -> None:
    """In one step: ours is called `aside` from now on, and `new` is ours."""
    import psycopg
    from psycopg import sql

    ours = name_of(settings.DATABASE_URL)
    rename = "ALTER DATABASE {} RENAME TO {}"
    connection.close()
    with psycopg.connect(maintenance_url()) as server:
        for old, called in ((ours, aside), (new, ours)):
            server.execute(sql.SQL(rename).format(sql.Identifier(old), sql.Identifier(called)))


def other_connections() -> int:
    """How many others are connected to our database; 0 for SQLite, which knows no connections."""
    if connection.vendor == "sqlite":
        return 0
    asked = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type ="
        " 'client backend' AND pid <> pg_backend_pid()"
    )
    return int(ask_connection(asked)[0][0])
