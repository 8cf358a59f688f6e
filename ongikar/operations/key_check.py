"""No program serves, works or writes with keys that the database was not kept with: each says which file is
to be put back.
"""

import sys
import time
from collections.abc import Callable

from django.db import DatabaseError, connections

from ongikar.core.crypto.key_fingerprints import judge_keys
from ongikar.core.i18n.say import override_language

from .database_state import database_fault

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
        return 1 if not asks_for_help and refuse_changed_keys() else command(words)

    return checked


def refuse_changed_keys_once_there() -> bool:
    """The same for the web server, which may begin while its database is away: it waits, and opens no port
    till then.

    Leaves no connection behind, since the workers are forked from here.
    """
    while True:
        try:
            return refuse_changed_keys()
        except DatabaseError:
            print(*(database_fault() or ()), sep="\n", file=sys.stderr)
            time.sleep(SECONDS)
        finally:
            connections.close_all()
