"""Ready queries: asked with values they give what the query itself would, alone and several together."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.cases.models import Act, Case
from ongikar.clock.models import Clock, Fact
from ongikar.core.db.compiled_query import CompiledQuery, run_together
from ongikar.offices.models import Office

pytestmark = pytest.mark.django_db

by_number = CompiledQuery(
    lambda: Case.objects.select_related("applicant", "clock").filter(
        office=CompiledQuery.parameter(0), number=CompiledQuery.parameter(1)
    )
)
acts = CompiledQuery(lambda: Act.objects.filter(case=CompiledQuery.parameter(0)).order_by("id"))
facts = CompiledQuery(lambda: Fact.objects.filter(clock=CompiledQuery.parameter(0)))
due_between = CompiledQuery(
    lambda: Clock.objects.filter(
        due_at__gte=CompiledQuery.parameter(0), due_at__lt=CompiledQuery.parameter(1)
    ).values_list("pk", "due_at")
)


def test_the_rows_are_those_of_the_query_with_what_was_selected_along(receive, office):
    made = receive()
    (case,) = by_number(office.pk, made.number)
    assert case == made
    with CaptureQueriesContext(connection) as seen:
        assert (case.applicant.name, case.clock.due_at) == (made.applicant.name, made.clock.due_at)
        assert case.answers == made.answers
    assert len(seen) == 0


def test_the_next_values_give_the_next_rows(receive, office):
    first, second = receive(), receive()
    assert [by_number(office.pk, case.number)[0].pk for case in (first, second)] == [first.pk, second.pk]
    assert by_number(office.pk, "8549-99-00000") == []


def test_moments_are_asked_for_and_told_as_moments(receive):
    clock = receive().clock
    found = due_between(clock.due_at, clock.due_at + timedelta(microseconds=1))
    assert found == [(clock.pk, clock.due_at)]
    assert due_between(clock.due_at + timedelta(microseconds=1), clock.due_at + timedelta(days=1)) == []


def test_several_are_answered_in_the_order_they_were_asked(receive, office):
    made = receive()
    cases, of_clock, of_case = run_together(
        (by_number, office.pk, made.number), (facts, made.clock_id), (acts, made.pk)
    )
    assert [case.pk for case in cases] == [made.pk]
    assert [fact.kind for fact in of_clock] == ["started"]
    assert [act.name for act in of_case] == ["receive"]
    assert of_clock[0].data == Fact.objects.get(clock=made.clock_id).data


def test_a_row_that_is_saved_is_the_row_that_was_found(receive, office):
    made = receive()
    (case,) = by_number(office.pk, made.number)
    case.rating = 4
    case.save(update_fields=["rating"])
    assert Case.objects.get(pk=made.pk).rating == 4


def test_what_a_query_always_asks_may_hold_signs_that_mean_something_to_a_database(office):
    name = "50%s '%%' \\ \" ?"
    Office.objects.filter(pk=office.pk).update(department_en=name)
    named = CompiledQuery(lambda: Office.objects.filter(department_en=name, pk=CompiledQuery.parameter(0)))
    assert named(office.pk) == [office]


def test_a_value_is_never_part_of_the_text(receive, office):
    receive()
    for typed in ("' OR '1'='1", "8549'; --", "%s", "?"):
        assert by_number(office.pk, typed) == []


def test_a_row_is_made_as_django_makes_it(receive, office):
    """Its columns, where it came from, and that one which was not asked for is fetched when it is read."""
    made = receive()
    named = CompiledQuery(
        lambda: (
            Case.objects.select_related("clock")
            .only("number", "clock__due_at")
            .filter(pk=CompiledQuery.parameter(0))
        )
    )
    (ours,) = named(made.pk)
    theirs = Case.objects.select_related("clock").only("number", "clock__due_at").get(pk=made.pk)
    for mine, other in ((ours, theirs), (ours.clock, theirs.clock)):
        assert mine.get_deferred_fields() == other.get_deferred_fields()
        assert (mine._state.adding, mine._state.db) == (other._state.adding, other._state.db)
    assert ours.clock.case is ours
    assert ours.state == made.state
