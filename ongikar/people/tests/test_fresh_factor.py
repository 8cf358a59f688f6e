"""A signature asks for a second factor shown within the last quarter of an hour."""

import time
from datetime import timedelta

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.utils import timezone

from ongikar.people.fresh_factor import is_factor_fresh, is_factor_owed

from .test_second_factor import SECRET, code_now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_code_was_used():
    cache.clear()


class FakeRequest:
    """What the two questions read of a request."""

    def __init__(self, user, office, *ages):
        self.user, self.office = user, office
        now = time.time()
        records = [{"method": "password", "at": now}]
        records += [{"method": "mfa", "at": now - age} for age in ages]
        self.session = {AUTHENTICATION_METHODS_SESSION_KEY: records, WHOSE: user_id_to_str(user)}


@pytest.mark.parametrize(
    ("ages", "fresh"), [((), False), ((14 * 60,), True), ((16 * 60,), False), ((9999, 5), True)]
)
def test_a_factor_is_fresh_for_a_quarter_of_an_hour(karim, office, ages, fresh):
    assert is_factor_fresh(FakeRequest(karim, office, *ages), timezone.now()) is fresh


def test_in_a_demonstration_only_whoever_has_one_is_asked(karim, office):
    assert office.is_demo
    assert not is_factor_owed(FakeRequest(karim, office), timezone.now())
    TOTP.activate(karim, SECRET)
    assert is_factor_owed(FakeRequest(karim, office), timezone.now())
    assert not is_factor_owed(FakeRequest(karim, office, 60), timezone.now())


def test_in_an_office_everybody_is_asked(karim, office):
    office.is_demo = False
    assert is_factor_owed(FakeRequest(karim, office), timezone.now())


def test_the_page_takes_a_code_and_leads_back(signed_in, karim):
    TOTP.activate(karim, SECRET)
    client = signed_in(karim)
    assert "ফোনে দেখা ৬ সংখ্যার কোড" in client.get("/me/again/?next=/desk/cases/").content.decode()
    wrong = client.post("/me/again/", {"next": "/desk/cases/", "code": "000000"})
    assert wrong.status_code == 422
    assert "কোডটি ঠিক নয়" in wrong.content.decode()
    right = client.post("/me/again/", {"next": "/desk/cases/", "code": code_now()})
    assert (right.status_code, right["Location"]) == (302, "/desk/cases/")
    records = client.session[AUTHENTICATION_METHODS_SESSION_KEY]
    assert records[-1]["method"] == "mfa"
    assert timezone.now().timestamp() - records[-1]["at"] < timedelta(minutes=1).total_seconds()


def test_it_leads_to_no_other_site(signed_in, karim):
    TOTP.activate(karim, SECRET)
    sent = {"next": "https://example.org/", "code": code_now()}
    assert signed_in(karim).post("/me/again/", sent)["Location"] == "/me/"


def test_whoever_has_none_is_led_to_set_one_up(signed_in, karim):
    page = signed_in(karim).get("/me/again/?next=/desk/cases/").content.decode()
    assert "আগে যোগ করুন" in page
    assert 'href="/desk/cases/"' in page


def test_nobody_else_sees_the_page(client):
    assert client.get("/me/again/").status_code == 302
