"""An act is done whole or not at all, once however often it is sent, and the journal tells of each apart."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError

from ongikar.core.forms.faults import ActFault, require
from ongikar.delivery.initiative.models import Initiative, InitiativeAct
from ongikar.delivery.lecture.models import Honorarium, Lecture, TourEntry
from ongikar.journal.models import Entry
from ongikar.journal.rules.row_seals import rows_from_text
from ongikar.records.actions import change, perform
from ongikar.rules.transitions import was_not_done

pytestmark = pytest.mark.django_db
LEFT = datetime.fromisoformat("2026-11-22T08:00:00+06:00")
TOUR = {"traveller": "করিম", "left_at": LEFT, "back_at": LEFT + timedelta(hours=1), "to_place": "কাউনিয়া"}


@pytest.fixture
def lecture(receive, now):
    answers = {"programme": "মাঠ স্কুল", "topic": "আবহাওয়া", "held_on": "2026-11-25", "hours": 2, "place": "কৃষি"}
    return Lecture.objects.select_related("case", "office").get(
        case=receive("institutional-4", answers=answers)
    )


def tour(lecture, **changes):
    return TourEntry(lecture=lecture, **TOUR | {"transport": "অটোরিকশা"} | changes)


def go(lecture, actor, now, submission="one", **changes):
    return perform(lecture, tour(lecture, **changes), actor=actor, now=now, submission=submission)


@pytest.mark.fast
def test_sent_again_it_is_done_once_and_another_persons_key_is_refused(lecture, karim, now):
    first = go(lecture, ("user", karim.pk), now)
    before = Entry.objects.count()
    assert go(lecture, ("user", karim.pk), now) == first
    with pytest.raises(ActFault, match="something else before"):
        go(lecture, ("user", karim.pk + 1), now)
    assert (TourEntry.objects.count(), Entry.objects.count()) == (1, before)


def test_the_same_key_sent_to_another_record_is_refused(lecture, receive, karim, now):
    actor = ("user", karim.pk)
    go(lecture, actor, now)
    other = Lecture.objects.get(case=receive("institutional-4", answers=lecture.case.answers))
    with pytest.raises(ActFault, match="something else before"):
        go(other, actor, now)


def test_a_constraint_over_two_columns_answers_with_its_own_sentence_beside_one(lecture, karim, now):
    with pytest.raises(ActFault) as caught:
        go(lecture, ("user", karim.pk), now, back_at=LEFT)
    assert (caught.value.field, caught.value.en) == ("back_at", "The return must come after the departure.")
    assert caught.value.bn == "ফেরার সময় যাওয়ার পরে দিন।"
    assert not TourEntry.objects.exists()


def test_a_constraint_that_nobody_worded_stays_a_fault_of_the_program(lecture, karim, now, monkeypatch):
    actor = ("user", karim.pk)
    go(lecture, actor, now)
    monkeypatch.setattr("ongikar.records.actions.strike_standing", lambda *_: None)
    with pytest.raises(IntegrityError):
        go(lecture, actor, now, submission="two")


def pay_with_each_tour(monkeypatch, later=timedelta()):
    """From now on the act of a tour brings another one, within it."""

    def follow(row, actor, now):
        paid = Honorarium(lecture=row.lecture, amount=100, paid_on=now.date() + later)
        perform(row.lecture, paid, actor=actor, now=now, submission=f"{row.submission}-1")

    monkeypatch.setattr(TourEntry, "follow_act", follow)


def test_of_two_nested_acts_each_entry_seals_its_own_rows(lecture, karim, now, monkeypatch):
    pay_with_each_tour(monkeypatch)
    go(lecture, ("user", karim.pk), now)
    outer, inner = Entry.objects.filter(subject_type="lecture").order_by("-id")[:2]
    assert (inner.verb, outer.verb) == ("lecture.honorarium_entered", "lecture.tour_entered")
    assert set(rows_from_text(inner.rows)) == {"lecture_honorarium"}
    assert set(rows_from_text(outer.rows)) == {"lecture_tourentry", "offices_serial"}


def test_where_the_inner_act_is_refused_nothing_is_written(lecture, karim, now, monkeypatch):
    pay_with_each_tour(monkeypatch, later=timedelta(days=1))
    before = Entry.objects.count()
    with pytest.raises(ActFault, match="not come yet"):
        go(lecture, ("user", karim.pk), now)
    assert (TourEntry.objects.count(), Honorarium.objects.count(), Entry.objects.count()) == (0, 0, before)


def put_right(row, actor, now, reason="ভুল ভাড়া"):
    return change(row, "tour_put_right", actor=actor, now=now, struck_at=LEFT, struck_reason=reason)


def test_what_is_put_right_is_told_once_with_its_seal_and_the_same_again_changes_nothing(lecture, karim, now):
    actor = ("user", karim.pk)
    row = go(lecture, actor, now)
    assert put_right(row, actor, now) == ["struck_at", "struck_reason"]
    assert put_right(TourEntry.objects.get(), actor, now) == []
    told = Entry.objects.filter(verb="lecture.tour_put_right").get()
    assert set(rows_from_text(told.rows)) == {"lecture_tourentry"}


def test_what_a_row_may_not_become_is_refused_by_its_rule_or_by_its_constraint(
    lecture, karim, now, monkeypatch
):
    actor = ("user", karim.pk)
    row = go(lecture, actor, now)
    with pytest.raises(ActFault, match="must come after the departure"):
        change(row, "tour_put_right", actor=actor, now=now, back_at=LEFT)
    monkeypatch.setattr(TourEntry, "check_change", lambda row, now: require(False, "", "না", "No"))
    with pytest.raises(ActFault, match="No"):
        put_right(TourEntry.objects.get(), actor, now)
    assert not TourEntry.objects.get().is_struck


def test_each_acts_on_the_columns_as_the_one_before_left_them(lecture):
    read_before = Lecture.objects.get(pk=lecture.pk)
    Lecture.objects.filter(pk=lecture.pk).update(venue="নতুন স্থান")
    read_before.lock()
    assert read_before.venue == "নতুন স্থান"


def test_what_a_table_lets_be_done_once_is_refused_the_second_time(receive, karim, now, monkeypatch):
    monkeypatch.setitem(Initiative.TRANSITIONS.conditions, "pilot", was_not_done("pilot"))
    answers = {"title": "দরজায় নম্বর", "problem": "ফোন", "idea": "QR কোড", "owner": "করিম"}
    case = receive("internal-3", answers=answers, person=None, channel="planned")
    initiative = Initiative.objects.get(case=case)

    def act(name, words, **columns):
        row = InitiativeAct(initiative=initiative, name=name, words=words, **columns)
        perform(initiative, row, actor=("user", karim.pk), now=now)

    act("screen", "কাজের", on=now.date())
    act("pilot", "প্রথম", on=now.date(), where="ল্যাব")
    with pytest.raises(ActFault, match="moved on"):
        act("pilot", "আবার", on=now.date(), where="ল্যাব")
    assert [each.name for each in initiative.acts.all()] == ["propose", "screen", "pilot"]
