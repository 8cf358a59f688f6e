"""The worker stores lines of registers and adds up what is kept, at the moment at which somebody acts, each
on its own connection: no line stands twice, none is lost, and each sum is what its rows say.
"""

from datetime import datetime, timedelta
from itertools import count

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from ongikar.cases import actions, register_counts, register_lines
from ongikar.cases.actions import Person
from ongikar.cases.models import Case, KindLine, RegisterYear
from ongikar.cases.register_lines import lines_that_differ, store_next_lines
from ongikar.clock import tallies
from ongikar.clock.models import OwedTally, PromiseTally, TallyChange
from ongikar.grievances import actions as complaints
from ongikar.grievances.models import Grievance, StageCount
from ongikar.grievances.upward import stage_counts
from ongikar.journal.actions import seal_rest
from ongikar.people.post_holders import holder_of
from ongikar.rules.bangla.text import fiscal_year

KARIM = ("user", 1)
NOW = datetime.fromisoformat("2026-12-06T11:00:00+06:00")
YEAR = fiscal_year(NOW.date())
# A question about information: each stands on a line of the register of its kind.
QUESTION, BOOK = "citizen-1", "information"
ROUNDS = 3


def none_failed(results: list) -> None:
    assert [each for each in results if isinstance(each, Exception)] == []


def forget_lines():
    """As a database was before there were stored lines."""
    seal_rest()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_kindline")
        cursor.execute("DELETE FROM offices_serial WHERE book NOT IN ('services', 'cases')")
    RegisterYear.objects.exclude(book=RegisterYear.SERVICES).delete()


def serials(office) -> list[int]:
    lines = KindLine.objects.filter(office=office, book=BOOK, fiscal_year=YEAR)
    return sorted(lines.values_list("book_serial", flat=True))


@pytest.mark.parametrize("before", [0, 1, 2, 5])
def test_a_receipt_beside_the_worker_that_stores_lines_stands_on_one_line(two, receive, monkeypatch, before):
    """Two a turn, so that the receipt comes beside the first lines, some of the middle, and the last."""
    monkeypatch.setattr(register_lines, "BATCH", 2)
    office = receive(QUESTION, now=NOW).office
    for _ in range(before):
        receive(QUESTION, now=NOW)
    forget_lines()
    for _ in range(before // 2 + 2):
        two.meet("ongikar.cases.actions.case.draw_lines", "ongikar.cases.register_lines.hold_receipts")
        none_failed(two.run(lambda: receive(QUESTION, now=NOW), store_next_lines))
    while store_next_lines():
        pass
    cases = Case.objects.filter(office=office, fiscal_year=YEAR, service__code=QUESTION)
    assert serials(office) == list(range(1, cases.count() + 1))
    lines = KindLine.objects.filter(book=BOOK).values_list("case", flat=True)
    assert sorted(lines) == sorted(cases.values_list("pk", flat=True))
    assert list(lines_that_differ()) == []
    receive(QUESTION, now=NOW)
    assert serials(office)[-1] == cases.count()


def test_two_workers_that_store_lines_at_once_store_each_once(two, receive, monkeypatch):
    monkeypatch.setattr(register_lines, "BATCH", 2)
    office = receive(QUESTION, now=NOW).office
    for _ in range(4):
        receive(QUESTION, now=NOW)
    forget_lines()
    for _ in range(ROUNDS):
        two.meet("ongikar.cases.register_lines.hold_receipts")
        none_failed(two.run(store_next_lines, store_next_lines))
    while store_next_lines():
        pass
    assert serials(office) == [1, 2, 3, 4, 5]
    assert list(lines_that_differ()) == []


def count_register_anew():
    for _ in register_counts.recount():
        pass


@pytest.mark.parametrize("worker", [register_counts.add_up_changes, count_register_anew])
def test_the_sums_of_a_register_beside_receipts_are_those_of_its_cases(two, receive, worker):
    receive(QUESTION, now=NOW)
    for _ in range(ROUNDS):
        two.meet("ongikar.cases.actions.case.draw_lines", "ongikar.cases.register_counts.add_up_year")
        none_failed(two.run(lambda: receive(QUESTION, now=NOW), worker))
    assert [differs for *_, differs in register_counts.recount()] == [False]


def owe_tallies(office):
    """As a database was before there were tallies."""
    for model in (TallyChange, PromiseTally):
        model.objects.all().delete()
    OwedTally.objects.create(office=office)


def differing(office) -> dict:
    first, last = tallies.months_of_clocks(office.pk, "case")
    months = tallies.months_between(first, last + timedelta(days=1))
    return {month: found for month in months if (found := tallies.differences(office.pk, "case", month))}


def count_tallies_anew():
    for _ in tallies.rebuild_tallies():
        pass


@pytest.mark.parametrize("is_owed", [False, True], ids=["kept", "owed"])
@pytest.mark.parametrize(
    "worker", [tallies.add_changes, lambda: tallies.add_up_promises(NOW), count_tallies_anew]
)
def test_the_tallies_beside_acts_that_end_promises_are_those_of_their_clocks(two, receive, worker, is_owed):
    cases = [receive(QUESTION, now=NOW) for _ in range(ROUNDS + 1)]
    office = cases[0].office
    keep(cases.pop())
    if is_owed:
        owe_tallies(office)
    for case in cases:
        two.meet(
            "ongikar.clock.actions.enter_change",
            "ongikar.clock.tallies.add_to_tallies",
            "ongikar.clock.tallies.differences",
        )
        none_failed(two.run(lambda case=case: keep(case), worker))
    while tallies.add_up_promises(NOW):
        pass
    assert differing(office) == {}
    assert sum(PromiseTally.objects.filter(topic="case").values_list("count", flat=True)) == ROUNDS + 1


def keep(case):
    mine = Case.objects.get(pk=case.pk)
    actions.keep(mine, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=NOW + timedelta(hours=1))


def test_two_workers_that_add_up_tallies_add_each_change_once(two, receive):
    cases = [receive(QUESTION, now=NOW) for _ in range(ROUNDS)]
    for case in cases:
        keep(case)
    two.meet("ongikar.clock.tallies.add_to_tallies")
    none_failed(two.run(tallies.add_changes, tallies.add_changes))
    while tallies.add_changes():
        pass
    assert differing(cases[0].office) == {}


NUMBERS = count(1)


def complain(office) -> Grievance:
    return complaints.file_complaint(
        office=office,
        person=Person(name="রহিমা খাতুন", mobile="+8801700000001"),
        respondent=office.posts.get(slug="upazila-ict-officer"),
        text="টাকা চাওয়া হয়েছে।",
        submission=f"counted at once {next(NUMBERS)}",
        now=NOW,
    )


def decide(grievance):
    found = Grievance.objects.with_related().select_related("office").get(pk=grievance.pk)
    found.current.grievance = found
    salma = holder_of(get_user_model().objects.get(username="salma"), NOW.date())
    complaints.decide(
        stage=found.current, decision="সঠিক।", reasons="নথিতে কারণ নেই।", upheld=True, actor=salma, now=NOW
    )


def count_stages_anew():
    for _ in stage_counts.recount_stages():
        pass


@pytest.mark.parametrize("worker", [stage_counts.add_up_changes, count_stages_anew, "counting an office"])
def test_the_counts_of_complaints_beside_acts_are_those_of_their_stages(two, office, worker):
    if worker == "counting an office":
        worker = lambda: stage_counts.count_office(office.pk)  # noqa: E731
    waiting = [complain(office) for _ in range(ROUNDS)]
    for grievance in waiting:
        for act in (lambda: complain(office), lambda grievance=grievance: decide(grievance)):
            two.meet(
                "ongikar.grievances.upward.stage_counts.write_changes",
                "ongikar.grievances.upward.stage_counts.add_up_office",
                "ongikar.grievances.upward.stage_counts.hold_counts",
            )
            none_failed(two.run(act, worker))
        assert stage_counts.what_differs(office.pk) == {}
    while stage_counts.add_up_changes():
        pass
    assert stage_counts.what_differs(office.pk) == {}
    came = StageCount.objects.filter(figure="online").values_list("many", flat=True)
    assert sum(came) == 2 * ROUNDS


def test_two_workers_that_add_up_complaints_add_each_change_once(two, office):
    for _ in range(ROUNDS):
        decide(complain(office))
    two.meet("ongikar.grievances.upward.stage_counts.hold_counts")
    none_failed(two.run(stage_counts.add_up_changes, stage_counts.add_up_changes))
    none_failed(two.run(stage_counts.add_up_changes, count_stages_anew))
    assert stage_counts.what_differs(office.pk) == {}
