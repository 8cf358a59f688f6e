"""What is asked before a program starts: whether the database is there and up to date, and whether the keys
are those it was kept with.
"""

import sys
import time
from collections.abc import Callable

from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from ongikar.core.crypto.key_fingerprints import judge_keys
from ongikar.core.i18n.say import override_language

from .running import refuse_unfinished, take_part


def pending_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def requires_database(command: Callable[[list[str]], int | None]) -> Callable[[list[str]], int | None]:
    """A command that says in both languages, with exit status 1, what its database wants; any other fault
    stays a fault.
    """

    def checked(words: list[str]) -> int | None:
        try:
            return command(words)
        except DatabaseError as fault:
            if not (wanting := database_fault()):
                raise
            print(*wanting, str(fault).partition("\n")[0], sep="\n", file=sys.stderr)
            return 1

    return checked


def database_fault() -> tuple[str, str] | None:
    try:
        owed = pending_migrations()
    except DatabaseError:
        return "ডেটাবেজ সাড়া দেয় না।", "The database does not answer."
    if not owed:
        return None
    return (
        "ডেটাবেজ এখনো তৈরি হয়নি বা হালনাগাদ নয়: একবার ./run চালান।",
        "The database has not been set up, or is not up to date: run ./run once.",
    )


SECONDS = 2.0


def refuse_changed_keys() -> bool:
    """Whether a key differs from its fingerprint; then what to do stands on stderr, in both languages."""
    faults = judge_keys()
    for tongue in ("bn", "en"):
        with override_language(tongue):
            for fault in faults:
                print(fault.sentence, file=sys.stderr)
    return bool(faults)


def requires_keys(command: Callable[[list[str]], int | None]) -> Callable[[list[str]], int | None]:
    """A command that ends with status 1, having done nothing, where a key is not the right one."""

    def checked(words: list[str]) -> int | None:
        # Who asks only for the words of a command has no keys yet.
        asks_for_help = not {"-h", "--help"}.isdisjoint(words)
        return 1 if not asks_for_help and (refuse_unfinished() or refuse_changed_keys()) else command(words)

    return checked


def refuse_changed_keys_once_there() -> bool:
    """The same for the web server, which may begin while its database is away: it waits, and opens no port
    till then.

    Leaves no connection behind, since the workers are forked from here.
    """
    if not take_part():
        return True
    while True:
        try:
            return refuse_changed_keys()
        except DatabaseError:
            print(*(database_fault() or ()), sep="\n", file=sys.stderr)
            time.sleep(SECONDS)
        finally:
            connections.close_all()
