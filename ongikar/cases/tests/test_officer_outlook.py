"""The officer's outlook: what happens if nobody acts, and what another limit would have meant."""

import re
from datetime import timedelta

import pytest
import time_machine

from ongikar.cases import actions
from ongikar.cases.officer import report_views
from ongikar.clock.models import Clock
from ongikar.rules.bangla.text import digits
from tests.scene import row_counts

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def desk(signed_in, karim, now):
    with time_machine.travel(now + 10 * DAY, tick=False):
        yield signed_in(karim)


def page(desk, address, status=200):
    answer = desk.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize(
    ("root", "breaks", "offer"),
    [
        ("", "কথা ভাঙবে", "অভিযোগ তৈরি থাকবে"),
        ("/en", "The promise breaks", "A complaint is made ready"),
    ],
)
def test_each_coming_event_stands_under_its_day(root, breaks, offer, desk, receive, now):
    case = receive(now=now + 9 * DAY)
    before = row_counts(), list(Clock.objects.values())
    html = page(desk, f"{root}/desk/cases/foreseen/?days=14")
    assert breaks in html
    assert offer in html
    assert (case.number if root else digits(case.number)) in html
    assert ("মঙ্গলবার, ৮\u00a0ডিসেম্বর ২০২৬" if not root else "Tuesday, 8\u00a0December 2026") in html
    assert before == (row_counts(), list(Clock.objects.values()))


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ("", "কথা ভাঙবে; ঊর্ধ্বতন কর্মকর্তা জানবেন।"),
        ("/en", "The promise breaks; the superior officer is told."),
    ],
)
def test_of_what_the_office_owes_by_itself_no_applicant_is_told(root, expected, desk, service, now):
    actions.receive_case(
        service=service("internal-5"),
        person=None,
        answers={},
        channel="planned",
        submission="own",
        now=now + 9 * DAY,
    )
    html = page(desk, f"{root}/desk/cases/foreseen/?days=14")
    assert expected in html
    assert "আবেদনকারী" not in html
    assert "the applicant" not in html


@pytest.mark.parametrize(("asked", "shown"), [("7", 7), ("30", 30), ("8", 7), ("", 7), ("x", 7), ("৩০", 7)])
def test_it_looks_seven_fourteen_or_thirty_days_ahead(asked, shown, desk):
    assert f'href="?days={shown}" aria-current="page"' in page(desk, f"/desk/cases/foreseen/?days={asked}")


def test_many_events_are_shown_a_page_at_a_time_to_the_end(desk, receive, now, monkeypatch):
    monkeypatch.setattr(report_views, "PAGE", 5)
    cases = [receive(now=now + 9 * DAY) for _ in range(4)]
    seen, number, html = [], 1, ""
    while number == 1 or 'rel="next"' in html:
        html = page(desk, f"/desk/cases/foreseen/?days=14&page={number}")
        seen.append(html.count('class="who num"'))
        number += 1
    # Of each case: halfway, the day before, the breach, and the complaint it opens.
    assert seen == [5, 5, 5, 1]
    assert len(cases) * 4 == sum(seen)


@pytest.mark.parametrize("asked", ["0", "-1", "x", "৯", "", "99999999999999999999"])
def test_a_page_that_is_none_is_the_first(asked, desk, receive, now, monkeypatch):
    monkeypatch.setattr(report_views, "PAGE", 5)
    for _ in range(2):
        receive(now=now + 9 * DAY)
    first, second = (events(page(desk, f"/desk/cases/foreseen/?days=14&page={number}")) for number in (1, 2))
    assert [len(first), len(second)] == [5, 3]
    shown = page(desk, f"/desk/cases/foreseen/?days=14&page={asked}")
    assert events(shown) == first
    assert 'rel="next"' in shown


def test_a_page_beyond_the_last_has_no_events_and_no_next(desk, receive, now):
    receive(now=now + 9 * DAY)
    shown = page(desk, "/desk/cases/foreseen/?days=14&page=2")
    assert events(shown) == []
    assert 'rel="next"' not in shown


def events(html):
    """The lines of a page in their order: what happens, of whose case, when."""
    return re.findall(r"<li><div>.*?</li>", html, re.DOTALL)


def test_a_quiet_office_reads_so(desk):
    assert "এই সময়ে কিছু ঘটবে না।" in page(desk, "/desk/cases/foreseen/")


@pytest.mark.parametrize(
    ("root", "promise", "rate"),
    [
        ("", "১ কার্যদিবস", "১\u00a0কার্যদিবস হলে যেগুলোতে দেরি হতো: ১টি"),
        ("/en", "1 working day", "Late with 1\u00a0working day: 1"),
    ],
)
def test_another_limit_is_counted_and_who_would_be_late_is_named(
    root, promise, rate, desk, receive, now, karim
):
    case = receive(now=now)
    actions.keep(case, outcome={"words": "দেওয়া হলো"}, actor=("user", karim.pk), now=now + 3 * DAY)
    html = page(desk, f"{root}/desk/cases/replay/?service=citizen-1&promise={promise}&since=2026-11-01")
    assert rate in html
    assert f"/desk/cases/{case.number}/" in html
    assert ("১০০%" if not root else "100%") in html
    assert ("(সবচেয়ে বেশি)" if not root else "(longest)") in html


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ("service=citizen-1&promise=শিগগির&since=2026-11-01", "থেকে সময়সীমা বোঝা যায় না"),
        ("service=citizen-1&promise=0 days&since=2026-11-01", "চলবে না"),
        ("service=citizen-1&promise=3 days&since=2027-11-01", "এই দিন এখনো আসেনি"),
        ("service=citizen-1&promise=3 days&since=1.13.2026", "১৩ নম্বর মাস নেই।"),
        ("service=nothing&promise=3 days&since=2026-11-01", "তালিকা থেকে একটি বেছে নিন"),
        ("service=citizen-1&promise=&since=2026-11-01", "অন্য কোন সময়সীমা, লিখুন"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(asked, fault, desk):
    assert fault in page(desk, f"/desk/cases/replay/?{asked}", status=422)


def test_before_anything_is_asked_only_the_form_stands_there(desk):
    html = page(desk, "/desk/cases/replay/")
    assert 'value="০১/০৭/২০২৬"' in html
    assert "কার টেবিলে" not in html


def test_more_than_can_be_counted_at_once_asks_for_a_later_day(desk, receive, now, monkeypatch):
    monkeypatch.setattr(report_views, "MOST", 2)
    for _ in range(3):
        receive(now=now)
    html = page(desk, "/desk/cases/replay/?service=citizen-1&promise=3 days&since=2026-11-01", status=422)
    assert "আরও কাছের কোনো দিন দিন" in html
