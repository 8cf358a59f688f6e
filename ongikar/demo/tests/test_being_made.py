"""While a demonstration is being made its pages say so, and nothing is taken in, lost or half-written."""

import pytest
from django.urls import reverse

from ongikar.core import cache_version
from ongikar.core.http.page_cache import MARK
from ongikar.grievances.models import Grievance
from ongikar.offices.models import Office
from ongikar.people.models import User

pytestmark = pytest.mark.django_db
LINE = {
    "bn": "প্রদর্শনীটি এখনো তৈরি হচ্ছে: ১২০টির মধ্যে ৪০টি আবেদন",
    "en": "The demonstration is still being made: 40 of 120 cases",
}
HOME = {"bn": "/", "en": "/en/"}


def set_progress(done, total):
    Office.objects.update(is_demo=True, demo_done=done, demo_total=total)
    cache_version.invalidate_now()


@pytest.fixture
def being_made(office):
    set_progress(40, 120)
    yield
    set_progress(None, None)


@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_the_first_page_says_how_far_it_has_come_and_is_kept_nowhere(tongue, being_made, client):
    page = client.get(HOME[tongue])
    assert LINE[tongue] in page.content.decode()
    assert MARK not in page
    assert page["Cache-Control"] == "no-store"
    set_progress(None, None)
    page = client.get(HOME[tongue])
    assert LINE[tongue][:20] not in page.content.decode()
    assert MARK in page


def test_so_does_the_page_of_the_day(being_made, karim, signed_in):
    assert LINE["bn"] in signed_in(karim).get(reverse("today")).content.decode()


def test_one_without_cases_of_its_own_says_so_without_figures(office, client):
    set_progress(0, 0)
    page = client.get("/en/").content.decode()
    assert "The demonstration is still being made" in page
    assert "0 of 0" not in page
    set_progress(None, None)


def test_what_is_sent_is_not_taken_and_waits_on_the_page_to_be_sent_again(being_made, client):
    sent = {"text": "পাখা চলে না", "about": "conduct", "password": "gopon"}
    page = client.post("/en/grievances/new/", sent)
    shown = page.content.decode()
    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (503, "10", "no-store")
    assert "The demonstration is still being made" in shown
    assert "nothing was taken just now" in " ".join(shown.split())
    assert 'name="text" value="পাখা চলে না"' in shown
    assert "gopon" not in shown
    assert not Grievance.objects.exists()


def test_in_bangla_too(being_made, client):
    page = client.post("/grievances/new/", {"text": "পাখা চলে না"})
    assert page.status_code == 503
    assert "প্রদর্শনীটি এখনো তৈরি হচ্ছে" in page.content.decode()


def test_signing_in_is_taken(being_made, client):
    User.objects.create_user("samira", password="a-long-passphrase-of-hers")
    page = client.post(reverse("account_login"), {"login": "samira", "password": "a-long-passphrase-of-hers"})
    assert page.status_code != 503


def test_an_office_in_earnest_takes_what_is_sent(office, client):
    assert client.post("/en/grievances/new/", {}).status_code != 503
