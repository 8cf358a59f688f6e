"""What is asked for on a day beyond the charter's limit is promised for that day: no earlier one could be
kept.
"""

from datetime import date, datetime

import pytest

from ongikar.cases.kinds import kinds
from ongikar.rules.calendar.office_calendar import TZ

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
SUNDAY = datetime(2026, 11, 22, 10, tzinfo=TZ)
ASKED = [("institutional-2", "held_on"), ("institutional-4", "held_on"), ("institutional-10", "visit_on")]


def due_day(case):
    return case.clock.due_at.astimezone(TZ).date()


@pytest.mark.parametrize(("code", "question"), ASKED)
def test_a_day_beyond_the_limit_is_the_due_day(receive, code, question):
    case = receive(code, answers={question: "2027-02-25"}, now=SUNDAY)
    assert due_day(case) == date(2027, 2, 25)
    assert case.clock.running.promise.unit == "by_date"


@pytest.mark.parametrize(("code", "question"), ASKED)
def test_a_day_within_the_limit_changes_nothing(receive, code, question):
    within, unsaid = (
        receive(code, answers=answers, now=SUNDAY) for answers in ({question: "2026-11-24"}, {"topic": "-"})
    )
    assert due_day(within) == due_day(unsaid)
    assert within.clock.running.promise == unsaid.clock.running.promise


@pytest.mark.parametrize(("code", "question"), ASKED)
def test_the_limits_own_last_day_is_within_it(receive, code, question):
    last = due_day(receive(code, now=SUNDAY))
    case = receive(code, answers={question: last.isoformat()}, now=SUNDAY)
    assert (due_day(case), case.clock.running.promise.unit) == (last, "working_days")


@pytest.mark.parametrize("kind", kinds().values(), ids=kinds())
def test_the_day_is_a_question_of_its_kind_that_looks_ahead(office, kind):
    rows = [row for row in office.charters.latest("number").services.all() if row.kind == kind.name]
    asked = [kind.intake_form(service=row) for row in rows]
    assert all(kind.takes_place in form.ahead for form in asked if kind.takes_place)
