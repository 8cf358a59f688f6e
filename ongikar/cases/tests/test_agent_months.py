"""The book of a month: what a digital centre brought, each at the fee of its day, and nothing for what the
citizen says they never asked for.
"""

import pytest
from django.utils import timezone

from ongikar.cases.agent.months import filings_of_month, month_asked
from ongikar.cases.agent_consents import disown
from ongikar.cases.models import Case
from ongikar.offices.models import Office, Post
from ongikar.people.models import User

from .test_agent import SENT, agree, words

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("root", ["", "/en"])


@pytest.fixture
def jashim(office):
    return User.objects.get(username="jashim")


@pytest.fixture
def of_month(signed_in, jashim):
    """Three applications of one sitting, of which the citizen denies the last."""
    browser = signed_in(jashim)
    agree(browser)
    for number in range(3):
        assert browser.post("/agent/new/", SENT | {"token": f"press {number}"}).status_code == 302
    disown(Case.objects.filter(channel=Case.AGENT).latest("pk"), words="", now=timezone.now())
    return browser


def set_fee(browser, taka, submission):
    said = {"taka": taka, "since": f"{timezone.localdate():%d/%m/%Y}", "reason": "অফিস আদেশ"}
    return browser.post("/desk/settings/agent_fee/", said | {"submission": submission, "seen": ""})


@BOTH
def test_without_a_fee_they_are_only_counted(of_month, root):
    page = of_month.get(f"{root}/agent/month/")
    (each,) = page.context["sums"]
    assert (each.count, each.denials, each.taka) == (3, 1, 0)
    assert "টাকা" not in words(page).split("<table")[0].split("<main")[1]
    assert of_month.get(f"{root}/agent/month.pdf").content.startswith(b"%PDF-")


@BOTH
def test_each_is_counted_with_the_fee_of_the_settings(of_month, office, signed_in, karim, root):
    desk = signed_in(karim)
    answer = set_fee(desk, "20", "a")
    assert (answer.status_code, answer["Location"]) == (302, "/desk/settings/agent_fee/")
    # As every process reads it from the next request on.
    known = Office.objects.get(pk=office.pk)
    (each,) = filings_of_month(known, office.posts.filter(role=Post.AGENT), month_asked("", timezone.now()))
    assert (each.count, each.taka) == (3, 40)
    page = desk.get(f"{root}/desk/centres/")
    assert (page.context["count"], page.context["denials"], page.context["late"]) == (3, 1, 0)


@pytest.mark.parametrize("typed", ["0", "10001", "অনেক"])
def test_a_fee_that_cannot_be_meant_is_refused(signed_in, karim, typed):
    answer = set_fee(signed_in(karim), typed, "a")
    assert answer.status_code == 422
    assert answer.context["form"].errors["taka"]


@pytest.mark.parametrize("typed", ["", "2026-13", "9999-01", "১", "0001-01"])
def test_what_is_no_month_is_this_month(of_month, typed):
    assert of_month.get("/agent/month/", {"month": typed}).context["sums"][0].count == 3


def test_another_month_and_another_centre_have_none_of_it(of_month, office, signed_in, karim):
    assert of_month.get("/agent/month/", {"month": "2026-01"}).context["sums"][0].count == 0
    Post.objects.create(office=office, slug="udc-9", role=Post.AGENT, title_bn="উদ্যোক্তা", title_en="Agent")
    sums = signed_in(karim).get("/desk/centres/").context["sums"]
    assert sorted(each.count for each in sums) == [0, 3]
