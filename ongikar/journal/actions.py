"""Recording what happened, with the outbox entries that follow from it, in the transaction it happened in."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Unpack

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from ongikar.core.db.bulk_sql import column_of, insert_rows, insert_values, rows_as_select

from .macs import mac_of
from .models import ORDINARY, Entry, EntryFacts, OutboxEntry
from .raw_reads import as_micros
from .row_seals import acts_entered, note_entry, take_written_rows, unsealed_rows, waits_for
from .verb_lists import WHATEVER_IS_LEFT, row_filter

# Who did something, as its sort and its key; some have no key.
Reference = tuple[str, int | None]
# What something was done to.
SubjectReference = tuple[str, int]
WORKER: Reference = ("worker", None)
ANYONE: Reference = ("citizen", None)


@cache
def reactions() -> dict[str, list[str]]:
    """What follows from what: a table that stands above every app, so it is read by name at run time."""
    return import_string(f"{settings.ONGIKAR_REACTIONS}.REACTIONS")


@cache
def turns() -> dict[str, int]:
    """Which verbs are urgent and which can wait: the table beside that of the reactions."""
    return import_string(f"{settings.ONGIKAR_REACTIONS}.TURNS")


@cache
def former_reactions() -> dict[str, str]:
    """By the name that a reaction had before the one it has now."""
    return import_string(f"{settings.ONGIKAR_REACTIONS}.FORMER_NAMES")


def turn_of(verb: str) -> int:
    return turns().get(verb, ORDINARY)


def record(
    verb: str,
    *,
    subject: SubjectReference,
    actor: Reference,
    office_id: int | None,
    now: datetime,
    turn: int | None = None,
    **facts: Unpack[EntryFacts],
) -> int:
    """Write one entry, and one outbox entry for each reaction to its verb; the key of the entry.

    `turn`: how soon they are done (outbox.py); else as the table says of the verb.

    `facts` are references and figures only; a person's name, number or words never belong here. Must be
    called inside the transaction of the act itself, so that both happen or neither.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an entry is written in the transaction of its act")
    key = write_entry(
        verb,
        subject=subject,
        actor=actor,
        office_id=office_id,
        now=now,
        facts=facts,
        rows=take_written_rows(row_filter(verb)),
    )
    owed = reactions().get(verb, ())
    of_office = {"office_id": office_id or 0, "turn": turn_of(verb) if turn is None else turn}
    insert_rows(
        OutboxEntry, *({"entry_id": key, "reaction": name, "next_try": now, **of_office} for name in owed)
    )
    return key


def write_entry(
    verb: str,
    *,
    subject: SubjectReference,
    actor: Reference,
    office_id: int | None,
    now: datetime,
    facts: EntryFacts,
    rows: str | None,
) -> int:
    """The entry alone, with these rows and nothing that follows; its key."""
    plain = (as_micros(now), verb, office_id, *actor, *subject, facts)
    note_entry(verb)
    return insert_values(
        Entry,
        {
            "mac": mac_of(plain, rows),
            "at": now,
            "verb": verb,
            "office_id": office_id,
            "facts": facts,
            "rows": rows,
            "actor_type": actor[0],
            "actor_id": actor[1],
            "subject_type": subject[0],
            "subject_id": subject[1],
        },
    )


def record_if_written(verb: str, **arguments: Any) -> None:
    """An entry, as `record` writes it, where rows of this transaction wait for their seal; else nothing."""
    if waits_for(row_filter(verb)):
        record(verb, **arguments)


def seal_rest() -> None:
    """Before a commit: what the acts of the transaction may write and wrote after their entries is sealed by
    entries that say whose rest it is; what none of them may, by one that says only that it was written.
    """
    if not unsealed_rows():
        return
    rests = dict.fromkeys(f"{verb.partition('.')[0]}.rest" for verb in acts_entered())
    for verb in (*rests, WHATEVER_IS_LEFT):
        record_if_written(verb, subject=("rows", 0), actor=WORKER, office_id=None, now=timezone.now())


def record_each(
    verb: str,
    subjects: Sequence[tuple[SubjectReference, EntryFacts]],
    *,
    actor: Reference,
    office_id: int | None,
    now: datetime,
) -> None:
    """Write an entry for each subject with its facts, as `record` would one by one, in a few statements."""
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an entry is written in the transaction of its act")
    if not subjects:
        return
    note_entry(verb)
    at = as_micros(now)
    lines = [
        (subject[1], facts, mac_of((at, verb, office_id, *actor, *subject, facts), None))
        for subject, facts in subjects
    ]
    fields = [column_of(Entry, name) for name in ("subject_id", "facts", "mac")]
    table, values = rows_as_select(fields, lines)
    moment, owed = connection.ops.adapt_datetimefield_value(now), reactions().get(verb, [])
    each = (moment, office_id or 0, turn_of(verb))
    entries = INSERT_ENTRIES_SQL.format(table=table)
    values += [moment, verb, office_id, *actor, subjects[0][0][0]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            outbox_entries = INSERT_OUTBOX_SQL.format(owed="unnest(%s::text[]) AS owed (name)")
            cursor.execute(f"WITH entries AS ({entries}) {outbox_entries}", [*values, *each, list(owed)])
            return
        cursor.execute(entries, values)
        keys = [(key,) for (key,) in cursor.fetchall()]
        for name in owed:
            table, values = rows_as_select([column_of(OutboxEntry, "entry")], keys)
            outbox_entries = INSERT_OUTBOX_SQL.format(owed="(SELECT %s AS name) AS owed")
            cursor.execute(f"WITH entries (id) AS ({table}) {outbox_entries}", [*values, *each, name])


INSERT_ENTRIES_SQL = """
    WITH told (subject_id, facts, mac) AS ({table})
    INSERT INTO journal_entry
        (subject_id, facts, mac, at, verb, office_id, actor_type, actor_id, subject_type)
    SELECT subject_id, facts, mac, %s, %s, %s, %s, %s, %s FROM told RETURNING id
"""
INSERT_OUTBOX_SQL = """
    INSERT INTO journal_outboxentry (entry_id, reaction, next_try, office_id, turn, attempts, fault)
    SELECT entries.id, owed.name, %s, %s, %s, 0, '' FROM entries, {owed}
"""
