"""A case withdrawn after its day counts as what it was: late, in the account, the
registers and on its pages.
"""

from datetime import date, timedelta

import pytest
import time_machine

from ongikar.books.account import month_account
from ongikar.books.service_register import SERVICE_REGISTER
from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.cases.replay import replay_service
from ongikar.clock.watch import watch_clocks
from ongikar.rules.account import Account
from tests.applicants import show_proof

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)
DAY = timedelta(days=1)


@pytest.fixture
def withdrawn(receive, now):
    """One withdrawn a day after its promise was broken; the watch had told of the breach, as it does."""
    case = receive("citizen-1", now=now)
    watch_clocks(case.clock.due_at + timedelta(minutes=1))
    actions.withdraw(case, words="আর অপেক্ষা করব না", now=case.clock.due_at + DAY, proof="code")
    return Case.objects.with_related().get(pk=case.pk)


@pytest.fixture
def in_time(receive, now):
    case = receive("citizen-1", now=now)
    actions.withdraw(case, words="লাগবে না", now=now + DAY)
    return case


def test_the_account_counts_it_late_and_one_withdrawn_in_time_beside_the_rate(office, withdrawn, in_time):
    account = month_account(office, NOVEMBER, withdrawn.closed_at + DAY)
    assert account == Account(withdrawn=1, withdrawn_late=1)
    assert (account.promised, account.late, account.percent) == (1, 1, 0)


@pytest.mark.parametrize(
    ("tongue", "words"),
    [("", "সময় পেরোনোর পর আবেদনকারী তুলে নিয়েছেন"), ("/en", "withdrawn after its day had passed")],
)
def test_the_page_of_the_account_says_so(client, withdrawn, tongue, words):
    with time_machine.travel(withdrawn.closed_at + DAY):
        assert words in client.get(f"{tongue}/account/2026/11/").content.decode()


def test_its_line_in_the_register_stands_and_says_that_it_was_not_in_time(office, withdrawn, in_time):
    late, early = SERVICE_REGISTER.rows(office, 2026)
    assert (late.struck, early.struck) == ("", "লাগবে না")
    assert "দেরির পর প্রত্যাহার" in late.texts
    assert "না" in late.texts
    assert "আর অপেক্ষা করব না" in late.texts
    assert "প্রত্যাহার" in early.texts


@pytest.mark.parametrize(
    ("tongue", "words"),
    [
        ("", ("সময় পেরোনোর পর তুলে নেওয়া হয়েছে", "তার আগেই আমরা কথা রাখতে পারিনি")),
        ("/en", ("Withdrawn after its day had passed", "By then we had not kept our word")),
    ],
)
def test_its_page_says_that_the_promise_was_broken_first(client, withdrawn, tongue, words):
    with time_machine.travel(withdrawn.closed_at + DAY, tick=False):
        page = show_proof(client, withdrawn).get(f"{tongue}/track/{withdrawn.number}/").content.decode()
    assert [each for each in words if each not in page] == []


def test_the_officers_page_shows_it_as_late(signed_in, karim, withdrawn):
    with time_machine.travel(withdrawn.closed_at + DAY, tick=False):
        page = signed_in(karim).get(f"/desk/cases/{withdrawn.number}/").content.decode()
    assert "দেরির পর প্রত্যাহার" in page


def test_what_if_another_limit_had_held_lists_it_among_the_late(office, withdrawn, now):
    from ongikar.rules.promise.terms import Promise

    found = replay_service(
        office,
        code="citizen-1",
        promise=Promise("working_days", 1),
        start=now - DAY,
        now=withdrawn.closed_at + DAY,
    )
    assert found.was.late == found.would_be.late == 1
    assert [late.key for late in found.late] == [withdrawn.number]
