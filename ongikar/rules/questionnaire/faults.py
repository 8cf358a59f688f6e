"""What is wrong with answers before they are sent in: left open, not as they must be, not to be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass

from .definition import NOTE, SELECTS, UNASKED, Question, Words
from .evaluate import is_true
from .flow import Evaluation
from .values import is_empty

MISSING = {"bn": "এই প্রশ্নের উত্তর দিন।", "en": "Answer this question."}
NOT_SO = {"bn": "উত্তরটি ঠিক নয়। মিলিয়ে দেখুন।", "en": "This answer cannot be right. Check it."}
NOT_OFFERED = {"bn": "তালিকা থেকে বেছে নিন।", "en": "Choose from the list."}


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """One question, in which instance of its repeat (0: outside), and the sentence in both languages."""

    name: str
    instance: int
    bn: str
    en: str


def answer_problems(asked: Evaluation) -> Iterator[AnswerProblem]:
    """All that is wrong, in the order of the sheet."""
    for question, instance in asked.spots():
        if words := problem_of(asked, question, instance):
            bn = words.get("bn") or words.get("en", "")
            yield AnswerProblem(question.name, instance, bn, words.get("en") or bn)


def problem_of(asked: Evaluation, question: Question, instance: int = 0) -> Words | None:
    """What is wrong with one answer, in words; None where nothing is."""
    if question.type in UNASKED or question.type == NOTE or question.read_only:
        return None
    value = asked.values[question.name, instance]
    if is_empty(value):
        if not asked.is_required(question, instance):
            return None
        return question.required_message or MISSING
    if question.type in SELECTS:
        offered = {choice.name for choice in asked.offered_choices(question, instance)}
        if not offered.issuperset(str(value).split()):
            return NOT_OFFERED
    if question.constraint and not is_true(
        question.constraint, asked.surroundings(instance, question, value)
    ):
        return question.constraint_message or NOT_SO
    return None
