"""What stands in some columns of a few rows, of several tables in one statement. Words are then looked for
here: a database that guesses how often a word stands would rather read all there is.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, JSONField, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.db.models.sql.compiler import SQLCompiler


class RowTexts(Subquery):
    """`Office.objects.values_list(RowTexts(rows, columns))`: of each row its key and what stands in the
    columns, below each other. The rows come cut to as many as are read.
    """

    output_field: Any = JSONField()

    def __init__(self, rows: QuerySet, columns: Sequence[str]) -> None:
        super().__init__(rows.values(key_of_row=F("pk"), text_of_row=text_of_columns(rows.model, columns)))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        template = (
            "(SELECT json_agg(json_build_array(key_of_row, text_of_row))::text FROM (%(subquery)s) AS told)"
        )
        return self.as_sql(compiler, connection, template)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        template = (
            "(SELECT json_group_array(json_array(key_of_row, text_of_row)) FROM (%(subquery)s) AS told)"
        )
        return self.as_sql(compiler, connection, template)


def text_of_columns(model: Any, columns: Iterable[str]) -> Any:
    """What a row belongs to is read by its key, row by row: of a join PostgreSQL would read all there are."""
    below: defaultdict[str, list[str]] = defaultdict(list)
    texts: list[Any] = []
    for column in columns:
        relation, _, beyond = column.partition("__")
        if beyond:
            below[relation].append(beyond)
        else:
            texts.append(F(column))
    for relation, beyond_it in below.items():
        field = model._meta.get_field(relation)
        rows = field.related_model._base_manager.filter(pk=OuterRef(field.attname))
        texts.append(Subquery(rows.values(text_beyond=text_of_columns(field.related_model, beyond_it))[:1]))
    return Concat(*(part for text in texts for part in (text, Value("\n"))), output_field=TextField())
