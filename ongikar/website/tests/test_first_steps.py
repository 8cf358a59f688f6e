"""The first day of a new office: each step is read off what is there."""

from datetime import datetime

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.offices.models import Post
from ongikar.people.models import Holding
from ongikar.website.first_day.steps import STEPS, is_ready, steps_of

pytestmark = pytest.mark.django_db


def by_page(lines) -> dict[str, bool]:
    return {line.step.title[1]: line.standing.is_done for line in lines}


def test_each_step_is_done_when_its_thing_is_there(office, karim, receive):
    now = timezone.now()
    stands = by_page(steps_of(office, now))
    assert stands["Charter read and checked"]
    assert stands["Name and address of the office"]
    assert not stands["The first case"]
    receive("citizen-1", now=now)
    assert by_page(steps_of(office, now))["The first case"]
    office.phone = office.email = ""
    assert not by_page(steps_of(office, now))["Name and address of the office"]


def test_a_post_without_anybody_is_named(office, karim):
    now = timezone.now()
    assert by_page(steps_of(office, now))["Posts and people"]
    officer = Post.objects.get(office=office, role=Post.OFFICER)
    Holding.objects.filter(post=officer).delete()
    (line,) = (each for each in steps_of(office, now) if each.step.title[1] == "Posts and people")
    assert not line.standing.is_done
    assert officer.title_bn in line.standing.words
    assert line.is_next
    assert not is_ready(steps_of(office, now))


def test_holidays_have_to_last(office):
    years = [datetime.fromisoformat(f"{year}-06-01T10:00:00+06:00") for year in (2026, 2040)]
    first, last = (by_page(steps_of(office, now))["List of holidays"] for now in years)
    assert (first, last) == (True, False)


@pytest.mark.parametrize("root", ["", "/en"])
def test_the_page_says_what_is_left_with_its_minutes(signed_in, karim, root):
    page = HTMLParser(signed_in(karim).get(f"{root}/desk/first-day/steps/").text)
    rows = page.css("ol.steps-list li")
    assert len(rows) == len(STEPS)
    assert len(page.css("ol.steps-list a.btn:not(.btn-2)")) == 1
    assert "minutes" in page.text() if root else "মিনিট" in page.text()
