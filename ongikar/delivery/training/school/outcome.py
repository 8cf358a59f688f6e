"""What the lab's book says of the classes of a school when its request is answered."""

from collections.abc import Iterator
from typing import Any

from ongikar.cases.kinds import Missing
from ongikar.cases.models import Case
from ongikar.core.i18n.say import say
from ongikar.delivery.training.models import LabUse, SchoolCourse
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering
from ongikar.rules.calendar.office_calendar import TZ

MINUTES_AN_HOUR = 60


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
