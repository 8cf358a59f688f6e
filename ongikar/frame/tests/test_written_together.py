"""Rows written together are the rows that would have been written one by one; a key asked for sooner is there sooner."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ongikar.cases.models import Draft
from ongikar.frame.ready_rows import add, insert, run, update
from ongikar.frame.written_together import Awaited, written_together
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


def todos(of: Entry, *names: str) -> list[ToDo]:
    return [ToDo(entry=of, reaction=name, next_try=NOW) for name in names]


def written(office) -> list[tuple]:
    """A draft, what the journal says of it, and two to-dos of that: each names the one before."""
    with written_together():
        begun = insert(draft(office))
        told = insert(entry(begun.reference))
        add(*todos(told, "first", "second"))
        begun.service_code = "citizen-2"
        update(begun, "service_code")
        run("UPDATE journal_todo SET attempts = %s WHERE entry_id = %s", 0, 0)
    return [begun, told]


def test_rows_that_name_one_another_are_written_as_one_by_one(office):
    begun, told = written(office)
    assert type(begun.pk) is int
    assert type(told.pk) is int
    assert told.subject_id == begun.pk
    assert Entry.objects.get(subject_type="draft").subject_id == begun.pk
    assert Draft.objects.get().steps == {"ক": ["১"]}
    assert sorted(ToDo.objects.filter(entry=told).values_list("reaction", flat=True)) == ["first", "second"]


@in_one
def test_they_take_one_statement(office):
    with CaptureQueriesContext(connection) as seen:
        written(office)
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
        todo = insert(todos(told, "kept")[0])
    with django_assert_num_queries(0):
        assert todo.entry is told


def test_together_within_together_is_one(office):
    with written_together():
        with written_together():
            begun = insert(draft(office))
        told = insert(entry(begun.reference))
    assert told.subject_id == begun.pk == Draft.objects.get().pk
