"""Two acts at the same moment, each on its own connection and committed, on a copy of the test database."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from threading import Barrier, BrokenBarrierError, get_ident, main_thread
from typing import Any

import psycopg
import pytest
from django.db import connection, connections

# How long the first waits inside its act for the second, which a lock keeps from coming.
SECONDS = 0.3


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

    def meet(self, dotted: str) -> None:
        """Who has done this function waits for the other to have done it.

        Otherwise the first would mostly be through before the second begins, and nobody would see that a lock
        is missing. Where it is there the other cannot come, and the first goes on after SECONDS.
        """
        module, _, name = dotted.rpartition(".")
        self.monkeypatch.setattr(dotted, meeting_after(getattr(import_module(module), name)))

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


def meeting_after(function: Callable[..., Any]) -> Callable[..., Any]:
    barrier = Barrier(2)

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
    else:
        # A database is copied only while nobody is connected to it.
        connection.close()
        with copied_database(settings, folder) as copy:
            yield copy


@contextmanager
def copied_database(settings: dict[str, Any], folder: Path) -> Iterator[dict[str, Any]]:
    """The settings of a copy of a database to which nobody is connected; gone at the end."""
    source = settings["NAME"]
    if connection.vendor == "sqlite":
        name = shutil.copyfile(source, folder / "copy.sqlite3")
        yield settings | {"NAME": str(name)}
        return
    name = f"{source}_copy"
    with psycopg.connect(os.environ["ONGIKAR_DATABASE"], autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        yield settings | {"NAME": name}
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
