"""One button pressed eight times at the same moment, each press on its own connection: one row."""

from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.core.forms.keys import KEY
from ongikar.core.http import presses
from ongikar.core.models import Press
from ongikar.gatherings.models import Gathering
from ongikar.offices.models import Office
from ongikar.people.models import Contact, User
from ongikar.questionnaires.models import Phone
from ongikar.records.models import SavedFilter
from ongikar.tasks.models import Series, Task

EIGHT = 8


def open_day(office: Office) -> str:
    """On which the office is open, two weeks from now or soon after, whenever that is."""
    return f"{office.calendar.next_open_day(timezone.localdate() + timedelta(days=13)):%d/%m/%Y}"


def post_of(office: Office, role: str) -> str:
    return str(office.posts.get(role=role).pk)


def task_of(office: Office) -> dict[str, str]:
    return {
        "title": "রাউটার বদলানো",
        "owner": f"post-{post_of(office, 'assistant')}",
        "due": open_day(office),
        "check": post_of(office, "officer"),
    }


def series_of(office: Office) -> dict[str, str]:
    series = {"title": "মাসিক প্রতিবেদন", "unit": "month", "every": "1", "due_on": "last"}
    return task_of(office) | series | {"starts_on": open_day(office)}


def gathering_of(office: Office) -> dict[str, str]:
    return {
        "title": "মাসিক সভা",
        "day": open_day(office),
        "begins": "11:00",
        "ends": "12:00",
        "venue": "সভাকক্ষ",
        "sort": "meeting",
        "roster": "new",
    }


CONTACT = {"organisation": "রংপুর নমুনা কলেজ", "language": "bn", "since": "01/11/2026"}
FORMS = {
    "/desk/tasks/new/": (Task, task_of),
    "/desk/tasks/series/new/": (Series, series_of),
    "/desk/gatherings/new/": (Gathering, gathering_of),
    "/desk/contacts/add/": (Contact, lambda office: CONTACT),
    "/desk/filters/queue/?tab=late": (SavedFilter, lambda office: {"tab": "late", "filter_name": "দেরি"}),
    "/desk/questionnaires/phones/": (Phone, lambda office: {"name": "শিরীনের ফোন"}),
}


@pytest.fixture
def press(two, karim):
    """`press(address, answers)`: eight presses of Karim's at once, each on a connection of its own."""

    def do(*sent: tuple[str, dict[str, str]]) -> list:
        with two.connected():
            browsers = [signed_in_browser() for _ in sent]
        acts = zip(browsers, sent, strict=True)
        return two.run(
            *(partial(browser.post, address, dict(answers)) for browser, (address, answers) in acts)
        )

    return do


def signed_in_browser() -> Client:
    browser = Client()
    browser.force_login(User.objects.get(username="karim"), backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


def key_on_page(address: str) -> str:
    fields = HTMLParser(signed_in_browser().get(address).text).css(
        f"main form[method=post] input[name={KEY}]"
    )
    return fields[0].attributes["value"]


@pytest.mark.parametrize("address", FORMS)
def test_eight_presses_at_once_are_one_act(two, press, office, address):
    model, answers = FORMS[address]
    with two.connected():
        before, sent = model.objects.count(), answers(office) | {KEY: key_on_page(address)}
    results = press(*[(address, sent)] * EIGHT)
    assert {(each.status_code, each.headers.get("Location")) for each in results} == {
        (302, results[0].headers.get("Location"))
    }
    with two.connected():
        assert (model.objects.count() - before, Press.objects.count()) == (1, 1)


def test_of_other_answers_at_once_under_one_key_one_is_done_and_the_other_told(two, press, office):
    with two.connected():
        sent = task_of(office) | {KEY: key_on_page("/desk/tasks/new/")}
        before = Task.objects.count()
    results = press(("/desk/tasks/new/", sent), ("/desk/tasks/new/", sent | {"title": "অন্য কাজ"}))
    assert sorted(each.status_code for each in results) == [302, 422]
    with two.connected():
        assert Task.objects.count() == before + 1


def test_a_press_that_was_broken_off_lets_go_of_its_key(two, press, office):
    """While it may still be at work the next one waits for it; after that it acts, and what was written with
    the key before the end is not written again.
    """
    with two.connected():
        sent = task_of(office) | {KEY: key_on_page("/desk/tasks/new/")}
        before = Task.objects.count()
    first = press(("/desk/tasks/new/", sent))[0]
    with two.connected():
        Press.objects.update(answer="", at=timezone.now() - Press.LASTS - timedelta(seconds=1))
    again = press(("/desk/tasks/new/", sent))[0]
    assert (again.status_code, again["Location"]) == (302, first["Location"])
    with two.connected():
        assert Task.objects.count() == before + 1


def test_who_waits_too_long_for_the_first_press_is_told(two, press, office, monkeypatch):
    monkeypatch.setattr(presses, "PATIENCE", 0.2)
    with two.connected():
        sent = task_of(office) | {KEY: key_on_page("/desk/tasks/new/")}
        before = Task.objects.count()
    press(("/desk/tasks/new/", sent))
    with two.connected():
        Press.objects.update(answer="")
    told = press(("/desk/tasks/new/", sent))[0]
    assert told.status_code == 422
    assert "প্রথমবারের কাজ এখনো চলছে" in told.text
    # What is sent again from there has the same key.
    assert HTMLParser(told.text).css_first(f"input[name={KEY}]").attributes["value"] == sent[KEY]
    with two.connected():
        assert Task.objects.count() == before + 1
