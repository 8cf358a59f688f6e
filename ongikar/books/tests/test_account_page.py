"""The public account counts every promise by the one formula, in the month its day fell in."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from ongikar.books.account import Month, month_account, months_of, service_accounts
from ongikar.books.account_views import BASE, TOP, chart_columns
from ongikar.cases import actions
from ongikar.rules.account import Account
from ongikar.rules.calendar.office_calendar import TZ

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)
NOVEMBER = date(2026, 11, 1)
# All that was received on the cast's Sunday under citizen-1 fell due on 29 November.
DECEMBER_8 = datetime(2026, 12, 8, 9, tzinfo=TZ)


@pytest.fixture
def month(receive, now):
    in_time, late, refused, redirected, withdrawn, _owed, waiting = (
        receive("citizen-1", now=now) for _ in range(7)
    )
    then = now + timedelta(hours=1)
    actions.keep(in_time, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=in_time.clock.due_at)
    actions.keep(late, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=late.clock.due_at + timedelta(days=1))
    actions.refuse(refused, reason="বিচারাধীন বিষয়", actor=KARIM, now=then)
    actions.redirect(redirected, to="ভূমি অফিস", actor=KARIM, now=then)
    actions.withdraw(withdrawn, words="লাগবে না", now=then)
    actions.ask_for_papers(waiting, missing=["জাতীয় পরিচয়পত্র"], words="", actor=KARIM, now=then)


def test_each_ending_stands_in_its_own_figure(office, month):
    account = month_account(office, NOVEMBER, DECEMBER_8)
    assert account == Account(in_time=1, kept_late=1, open_late=1, refused=1, redirected=1, withdrawn=1)
    assert account.percent == 33


def test_before_the_day_nothing_open_counts(office, month, now):
    assert month_account(office, NOVEMBER, now).open_late == 0


def test_what_waits_for_the_citizen_is_not_counted_late(office, month):
    assert month_account(office, NOVEMBER, DECEMBER_8).promised == 3


def test_the_services_add_up_to_the_month(office, month, receive, now):
    receive("citizen-5", now=now)
    services = service_accounts(office, NOVEMBER, DECEMBER_8)
    assert set(services) == {"citizen-1", "citizen-5"}
    assert sum(services.values(), Account()) == month_account(office, NOVEMBER, DECEMBER_8)


def test_a_month_begins_and_ends_at_midnight_in_dhaka(office, receive):
    receive("citizen-5", now=datetime(2026, 11, 30, 10, tzinfo=TZ))
    assert month_account(office, NOVEMBER, DECEMBER_8).open_late == 1
    assert month_account(office, date(2026, 12, 1), DECEMBER_8).promised == 0


def test_months_run_from_july_to_today():
    assert months_of(2026, date(2026, 11, 24)) == [date(2026, m, 1) for m in (7, 8, 9, 10, 11)]
    assert months_of(2025, date(2026, 11, 24))[-1] == date(2026, 6, 1)


@pytest.mark.parametrize(("root", "words"), [("", "সময়মতো সেবার হিসাব"), ("/en", "Promises kept")])
def test_anybody_may_read_the_account(client, month, root, words):
    with time_machine.travel(DECEMBER_8, tick=False):
        html = client.get(f"{root}/account/2026/11/").content.decode()
    assert words in html
    assert ("৩৩%" if not root else "33%") in html
    assert '<svg class="chart"' in html
    assert "<caption" in html


def test_the_page_names_nobody(client, month):
    with time_machine.travel(DECEMBER_8, tick=False):
        assert "রহিমা" not in client.get("/account/2026/11/").content.decode()


def test_the_page_is_the_same_for_everybody(client, month):
    response = client.get("/account/")
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize("month", [(2026, 13), (2026, 0), (1900, 1), (2999, 1)])
def test_a_month_that_never_was_is_not_found(client, office, month):
    assert client.get(f"/account/{month[0]}/{month[1]}/").status_code == 404


def test_an_account_without_promises_says_so(client, office):
    assert "এখনো কোনো কথার শেষ দিন পেরোয়নি" in client.get("/account/").content.decode()


def test_a_service_page_shows_its_own_account(client, month):
    with time_machine.travel(DECEMBER_8, tick=False):
        html = client.get(reverse("service", args=["citizen-1"])).content.decode()
    assert "কথা কতটা রাখা হয়েছে" in html


def test_the_columns_stand_on_the_line_and_under_the_top():
    drawn = chart_columns(
        [Month(NOVEMBER, account) for account in (Account(9, 0, 1), Account(0, 3, 0), Account())]
    )
    for column in drawn:
        assert column.late_top >= TOP - 1
        assert column.ok_top + column.ok_height == pytest.approx(BASE, abs=0.2)
        assert 0 < column.x < 100
    assert drawn[2].rate is None
