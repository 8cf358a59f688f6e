"""What stood in the database before its columns were sealed: taken over as it is, once, by entries that say
so.

From the day of such an entry on nothing is changed unseen; of the days before it nothing can be said, and
`ongikar ledger verify` tells the day. A few rows are taken over before an installation serves for the first
time with a longer list of sealed columns. Where they are many, the start writes only that it begins
(`BEGUN`, with the highest key of each table at that moment), and the worker takes page after page by key
(`PAGE_ADOPTED`); once all are taken an entry says so (`VERB`). See docs/decisions/100.
"""

import logging
import time
from collections.abc import Iterator
from datetime import datetime
from itertools import batched
from typing import Any, NamedTuple

from django.db import OperationalError, connection, transaction

from ongikar.journal.rules.row_seals import NEW, PAGE_ADOPTED, ColumnAdoption, is_empty, rows_as_text
from ongikar.rules.number_forms import counting

from .actions import WORKER, SubjectReference, write_entry
from .models import Entry, EntryFacts
from .raw_reads import (
    FIRST_KEY,
    LAST_KEY,
    as_moment,
    model_of,
    read_facts,
    readable_entries,
    sealed_models,
)
from .row_reader import RowReader, current_rows
from .sealed_columns import sealed_tables

log = logging.getLogger("ongikar.worker")

VERB, BEGUN = "rows.adopted", "rows.adoption_begun"
SUBJECT: SubjectReference = ("seals", 0)
# How many rows are taken over at once, before the site serves.
MOST_AT_ONCE = 5_000
# Rows of one entry: on SQLite all who write wait for it, on PostgreSQL who takes one of these rows away.
PAGE = 500
# Entries of the journal that are read at once.
TOLD_A_PAGE = 1_000
# Seconds of one piece: clocks and messages wait no longer for it.
PIECE = 0.5
# Seconds until it is looked for again what another program may have begun.
AGAIN = 3600.0
# An act keeps its rows from being taken away, and so do we. Who waits gives up before PostgreSQL looks for
# two that wait for each other, lest it ends the act.
LOCK = "FOR KEY SHARE OF t"
PATIENCE = "SET LOCAL lock_timeout = '200ms'"
LOCK_NOT_AVAILABLE = "55P03"

Columns = dict[str, list[str]]


class Adoption(NamedTuple):
    """What an entry says that begins an adoption, and how far it has come. `marks`: of each table that held
    rows the highest key; `reached`: the table and key of the last row that was taken.
    """

    entry: int
    columns: Columns
    marks: dict[str, int]
    reached: tuple[str, int]
    is_over: bool

    def reached_key(self, table: str) -> int:
        """Up to which key the rows of a table are taken; they are taken in the order of the tables' names."""
        if self.is_over or table < self.reached[0]:
            return self.marks[table]
        return self.reached[1] if table == self.reached[0] else FIRST_KEY

    def come_so_far(self) -> "Adoption":
        """As it stands at this moment: the last of its entries tells."""
        for verb, facts in newest_entries(self.entry):
            if facts.get("adoption") == self.entry:
                reached = (str(facts.get("table", "")), as_key(facts.get("last")))
                return self._replace(reached=reached, is_over=verb == VERB)
        return self


# Read past the ORM, as everything that a check rests on: SQLite keeps any text where facts should be.
TOLD_SQL = """
    SELECT id, verb, CAST(facts AS text) FROM journal_entry
    WHERE subject_type = %s AND subject_id = %s AND verb IN (%s, %s) AND id > %s AND id < %s
    ORDER BY id {order} LIMIT %s
"""


def told_entries() -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Everything that is said of adoptions, but for the pages of those that were begun."""
    last = FIRST_KEY
    while page := read_told("", VERB, BEGUN, last, LAST_KEY):
        yield from page
        last = page[-1][0]


def newest_entries(after: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages and the end of adoptions, the newest first, as far as the one that this entry began."""
    before = LAST_KEY
    while page := read_told("DESC", VERB, PAGE_ADOPTED, after, before):
        yield from ((verb, facts) for _, verb, facts in page)
        before = page[-1][0]


def read_told(
    order: str, verb: str, other: str, after: int, before: int
) -> list[tuple[int, str, dict[str, Any]]]:
    with connection.cursor() as cursor:
        values: list[Any] = [*SUBJECT, verb, other, after, before, 1 if order else TOLD_A_PAGE]
        cursor.execute(TOLD_SQL.format(order=order), values)
        told = [(key, verb, read_facts(facts)) for key, verb, facts in cursor.fetchall()]
    return [(key, verb, facts if isinstance(facts, dict) else {}) for key, verb, facts in told]


def told_columns(facts: dict[str, Any]) -> Columns:
    """What an entry says of tables and columns; nothing where it was changed into something else."""
    columns = facts.get("columns")
    told = columns.items() if isinstance(columns, dict) else ()
    return {table: [str(name) for name in names] for table, names in told if isinstance(names, list)}


def as_key(value: Any) -> int:
    return value if isinstance(value, int) else FIRST_KEY


def adopted_columns() -> Columns:
    """Table → the columns that are sealed in this database since some day, or are being so; nothing before
    the first adoption.
    """
    known: Columns = {}
    for _, verb, facts in told_entries():
        # The end of what was begun says the same columns once more.
        if verb == BEGUN or "adoption" not in facts:
            for table, columns in told_columns(facts).items():
                known[table] = [*known.get(table, []), *columns]
    return known


def begun_adoptions() -> list[Adoption]:
    """Every adoption that was, or is, done page by page: the oldest first, and one after the other."""
    begun: list[Adoption] = []
    known: set[tuple[str, str]] = set()
    over: set[Any] = set()
    for key, verb, facts in told_entries():
        if verb == VERB and "adoption" in facts:
            over.add(facts["adoption"])
            continue
        # What is sealed already is not begun once more, whoever says so.
        columns = {
            table: [name for name in names if (table, name) not in known]
            for table, names in told_columns(facts).items()
        }
        known |= {(table, name) for table, names in columns.items() for name in names}
        marks = facts.get("marks")
        if verb == BEGUN and isinstance(marks, dict):
            marks = {table: as_key(mark) for table, mark in marks.items() if columns.get(table)}
            begun.append(Adoption(key, columns, marks, ("", FIRST_KEY), is_over=False))
    return [each._replace(is_over=True) if each.entry in over else each.come_so_far() for each in begun]


def next_adoption() -> Adoption | None:
    """The oldest that is not over."""
    return next((each for each in begun_adoptions() if not each.is_over), None)


def column_adoptions() -> dict[str, dict[str, ColumnAdoption]]:
    """Table → column → how far it has come, of what was or is adopted page by page."""
    by_table: dict[str, dict[str, ColumnAdoption]] = {}
    for each in begun_adoptions():
        for table, until in each.marks.items():
            adoption = ColumnAdoption(each.entry, until, each.reached_key(table))
            by_table.setdefault(table, {}).update(dict.fromkeys(each.columns.get(table, ()), adoption))
    return by_table


def count_waiting_rows() -> int:
    """How many rows no page has come to yet."""
    count = 0
    for each in begun_adoptions():
        for table in [] if each.is_over else sorted(each.marks.keys() & wanted_columns().keys()):
            key = f'"{model_of(sealed_tables()[table])._meta.pk.column}"'
            statement = f'SELECT count(*) FROM "{table}" WHERE {key} > %s AND {key} <= %s'  # noqa: S608
            with connection.cursor() as cursor:
                cursor.execute(statement, [each.reached_key(table), each.marks[table]])
                count += cursor.fetchone()[0]
    return count


def count_adopted_rows() -> Iterator[tuple[datetime, int]]:
    """Of each entry that took rows over, when that was and how many."""
    for each in readable_entries(SUBJECT, VERB, PAGE_ADOPTED):
        if isinstance(rows := each.facts.get("rows"), int):
            yield as_moment(each.at), rows


def wanted_columns() -> Columns:
    return {table.name: [column.name for column in table.columns] for table in sealed_models()}


@transaction.atomic
def adopt_columns(now: datetime) -> int:
    """Seal what stands in columns that were not sealed before; how many rows that were. All of it, or
    nothing. Where it is too much to be waited for, it is only begun.
    """
    known = adopted_columns()
    new = {
        table: [column for column in columns if column not in known.get(table, ())]
        for table, columns in wanted_columns().items()
    }
    new = {table: columns for table, columns in new.items() if columns}
    if not new:
        return 0
    if not is_quick(new):
        begin_adoption(new, now)
        return 0
    # The digests of a new installation need their key before anything else does.
    count = 0
    for table, columns in new.items():
        for page in batched(adopted_rows(table, columns, is_new=table not in known), PAGE):
            count += len(page)
            enter(VERB, now, {"table": table, "rows": len(page)}, rows_as_text({table: dict(page)}))
    enter(VERB, now, {"columns": new})
    return count


def enter(verb: str, now: datetime, facts: EntryFacts, rows: str | None = None) -> int:
    return write_entry(verb, subject=SUBJECT, actor=WORKER, office_id=None, now=now, facts=facts, rows=rows)


def is_quick(tables: Columns) -> bool:
    """Whether the rows of these tables are so few that the site can wait for them."""
    left = MOST_AT_ONCE
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM (SELECT 1 FROM "{table}" LIMIT {left + 1}) AS few')  # noqa: S608
            left -= cursor.fetchone()[0]
            if left < 0:
                return False
    return True


def adopted_rows(table: str, columns: list[str], *, is_new: bool) -> Iterator[tuple[str, dict]]:
    for key, values in current_rows(sealed_tables()[table]):
        kept = {
            column: None if is_empty(values[column]) else values[column]
            for column in columns
            if not (is_new and is_empty(values[column]))
        }
        yield key, ({NEW: 1} if is_new else {}) | kept


def begin_adoption(columns: Columns, now: datetime) -> None:
    """From here on acts seal these columns; the rows up to the marks wait for the worker."""
    marks = {}
    with connection.cursor() as cursor:
        for table in columns:
            meta = model_of(sealed_tables()[table])._meta
            cursor.execute(f'SELECT max("{meta.pk.column}") FROM "{meta.db_table}"')  # noqa: S608
            [highest] = cursor.fetchone()
            if highest is not None:
                marks[table] = highest
    enter(BEGUN, now, {"columns": columns, "marks": marks})


@transaction.atomic
def adopt_page(adoption: Adoption, now: datetime) -> int:
    """The next page; how many rows it has, 0 where none is left or another worker is at it. Where it has come
    to stands in its last page, so that whoever goes on takes nothing twice.
    """
    # One worker at a time; how far it has come is read once the others are out.
    held = Entry.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=adoption.entry)
    if not held.values_list("pk", flat=True).first():
        return 0
    adoption, wanted = adoption.come_so_far(), wanted_columns()
    if adoption.is_over:
        return 0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(PATIENCE)
    for table in sorted(adoption.marks):
        if table < adoption.reached[0]:
            continue
        columns = [name for name in adoption.columns[table] if name in wanted.get(table, ())]
        if columns and (count := seal_page_of(table, columns, adoption, now)):
            return count
    enter(VERB, now, {"columns": adoption.columns, "adoption": adoption.entry})
    return 0


def seal_page_of(table: str, columns: list[str], adoption: Adoption, now: datetime) -> int:
    """What stands in these columns of the next rows, empty or not, in an entry; how many rows. What an act
    has said of them since the beginning holds all the same: journal/rules/row_seals.py sees to it.

    An act that takes a row away waits until this entry stands, or is waited for; one that changes it is none
    of our business.
    """
    reader = RowReader(sealed_tables()[table], columns=columns)
    waiting = reader.read(
        adoption.reached_key(table),
        PAGE,
        where=f"AND {reader.key} <= %s",
        given=[adoption.marks[table]],
        lock=LOCK if connection.vendor == "postgresql" else "",
    )
    if not waiting:
        return 0
    rows = {}
    for row in waiting:
        key = reader.key_of(row)
        values = reader.values_of(row, key)
        rows[key] = {name: None if is_empty(values[name]) else values[name] for name in columns}
    facts: EntryFacts = {
        "adoption": adoption.entry,
        "table": table,
        "rows": len(rows),
        "last": waiting[-1][0],
    }
    enter(PAGE_ADOPTED, now, facts, rows_as_text({table: rows}))
    return len(rows)


class SealAdoption:
    """A duty of the worker, `adopt(now)`: the next piece of what stood before it was sealed; how many rows
    that were. Once it has been through them, it asks nothing for an hour.
    """

    def __init__(self) -> None:
        self.adoption: Adoption | None = None
        self.count = 0
        self.again_at = float("-inf")

    @property
    def is_through(self) -> bool:
        return self.again_at > time.monotonic()

    def __call__(self, now: datetime) -> int:
        until, done, goes_on = time.monotonic() + PIECE, 0, not self.is_through
        while goes_on:
            rows = self.take_page(now)
            done += rows
            goes_on = rows > 0 and time.monotonic() < until
        self.count += done
        if self.is_through and self.count:
            log.info(counting("{n} [row|rows] of before sealed as [it stands|they stand]", n=self.count))
            self.count = 0
        return done

    def take_page(self, now: datetime) -> int:
        """How many rows it had; 0 where nothing is left, or nothing can be had at this moment."""
        self.adoption = self.adoption or next_adoption()
        if self.adoption is None:
            self.again_at = time.monotonic() + AGAIN
            return 0
        try:
            rows = adopt_page(self.adoption, now)
        except OperationalError as fault:
            if getattr(fault.__cause__, "sqlstate", "") != LOCK_NOT_AVAILABLE:
                raise
            # An act has one of these rows in hand: the next round comes again.
            return 0
        if not rows:
            self.adoption = None
        return rows


def adopt_all(now: datetime) -> int:
    """All pages there are, one after the other; how many rows. Run again it finds none."""
    adopt, count = SealAdoption(), 0
    while not adopt.is_through:
        count += adopt(now)
    return count
