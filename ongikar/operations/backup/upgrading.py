"""Going on to a new version: a backup, the migrations in a copy aside, the doctor there, and only then the
exchange. Where anything fails the database stands as it was.
"""

import shutil
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from django.db import connection

from ongikar.core.command_line import Refusal
from ongikar.core.command_progress import step
from ongikar.core.crypto.key_registry import KEYS, RegisteredKey
from ongikar.operations.installation_lock import alone, note_finished, note_unfinished, read_unfinished
from ongikar.operations.start_checks import pending_migrations, refuse_changed_keys

from .creation import make_backup
from .databases import COPY, DUMP_FILE, copy_sqlite, create_database, dump_postgresql, run_postgresql
from .folder import BackupIndex
from .restoring import (
    Exchange,
    finish_exchange,
    judge_copy,
    planned_exchange,
    refuse_connected,
    refuse_unfinished_other,
)
from .staging import Aside, aside_for, prepare_place, run_in_copy
from .work_in_copy import CopyTask

EXCHANGING = "exchanging"


def upgrade_installation(
    *, language: str, now: datetime, tell: Callable[[str], None], made: Callable[[BackupIndex], None]
) -> Exchange | None:
    """Returns what was exchanged; None where the database is up to date. `made`: told of the backup.

    Raises Refusal where a program runs, where no backup could be made, or where the new version is not in
    order in the copy: then the database stands as it was, and the former version of the program goes on.
    """
    with alone():
        unfinished = read_unfinished()
        if unfinished and unfinished["what"] != "upgrade":
            refuse_unfinished_other("upgrade")
        if unfinished and unfinished["step"] == EXCHANGING:
            exchange = Exchange(**unfinished["exchange"])
            finish_exchange(exchange)
            return exchange
        if not pending_migrations():
            note_finished()
            return None
        if refuse_changed_keys():
            raise Refusal("চাবি মেলে না, তাই কিছুই করা হয়নি।", "A key does not fit, so nothing was done.")
        refuse_connected()
        note_unfinished("upgrade", step="copying")
        try:
            made(make_backup(now=now, reason="upgrade"))
            exchange = prepare_copy(aside_for("upgrading"), language, now, tell)
        except Refusal:
            # Told, and nothing is half-done: the program of before may start again.
            note_finished()
            raise
        note_unfinished("upgrade", step=EXCHANGING, exchange=asdict(exchange))
        finish_exchange(exchange)
        return exchange


def is_made_with_copy(key: RegisteredKey, aside: Aside) -> bool:
    if key.is_given():
        return False
    return not key.file().exists() or key.file().read_bytes() != (aside.home / key.file_name).read_bytes()


def prepare_copy(aside: Aside, language: str, now: datetime, tell: Callable[[str], None]) -> Exchange:
    """The database copied aside, brought up to date and judged there."""
    with prepare_place(aside):
        for key in KEYS.values():
            if not key.is_given() and key.file().exists():
                shutil.copyfile(key.file(), aside.home / key.file_name)
        with step("ডেটাবেজ পাশে কপি করা", "Copying the database aside"):
            copy_database(aside)
        try:
            judge_copy(run_in_copy(aside, CopyTask(now.isoformat(), language)), tell, despite_faults=False)
        except Refusal as fault:
            raise Refusal(
                f"হালনাগাদ হয়নি; ডেটাবেজ আগের মতোই আছে, আগের সংস্করণ দিয়ে চালান। {fault.bn}",
                f"Not upgraded; the database stands as it was: go on with the former version. {fault.en}",
            ) from None
        planned = planned_exchange(aside, now)
        # What the new version needs and the one before did not have was made with the copy.
        new = [name for name in planned.keys if is_made_with_copy(KEYS[name], aside)]
        return Exchange(**asdict(planned) | {"papers": False, "keys": new})


def copy_database(aside: Aside) -> None:
    if connection.vendor == "sqlite":
        copy_sqlite(aside.home / COPY)
        return
    dump, _ = dump_postgresql(aside.folder / DUMP_FILE)
    create_database(aside.scratch)
    words = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(dump)]
    run_postgresql("pg_restore", *words, url=aside.database_url)
