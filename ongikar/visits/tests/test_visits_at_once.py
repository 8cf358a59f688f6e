"""Presses at the same moment, on connections of their own that commit, on a copy of the test database."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from ongikar.core.forms.faults import ActFault
from ongikar.journal.actions import record
from ongikar.offices.models import Office, Post
from ongikar.visits import actions, transitions
from ongikar.visits.models import Visit, VisitAct, VisitCall

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
SHIRIN = ("user", 2)
WRITERS, EACH = 8, 5


@pytest.fixture
def desks(two):
    """Eight desks of one office."""
    office = Office.objects.get(is_default=True)
    first = Post.objects.get(office=office, role=Post.ASSISTANT)
    made = [first]
    with transaction.atomic():
        for nth in range(WRITERS - 1):
            post = Post.objects.get(pk=first.pk)
            post.pk, post.slug = None, f"desk-{nth}"
            post.save(force_insert=True)
            made.append(post)
        record("post.added", subject=("post", first.pk), actor=SHIRIN, office_id=office.pk, now=SUNDAY)
    return made


def arrive(nth, submission=""):
    return actions.arrive(
        office=Office.objects.get(is_default=True),
        purpose="",
        actor=SHIRIN,
        now=SUNDAY,
        submission=submission or f"arrival-{nth}",
    )


def test_two_clerks_never_call_one_person(two, desks):
    """ZMSKVR-1138. Both have chosen before either writes, were nothing locked."""
    for nth in range(2):
        arrive(nth)
    two.meet("ongikar.visits.actions.turns")
    calls = two.run(
        *(
            lambda desk=desk: actions.call_next(
                desk=Post.objects.get(pk=desk.pk), actor=SHIRIN, now=SUNDAY, submission=f"call-{desk.pk}"
            )
            for desk in desks[:2]
        )
    )
    assert sorted(visit.token for visit in calls) == [1, 2]


def test_one_press_at_two_windows_calls_one_person(two, desks):
    for nth in range(2):
        arrive(nth)
    press = {"actor": SHIRIN, "now": SUNDAY, "submission": "one-press"}
    calls = two.run(
        *(lambda: actions.call_next(desk=Post.objects.get(pk=desks[0].pk), **press) for _ in range(2))
    )
    assert [visit.token for visit in calls] == [1, 1]
    assert VisitCall.objects.count() == 1


def test_two_arrivals_take_two_numbers_and_one_press_takes_one(two):
    visits = two.run(lambda: arrive(1), lambda: arrive(2))
    assert sorted(visit.token for visit in visits) == [1, 2]
    visits = two.run(lambda: arrive(3, "same"), lambda: arrive(3, "same"))
    assert visits[0].pk == visits[1].pk
    assert sorted(Visit.objects.values_list("token", flat=True)) == [1, 2, 3]


def test_the_claim_holds_where_nothing_is_locked(two, desks, monkeypatch):
    """Whoever writes past the lock of the day is refused by the unique rows, with their sentence."""
    arrive(0)
    visit = actions.call_next(desk=desks[0], actor=SHIRIN, now=SUNDAY, submission="first")
    with pytest.raises(IntegrityError):
        VisitCall.objects.bulk_create(
            [
                VisitCall(
                    office=visit.office,
                    visit=visit,
                    day=visit.day,
                    desk=desks[1],
                    called_at=SUNDAY,
                    last_called_at=SUNDAY,
                )
            ]
        )
    arrive(1)
    monkeypatch.setattr(actions, "require_free", lambda desk: None)
    with pytest.raises(ActFault) as fault:
        actions.call_next(desk=desks[0], actor=SHIRIN, now=SUNDAY, submission="second")
    assert fault.value.words == "এই ডেস্কে এখনো একজন আছেন। আগে তাঁর কাজ শেষ করুন।"


def test_eight_desks_empty_the_queue_and_nobody_is_called_twice(two, desks):
    """benchmarks/calls.py tries it two thousand times for each writer."""
    for nth in range(WRITERS * EACH):
        arrive(nth)

    def work(desk):
        def press():
            called = []
            for nth in range(EACH):
                post = Post.objects.get(pk=desk.pk)
                said = {"actor": SHIRIN, "now": SUNDAY}
                visit = actions.call_next(desk=post, submission=f"{desk.pk}-{nth}", **said)
                called.append(visit.token)
                actions.finish(visit, transitions.SERVE, submission=f"{desk.pk}-{nth}-served", **said)
            return called

        return press

    called = two.run(*(work(desk) for desk in desks))
    assert sorted(token for each in called for token in each) == list(range(1, WRITERS * EACH + 1))
    assert VisitAct.objects.filter(name=transitions.CALL).count() == WRITERS * EACH
    assert not Visit.objects.exclude(state=transitions.SERVED).exists()
