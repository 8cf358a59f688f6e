"""Pages of the desk, registers and services in the one search; numbers as they are printed and spoken."""

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.people.models import User
from ongikar.website.search import number_alone

pytestmark = pytest.mark.django_db


@pytest.fixture
def finds(signed_in):
    """`finds(name, typed)`: where that person is led, or the links of the results."""

    def do(name: str, typed: str) -> list[str]:
        answer = signed_in(User.objects.get(username=name)).get("/desk/search/", {"q": typed})
        if answer.status_code == 302:
            return [answer["Location"]]
        links = HTMLParser(answer.content.decode()).css("[data-results] li a")
        return [each.attributes["href"] for each in links]

    return do


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("ছুটি", "/desk/calendar/"),
        ("holidays", "/desk/calendar/"),
        ("office hours", "/desk/calendar/"),
        ("লোগো", "/desk/settings/letterhead/"),
        ("excel", "/desk/first-day/"),
        ("নতুন আবেদন", "/desk/counter/"),
        ("walk-in", "/desk/counter/"),
        ("পাসওয়ার্ড", "/me/"),
        ("sms", "/desk/messages/"),
        ("প্রশ্নমালা", "/desk/questionnaires/"),
        ("সাহায্য", "/desk/help/"),
    ],
)
def test_a_page_is_found_by_what_people_call_it(finds, typed, page):
    assert page in finds("karim", typed)


def test_nobody_is_led_to_a_page_that_is_shut_to_them(finds):
    assert "/desk/accounts/" in finds("lipi", "users")
    assert "/desk/accounts/" not in finds("karim", "users")
    assert "/desk/counter/" not in finds("farhana", "নতুন আবেদন")
    assert not any("/desk/books/" in each for each in finds("lipi", "ডায়েরি রেজিস্টার"))


def test_registers_are_found_by_their_names(finds):
    year = timezone.localdate().year
    (stock,) = (each for each in finds("karim", "স্টক রেজিস্টার") if "/books/" in each)
    assert stock.startswith("/desk/books/stock/")
    assert abs(int(stock.split("/")[4]) - year) <= 1


def test_a_service_is_found_by_the_need_and_leads_to_its_cases(finds):
    assert any(each.startswith("/desk/cases/?tab=all&service=") for each in finds("karim", "facebook hack"))
    assert not any("/desk/cases/" in each for each in finds("farhana", "facebook hack"))


def test_a_case_is_found_by_the_words_of_its_request(finds, receive):
    case = receive("citizen-1", now=timezone.now())
    words = next(iter(str(answer) for answer in case.answers.values() if len(str(answer).split()) > 1))
    assert f"/desk/cases/{case.number}/" in finds("karim", " ".join(words.split()[:2]))


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("স্মারক নং ০৫.০১.৮৫", "০৫.০১.৮৫"),
        ("memo no. 8549.2627", "8549.2627"),
        ("ডায়েরি ১২", "১২"),
        ("নম্বর", "নম্বর"),
        ("চিঠি ধার", "চিঠি ধার"),
        ("কাজ-০০১৫", "কাজ-০০১৫"),
    ],
)
def test_what_people_write_before_a_number_is_left_out(typed, sought):
    assert number_alone(typed) == sought
