"""A call or a visit about a case: one press, seen in its history, proved by nobody, and counted."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases.actions.contacts import contacts_of_month, note_contact
from ongikar.cases.models import Act, Case
from ongikar.core.forms.keys import KEY
from ongikar.journal.models import Entry
from ongikar.rules import case_transitions

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def case(receive):
    return receive("citizen-1", now=timezone.now() - timedelta(hours=1))


def press(desk, case, way, **typed):
    return desk.post(f"/desk/cases/{case.number}/contact/", {"way": way, **typed})


@pytest.mark.parametrize(
    ("root", "button", "told"),
    [
        ("", "ফোন করেছেন", "ফোনে এই আবেদনের খোঁজ নেওয়া হয়েছে।"),
        ("/en", "They called", "Somebody rang the office about this application."),
    ],
)
def test_one_press_stands_in_the_history_of_office_and_applicant(desk, case, root, button, told):
    page = HTMLParser(desk.get(f"{root}/desk/cases/{case.number}/").content)
    buttons = {each.text(strip=True): each for each in page.css("form[action$='/contact/'] button")}
    assert buttons[button].attributes["value"] == "call"
    assert press(desk, case, "call").status_code == 302
    line = HTMLParser(desk.get(f"{root}/desk/cases/{case.number}/").content).css("ol.log li")[0].text()
    assert ("Somebody rang about it." if root else "ফোনে খোঁজ নেওয়া হয়েছে।") in line
    # What was said is written beside it, and stays inside.
    assert (
        f"/desk/cases/{case.number}/note/" in desk.get(f"{root}/desk/cases/{case.number}/").content.decode()
    )
    citizen = Client()
    citizen.post("/track/", {"number": case.number, "last_four": "0001"})
    assert told in citizen.get(f"{root}/track/{case.number}/").content.decode()


def test_a_press_counts_once_for_its_key_and_another_is_another_call(desk, case):
    key = HTMLParser(desk.get(f"/desk/cases/{case.number}/").content).css_first(f"input[name={KEY}]")
    for _ in range(3):
        assert press(desk, case, "call", **{KEY: key.attributes["value"]}).status_code == 302
    assert Act.objects.filter(case=case, name="call").count() == 1
    press(desk, case, "call")
    assert Act.objects.filter(case=case, name="call").count() == 2


def test_it_proves_nobody_and_moves_no_day(desk, case):
    before = Case.objects.get(pk=case.pk)
    press(desk, case, "visit")
    act, after = Act.objects.get(case=case, name="visit"), Case.objects.get(pk=case.pk)
    assert (act.data, act.words) == ({}, "")
    assert (after.state, after.clock.due_at) == (before.state, before.clock.due_at)
    assert Entry.objects.filter(verb="case.visited_about", subject_id=case.pk).count() == 1


@pytest.mark.parametrize("way", ["", "letter", "keep", "call; drop"])
def test_what_is_no_way_to_ask_is_not_found(desk, case, way):
    assert press(desk, case, way).status_code == 404
    assert case.acts.count() == 1


def test_the_offices_own_work_is_asked_after_by_nobody(desk, case, monkeypatch):
    monkeypatch.setattr(Case, "is_own_work", True)
    page = desk.get(f"/desk/cases/{case.number}/").content.decode()
    assert "contact/" not in page
    assert press(desk, case, "call").status_code == 302
    assert case.acts.count() == 1


def test_a_month_says_how_many_asked_while_there_was_time(desk, office, receive):
    now = timezone.now()
    in_time, late = receive("citizen-1", now=now - timedelta(hours=1)), receive("citizen-2", now=now)
    note_contact(in_time, way=case_transitions.CALL, actor=KARIM, now=now)
    note_contact(in_time, way=case_transitions.VISIT, actor=KARIM, now=now)
    after = late.clock.due_at + timedelta(minutes=1)
    note_contact(late, way=case_transitions.CALL, actor=KARIM, now=after)
    told = contacts_of_month(office, now.date().replace(day=1))
    assert (told[in_time.service_id].calls, told[in_time.service_id].visits) == (1, 1)
    assert told[in_time.service_id].after_due == 0
    months = {moment.date().replace(day=1) for moment in (now, after)}
    whole = [contacts_of_month(office, month) for month in sorted(months)]
    assert sum(each[late.service_id].after_due for each in whole if late.service_id in each) == 1


@pytest.mark.parametrize("month", ["2026-13", "1999-01", "২০২৬-১১", "2999-01", "x", "2026-11-01"])
def test_a_month_that_is_none_or_to_come_has_no_page(desk, month):
    assert desk.get(f"/desk/cases/contacts/?month={month}").status_code == 404
