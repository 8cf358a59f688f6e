"""The day as one list that is worked through: each page says where it stands in it, and an act goes on."""

from datetime import timedelta

import pytest
from django.http import HttpResponseRedirect
from django.test import RequestFactory
from django.utils import timezone
from django.utils.safestring import mark_safe
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.core.forms.keys import new_key
from ongikar.people.day_list import (
    DayListMiddleware,
    day_list,
    following,
    place_of,
    preceding,
    read_place,
    with_place,
)
from ongikar.people.today_lines import DUE_TODAY, LATE, SECTIONS, TO_BEGIN, TodayLine, TodayLines, TodayShare

pytestmark = pytest.mark.django_db


def line(name: str, due, **more) -> TodayLine:
    return TodayLine(due, name, f"/desk/{name}/", "what", "about", "T-1", mark_safe(""), "words", **more)


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def cases(receive):
    """Three cases that wait to be accepted, the first due first."""
    now = timezone.now()
    made = [receive("citizen-1", now=now - timedelta(minutes=n)) for n in (3, 2, 1)]
    return sorted(made, key=lambda case: (case.clock.due_at, place_of(TO_BEGIN, line(case.number, now))))


def listed(page: str) -> list[str]:
    return [each.attributes["href"] for each in HTMLParser(page).css("ul.rows.tight a.btn")]


@pytest.mark.fast
def test_the_list_is_in_the_order_of_harm_and_then_of_due_moments(now):
    early, late = line("early", now), line("late", now + timedelta(days=1))
    shares = [TodayShare([TodayLines(TO_BEGIN, [late, early])]), TodayShare([TodayLines(LATE, [late])])]
    owed, number = day_list(shares), list(SECTIONS).index
    assert [(each.place.section, each.line.who) for each in owed] == [
        (number(LATE), "late"),
        (number(TO_BEGIN), "early"),
        (number(TO_BEGIN), "late"),
    ]
    assert following(owed, owed[0].place) == owed[1]
    assert preceding(owed, owed[1].place) == owed[0]
    # Done and gone, its place still stands between its neighbours.
    assert following([owed[0], owed[2]], owed[1].place) == owed[2]
    assert following(owed, owed[2].place) is None


@pytest.mark.fast
def test_a_place_is_read_as_it_was_written(now):
    place = place_of(DUE_TODAY, line("x", now))
    assert read_place(str(place)) == place
    assert place_of(DUE_TODAY, line("x", now)) == place
    for text in ("", "today", "1.2", "১.২.৩", "1.2.3.4", "1.2.99999999999", "-1.2.3"):
        assert read_place(text) is None
    assert with_place("/a/?tab=b#c", place) == f"/a/?tab=b&of={place}#c"


def test_the_first_opens_from_today_and_each_leads_to_the_next(desk, cases):
    today = desk.get("/desk/today/").text
    links = listed(today)
    assert len(links) == len(cases)
    assert HTMLParser(today).css_first(".next-line a.btn").attributes["href"] == links[0]
    page = HTMLParser(desk.get(links[0]).text)
    assert page.css_first(".next-line b").text(strip=True) == "আজকের ৩টি কাজের ১ম।"
    onward = [each.attributes["href"] for each in page.css(".next-line li a")]
    assert onward == [links[1]]
    last = HTMLParser(desk.get(links[2]).text)
    assert [each.attributes["href"] for each in last.css(".next-line li a")] == [links[1], "/desk/today/"]


def test_an_act_goes_on_to_the_next_and_says_what_it_was_done_with(desk, cases):
    links = listed(desk.get("/desk/today/").text)
    page = HTMLParser(desk.get(links[0]).text)
    presses = [each.attributes for each in page.css("main form p.acts button.btn")]
    place = presses[0]["value"]
    assert presses[0]["name"] == "then"
    assert "name" not in presses[1]
    sent = desk.post(links[0], {"submission": new_key(), "then": place})
    assert sent.status_code == 302
    assert sent["Location"] == f"/desk/next/?of={place}"
    arrived = desk.get(sent["Location"], follow=True)
    assert arrived.redirect_chain[-1][0] == links[1]
    told = HTMLParser(arrived.content.decode())
    number = links[0].split("/")[3]
    assert told.css_first("[role=status] a").attributes["href"] == f"/desk/cases/{number}/"
    assert told.css_first(".next-line b").text(strip=True) == "আজকের ২টি কাজের ১ম।"


def test_sent_without_going_on_the_place_is_kept(desk, cases):
    links = listed(desk.get("/desk/today/").text)
    number, place = links[0].split("/")[3], links[0].partition("of=")[2]
    sent = desk.post(links[0], {"submission": new_key()})
    assert sent["Location"] == f"/desk/cases/{number}/?of={place}"
    page = HTMLParser(desk.get(sent["Location"]).text)
    assert page.css_first(".next-line b").text(strip=True) == "আজ আর ২টি বাকি।"
    assert [each.attributes["href"] for each in page.css(".next-line li a")] == [links[1]]


def test_at_the_end_today_says_so(desk, cases):
    links = listed(desk.get("/desk/today/").text)
    last = desk.get(f"/desk/next/?of={links[2].partition('of=')[2]}", follow=True)
    assert last.redirect_chain == [("/desk/today/", 302)]
    assert "যা রেখে এসেছেন" in last.content.decode()


def test_with_nothing_owed_today_says_so(desk):
    told = desk.get("/en/desk/next/", follow=True)
    assert told.redirect_chain == [("/en/desk/today/", 302)]
    assert "Everything owed today is done." in told.content.decode()


@pytest.mark.parametrize("of", ["", "nonsense", "9.1.1", "1.99999999999.1"])
def test_a_place_that_is_none_does_no_harm(desk, cases, of):
    assert desk.get(f"/desk/today/?of={of}").status_code == 200
    assert desk.get("/desk/next/", {"of": of}).status_code == 302


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/desk/", "/", "/desk/today/", "/desk/a/?of=1.2.4"]
)
def test_what_leads_away_from_the_list_carries_no_place(target):
    request = RequestFactory().get("/desk/b/?of=1.2.3")
    answer = DayListMiddleware(lambda asked: HttpResponseRedirect(target))(request)
    assert answer["Location"] == target
