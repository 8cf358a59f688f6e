"""Recording what happened, with the to-dos that follow from it, in the transaction it happened in."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from ongikar.frame.ready_rows import add, insert

from .models import Entry, ToDo

Reference = tuple[str, int | None]
WORKER: Reference = ("worker", None)
ANYONE: Reference = ("citizen", None)


@cache
def reactions() -> dict[str, list[str]]:
    """What follows from what: a table that stands above every room, so it is read by name at run time."""
    return import_string(settings.ONGIKAR_REACTIONS)


def record(
    verb: str, *, subject: Reference, actor: Reference, office_id: int | None, now: datetime, **facts: Any
) -> Entry:
    """Write one entry, and one to-do for each reaction to its verb.

    `facts` are references and figures only; a person's name, number or words never belong here. Must be called
    inside the transaction of the act itself, so that both happen or neither.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an entry is written in the transaction of its act")
    entry = Entry(
        at=now, verb=verb, office_id=office_id, facts=facts,
        actor_type=actor[0], actor_id=actor[1], subject_type=subject[0], subject_id=subject[1],
    )  # fmt: skip
    insert(entry)
    add(*(ToDo(entry=entry, reaction=name, next_try=now) for name in reactions().get(verb, ())))
    return entry


def record_each(
    verb: str, told: Sequence[tuple[Reference, dict[str, Any]]], *, actor: Reference, office_id: int | None, now: datetime
) -> None:  # fmt: skip
    """Write an entry for each subject with its facts, as `record` would one by one, in a few statements."""
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an entry is written in the transaction of its act")
    if not told:
        return
    at, facts_of = (Entry._meta.get_field(name) for name in ("at", "facts"))
    moment = at.get_db_prep_save(now, connection)
    values: list[Any] = []
    for (subject_type, subject_id), facts in told:
        values += (
            moment,
            verb,
            office_id,
            *actor,
            subject_type,
            subject_id,
            facts_of.get_db_prep_save(facts, connection),
        )
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES.format(rows=", ".join([EIGHT] * len(told))), values)
        keys = [key for (key,) in cursor.fetchall()]
        marks = ", ".join(["%s"] * len(keys))
        for name in reactions().get(verb, ()):
            cursor.execute(TODOS.format(marks=marks), [name, *keys])


EIGHT = f"({', '.join(['%s'] * 8)})"
ENTRIES = """
    INSERT INTO journal_entry (at, verb, office_id, actor_type, actor_id, subject_type, subject_id, facts)
    VALUES {rows} RETURNING id
"""
TODOS = """
    INSERT INTO journal_todo (entry_id, reaction, next_try, attempts, fault)
    SELECT id, %s, at, 0, '' FROM journal_entry WHERE id IN ({marks}) ORDER BY id
"""
