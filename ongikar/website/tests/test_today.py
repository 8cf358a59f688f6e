"""Today: what is owed now, each case once, in the order it is owed."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases import actions
from ongikar.cases.officer.queue.selection import PAGE
from ongikar.delivery.initiative.tests.test_initiatives import IDEA
from ongikar.offices.models import Post
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.website.staff_nav import menu_for, staff_nav

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
    assert html.count(f'class="who" href="/desk/cases/{case.number}/?of=') == 1
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
    def rooms(user):
        request = rf.get("/")
        request.office, request.holder = office, holder_of(user, now.date())
        menu = staff_nav(request)["staff_nav"]
        return {room.name: {tab.key for tab in (*room.tabs, *room.unused)} for room in menu.rooms}

    in_the_office = {
        "cases": {
            "queue",
            "notes",
            "reply_texts",
            "jobs",
            "purchases",
            "rollouts",
            "lectures",
            "rti",
            "complaints",
            "influence",
        },
        "letters": {"letters", "returns", "messages", "contacts"},
        "tasks": {"tasks", "own_work", "upkeep", "agreements", "performance", "initiatives"},
        "programme": {"week", "day_sheet", "gatherings", "tours", "visitors"}
        | {"training", "meetings", "events"},
        "places": {"places", "inspections", "lab_use"},
        "registers": {"books", "certificates", "training_hours", "grievance_reports"},
        "office": {"charter", "calendar", "questionnaires", "people", "first_steps", "first_day", "settings"},
    }
    assert rooms(karim) == {"today": {"today"}, **in_the_office}
    assert rooms(salma) == {
        "today": {"today", "tasks_below", "drops"},
        "complaints": {"grievances", "hearings", "remedies", "influence"},
        "rti": {"rti"},
        "reports": {"grievance_reports", "offices", "books", "calendar"},
    }
    names = ("jashim", "tanvir", "farhana", "mahbub", "lipi")
    agent, department, chair, auditor, administrator = (
        rooms(User.objects.get(username=name)) for name in names
    )
    assert agent == {"agent": {"agent"}}
    assert department == {"account": {"offices", "charter_lint", "calendar"}}
    assert chair == {
        "today": {"today", "tasks_below"},
        "meetings": {"meetings", "influence"},
        "account": {"offices", "charter_lint", "calendar"},
    }
    assert auditor == {
        **in_the_office,
        "tasks": {"tasks", "upkeep", "agreements", "performance", "initiatives"},
        "office": {"offices", "charter", "calendar", "questionnaires", "people", "settings"},
    }
    assert administrator == {"system": {"health"}, "people": {"accounts", "people"}, "office": {"settings"}}
    assert staff_nav(rf.get("/")) == {}


@pytest.mark.parametrize("role", Post.ROLES)
def test_nobody_has_more_than_eight_rooms(role):
    assert len(menu_for(frozenset({role}), "bn", ()).rooms) <= 8


def test_who_holds_two_posts_finds_a_page_in_one_room_only():
    menu = menu_for(frozenset(Post.ROLES), "bn", ())
    pages = [tab.url for room in menu.rooms for tab in room.tabs]
    assert len(pages) == len(set(pages))
    by_room = {room.name: {tab.key for tab in room.tabs} for room in menu.rooms}
    assert by_room["rti"] == {"rti"}
    assert "complaints" in by_room["complaints"]


def test_a_kind_of_work_that_the_office_never_had_stands_apart_until_its_first(desk, receive, now):
    page = HTMLParser(desk.get("/desk/tasks/").text)
    shown = [each.attributes["href"] for each in page.css(".room-tabs .wrap > ul a")]
    assert "/desk/initiatives/" not in shown
    assert page.css_first('.room-tabs .more a[href="/desk/initiatives/"]')
    page = HTMLParser(desk.get("/desk/initiatives/").text)
    assert page.css_first('.room-tabs .wrap > ul a[aria-current=page][href="/desk/initiatives/"]')

    receive("internal-3", answers=IDEA, person=None, channel="planned", now=now)
    page = HTMLParser(desk.get("/desk/tasks/").text)
    assert page.css_first('.room-tabs .wrap > ul a[href="/desk/initiatives/"]')


def test_what_waits_in_a_desk_takes_its_room_on_a_phone():
    def near(*counts):
        menu = menu_for(frozenset({Post.OFFICER}), "en", counts)
        return [room.name for room in menu.rooms if not room.is_far]

    assert near() == ["today", "cases", "letters", "tasks"]
    assert near(("queue", 24), ("tasks", 7), ("letters", 2)) == ["today", "cases", "letters"]
