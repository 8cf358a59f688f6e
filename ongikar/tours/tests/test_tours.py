"""Tours: the programme takes in the work outside, is approved, and the return is a line of the tour book."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from ongikar.books.registry import book_named
from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.gatherings.actions import open_roster, plan_gathering
from ongikar.gatherings.models import Gathering
from ongikar.offices.models import Office
from ongikar.people.post_holders import holder_of
from ongikar.records.actions import perform, strike
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tours import actions, transitions
from ongikar.tours.models import Tour, TourAct, TourBookLine, TourStop

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 6, 9, 0, tzinfo=TZ)
DAY = date(2026, 12, 6)


@pytest.fixture
def holder(karim):
    return holder_of(karim, DAY)


def draw_up(office: Office, holder: Any, key: str = "a", on: date = DAY, now: datetime = NOW) -> Tour:
    tour = Tour(office=office, on=on, traveller="করিম (নমুনা)", transport="মোটরসাইকেল", submission=key)
    return actions.draw_up(tour, holder=holder, now=now)


def fresh(tour: Tour) -> Tour:
    return Tour.objects.get(pk=tour.pk)


def add_stop(tour: Tour, holder: Any, place: str = "পাগলাপীর স্কুল", at: str = "") -> TourStop:
    row = TourStop(tour=tour, place=place, purpose="ল্যাব দেখা", planned_at=at)
    return perform(tour, row, actor=holder.actor, now=NOW, submission=f"{tour.pk} {place}")


def come_back(
    tour: Tour, holder: Any, now: datetime = NOW + timedelta(hours=9), **changes: Any
) -> TourBookLine:
    columns = {
        "traveller": "করিম (নমুনা)",
        "to_place": "পাগলাপীর",
        "left_at": NOW + timedelta(hours=1),
        "back_at": NOW + timedelta(hours=7),
        "transport": "মোটরসাইকেল",
        "kilometres": 24,
    } | changes
    row = TourBookLine(tour=tour, **columns)
    key = f"{tour.pk} back {columns['kilometres']}"
    return perform(tour, row, actor=holder.actor, now=now, submission=key, reason="ভুল লেখা")


def approve(tour: Tour, holder: Any, by: str = "ইউএনও (নমুনা)") -> TourAct:
    return perform(tour, TourAct(tour=tour, name="approve", approved_by=by), actor=holder.actor, now=NOW)


@pytest.fixture
def visit(office, db) -> Gathering:
    """Something to be done elsewhere that day."""
    return plan_gathering(
        office=office,
        sort=Gathering.VISIT,
        title="ল্যাব দেখা",
        place="মাহিগঞ্জ উচ্চ বিদ্যালয়",
        starts_at=NOW + timedelta(hours=2),
        ends_at=NOW + timedelta(hours=3),
        roster=open_roster(
            office=office, subject=None, title="ল্যাব", actor=("user", 1), now=NOW - timedelta(days=7)
        ),
        actor=("user", 1),
        now=NOW - timedelta(days=7),
    )


@pytest.mark.fast
def test_what_may_follow_what():
    table = transitions.TRANSITIONS
    assert table.may_follow(transitions.DRAWN_UP, transitions.APPROVE)
    assert table.may_follow(transitions.DRAWN_UP, transitions.RETURN)
    assert not table.may_follow(transitions.CANCELLED, transitions.APPROVE)
    assert not table.may_follow(transitions.MADE, transitions.CANCEL)


def test_the_work_of_the_day_comes_into_the_programme_once(office, holder, visit):
    tour = draw_up(office, holder)
    (stop,) = tour.standing_stops()
    assert (stop.place, stop.planned_at) == ("মাহিগঞ্জ উচ্চ বিদ্যালয়", "11:00")
    assert stop.subject == visit.reference
    actions.take_in(fresh(tour), holder=holder, now=NOW)
    assert TourStop.objects.count() == 1
    # Whoever else goes that day is not sent there too; of a day without work nothing comes.
    assert not draw_up(office, holder, "b").standing_stops()
    assert not draw_up(office, holder, "c", DAY + timedelta(days=1)).standing_stops()


def test_what_was_struck_or_cancelled_is_to_be_done_again(office, holder, visit):
    tour = draw_up(office, holder)
    strike(tour.standing_stops()[0], "stop_struck", reason="অন্য দিন", actor=holder.actor, now=NOW)
    actions.take_in(fresh(tour), holder=holder, now=NOW + timedelta(minutes=1))
    assert [stop.place for stop in fresh(tour).standing_stops()] == ["মাহিগঞ্জ উচ্চ বিদ্যালয়"]
    cancel = TourAct(tour=tour, name="cancel", words="বৃষ্টি")
    perform(tour, cancel, actor=holder.actor, now=NOW)
    assert len(draw_up(office, holder, "b").standing_stops()) == 1


def test_stops_stand_in_the_order_of_the_day(office, holder):
    tour = draw_up(office, holder)
    for place, at in (("ক", ""), ("খ", "14:00"), ("গ", "09:30")):
        add_stop(tour, holder, place, at)
    assert [stop.place for stop in fresh(tour).standing_stops()] == ["গ", "খ", "ক"]


def test_what_has_no_stop_is_not_approved(office, holder):
    tour = draw_up(office, holder)
    with pytest.raises(ActFault):
        approve(tour, holder)
    add_stop(tour, holder)
    approve(tour, holder)
    assert fresh(tour).state == "approved"
    with pytest.raises(ActFault):
        approve(fresh(tour), holder, "অন্য কেউ")


def test_a_return_is_a_line_of_the_book_and_puts_an_end_to_changes(office, holder):
    tour = draw_up(office, holder)
    add_stop(tour, holder)
    come_back(fresh(tour), holder)
    assert fresh(tour).state == "made"
    with pytest.raises(ActFault):
        add_stop(fresh(tour), holder, "আরেকটি")
    # Put right: the line before stays, crossed out.
    come_back(fresh(tour), holder, kilometres=30)
    lines = list(book_named("tours").rows(office, 2026))
    assert [line.struck for line in lines] == ["ভুল লেখা", ""]
    cells = [str(getattr(cell, "words", cell)) for cell in lines[1].cells]
    assert "পাগলাপীর: ল্যাব দেখা" in cells


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"back_at": NOW}, "back_at"),
        ({"back_at": NOW + timedelta(hours=12)}, "back_at"),
        ({"left_at": NOW - timedelta(days=1)}, "day"),
    ],
)
def test_a_return_that_cannot_be_is_refused_beside_its_field(office, holder, changes, field):
    tour = draw_up(office, holder)
    with pytest.raises(ActFault) as refused:
        come_back(tour, holder, **changes)
    assert refused.value.field == field
    assert not TourBookLine.objects.exists()


def test_a_day_far_away_is_refused(office, holder):
    with pytest.raises(ActFault):
        draw_up(office, holder, on=DAY + timedelta(days=400))


def test_lines_of_classes_and_of_tours_count_in_one_book(office, holder):
    from ongikar.tours.books import JOURNEYS

    tables = {rows().model.__name__ for rows in JOURNEYS}
    assert tables == {"TourBookLine", "TourEntry"}
    for number in range(3):
        come_back(draw_up(office, holder, f"t{number}"), holder)
    assert [line.cells[0].value for line in book_named("tours").rows(office, 2026)] == [1, 2, 3]


def test_drawn_up_on_its_page_approved_and_entered(signed_in, karim, office, visit, time_machine):
    time_machine.move_to(NOW, tick=False)
    client = signed_in(karim)
    page = client.get(reverse("tours_new"))
    assert page.status_code == 200
    said = {"on": "06/12/2026", "traveller": "করিম", "transport": "রিকশা", "token": "one"}
    answer = client.post(reverse("tours_new"), said)
    tour = Tour.objects.get()
    assert answer["Location"] == reverse("tour", args=[tour.pk])
    shown = client.get(answer["Location"]).content.decode()
    assert "মাহিগঞ্জ উচ্চ বিদ্যালয়" in shown
    assert "সকাল ১১টা" in shown
    client.post(reverse("tour_approve", args=[tour.pk]), {"approved_by": "ইউএনও (নমুনা)"})
    assert fresh(tour).state == "approved"
    there = reverse("tour_return", args=[tour.pk])
    assert there in client.get(reverse("tours")).content.decode()
    form = client.get(there).content.decode()
    assert "মাহিগঞ্জ উচ্চ বিদ্যালয়" in form
    come_back(fresh(tour), holder_of(karim, DAY))
    assert there not in client.get(reverse("tours")).content.decode()
    assert there in client.get(answer["Location"]).content.decode()
    assert Case.objects.count() == 0
