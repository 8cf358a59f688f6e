"""The chair's Today: minutes to approve, what was decided and is not done, and the meetings that come."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.delivery.meeting.minutes import circulate_minutes
from ongikar.people.models import User

from .conftest import HELD

pytestmark = pytest.mark.django_db
LATER = datetime.fromisoformat("2026-11-22T11:00:00+06:00")


@pytest.fixture
def today(signed_in):
    """`today(name, at)`: the page of that person."""

    def do(name: str, at: datetime = LATER) -> HTMLParser:
        with time_machine.travel(at, tick=False):
            answer = signed_in(User.objects.get(username=name)).get("/desk/today/")
        assert answer.status_code == 200
        return HTMLParser(answer.content.decode())

    return do


def sections(page: HTMLParser) -> dict[str, list[str]]:
    """By the section, where its lines lead."""
    return {
        each.attributes["aria-labelledby"]: [
            link.attributes["href"].partition("?")[0] for link in each.css("a.who")
        ]
        for each in page.css("section[aria-labelledby^=s-]")
    }


def test_minutes_wait_for_the_chair_alone(today, call, hold, actor):
    meeting = hold(call())
    assert sections(today("farhana")) == {}
    circulate_minutes(meeting, actor=actor, now=LATER)
    page = today("farhana")
    assert sections(page) == {"s-approve": [f"/desk/meetings/{meeting.pk}/"]}
    assert page.css_first(".next-line a.btn") is not None
    assert "s-approve" not in sections(today("karim"))


def test_what_was_decided_is_watched_and_is_not_the_chairs_work(today, call, hold, contacts):
    meeting = hold(call(), decisions=[("ল্যাবের চাবি", contacts[0], date(2026, 12, 10))])
    page = today("farhana")
    assert sections(page) == {"s-decided": [f"/desk/meetings/{meeting.pk}/"]}
    assert page.css_first(".next-line") is None
    late = today("farhana", LATER + timedelta(days=40))
    assert "দেরি" in late.css_first("section[aria-labelledby=s-decided] .late-text").text()


def test_a_meeting_that_comes_stands_beside(today, call):
    meeting = call()
    page = today("farhana", HELD - timedelta(days=3))
    assert page.css_first("#a-in-office") is not None
    assert f"/desk/meetings/{meeting.pk}/" in page.css_first("section[aria-labelledby=a-in-office]").html


def test_a_chair_who_left_sees_nothing(today, call, hold, actor, committee):
    from ongikar.delivery.meeting.committees import end_seat
    from ongikar.delivery.meeting.models import Membership

    circulate_minutes(hold(call()), actor=actor, now=LATER)
    chair = committee.memberships.get(capacity=Membership.CHAIR)
    end_seat(chair, until=date(2026, 11, 21), actor=actor, now=LATER)
    assert sections(today("farhana")) == {}
