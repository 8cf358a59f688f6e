"""A checklist's version as an inspection reads it: its parts, its items, and what an answer comes to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from ongikar.delivery.inspection.rules import InspectionScore, ItemMark, score_of
from ongikar.offices.models import Office
from ongikar.questionnaires.books import flow_of
from ongikar.questionnaires.models import Version
from ongikar.rules.questionnaire.definition import MANY, NOTE, NUMBERS, UNASKED, Question
from ongikar.rules.questionnaire.flow import Evaluation
from ongikar.rules.questionnaire.pages import Page, pages_of
from ongikar.rules.questionnaire.score import points_of
from ongikar.rules.questionnaire.values import number_text, text_number

# Item → what was answered, as text; what was not answered is not in it.
Values = Mapping[str, str]


@dataclass(frozen=True)
class FilledChecklist:
    """A checklist with what was answered so far.

    `only`: the names of the items that are looked at; empty where all are. Of the others the values of the
    last time stand.
    """

    asked: Evaluation
    pages: list[Page]
    only: frozenset[str]

    def items(self) -> Iterator[Question]:
        """What is looked at here, in the order of the sheet."""
        for question, _ in self.asked.spots():
            if is_item(question) and self.is_looked_at(question):
                yield question

    def is_looked_at(self, question: Question) -> bool:
        return not self.only or question.name in self.only

    def is_open(self, question: Question) -> bool:
        return not self.value_of(question)

    def value_of(self, question: Question) -> str:
        return text_of(self.asked.values.get((question.name, 0), ""))

    def needs_answer(self, question: Question) -> bool:
        """An item that is scored is never left open: *does not apply* is an answer, too."""
        return bool(question.required) or self.mark_of(question) is not None or self.is_scored(question)

    def is_scored(self, question: Question) -> bool:
        return any(choice.points is not None for choice in self.asked.definition.choices_of(question))

    def mark_of(self, question: Question) -> ItemMark | None:
        """None where it is not scored, or what was answered has no points: it does not apply."""
        points = points_of(self.asked, question)
        if points is None or points.most <= 0:
            return None
        share = Fraction(points.points) / Fraction(points.most)
        return ItemMark(Fraction(points.most), share, question.critical)

    def is_failed(self, question: Question) -> bool:
        mark = self.mark_of(question)
        return mark is not None and mark.is_failed and not self.is_open(question)

    def failed_items(self) -> list[Question]:
        return [question for question in self.items() if self.is_failed(question)]

    def score(self) -> InspectionScore | None:
        """Of the whole checklist, the items of the last time among them; what is open gives nothing."""
        marks = (self.mark_of(question) for question, _ in self.asked.spots() if is_item(question))
        return score_of(mark for mark in marks if mark is not None)

    def score_so_far(self) -> InspectionScore | None:
        """Of what was answered alone: what is still open says nothing yet."""
        said = (question for question, _ in self.asked.spots() if is_item(question))
        marks = (self.mark_of(question) for question in said if not self.is_open(question))
        return score_of(mark for mark in marks if mark is not None)

    def values(self) -> dict[str, str]:
        return {
            question.name: value
            for question, _ in self.asked.spots()
            if is_item(question) and (value := self.value_of(question))
        }

    def pages_looked_at(self) -> list[tuple[Page, list[Question]]]:
        """The parts that hold anything to look at, each with its items."""
        wanted = {question.name for question in self.items()}
        pages = ((page, [each for each in page.questions if each.name in wanted]) for page in self.pages)
        return [(page, items) for page, items in pages if items]


def is_item(question: Question) -> bool:
    """Whether it is answered at all."""
    return question.type != NOTE and question.type not in UNASKED


def look(
    version: Version, office: Office, values: Values, day: date, only: Iterable[str] = ()
) -> FilledChecklist:
    """The checklist of a version with what was answered."""
    flow = flow_of(version, office, day)
    kept: dict[str, Any] = {
        name: kept_of(question, value)
        for name, value in values.items()
        if (question := flow.definition.by_name.get(name))
    }
    return FilledChecklist(flow.ask(kept, day), pages_of(flow.definition), frozenset(only))


def kept_of(question: Question, value: str) -> Any:
    """What a questionnaire keeps of an answer that stands here as text."""
    if question.type == MANY:
        return value.split()
    if question.type in NUMBERS:
        number = text_number(value)
        return "" if number != number else number
    return value


def text_of(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number_text(float(value))
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(value)
