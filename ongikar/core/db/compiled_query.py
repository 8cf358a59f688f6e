"""Compiled queries: what a busy page asks each time is composed once, and so is the reading of the rows that
come back.

Django composes the SQL of a query anew for each request, which costs several times what running it does.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet, Value
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler


class Parameter(NamedTuple):
    """Stands in a composed query where the value of a place will be."""

    place: int


class CompiledSQL(NamedTuple):
    """A query as one database takes it: its text, its values with gaps, and how a row of its
    answer is read.
    """

    sql: str
    params: Sequence[Any]
    converters: list[tuple[int, list[Callable], Any]]
    read: Callable[[Sequence[Any]], Any]

    def fill_params(self, values: Sequence[Any]) -> list[Any]:
        return [values[each.place] if type(each) is Parameter else each for each in self.params]

    def rows(self, answers: Iterable[Sequence[Any]], database: BaseDatabaseWrapper) -> list[Any]:
        found = []
        for answer in map(list, answers):
            for column, converters, expression in self.converters:
                for convert in converters:
                    answer[column] = convert(answer[column], expression, database)
            found.append(self.read(answer))
        return found


class CompiledQuery[Row]:
    """`acts = CompiledQuery(lambda: Act.objects.filter(case=CompiledQuery.parameter(0)))`; `acts(case.pk)`
    gives a list of rows.

    What is asked stands as `CompiledQuery.parameter(n)` where a value will be. Related rows come along by
    `select_related` only.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, Row]]) -> None:
        self.make = make
        self.by_vendor: dict[str, CompiledSQL] = {}

    @staticmethod
    def parameter(place: int) -> Value:
        return Value(Parameter(place))

    def __call__(self, *values: Any) -> list[Row]:
        database = connections[DEFAULT_DB_ALIAS]
        return self.sql_for(database).rows(self._ask(database, values), database)

    def unread(self, *values: Any) -> tuple[list[tuple[Any, ...]], Callable[[Iterable[tuple]], list[Row]]]:
        """The answer as the database gave it, and what makes rows of as many of its lines as are wanted: for
        a page that has shown most of them before.
        """
        database = connections[DEFAULT_DB_ALIAS]
        answers = self._ask(database, values)
        return answers, lambda wanted: self.sql_for(database).rows(wanted, database)

    def _ask(self, database: BaseDatabaseWrapper, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        composed = self.sql_for(database)
        with new_cursor(database) as cursor:
            cursor.execute(composed.sql, composed.fill_params(adapt_values(values, database)))
            return cursor.fetchall()

    def sql_for(self, database: BaseDatabaseWrapper) -> CompiledSQL:
        if database.vendor not in self.by_vendor:
            self.by_vendor[database.vendor] = compile_query(self.make(), database)
        return self.by_vendor[database.vendor]


def run_together(*questions: tuple) -> list[list[Any]]:
    """Several compiled queries, each as `(query, *values)`, asked in one go: the rows of each.

    A database at the end of a wire answers them all in one trip; the values of one cannot come from another.
    """
    if not questions:
        return []
    database = connections[DEFAULT_DB_ALIAS]
    asked = [
        (query.sql_for(database), adapt_values(values, database), new_cursor(database))
        for query, *values in questions
    ]
    with getattr(database, "in_one_trip", nullcontext)():
        for composed, values, cursor in asked:
            cursor.execute(composed.sql, composed.fill_params(values))
    found = []
    for composed, _, cursor in asked:
        with cursor:
            found.append(composed.rows(cursor.fetchall(), database))
    return found


def new_cursor(database: BaseDatabaseWrapper) -> Any:
    """A cursor that keeps the plan of what it runs, where the database has such."""
    return getattr(database, "numbered_cursor", database.cursor)()


def adapt_values(values: Iterable[Any], database: BaseDatabaseWrapper) -> list[Any]:
    """Moments and days as the database stores them."""
    adapt = {
        datetime: database.ops.adapt_datetimefield_value,
        date: database.ops.adapt_datefield_value,
    }
    return [adapt[type(value)](value) if type(value) in adapt else value for value in values]


def compile_query(queryset: QuerySet, database: BaseDatabaseWrapper) -> CompiledSQL:
    compiler = queryset.query.get_compiler(connection=database)
    sql, params = compiler.as_sql()
    if hasattr(database, "quote_value"):
        sql, params = number_parameters(sql, params, database.quote_value)
    columns = [column for column, *_ in compiler.select]
    converters = [(place, *each) for place, each in compiler.get_converters(columns).items()]
    return CompiledSQL(sql, params, converters, row_reader(queryset, compiler))


def number_parameters(
    sql: str, params: Sequence[Any], quoted: Callable[[Any], str]
) -> tuple[str, list[Parameter]]:
    """The query as PostgreSQL itself takes it. What is always the same stands in the text: a plan that is
    kept for all values can then reckon with it.
    """
    asked: list[Parameter] = []

    def write_value(each: Any) -> str:
        if type(each) is not Parameter:
            return quoted(each)
        asked.append(each)
        return f"${len(asked)}"

    return sql % tuple(map(write_value, params)), asked


def row_reader(queryset: QuerySet, compiler: SQLCompiler) -> Callable[[Sequence[Any]], Any]:
    """How a row is read: as the model with what was selected along with it, or, of
    `values_list`, as a tuple.
    """
    if queryset._fields is not None:  # type: ignore[attr-defined]  # Django’s own; its stubs leave it out
        return tuple
    model, places = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    first, end = places[0], places[-1] + 1
    mode = queryset._fetch_mode  # type: ignore[attr-defined]  # as above
    names = [column.target.attname for column, *_ in compiler.select[first:end]]
    related = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS, mode)
    annotated = list(compiler.annotation_col_map.items())

    def read(row: Sequence[Any]) -> Any:
        thing = model.from_db(DEFAULT_DB_ALIAS, names, row[first:end], fetch_mode=mode)
        for each in related:
            each.populate(row, thing)
        for name, column in annotated:
            setattr(thing, name, row[column])
        return thing

    return read
