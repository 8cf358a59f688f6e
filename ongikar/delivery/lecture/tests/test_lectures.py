"""A class goes from its invitation to the host's word, with its tour, materials and honorarium."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from ongikar.books.registry import book_named
from ongikar.cases import actions as case_actions
from ongikar.cases.actions import agreed_days
from ongikar.cases.adoption import adopt_open_cases
from ongikar.cases.kinds import OutcomeFault
from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.event.tests.test_events import scan
from ongikar.delivery.lecture.desk import LectureDesk
from ongikar.delivery.lecture.models import Honorarium, HostFeedback, Lecture, Material, TourEntry
from ongikar.journal.actions import ANYONE
from ongikar.people.models import GONE
from ongikar.records.actions import perform
from ongikar.records.retention import forget_people
from tests.applicants import show_proof

pytestmark = pytest.mark.django_db
CODE = "institutional-4"
ANSWERS = {
    "programme": "কৃষক মাঠ স্কুল",
    "topic": "মোবাইলে আবহাওয়ার খবর\nসহজ ভাষায়",
    "held_on": "2026-11-25",
    "begins_at": "11:00:00",
    "hours": 2,
    "place": "উপজেলা কৃষি কার্যালয়",
    "audience": 30,
}
BEGINS = datetime.fromisoformat("2026-11-25T11:00:00+06:00")
AFTER = BEGINS + timedelta(hours=4)
RECORD = {"held_on": "2026-11-25", "hours": 2, "attended": 28, "words": "হাতে-কলমে দেখানো হয়েছে।"}
TOUR = {
    "traveller": "মো. আব্দুল করিম",
    "left_at": BEGINS - timedelta(hours=1),
    "back_at": BEGINS + timedelta(hours=3),
    "to_place": "উপজেলা কৃষি কার্যালয়",
    "transport": "অটোরিকশা",
    "kilometres": 4,
}
FEEDBACK = {"clear": 5, "useful": 4, "again": True, "words": "সবাই বুঝেছেন।"}


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


def state_of(lecture):
    return LectureDesk().state_of(lecture)


def enter_tour(lecture, *, actor, now, submission, reason="", **columns):
    row = TourEntry(lecture=lecture, **columns)
    return perform(lecture, row, submission=submission, reason=reason, actor=actor, now=now)


def enter_honorarium(lecture, *, actor, now, submission, reason="", **columns):
    row = Honorarium(lecture=lecture, **columns)
    return perform(lecture, row, submission=submission, reason=reason, actor=actor, now=now)


def give_feedback(lecture, *, now, actor=ANYONE, **columns):
    return perform(lecture, HostFeedback(lecture=lecture, **columns), actor=actor, now=now)


@pytest.fixture
def lecture(receive, now):
    return Lecture.objects.get(case=receive(CODE, answers=ANSWERS, now=now))


@pytest.fixture
def given(lecture, actor, now):
    agreed_days.agree_day(lecture.case, begins=BEGINS, actor=actor, now=now)
    case_actions.keep(fresh(lecture).case, outcome=RECORD, actor=actor, now=AFTER)
    return fresh(lecture)


def fresh(lecture):
    row = Lecture.objects.get(pk=lecture.pk)
    row.case = Case.objects.with_related().prefetch_related("acts").get(pk=row.case_id)
    return row


@pytest.mark.fast
def test_from_the_invitation_to_the_hosts_word(lecture, actor, now):
    assert (lecture.book_serial, lecture.topic) == (1, "মোবাইলে আবহাওয়ার খবর")
    assert state_of(fresh(lecture)) == "invited"
    other = BEGINS + timedelta(days=1)
    agreed_days.propose_day(lecture.case, begins=other, words="সেদিন মাসিক সভা।", actor=actor, now=now)
    assert state_of(fresh(lecture)) == "counter_proposed"
    agreed_days.offer_day(lecture.case, begins=BEGINS, words="", now=now)
    agreed_days.agree_day(lecture.case, begins=BEGINS, actor=actor, now=now)
    assert state_of(fresh(lecture)) == "agreed"
    with pytest.raises(ActFault, match="not given yet"):
        give_feedback(lecture, via="web", now=now, **FEEDBACK)
    case_actions.keep(fresh(lecture).case, outcome=RECORD, actor=actor, now=AFTER)
    assert state_of(fresh(lecture)) == "given"
    give_feedback(lecture, via="web", now=AFTER, **FEEDBACK)
    assert state_of(fresh(lecture)) == "acknowledged"


def test_it_is_given_on_the_day_that_was_agreed_on(lecture, actor, now):
    agreed_days.agree_day(lecture.case, begins=BEGINS, actor=actor, now=now)
    wrong = RECORD | {"held_on": "2026-11-24"}
    with pytest.raises(OutcomeFault, match="ঠিক হয়েছিল"):
        case_actions.keep(fresh(lecture).case, outcome=wrong, actor=actor, now=AFTER)


def test_the_host_says_it_once(given):
    first = give_feedback(given, via="web", now=AFTER, **FEEDBACK)
    again = give_feedback(given, via="phone", now=AFTER, **FEEDBACK | {"clear": 1})
    assert (first, HostFeedback.objects.get().clear) == (again, 5)


def test_a_tour_put_right_strikes_the_old_line_through(given, actor):
    first = enter_tour(given, submission="one", actor=actor, now=AFTER, **TOUR)
    assert enter_tour(given, submission="one", actor=actor, now=AFTER, **TOUR) == first
    right = TOUR | {"kilometres": 6}
    with pytest.raises(ActFault, match="Write why"):
        enter_tour(given, submission="two", actor=actor, now=AFTER, **right)
    enter_tour(given, reason="দূরত্ব ভুল ছিল", submission="two", actor=actor, now=AFTER, **right)
    assert [tour.book_serial for tour in TourEntry.objects.all()] == [1, 2]
    lines = list(book_named("tours").rows(given.office, 2026))
    assert [bool(line.struck) for line in lines] == [True, False]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"back_at": TOUR["left_at"]}, "after the departure"),
        ({"back_at": AFTER + timedelta(hours=1)}, "not come yet"),
    ],
)
def test_a_tour_ends_after_it_began_and_before_now(given, actor, changed, words):
    with pytest.raises(ActFault, match=words):
        enter_tour(given, submission="one", actor=actor, now=AFTER, **TOUR | changed)


def test_an_honorarium_has_a_day_and_none_is_said_too(given, actor):
    with pytest.raises(ActFault, match="the day"):
        enter_honorarium(given, amount=1000, submission="a", actor=actor, now=AFTER)
    with pytest.raises(ActFault, match="More is deducted"):
        enter_honorarium(given, amount=10, deducted=11, submission="a", actor=actor, now=AFTER)
    enter_honorarium(given, amount=0, submission="b", actor=actor, now=AFTER)
    paid = {"amount": 1000, "deducted": 100, "paid_on": date(2026, 11, 25)}
    enter_honorarium(given, reason="পরে দেওয়া হয়েছে", submission="c", actor=actor, now=AFTER, **paid)
    [line] = book_named("lectures").rows(given.office, 2026)[0:5]
    assert "১,০০০" in line.texts
    assert Honorarium.objects.count() == 2


def test_two_living_tours_are_refused_by_the_database(given, actor):
    tour = enter_tour(given, submission="one", actor=actor, now=AFTER, **TOUR)
    tour.pk, tour.book_serial, tour.submission = None, 9, "two"
    with pytest.raises(IntegrityError), transaction.atomic():
        tour.save(force_insert=True)


def test_open_cases_of_before_are_adopted_once(lecture, now):
    case = lecture.case
    lecture.delete()
    Case.objects.filter(pk=case.pk).update(form_version=1)
    assert (adopt_open_cases(now), adopt_open_cases(now)) == (1, 0)
    assert Lecture.objects.filter(case=case).count() == 1


def test_the_pages_of_the_office_and_of_the_host(given, client, karim, settings, time_machine, actor):
    time_machine.move_to(AFTER, tick=False)
    host = show_proof(type(client)(), given.case)
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    page = f"/desk/lectures/{given.pk}/"
    row = Material(lecture=given, title="এক পাতার নির্দেশিকা")
    material = perform(given, row, content=scan(), submission="m", actor=actor, now=AFTER)
    assert given.topic in client.get("/desk/lectures/").content.decode()
    sent = {
        "traveller": "মো. আব্দুল করিম",
        "to_place": "কৃষি কার্যালয়",
        "day": "2026-11-25",
        "left_at": "10:00",
        "back_at": "9:00",
        "transport": "অটোরিকশা",
        "token": "a token that is long enough",
    }
    assert client.post(f"{page}tour/", sent).status_code == 422
    assert client.post(f"{page}tour/", sent | {"back_at": "14:00"}).status_code == 302
    assert client.get(f"{page}other/").status_code == 404
    assert "এক পাতার নির্দেশিকা" in client.get(page).content.decode()
    address = f"/track/{given.case.number}/lecture/"
    assert "এক পাতার নির্দেশিকা" in host.get(f"/track/{given.case.number}/").content.decode()
    assert host.get(f"/papers/{material.paper_id}/").status_code in (200, 302)
    assert host.post(address, {"clear": "9", "useful": "4", "again": "yes"}).status_code == 422
    assert host.post(address, {"clear": "5", "useful": "4", "again": "yes"}).status_code == 302
    assert HostFeedback.objects.get().via == "web"


def test_what_tells_of_persons_goes_with_the_case(given, actor):
    enter_tour(given, submission="one", actor=actor, now=AFTER, **TOUR)
    give_feedback(given, via="web", now=AFTER, **FEEDBACK)
    for _ in range(2):
        forget_people(given)
    assert TourEntry.objects.get().traveller == GONE
    assert HostFeedback.objects.get().words == ""
