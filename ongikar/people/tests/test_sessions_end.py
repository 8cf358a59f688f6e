"""When a session ends, and that nothing written is lost with it."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse

pytestmark = pytest.mark.django_db
RIGHT = {"login": "karim", "password": "ongikar-demo"}
HOUR = timedelta(hours=1)


@pytest.fixture
def morning(now, client, office):
    with time_machine.travel(now, tick=False) as clock:
        assert client.post(reverse("account_login"), RIGHT).status_code == 302
        yield clock


def is_in(client) -> bool:
    return client.get(reverse("today")).status_code == 200


def test_it_ends_two_hours_after_the_last_use(morning, client):
    morning.shift(2 * HOUR - timedelta(seconds=1))
    assert is_in(client)
    morning.shift(2 * HOUR - timedelta(seconds=1))
    assert is_in(client)
    morning.shift(2 * HOUR)
    assert not is_in(client)


def test_however_busy_it_was_it_ends_twelve_hours_after_signing_in(morning, client):
    for _ in range(11):
        morning.shift(HOUR)
        assert is_in(client)
    morning.shift(HOUR - timedelta(seconds=1))
    assert is_in(client)
    morning.shift(timedelta(seconds=1))
    assert not is_in(client)


def test_use_is_written_down_every_five_minutes_and_no_oftener(
    morning, client, django_assert_max_num_queries
):
    def end():
        return Session.objects.get(session_key=client.cookies["sessionid"].value).expire_date

    first = end()
    morning.shift(timedelta(minutes=4, seconds=59))
    assert is_in(client)
    assert end() == first
    morning.shift(timedelta(seconds=1))
    assert is_in(client)
    assert end() == first + timedelta(minutes=5)
    # In its last two hours its end moves no more, and nothing is written.
    for _ in range(6):
        morning.shift(2 * HOUR - timedelta(minutes=1))
        is_in(client)
    last = end()
    assert last == first - 2 * HOUR + 12 * HOUR


def test_the_office_may_set_another_time(morning, client, settings):
    settings.SESSION_IDLE_AGE = 600
    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), RIGHT)
    morning.shift(timedelta(minutes=6))
    assert is_in(client)
    morning.shift(timedelta(minutes=10))
    assert not is_in(client)


@pytest.mark.parametrize(
    ("root", "words"), [("", "আপনি যা লিখেছিলেন"), ("/en", "What you wrote stands below")]
)
def test_what_was_written_meanwhile_is_given_back(morning, client, receive, root, words):
    case = receive("citizen-1")
    morning.shift(3 * HOUR)
    sentence = "কপি <b>ঝাপসা</b>, আবার দিন।"
    response = client.post(
        f"{root}/desk/cases/{case.number}/ask_for_papers/", {"words": sentence, "missing": "1"}
    )
    page = response.content.decode()
    assert response.status_code == 401
    assert words in page
    assert "কপি &lt;b&gt;ঝাপসা&lt;/b&gt;, আবার দিন।</textarea>" in page
    assert f'href="/{root.removeprefix("/")}{"/" if root else ""}sign-in/?next=' in page
    assert client.get(f"{root}/desk/cases/{case.number}/").status_code == 302
