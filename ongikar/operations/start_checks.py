"""What is asked before a program starts: whether the database is there and up to date, and whether the keys
are those it was kept with.
"""

import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import AppConfig, apps
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from ongikar.core.crypto.key_fingerprints import judge_keys
from ongikar.core.data_owner import data_folder
from ongikar.core.disk_faults import disk_fault_words
from ongikar.core.i18n.say import override_language
from ongikar.core.own_command import command_of_setting_up

from .installation_lock import refuse_unfinished, take_part
from .watch_messages import ALIVE, tell_watcher


def pending_migrations() -> int:
    """How many are left to apply."""
    return 0 if are_all_applied() else planned_migrations()


def are_all_applied() -> bool:
    """Whether each file of a migration has been applied, by its name: to load them all takes long."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    return all(
        (app.label, name) in applied for app in apps.get_app_configs() for name in migration_names(app)
    )


def migration_names(app: AppConfig) -> Iterator[str]:
    """As Django finds them: every module of the package, but those marked as no migration."""
    module, _ = MigrationLoader.migrations_module(app.label)
    spec = find_spec(module) if module else None
    for each in iter_modules(spec.submodule_search_locations if spec else ()):
        if not each.ispkg and each.name[0] not in "_~":
            yield each.name


def planned_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def requires_database(command: Callable[[list[str]], int | None]) -> Callable[[list[str]], int | None]:
    """A command that says in both languages, with exit status 1, what its database wants; any other fault
    stays a fault.
    """

    def wrapper(words: list[str]) -> int | None:
        try:
            return command(words)
        except DatabaseError as fault:
            # A full disk or an unreadable file is not a database that does not answer.
            if disk_fault_words(fault) or not (wanting := database_fault()):
                raise
            print(*wanting, str(fault).partition("\n")[0], sep="\n", file=sys.stderr)
            return 1

    return wrapper


def not_set_up_words() -> tuple[str, str]:
    command = command_of_setting_up()
    return (
        f"ডেটাবেজ এখনো তৈরি হয়নি বা হালনাগাদ নয়: একবার {command} চালান।",
        f"The database has not been set up, or is not up to date: run {command} once.",
    )


def database_fault() -> tuple[str, str] | None:
    try:
        owed = pending_migrations()
    except DatabaseError:
        if not data_folder().exists():
            return not_set_up_words()
        return (
            "ডেটাবেজ সাড়া দেয় না। সেটি চলছে কি না, আর ONGIKAR_DATABASE ঠিক আছে কি না দেখুন।",
            "The database does not answer. See that it runs, and that ONGIKAR_DATABASE is right.",
        )
    return not_set_up_words() if owed else None


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

    def wrapper(words: list[str]) -> int | None:
        # `--help` must work before there are any keys.
        asks_for_help = not {"-h", "--help"}.isdisjoint(words)
        return 1 if not asks_for_help and (refuse_unfinished() or refuse_changed_keys()) else command(words)

    return wrapper


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
            tell_watcher(ALIVE)
            time.sleep(SECONDS)
        finally:
            connections.close_all()
