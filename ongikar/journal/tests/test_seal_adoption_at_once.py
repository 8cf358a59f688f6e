"""A page of rows that were not sealed before, taken while an act has one of these rows in hand: on two
connections that commit.
"""

import json
from collections import Counter
from threading import Event

import pytest
from django.db import connection, transaction

from ongikar.journal import seal_adoption
from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import Entry
from ongikar.journal.rules.row_seals import PAGE_ADOPTED
from ongikar.journal.seal_adoption import SealAdoption, adopt_all, adopt_columns, adopt_page, next_adoption
from ongikar.journal.state_check import expected_rows, find_differences
from ongikar.journal.tests.sealed_since import forget_all_seals
from ongikar.people.models import Applicant

# So long one waits for the other, where nothing keeps them apart.
SECONDS = 0.5


@pytest.fixture
def begun(two, office, now, monkeypatch):
    """Nothing was sealed before; all is taken but the applicants, of whom there are twenty."""
    monkeypatch.setattr(seal_adoption, "MOST_AT_ONCE", 5)
    with transaction.atomic():
        for number in range(20):
            Applicant.objects.create(office=office, name=f"নমুনা {number}", mobile=f"+88017000000{number:02}")
    forget_all_seals()
    adopt_columns(now)
    while True:
        adoption = next_adoption()
        left = sorted(
            table for table in adoption.marks if adoption.reached_key(table) < adoption.marks[table]
        )
        if left[0] == "people_applicant":
            return adoption
        assert adopt_page(adoption, now)


def differences():
    return [(each.what, each.table, each.key, each.column) for each in find_differences(expected_rows())]


def rename(now, entered, let_go):
    """Its row is written, and its entry stands, before it is committed."""
    with transaction.atomic():
        applicant = Applicant.objects.get(name="নমুনা 10")
        applicant.name = "অন্য নাম"
        applicant.save(update_fields=["name"])
        record("case.tested", subject=("case", 1), actor=WORKER, office_id=None, now=now)
        entered.set()
        let_go.wait(SECONDS)


def take_away(now, entered, let_go):
    with transaction.atomic():
        Applicant.objects.get(name="নমুনা 10").delete()
        record("case.tested", subject=("case", 1), actor=WORKER, office_id=None, now=now)
        entered.set()
        let_go.wait(SECONDS)


@pytest.mark.parametrize("act", [rename, take_away])
def test_a_page_taken_while_an_act_is_not_yet_committed(two, begun, now, act):
    entered, let_go = Event(), Event()

    def take():
        entered.wait(10)
        taken = SealAdoption()(now)
        let_go.set()
        return taken

    results = two.run(lambda: act(now, entered, let_go), take)
    assert not [each for each in results if isinstance(each, Exception)]
    assert differences() == []
    adopt_all(now)
    assert differences() == []
    assert next_adoption() is None
    assert Applicant.objects.filter(name="অন্য নাম").exists() == (act is rename)


@pytest.mark.parametrize("act", [rename, take_away])
def test_an_act_that_comes_while_a_page_is_not_yet_committed(two, begun, now, act, monkeypatch):
    """The page has read the row, and its entry is written after the act's, if nothing keeps the act out."""
    read, let_go = Event(), Event()
    enter = seal_adoption.enter

    def enter_late(*args):
        read.set()
        let_go.wait(SECONDS)
        return enter(*args)

    monkeypatch.setattr(seal_adoption, "enter", enter_late)

    def come():
        read.wait(10)
        act(now, Event(), let_go_at_once())
        let_go.set()

    results = two.run(lambda: adopt_page(begun, now), come)
    assert not [each for each in results if isinstance(each, Exception)]
    monkeypatch.undo()
    assert differences() == []
    adopt_all(now)
    assert differences() == []


def let_go_at_once():
    event = Event()
    event.set()
    return event


def test_two_workers_take_no_row_twice(two, begun, now, monkeypatch):
    monkeypatch.setattr(seal_adoption, "PAGE", 3)
    monkeypatch.setattr(seal_adoption, "PIECE", 0.0)
    two.meet("ongikar.journal.seal_adoption.next_adoption")

    def work():
        adopt = SealAdoption()
        return [adopt(now) for _ in range(12)]

    first, second = two.run(work, work)
    assert not isinstance(first, Exception), first
    assert not isinstance(second, Exception), second
    adopt_all(now)
    sealed = Counter(
        (table, key)
        for text in Entry.objects.filter(verb=PAGE_ADOPTED).values_list("rows", flat=True)
        for table, rows in json.loads(text).items()
        for key in rows
    )
    assert set(sealed.values()) == {1}
    assert sum(table == "people_applicant" for table, _ in sealed) == Applicant.objects.count()
    assert Entry.objects.filter(verb=seal_adoption.VERB).count() == 1
    assert differences() == []


def test_an_act_that_wants_rows_in_another_order_is_never_ended_for_it(two, begun, now):
    """The page has the first row and wants the last, which the act has; and the act wants the first."""
    if connection.vendor == "sqlite":
        pytest.skip("all who write come one after the other there")
    held = Event()
    first, last = Applicant.objects.order_by("pk").first().pk, Applicant.objects.order_by("pk").last().pk

    def act():
        with transaction.atomic():
            Applicant.objects.select_for_update().get(pk=last)
            held.set()
            # Meanwhile the page has come as far as this row.
            Event().wait(0.1)
            Applicant.objects.select_for_update().get(pk=first)
            return "done"

    def take():
        held.wait(10)
        return SealAdoption()(now)

    acted, taken = two.run(act, take)
    assert acted == "done"
    assert not isinstance(taken, Exception), taken
    adopt_all(now)
    assert differences() == []
