"""Taking over somebody's session: by a key they were given beforehand, by one kept from before, or by another
site's form.
"""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.once]
RIGHT = {"login": "karim", "password": "ongikar-demo"}


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


def sign_in(browser):
    return browser.post(reverse("account_login"), RIGHT)


def key(browser) -> str:
    return browser.cookies["sessionid"].value


def test_a_key_planted_beforehand_is_never_the_key_of_who_signs_in(scene):
    planted = Client()
    planted.session.save()
    session = planted.session
    session["planted"] = True
    session.save()
    victim = Client()
    victim.cookies["sessionid"] = session.session_key
    sign_in(victim)
    assert key(victim) != session.session_key
    thief = Client()
    thief.cookies["sessionid"] = session.session_key
    assert thief.get(reverse("queue")).status_code == 302


@pytest.mark.parametrize("made_up", ["a" * 32, "", "../../x", "karim", "x" * 5000])
def test_a_key_of_ones_own_making_becomes_nobodys_session(made_up, scene):
    browser = Client()
    browser.cookies["sessionid"] = made_up
    sign_in(browser)
    assert key(browser) != made_up
    assert not Session.objects.filter(session_key=made_up).exists()


def test_after_signing_out_the_old_key_opens_nothing(scene):
    browser = Client()
    sign_in(browser)
    old = key(browser)
    browser.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["sessionid"] = old
    assert thief.get(reverse("queue")).status_code == 302
    assert not Session.objects.filter(session_key=old).exists()


def test_the_token_of_forms_is_another_after_signing_in(scene):
    browser = Client(enforce_csrf_checks=True)
    browser.get(reverse("account_login"))
    before = browser.cookies["csrftoken"].value
    browser.post(reverse("account_login"), RIGHT | {"csrfmiddlewaretoken": before})
    assert browser.cookies["csrftoken"].value != before


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://testserver.evil.example", "http://testserver:8080"]
)
def test_a_form_on_another_site_sends_nothing_here(origin, scene):
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(reverse("track"))
    sent = {
        "number": scene.ours.received.number,
        "last_four": "0001",
        "csrfmiddlewaretoken": page.cookies["csrftoken"].value,
    }
    assert browser.post(reverse("track"), sent, headers={"origin": origin}).status_code == 403
    assert browser.post(reverse("track"), sent).status_code == 302


def test_following_as_a_citizen_opens_nothing_of_the_staff_and_ends_with_no_sign_in(scene):
    browser = scene.browser("citizen")
    following = browser.cookies["following"].value
    desk = scene.browser("officer")
    desk.cookies["following"] = following
    desk.post(reverse("account_logout"))
    assert desk.get(reverse("queue")).status_code == 302
    assert browser.get(reverse("queue")).status_code == 302


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize(("kind", "way"), [("officer", "/sign-out/"), ("citizen", "/mine/end/")])
def test_who_signs_out_leaves_nothing_in_the_browser(kind, way, root, scene):
    browser = scene.browser(kind)
    asked = browser.get(f"{root}{way}")
    assert "Clear-Site-Data" not in asked.headers
    out = browser.post(f"{root}{way}")
    assert out.status_code == 302
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in browser.get(f"{root}/").headers
