"""Whoever has the database to himself: of every table that is sealed, each column is tried, and a row taken
away and one put in; verifying finds them all and nothing else.
"""

import pytest
from django.db import DatabaseError, transaction

from ongikar.commands.tests.row_intruder import Intruder, checks_taken_off
from ongikar.journal.actions import seal_rest
from ongikar.journal.raw_reads import sealed_models
from ongikar.journal.state_check import expected_rows, find_differences

from .scene_rows import fill_empty_tables

pytestmark = pytest.mark.django_db
TRIES = 40


@pytest.fixture
def expected(scene):
    with transaction.atomic():
        fill_empty_tables(sealed_models())
        seal_rest()
    with checks_taken_off():
        yield expected_rows()


def struck(intruder, strike, table, model):
    """What was done to one row of a table, whichever the database takes; None where it takes none."""
    for _ in range(TRIES):
        key = intruder.random.choice(intruder.keys[table.name])
        try:
            with transaction.atomic():
                return strike(table, model, key)
        except DatabaseError:
            # Such as a second row of a unique number.
            continue
    return None


def found_by(expected):
    return {(each.what, each.table, each.key, each.column) for each in find_differences(expected)}


def test_each_column_of_each_sealed_table_is_compared(expected):
    assert found_by(expected) == set()
    intruder, untried, widest = Intruder(20261128), [], max(len(table.columns) for table in sealed_models())
    assert not [name for name, keys in intruder.keys.items() if not keys], "a table that nothing tries"
    for place in range(widest):
        with transaction.atomic():
            done = {}
            for table, model in intruder.tables:
                if place < len(table.columns):
                    column = table.columns[place].name

                    def edit(table, model, key, column=column):
                        return intruder.edit_column(table, model, key, column)

                    done[table.name, column] = struck(intruder, edit, table, model)
            untried += [name for name, what in done.items() if what is None]
            assert found_by(expected) == {what for what in done.values() if what}
            transaction.set_rollback(True)
    # What the database itself refuses in every way tried here.
    assert untried == []


@pytest.mark.parametrize("way", ["delete", "insert"])
def test_a_row_taken_away_and_one_put_in_are_found_in_each_table(expected, way):
    intruder = Intruder(20261129)
    with transaction.atomic():
        done = {
            table.name: struck(intruder, getattr(intruder, way), table, model)
            for table, model in intruder.tables
        }
        assert [name for name, what in done.items() if what is None] == []
        assert found_by(expected) == set(done.values())
        transaction.set_rollback(True)
