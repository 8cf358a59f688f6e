"""What happened stays, and what follows from it is done once, after all."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from ongikar.journal import actions, outbox
from ongikar.journal.models import Entry, OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def reactions(monkeypatch):
    """`reactions({"case.x": ["journal.tests.test_journal.note_down"]})`: another table for the time of a
    test.
    """

    def use(table):
        monkeypatch.setattr(actions, "reactions", lambda: table)

    return use


DONE: list[int] = []


def note_down(outbox_entry, *, now):
    DONE.append(outbox_entry.pk)


def fail(outbox_entry, *, now):
    raise ConnectionError("the gateway is away")


NOON = datetime.fromisoformat("2026-11-22T12:00:00+06:00")


def until_noon(outbox_entry, *, now):
    if now < NOON:
        raise outbox.RetryLater(NOON)


def entry(now, verb="case.tested"):
    key = actions.record(verb, subject=("case", 1), actor=("user", 2), office_id=3, now=now, stars=4)
    return Entry.objects.get(pk=key)


def test_an_entry_carries_references_and_its_todos_in_one_transaction(now, reactions):
    reactions({"case.tested": ["journal.tests.test_journal.note_down"]})
    made = entry(now)
    assert (made.subject_type, made.subject_id, made.facts) == ("case", 1, {"stars": 4})
    assert list(made.outbox_entries.values_list("reaction", flat=True)) == [
        "journal.tests.test_journal.note_down"
    ]


def test_an_act_that_fails_leaves_neither_entry_nor_todo(now, reactions):
    reactions({"case.tested": ["journal.tests.test_journal.note_down"]})
    before = Entry.objects.count()

    @transaction.atomic
    def an_act_that_fails():
        entry(now)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        an_act_that_fails()
    assert Entry.objects.count() == before
    assert OutboxEntry.objects.count() == 0


def test_an_entry_cannot_be_changed_or_deleted_in_code(now, reactions):
    reactions({})
    made = entry(now)
    made.verb = "case.something_else"
    for attempt in (
        made.save,
        made.delete,
        lambda: Entry.objects.filter(pk=made.pk).update(verb="x"),
        lambda: Entry.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(TypeError):
            attempt()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_entry SET verb = 'x' WHERE id = %s", "DELETE FROM journal_entry WHERE id = %s"],
)
def test_the_database_itself_refuses_to_change_an_entry(now, reactions, statement):
    reactions({})
    made = entry(now)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [made.pk])
    assert Entry.objects.get(pk=made.pk).verb == "case.tested"


def test_a_ready_todo_is_done_once(now, reactions):
    reactions({"case.tested": ["journal.tests.test_journal.note_down"]})
    made = entry(now)
    DONE.clear()
    assert outbox.run_due_entries(now) == 1
    assert outbox.run_due_entries(now + timedelta(days=1)) == 0
    outbox_entry = made.outbox_entries.get()
    assert [outbox_entry.pk] == DONE
    assert (outbox_entry.done_at, outbox_entry.next_try) == (now, None)


def test_a_failed_todo_is_tried_again_later_and_given_up_in_plain_sight(now, reactions):
    reactions({"case.tested": ["journal.tests.test_journal.fail"]})
    outbox_entry = entry(now).outbox_entries.get()
    at, tries = now, 0
    while True:
        outbox_entry.refresh_from_db()
        if outbox_entry.next_try is None:
            break
        assert outbox.run_due_entries(outbox_entry.next_try - timedelta(seconds=1)) == 0
        at = outbox_entry.next_try
        outbox.run_due_entries(at)
        tries += 1
    assert tries == len(outbox.PAUSES) + 1
    assert outbox_entry.given_up_at == at
    assert "the gateway is away" in outbox_entry.fault


def test_a_todo_in_one_workers_hands_is_not_anothers(now, reactions):
    reactions({"case.tested": ["journal.tests.test_journal.note_down"]})
    entry(now)
    assert len(outbox.lease_entries(now)) == 1
    assert outbox.lease_entries(now) == []
    # The first worker died: after its lease another one may.
    assert len(outbox.lease_entries(now + outbox.LEASE)) == 1


def test_every_reaction_of_the_table_exists():
    from django.utils.module_loading import import_string

    from ongikar.config.reactions import REACTIONS

    for names in REACTIONS.values():
        for name in names:
            assert callable(import_string(f"ongikar.{name}"))


def test_many_entries_are_as_one_after_another_would_be(now, reactions, django_assert_max_num_queries):
    reactions({"case.tested": ["journal.tests.test_journal.note_down", "journal.tests.test_journal.fail"]})
    written = [(("case", number), {"stars": number}) for number in range(1, 300)]
    # What the loading of the office wrote is not this test's.
    ours = Entry.objects.exclude(pk__in=list(Entry.objects.values_list("pk", flat=True)))
    with django_assert_max_num_queries(3):
        actions.record_each("case.tested", written, actor=("user", 2), office_id=3, now=now)
    one = entry(now)
    columns = ("at", "verb", "office_id", "actor_type", "actor_id", "subject_type")
    assert set(ours.values_list(*columns)) == {tuple(getattr(one, column) for column in columns)}
    assert list(ours.order_by("id").values_list("subject_id", "facts"))[:-1] == [
        (number, facts) for (_, number), facts in written
    ]
    owed = OutboxEntry.objects.filter(entry__in=ours.exclude(pk=one.pk))
    assert owed.count() == 2 * 299
    assert set(owed.values_list("next_try", "attempts", "done_at", "given_up_at", "fault")) == {
        (now, 0, None, None, "")
    }


def test_a_reaction_that_has_more_to_do_comes_again_and_has_not_failed(now, reactions):
    reactions({"case.tested": ["journal.tests.test_journal.until_noon"]})
    entry(now)
    outbox.run_due_entries(now)
    outbox_entry = OutboxEntry.objects.get()
    assert (outbox_entry.attempts, outbox_entry.done_at, outbox_entry.next_try) == (0, None, NOON)
    outbox.run_due_entries(NOON)
    outbox_entry.refresh_from_db()
    assert (outbox_entry.attempts, outbox_entry.done_at, outbox_entry.next_try) == (0, NOON, None)
