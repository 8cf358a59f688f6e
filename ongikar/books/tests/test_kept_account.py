"""The account is read from tallies: what it shows is what the clocks say, at any moment of any life, and
counting them anew changes nothing.
"""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ongikar.books.account import (
    has_earlier,
    month_account,
    promises_due_between,
    service_account,
    service_accounts,
)
from ongikar.cases import actions
from ongikar.clock.lateness import is_open_and_late
from ongikar.clock.models import OwedTally, PromiseTally, TallyChange
from ongikar.clock.rebuilding import rebuild_all_clocks
from ongikar.clock.recalculate_deadlines import reschedule_office
from ongikar.clock.tallies import add_changes, add_up_promises, differences, rebuild_tallies
from ongikar.clock.tests.calendars import order, row
from ongikar.clock.watch import watch_clocks
from ongikar.commands.clocks import rebuild_clocks
from ongikar.rules.account import Account, account_of_counts
from ongikar.rules.calendar.office_calendar import TZ, CalendarFault
from tests.examples import examples
from tests.scene import second_office

from .test_one_formula import ACTS, END, live, without_ceiling

pytestmark = pytest.mark.django_db
__all__ = ["without_ceiling"]
KARIM = ("user", 1)
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
DECEMBER_8 = datetime(2026, 12, 8, 9, tzinfo=TZ)


def order_a_storm(case, at):
    """In three days the office is closed, as many times as it is ordered."""
    day = (at + timedelta(days=3)).astimezone(TZ).date()
    try:
        order(case.office, row("local", day.isoformat(), name=f"{at:%d %H:%M}"), now=at)
    except (CalendarFault, LookupError):
        return
    list(reschedule_office(case.office_id, since=at))


WORK = {
    "add up": lambda case, at: add_changes(),
    "storm": order_a_storm,
    "work": lambda case, at: add_up_promises(at),
}
lives = st.lists(
    st.tuples(st.integers(1, 26 * 24 * 60), st.integers(0, 3), st.sampled_from(sorted(ACTS) + sorted(WORK))),
    max_size=16,
).map(sorted)


@pytest.fixture(autouse=True)
def acts_of_the_worker(monkeypatch):
    for name, act in WORK.items():
        monkeypatch.setitem(ACTS, name, act)


def counted_account(office, month, until, now):
    """Off the clocks themselves, one by one."""
    clocks = promises_due_between(office, month, until)
    late = set(clocks.filter(is_open_and_late(now)).values_list("pk", flat=True))
    ended = [
        (each.outcome, each.stopped_at <= each.due_at and not each.broke_before, 1)
        for each in clocks.filter(stopped_at__isnull=False)
    ]
    return account_of_counts([*ended, *[("", False, 1)] * len(late)])


@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(happenings=lives)
def test_what_the_account_shows_is_what_the_clocks_say(office, receive, without_ceiling, happenings):
    with transaction.atomic():
        live(receive, happenings)
        for month, until in ((NOVEMBER, DECEMBER), (DECEMBER, date(2027, 1, 1))):
            for now in (END, END + timedelta(days=20)):
                assert month_account(office, month, now) == counted_account(office, month, until, now)
            assert not differences(office.pk, "case", month)
        assert [each for each in rebuild_tallies() if each.differed] == []
        transaction.set_rollback(True)


@pytest.fixture
def month(receive, now):
    kept, late, _owed, withdrawn = (receive("citizen-1", now=now) for _ in range(4))
    receive("citizen-5", now=now)
    actions.keep(kept, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=kept.clock.due_at)
    watch_clocks(DECEMBER_8)
    actions.keep(late, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=late.clock.due_at + timedelta(days=1))
    actions.withdraw(withdrawn, words="লাগবে না", now=DECEMBER_8)


STATEMENTS = 12
SHOWN = Account(in_time=1, kept_late=1, open_late=2, withdrawn_late=1)


def test_it_is_the_same_before_and_after_the_worker_adds_up(office, month):
    services = service_accounts(office, NOVEMBER, DECEMBER_8)
    assert TallyChange.objects.exists()
    assert month_account(office, NOVEMBER, DECEMBER_8) == SHOWN
    add_up_promises(DECEMBER_8)
    assert not TallyChange.objects.exists()
    assert month_account(office, NOVEMBER, DECEMBER_8) == SHOWN
    assert service_accounts(office, NOVEMBER, DECEMBER_8) == services
    assert service_account(office, "citizen-5", NOVEMBER, DECEMBER, DECEMBER_8) == Account(open_late=1)


def test_what_came_due_while_nobody_watched_counts_at_once(office, receive, now):
    receive("citizen-1", now=now)
    assert month_account(office, NOVEMBER, DECEMBER_8).open_late == 1
    watch_clocks(DECEMBER_8)
    assert month_account(office, NOVEMBER, DECEMBER_8).open_late == 1
    assert TallyChange.objects.count() == 1


def test_an_office_of_before_is_counted_until_the_worker_has_counted_it(office, month):
    for model in (TallyChange, PromiseTally):
        model.objects.all().delete()
    OwedTally.objects.create(office=office)
    assert month_account(office, NOVEMBER, DECEMBER_8) == SHOWN
    assert service_account(office, "citizen-5", NOVEMBER, DECEMBER, DECEMBER_8).open_late == 1
    assert has_earlier(office, DECEMBER)
    while add_up_promises(DECEMBER_8):
        assert month_account(office, NOVEMBER, DECEMBER_8) == SHOWN
    assert not OwedTally.objects.exists()
    assert month_account(office, NOVEMBER, DECEMBER_8) == SHOWN
    assert not differences(office.pk, "case", NOVEMBER)


def test_an_act_while_it_is_counted_is_counted_once(office, month, receive, now):
    for model in (TallyChange, PromiseTally):
        model.objects.all().delete()
    OwedTally.objects.create(office=office)
    another = receive("citizen-1", now=now)
    actions.keep(another, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=another.clock.due_at)
    while add_up_promises(DECEMBER_8):
        pass
    assert month_account(office, NOVEMBER, DECEMBER_8) == SHOWN + Account(in_time=1)


def test_counting_anew_changes_nothing_and_tells_what_was_wrong(office, month, capsys):
    add_up_promises(DECEMBER_8)
    list(rebuild_all_clocks())
    assert rebuild_clocks([]) == 0
    assert "1 month of promises counted, 0 changed" in capsys.readouterr().out
    PromiseTally.objects.filter(outcome="kept", in_time=True).update(count=7)
    assert rebuild_clocks([]) == 1
    assert month_account(office, NOVEMBER, DECEMBER_8) == SHOWN
    assert rebuild_clocks([]) == 0


def test_the_promises_of_another_office_are_not_among_them(office, month, office_files):
    theirs = second_office(office_files())
    assert month_account(theirs, NOVEMBER, DECEMBER_8) == Account()
    assert not has_earlier(theirs, DECEMBER)


@pytest.mark.parametrize("path", ["/account/", "/account/2026/11/"])
def test_the_page_takes_as_many_statements_however_many_months_and_promises(client, month, path):
    def statements():
        cache.clear()
        with CaptureQueriesContext(connection) as seen, time_machine.travel(DECEMBER_8, tick=False):
            assert client.get(path).status_code == 200
        return sum("clock_" in query["sql"] for query in seen)

    statements()
    # Of cases and of complaints each: whether tallies are owed, the tallies, what is late untold; and whether
    # there is an earlier month. The others are the figures of complaints.
    assert statements() <= STATEMENTS
