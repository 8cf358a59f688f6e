"""The lists of complaints and of messages, a page at a time: every line once, in its order, few or many."""

import re

import pytest
from django.urls import reverse

from ongikar.grievances import actions
from ongikar.grievances.handling import list_views, respondent_views, stage_list
from ongikar.grievances.models import Grievance
from ongikar.grievances.parts import unanswered_complaints
from ongikar.notices import tray
from ongikar.rules.bangla.text import latin_digits

from .conftest import LATER, MINUTE

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'class="who" href="/desk/(?:grievances|complaints)/([\d-]+)/"')
MARK = re.compile(r'rel="next" href="([^"]+)"')


@pytest.fixture
def several(office, receive, now, time_machine):
    """Seven complaints about Karim's work, some of them with the same due moment, before Salma."""
    for n in range(7):
        actions.file_complaint(
            office=office,
            case=receive(now=now),
            text="উত্তর পাইনি।",
            submission=f"several-{n}",
            now=LATER + n // 2 * MINUTE,
        )
    time_machine.move_to(LATER + 10 * MINUTE)
    return list(Grievance.objects.order_by("pk").values_list("number", flat=True))


def numbers_by_page(browser, address: str) -> list[list[str]]:
    """The numbers on each page, from the first to the last."""
    pages = []
    while address:
        html = browser.get(address).content.decode()
        pages.append(NUMBER.findall(html))
        found = MARK.search(html)
        address = found[1].replace("&amp;", "&") if found else ""
        assert len(pages) < 20
    return pages


@pytest.mark.parametrize("counted", [100, 3])
def test_the_desk_tells_each_once_whether_it_is_found_or_walked(
    several, signed_in, salma, monkeypatch, counted
):
    monkeypatch.setattr(stage_list, "PAGE", 3)
    monkeypatch.setattr(stage_list, "COUNTED_UP_TO", counted)
    browser = signed_in(salma)
    pages = numbers_by_page(browser, reverse("desk_grievances"))
    assert pages == [several[:3], several[3:6], several[6:]]
    first = latin_digits(browser.get(reverse("desk_grievances")).content.decode())
    assert f"চলছে: {'7' if counted == 100 else '3+'}" in first


def test_a_mark_that_is_none_shows_the_first_page(several, signed_in, salma):
    for after in ("x", "1.2.3", "9" * 60, "%00", "-1.1"):
        html = signed_in(salma).get(reverse("desk_grievances"), {"after": after}).content.decode()
        assert NUMBER.findall(html) == several


def test_what_is_settled_stands_on_the_first_page(several, signed_in, salma, desk, monkeypatch):
    monkeypatch.setattr(list_views, "MAX_DECIDED", 2)
    for grievance in Grievance.objects.order_by("pk")[:3]:
        actions.decide(
            stage=grievance.stages.get(),
            decision="সঠিক।",
            reasons="দেরির কারণ নেই।",
            remedy="",
            upheld=True,
            actor=desk(salma),
            now=LATER + 10 * MINUTE,
        )
    html = signed_in(salma).get(reverse("desk_grievances")).content.decode()
    assert "নিষ্পত্তি হয়েছে: ২+" in html
    assert len(NUMBER.findall(html)) == 4 + 2


def test_the_officer_goes_through_all_complaints_the_newest_first(several, signed_in, karim, monkeypatch):
    monkeypatch.setattr(respondent_views, "PAGE", 3)
    newest = several[::-1]
    pages = numbers_by_page(signed_in(karim), reverse("desk_complaints"))
    assert pages == [newest[:3], newest[3:6], newest[6:]]


def test_the_oldest_unanswered_are_found_behind_those_that_were_answered(several, office, karim, desk):
    for grievance in Grievance.objects.order_by("pk")[:4]:
        actions.answer_complaint(
            grievance=grievance, words="কারণ জানানো হলো।", actor=desk(karim), now=LATER + 10 * MINUTE
        )
    found = unanswered_complaints(desk(karim), office.pk, 2)
    assert [each.number for each in found] == several[4:6]


@pytest.mark.parametrize("few", [200, 1])
def test_messages_go_on_from_the_last_one_shown(several, office, salma, desk, pass_time, monkeypatch, few):
    monkeypatch.setattr(tray, "FEW_GRIEVANCES", few)
    pass_time(LATER + 10 * MINUTE)
    every = tray.visible_messages(desk(salma), office.pk, before=None, most=500)
    assert len(every) >= 7
    shown, before = [], None
    while page := tray.visible_messages(desk(salma), office.pk, before=before, most=4):
        shown += page
        before = page[-1].pk
    assert [each.pk for each in shown] == [each.pk for each in every]
