"""The complaints of a mobile on its own list: hers, of this office, and nobody else's."""

import pytest
import time_machine

from ongikar.cases.models import MobileCode
from ongikar.grievances.models import Grievance
from ongikar.rules.bangla.text import digits

from .conftest import LATER

pytestmark = pytest.mark.django_db
HERS, ANOTHERS = "01700000001", "01700000002"


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def let_in(client, office):
    """`let_in(mobile)`: this browser has proved the mobile."""

    def do(mobile: str):
        client.post("/mine/", {"mobile": mobile})
        client.post("/mine/code/", {"code": MobileCode.objects.latest("pk").figures})
        return client

    return do


def test_a_complaint_stands_on_the_list_and_opens_from_it(let_in, filed):
    grievance = filed(identity_hidden=True)
    browser = let_in(HERS)
    page = browser.get("/mine/").content.decode()
    assert "আমার অভিযোগ" in page
    assert digits(grievance.number) in page
    assert "/track/?number=" in browser.get(f"/grievances/{grievance.number}/")["Location"]
    assert (
        browser.get(f"/mine/complaints/{grievance.number}/")["Location"] == f"/grievances/{grievance.number}/"
    )
    assert browser.get(f"/grievances/{grievance.number}/").status_code == 200


def test_nobody_elses_does(let_in, filed):
    grievance = filed()
    browser = let_in(ANOTHERS)
    page = browser.get("/mine/").content.decode()
    assert "আমার অভিযোগ" not in page
    assert "/track/?number=" in browser.get(f"/mine/complaints/{grievance.number}/")["Location"]


def test_neither_does_one_of_another_office(let_in, filed, office, office_files):
    from tests.scene import second_office

    grievance = filed()
    elsewhere = second_office(office_files())
    Grievance.objects.filter(pk=grievance.pk).update(office=elsewhere)
    browser = let_in(HERS)
    assert "আমার অভিযোগ" not in browser.get("/mine/").content.decode()
    assert "/track/?number=" in browser.get(f"/mine/complaints/{grievance.number}/")["Location"]


def test_the_door_is_shut_again_with_the_list(let_in, filed):
    grievance = filed()
    browser = let_in(HERS)
    browser.get(f"/mine/complaints/{grievance.number}/")
    browser.post("/mine/end/")
    for address in (f"/mine/complaints/{grievance.number}/", f"/grievances/{grievance.number}/"):
        assert "/track/?number=" in browser.get(address)["Location"]
