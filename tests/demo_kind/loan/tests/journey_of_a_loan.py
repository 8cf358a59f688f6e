"""A device is asked for, lent, corrected in the book, and comes back: only the rules of this kind are tried
here; what every Desk gives is tried for all of them together.
"""

from datetime import date, timedelta

import pytest

from ongikar.books.registry import book_named
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.loan.models import Handover, Loan, Return
from ongikar.records.actions import perform
from ongikar.records.registry import DESKS
from tests.module_data import clear_row_caches

pytestmark = pytest.mark.django_db
TAKEN = {"taker": "রহিমা খাতুন", "due_on": date(2026, 11, 30)}


@pytest.fixture
def loan(receive, service, now):
    row = service("citizen-2")
    type(row).objects.filter(pk=row.pk).update(kind="loan", options={}, documents=[])
    clear_row_caches()
    wish = {"device": "প্রজেক্টর", "needed_on": "2026-11-25"}
    return Loan.objects.select_related("case", "office").get(case=receive("citizen-2", answers=wish))


def hand_over(loan, karim, now, key="one", reason="", **changes):
    row = Handover(loan=loan, **TAKEN | changes)
    return perform(loan, row, actor=("user", karim.pk), now=now, submission=key, reason=reason)


def state_of(loan):
    return DESKS["loan"].state_of(Loan.objects.select_related("case").get(pk=loan.pk))


def test_from_the_wish_to_the_return(loan, karim, now):
    assert (loan.book_serial, state_of(loan)) == (1, "open")
    first = hand_over(loan, karim, now)
    assert hand_over(loan, karim, now) == first
    assert (first.book_serial, state_of(loan)) == (1, "out")
    perform(loan, Return(loan=loan, condition="whole"), actor=("user", karim.pk), now=now, submission="b")
    assert state_of(loan) == "back"


def test_a_line_put_right_strikes_the_old_one_through(loan, karim, now):
    hand_over(loan, karim, now)
    with pytest.raises(ActFault, match="Write why"):
        hand_over(loan, karim, now, key="two", deposit=100)
    hand_over(loan, karim, now, key="two", deposit=100, reason="জামানত বাদ পড়েছিল")
    lines = list(book_named("handovers").rows(loan.office, 2026))
    assert [bool(line.struck) for line in lines] == [True, False]


def test_what_the_rules_refuse_is_said_beside_its_field(loan, karim, now):
    yesterday = now.date() - timedelta(days=1)
    for changes, field in (({"due_on": yesterday}, "due_on"), ({"deposit": 9000}, "deposit")):
        with pytest.raises(ActFault) as caught:
            hand_over(loan, karim, now, **changes)
        assert caught.value.field == field
    assert not Handover.objects.exists()


def test_its_pages(loan, karim, signed_in, time_machine, now):
    time_machine.move_to(now, tick=False)
    desk, page = signed_in(karim), f"/desk/loans/{loan.pk}/"
    assert "প্রজেক্টর" in desk.get("/desk/loans/").content.decode()
    assert "এখনো দেওয়া হয়নি" in desk.get(page).content.decode()
    sent = {"taker": "রহিমা খাতুন", "due_on": "2026-11-30", "token": "a token long enough"}
    assert desk.post(f"{page}handover/", sent | {"deposit": "৯০০০"}).status_code == 422
    assert desk.post(f"{page}handover/", sent).status_code == 302
    assert "<dd>রহিমা খাতুন, " in desk.get(page).content.decode()
    assert desk.get(f"/desk/cases/{loan.case.number}/").content.decode().count(page) == 1
