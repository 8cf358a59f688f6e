"""The demonstration's classes in the labs of schools: of what a school asked for, one class that was held and
stands in the lab's book, and one that is still to come.
"""

from datetime import datetime, time, timedelta
from itertools import count
from typing import Any

from ongikar.delivery.training.models import SchoolCourse
from ongikar.delivery.training.school.actions import hold_class, plan_class
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.people.models import User
from ongikar.rules.calendar.office_calendar import TZ

from .known import Known
from .timeline import Story

TEACHER = "মোছা. দিলরুবা খাতুন"
BEGINS = time(11)
LASTS = timedelta(minutes=90)


def teach_schools(office: Office, officer: User, *, now: datetime, known: Known) -> Story:
    """Of each open request of a school whose lab is known; each act with its moment."""
    today, calendar = now.astimezone(TZ).date(), office.calendar
    held, coming = (
        datetime.combine(day, BEGINS, TZ)
        for day in (calendar.previous_open_day(today, 1), calendar.next_open_day(today, 3))
    )
    actor: Reference = ("user", officer.pk)

    def plan(at: datetime) -> None:
        for place, course in enumerate(open_courses(office)):
            session = plan_class(
                course, starts_at=held, ends_at=held + LASTS, now=at, **facts_of(course, actor)
            )
            known.keep(f"course of a school {place}", course)
            known.keep(f"class of a school {place}", session)

    def write(at: datetime) -> None:
        for place in count():
            session = known.get(f"class of a school {place}")
            if session is None:
                return
            course: SchoolCourse = known.find(f"course of a school {place}")
            hold_class(
                course,
                session,
                students=max(course.students - 2, 1),
                girls=None,
                computers_working=13,
                what=course.topic,
                materials="এক পাতার নির্দেশিকা",
                actor=actor,
                now=at,
            )

    def plan_next(at: datetime) -> None:
        for course in open_courses(office):
            plan_class(course, starts_at=coming, ends_at=coming + LASTS, now=at, **facts_of(course, actor))

    yield held - timedelta(hours=1), plan
    yield held + 2 * LASTS, write
    yield now, plan_next


def open_courses(office: Office) -> list[SchoolCourse]:
    """Those that had come by then."""
    courses = SchoolCourse.objects.filter(office=office, case__closed_at=None, place__isnull=False)
    return list(courses.select_related("office", "case", "place"))


def facts_of(course: SchoolCourse, actor: Reference) -> dict[str, Any]:
    return {"place": course.place, "teacher": TEACHER, "mobile": "", "actor": actor}
