"""The demonstration's classes in the labs of schools: of what a school asked for, one class that was held and
stands in the lab's book, and one that is still to come.
"""

from datetime import datetime, time, timedelta
from typing import Any

from ongikar.delivery.training.models import SchoolCourse
from ongikar.delivery.training.school.actions import hold_class, plan_class
from ongikar.offices.models import Office
from ongikar.people.models import User
from ongikar.rules.calendar.office_calendar import TZ

TEACHER = "মোছা. দিলরুবা খাতুন"
BEGINS = time(11)
LASTS = timedelta(minutes=90)


def teach_schools(office: Office, officer: User, *, now: datetime) -> int:
    """Each open request of a school whose lab is known; returns how many."""
    actor, today, taught = ("user", officer.pk), now.astimezone(TZ).date(), 0
    courses = SchoolCourse.objects.filter(office=office, case__closed_at=None, place__isnull=False)
    for course in courses.select_related("office", "case", "place"):
        assert course.place
        before = office.calendar.previous_open_day(today, 1)
        facts: dict[str, Any] = {"place": course.place, "teacher": TEACHER, "mobile": "", "actor": actor}
        held, coming = (
            datetime.combine(day, BEGINS, TZ) for day in (before, office.calendar.next_open_day(today, 3))
        )
        if held > course.made_at:
            planned = held - timedelta(hours=1)
            given = plan_class(course, starts_at=held, ends_at=held + LASTS, now=planned, **facts)
            hold_class(
                course,
                given,
                students=max(course.students - 2, 1),
                girls=None,
                computers_working=13,
                what=course.topic,
                materials="এক পাতার নির্দেশিকা",
                actor=actor,
                now=held + 2 * LASTS,
            )
        plan_class(course, starts_at=coming, ends_at=coming + LASTS, now=now, **facts)
        taught += 1
    return taught
