"""Entries, seals and the rows of sealed tables as they stand in the database, read by raw SQL and written
as the journal writes them.

They are read past the ORM, since the check must see what is there, whoever wrote it. The same entry reads
the same on both databases, so that a chain outlives a move from one to the other.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache, partial
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from ongikar.core.crypto.key_registry import key_bytes, random_file
from ongikar.core.db.bulk_sql import column_of
from ongikar.journal.rules.hash_chain import ChainLine, Entry
from ongikar.journal.rules.row_seals import is_empty, value_digest

from .sealed_columns import KEYED, VALUE, SealedColumn, TableSeals, sealed_tables

PAGE = 5_000
_decode = json.JSONDecoder().decode
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)

# A moment in microseconds since 1970; SQLite has no exact arithmetic for it, and gives the text.
MICROS_SQL = {
    "sqlite": "CAST({0} AS TEXT)",
    "postgresql": "CAST(extract(epoch FROM {0}) * 1000000 AS bigint)",
}
COLUMNS = """e.id, {at}, e.verb, e.office_id, e.actor_type, e.actor_id, e.subject_type, e.subject_id,
    CAST(e.facts AS text), e.rows, e.mac"""
# Both sides say where they begin, lest every seal be read to find that the newest entries have theirs.
UNSEALED_SQL = """
    SELECT {columns} FROM journal_entry e WHERE e.id > %s AND e.id <= %s
    AND NOT EXISTS (SELECT 1 FROM journal_seal s WHERE s.entry_id = e.id AND s.entry_id > %s)
    ORDER BY e.id LIMIT %s
"""
# How much each says of the rows that were written with it: PostgreSQL knows without reading it.
SIZE_SQL = {"sqlite": "length(e.rows)", "postgresql": "octet_length(e.rows)"}
CHAIN_SQL = """
    SELECT s.number, {sealed_at}, s.link, s.entry_id, s.mac, {columns}
    FROM journal_seal s LEFT JOIN journal_entry e ON e.id = s.entry_id
    WHERE s.chain = %s AND s.number >= %s AND (s.number, s.entry_id) > (%s, %s)
    ORDER BY s.number, s.entry_id LIMIT %s
"""


FIRST_KEY, LAST_KEY = -(2**62), 2**62


# A bulk of rows stands in one entry: 5,000 of such took the worker's memory for as long as it lived.
CHARACTERS_A_PAGE = 2_000_000


def unsealed_entries(after: int, limit: int = PAGE, until: int = LAST_KEY) -> list[Entry]:
    """Entries above `after`, as far as `until`, that have no seal, the lowest first: at most `limit`, and no
    more than fit in the memory of a page, one at least.
    """
    while (end := end_of_page(after, limit, until)) is not None:
        if rows := fetch_entry_rows(UNSEALED_SQL, after, end, after, limit):
            return [as_entry(row) for row in rows]
        # Another worker has sealed them meanwhile.
        after = end
    return []


def end_of_page(after: int, limit: int, until: int) -> int | None:
    """The key of the last entry without a seal that still fits in a page; None where there is none."""
    size = f"coalesce({SIZE_SQL[connection.vendor]}, 0)"
    left, end = CHARACTERS_A_PAGE, None
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED_SQL.format(columns=f"e.id, {size}"), [after, until, after, limit])
        # SQLite reads no further than it is asked.
        for key, length in cursor:
            left -= length
            if end is not None and left < 0:
                break
            end = key
    return end


def chain_lines(chain: int) -> Iterator[ChainLine]:
    """Every line of a chain in order, a page at a time."""
    number, key = -(2**62), 0
    while page := fetch_entry_rows(CHAIN_SQL, chain, number, number, key, PAGE):
        for line in page:
            yield as_line(*line)
        number, key = page[-1][0], page[-1][3]


def as_line(number: Any, at: Any, link: Any, key: Any, mac: Any, *columns: Any) -> ChainLine:
    """One line of a chain. SQLite holds anything in any column: what never was a number, moment or link
    becomes a wrong one.
    """
    at = parse_micros(at)
    return ChainLine(
        number if isinstance(number, int) else -1,
        at if isinstance(at, int) else -1,
        bytes(link) if isinstance(link, bytes | memoryview) else b"",
        key if isinstance(key, int) else -1,
        as_entry(columns) if columns[0] is not None else None,
        bytes(mac) if isinstance(mac, bytes | memoryview) else None,
    )


def fetch_entry_rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    moment = MICROS_SQL[connection.vendor]
    columns = COLUMNS.format(at=moment.format("e.at"))
    with connection.cursor() as cursor:
        cursor.execute(statement.format(columns=columns, sealed_at=moment.format("s.sealed_at")), values)
        return cursor.fetchall()


def as_entry(row: Any) -> Entry:
    key, at, *plain, facts, written, mac = row
    entry = (
        key,
        parse_micros(at),
        *plain,
        read_facts(facts),
        written,
        bytes(mac).hex() if isinstance(mac, bytes | memoryview) else mac,
    )
    # Entries of before there were MACs, or rows were sealed, have their links without them.
    return entry if mac is not None else entry[:-2] if written is None else entry[:-1]


@lru_cache(maxsize=4_096)
def parse_micros(value: Any) -> Any:
    """Microseconds since 1970. A text that is no moment stays what it is: no entry was sealed with such."""
    if isinstance(value, int):
        return value
    try:
        return (datetime.fromisoformat(f"{value}+00:00") - EPOCH) // MICROSECOND
    except (ValueError, TypeError):
        return value


def read_facts(text: Any) -> Any:
    try:
        return _decode(text)
    except (ValueError, TypeError):
        return ["unreadable", text]


ABOUT_SQL = """
    SELECT e.id, {at}, CAST(e.facts AS text) FROM journal_entry e
    WHERE e.subject_type = %s AND e.subject_id = %s AND e.verb IN ({verbs}) ORDER BY e.id
"""


class ReadEntry(NamedTuple):
    """The key of an entry, its moment in microseconds, and what it says."""

    key: int
    at: int
    facts: dict[str, Any]


def readable_entries(subject: tuple[str, int], *verbs: str) -> list[ReadEntry]:
    """Those of these verbs about one subject, the oldest first; without those of which another hand has made
    something that is no entry: they are told by the walk of their chain.
    """
    statement = ABOUT_SQL.format(
        at=MICROS_SQL[connection.vendor].format("e.at"), verbs=", ".join(["%s"] * len(verbs))
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*subject, *verbs])
        rows = [(key, parse_micros(at), read_facts(facts)) for key, at, facts in cursor.fetchall()]
    return [ReadEntry(*each) for each in rows if isinstance(each[1], int) and isinstance(each[2], dict)]


def as_micros(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


def as_moment(micros: int) -> datetime:
    return EPOCH + micros * MICROSECOND


Read = Callable[[Any], Any]


def as_selected(model: type[models.Model], name: str) -> str:
    """A column as it is asked for: SQLite's driver turns moments, days and truths by itself, and fails at
    what is none.
    """
    turned = models.DateField | models.BooleanField
    if connection.vendor == "sqlite" and isinstance(model._meta.get_field(name), turned):
        return f"t.\"{name}\" || ''"
    return f't."{name}"'


def column_reader(
    model: type[models.Model], column: SealedColumn, as_of: tuple[str, str] | None = None
) -> Callable[[Any, str], Any]:
    """How a value of this column is said: as it is, or as its digest, of the row itself or of another."""
    read = json_reader(column_of(model, column.name))
    if column.mode == VALUE:
        return lambda value, key: read(value)
    table, of_row = as_of or (column.table, "")
    place = f"{table}.{column.name}:"
    secret = key_bytes("digests") if column.mode == KEYED else b""

    def read_digest(value: Any, key: str) -> Any:
        value = read(value)
        return value if is_empty(value) else value_digest(value, f"{place}{of_row or key}", secret)

    return read_digest


def json_reader(field: models.Field) -> Read:
    if isinstance(field, models.DateTimeField):
        return read_moment
    if isinstance(field, models.DateField):
        return read_day
    if isinstance(field, models.JSONField):
        return read_json
    if isinstance(field, models.BooleanField):
        return read_boolean
    if isinstance(field, EXACT):
        return exact_reader(field)
    return lambda value: value


# Each database gives these back otherwise than they were written: sealed and compared in one form of their
# own.
EXACT = (models.DecimalField, models.UUIDField)
# How each rounds what is written with more places than a column has.
ROUNDING = {"sqlite": ROUND_HALF_EVEN, "postgresql": ROUND_HALF_UP}


def exact_reader(field: models.Field) -> Read:
    if isinstance(field, models.DecimalField):
        return partial(read_decimal, places=field.decimal_places)
    return read_uuid


def read_decimal(value: Any, *, places: int) -> Any:
    """12.5, however many zeros it was written with; what is no number stays what it is."""
    if value is None:
        return None
    try:
        exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUNDING[connection.vendor])
    except InvalidOperation:
        return value
    # Adding nothing takes the sign off a zero.
    return f"{(exact + 0).normalize():f}"


def read_uuid(value: Any) -> Any:
    try:
        return None if value is None else str(UUID(str(value)))
    except ValueError:
        return value


def read_moment(value: Any) -> Any:
    try:
        if isinstance(value, str):
            value = datetime.fromisoformat(value).replace(tzinfo=UTC)
        return as_micros(value) if isinstance(value, datetime) else value
    except ValueError:
        return value


def read_day(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def read_json(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return ["unreadable", value]


def read_boolean(value: Any) -> Any:
    return {"0": False, "1": True, 0: False, 1: True}.get(value, value)


_digests_left_out = False


def has_digest_key() -> bool:
    """Whether the key of the digests lies where it should: whoever only verifies makes none."""
    return not _digests_left_out and random_file("digests").exists()


@contextmanager
def leave_digests_out() -> Iterator[None]:
    """Inside, nothing is said of what is sealed by a digest that needs the key: that is another one."""
    global _digests_left_out
    _digests_left_out = True
    try:
        yield
    finally:
        _digests_left_out = False


def model_of(table: TableSeals) -> type[models.Model]:
    return next(model for model in apps.get_models() if model._meta.db_table == table.name)


def office_condition(model: type[models.Model], office_id: int | None) -> tuple[str, list[Any]]:
    """The condition under which a row is of this office, by the shortest way of foreign keys that every row
    has.
    """
    if office_id is None:
        return "", []
    way = path_to_office(model)
    if way is None:
        # What belongs to the installation, such as the keys of its certificates, is none of one office's.
        return "AND 1 = 0", []
    if not way:
        return "AND t.id = %s", [office_id]
    # The last step names the office itself; each before it asks the table it leads to.
    condition, tables = f'"{way[-1].column}" = %s', [related_of(field)._meta.db_table for field in way[:-1]]
    for field, table in zip(reversed(way[:-1]), reversed(tables), strict=True):
        condition = f'"{field.column}" IN (SELECT id FROM "{table}" WHERE {condition})'  # noqa: S608
    return f"AND t.{condition}", [office_id]


def related_of(field: models.Field) -> type[models.Model]:
    """The model that a foreign key leads to."""
    assert field.related_model is not None
    return field.related_model


def path_to_office(model: type[models.Model]) -> list[models.Field] | None:
    """Foreign keys from a table to `offices_office`; none where it is that table, and None where no way leads
    there.

    Those that every row has, if they lead there; else any: a row that belongs to no office, since all share
    it, is then none of this office's.
    """
    for may_be_null in (False, True):
        ways: list[tuple[type[models.Model], list[models.Field]]] = [(model, [])]
        seen = {model}
        for here, way in ways:
            if here._meta.db_table == "offices_office":
                return way
            for field in here._meta.concrete_fields:
                if not field.is_relation or (field.null and not may_be_null):
                    continue
                if (related := related_of(field)) not in seen:
                    seen.add(related)
                    ways.append((related, [*way, field]))
    return None


def sealed_models() -> list[TableSeals]:
    """The tables that have sealed columns, in the order of the list."""
    return [table for table in sealed_tables().values() if table.columns]


def missing(table: TableSeals, keys: Sequence[str]) -> list[str]:
    """Those of the keys that no row of the table has, of whatever office."""
    model = model_of(table)
    names = table.natural_key or (model._meta.pk.column,)
    selected = ", ".join(f'"{name}"' for name in names)
    where, given = "", []
    if not table.natural_key:
        # What is no whole number of the database's size was never a key of a row.
        given = [number for key in keys if (number := as_number(key)) is not None]
        if not given:
            return list(keys)
        where = f'WHERE "{names[0]}" IN ({", ".join(["%s"] * len(given))})'
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {selected} FROM "{model._meta.db_table}" {where}', given)  # noqa: S608
        there = {":".join(map(str, row)) for row in cursor.fetchall()}
    return [key for key in keys if key not in there]


def as_number(key: str) -> int | None:
    try:
        number = int(key)
    except ValueError:
        return None
    return number if -(2**63) <= number < 2**63 else None
