"""A complaint that the officer complained of has not answered stands on Today until it is answered or
settled.
"""

import pytest
import time_machine

from ongikar.grievances import actions
from ongikar.rules.bangla.text import digits

from .conftest import LATER

pytestmark = pytest.mark.django_db

HEADINGS = {"": "অভিযোগ: আপনার জবাব বাকি", "/en": "Complaints: your answer is due"}


@pytest.fixture
def shown(signed_in):
    """`shown(karim, "/desk/today/")`: what that person reads there at the moment LATER."""

    def read(user, address):
        with time_machine.travel(LATER, tick=False):
            return signed_in(user).get(address).content.decode()

    return read


@pytest.mark.parametrize("root", HEADINGS)
def test_it_stands_on_the_officers_today_with_the_way_to_its_page(filed, shown, karim, root):
    grievance = filed()
    text = shown(karim, f"{root}/desk/today/")
    assert HEADINGS[root] in text
    assert f'href="{root}/desk/complaints/{grievance.number}/"' in text


def test_a_hidden_name_is_not_told_there(filed, shown, karim):
    grievance = filed(identity_hidden=True)
    text = shown(karim, "/desk/today/")
    aside = text[text.index('id="to-answer"') :]
    assert digits(grievance.number) in aside
    assert "রহিমা" not in aside
    assert digits(grievance.case.number) not in aside


def test_once_answered_it_is_gone_and_the_list_says_so(filed, shown, karim, desk):
    grievance = filed()
    assert "জবাব বাকি" in shown(karim, "/desk/complaints/")
    assert "No answer yet" in shown(karim, "/en/desk/complaints/")
    actions.answer_complaint(grievance=grievance, words="যন্ত্রাংশ আসেনি।", actor=desk(karim), now=LATER)
    assert HEADINGS[""] not in shown(karim, "/desk/today/")
    assert "জবাব দেওয়া হয়েছে" in shown(karim, "/desk/complaints/")
    assert "Answered" in shown(karim, "/en/desk/complaints/")


def test_once_decided_no_answer_is_due(filed, decide, shown, karim):
    decide(filed())
    text = shown(karim, "/desk/today/")
    assert "নতুন আবেদন" in text
    assert HEADINGS[""] not in text
    assert "জবাব বাকি" not in shown(karim, "/desk/complaints/")


def test_a_complaint_about_another_post_is_nothing_to_the_assistant(filed, shown, shirin):
    filed()
    text = shown(shirin, "/desk/today/")
    assert "নতুন আবেদন" in text
    assert HEADINGS[""] not in text
