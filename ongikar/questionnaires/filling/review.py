"""All answers before they are sent, each with the way back to its page and what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from ongikar.core.i18n.say import language, say
from ongikar.questionnaires.fields import answer_words, is_field
from ongikar.rules.questionnaire.definition import words_in
from ongikar.rules.questionnaire.faults import AnswerProblem

from .steps import Step, Way


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One question: its words, its answer in words, the page it is asked on, and what is wrong."""

    label: str
    answer: str
    query: str
    fault: str = ""


def review_lines(way: Way, problems: Iterable[AnswerProblem]) -> list[ReviewLine]:
    faults = {(each.name, each.instance): say(each.bn, each.en) for each in problems}
    step_of = {
        (question.name, step.instance): step for step in way.steps() for question in step.page.questions
    }
    lines = []
    for question, instance in way.asked.spots():
        step: Step | None = step_of.get((question.name, instance))
        if not is_field(question) or step is None:
            continue
        kept = way.asked.typed_value(question.name, instance)
        empty = kept in ("", None, [])
        label = words_in(question.label, language())
        if instance:
            label = f"{way.title(step, language())} {instance}: {label}"
        words = "" if empty else answer_words(question, way.asked.offered_choices(question, instance), kept)
        lines.append(ReviewLine(label, words, step.query, faults.get((question.name, instance), "")))
    return lines
