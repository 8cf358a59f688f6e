"""The page of the charter's check, in both languages."""

from datetime import date, datetime

import pytest

from ongikar.charter.charter_status import charter_status_on, judge_charters
from ongikar.charter.models import CharterVersion
from ongikar.people.models import Holding

pytestmark = pytest.mark.django_db
PAGE = "/desk/charter/lint/"
MORNING = datetime.fromisoformat("2026-11-22T10:00:00+06:00")


@pytest.fixture
def desk(signed_in, karim, time_machine):
    time_machine.move_to(MORNING, tick=False)
    return signed_in(karim)


def test_it_shows_the_score_and_every_fault_in_both_languages(desk, office):
    found = charter_status_on(office, date(2026, 11, 22))
    bn, en = (desk.get(root + PAGE).content.decode() for root in ("", "/en"))
    assert f"Score <b>{found.score}</b> of 100." in en
    assert "মান ১০০-তে <b>" in bn
    assert "Name the post one step above" in en
    assert "এক ধাপ ওপরের পদ লিখুন" in bn
    assert f"Open: {len(found.open)}" in en
    assert f"Published open, with the reason: {len(found.answered)}" in en
    assert "What would raise the score" in en
    assert en.count("The superior is the responsible officer himself") == 22


def test_what_was_not_there_yesterday_is_called_new(desk, salma, office):
    judge_charters(datetime.fromisoformat("2026-11-19T10:00:00+06:00"))
    assert "<b>New</b>" not in desk.get(f"/en{PAGE}").content.decode()
    Holding.objects.filter(user=salma).update(until=date(2026, 11, 21))
    judge_charters(MORNING)
    said = desk.get(f"/en{PAGE}").content.decode()
    assert said.count("<b>New</b>") == 1
    assert "Nobody holds this post now: District ICT Officer" in said


def test_an_office_without_a_charter_in_force_is_told_so(desk, office):
    CharterVersion.objects.filter(office=office).update(effective_from=date(2030, 1, 1))
    assert "No charter is in force today." in desk.get(f"/en{PAGE}").content.decode()
    assert "আজ কোনো চার্টার কার্যকর নেই।" in desk.get(PAGE).content.decode()


def test_the_staff_find_it_from_the_charters_desk(desk):
    assert f'href="{PAGE}"' in desk.get("/desk/charter/").content.decode()
