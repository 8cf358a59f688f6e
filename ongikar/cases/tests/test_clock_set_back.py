"""The server's clock was set back: whoever acts meanwhile meets no fault page, and no fact stands before the
one it follows.
"""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from ongikar.cases import actions
from ongikar.cases.models import Act, Case
from ongikar.clock.models import Clock, Fact
from ongikar.journal.models import Entry
from ongikar.rules.clock.machine_clock import LIMIT
from tests.scene import row_counts

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)
BACK = [timedelta(minutes=10), timedelta(days=2), timedelta(days=400)]
SENTENCE = "এই তথ্য অন্য একটি দপ্তরের কাছে আছে, আমাদের কাছে নেই।"
ACTS = {
    "accept": {},
    "ask_for_papers": {"missing-0": "জাতীয় পরিচয়পত্রের কপি", "words": SENTENCE},
    "refuse": {"reason": SENTENCE},
    "note": {"words": SENTENCE},
    "keep": {"form_given": "written", "text": SENTENCE},
    "redirect": {"to": SENTENCE},
    "extend": {"reason": SENTENCE},
    "reopen": {"reason": SENTENCE},
    "answer": {"words": SENTENCE},
    "hand_over": {"post": "1"},
}


@pytest.fixture(params=BACK, ids=str)
def earlier(request, now):
    return now - request.param


@pytest.fixture(params=["received", "accepted", "waiting", "closed"])
def case(request, receive, now):
    made = receive("citizen-1", now=now - timedelta(hours=1))
    if request.param != "received":
        actions.accept(made, actor=KARIM, now=now)
    if request.param == "waiting":
        actions.ask_for_papers(made, missing=["জাতীয় পরিচয়পত্র"], words="", actor=KARIM, now=now)
    if request.param == "closed":
        actions.refuse(made, reason="অন্য কাজ", actor=KARIM, now=now)
    return Case.objects.get(pk=made.pk)


def in_order(case: Case) -> None:
    """No fact of the clock stands before its start, and none before the one it was entered after."""
    for clock in Clock.objects.filter(pk=case.clock_id):
        facts = list(Fact.objects.filter(clock=clock).order_by("pk").values_list("at", flat=True))
        for place, at in enumerate(facts[1:], 1):
            assert at >= max(facts[:place]) - LIMIT


def test_who_closes_a_case_by_such_a_clock_reads_why_nothing_was_written(signed_in, karim, receive, now):
    case = receive("citizen-1", now=now)
    with time_machine.travel(now - timedelta(days=2), tick=False):
        desk = signed_in(karim)
        # A fault page is looked at as a browser gets it.
        desk.raise_request_exception = False
        for root, words in (
            ("", "কম্পিউটারের ঘড়ি আগের লেখার চেয়ে পিছিয়ে আছে"),
            ("/en", "The computer&#x27;s clock is behind"),
        ):
            answer = desk.post(f"{root}/desk/cases/{case.number}/refuse/", ACTS["refuse"])
            assert answer.status_code == 422
            assert words in answer.content.decode()
            assert ACTS["refuse"]["reason"] in answer.content.decode(), "what was typed is not lost"
    assert Case.objects.get(pk=case.pk).closed_at is None


@pytest.mark.parametrize("act", ACTS)
def test_an_officers_act_ends_in_no_fault_and_never_before_what_it_follows(
    signed_in, karim, case, earlier, act
):
    with time_machine.travel(earlier, tick=False):
        desk = signed_in(karim)
        # A fault page is looked at as a browser gets it.
        desk.raise_request_exception = False
        before = row_counts()
        for root in ("", "/en"):
            assert desk.get(f"{root}/desk/cases/{case.number}/{act}/").status_code in (200, 302, 404, 503)
            answer = desk.post(f"{root}/desk/cases/{case.number}/{act}/", ACTS[act])
            # 503: nothing was written, and what was typed stands on the page to be sent again.
            assert answer.status_code < 500 or answer.status_code == 503, act
            if answer.status_code >= 400:
                assert row_counts() == before, "nothing is half written"
        for path in (
            f"/desk/cases/{case.number}/",
            "/desk/cases/",
            "/desk/today/",
            f"/desk/cases/{case.number}/days/",
            "/desk/books/",
        ):
            assert desk.get(path).status_code == 200, path
    in_order(case)


def test_a_citizen_reads_and_sends_without_a_fault(case, earlier):
    with time_machine.travel(earlier, tick=False):
        browser = Client(raise_request_exception=False)
        browser.post("/track/", {"number": case.number, "last_four": "0001"})
        for root in ("", "/en"):
            assert browser.get(f"{root}/track/{case.number}/").status_code == 200
            for act in ("withdraw", "rate", "answer", "correct", "complain"):
                assert browser.get(f"{root}/track/{case.number}/{act}/").status_code < 500
                response = browser.post(f"{root}/track/{case.number}/{act}/", {"words": "না", "stars": "3"})
                assert response.status_code < 500 or response.status_code == 503
        for path in ("/", "/charter/", "/services/citizen-1/", "/account/", "/calendar/", "/ledger/"):
            assert browser.get(path).status_code in (200, 404), path
    in_order(case)
    assert Act.objects.filter(case=case).exists()
    assert Entry.objects.filter(subject_type="case", subject_id=case.pk).exists()
