"""Who may come in is asked at each request: what ended a moment ago opens nothing any more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ongikar.people.models import Holding, User

pytestmark = pytest.mark.django_db
QUEUE = "/desk/cases/"


@pytest.fixture
def desk(signed_in, karim):
    """Karim's browser, which has just been in."""
    browser = signed_in(karim)
    assert browser.get(QUEUE).status_code == 200
    return browser


def is_sent_to_sign_in(answer) -> bool:
    return answer.status_code == 302 and "/sign-in/" in answer.url


def test_an_ended_post_is_seen_at_the_next_request(desk, karim):
    yesterday = timezone.localdate() - timedelta(days=1)
    Holding.objects.filter(user=karim).update(since=yesterday, until=yesterday)
    assert desk.get(QUEUE).status_code == 403


def test_a_post_is_held_on_its_last_day(desk, karim):
    Holding.objects.filter(user=karim).update(until=timezone.localdate())
    assert desk.get(QUEUE).status_code == 200


def test_a_post_given_is_seen_at_the_next_request(signed_in, salma, karim):
    browser = signed_in(salma)
    assert browser.get(QUEUE).status_code == 403
    post = Holding.objects.filter(user=karim).first().post
    Holding.objects.create(user=salma, post=post, since=timezone.localdate(), charge=Holding.COVER)
    assert browser.get(QUEUE).status_code == 200


def test_a_closed_account_is_seen_at_the_next_request(desk, karim):
    User.objects.filter(pk=karim.pk).update(is_active=False)
    assert is_sent_to_sign_in(desk.get(QUEUE))


def test_a_changed_password_signs_every_browser_out(desk, karim):
    karim.set_password("another-password-of-his")
    karim.save()
    assert is_sent_to_sign_in(desk.get(QUEUE))


def test_whoever_signs_out_is_out(desk):
    kept = desk.cookies["sessionid"].value
    desk.post("/sign-out/")
    desk.cookies["sessionid"] = kept
    assert is_sent_to_sign_in(desk.get(QUEUE))
