"""The way of a batch from its first class on: classes, certificates, and what became of people."""

from datetime import date, timedelta

import pytest

from ongikar.delivery.training import rules
from ongikar.delivery.training.board import make_board
from ongikar.delivery.training.models import Batch

from .batches import at
from .test_after_seats import ENDED, attend, certify, finished, offering, running, seats_taken  # noqa: F401
from .test_way import look_of, way_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


def test_each_class_that_is_over_is_owed_with_its_days_and_the_first_stands_in_front(running):  # noqa: F811
    coming = way_at(running, at("2026-12-19", "10:00")).next_class
    way = way_at(running, coming.ends_at + timedelta(hours=1))
    assert way.owed[0][0].what == "উপস্থিতি লিখুন, ক্লাস ১"
    assert way.owed[0][1].look == "today"
    assert way.also == ""
    way = way_at(running, at("2027-01-05"))
    late = [owed.what for owed, due in way.owed if due.look == "late"]
    assert late[:2] == ["উপস্থিতি লিখুন, ক্লাস ১", "উপস্থিতি লিখুন, ক্লাস ২"]
    assert way.also.startswith("উপস্থিতি লিখুন, ক্লাস ২ (")
    assert next(step for step in way.steps if step.name == rules.CLASSES).is_late


def test_while_a_class_is_on_its_attendance_is_what_comes_next(running):  # noqa: F811
    batch = Batch.objects.select_related("office", "course", "place", "post").get(pk=running.pk)
    before = make_board(batch, at("2026-12-19", "12:00"))
    assert not before.next.is_owed
    board = make_board(batch, before.way.next_class.starts_at + timedelta(minutes=20))
    assert board.next.heading == "আজকের ক্লাসের উপস্থিতি লিখুন"
    assert board.next.url == f"/desk/training/{batch.number}/attendance/"
    assert board.next.words.startswith("ক্লাস ১: ")
    assert board.way.owed[0][0].what == "উপস্থিতি লিখুন, ক্লাস ১"


def test_on_the_day_of_a_class_the_page_leads_to_the_sheet_before_it_begins(running):  # noqa: F811
    batch = Batch.objects.select_related("office", "course", "place", "post").get(pk=running.pk)
    first = make_board(batch, at("2026-12-19", "12:00")).way.next_class
    board = make_board(batch, first.opens_at - timedelta(minutes=1))
    assert board.next.heading == "আজকের ক্লাস"
    assert board.next.url == f"/desk/training/{batch.number}/attendance/"
    assert not board.next.is_owed
    assert "সকাল ৯টা ৩০ মিনিট থেকে" in board.next.words.replace("\u00a0", " ")


def test_certificates_are_counted_from_who_can_still_reach_one_to_who_has_it(running, actor):  # noqa: F811
    # Of four people one misses six of twenty classes: four fifths can no longer be reached.
    attend(running, actor, {0: 6})
    way = way_at(running, ENDED)
    looks = [look for look, _, _ in way.certificates.marks]
    assert looks == ["ask", "ask", "ask", "free"]
    assert any("উপস্থিতি ৭০%" in words for words in way.certificates.lines)
    # Two still wait for a seat that nobody can offer any more.
    assert way.owed[0][0].what == "উত্তর দিন, তালিকা শেষ করুন"


def test_from_the_certificates_a_batch_goes_on_to_what_became_of_people(running, actor):  # noqa: F811
    batch = finished(running, actor)
    way = way_at(batch, ENDED)
    assert look_of(way)[rules.CERTIFICATES] == "is"
    assert way.owed[0][0].what == "সনদ দিন"
    assert way.certificates.title == "সনদ বাকি: ৪"
    certify(batch)
    way = way_at(batch, ENDED)
    assert look_of(way)[rules.CERTIFICATES] == "done"
    assert look_of(way)[rules.AFTERWARDS] == "is"
    (owed, due) = next(each for each in way.owed if each[0].is_by_others)
    assert owed.due == date(2027, 4, 27)
    assert due.words == "২৭\u00a0এপ্রিল"
    assert {look for look, _, _ in way.certificates.marks} == {"on"}
