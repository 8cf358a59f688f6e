"""Entries and seals as the databases give them, read raw: as they stand there, whoever wrote them.

The same entry reads the same on both databases, so that a chain outlives a move from one to the other.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection

from ongikar.rules.hash_chain import ChainLine, Entry

PAGE = 5_000
_decode = json.JSONDecoder().decode
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)

# A moment in microseconds since 1970; SQLite has no exact arithmetic for it, and gives the text.
MICROS_SQL = {
    "sqlite": "CAST({0} AS TEXT)",
    "postgresql": "CAST(extract(epoch FROM {0}) * 1000000 AS bigint)",
}
COLUMNS = """e.id, {at}, e.verb, e.office_id, e.actor_type, e.actor_id, e.subject_type, e.subject_id,
    CAST(e.facts AS text), e.rows"""
# Both sides say where they begin, lest every seal be read to find that the newest entries have theirs.
UNSEALED_SQL = """
    SELECT {columns} FROM journal_entry e WHERE e.id > %s
    AND NOT EXISTS (SELECT 1 FROM journal_seal s WHERE s.entry_id = e.id AND s.entry_id > %s)
    ORDER BY e.id LIMIT %s
"""
CHAIN_SQL = """
    SELECT s.number, {sealed_at}, s.link, s.entry_id, {columns}
    FROM journal_seal s LEFT JOIN journal_entry e ON e.id = s.entry_id
    WHERE s.chain = %s AND s.number >= %s AND (s.number, s.entry_id) > (%s, %s)
    ORDER BY s.number, s.entry_id LIMIT %s
"""


def unsealed_entries(after: int, limit: int = PAGE) -> list[Entry]:
    """Entries above `after` that have no seal, the lowest first."""
    return [as_entry(row) for row in fetch_entry_rows(UNSEALED_SQL, after, after, limit)]


def chain_lines(chain: int) -> Iterator[ChainLine]:
    """Every line of a chain in order, a page at a time."""
    number, key = -(2**62), 0
    while page := fetch_entry_rows(CHAIN_SQL, chain, number, number, key, PAGE):
        for line in page:
            yield as_line(*line)
        number, key = page[-1][0], page[-1][3]


def as_line(number: Any, at: Any, link: Any, key: Any, *told: Any) -> ChainLine:
    """One line of a chain. SQLite holds anything in any column: what never was a number, moment or link
    becomes a wrong one.
    """
    at = parse_micros(at)
    return ChainLine(
        number if isinstance(number, int) else -1,
        at if isinstance(at, int) else -1,
        bytes(link) if isinstance(link, bytes | memoryview) else b"",
        key if isinstance(key, int) else -1,
        as_entry(told) if told[0] is not None else None,
    )


def fetch_entry_rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    moment = MICROS_SQL[connection.vendor]
    columns = COLUMNS.format(at=moment.format("e.at"))
    with connection.cursor() as cursor:
        cursor.execute(statement.format(columns=columns, sealed_at=moment.format("s.sealed_at")), values)
        return cursor.fetchall()


def as_entry(row: Any) -> Entry:
    key, at, *plain, facts, written = row
    entry = (key, parse_micros(at), *plain, read_facts(facts))
    # Entries of before rows were sealed have their links without them.
    return entry if written is None else (*entry, written)


@lru_cache(maxsize=4_096)
def parse_micros(told: Any) -> Any:
    """Microseconds since 1970. A text that is no moment stays what it is: no entry was sealed with such."""
    if isinstance(told, int):
        return told
    try:
        return (datetime.fromisoformat(f"{told}+00:00") - EPOCH) // MICROSECOND
    except (ValueError, TypeError):
        return told


def read_facts(text: Any) -> Any:
    try:
        return _decode(text)
    except (ValueError, TypeError):
        return ["unreadable", text]


def as_micros(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


def as_moment(told: int) -> datetime:
    return EPOCH + told * MICROSECOND
