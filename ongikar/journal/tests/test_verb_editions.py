"""A moment that the law makes a promise moves by its own act alone: whoever moves it past that, with the
program and its keys, is named by verify.
"""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from ongikar.cases import actions as case_actions
from ongikar.cases.models import Case
from ongikar.clock.models import Clock
from ongikar.journal import verb_editions, verb_lists
from ongikar.journal.actions import record, seal_rest
from ongikar.journal.models import Entry
from ongikar.journal.row_seals import ActsEntered
from ongikar.journal.rules.verb_writes import read_edition
from ongikar.journal.state_check import expected_rows, find_differences
from ongikar.journal.verb_editions import BEGUN, begin_edition
from ongikar.people.models import Applicant

pytestmark = pytest.mark.django_db
EDITION = """
["rows.written"]
new = ["notices_message"]

["case.*"]
new = ["*"]
changed = [
    "cases_case.state", "cases_case.closed_at", "cases_case.memo_number", "cases_case.outcome",
    "cases_case.rating",
    "clock_clock.due_at", "clock_clock.stopped_at", "clock_clock.outcome", "clock_clock.broke_before",
]

["*"]
new = ["*"]
changed = ["offices_serial.last", "grievances_offer.filed_at"]
"""


@pytest.fixture(autouse=True)
def _editions(monkeypatch):
    """The lists of one family of acts."""
    known = {1: read_edition(EDITION)}
    for module in (verb_editions, verb_lists):
        monkeypatch.setattr(module, "editions", lambda: known)
    verb_lists.row_filter.cache_clear()
    yield
    verb_lists.row_filter.cache_clear()


@pytest.fixture
def case(receive, now):
    begin_edition(now)
    received = receive("citizen-1", now=now)
    # As its commit leaves it, which the transaction of a test never sees.
    connection.run_on_commit = []
    return received


def beyond():
    return {(each.table, each.column) for each in find_differences(expected_rows()) if each.what == "beyond"}


def write_past_acts(rows, **values):
    """As a script with the program's own queries would: sealed, and by no act."""
    with transaction.atomic():
        rows.update(**values)
        seal_rest()


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        (lambda case: Case.objects.filter(pk=case.pk), "received_at"),
        (lambda case: Clock.objects.filter(pk=case.clock_id), "started_at"),
        (lambda case: Clock.objects.filter(pk=case.clock_id), "due_at"),
    ],
)
def test_a_moment_moved_past_its_act_is_named(case, now, rows, column):
    assert beyond() == set()
    found = rows(case)
    write_past_acts(found, **{column: getattr(found.get(), column) + timedelta(days=9)})
    assert beyond() == {(found.model._meta.db_table, column)}


def test_a_moment_is_not_moved_under_the_name_of_an_act_that_may_not(case, karim, now):
    """Nor by an entry that says something else was done."""
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(received_at=now - timedelta(days=9))
        said = {"subject": case.reference, "actor": ("user", karim.pk), "now": now}
        record("case.accepted", office_id=case.office_id, **said)
        seal_rest()
    assert beyond() == {("cases_case", "received_at")}


def test_a_row_put_in_or_taken_away_past_every_act_is_named(case, now):
    with transaction.atomic():
        Applicant.objects.create(office=case.office, name="কেউ", mobile="+8801700000009", kind="citizen")
        case.acts.all().delete()
        seal_rest()
    assert beyond() == {("people_applicant", ""), ("cases_act", "")}


def test_what_was_written_before_the_first_edition_is_not_judged_by_it(receive, now):
    case = receive("citizen-1", now=now)
    connection.run_on_commit = []
    write_past_acts(Case.objects.filter(pk=case.pk), received_at=now - timedelta(days=9))
    assert begin_edition(now)
    assert not begin_edition(now)
    assert beyond() == set()
    assert Entry.objects.filter(verb=BEGUN).get().facts == {"version": 1}


def test_what_an_act_writes_after_its_entry_is_sealed_as_its_rest(case, karim, now):
    with transaction.atomic():
        case_actions.accept(case, actor=("user", karim.pk), now=now)
        Case.objects.filter(pk=case.pk).update(rating=4)
        seal_rest()
    assert Entry.objects.latest("id").verb == "case.rest"
    assert beyond() == set()
    connection.run_on_commit = []
    with transaction.atomic():
        record("office.checked", subject=("office", 1), actor=("user", karim.pk), office_id=1, now=now)
        Case.objects.filter(pk=case.pk).update(rating=1)
        seal_rest()
    assert beyond() == {("cases_case", "rating")}


def test_a_transaction_of_many_acts_notes_each_sort_once(case, karim, now):
    """Else each entry would look through those of all before it."""
    said = {"subject": case.reference, "actor": ("user", karim.pk), "office_id": case.office_id, "now": now}
    with transaction.atomic():
        for _ in range(20):
            with transaction.atomic():
                record("case.noted", **said)
                record("case.accepted", **said)
    noted = [each for _, each, _ in connection.run_on_commit if isinstance(each, ActsEntered)]
    assert [list(each.verbs) for each in noted] == [["case.noted", "case.accepted"]]
