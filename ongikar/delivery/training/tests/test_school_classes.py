"""A school asks for classes in its lab: planned, held, written into the lab's book, and answered."""

from datetime import datetime, timedelta

import pytest

from ongikar.cases import actions as cases
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.training.books import LAB_USE
from ongikar.delivery.training.models import LabUse, SchoolCourse, SchoolFeedback
from ongikar.delivery.training.personal_data import forget_applicant
from ongikar.delivery.training.school import actions
from ongikar.gatherings.models import Gathering
from ongikar.offices.models import Place
from tests.applicants import show_proof

MONDAY = datetime.fromisoformat("2026-11-23T10:00:00+06:00")
ANSWERS = {"topic": "স্ক্র্যাচ", "school_class": "অষ্টম শ্রেণি", "students": 24}
HELD = {
    "students": 22,
    "girls": 12,
    "computers_working": 13,
    "what": "প্রথম খেলা",
    "materials": "এক পাতার নির্দেশিকা",
}
FEEDBACK = {"clear": 5, "useful": 4, "again": True, "words": "সবাই বুঝেছে।"}


@pytest.fixture
def lab(office):
    return Place.objects.filter(office=office, kind=Place.LAB).first() or Place.objects.create(
        office=office, slug="a-lab", kind=Place.LAB, name_bn="নমুনা ল্যাব"
    )


@pytest.fixture
def course(receive, lab, now):
    case = receive("institutional-5", answers=ANSWERS | {"place": lab.slug}, now=now)
    return SchoolCourse.objects.get(case=case)


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


def plan(course, lab, actor, now, **changed):
    facts = {
        "starts_at": MONDAY,
        "ends_at": MONDAY + timedelta(minutes=90),
        "teacher": "রহীমা সুলতানা",
        "mobile": "",
    }
    return actions.plan_class(course, place=lab, actor=actor, now=now, **facts | changed)


def test_a_class_that_was_held_is_a_line_of_the_labs_book_and_keeps_the_promise(
    course, lab, actor, now, office
):
    assert (course.place, course.students) == (lab, 24)
    case, kind = course.case, kind_of(course.case.row)
    assert "ল্যাবের খাতায় কোনো ক্লাস নেই" in str([each.words for each in kind.missing(case, {}, now=now)])
    gathering = plan(course, lab, actor, now)
    assert plan(course, lab, actor, now) == gathering
    after = MONDAY + timedelta(hours=2)
    use = actions.hold_class(course, gathering, actor=actor, now=after, **HELD)
    assert actions.hold_class(course, gathering, actor=actor, now=after, **HELD) == use
    gathering.refresh_from_db()
    assert (gathering.state, gathering.head_counts.get().counted) == ("recorded", 22)
    outcome = kind.known_outcome(case) | {"grade": "attended"}
    assert (outcome["from_day"], outcome["hours"], outcome["attended"]) == ("2026-11-23", 1, 91)
    assert [str(each.words) for each in kind.missing(case, outcome, now=after)] == []
    actions.give_feedback(course, via="phone", actor=actor, now=after, **FEEDBACK)
    (line,) = LAB_USE.rows(office, 2026)[:10]
    told = " ".join(line.texts)
    for words in ("রহীমা সুলতানা", "এক পাতার নির্দেশিকা", "বোঝানো ৫"):
        assert words in told


def test_what_cannot_be_is_said_and_nothing_is_written(course, lab, actor, now):
    gathering = plan(course, lab, actor, now)
    for facts, moment in (
        (HELD | {"students": 0, "girls": None}, MONDAY + timedelta(hours=2)),
        (HELD, MONDAY),
    ):
        with pytest.raises(ActFault):
            actions.hold_class(course, gathering, actor=actor, now=moment, **facts)
    with pytest.raises(ActFault):
        actions.give_feedback(course, via="web", now=now, **FEEDBACK)
    gathering.refresh_from_db()
    assert (gathering.state, LabUse.objects.count(), SchoolFeedback.objects.count()) == ("planned", 0, 0)


def test_a_class_still_to_come_goes_with_a_request_that_is_taken_back(course, lab, actor, now):
    gathering = plan(course, lab, actor, now)
    cases.withdraw(course.case, words="", now=now)
    gathering.refresh_from_db()
    assert gathering.state == "cancelled"
    with pytest.raises(ActFault):
        plan(course, lab, actor, now, starts_at=MONDAY + timedelta(days=1))


def test_an_open_request_of_the_first_form_gets_its_row_and_a_lab_off_the_list_none(receive, now):
    case = receive("institutional-5", answers=ANSWERS | {"place": "other", "place_name": "নতুন স্কুল"}, now=now)
    SchoolCourse.objects.all().delete()
    Case.objects.filter(pk=case.pk).update(form_version=1)
    for _ in range(2):
        kind_of(case.row).make_rows(case, now=now)
    assert SchoolCourse.objects.get(case=case).place is None


@pytest.mark.fast
def test_the_pages_of_the_office_and_of_the_school(
    course, lab, client, karim, actor, settings, time_machine, now
):
    school = show_proof(type(client)(), course.case)
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    time_machine.move_to(now, tick=False)
    page = f"/desk/training/schools/{course.pk}/"
    for way in (f"/desk/cases/{course.case.number}/", "/desk/training/labs/"):
        assert page in client.get(way).content.decode()
    sent = {"day": "23/11/2026", "since": "10:00", "until": "9:30", "place": str(lab.pk), "teacher": "রহীমা"}
    refused = client.post(f"{page}class/", sent)
    assert refused.status_code == 422
    assert "শেষের সময় শুরুর পরে" in refused.content.decode()
    assert client.post(f"{page}class/", sent | {"until": "11:30"}).status_code == 302
    gathering = Gathering.objects.of_subject(course.reference).get()
    assert "রহীমা" in school.get(f"/track/{course.case.number}/").content.decode()
    time_machine.move_to(MONDAY + timedelta(hours=2), tick=False)
    held = f"{page}class/{gathering.pk}/"
    assert client.post(held, HELD | {"girls": 30}).status_code == 422
    assert client.post(held, HELD).status_code == 302
    assert "২২ জন এসেছে" in client.get(page).content.decode()
    # Nobody but the teacher is on the roster: more heads than marks is no fault there.
    shown = client.get(f"/desk/gatherings/{gathering.pk}/").content.decode()
    assert "মাথা গুনে ২২ জন এসেছেন" in shown
    assert "তালিকায় তখন" not in shown
    assert shown.count(gathering.title) == 2
    school = show_proof(type(client)(), course.case)
    address = f"/track/{course.case.number}/school/"
    assert school.post(address, {"clear": "9", "useful": "4", "again": "yes"}).status_code == 422
    assert (
        school.post(address, {"clear": "5", "useful": "4", "again": "yes", "words": "ভালো"}).status_code == 302
    )
    assert SchoolFeedback.objects.get().via == "web"
    assert "বোঝানো ৫-এর মধ্যে ৫, কাজে লাগা ৫-এর মধ্যে ৪" in client.get(page).content.decode()
    forget_applicant(course.case)
    assert SchoolFeedback.objects.get().words == ""
