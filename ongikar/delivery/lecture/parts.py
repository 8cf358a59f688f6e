"""What a class shows on the pages of its case: to the host, and to the office."""

from datetime import datetime

from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.core.slots import Answer
from ongikar.rules import case_transitions

from .models import Lecture
from .words import state_of_lecture, state_words


def lecture_of_case(case: Case) -> Lecture | None:
    found = Lecture.objects.select_related("office", "feedback").filter(case=case).first()
    if found:
        found.case = case
    return found


def hosts_lecture_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """What was handed out, and the place for the host's word once the class was given."""
    if case.row.kind != "lecture" or (lecture := lecture_of_case(case)) is None:
        return None
    context = {
        "case": case,
        "lecture": lecture,
        "materials": list(lecture.materials.select_related("paper")),
        "is_given": case.state == case_transitions.KEPT,
        "feedback": getattr(lecture, "feedback", None),
    }
    return "lecture/tracked.html", context


def officers_lecture_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    if case.row.kind != "lecture" or (lecture := lecture_of_case(case)) is None:
        return None
    return "lecture/case_part.html", {"lecture": lecture, "state": state_words(state_of_lecture(lecture))}
