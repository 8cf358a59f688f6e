"""Somebody with the database to himself, who changes, takes away and puts in rows past every act."""

import random
import uuid
from contextlib import contextmanager

from django.db import connection, models

from ongikar.journal.raw_reads import model_of, sealed_models

JSON = "::jsonb" * (connection.vendor == "postgresql")


class Intruder:
    """Somebody with the database to himself, who changes what he likes."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.tables = [(table, model_of(table)) for table in sealed_models()]
        self.keys = {
            table.name: list(model._base_manager.order_by("pk").values_list("pk", flat=True))
            for table, model in self.tables
        }

    def strike(self, besides=()):
        """One edit, as (what, table, key of the journal, column), of a table that is not among `besides`."""
        table, model = self.random.choice(
            [each for each in self.tables if self.keys[each[0].name] and each[0].name not in besides]
        )
        key = self.random.choice(self.keys[table.name])
        return self.random.choice([self.edit, self.edit, self.edit, self.delete, self.insert])(
            table, model, key
        )

    def edit(self, table, model, key):
        return self.edit_column(table, model, key, self.random.choice(table.columns).name)

    def edit_column(self, table, model, key, column):
        field = model._meta.get_field(column)
        before = raw(model, column, key)
        for _ in range(20):
            value = self.other(field, before)
            cast = JSON if isinstance(field, models.JSONField) else ""
            run(f'UPDATE {table.name} SET "{column}" = %s{cast} WHERE id = %s', [value, key])
            if raw(model, column, key) != before:
                return "changed", table.name, named(table, model, key), column
        raise AssertionError(f"{table.name}.{column} could not be changed")

    def other(self, field, before):
        """A value that the column takes."""
        rng = self.random
        day = f"2026-{rng.randrange(1, 13):02d}-{rng.randrange(1, 28):02d}"
        if isinstance(field, models.DateTimeField):
            return f"{day} {rng.randrange(24):02d}:00:00" + "+00" * (connection.vendor == "postgresql")
        if isinstance(field, models.DateField):
            return day
        if isinstance(field, models.BooleanField):
            return before not in ("1", "true")
        if isinstance(field, models.JSONField):
            return rng.choice(['{"stars": 9}', '["x"]', '{"amount": 99, "unit": "working_days"}'])
        if isinstance(field, models.UUIDField):
            return uuid.UUID(int=rng.randrange(2**128)).hex
        if isinstance(field, models.DecimalField):
            return rng.randrange(1, 180)
        if isinstance(field, models.IntegerField | models.ForeignKey | models.OneToOneField):
            return rng.randrange(1, 5_000)
        return rng.choice(["x", "kept", "refused", "অন্য", str(rng.randrange(10_000))])

    def another(self, field):
        """What no other row has in this column, as SQL."""
        if isinstance(field, models.DateTimeField):
            return "'2031-01-01 00:00:00+00'"
        if isinstance(field, models.DateField):
            return "'2031-01-01'"
        if isinstance(field, models.UUIDField):
            return f"'{self.other(field, None)}'"
        if isinstance(field, models.CharField):
            return f"'{str(self.random.randrange(10**9))[: field.max_length]}'"
        # No more than a small whole number takes.
        return str(self.random.randrange(10_000, 30_000))

    def delete(self, table, model, key):
        name = named(table, model, key)
        run(f"DELETE FROM {table.name} WHERE id = %s", [key])
        return "deleted", table.name, name, ""

    def insert(self, table, model, key):
        """A copy of a row under another key, with what must be unique made so."""
        columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
        values = {f'"{name}"': f'"{name}"' for name in columns}
        for field in model._meta.concrete_fields:
            if field.unique and not field.primary_key:
                values[f'"{field.column}"'] = self.another(field)
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                field = model._meta.get_field(constraint.fields[-1])
                values[f'"{field.column}"'] = self.another(field)
        new = self.random.randrange(10**6, 10**7)
        run(
            f"INSERT INTO {table.name} (id, {', '.join(values)}) SELECT {new}, {', '.join(values.values())}"
            f" FROM {table.name} WHERE id = %s",
            [key],
        )
        return "inserted", table.name, named(table, model, new), ""


@contextmanager
def checks_taken_off():
    """Whoever owns the database takes off what it checks of a row, too; here until the test's own end."""
    if connection.vendor == "sqlite":
        run("PRAGMA ignore_check_constraints = ON")
        yield
        run("PRAGMA ignore_check_constraints = OFF")
        return
    # A table of which a foreign key is still to be looked at cannot be altered.
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET CONSTRAINTS ALL DEFERRED")
    for table in sealed_models():
        for constraint in model_of(table)._meta.constraints:
            if isinstance(constraint, models.CheckConstraint):
                run(f'ALTER TABLE {table.name} DROP CONSTRAINT "{constraint.name}"')
    yield


def run(statement, values=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def raw(model, column, key):
    with connection.cursor() as cursor:
        cast = f'CAST("{column}" AS text)'
        cursor.execute(f"SELECT {cast} FROM {model._meta.db_table} WHERE id = %s", [key])
        return cursor.fetchone()[0]


def named(table, model, key):
    if not table.natural_key:
        return str(key)
    return ":".join(str(each) for each in model._base_manager.values_list(*table.natural_key).get(pk=key))
