"""The cache version: for each office a value in the database that changes whenever something published
there has changed.

The rows decide, for every process and every machine alike. A process looks at them once a second, and at
once when a file of this machine, the bell, was touched; the bell alone changes nothing. The mark is written
in the transaction that changed what is published, as its last statement: nobody waits for a row that others
write too, and no change is ever without it.
"""

import os
import secrets
import time
from collections.abc import Collection, Mapping
from typing import Any, cast

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

# What belongs to no single office: their names and addresses, and whatever is loaded from files.
EVERY_OFFICE = 0
SECONDS = 1.0
# To listen for the bell costs as much as all else of a page that is answered from memory.
BELL_SECONDS = 0.02
ALL = "SELECT scope, mark FROM core_cacheversion"
WRITE = """
    INSERT INTO core_cacheversion (scope, mark) VALUES (%s, %s)
    ON CONFLICT (scope) DO UPDATE SET mark = excluded.mark
"""
Versions = Mapping[int, int]

_marks: Versions = {}
_looked_at = _listened_at = float("-inf")
_bell: int | None = None


def current_version(office_id: int = EVERY_OFFICE) -> int:
    """The cache version of an office as it stands, without its figures; without an office, of what belongs to
    all of them.
    """
    return version_of_office(current_versions(), office_id)


def figures_of(office_id: int) -> int:
    """The scope of what is counted in an office. Its charter and calendar stay as they are when a case ends,
    and so do the pages that show nothing else.
    """
    return -office_id


def version_of_office(known: Versions, office_id: int, *, figures: bool = False) -> int:
    """An office's cache version among the marks: another one too when what belongs to all has changed, and
    with `figures` when what is counted there has.
    """
    version = known.get(EVERY_OFFICE, 0)
    if office_id:
        version ^= known.get(office_id, 0)
    if office_id and figures:
        version ^= known.get(figures_of(office_id), 0)
    return version


def current_versions() -> Versions:
    """All marks, at most a second old; of this machine's own changes, 20 milliseconds."""
    global _marks, _looked_at, _listened_at, _bell
    at = time.monotonic()
    if at - _listened_at < BELL_SECONDS:
        return _marks
    _listened_at, bell = at, bell_touched_at()
    if bell != _bell or at - _looked_at > SECONDS:
        # Before the question: what changes while it is asked is asked again.
        _looked_at, _bell = at, bell
        _marks = query_versions()
    return _marks


def fresh_versions() -> Versions | None:
    """The marks, where it is too soon to look again; None where `current_versions` would."""
    return _marks if time.monotonic() - _listened_at < BELL_SECONDS else None


def last_known_version(office_id: int = EVERY_OFFICE) -> int:
    """The cache version as this process saw it last: for a page that may ask no database, as one that says
    why there is none.
    """
    return version_of_office(_marks, office_id)


def bell_touched_at() -> int:
    """When the bell was touched last; 0 before the first time. Costs one stat call."""
    try:
        return os.stat(settings.ONGIKAR_PUBLIC_STAMP).st_mtime_ns
    except OSError:
        return 0


def query_versions() -> Versions:
    """The rows. A database that does not answer leaves what was known: pages made before are as true as they
    were.
    """
    try:
        connection.ensure_connection()
        with connection.wrap_database_errors:
            # Past Django's cursor: asked in front of it, on a page that otherwise costs some microseconds.
            return dict(connection.connection.execute(ALL).fetchall())
    except (DatabaseError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return _marks


def invalidate(office_id: int = EVERY_OFFICE) -> None:
    """What is published of an office has changed: pages made before are dropped everywhere, once the change
    is committed. Of a case it is the figures: `invalidate(figures_of(office_id))`.
    """
    if not connection.in_atomic_block:
        invalidate_now(office_id)
        return
    wrapper: Any = connection  # Our own backends: Django's type does not know what they keep.
    wrapper.touched_offices = invalidated_offices(connection) | {office_id}
    transaction.on_commit(notify_processes)


def invalidate_now(office_id: int = EVERY_OFFICE) -> None:
    """The same, not waiting for the end of a transaction."""
    write_versions({office_id})
    notify_processes()


def invalidated_offices(wrapper: BaseDatabaseWrapper) -> frozenset[int]:
    """The offices touched in the transaction that runs on a connection."""
    return getattr(wrapper, "touched_offices", frozenset())


def write_pending(wrapper: BaseDatabaseWrapper) -> None:
    """Write the marks of the transaction that is about to commit; the connection's own class calls it just
    before.
    """
    if offices := invalidated_offices(wrapper):
        write_versions(offices)
        forget_pending(wrapper)


def forget_pending(wrapper: BaseDatabaseWrapper) -> None:
    """The transaction was rolled back, and nothing has changed; or its marks are written."""
    cast(Any, wrapper).touched_offices = frozenset()  # as in `invalidate`


def write_versions(offices: Collection[int]) -> None:
    # By chance and not by count: a database put back from a copy must not come by the same mark once more.
    with connection.cursor() as cursor:
        # In one order, so that of two transactions none waits for the other.
        for office_id in sorted(offices):
            cursor.execute(WRITE, [office_id, secrets.randbits(62)])


def notify_processes() -> None:
    """Let the processes of this machine look at once. Whatever the disk says, they look within a second."""
    write_pending(connection)
    try:
        settings.ONGIKAR_PUBLIC_STAMP.parent.mkdir(parents=True, exist_ok=True)
        # Nothing is written into it: what is committed by now must not fail because the disk is full.
        settings.ONGIKAR_PUBLIC_STAMP.touch()
    except OSError:
        pass
    forget_versions()


def forget_versions() -> None:
    """The next one who asks in this process looks at the rows."""
    global _looked_at, _listened_at
    _looked_at = _listened_at = float("-inf")
