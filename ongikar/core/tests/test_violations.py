"""An act takes the one constraint that means a double press for an answer, and raises every other."""

import pytest
from django.db import IntegrityError, transaction

from ongikar.cases.models import Case, Draft
from ongikar.clock.milestones import claim_milestone
from ongikar.clock.models import Milestone
from ongikar.core.db.violations import violates
from ongikar.grievances.citizen import filing
from ongikar.grievances.models import Grievance

pytestmark = pytest.mark.django_db


def refused(write) -> IntegrityError:
    with pytest.raises(IntegrityError) as found, transaction.atomic():
        write()
    return found.value


def test_the_constraint_is_told_by_its_fields(office, receive):
    first, second = receive(), receive()

    def same_number():
        with transaction.atomic():
            Case.objects.filter(pk=second.pk)._update([(Case._meta.get_field("number"), None, first.number)])

    fault = refused(same_number)
    assert violates(fault, Case, "number")
    assert not violates(fault, Case, "submission")
    assert not violates(fault, Draft, "token")


def test_what_is_no_repetition_violates_none(receive):
    clock = receive().clock
    fault = refused(lambda: Milestone.objects.create(clock=clock, name="due", at=None, due_at=clock.due_at))
    assert not violates(fault, Milestone, "clock", "name", "due_at")


def test_constraints_of_several_fields_are_told_too(receive, now):
    clock = receive().clock
    values = {"clock": clock, "name": "due", "at": now, "due_at": clock.due_at}
    Milestone.objects.create(**values)
    fault = refused(lambda: Milestone.objects.create(**values))
    assert violates(fault, Milestone, "clock", "name", "due_at")
    assert not violates(fault, Milestone, "clock")


def test_a_moment_that_cannot_be_claimed_is_not_taken_for_one_that_another_has(receive, now):
    clock = receive().clock
    assert claim_milestone(clock, "due", now)
    assert not claim_milestone(clock, "due", now)
    with pytest.raises(IntegrityError):
        claim_milestone(clock, "half", None)


def test_a_receipt_under_a_number_that_is_taken_is_no_double_press(receive, monkeypatch):
    taken = receive().number
    monkeypatch.setattr("ongikar.cases.actions.case.tracking_number", lambda *_: taken)
    with pytest.raises(IntegrityError):
        receive()


def test_a_complaint_under_a_number_that_is_taken_is_no_double_press(office, receive, now, monkeypatch):
    case = receive()

    def file(submission: str) -> Grievance:
        return filing.file_complaint(office=office, text="দেরি", submission=submission, now=now, case=case)

    taken = file("first").number
    monkeypatch.setattr(filing, "grievance_number", lambda *_: taken)
    with pytest.raises(IntegrityError):
        file("second")
