"""Whose turn it is in the outbox: the urgent first, and no office keeps another waiting."""

from datetime import timedelta

import pytest

from ongikar.clock import watch
from ongikar.config.reactions import REACTIONS, TURNS
from ongikar.journal import actions, outbox
from ongikar.journal.models import CAN_WAIT, ORDINARY, URGENT, OutboxEntry
from ongikar.journal.outbox import FEW, Turns

pytestmark = pytest.mark.django_db
A, B, C = 101, 102, 103
MANY = 4 * FEW


@pytest.fixture(autouse=True)
def _nothing_else_owed(db, monkeypatch):
    OutboxEntry.objects.update(next_try=None)
    monkeypatch.setattr(outbox, "turns", Turns())
    monkeypatch.setattr(actions, "reactions", lambda: {"case.tested": ["journal.tests.test_turns.nothing"]})


def nothing(outbox_entry, *, now):
    """A reaction that does nothing."""


def owe(office_id, now, count=1, turn=ORDINARY) -> list[int]:
    for _ in range(count):
        actions.record(
            "case.tested",
            subject=("case", 1),
            actor=("user", 2),
            office_id=office_id,
            now=now,
            turn=turn,
        )
    owed = OutboxEntry.objects.filter(office_id=office_id, turn=turn).order_by("-pk")
    return list(owed.values_list("pk", flat=True)[:count])


def leased(now) -> list[OutboxEntry]:
    return outbox.lease_entries(now)


def test_an_office_that_is_owed_much_keeps_no_other_waiting(now):
    owe(A, now, MANY)
    later = now + timedelta(seconds=1)
    (of_b,) = owe(B, later)
    assert of_b in [each.pk for each in leased(later)]


def test_offices_are_served_in_turn(now):
    for office_id in (A, B, C):
        owe(office_id, now, MANY)
    served = [each.office_id for _ in range(6) for each in leased(now)]
    assert len(served) == 6 * outbox.BATCH
    assert max(served.count(office_id) for office_id in (A, B, C)) <= 12
    assert min(served.count(office_id) for office_id in (A, B, C)) >= 8


@pytest.mark.parametrize("many", [1, MANY])
def test_what_is_urgent_comes_before_what_came_first_and_a_digest_after_all(now, many):
    digests = owe(A, now, many, CAN_WAIT)
    ordinary = owe(A, now + timedelta(seconds=1), many)
    (urgent,) = owe(C, now + timedelta(seconds=2), 1, URGENT)
    first = [each.pk for each in leased(now + timedelta(seconds=3))]
    assert first[0] == urgent
    assert first[1] in ordinary
    # Of many at least the one that has waited longest is not forgotten.
    assert set(first) & set(digests) == {min(digests)}


def test_with_the_urgent_of_one_office_without_end_what_waited_longest_is_done(now):
    (oldest,) = owe(B, now - timedelta(hours=1), 1, CAN_WAIT)
    owe(A, now, MANY, URGENT)
    assert oldest in [each.pk for each in leased(now)]


def test_what_is_put_off_is_nobodys_turn(now):
    owe(A, now, MANY)
    OutboxEntry.objects.filter(office_id=A).update(next_try=now + timedelta(hours=8))
    of_b = owe(B, now, FEW + 5)
    assert {each.pk for each in leased(now)} <= set(of_b)
    while leased(now):
        pass
    assert not OutboxEntry.objects.due(now).exists()


def test_many_entries_at_once_have_the_turn_of_their_verb(now, monkeypatch):
    monkeypatch.setattr(actions, "turns", lambda: {"case.tested": CAN_WAIT})
    actions.record_each(
        "case.tested", [(("case", n), {}) for n in range(3)], actor=("user", 2), office_id=C, now=now
    )
    owed = OutboxEntry.objects.filter(office_id=C).values_list("turn", flat=True)
    assert list(owed) == [CAN_WAIT] * 3


def test_every_turn_is_of_a_verb_that_something_follows_from():
    assert TURNS.keys() <= REACTIONS.keys()


def test_a_round_of_the_watch_ends_though_clocks_are_left(receive, now, monkeypatch):
    """So that what is urgent in the outbox does not wait for ten thousand clocks."""
    cases = [receive() for _ in range(3)]
    due = max(case.clock.due_at for case in cases) + timedelta(minutes=1)
    monkeypatch.setattr(watch, "PAGE", 1)
    monkeypatch.setattr(watch, "ROUND", -1.0)
    rounds = [watch.watch_clocks(due) for _ in range(10)]
    assert rounds[0] > 0
    assert sum(map(bool, rounds)) >= 3
    assert watch.next_clocks_to_check(due) == []
