"""A case is closed by a letter, and a letter is signed: outside a demonstration with a second factor shown
within the last quarter of an hour.
"""

import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.cache import cache

from ongikar.cases.actions.result_letter import letter_of
from ongikar.cases.models import Case
from ongikar.offices.models import Office
from ongikar.people.tests.test_second_factor import KARIM, SECRET, code_now
from tests.second_factor import set_up_code_app

pytestmark = pytest.mark.django_db
ANSWER = {"words": "সাতটি ল্যাব চালু আছে।", "given": "all"}


@pytest.fixture
def case(receive):
    return receive()


@pytest.fixture
def desk(client, karim, office):
    """Karim, who signed in with his phone an hour ago."""
    cache.clear()
    Office.objects.filter(pk=office.pk).update(is_demo=False)
    set_up_code_app(karim, SECRET)
    client.post("/sign-in/", KARIM)
    client.post("/sign-in/code/", {"code": code_now()})
    session = client.session
    records = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [each | {"at": time.time() - 3600} for each in records]
    session.save()
    cache.clear()
    from ongikar.core.models import Attempt

    Attempt.objects.all().delete()
    return client


def test_without_a_fresh_factor_nothing_is_closed_and_nothing_lost(desk, case):
    page = desk.get(f"/desk/cases/{case.number}/keep/").content.decode()
    assert "ফোনে দেখা ৬ সংখ্যার কোড" in page
    answer = desk.post(f"/desk/cases/{case.number}/keep/", ANSWER)
    assert answer.status_code == 422
    assert "ফোনের কোডটি লিখুন" in answer.content.decode()
    assert ANSWER["words"] in answer.content.decode()
    wrong = desk.post(f"/desk/cases/{case.number}/keep/", ANSWER | {"code": "000000"})
    assert wrong.status_code == 422
    assert Case.objects.get(pk=case.pk).closed_at is None


def test_with_the_code_it_is_signed_and_no_code_is_asked_for_a_quarter_of_an_hour(desk, case, receive):
    answer = desk.post(f"/desk/cases/{case.number}/keep/", ANSWER | {"code": code_now()})
    assert answer.status_code == 302
    assert letter_of(Case.objects.get(pk=case.pk)).signed_by.username == "karim"
    second = receive()
    assert "৬ সংখ্যার কোড" not in desk.get(f"/desk/cases/{second.number}/refuse/").content.decode()


def test_news_that_closes_nothing_needs_no_code(desk, case):
    answer = desk.post(f"/desk/cases/{case.number}/keep/", ANSWER | {"given": "not_yet"})
    assert answer.status_code == 302
    assert Case.objects.get(pk=case.pk).closed_at is None
