"""Rows written together are the rows that would have been written one by one; a key asked for sooner is there sooner."""

from datetime import UTC, datetime

import pytest
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from psycopg.pq import TransactionStatus

from ongikar.cases.models import Draft
from ongikar.frame.ready_rows import add, insert, run, update
from ongikar.frame.written_together import Awaited, in_one_transaction, written_together
from ongikar.journal.models import Entry, ToDo

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)
in_one = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes each row as it comes")


def draft(office, token="t") -> Draft:
    return Draft(token=token, office=office, service_code="citizen-1", steps={"ক": ["১"]}, begun_at=NOW)


def entry(subject=("draft", 1)) -> Entry:
    return Entry(
        at=NOW, verb="draft.begun", actor_type="citizen", subject_type=subject[0], subject_id=subject[1], facts={"n": 1}
    )  # fmt: skip


def owed(of: Entry, *names: str) -> list[dict]:
    return [{"entry_id": of.pk, "reaction": name, "next_try": NOW} for name in names]


@pytest.fixture
def older(office):
    return insert(draft(office, "older"))


def written(office, older) -> list[tuple]:
    """A draft, what the journal says of it, and two to-dos of that: each names the one before. An older draft changes."""
    with written_together():
        begun = insert(draft(office))
        told = insert(entry(begun.reference))
        add(ToDo, *owed(told, "first", "second"))
        older.service_code = "citizen-2"
        update(older, "service_code")
        run("UPDATE journal_todo SET attempts = %s WHERE entry_id = %s", 0, 0)
    return [begun, told]


def test_rows_that_name_one_another_are_written_as_one_by_one(office, older):
    begun, told = written(office, older)
    assert type(begun.pk) is int
    assert type(told.pk) is int
    assert told.subject_id == begun.pk
    assert Entry.objects.get(subject_type="draft").subject_id == begun.pk
    assert Draft.objects.get(token="t").steps == {"ক": ["১"]}
    assert Draft.objects.get(token="older").service_code == "citizen-2"
    assert sorted(ToDo.objects.filter(entry=told).values_list("reaction", flat=True)) == ["first", "second"]


@in_one
def test_they_take_one_statement(office, older):
    with CaptureQueriesContext(connection) as seen:
        written(office, older)
    assert len(seen) == 1, [query["sql"] for query in seen]


@in_one
def test_a_row_waits_with_an_awaited_key(office):
    with written_together():
        begun = insert(draft(office))
        assert type(begun.pk) is Awaited
        assert not Draft.objects.exists()
    assert Draft.objects.get().pk == begun.pk


def test_a_key_that_is_asked_for_is_there_at_once(office):
    with written_together():
        begun = insert(draft(office))
        assert int(begun.pk) == Draft.objects.get().pk
        told = insert(entry(("draft", int(begun.pk))))
    assert Entry.objects.get(pk=told.pk).subject_id == begun.pk


def test_what_django_saves_itself_finds_the_row_it_points_at(office):
    with written_together():
        told = insert(entry())
        ToDo.objects.create(entry=told, reaction="saved", next_try=NOW)
    assert ToDo.objects.get(reaction="saved").entry_id == told.pk


def test_a_row_changed_while_it_waits_keeps_the_change(office):
    with written_together():
        begun = insert(draft(office))
        begun.service_code = "citizen-2"
        update(begun, "service_code")
    assert Draft.objects.get().service_code == "citizen-2"


def test_a_row_changed_by_django_while_it_waits_keeps_the_change(office):
    with written_together():
        begun = insert(draft(office))
        begun.service_code = "citizen-3"
        begun.save()
    assert Draft.objects.get().service_code == "citizen-3"


def test_a_refusal_by_the_database_leaves_nothing_and_nothing_waiting(office):
    def press_twice():
        with transaction.atomic(), written_together():
            insert(entry())
            insert(draft(office))
            insert(draft(office))

    with pytest.raises(IntegrityError):
        press_twice()
    assert not Draft.objects.exists()
    assert not Entry.objects.filter(verb="draft.begun").exists()
    insert(draft(office))
    assert Draft.objects.count() == 1


def test_a_fault_on_the_way_writes_nothing(office):
    def stumble():
        with transaction.atomic(), written_together():
            insert(draft(office))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    assert not Draft.objects.exists()


def test_a_row_keeps_the_row_it_points_at_when_that_has_its_key(office, django_assert_num_queries):
    with written_together():
        told = insert(entry())
        todo = insert(ToDo(entry=told, reaction="kept", next_try=NOW))
    with django_assert_num_queries(0):
        assert todo.entry is told


def test_together_within_together_is_one(office):
    with written_together():
        with written_together():
            begun = insert(draft(office))
        told = insert(entry(begun.reference))
    assert told.subject_id == begun.pk == Draft.objects.get().pk


@pytest.fixture
def apart(office):
    """A connection of its own, as a served page has: no test's transaction is around what is done on it."""
    tests_own, own = connections[DEFAULT_DB_ALIAS], connections[DEFAULT_DB_ALIAS].copy()
    connections[DEFAULT_DB_ALIAS] = own
    try:
        yield own
        assert own.get_autocommit()
        assert own.connection.info.transaction_status == TransactionStatus.IDLE
    finally:
        own.close()
        # What was committed goes, for the tests that follow.
        Draft.objects.filter(token__startswith="apart").delete()
        own.close()
        connections[DEFAULT_DB_ALIAS] = tests_own


def trips(own, folder, act) -> list[str]:
    """What act sends over the wire: the words that begin and end a transaction, and "rows" for a statement with values."""
    heard = folder / "heard"
    own.ensure_connection()
    with heard.open("w") as file:
        own.connection.pgconn.trace(file.fileno())
        try:
            act()
        finally:
            own.connection.pgconn.untrace()
    sent = [line.split("\t")[1:] for line in heard.read_text().splitlines() if "\tF\t" in line]
    named = {"Query": lambda said: said[-1].strip(' "').split()[0], "Execute": lambda _: "rows"}
    return [named[said[2]](said) for said in sent if said[2] in named]


@in_one
def test_a_whole_transaction_is_one_trip(apart, office, tmp_path):
    def begin():
        with in_one_transaction():
            for token in ("apart-1", "apart-2"):
                insert(draft(office, token))

    assert trips(apart, tmp_path, begin) == ["rows"]
    assert Draft.objects.filter(token__startswith="apart").count() == 2


@in_one
def test_what_was_written_sooner_ends_with_the_rest(apart, office, tmp_path):
    def begin():
        with in_one_transaction():
            begun = insert(draft(office, "apart-1"))
            begun.service_code = "citizen-2"
            update(begun, "service_code")

    assert trips(apart, tmp_path, begin) == ["BEGIN", "rows", "rows", "COMMIT"]
    assert Draft.objects.get(token="apart-1").service_code == "citizen-2"


@in_one
def test_one_transaction_within_another_ends_with_that_one(apart, office):
    def begin():
        with transaction.atomic():
            with in_one_transaction():
                insert(draft(office, "apart-1"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        begin()
    assert not Draft.objects.filter(token="apart-1").exists()


@in_one
def test_a_refused_transaction_leaves_nothing_and_the_connection_as_it_was(apart, office):
    def press_twice():
        with in_one_transaction():
            insert(draft(office, "apart-1"))
            insert(draft(office, "apart-1"))

    with pytest.raises(IntegrityError):
        press_twice()
    assert not Draft.objects.filter(token="apart-1").exists()
    with transaction.atomic():
        insert(draft(office, "apart-2"))
    assert Draft.objects.filter(token="apart-2").exists()
