"""Whether the web server may serve, and why not: the database, the migrations, the keys and the disk.

Being alive is another question (`/healthz`): a database that is away makes us not ready, and a supervisor
that killed the web server for it would lose what people are writing, and mend nothing.
"""

import os
import shutil
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Lock

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, connections
from django.utils import timezone

from ongikar.core.crypto.key_fingerprints import judge_keys

from .measurements import Measurements, existing, fresh_measurements
from .versions import database_version

# Free bytes below which nothing that people send can be stored.
LEAST_FREE = 50_000_000
# A probe asks every few seconds and waits about as long.
LONGEST_WAIT = 2.0
# Seconds for which an answer is reused.
FRESH_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why nothing can be served: a word for programs, a sentence in each language for people."""

    code: str
    bn: str
    en: str


DATABASE = Obstacle("database", "ডেটাবেজ সাড়া দেয় না।", "The database does not answer.")
MIGRATIONS = Obstacle(
    "migrations",
    "ডেটাবেজ এখনো হালনাগাদ নয়: একবার ongikar prepare চালান।",
    "The database is not up to date: run ongikar prepare once.",
)
KEYS = Obstacle(
    "keys",
    "এই ডেটাবেজ যে চাবি দিয়ে রাখা, সেটি এখানে নেই: ongikar doctor দেখুন।",
    "The keys are not those that this database was kept with: see ongikar doctor.",
)
DISK = Obstacle("disk", "ডিস্কে জায়গা নেই বা লেখা যায় না।", "The disk is full, or cannot be written to.")


def find_obstacles() -> list[Obstacle]:
    """Everything that keeps us from serving; empty where nothing does."""
    obstacles = [] if has_room() else [DISK]
    try:
        if unapplied_migrations():
            return [MIGRATIONS, *obstacles]
        return [KEYS, *obstacles] if judge_keys() else obstacles
    except (DatabaseError, InterfaceError):
        return [DATABASE, *obstacles]


def unapplied_migrations() -> set[tuple[str, str]]:
    """(app, name) of the migrations that the database has not seen, by their files: none is imported, since
    the web server would keep them all in memory.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = set(cursor.fetchall())
    return known_migrations() - applied


def known_migrations() -> set[tuple[str, str]]:
    return {
        (config.label, file.stem)
        for config in apps.get_app_configs()
        for file in (Path(config.path) / "migrations").glob("[0-9]*.py")
    }


def has_room() -> bool:
    """Whether data and papers can be written."""
    try:
        folders = {existing(settings.VAR), existing(settings.ONGIKAR_PAPERS)}
        return all(
            shutil.disk_usage(folder).free >= LEAST_FREE and os.access(folder, os.W_OK) for folder in folders
        )
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Readiness:
    """`measured` is None where the database could not be asked, and `database` names no version."""

    at: datetime
    obstacles: tuple[Obstacle, ...]
    measured: Measurements | None
    database: str = ""

    @property
    def is_ready(self) -> bool:
        return not self.obstacles

    @property
    def is_database_there(self) -> bool:
        return DATABASE not in self.obstacles


def judge_readiness(now: datetime) -> Readiness:
    obstacles = tuple(find_obstacles())
    codes = {obstacle.code for obstacle in obstacles}
    if codes.isdisjoint({DATABASE.code, MIGRATIONS.code}):
        try:
            measured = fresh_measurements(now)
            return Readiness(now, obstacles, measured, database_version())
        except (DatabaseError, InterfaceError):
            return Readiness(now, (DATABASE, *obstacles), None)
    return Readiness(now, obstacles, None)


class ReadinessProbe:
    """`probe()` answers within `LONGEST_WAIT`, in whatever thread it is asked.

    The database is asked in one thread of its own, which holds no connection afterwards. A database that
    says nothing keeps that thread alone waiting, however many ask meanwhile: they are told at once.
    """

    def __init__(self, judge: Callable[[datetime], Readiness] = judge_readiness) -> None:
        self.judge, self.lock = judge, Lock()
        self.asked: Future[Readiness] | None = None
        self.known: Readiness | None = None
        self.until = 0.0

    @cached_property
    def thread(self) -> ThreadPoolExecutor:
        """It begins with the first question: a thread does not outlive the fork of its process."""
        return ThreadPoolExecutor(1, "readiness")

    def __call__(self) -> Readiness:
        with self.lock:
            if self.known and time.monotonic() < self.until:
                return self.known
            is_waiting = self.asked is not None and not self.asked.done()
            if not is_waiting:
                self.asked = self.thread.submit(self.ask)
            asked = self.asked
        assert asked is not None
        try:
            answer = asked.result(0 if is_waiting else LONGEST_WAIT)
        except TimeoutError:
            return Readiness(timezone.now(), (DATABASE,), None)
        with self.lock:
            self.known, self.until = answer, time.monotonic() + FRESH_SECONDS
        return answer

    def ask(self) -> Readiness:
        try:
            return self.judge(timezone.now())
        finally:
            connections.close_all()


probe_readiness = ReadinessProbe()
