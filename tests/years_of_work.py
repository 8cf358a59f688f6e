"""Years of work in every table: each row of the scene again and again, a day earlier each time, with what
belongs to it; all but a few have ended.

The rows are made by SQL that is read off the models, so a new table is filled without a word here. A row of
round 7 points at rows of round 7, so that each thing has about as much that belongs to it as on the scene,
while the offices have it all. Where a table has too few rounds for that, the nth row points at the nth.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

from benchmarks.growth.dialect import Dialect
from ongikar.cases.register_counts import recount
from ongikar.grievances.upward.stage_counts import recount_stages

from . import scene_rows
from .ended_work import ALL_ENDED, ENDED, SHAPED
from .rows_read import GROWING
from .scene import NOW

# What an office has some dozens of, each with its share of what grows: so often each is there again. No
# number here divides another of the fill, or the numbers of meetings would come twice.
FEW = {
    "meeting_committee": 31,
    "meeting_membership": 31,
    "offices_place": 10,
    "procurement_specitem": 30,
    "procurement_specversion": 30,
    "report_standingreturn": 30,
    "training_course": 64,
}
# Whatever is promised has a clock: of these there are more, by so much.
MORE = {"clock_clock": 1.25}
# As many as there is of what stands on them.
BESIDE = frozenset({"cases_sliprange"})
# Without which a page of the other makes no sense: each of those has its own.
WHOLE = {
    "clock_fact": "clock_clock",
    "grievances_stage": "grievances_grievance",
    "initiative_initiativeact": "initiative_initiative",
    "visits_visitcall": "visits_visit",
}
# Keys of which few rows have one: of those beyond the last none has.
LOOSE = frozenset({"letter_id"})
# What is named by a type that its model does not say.
NAMED = {"applicant": "people_applicant", "case": "cases_case", "clock": "clock_clock"}
# Sealed at the end, or written past every model.
LEFT_OUT = frozenset({"journal_seal", "django_session"})
FIRST_SEAL = 8_000_000_000
# Over so many days the rounds lie; and so many rows of a table are open at most.
DAYS, OPEN = 1000, 250
# What may be another in each round, where a unique key asks for it.
VARIED = (models.CharField, models.TextField, models.IntegerField, models.DateField, models.UUIDField)


@dataclass
class Table:
    """One table as it is filled: how many rows of the scene it has, so often again, after which key."""

    model: type[models.Model]
    rows: int
    base: int
    rounds: int
    # Columns that point at another table: whether at the same round of it, or row by row.
    at: dict[str, tuple["Table", bool]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        return self.model._meta.pk.column

    @property
    def size(self) -> int:
        return self.rows * self.rounds

    @property
    def is_over(self) -> str:
        """Whether a row has ended: nine of ten at least have, and all but what an office can have in hand."""
        return "true" if self.name in ALL_ENDED else f"{self.round} % {max(10, self.size // OPEN)} <> 3"

    @property
    def round(self) -> str:
        return f"(r.n / {self.rows})"

    @property
    def place(self) -> str:
        return f"row_number() OVER (ORDER BY s.{quoted(self.key)}) - 1"


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def fill_years(many: int) -> None:
    """About so many rows in each table that grows; within a transaction that is undone."""
    fill_what_is_empty()
    tables, dialect = tables_to_fill(many), Dialect(NOW)
    dialect.begin()
    make_work_tables(tables, dialect)
    for table in tables.values():
        dialect.run(*statements(table, many, dialect))
    dialect.run(
        f"""INSERT INTO journal_seal (entry_id, chain, number, sealed_at, link)
        SELECT id, coalesce(office_id, 0), {FIRST_SEAL} + id, at, {dialect.link("id")} FROM journal_entry e
        WHERE NOT EXISTS (SELECT 1 FROM journal_seal s WHERE s.entry_id = e.id)""",
        "DROP TABLE years_row",
        "DROP TABLE years_subject",
    )
    dialect.run(*connection.ops.sequence_reset_sql(no_style(), [each.model for each in tables.values()]))
    dialect.end([])
    # What acts keep beside the rows that they write.
    for _ in chain(recount(), recount_stages()):
        pass


def fill_what_is_empty() -> None:
    """A row or two where the scene has none; again until those that point at one another are there."""
    left = [
        model
        for model in apps.get_models()
        if model._meta.db_table in GROWING - LEFT_OUT and not model._base_manager.exists()
    ]
    while left:
        again = [model for model in left if not scene_rows.fill(model)]
        if len(again) == len(left):
            raise ValueError(f"nothing to point at: {again}")
        left = again


def tables_to_fill(many: int) -> dict[str, Table]:
    """Each after those it points at, with its rounds."""
    tables: dict[str, Table] = {}
    wanted = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in (GROWING | FEW.keys() | BESIDE) - LEFT_OUT
    }

    def add(model: type[models.Model], above: frozenset[str]) -> None:
        name = model._meta.db_table
        if name in tables or name not in wanted or name in above:
            return
        for each in model._meta.concrete_fields:
            if each.is_relation:
                add(each.related_model, above | {name})
        found = model._base_manager.aggregate(rows=models.Count("pk"), last=models.Max("pk"))
        rounds = FEW.get(name) or max(int(MORE.get(name, 1) * many) // found["rows"], 1)
        if name in WHOLE:
            rounds = tables[WHOLE[name]].rounds
        tables[name] = Table(model, found["rows"], found["last"] + 1, rounds)
        bind(tables[name], tables)

    for model in wanted.values():
        add(model, frozenset())
    return tables


def bind(table: Table, tables: dict[str, Table]) -> None:
    """Which row of another table each of its keys names."""
    for each in table.model._meta.concrete_fields:
        target = tables.get(each.related_model._meta.db_table) if each.is_relation else None
        if target is None:
            continue
        is_same = target is table or table.rounds <= target.rounds or target.name in FEW
        table.at[each.column] = (target, is_same)
        if not is_same and not (each.null and each.column in LOOSE):
            table.rounds = max(min(table.rounds, target.size // table.rows), 1)


def make_work_tables(tables: dict[str, Table], dialect: Dialect) -> None:
    """Numbers of rows, and what generic references name."""
    dialect.run(
        f"""CREATE TEMP TABLE years_row AS WITH RECURSIVE numbers(n) AS (
            SELECT 0 UNION ALL SELECT n + 1 FROM numbers
            WHERE n < {max(each.size for each in tables.values())}) SELECT n FROM numbers"""
    )
    subjects = {
        subject: table
        for table in tables.values()
        if isinstance(subject := getattr(table.model, "SUBJECT", None), str)
    }
    subjects |= {name: tables[table] for name, table in NAMED.items()}
    named = " UNION ALL ".join(
        f"""SELECT '{subject}' AS name, {table.key} AS id, {table.base} AS base, {table.rows} AS every,
            {table.rounds} AS rounds, {table.place} AS place FROM {quoted(table.name)} s"""
        for subject, table in subjects.items()
    )
    dialect.run(f"CREATE TEMP TABLE years_subject AS {named}")


def statements(table: Table, many: int, dialect: Dialect) -> Iterator[str]:
    """Its rows on the scene with the places of what they point at, then their repetition."""
    joins, places = [], [f"{table.place} AS years_place"]
    for column, (target, is_same) in table.at.items():
        if is_same:
            joins.append(
                f"LEFT JOIN (SELECT s.{quoted(target.key)} AS key, {target.place} AS place"
                f" FROM {quoted(target.name)} s) at_{column} ON at_{column}.key = s.{quoted(column)}"
            )
            places.append(f"at_{column}.place AS at_{column}")
    for column in reference_columns(table.model):
        joins.append(
            f"LEFT JOIN years_subject of_{column} ON of_{column}.name = s.{column[:-3]}_type"
            f" AND of_{column}.id = s.{column}"
        )
        places += [
            f"of_{column}.{each} AS of_{column}_{each}" for each in ("base", "every", "rounds", "place")
        ]
    yield (
        f"CREATE TEMP TABLE years_scene AS SELECT s.*, {', '.join(places)}"
        f" FROM {quoted(table.name)} s {' '.join(joins)}"
    )
    values = row_values(table, many, dialect)
    yield (
        f"INSERT INTO {quoted(table.name)} ({', '.join(map(quoted, values))})"
        f" SELECT {', '.join(values.values())}"
        f" FROM years_row r JOIN years_scene s ON s.years_place = r.n % {table.rows}"
        f" WHERE r.n < {table.size}"
    )
    yield "DROP TABLE years_scene"


def reference_columns(model: type[models.Model]) -> list[str]:
    """Columns that with a type beside them name something."""
    columns = {each.column for each in model._meta.concrete_fields}
    return sorted(each for each in columns if each.endswith("_id") and f"{each[:-3]}_type" in columns)


def row_values(table: Table, many: int, dialect: Dialect) -> dict[str, str]:
    """What stands in each column of the nth row."""
    columns = {each.column: each for each in table.model._meta.concrete_fields if not each.generated}
    values = {name: value_of(each, table, dialect) for name, each in columns.items()}
    for each in varied_columns(table):
        values[each.column] = varied(each, table, dialect)
    told = {"moment": f"'{NOW:%Y-%m-%d %H:%M:%S}'", "row": "r.n", "many": str(many)}
    for name, expression in SHAPED.get(table.name, {}).items():
        values[name] = expression.format(**told, **values)
    for name, expression in ENDED.get(table.name, {}).items():
        kind = "text" if dialect.is_sqlite else columns[name].db_type(connection)
        ended = expression.format(**told, **values)
        ended = ended if dialect.is_sqlite else f"CAST({ended} AS {kind})"
        told_now = values.pop(name)
        values[name] = f"CASE WHEN {table.is_over} THEN {ended} ELSE {told_now} END"
    return values


def value_of(each: models.Field, table: Table, dialect: Dialect) -> str:
    column = f"s.{quoted(each.column)}"
    if each.primary_key:
        return f"{table.base} + r.n"
    if each.column in table.at:
        target, is_same = table.at[each.column]
        if is_same:
            row = f"({table.round} % {target.rounds}) * {target.rows} + s.at_{each.column}"
            return f"CASE WHEN {column} IS NOT NULL THEN {target.base} + {row} END"
        return f"CASE WHEN {column} IS NOT NULL AND r.n < {target.size} THEN {target.base} + r.n END"
    if each.column in reference_columns(table.model):
        of = f"s.of_{each.column}"
        return f"""CASE WHEN {of}_base IS NULL THEN {column}
            WHEN {of}_rounds >= {table.rounds} THEN {of}_base + {table.round} * {of}_every + {of}_place
            ELSE {of}_base + r.n % ({of}_every * {of}_rounds) END"""
    if isinstance(each, models.DateField):
        return earlier(each, f"{table.round} % {DAYS}", dialect)
    if each.column == "fiscal_year":
        return f"{column} - ({table.round} % {DAYS}) / 365"
    return column


def earlier(each: models.Field, days: str, dialect: Dialect) -> str:
    """So many days before what stands in the column."""
    column, is_moment = f"s.{quoted(each.column)}", isinstance(each, models.DateTimeField)
    if dialect.is_sqlite:
        shape = "%Y-%m-%d %H:%M:%S" if is_moment else "%Y-%m-%d"
        return f"strftime('{shape}', {column}, '-' || ({days}) || ' days')"
    return f"({column} - ({days}) * interval '1 day'){'' if is_moment else '::date'}"


def varied_columns(table: Table) -> Iterator[models.Field]:
    """One column of each unique key that would be the same in each round. A key that is unique as long as
    something is open may have none: then the database says if two are open.
    """
    meta = table.model._meta
    keys = [(each.name,) for each in meta.concrete_fields if each.unique and not each.primary_key]
    keys += [each.fields for each in meta.constraints if isinstance(each, models.UniqueConstraint)]
    found: set[models.Field] = set()
    for names in chain(keys, meta.unique_together):
        fields = [meta.get_field(name) for name in names]
        if not found.intersection(fields) and not any(is_other_each_time(each, table) for each in fields):
            able = [each for each in fields if isinstance(each, VARIED) and not each.column.endswith("year")]
            # A small number begins again too soon.
            able.sort(key=lambda each: not isinstance(each, models.PositiveSmallIntegerField))
            found.update(able[-1:])
    return iter(found)


def is_other_each_time(each: models.Field, table: Table) -> bool:
    if each.column not in table.at:
        return False
    target, is_same = table.at[each.column]
    return not is_same or target.name not in FEW or table.name in FEW


def free_numbers(each: models.Field, table: Table) -> int:
    """From where on no row of the scene has one of so many numbers: some are drawn by lot."""
    first = 100_000
    for taken in table.model._base_manager.order_by(each.name).values_list(each.name, flat=True):
        if taken is not None and first <= taken < first + table.size:
            first = taken + 1
    return first


def varied(each: models.Field, table: Table, dialect: Dialect) -> str:
    """Another in each row, no longer than it may be."""
    column = f"s.{quoted(each.column)}"
    if isinstance(each, models.UUIDField):
        return "lower(hex(randomblob(16)))" if dialect.is_sqlite else f"md5('{table.name}' || r.n)::uuid"
    if isinstance(each, models.PositiveSmallIntegerField):
        return "1000 + r.n % 30000"
    if isinstance(each, models.IntegerField):
        return f"{free_numbers(each, table)} + r.n"
    if isinstance(each, models.DateField):
        return earlier(each, "(r.n + 1)", dialect)
    text = f"substr({column}, 1, {max((each.max_length or 1000) - 9, 0)}) || '-y' || r.n"
    return f"CASE WHEN {column} <> '' THEN {text} ELSE {column} END" if each.blank or each.null else text
