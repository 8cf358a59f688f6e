"""Ready queries: what a busy page asks each time is composed once, and so is the reading of the rows that come back.

Django composes the SQL of a query anew for each request, which costs several times what running it does.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet, Value
from django.db.models.query import get_related_populators


class Asked(NamedTuple):
    """Stands in a composed query where the value of a place will be."""

    place: int


class Composed(NamedTuple):
    """A query as one database takes it: its text, its values with gaps, and how a row of its answer is read."""

    sql: str
    params: Sequence[Any]
    converters: list[tuple[int, list[Callable], Any]]
    read: Callable[[Sequence[Any]], Any]

    def filled(self, values: Sequence[Any]) -> list[Any]:
        return [values[each.place] if type(each) is Asked else each for each in self.params]

    def rows(self, answers: Iterable[Sequence[Any]], database) -> list[Any]:
        found = []
        for answer in map(list, answers):
            for column, converters, expression in self.converters:
                for convert in converters:
                    answer[column] = convert(answer[column], expression, database)
            found.append(self.read(answer))
        return found


class Ready[Row]:
    """`Ready(lambda: Act.objects.filter(case=Ready.ask(0)))`, then `acts(case.pk)` gives a list of rows.

    What is asked stands as `Ready.ask(n)` where a value will be. Related rows come along by `select_related` only.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, Row]]):
        self.make = make
        self.by_vendor: dict[str, Composed] = {}

    @staticmethod
    def ask(place: int) -> Value:
        return Value(Asked(place))

    def __call__(self, *values: Any) -> list[Row]:
        return together((self, *values))[0]

    def composed(self, database) -> Composed:
        if database.vendor not in self.by_vendor:
            self.by_vendor[database.vendor] = compose(self.make(), database)
        return self.by_vendor[database.vendor]


def together(*questions: tuple) -> list[list[Any]]:
    """Several ready queries, each as `(query, *values)`, asked in one go: the rows of each.

    A database at the end of a wire answers them all in one trip; the values of one cannot come from another.
    """
    database = connections[DEFAULT_DB_ALIAS]
    # A cursor that keeps the plan of what it runs, where the database has such.
    new_cursor = getattr(database, "ready_cursor", database.cursor)
    asked = [
        (query.composed(database), adapted(values, database), new_cursor()) for query, *values in questions
    ]
    one_trip = getattr(database, "in_one_trip", nullcontext) if len(asked) > 1 else nullcontext
    with one_trip():
        for composed, values, cursor in asked:
            cursor.execute(composed.sql, composed.filled(values))
    found = []
    for composed, _, cursor in asked:
        with cursor:
            found.append(composed.rows(cursor.fetchall(), database))
    return found


def adapted(values: Iterable[Any], database) -> list[Any]:
    """Moments and days as the database stores them."""
    adapt = {
        datetime: database.ops.adapt_datetimefield_value,
        date: database.ops.adapt_datefield_value,
    }
    return [adapt[type(value)](value) if type(value) in adapt else value for value in values]


def compose(queryset: QuerySet, database) -> Composed:
    compiler = queryset.query.get_compiler(connection=database)
    sql, params = compiler.as_sql()
    if hasattr(database, "quoted"):
        sql, params = with_constants(sql, params, database.quoted)
    columns = [column for column, *_ in compiler.select]
    converters = [(place, *each) for place, each in compiler.get_converters(columns).items()]
    return Composed(sql, params, converters, reader(queryset, compiler))


def with_constants(sql: str, params: Sequence[Any], quoted: Callable[[Any], str]) -> tuple[str, list[Any]]:
    """What is always the same, written into the text: a plan that is kept for all values can then reckon with it."""
    written = ("%s" if type(each) is Asked else quoted(each).replace("%", "%%") for each in params)
    return sql.replace("%%", "%%%%") % tuple(written), [each for each in params if type(each) is Asked]


def reader(queryset: QuerySet, compiler) -> Callable[[Sequence[Any]], Any]:
    """How a row is read: as the model with what was selected along with it, or, of `values_list`, as a tuple."""
    if queryset._fields is not None:
        return tuple
    model, places = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    first, end, mode = places[0], places[-1] + 1, queryset._fetch_mode
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
