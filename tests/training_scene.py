"""The trainings of the scene: a batch at each step up to the seats, for the tests of every page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from ongikar.cases import actions
from ongikar.cases.actions import Person
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.delivery.training import actions as trainings
from ongikar.delivery.training.after.records import enter_hours, enter_lab_use
from ongikar.delivery.training.intakes import call_answers
from ongikar.delivery.training.models import (
    Application,
    Batch,
    Call,
    FollowUp,
    LabUse,
    Objection,
    SchoolCourse,
    TrainingHours,
)
from ongikar.delivery.training.school.actions import hold_class, plan_class
from ongikar.gatherings.models import Gathering
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Place, Post
from ongikar.people.models import User
from ongikar.rules.selection import Rule

RECEIVED = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
NOW = datetime.fromisoformat("2026-12-06T11:00:00+06:00")


@dataclass
class OfficeTrainings:
    """A batch that is planned, one with an open call to offices, of whose test the marks are awaited, one
    whose list is frozen, and one whose seats are offered: `seated` has an offer, which is still open.
    """

    planned: Batch
    called: Batch
    frozen: Batch
    offering: Batch
    seated: Application
    # What is asked of `seated` months later, hours of one of the staff, and a line of a lab's book.
    follow_up: FollowUp
    hours: TrainingHours
    lab_use: LabUse
    # What a school asked for, with a class that was planned beside one that was held.
    school: SchoolCourse
    school_class: Gathering
    # A list that may be objected to, one of whose applicants did.
    objected: Batch
    objection: Objection


TEST_RULE = {
    "points": [{"from": "test", "most": 60}],
    "tie": ["test"],
    "minimum": [{"group": "women", "seats": 1}],
}


def lead_trainings(office: Office, officer: User, person: Person) -> OfficeTrainings:
    actor = ("user", officer.pk)
    course = trainings.make_course(
        office=office,
        title_bn="অফিস প্রোগ্রাম",
        title_en="Office programs",
        hours=30,
        submission=f"course of {office.slug}",
        actor=actor,
        now=RECEIVED,
    )

    def plan(mark: str) -> Batch:
        return trainings.plan_batch(
            course=course,
            seats=2,
            classes=10,
            starts_on=date(2026, 12, 27),
            ends_on=date(2027, 1, 27),
            post=office.posts.get(role=Post.OFFICER),
            submission=f"{mark} of {office.slug}",
            actor=actor,
            now=RECEIVED,
        )

    def call(batch: Batch, code: str, **changed: Any) -> Call:
        days = {
            "closes_at": RECEIVED + timedelta(days=4),
            "draw_at": RECEIVED + timedelta(days=9),
            "result_on": date(2026, 12, 3),
        }
        return trainings.publish_call(
            batch,
            service=Service.objects.get(version__office=office, version__effective_to=None, code=code),
            rule=Rule.from_data({"seats": 2} | changed.pop("rule", {})),
            actor=actor,
            now=RECEIVED,
            **(days | changed),
        )

    planned, called, frozen, offering = (plan(mark) for mark in ("planned", "called", "frozen", "offering"))
    awaited = call(
        called,
        "institutional-3",
        audience=Call.NOMINATED,
        closes_at=NOW + timedelta(days=4),
        test_on=date(2026, 12, 13),
        draw_at=NOW + timedelta(days=8),
        result_on=date(2026, 12, 17),
        rule=TEST_RULE,
    )
    entered = apply_to_call(awaited, person)
    trainings.admit(entered, user=officer, actor=actor, now=RECEIVED)
    late = {"draw_at": NOW - timedelta(hours=1), "result_on": date(2026, 12, 15)}
    seated = None
    for batch, changed in ((frozen, late), (offering, {})):
        of_batch = call(batch, "citizen-6", **changed)
        seated = apply_to_call(of_batch, person)
        trainings.admit(seated, user=officer, actor=actor, now=RECEIVED)
        trainings.close_call(batch, actor=actor, now=of_batch.closes_at)
        trainings.freeze_list(batch, actor=actor, now=of_batch.draw_at - timedelta(days=1))
    for user in (officer, User.objects.get(username="former")):
        drawn = RECEIVED + timedelta(days=9)
        trainings.type_value(offering, values=["7a" * 32], user=user, actor=("user", user.pk), now=drawn)
    trainings.publish_result(offering, actor=actor, now=NOW)
    seated.refresh_from_db()
    objected = plan("objected")
    of_list = call(objected, "citizen-6", draw_at=NOW + timedelta(days=2), result_on=date(2026, 12, 15))
    objecting = apply_to_call(of_list, person)
    trainings.admit(objecting, user=officer, actor=actor, now=RECEIVED)
    trainings.close_call(objected, actor=actor, now=of_list.closes_at)
    listed = trainings.freeze_list(objected, actor=actor, now=NOW - timedelta(days=1))
    objected.refresh_from_db()
    objection = trainings.object_to_list(
        listed,
        application=objecting,
        about=Objection.POINTS,
        roll=objecting.roll,
        words="আমার এইচএসসির নম্বর ধরা হয়নি",
        submission=f"objection of {office.slug}",
        now=NOW - timedelta(hours=2),
    )
    from_elsewhere = trainings.object_to_list(
        listed,
        name="শাহানা পারভীন",
        mobile="+8801712000998",
        about=Objection.OTHER,
        words="আমার আবেদন পাইনি",
        submission=f"other objection of {office.slug}",
        now=NOW - timedelta(hours=2),
    )
    trainings.answer_objection(
        from_elsewhere,
        is_accepted=False,
        reason="এই মোবাইলে কোনো আবেদন নেই",
        roll=None,
        user=officer,
        actor=actor,
        now=NOW - timedelta(hours=1),
    )
    for batch in (planned, called, frozen, offering):
        batch.refresh_from_db()
    return OfficeTrainings(
        planned,
        called,
        frozen,
        offering,
        seated,
        *keep_books(office, ("user", officer.pk), seated),
        *teach_school(office, ("user", officer.pk), person),
        objected,
        objection,
    )


def teach_school(office: Office, actor: Reference, person: Person) -> tuple[SchoolCourse, Gathering]:
    """A school's request with a class that was held and one that is over and not written down yet."""
    lab = Place.objects.filter(office=office, kind=Place.LAB).first()
    assert lab
    case = actions.receive_case(
        service=Service.objects.get(
            version__office=office, version__effective_to=None, code="institutional-5"
        ),
        person=person,
        answers={"place": lab.slug, "topic": "স্ক্র্যাচ", "school_class": "অষ্টম শ্রেণি", "students": 24},
        channel=Case.ONLINE,
        submission=f"school of {office.slug}",
        now=RECEIVED,
    )
    course = SchoolCourse.objects.get(case=case)
    facts: dict[str, Any] = {"place": lab, "teacher": "রহীমা সুলতানা", "mobile": "", "actor": actor}
    lasts = timedelta(minutes=90)
    first, second = (datetime.fromisoformat(f"2026-11-{day}T10:00:00+06:00") for day in (23, 24))
    given = plan_class(course, starts_at=first, ends_at=first + lasts, now=RECEIVED, **facts)
    hold_class(
        course,
        given,
        students=22,
        girls=12,
        computers_working=13,
        what="স্ক্র্যাচ",
        materials="এক পাতার নির্দেশিকা",
        actor=actor,
        now=first + 2 * lasts,
    )
    gathering = plan_class(course, starts_at=second, ends_at=second + lasts, now=RECEIVED, **facts)
    return course, gathering


def keep_books(
    office: Office, actor: Reference, seated: Application
) -> tuple[FollowUp, TrainingHours, LabUse]:
    """What is kept beside the batches."""
    lab = Place.objects.filter(office=office, kind=Place.LAB).first() or Place.objects.create(
        office=office, slug="lab of the scene", kind=Place.LAB, name_bn="নমুনা ল্যাব"
    )
    follow_up = FollowUp.objects.create(application=seated, months=3, due_on=date(2026, 12, 1))
    hours = enter_hours(
        office=office,
        name="শিরিন আক্তার",
        hours=12,
        title="ই-নথি",
        first_on=date(2026, 11, 23),
        last_on=date(2026, 11, 24),
        submission=f"hours of {office.slug}",
        actor=actor,
        now=NOW,
    )
    use = enter_lab_use(
        place=lab,
        starts_at=RECEIVED,
        ends_at=RECEIVED + timedelta(hours=1),
        what="স্ক্র্যাচ",
        students=30,
        teacher="রহীমা সুলতানা",
        submission=f"lab of {office.slug}",
        actor=actor,
        now=NOW,
    )
    return follow_up, hours, use


def apply_to_call(call: Call, person: Person) -> Application:
    answers = {"gender": "female", "education": "hsc", "born_on": "2001-03-04", "hopes": "কাজ করতে চাই"}
    case = actions.receive_case(
        service=call.service,
        person=person,
        answers=answers | call_answers(call),
        channel=Case.ONLINE,
        submission=f"application to {call.pk}",
        now=RECEIVED,
    )
    return Application.objects.select_related("call__batch", "case").get(case=case)
