"""The classes of a school's request as lines, and what is shown of them on its tracking page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse

from ongikar.cases.models import Case
from ongikar.cases.rights import READER_ROLES
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.delivery.training.models import LabUse, SchoolCourse
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles
from ongikar.rules.bangla.text import digits

from .actions import teachers_of


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class. `use`: its line in the lab's book; None until it was held."""

    gathering: Gathering
    teacher: str
    use: LabUse | None
    may_be_held: bool

    @property
    def is_struck(self) -> bool:
        return self.gathering.state == transitions.STRUCK

    @property
    def state(self) -> str:
        if self.is_struck:
            return say("খাতা থেকে কাটা", "Struck from the book")
        if self.use:
            n = digits(self.use.students, language())
            return say("হয়েছে, {n} জন এসেছে", "Held, {n} came", n=n)
        if self.gathering.state == transitions.CANCELLED:
            return say("বাতিল", "Cancelled")
        return say("হয়েছে", "Held") if self.gathering.state == transitions.RECORDED else say("হবে", "Planned")

    @property
    def look(self) -> str:
        if self.is_struck:
            return "shut"
        if self.use:
            return "done"
        return "shut" if self.gathering.state == transitions.CANCELLED else "wait"


def class_lines(course: SchoolCourse, now: datetime) -> list[ClassLine]:
    """Those of a course, the first to come first; what was cancelled stays readable."""
    rows = Gathering.objects.of_subject(course.reference).select_related("place", "lab_use", "roster")
    return [
        ClassLine(
            gathering,
            ", ".join(teachers_of(gathering)),
            (use := getattr(gathering, "lab_use", None)),
            use is None and gathering.state not in transitions.GONE and gathering.ends_at <= now,
        )
        for gathering in rows.prefetch_related("roster__members")
    ]


def school_course_exists() -> Exists:
    """Whether a school's classes belong to a case: told along with it, so that the others ask nothing."""
    return Exists(SchoolCourse.objects.filter(case=OuterRef("pk")))


def may_have_school_course(case: Case) -> bool:
    """What the case's own statement told of it; one read in another way may have one."""
    return getattr(case, "has_school_course", True)


def schools_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """On the school's own page: when its classes are, where and with whom, and the place for its word."""
    if case.row.kind != "training" or not may_have_school_course(case):
        return None
    course = SchoolCourse.objects.select_related("feedback").filter(case=case).first()
    if course is None or not (lines := class_lines(course, now)):
        return None
    context = {
        "case": case,
        "lines": lines,
        "was_held": any(line.use and not line.use.struck_at for line in lines),
        "feedback": getattr(course, "feedback", None),
    }
    return "training/school/tracked.html", context


def officers_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """On the page of the case: the way to its classes."""
    if case.row.kind != "training" or not getattr(case, "has_school_course", True):
        return None
    course = SchoolCourse.objects.filter(case=case).first()
    return ("training/school/case_panel.html", {"course": course, "case": case}) if course else None


def load_courses(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = SchoolCourse.objects.filter(pk__in=list(keys))
    found = rows.values_list("pk", "case__number", "topic", "office_id")
    return {
        pk: SubjectLine(number, topic, reverse("school_course", args=[pk]), office_id)
        for pk, number, topic, office_id in found
    }


SCHOOL_SUBJECT = SubjectType(
    SchoolCourse.SUBJECT, ("স্কুলের ক্লাস", "School classes"), load_courses, readable_by_roles(READER_ROLES)
)
