"""Two acts at the same moment, each on its own connection and committed, on a copy of the test database."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from copy import deepcopy
from pathlib import Path
from pkgutil import resolve_name
from threading import Barrier, BrokenBarrierError, get_ident, main_thread
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from psycopg.conninfo import make_conninfo

# How long the first waits inside its act for the second, which a lock keeps from coming.
SECONDS = 0.3

# All tables that hold rows, beside them, once: what a test wrote is put back from there.
KEEP_ROWS = """DO $$
DECLARE one text; is_held boolean;
BEGIN
    IF to_regnamespace('before') IS NOT NULL THEN RETURN; END IF;
    CREATE SCHEMA before;
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', one) INTO is_held;
        IF is_held THEN
            EXECUTE format('CREATE TABLE before.%I AS TABLE public.%I', one, one);
        END IF;
    END LOOP;
END $$"""
# Neither triggers nor foreign keys are asked, but those triggers that always keep what is sought: what they
# wrote and what is written was there before. A connection that a test has
# left within a transaction fails it.
PUT_BACK = """DO $$
DECLARE one text; given text; is_held boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    SET LOCAL lock_timeout = '10s';
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', one) INTO is_held;
        IF is_held THEN EXECUTE format('DELETE FROM public.%I', one); END IF;
    END LOOP;
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'before' LOOP
        SELECT string_agg(quote_ident(attname), ', ') INTO given FROM pg_attribute
        WHERE attrelid = format('public.%I', one)::regclass
        AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
        EXECUTE format(
            'INSERT INTO public.%I (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM before.%I'
            ' ON CONFLICT DO NOTHING',
            one, given, given, one
        );
    END LOOP;
END $$"""


class TwoConnections:
    """`two.meet("module.function")`, then `two.run(act, other)`: what each returned or raised, in order."""

    def __init__(self, settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch):
        self.settings, self.monkeypatch = settings, monkeypatch

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Within it the database of this thread is the copy."""
        before = connections["default"]
        connections["default"] = mine = type(before)(deepcopy(self.settings), "default")
        try:
            yield
        finally:
            mine.close()
            connections["default"] = before

    def meet(self, *dotted: str) -> None:
        """Who has done this function, or one of these, waits for the other to have done it or another.

        Otherwise the first would mostly be through before the second begins, and nobody would see that a lock
        is missing. Where it is there the other cannot come, and the first goes on after SECONDS.
        """
        barrier = Barrier(2)
        for each in dotted:
            self.monkeypatch.setattr(each, meeting_after(resolve_name(each), barrier))

    def run(self, *acts: Callable[[], Any]) -> list[Any]:
        begin = Barrier(len(acts))

        def do(act: Callable[[], Any]) -> Any:
            with self.connected():
                begin.wait(10)
                try:
                    return act()
                except Exception as fault:
                    return fault

        with ThreadPoolExecutor(len(acts)) as threads:
            return list(threads.map(do, acts))


def meeting_after(function: Callable[..., Any], barrier: Barrier) -> Callable[..., Any]:
    def do(*args, **options):
        result = function(*args, **options)
        if get_ident() != main_thread().ident:
            with suppress(BrokenBarrierError):
                barrier.wait(SECONDS)
        return result

    return do


@contextmanager
def committed_copy(folder: Path) -> Iterator[dict[str, Any]]:
    """The settings of a copy of the test database, to be asked for outside a transaction."""
    settings = deepcopy(connection.settings_dict)
    if connection.vendor == "sqlite":
        settings["NAME"] = str(folder / "committed.sqlite3")
        connection.ensure_connection()
        with closing(sqlite3.connect(settings["NAME"])) as copy:
            connection.connection.backup(copy)
        yield settings
        return
    # A database is copied only while nobody is connected to it.
    connection.close()
    source = settings["NAME"]
    name = f"{source}_copy"
    with psycopg.connect(os.environ["ONGIKAR_DATABASE"], autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        yield settings | {"NAME": name}
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def copied_database(settings: dict[str, Any], folder: Path) -> Iterator[dict[str, Any]]:
    """The settings of a database that holds what the committed copy does, for one test.

    PostgreSQL takes a second to copy one: there it is the committed copy itself, whose rows are put back.
    """
    if connection.vendor == "sqlite":
        name = shutil.copyfile(settings["NAME"], folder / "copy.sqlite3")
        yield settings | {"NAME": str(name)}
        return
    address = make_conninfo(os.environ["ONGIKAR_DATABASE"], dbname=settings["NAME"])
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(KEEP_ROWS)
    yield settings
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(PUT_BACK)


@contextmanager
def scene_in_a_copy(settings: dict[str, Any], folder: Path, write: Callable[[], Any]) -> Iterator[Any]:
    """The settings of another committed copy in which `write` has written a scene, and what that gave."""
    with copy_of_copy(settings, folder) as mine:
        two = TwoConnections(mine, pytest.MonkeyPatch())
        with two.connected():
            with transaction.atomic():
                lived = write()
            if connection.vendor == "postgresql":
                go_on_numbering()
        yield mine, lived


@contextmanager
def copy_of_copy(settings: dict[str, Any], folder: Path) -> Iterator[dict[str, Any]]:
    if connection.vendor == "sqlite":
        name = shutil.copyfile(settings["NAME"], folder / "scene.sqlite3")
        yield settings | {"NAME": str(name)}
        return
    name = f"{settings['NAME']}_scene"
    with psycopg.connect(os.environ["ONGIKAR_DATABASE"], autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{settings["NAME"]}"')
        # What was kept beside the rows of the first copy is not what its tests put back.
        address = make_conninfo(os.environ["ONGIKAR_DATABASE"], dbname=name)
        with psycopg.connect(address, autocommit=True) as mine:
            mine.execute("DROP SCHEMA IF EXISTS before CASCADE")
        yield settings | {"NAME": name}
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def go_on_numbering() -> None:
    """Keys that were written, and not given by the database, are not given again."""
    models = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for each in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(each)


def one_of_two(results: list) -> tuple:
    """What the one returned that was first, and what the other was refused with."""
    done, refusal = sorted(results, key=lambda each: isinstance(each, Exception))
    assert not isinstance(done, Exception), results
    return done, refusal
