"""What a questionnaire is for, in words, and what its questions may not be for that."""

from collections.abc import Iterator

from ongikar.core.i18n.say import say_lazy
from ongikar.rules.questionnaire.check import Problem
from ongikar.rules.questionnaire.definition import GEOPOINT, Definition
from ongikar.rules.questionnaire.score import has_points

from .models import Questionnaire

PURPOSE_WORDS = {
    Questionnaire.INTAKE: say_lazy("আবেদনের বাড়তি প্রশ্ন", "Extra questions of an application"),
    Questionnaire.CHECKLIST: say_lazy("যাচাই তালিকা", "Checklist"),
    Questionnaire.TEST: say_lazy("পরীক্ষা", "Test"),
    Questionnaire.VIVA: say_lazy("মৌখিক পরীক্ষা", "Viva"),
    Questionnaire.FEEDBACK: say_lazy("মতামত (প্রশিক্ষণ বা সেবার)", "Feedback"),
    Questionnaire.OPINION: say_lazy("জনমত", "Opinion"),
    Questionnaire.FOLLOW_UP: say_lazy("পরে খোঁজ নেওয়া", "Follow-up"),
}
SCORED = frozenset({Questionnaire.TEST, Questionnaire.VIVA})


def purpose_problems(definition: Definition, purpose: str) -> Iterator[Problem]:
    if purpose == Questionnaire.INTAKE:
        yield from intake_problems(definition)
    if purpose in SCORED and not has_points(definition):
        yield Problem(
            "",
            "points",
            "পরীক্ষায় অন্তত একটি প্রশ্নের নম্বর থাকতে হবে।",
            "In a test at least one question must have points.",
        )


def intake_problems(definition: Definition) -> Iterator[Problem]:
    """An application asks on one page, and what it is told is read by whoever deals with it."""
    for group in definition.groups:
        if group.repeat:
            yield Problem(
                group.name,
                "type",
                "আবেদনের প্রশ্নে পুনরাবৃত্তি চলে না।",
                "An application cannot ask again and again.",
            )
    for question in definition.questions:
        if question.sealed or question.type == GEOPOINT:
            column = "sealed" if question.sealed else "type"
            yield Problem(
                question.name,
                column,
                "আবেদনের প্রশ্ন গোপন বা মানচিত্রের হতে পারে না।",
                "A question of an application cannot be sealed, nor ask for a point on the map.",
            )
