"""Whether the database is there and up to date, and what a command says where it is not."""

import sys
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


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
