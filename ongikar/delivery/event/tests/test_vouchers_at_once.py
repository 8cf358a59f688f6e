"""Vouchers at the same moment, on connections of their own that commit: no head is overspent, and no voucher
counts twice.
"""

from datetime import timedelta

import pytest

from conftest import SUNDAY
from ongikar.cases.actions import Person, receive_case
from ongikar.charter.models import service_in_force
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.event.models import BudgetLine, Event, Voucher
from ongikar.offices.models import Office
from ongikar.records.actions import perform

from .test_events import ANSWERS, CODE, scan

KARIM = ("user", 1)
NOW = SUNDAY + timedelta(days=10)


@pytest.fixture
def event(two):
    office = Office.objects.get(is_default=True)
    case = receive_case(
        service=service_in_force(office, CODE, SUNDAY.date()),
        person=Person(name="নমুনা কলেজ", mobile="01711000001"),
        answers=ANSWERS,
        channel="online",
        submission="event at once",
        now=SUNDAY,
    )
    return Event.objects.get(case=case)


def budget(event, mark):
    line = BudgetLine(event=event, head=f"খাত {mark}", planned=2_000)
    return perform(event, line, submission=f"line {mark}", actor=KARIM, now=SUNDAY).pk


def paying(line, mark, *, amount=1_200, number="ভা-১", submission=None):
    """The act of entering a voucher, on rows of its own connection."""

    def pay():
        voucher = Voucher(
            line=BudgetLine.objects.select_related("event__case", "event__office").get(pk=line),
            number=number,
            paid_on=SUNDAY.date(),
            paid_to="নমুনা ডেকোরেটর",
            what="চেয়ার",
            amount=amount,
        )
        key = submission or f"voucher {mark}"
        return perform(voucher.record, voucher, content=scan(), submission=key, actor=KARIM, now=NOW)

    return pay


def kinds(answers):
    return sorted(type(each).__name__ for each in answers)


def test_two_vouchers_at_once_do_not_spend_more_than_the_head_holds(two, event):
    line = budget(event, "one")
    two.meet("ongikar.records.actions.perform_locked")
    answers = two.run(paying(line, "a", number="ভা-১"), paying(line, "b", number="ভা-২"))
    assert kinds(answers) == ["ActFault", "Voucher"]
    assert Voucher.objects.get().amount == 1_200


def test_the_same_voucher_under_two_heads_at_once_is_entered_once(two, event):
    first, second = budget(event, "one"), budget(event, "two")
    two.meet("ongikar.records.actions.perform_locked")
    answers = two.run(paying(first, "a"), paying(second, "b"))
    assert kinds(answers) == ["ActFault", "Voucher"]
    assert next(each for each in answers if isinstance(each, ActFault)).field == "number"
    assert Voucher.objects.count() == 1


def test_the_button_pressed_twice_at_once_enters_one_voucher(two, event):
    line = budget(event, "one")
    two.meet("ongikar.records.actions.perform_locked")
    pay = paying(line, "a", amount=100, submission="pressed")
    first, second = two.run(pay, pay)
    assert first.pk == second.pk == Voucher.objects.get().pk
