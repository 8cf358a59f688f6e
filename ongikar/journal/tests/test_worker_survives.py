"""No to-do ends the worker, and none that would keeps the others waiting."""

from datetime import timedelta

import pytest

from ongikar.journal import outbox
from ongikar.journal.actions import record
from ongikar.journal.models import OutboxEntry

pytestmark = pytest.mark.django_db
HERE = "journal.tests.test_worker_survives"
DONE = []


def note_down(outbox_entry, *, now):
    DONE.append(outbox_entry.pk)


def leave(outbox_entry, *, now):
    raise SystemExit(3)


def say_null(outbox_entry, *, now):
    raise ValueError("the gateway said \0")


def owe(now, *names, count=1):
    """To-dos of these reactions, as rows of the outbox: whatever the table says."""
    from django.db import transaction

    DONE.clear()
    made = []
    for name in names:
        for _ in range(count):
            with transaction.atomic():
                key = record(
                    "case.tested", subject=("case", 1), actor=("worker", None), office_id=None, now=now
                )
            made.append(OutboxEntry.objects.create(entry_id=key, reaction=name, next_try=now))
    return made


@pytest.mark.parametrize("name", ["notices.gone.tell", f"{HERE}.no_such_function", "nothing"])
def test_an_unknown_reaction_is_given_up_in_plain_sight_and_the_worker_goes_on(now, name):
    unknown, known = owe(now, name, f"{HERE}.note_down")
    assert outbox.run_due_entries(now) == 2
    unknown.refresh_from_db()
    assert (unknown.given_up_at, unknown.next_try, unknown.attempts) == (now, None, 1)
    assert unknown.fault == f"UnknownReaction: {name}"
    assert [known.pk] == DONE


def test_a_reaction_of_the_table_that_does_not_load_just_now_is_tried_again(now, monkeypatch):
    monkeypatch.setattr(outbox, "reactions", lambda: {"case.tested": ["notices.gone.tell"]})
    (outbox_entry,) = owe(now, "notices.gone.tell")
    outbox.run_due_entries(now)
    outbox_entry.refresh_from_db()
    assert (outbox_entry.given_up_at, outbox_entry.next_try) == (None, now + outbox.PAUSES[0])


@pytest.mark.parametrize("name", ["leave", "say_null"])
def test_whatever_a_reaction_raises_the_next_one_is_done(now, name):
    bad, good = owe(now, f"{HERE}.{name}", f"{HERE}.note_down")
    outbox.run_due_entries(now)
    bad.refresh_from_db()
    assert bad.next_try == now + outbox.PAUSES[0]
    assert [good.pk] == DONE


def test_rows_leased_behind_one_that_ends_the_worker_are_not_starved(now):
    bad, *others = owe(now, f"{HERE}.note_down", count=outbox.BATCH)
    for start in range(3):
        # A worker takes what is ready, and ends with whichever it does first.
        at = now + start * outbox.LEASE
        first = outbox.lease_entries(at)[0]
        assert first.pk == (bad.pk if start < 2 else others[0].pk)
        if first.pk == bad.pk:
            continue
        outbox.run_entry(first, at)
    outbox.run_due_entries(at)
    assert [pk for pk in DONE if pk != bad.pk] == [outbox_entry.pk for outbox_entry in others]


def test_one_that_ends_every_worker_rests_longer_each_time_and_is_given_up_at_last(now):
    (bad,) = owe(now, f"{HERE}.note_down")
    at, rests = now, []
    while True:
        outbox.lease_entries(at)
        bad.refresh_from_db()
        if bad.given_up_at:
            break
        rests.append(bad.next_try - at)
        at = bad.next_try
    assert rests == sorted(rests)
    assert rests[0] == outbox.LEASE < rests[-1] == timedelta(days=1)
    assert (bad.fault, bad.next_try) == (outbox.WORKER_ENDED, None)
