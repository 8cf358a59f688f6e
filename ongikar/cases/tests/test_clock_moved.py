"""While the worker waits because the machine's clock was moved, no page promises or moves a day by it
either.
"""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ongikar.cases import actions
from ongikar.cases.models import Case, Draft
from ongikar.clock import machine_clock
from ongikar.clock.machine_clock import accept_machine_clock, judge_machine_clock, machine_name, read_clocks
from ongikar.clock.models import Clock, Fact, MachineClock
from ongikar.grievances import actions as grievances
from ongikar.grievances.models import Grievance
from ongikar.rules.clock.state import ClockMoved
from tests.scene import CONTACT, QUESTIONS

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)
WORDS = {"": "ঘড়ি মিলিয়ে দেখা হচ্ছে", "/en": "clock of the office’s computer is being checked"}
AHEAD = timedelta(days=3)


@pytest.fixture
def machine(monkeypatch, now):
    """The worker knows this machine's clock, which no time server keeps, at `now`."""
    monkeypatch.setattr(machine_clock, "is_synchronised", lambda: False)
    monkeypatch.setattr(machine_clock, "_right", None)
    with time_machine.travel(now, tick=False):
        assert goes_by()


def goes_by():
    return judge_machine_clock(read_clocks(), machine=machine_name(), is_kept=False)


@pytest.fixture
def ahead(machine, now):
    """The same clock three days ahead."""
    with time_machine.travel(now + AHEAD, tick=False):
        yield now + AHEAD


def apply_as_far_as_check(browser):
    """The address of the last page, everything else given."""
    answer = browser.post(reverse("apply", args=["citizen-1"]), QUESTIONS)
    answer = browser.post(answer.url, CONTACT)
    return browser.post(answer.url, {"show-1": "on"}).url


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("worker_looked", [True, False])
def test_an_application_is_kept_until_the_clock_is_right_and_promises_nothing_before(
    office, ahead, root, worker_looked
):
    if worker_looked:
        assert not goes_by()
    browser = Client(raise_request_exception=False)
    check = root + apply_as_far_as_check(browser)
    assert browser.get(check).status_code == 200
    answer = browser.post(check, {"came": "yes"})
    page = answer.content.decode()
    assert answer.status_code == 503, (check, answer.status_code, answer.headers)
    assert answer["Retry-After"] == "60"
    assert WORDS[root] in page
    assert 'name="came" value="yes"' in page, "what was sent is sent again with one press"
    assert not Case.objects.exists()
    assert not Clock.objects.exists()
    assert Draft.objects.get().sent_at is None
    # An administrator says that the clock is right: the same press is received, though no worker has
    # gone on yet.
    goes_by()
    row = MachineClock.objects.get()
    assert accept_machine_clock(row, off_by=row.off_by, actor=KARIM, now=ahead)
    assert "/receipt/" in browser.post(check, {"came": "yes"}).url
    assert Case.objects.count() == 1


def test_nothing_is_asked_of_a_clock_that_goes_on(machine, now, django_assert_num_queries):
    with time_machine.travel(now, tick=False):
        machine_clock.require_right_clock()
        with django_assert_num_queries(0):
            machine_clock.require_right_clock()


def test_a_clock_moved_between_two_presses_is_found_by_the_second(machine, now):
    with time_machine.travel(now, tick=False):
        machine_clock.require_right_clock()
    with time_machine.travel(now + AHEAD, tick=False), pytest.raises(ClockMoved):
        machine_clock.require_right_clock()


def test_a_time_server_is_believed(ahead, monkeypatch):
    monkeypatch.setattr(machine_clock, "is_synchronised", lambda: True)
    machine_clock.require_right_clock()


@pytest.mark.parametrize("root", ["", "/en"])
def test_an_officer_reads_beside_the_form_why_nothing_was_written(
    signed_in, karim, receive, now, machine, root
):
    with time_machine.travel(now, tick=False):
        case = receive("citizen-1", now=now)
    with time_machine.travel(now + AHEAD, tick=False):
        desk = signed_in(karim)
        desk.raise_request_exception = False
        answer = desk.post(
            f"{root}/desk/cases/{case.number}/refuse/", {"reason": "এই তথ্য অন্য একটি দপ্তরের কাছে আছে।"}
        )
        assert answer.status_code == 422
        assert ("ঘড়ি সরে গেছে" if not root else "clock was moved") in answer.content.decode()
    assert Fact.objects.filter(clock=case.clock).count() == 1
    assert Case.objects.get().closed_at is None


def test_a_complaint_waits_too(office, karim, ahead):
    respondent = office.posts.get(slug="upazila-ict-officer")
    with pytest.raises(ClockMoved):
        grievances.file_complaint(
            office=office, text="দেরি হচ্ছে।", submission="one", respondent=respondent, now=ahead
        )
    assert not Grievance.objects.exists()


@pytest.fixture
def two_received(receive, now):
    return [receive("citizen-1", now=now) for _ in range(2)]


def test_several_accepted_at_once_do_not_hide_a_clock_that_was_moved(
    signed_in, karim, two_received, monkeypatch
):
    """It is no case that “could not be accepted, open it”: nothing is wrong with the case."""

    def fails(*args, **kwargs):
        raise ClockMoved

    monkeypatch.setattr(actions, "accept", fails)
    desk = signed_in(karim)
    desk.raise_request_exception = False
    answer = desk.post(reverse("accept_several"), {"record": [case.pk for case in two_received]})
    assert answer.status_code == 503
    assert WORDS[""] in answer.content.decode()
