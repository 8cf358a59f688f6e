"""Purchases at the same moment: on connections of their own that commit, on a copy of the test database."""

from datetime import datetime

import pytest

from ongikar.cases.actions import Person, receive_case
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.procurement import actions
from ongikar.delivery.procurement.models import Purchase, Quotation, QuotedLine, SpecVersion
from ongikar.offices.models import Office
from ongikar.records.actions import perform

NOW = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
AFTER_THE_LOCK = "ongikar.records.actions.perform_locked"
ACTOR = {"actor": ("user", 1), "now": NOW}


def ask_to_buy(mark):
    office = Office.objects.get(is_default=True)
    row = Service.objects.get(version__office=office, version__effective_to=None, code="institutional-9")
    case = receive_case(
        service=row,
        person=Person(name="রহিমা খাতুন", mobile="+8801700000001"),
        answers={"items": "ল্যাপটপ, ২টি"},
        channel=Case.ONLINE,
        submission=mark,
        now=NOW,
    )
    return Purchase.objects.select_related("office").get(case=case)


def quote(key, bidder, mark):
    purchase = Purchase.objects.select_related("office").get(pk=key)
    lines = {line.pk: QuotedLine(7_000_000) for line in purchase.lines.all()}
    quotation = Quotation.of(
        purchase, lines, bidder=bidder, quoted_on=NOW.date(), currency="BDT", taxes="with"
    )
    try:
        return perform(purchase, quotation, submission=mark, **ACTOR).pk
    except ActFault as fault:
        return fault.field


@pytest.fixture
def specified(two):
    purchase = ask_to_buy("to buy")
    actions.specify_line(purchase.lines.get(), key="laptop", **ACTOR)
    return purchase.pk


def test_two_bidders_at_once_take_two_places(two, specified):
    two.meet(AFTER_THE_LOCK)
    two.run(lambda: quote(specified, "নমুনা ট্রেডার্স", "one"), lambda: quote(specified, "নমুনা স্টোর", "two"))
    assert sorted(Quotation.objects.values_list("position", flat=True)) == [1, 2]


def test_an_item_of_the_library_first_used_by_two_at_once_has_one_first_version(two):
    office = Office.objects.get(is_default=True)

    def take():
        return actions.take_from_library(Office.objects.get(pk=office.pk), "scanner", now=NOW).pk

    two.meet("ongikar.delivery.procurement.actions.standing_version")
    first, second = two.run(take, take)
    assert first == second == SpecVersion.objects.get(item__key="scanner").pk
