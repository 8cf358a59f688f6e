"""Today with what other apps show there: one design, each section in the order of due moments."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.safestring import mark_safe
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.people import section_counts as counted
from ongikar.people.post_holders import STAFF_ROLES
from ongikar.people.section_counts import SectionCount, register_section_count
from ongikar.people.today_lines import (
    LATE,
    TO_ANSWER,
    TO_BEGIN,
    TODAY_SOURCES,
    AsideRow,
    TodayLine,
    TodayLines,
    TodayShare,
    register_today,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


def line(name: str, due: datetime, **more) -> TodayLine:
    return TodayLine(
        due, name, f"/thing/{name}/", "what", "about", "T-1", mark_safe("<svg></svg>"), "words", **more
    )


@pytest.fixture
def share():
    """What another app shows; a test fills it."""
    given = TodayShare()
    register_today("things", lambda question: given)
    yield given
    del TODAY_SOURCES["things"]


@pytest.mark.fast
def test_lines_of_two_apps_stand_in_one_section_by_their_due_moments(desk, receive, share):
    case = receive("citizen-1", now=timezone.now())
    before, after = case.clock.due_at - timedelta(hours=1), case.clock.due_at + timedelta(hours=1)
    share.sections.append(TodayLines(TO_BEGIN, [line("after", after), line("before", before)]))
    page = HTMLParser(desk.get("/desk/today/").text)
    links = [each.attributes["href"] for each in page.css("section[aria-labelledby=s-begin] a.who")]
    assert [each.partition("?")[0] for each in links] == [
        "/thing/before/",
        f"/desk/cases/{case.number}/",
        "/thing/after/",
    ]
    assert page.css_first("#s-begin").text().split()[-1] == "৩"


def test_sections_stand_in_the_order_of_harm(desk, share):
    now = timezone.now()
    share.sections.extend(TodayLines(each, [line(each, now)]) for each in (TO_ANSWER, LATE))
    page = HTMLParser(desk.get("/desk/today/").text)
    assert [each.attributes["id"] for each in page.css("h2[id^=s-]")] == ["s-late", "s-answer"]
    figures = page.css(".counts a")
    assert [each.attributes["href"] for each in figures] == ["#s-late", "#s-answer"]
    assert "late-text" in figures[0].attributes["class"]
    assert "class" not in figures[1].attributes


def test_a_section_of_many_says_so_and_leads_to_the_rest(desk, share):
    share.sections.append(TodayLines(LATE, [line("one", timezone.now())], count=100, more="/things/late/"))
    page = HTMLParser(desk.get("/desk/today/").text)
    assert page.css_first("#s-late").text().split()[-1] == "৯৯+"
    assert page.css_first('section[aria-labelledby=s-late] p a[href="/things/late/"]')


def test_what_others_owe_stands_beside(desk, share):
    share.for_others.append(AsideRow("বাইরের কাজ", "/things/outside/", "৪"))
    page = HTMLParser(desk.get("/desk/today/").text)
    row = page.css_first("aside section[aria-labelledby=a-others] li")
    assert row.css_first("a").attributes["href"] == "/things/outside/"
    assert row.css_first("b").text() == "৪"
    assert not page.css("h2[id^=s-]")


def test_the_menu_counts_what_waits_for_the_person(desk, receive):
    for _ in range(3):
        receive("citizen-1", now=timezone.now())
    page = HTMLParser(desk.get("/en/desk/today/").text)
    link = next(each for each in page.css(".rooms a") if each.attributes["href"] == "/en/desk/cases/")
    assert link.css_first("sup").text() == "3 waiting"


def test_the_box_and_a_new_case_are_reached_from_the_keyboard_of_every_page(desk):
    page = HTMLParser(desk.get("/desk/books/").text)
    keys = {each.attributes["accesskey"]: each for each in page.css("header [accesskey]")}
    assert keys["/"].attributes["name"] == "q"
    assert keys["n"].attributes["href"] == "/desk/counter/"


def test_a_section_in_which_nothing_waits_shows_no_figure(desk):
    assert not HTMLParser(desk.get("/desk/today/").text).css(".rooms sup")


def test_two_apps_are_counted_in_the_same_statement(desk):
    desk.get("/desk/books/")
    with CaptureQueriesContext(connection) as alone:
        desk.get("/desk/books/")
    register_section_count(SectionCount("places", STAFF_ROLES, lambda places: Value(7)))
    try:
        desk.get("/desk/books/")
        with CaptureQueriesContext(connection) as both:
            page = HTMLParser(desk.get("/desk/books/").text)
    finally:
        del counted.SECTION_COUNTS["places"]
        counted.counts_query.cache_clear()
    assert len(both) == len(alone)
    assert "৭" in page.css_first(".rooms sup").text()
