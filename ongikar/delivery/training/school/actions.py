"""The acts of a school's classes: one planned, held and written into the lab's book, the school's word, and
what the book says of them when the request is answered. Sent twice each is done once.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.cases.kinds import Missing
from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault, require
from ongikar.core.i18n.say import say, say_in
from ongikar.delivery.training.after.records import enter_lab_use
from ongikar.delivery.training.models import LabUse, SchoolCourse, SchoolFeedback
from ongikar.delivery.training.models.office_books import MINUTES_AN_HOUR
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
from ongikar.journal.actions import ANYONE, WORKER, Reference
from ongikar.offices.models import Place
from ongikar.records.actions import act_on, perform
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ

ENDED = ("আবেদনটি শেষ হয়েছে।", "The request has ended.")


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
    """One class in a lab, with whoever teaches it on its roster. The same class twice is one, and none is
    planned of what was answered. Raises ActFault.
    """
    with act_on(course):
        state = Case.objects.values_list("state", flat=True).get(pk=course.case_id)
        require(state not in case_transitions.CLOSED, "", *ENDED)
        standing = Gathering.objects.of_subject(course.reference).that_stand()
        if known := standing.filter(starts_at=starts_at, place=place).first():
            return known
        title = f"{course.topic}, {course.school_class}"[:200]
        roster = open_roster(
            office=course.office, subject=course.reference, title=title, actor=actor, now=now
        )
        since = starts_at.date()
        add_member(
            roster, name=teacher, mobile=mobile, role=Member.TRAINER, since=since, actor=actor, now=now
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


def hold_class(
    course: SchoolCourse, gathering: Gathering, *, students: int, actor: Reference, now: datetime, **held: Any
) -> LabUse:
    """It was held: so many came, and the lab's book has its line. Raises ActFault."""
    with act_on(course):
        if known := LabUse.objects.filter(gathering=gathering).first():
            return known
        require(
            students,
            "students",
            "কেউ না এলে ক্লাস হয়নি: ক্লাসটি বাতিল করুন বা অন্য দিনে নিন।",
            "With nobody there no class was held: cancel it, or move it to another day.",
        )
        require(gathering.ends_at <= now, "", "ক্লাসটি এখনো শেষ হয়নি।", "The class is not over yet.")
        if gathering.place is None:
            raise ActFault("", "ক্লাসটি কোনো ল্যাবে নয়।", "The class is in none of the labs.")
        if gathering.state in transitions.COMING:
            # Counted first: the head count of a class is its attendance, since no student is on a roster.
            count_heads(gathering, counted=students, actor=actor, now=now)
            record_gathering(gathering, rest=Mark.PRESENT, actor=actor, now=now)
        return enter_lab_use(
            place=gathering.place,
            starts_at=gathering.starts_at,
            ends_at=gathering.ends_at,
            school_class=course.school_class,
            students=students,
            teacher=", ".join(teachers_of(gathering)),
            gathering=gathering,
            course=course,
            submission=f"gathering-{gathering.pk}",
            actor=actor,
            now=now,
            **held,
        )


def teachers_of(gathering: Gathering) -> list[str]:
    return [member.title for member in gathering.roster.members.all() if member.role == Member.TRAINER]


def give_feedback(
    course: SchoolCourse, *, actor: Reference = ANYONE, now: datetime, **columns: Any
) -> SchoolFeedback:
    """The school says how it was, once, after a class was held. Raises ActFault."""
    return perform(course, SchoolFeedback(course=course, **columns), actor=actor, now=now)


@transaction.atomic
def end_school_course(case: Case, *, now: datetime) -> None:
    """Its case ended: what was still to come takes place no more, and whoever teaches it is told."""
    course = SchoolCourse.objects.filter(case=case).first()
    if course is None:
        return
    for gathering in Gathering.objects.of_subject(course.reference).filter(state__in=transitions.COMING):
        if gathering.starts_at > now:
            cancel_gathering(gathering, reason=say_in("bn", *ENDED), actor=WORKER, now=now)


def lines_of(course: SchoolCourse) -> list[LabUse]:
    return list(course.uses.filter(struck_at=None).order_by("starts_at", "id"))


def known_of_classes(course: SchoolCourse) -> dict[str, Any]:
    """Days and hours as the book has them, and of those who were said to come how many per cent came."""
    if not (lines := lines_of(course)):
        return {}
    minutes = sum((line.ends_at - line.starts_at).total_seconds() // 60 for line in lines)
    asked = course.students * len(lines)
    came = sum(line.students for line in lines)
    return {
        "course": course.topic,
        "from_day": lines[0].starts_at.astimezone(TZ).date().isoformat(),
        "to_day": lines[-1].starts_at.astimezone(TZ).date().isoformat(),
        "hours": max(int(minutes // MINUTES_AN_HOUR), 1),
        "attended": min(100, 100 * came // asked) if asked else 100,
        "words": "\n".join(dict.fromkeys(line.what for line in lines)),
    }


def missing_classes(case: Case) -> Iterator[Missing]:
    """A promise to teach is kept by classes that were held, each with its line in the lab's book."""
    course = SchoolCourse.objects.filter(case=case).first()
    if course is None:
        return
    if not lines_of(course):
        yield Missing(
            "from_day",
            say(
                "ল্যাবের খাতায় কোনো ক্লাস নেই। আগে ক্লাসটি লিখুন।",
                "The lab’s book has no class of this. Enter the class first.",
            ),
        )
        return
    coming = Gathering.objects.of_subject(course.reference).filter(state__in=transitions.COMING)
    if coming.exists():
        yield Missing(
            "to_day",
            say(
                "একটি ক্লাস এখনো হয়নি। সেটি হয়েছে লিখুন, বা বাতিল করুন।",
                "A class is still to come. Say that it was held, or cancel it.",
            ),
        )
