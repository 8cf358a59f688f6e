"""In few trips the same rows are written as one by one; whoever asks sees them, and a fault leaves none."""

from datetime import UTC, datetime

import pytest
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, connections, transaction
from psycopg.pq import TransactionStatus

from ongikar.cases.models import Draft
from ongikar.core.db.batched_statements import batch_statements, draw_keys, fetch_after_waiting
from ongikar.core.db.bulk_sql import insert_row, insert_rows, run_statement, update_row
from ongikar.journal.models import Entry, OutboxEntry

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)
on_a_wire = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes each row as it comes")


def draft(office, token="t") -> Draft:
    return Draft(token=token, office=office, service_code="citizen-1", steps={"ক": ["১"]}, begun_at=NOW)


def entry(subject=("draft", 1)) -> Entry:
    return Entry(
        at=NOW,
        verb="draft.begun",
        actor_type="citizen",
        subject_type=subject[0],
        subject_id=subject[1],
        facts={"n": 1},
    )


@pytest.fixture
def older(office):
    return insert_row(draft(office, "older"))


def test_rows_that_name_one_another_are_written_as_one_by_one(office, older):
    with batch_statements(), transaction.atomic():
        draw_keys(Draft, Entry)
        begun = insert_row(draft(office))
        inserted = insert_row(entry(begun.reference))
        insert_rows(
            OutboxEntry,
            *({"entry_id": inserted.pk, "reaction": name, "next_try": NOW} for name in ("first", "second")),
        )
        older.service_code = "citizen-2"
        update_row(older, "service_code")
        run_statement("UPDATE journal_outboxentry SET attempts = %s WHERE entry_id = %s", 7, inserted.pk)
    assert Entry.objects.get(pk=inserted.pk).subject_id == begun.pk == Draft.objects.get(token="t").pk
    assert Draft.objects.get(token="t").steps == {"ক": ["১"]}
    assert Draft.objects.get(token="older").service_code == "citizen-2"
    assert sorted(OutboxEntry.objects.filter(entry=inserted).values_list("reaction", "attempts")) == [
        ("first", 7),
        ("second", 7),
    ]


def test_keys_are_given_in_the_order_of_the_rows(office):
    with batch_statements(), transaction.atomic():
        draw_keys(Draft, Draft)
        first, second, third = (insert_row(draft(office, token)) for token in "abc")
    assert first.pk < second.pk < third.pk


def test_a_question_goes_with_what_waits_and_finds_it(office):
    with batch_statements(), transaction.atomic():
        draw_keys(Draft)
        begun = insert_row(draft(office))
        found = fetch_after_waiting("SELECT id, %s FROM cases_draft WHERE token = %s", [7, "t"])
    assert found == [(begun.pk, 7)]


def test_whoever_asks_finds_what_was_written_before(office):
    with batch_statements(), transaction.atomic():
        draw_keys(Draft)
        begun = insert_row(draft(office))
        assert Draft.objects.get().pk == begun.pk
        begun.service_code = "citizen-2"
        update_row(begun, "service_code")
        assert Draft.objects.filter(service_code="citizen-2").update(service_code="citizen-3") == 1
    assert Draft.objects.get().service_code == "citizen-3"


def test_what_a_savepoint_wrote_goes_with_it(office):
    def stumble():
        with transaction.atomic():
            insert_row(draft(office, "inner"))
            raise ZeroDivisionError

    with batch_statements(), transaction.atomic():
        draw_keys(Draft, Draft, Draft)
        insert_row(draft(office, "outer"))
        with pytest.raises(ZeroDivisionError):
            stumble()
        insert_row(draft(office, "after"))
    assert sorted(Draft.objects.values_list("token", flat=True)) == ["after", "outer"]


def test_a_refusal_by_the_database_leaves_nothing_and_nothing_waiting(office):
    def press_twice():
        with transaction.atomic(), batch_statements():
            draw_keys(Entry, Draft, Draft)
            insert_row(entry())
            insert_row(draft(office))
            insert_row(draft(office))

    with pytest.raises(IntegrityError):
        press_twice()
    assert not Draft.objects.exists()
    assert not Entry.objects.filter(verb="draft.begun").exists()
    insert_row(draft(office))
    assert Draft.objects.count() == 1


def test_a_fault_on_the_way_writes_nothing(office):
    def stumble():
        with batch_statements(), transaction.atomic():
            draw_keys(Draft)
            insert_row(draft(office))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    assert not Draft.objects.exists()


def test_few_trips_within_few_trips_are_the_same(office):
    with batch_statements(), transaction.atomic():
        with batch_statements(), transaction.atomic():
            draw_keys(Draft)
            begun = insert_row(draft(office))
        inserted = insert_row(entry(begun.reference))
    assert inserted.subject_id == begun.pk == Draft.objects.get().pk


@pytest.fixture
def apart(office):
    """A connection of its own, as a served page has: no test's transaction is around what is done on it."""
    tests_own, own = connections[DEFAULT_DB_ALIAS], connections[DEFAULT_DB_ALIAS].copy()
    connections[DEFAULT_DB_ALIAS] = own
    try:
        yield own
        assert own.get_autocommit()
        assert own.connection.autocommit
        assert own.connection.info.transaction_status == TransactionStatus.IDLE
    finally:
        own.close()
        # What was committed goes, for the tests that follow.
        Draft.objects.filter(token__startswith="apart").delete()
        own.close()
        connections[DEFAULT_DB_ALIAS] = tests_own


def trips(own, folder, act) -> list[str]:
    """What act sends over the wire before it waits for an answer, each time: a word, or so many statements at
    once.
    """
    heard = folder / "heard"
    own.ensure_connection()
    with heard.open("w") as file:
        own.connection.pgconn.trace(file.fileno())
        try:
            act()
        finally:
            own.connection.pgconn.untrace()
    seen, count = [], 0
    for line in heard.read_text().splitlines():
        said = line.split("\t")[1:]
        if said[0] != "F":
            continue
        count += said[2] == "Execute"
        if said[2] == "Query":
            seen.append(said[-1].strip(' "').split()[0])
        elif said[2] == "Sync":
            seen.append(f"{count} at once")
            count = 0
    return seen


@on_a_wire
def test_a_transaction_is_two_trips(apart, office, tmp_path):
    def begin():
        with batch_statements(), transaction.atomic():
            draw_keys(Draft, Draft)
            for token in ("apart-1", "apart-2"):
                insert_row(draft(office, token))

    # What is found out once a process is no part of it.
    draw_once(Draft)
    # BEGIN and the keys; two rows and COMMIT.
    assert trips(apart, tmp_path, begin) == ["2 at once", "3 at once"]
    assert Draft.objects.filter(token__startswith="apart").count() == 2


def draw_once(model) -> None:
    with batch_statements(), transaction.atomic():
        draw_keys(model)


@on_a_wire
def test_a_question_goes_in_one_trip_with_what_waits(apart, office, tmp_path):
    def begin():
        with batch_statements(), transaction.atomic():
            draw_keys(Draft, Draft)
            insert_row(draft(office, "apart-1"))
            fetch_after_waiting("SELECT 1", [])
            insert_row(draft(office, "apart-2"))

    draw_once(Draft)
    assert trips(apart, tmp_path, begin) == ["2 at once", "2 at once", "2 at once"]
    assert Draft.objects.filter(token__startswith="apart").count() == 2


@on_a_wire
def test_what_was_asked_between_ends_with_the_rest(apart, office, tmp_path):
    def begin():
        with batch_statements(), transaction.atomic():
            draw_keys(Draft)
            begun = insert_row(draft(office, "apart-1"))
            assert Draft.objects.filter(token="apart-1").exists()
            begun.service_code = "citizen-2"
            update_row(begun, "service_code")

    draw_once(Draft)
    assert trips(apart, tmp_path, begin) == ["2 at once", "1 at once", "SELECT", "2 at once"]
    assert Draft.objects.get(token="apart-1").service_code == "citizen-2"


@on_a_wire
def test_a_refused_transaction_leaves_nothing_and_the_connection_as_it_was(apart, office):
    def press_twice():
        with batch_statements(), transaction.atomic():
            draw_keys(Draft, Draft)
            insert_row(draft(office, "apart-1"))
            insert_row(draft(office, "apart-1"))

    with pytest.raises(IntegrityError):
        press_twice()
    assert not Draft.objects.filter(token="apart-1").exists()
    with batch_statements(), transaction.atomic():
        draw_keys(Draft)
        insert_row(draft(office, "apart-2"))
    assert Draft.objects.filter(token="apart-2").exists()


@on_a_wire
def test_a_transaction_that_fails_at_its_question_can_be_begun_again(apart, office):
    def ask_wrongly():
        with batch_statements(), transaction.atomic():
            draw_keys(Draft)
            insert_row(draft(office, "apart-1"))
            fetch_after_waiting("SELECT 1 / %s", [0])

    with pytest.raises(Exception, match="division by zero"):
        ask_wrongly()
    draw_once(Draft)
    assert not Draft.objects.filter(token="apart-1").exists()


@on_a_wire
def test_a_receipt_is_three_trips_and_one_for_the_register_of_its_kind(office, receive, tmp_path):
    receive("citizen-1")
    made = trips(connection, tmp_path, lambda: receive("citizen-1"))
    # The test's own transaction is around it: a savepoint in place of BEGIN and COMMIT.
    assert [each for each in made if each not in ("SAVEPOINT", "RELEASE")][-4:] == [
        "1 at once",
        "2 at once",
        "1 at once",
        "1 at once",
    ]
