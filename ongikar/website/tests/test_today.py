"""Today: what is owed now, each case once, in the order it is owed."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine

from ongikar.cases import actions
from ongikar.cases.officer.queue.selection import PAGE
from ongikar.people.models import User
from ongikar.rules.calendar.office_calendar import TZ

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


def at(desk, moment, root=""):
    with time_machine.travel(moment, tick=False):
        return desk.get(f"{root}/desk/today/").content.decode()


def test_sections_stand_in_the_order_of_what_is_owed(desk, receive, now):
    late, answered, waiting = (
        receive("citizen-5", now=now),
        receive("citizen-2", now=now),
        receive("citizen-2", now=now),
    )
    receive("citizen-5", now=now + timedelta(days=1))
    receive("citizen-6", now=now)
    for case in (answered, waiting):
        actions.ask_for_papers(case, missing=["আবেদনপত্র"], words="", actor=KARIM, now=now)
    actions.answer(answered, words="দিলাম", papers=[], now=now + timedelta(hours=1))
    html = at(desk, now + timedelta(days=1, hours=1))
    places = [html.index(f'id="s-{key}"') for key in ("late", "today", "verify", "begin")]
    assert places == sorted(places)
    assert html.index(late.short_number.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))) < places[1]
    # What the citizen owes is counted beside, never among what the officer owes.
    others = html[html.index('id="a-others"') :]
    assert "?tab=waiting" in others
    assert waiting.number not in html


def test_a_case_stands_once_and_where_it_presses_most(desk, receive, now):
    case = receive("citizen-5", now=now)
    html = at(desk, now + timedelta(days=1))
    assert html.count(f'/desk/cases/{case.number}/"') == 1
    assert 'id="s-begin"' not in html


def test_a_heading_counts_the_lines_below_it(desk, receive, now):
    receive("citizen-5", now=now)
    receive("citizen-6", now=now)
    html = at(desk, now + timedelta(days=1))
    assert re.search(r'id="s-late">[^<]*: ১<', html)
    # Both are still to be accepted; the late one stands above.
    assert re.search(r'id="s-begin">[^<]*: ১<', html)


def test_a_long_section_is_cut_with_a_way_to_the_rest(desk, receive, now):
    for _ in range(PAGE + 1):
        receive("citizen-1", now=now)
    html = at(desk, now)
    assert html.count('class="bar mini"') == PAGE
    assert "?tab=received" in html


def test_a_full_day_takes_few_statements(desk, receive, now, django_assert_max_num_queries):
    for code in ("citizen-1", "citizen-2", "citizen-5", "citizen-6") * 3:
        receive(code, now=now)
    at(desk, now)
    # Those of cases, tasks, letters, meetings, gatherings, support, inspections, stock, phones, systems and
    # what must stay fresh, of inquiries, hearings and remedies, of requests for information, of what phones
    # sent, of parts that run low and of certificates that say too much: however many lines, they are
    # as many.
    with django_assert_max_num_queries(24):
        at(desk, now)


@pytest.mark.parametrize(("root", "words"), [("", "এখন কিছু বাকি নেই"), ("/en", "Nothing is owed now")])
def test_an_empty_day_says_so(desk, office, root, words):
    html = at(desk, datetime(2026, 11, 22, 10, tzinfo=TZ), root)
    assert words in html


@pytest.mark.fast
def test_each_line_leads_to_its_next_act(desk, receive, now):
    new, accepted = receive("citizen-1", now=now), receive("citizen-5", now=now)
    actions.accept(accepted, actor=KARIM, now=now)
    html = at(desk, now)
    assert f"/desk/cases/{new.number}/accept/" in html
    assert f"/desk/cases/{accepted.number}/keep/" in html


def test_the_way_round_shows_only_what_the_posts_open(rf, office, karim, salma, now):
    from ongikar.people.post_holders import holder_of
    from ongikar.website.staff_nav import staff_nav

    def keys(user):
        request = rf.get("/")
        request.office, request.holder = office, holder_of(user, now.date())
        menu = staff_nav(request)["staff_nav"]
        return [row.key for row in (*menu.row, *menu.rest)]

    assert keys(karim) == [
        "today",
        "queue",
        "tasks",
        "letters",
        "gatherings",
        "places",
        "training",
        "complaints",
        "rti",
        "books",
        "meetings",
        "jobs",
        "inspections",
        "events",
        "purchases",
        "certificates",
        "questionnaires",
        "calendar",
        "contacts",
        "messages",
        "grievance_reports",
        "charter",
        "returns",
        "training_hours",
        "lab_use",
        "lectures",
        "rollouts",
        "performance",
        "initiatives",
        "upkeep",
        "own_work",
        "first_day",
        "people",
    ]
    assert keys(salma) == [
        "today",
        "grievances",
        "hearings",
        "remedies",
        "rti",
        "drops",
        "tasks_below",
        "books",
        "calendar",
        "grievance_reports",
        "offices",
    ]
    names = ("jashim", "tanvir", "farhana", "mahbub", "lipi")
    agent, department, chair, auditor, administrator = (
        keys(User.objects.get(username=name)) for name in names
    )
    assert agent == ["agent"]
    assert department == ["calendar", "charter_lint", "offices"]
    assert chair == ["tasks_below", "meetings", "calendar", "charter_lint", "offices"]
    assert auditor == [
        "queue",
        "tasks",
        "letters",
        "gatherings",
        "places",
        "training",
        "complaints",
        "rti",
        "books",
        "meetings",
        "jobs",
        "inspections",
        "events",
        "purchases",
        "certificates",
        "questionnaires",
        "calendar",
        "contacts",
        "messages",
        "grievance_reports",
        "charter",
        "returns",
        "training_hours",
        "lab_use",
        "lectures",
        "rollouts",
        "performance",
        "initiatives",
        "upkeep",
        "offices",
        "people",
    ]
    assert administrator == ["people", "accounts", "health"]
    assert staff_nav(rf.get("/")) == {}


def test_what_waits_in_a_desk_takes_its_room_on_a_phone():
    from ongikar.offices.models import Post
    from ongikar.website.staff_nav import menu_for

    def near(*counts):
        menu = menu_for(frozenset({Post.OFFICER}), "en", counts)
        return [row.key for row in menu.row if not row.is_far]

    assert near() == ["today", "queue", "tasks", "letters"]
    assert near(("queue", "24"), ("tasks", "7"), ("letters", "2")) == ["today", "queue", "tasks"]
