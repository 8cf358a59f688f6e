"""Which constraint a database says was violated: for an act that takes one of them for an answer, and no
other.
"""

from typing import Any

from django.db import IntegrityError, connection, models

from .bulk_sql import column_of


def violates(fault: IntegrityError, model: type[models.Model], *names: str) -> bool:
    """Whether a row of this model was refused because another bears the same values in these fields together.

    To be asked once the transaction, or the savepoint, in which it happened has been rolled back.
    """
    meta = model._meta
    columns = [column_of(model, name).column for name in names]
    if connection.vendor == "sqlite":
        # SQLite names the columns and not the constraint.
        named = ", ".join(f"{meta.db_table}.{column}" for column in columns)
        return str(fault) == f"UNIQUE constraint failed: {named}"
    diagnostics = getattr(fault.__cause__, "diag", None)
    if diagnostics is None or diagnostics.table_name != meta.db_table:
        return False
    with connection.cursor() as cursor:
        known = connection.introspection.get_constraints(cursor, meta.db_table)
    constraint: Any = known.get(diagnostics.constraint_name, {})
    return bool(constraint.get("unique")) and constraint["columns"] == columns


def violated_constraint(fault: IntegrityError, model: type[models.Model]) -> models.BaseConstraint | None:
    """The constraint of the model's Meta that refused a row; None where it was another's, or a column's own.

    To be asked once the transaction, or the savepoint, in which it happened has been rolled back.
    """
    meta = model._meta
    if connection.vendor == "sqlite":
        said = str(fault)
        return next((each for each in meta.constraints if is_named(said, each, model)), None)
    diagnostics = getattr(fault.__cause__, "diag", None)
    if diagnostics is None or diagnostics.table_name != meta.db_table:
        return None
    name = diagnostics.constraint_name
    return next((each for each in meta.constraints if each.name == name), None)


def is_named(said: str, constraint: models.BaseConstraint, model: type[models.Model]) -> bool:
    """SQLite names a check, and of what must be unique the columns."""
    if not isinstance(constraint, models.UniqueConstraint):
        return said == f"CHECK constraint failed: {constraint.name}"
    columns = (column_of(model, name).column for name in constraint.fields)
    named = ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return said == f"UNIQUE constraint failed: {named}"
