"""JSON subqueries: the rows that belong to a row come within its own answer, so that a page is one
statement and not four.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, JSONField, Model, QuerySet, Subquery
from django.db.models.fetch_modes import FETCH_ONE
from django.db.models.sql.compiler import SQLCompiler


def parse_moment(text: str) -> datetime:
    """PostgreSQL tells a moment with its zone; SQLite tells what Django wrote, which is universal time."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def keep_value(value: Any) -> Any:
    return value


# How a value comes back from JSON, by the kind of its column. No other column can be nested.
READ: dict[str, Callable[[Any], Any]] = {
    "DateTimeField": parse_moment,
    # SQLite has it as a figure.
    "BooleanField": bool,
    **dict.fromkeys(
        (
            "BigAutoField",
            "CharField",
            "FileField",
            "ForeignKey",
            "JSONField",
            "OneToOneField",
            "PositiveBigIntegerField",
            "PositiveIntegerField",
            "PositiveSmallIntegerField",
            "TextField",
        ),
        keep_value,
    ),
}


class JSONRowsField(JSONField):
    """The nested rows as they are read: a list of the model's own instances, in the order of their keys."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__()
        fields = model._meta.concrete_fields
        self.nested, self.names = model, [field.attname for field in fields]
        self.reads = [(str(field.column), READ[field.get_internal_type()]) for field in fields]
        self.key = model._meta.pk.column

    def from_db_value(
        self, value: str | None, expression: object, connection: BaseDatabaseWrapper
    ) -> list[Model]:
        if value is None or value == "[]":
            return []
        rows = sorted(json.loads(value), key=lambda row: row[self.key])
        return [self.instance(row) for row in rows]

    def instance(self, row: dict[str, Any]) -> Model:
        values = [None if row[column] is None else read(row[column]) for column, read in self.reads]
        return self.nested.from_db(DEFAULT_DB_ALIAS, self.names, values, fetch_mode=FETCH_ONE)


class JSONSubquery(Subquery):
    """`Case.objects.annotate(acts_found=Nested(Act.objects.filter(case=OuterRef("pk"))))`: then
    `case.acts_found` is a list.
    """

    def __init__(self, rows: QuerySet) -> None:
        self.fields = rows.model._meta.concrete_fields
        super().__init__(
            rows.order_by().values(*(field.attname for field in self.fields)), JSONRowsField(rows.model)
        )

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        # As text: it is taken apart by us, not by the driver.
        template = "(SELECT json_agg(told)::text FROM (%(subquery)s) AS told)"
        return self.as_sql(compiler, connection, template)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        parts = ", ".join(f"'{field.column}', {sqlite_json_column(field)}" for field in self.fields)
        template = f"(SELECT json_group_array(json_object({parts})) FROM (%(subquery)s) AS told)"  # noqa: S608
        return self.as_sql(compiler, connection, template)


def sqlite_json_column(field: Field) -> str:
    """Of JSON, SQLite keeps the text: without this it would come back as a text within JSON."""
    column = f'told."{field.column}"'
    return f"json({column})" if isinstance(field, JSONField) else column
