"""Whoever has the database to himself: each edit of a row that a promise rests on is found, and named."""

import random

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from ongikar.cases.actions import clock
from ongikar.cases.models import Case
from ongikar.demo.tests.demo_stage import TUESDAY_NOON
from ongikar.journal.actions import seal_rest
from ongikar.journal.raw_reads import model_of, sealed_models
from ongikar.journal.sealed_columns import sealed_tables
from ongikar.journal.state_check import expected_rows, find_differences
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.people.models import User

pytestmark = pytest.mark.django_db
EDITS = 1_000
JSON = "::jsonb" * (connection.vendor == "postgresql")


@pytest.fixture
def expected(forty_cases):
    """What the journal says of the demonstration, with a paper and a reopened case, which it has not."""
    officer = ("user", User.objects.get(username="karim").pk)
    with transaction.atomic():
        ended = Case.objects.filter(state="kept").order_by("id").first()
        clock.reopen(ended, reason="আবার দেখা দরকার", actor=officer, now=TUESDAY_NOON)
        content = Clean(b"%PDF-1.7", "application/pdf", ".pdf")
        keep_paper(
            office=ended.office, subject=ended.reference, title="একটি কাগজ", content=content, now=TUESDAY_NOON
        )
        seal_rest()
    return expected_rows()


def test_what_only_acts_wrote_differs_nowhere(expected):
    assert list(find_differences(expected)) == []
    # Of these tables the demonstration fills each, so that each is tried below.
    assert {table for table in expected.tables if expected.tables[table]} >= {
        "clock_clock",
        "clock_fact",
        "clock_milestone",
        "cases_case",
        "cases_act",
        "cases_earlierending",
        "people_applicant",
        "papers_paper",
        "grievances_grievance",
        "grievances_act",
        "grievances_offer",
        "grievances_stage",
        "notices_message",
        "charter_charterversion",
        "charter_service",
        "charter_tier",
        "offices_calendarversion",
        "offices_serial",
        "offices_office",
        "offices_post",
        "people_holding",
    }


class Intruder:
    """Somebody with the database to himself, who changes what he likes."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.tables = [(table, model_of(table)) for table in sealed_models()]
        self.keys = {
            table.name: list(model._base_manager.order_by("pk").values_list("pk", flat=True))
            for table, model in self.tables
        }

    def strike(self):
        """One edit, as (what, table, key of the journal, column)."""
        table, model = self.random.choice([each for each in self.tables if self.keys[each[0].name]])
        key = self.random.choice(self.keys[table.name])
        return self.random.choice([self.edit, self.edit, self.edit, self.delete, self.insert])(
            table, model, key
        )

    def edit(self, table, model, key):
        column = self.random.choice(table.columns).name
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
        if isinstance(field, models.IntegerField | models.ForeignKey | models.OneToOneField):
            return rng.randrange(1, 5_000)
        return rng.choice(["x", "kept", "refused", "অন্য", str(rng.randrange(10_000))])

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
                is_text = isinstance(field, models.CharField)
                values[f'"{field.column}"'] = (
                    f"'{self.random.randrange(10**9)}'"
                    if is_text
                    else str(self.random.randrange(10**6, 10**7))
                )
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                field = model._meta.get_field(constraint.fields[-1])
                is_text = isinstance(field, models.CharField) and not isinstance(field, models.ForeignKey)
                values[f'"{field.column}"'] = (
                    f"'{self.random.randrange(10**9)}'"
                    if is_text
                    else str(self.random.randrange(10_000, 30_000))
                    if not isinstance(field, models.DateTimeField)
                    else "'2031-01-01 00:00:00+00'"
                )
        new = self.random.randrange(10**6, 10**7)
        run(
            f"INSERT INTO {table.name} (id, {', '.join(values)}) SELECT {new}, {', '.join(values.values())}"
            f" FROM {table.name} WHERE id = %s",
            [key],
        )
        return "inserted", table.name, named(table, model, new), ""


def run(statement, values):
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


def test_a_thousand_random_edits_deletions_and_insertions_are_each_found_and_named(expected):
    intruder, missed, tried = Intruder(20261127), [], set()
    while len(tried) < EDITS:
        with transaction.atomic():
            try:
                with transaction.atomic():
                    struck = intruder.strike()
            except DatabaseError:
                # The database itself refuses this one, such as a second row of a unique number.
                struck = None
            if struck:
                tried.add((*struck, len(tried)))
                found = {
                    (each.what, each.table, each.key, each.column) for each in find_differences(expected)
                }
                if struck not in found:
                    missed.append((struck, found))
            transaction.set_rollback(True)
    assert missed == []
    # Every table and every way was tried, or the numbers say nothing.
    assert {table for _, table, *_ in tried} == {
        table.name for table, _ in intruder.tables if intruder.keys[table.name]
    }
    assert {what for what, *_ in tried} == {"changed", "deleted", "inserted"}


def test_every_column_of_every_table_is_sealed_or_has_its_reason():
    listed = {
        name: {column.name for column in table.columns} | table.unsealed.keys()
        for name, table in sealed_tables().items()
    }
    differing = {}
    for model in apps.get_models(include_auto_created=True):
        columns = {field.column for field in model._meta.concrete_fields}
        seals = listed.pop(model._meta.db_table, set())
        if "*" in seals:
            assert seals == {"*"}, f"{model._meta.db_table}: sealed and not sealed"
            continue
        # The key names the row.
        if columns - {"id"} != seals - {"id"}:
            differing[model._meta.db_table] = (columns ^ seals) - {"id"}
    assert differing == {}, "sealed or not, and why: ongikar/journal/sealed_columns.toml"
    assert listed == {}, "tables that are no more"


def test_no_sealed_row_is_written_past_its_seal():
    from ongikar.journal.sealed_queryset import SealedQuerySet

    for table in sealed_models():
        assert issubclass(type(model_of(table).objects.all()), SealedQuerySet), table.name


def test_every_reason_says_something():
    for table in sealed_tables().values():
        for reason in table.unsealed.values():
            assert len(reason) >= 10
