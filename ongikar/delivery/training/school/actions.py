"""The acts of a school's classes: opened with its request, a class planned, held and written into the lab's
book, and the school's word. Each is one transaction, and sent twice it is done once.
"""

from datetime import datetime

from django.db import transaction

from ongikar.cases.models import Case
from ongikar.cases.places import OTHER
from ongikar.core.i18n.say import say_in
from ongikar.delivery.training.act_log import TrainingFault
from ongikar.delivery.training.after.records import enter_lab_use
from ongikar.delivery.training.models import LabUse, SchoolCourse, SchoolFeedback
from ongikar.gatherings import transitions
from ongikar.gatherings.actions import (
    add_member,
    cancel_gathering,
    count_heads,
    open_roster,
    plan_gathering,
    record_gathering,
)
from ongikar.gatherings.models import Gathering, Mark, Member
from ongikar.journal.actions import ANYONE, WORKER, Reference, record
from ongikar.offices.models import Place
from ongikar.rules import case_transitions

ENDED = ("আবেদনটি শেষ হয়েছে।", "The request has ended.")


@transaction.atomic
def open_school_course(case: Case, *, now: datetime) -> SchoolCourse:
    """The row of what a school asked for: with its receipt, or adopted later."""
    known = SchoolCourse.objects.filter(case=case).first()
    if known:
        return known
    answers, named = case.answers, str(case.answers.get("place") or "")
    place = None
    if named and named != OTHER:
        place = Place.objects.filter(office=case.office_id, kind=Place.LAB, slug=named).first()
    made = SchoolCourse.objects.create(
        office=case.office,
        case=case,
        place=place,
        topic=str(answers.get("topic") or "")[:200],
        school_class=str(answers.get("school_class") or "")[:60],
        students=int(answers.get("students") or 0),
        made_at=now,
    )
    note("opened", made, WORKER, now)
    return made


@transaction.atomic
def plan_class(
    course: SchoolCourse,
    *,
    place: Place,
    starts_at: datetime,
    ends_at: datetime,
    teacher: str,
    mobile: str,
    actor: Reference,
    now: datetime,
) -> Gathering:
    """One class in a lab, with whoever teaches it on its roster. The same class twice is one. Raises
    GatheringFault and TrainingFault.
    """
    lock(course)
    require_open(course)
    standing = Gathering.objects.of_subject(course.reference).that_stand()
    if known := standing.filter(starts_at=starts_at, place=place).first():
        return known
    title = f"{course.topic}, {course.school_class}"[:200]
    roster = open_roster(office=course.office, subject=course.reference, title=title, actor=actor, now=now)
    add_member(
        roster, name=teacher, mobile=mobile, role=Member.TRAINER, since=starts_at.date(), actor=actor, now=now
    )
    return plan_gathering(
        office=course.office,
        sort=Gathering.SESSION,
        title=title,
        place=place,
        starts_at=starts_at,
        ends_at=ends_at,
        roster=roster,
        subject=course.reference,
        is_public=False,
        actor=actor,
        now=now,
    )


@transaction.atomic
def hold_class(
    course: SchoolCourse,
    gathering: Gathering,
    *,
    students: int,
    girls: int | None,
    computers_working: int | None,
    what: str,
    materials: str,
    actor: Reference,
    now: datetime,
) -> LabUse:
    """It was held: so many came, and the lab's book has its line. Raises GatheringFault and TrainingFault."""
    lock(course)
    known = LabUse.objects.filter(gathering=gathering).first()
    if known:
        return known
    if students == 0:
        raise TrainingFault(
            "students",
            "কেউ না এলে ক্লাস হয়নি: ক্লাসটি বাতিল করুন বা অন্য দিনে নিন।",
            "With nobody there no class was held: cancel it, or move it to another day.",
        )
    if gathering.ends_at > now:
        raise TrainingFault("", "ক্লাসটি এখনো শেষ হয়নি।", "The class is not over yet.")
    if gathering.place is None:
        raise TrainingFault("", "ক্লাসটি কোনো ল্যাবে নয়।", "The class is in none of the labs.")
    if gathering.state in transitions.COMING:
        # Counted first: the head count of a class is its attendance, since no student is on a roster.
        count_heads(gathering, counted=students, actor=actor, now=now)
        record_gathering(gathering, rest=Mark.PRESENT, actor=actor, now=now)
    return enter_lab_use(
        place=gathering.place,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        what=what,
        school_class=course.school_class,
        students=students,
        girls=girls,
        computers_working=computers_working,
        teacher=", ".join(teachers_of(gathering)),
        materials=materials,
        gathering=gathering,
        course=course,
        submission=f"gathering-{gathering.pk}",
        actor=actor,
        now=now,
    )


def teachers_of(gathering: Gathering) -> list[str]:
    return [member.title for member in gathering.roster.members.all() if member.role == Member.TRAINER]


@transaction.atomic
def give_feedback(
    course: SchoolCourse,
    *,
    clear: int,
    useful: int,
    again: bool,
    words: str,
    via: str,
    now: datetime,
    actor: Reference = ANYONE,
) -> SchoolFeedback:
    """The school says how it was, once, after a class was held. Raises TrainingFault."""
    lock(course)
    if not course.uses.filter(struck_at=None).exists():
        raise TrainingFault("", "এখনো কোনো ক্লাস হয়নি।", "No class was held yet.")
    known = SchoolFeedback.objects.filter(course=course).first()
    if known:
        return known
    made = SchoolFeedback.objects.create(
        course=course,
        clear=clear,
        useful=useful,
        again=again,
        words=words,
        via=via,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
    )
    note("acknowledged", course, actor, now)
    return made


@transaction.atomic
def end_school_course(case: Case, *, now: datetime) -> None:
    """Its case ended: what was still to come takes place no more, and whoever teaches it is told."""
    course = SchoolCourse.objects.filter(case=case).first()
    if course is None:
        return
    for gathering in Gathering.objects.of_subject(course.reference).filter(state__in=transitions.COMING):
        if gathering.starts_at > now:
            cancel_gathering(gathering, reason=say_in("bn", *ENDED), actor=WORKER, now=now)


def require_open(course: SchoolCourse) -> None:
    """Nothing is planned of what was answered."""
    state = Case.objects.values_list("state", flat=True).get(pk=course.case_id)
    if state in case_transitions.CLOSED:
        raise TrainingFault("", "আবেদনটি শেষ হয়েছে।", "The request has ended.")


def lock(course: SchoolCourse) -> None:
    """Two at once act in turn."""
    SchoolCourse.objects.select_for_update().get(pk=course.pk)


def note(verb: str, course: SchoolCourse, actor: Reference, now: datetime) -> None:
    record(
        f"school_course.{verb}", subject=course.reference, actor=actor, office_id=course.office_id, now=now
    )
