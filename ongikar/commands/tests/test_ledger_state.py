"""Whoever has the database to himself: each edit of a row that a promise rests on is found, and named."""

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

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
from tests.examples import examples

from .row_intruder import Intruder

pytestmark = pytest.mark.django_db
EDITS = examples(1_000)
MOST_EDITS = 4 * EDITS
# Each comparison of all tables answers for so many edits.
AT_ONCE = 10


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


def test_a_thousand_random_edits_deletions_and_insertions_are_each_found_and_named(expected):
    intruder, missed, tried = Intruder(20261127), [], []
    tables = {table.name for table, _ in intruder.tables if intruder.keys[table.name]}
    # By chance a table may be left out of a thousand: then some more are made.
    while len(tried) < EDITS or (len(tried) < MOST_EDITS and tables - {table for _, table, *_ in tried}):
        with transaction.atomic():
            strikes = strike_apart(intruder)
            found = {(each.what, each.table, each.key, each.column) for each in find_differences(expected)}
            missed += [(struck, found) for struck in strikes if struck not in found]
            tried += strikes
            transaction.set_rollback(True)
    assert missed == []
    # Every table and every way was tried, or the numbers say nothing.
    assert {table for _, table, *_ in tried} == tables
    assert {what for what, *_ in tried} == {"changed", "deleted", "inserted"}


def strike_apart(intruder):
    """Edits of as many tables, so that none hides another."""
    done = []
    while len(done) < AT_ONCE:
        try:
            with transaction.atomic():
                done.append(intruder.strike(besides={table for _, table, *_ in done}))
        except DatabaseError:
            # The database itself refuses this one, such as a second row of a unique number.
            continue
    return done


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
