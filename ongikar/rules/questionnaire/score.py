"""How many points answers give, of how many that could be had.

Only what was asked counts. A choice without points, such as *not applicable*, takes its question out of the
most that could be had; what was left open gives nothing of it.
"""

from dataclasses import dataclass
from decimal import Decimal

from .definition import MANY, SELECTS, Choice, Definition, Question
from .evaluate import evaluate
from .flow import Evaluation
from .values import is_empty, to_number

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Points:
    """`points` of `most`; between 0 and `most` always."""

    points: Decimal
    most: Decimal

    def __add__(self, other: "Points") -> "Points":
        return Points(self.points + other.points, self.most + other.most)


def decimal_of(number: float) -> Decimal:
    return Decimal(str(number))


def has_points(definition: Definition) -> bool:
    """Whether any question of it can be scored."""
    return any(
        question.points or any(choice.points is not None for choice in definition.choices_of(question))
        for question in definition.questions
    )


def score_of(asked: Evaluation) -> Points | None:
    """The points of all that was asked; None where nothing of it has points."""
    each = [
        points
        for question, instance in asked.spots()
        if (points := points_of(asked, question, instance)) is not None
    ]
    return sum(each[1:], each[0]) if each else None


def points_of(asked: Evaluation, question: Question, instance: int = 0) -> Points | None:
    """Of one question; None where it has no points, or was answered by what has none."""
    weight = decimal_of(question.weight)
    if question.points:
        own = asked.values[question.name, instance]
        came_to = to_number(evaluate(question.points, asked.surroundings(instance, question, own)))
        share = NOTHING if is_empty(own) or came_to != came_to else decimal_of(min(max(came_to, 0.0), 1.0))
        return Points(share * weight, weight)
    if question.type not in SELECTS:
        return None
    offered = asked.offered_choices(question, instance)
    if all(choice.points is None for choice in offered):
        return None
    chosen = chosen_of(asked, question, instance, offered)
    if chosen and all(choice.points is None for choice in chosen):
        return None
    worth = [decimal_of(choice.points) for choice in offered if choice.points is not None]
    got = sum((decimal_of(choice.points) for choice in chosen if choice.points is not None), NOTHING)
    most = sum((each for each in worth if each > 0), NOTHING) if question.type == MANY else max(worth)
    most = max(most, NOTHING)
    return Points(min(max(got, NOTHING), most) * weight, most * weight)


def chosen_of(
    asked: Evaluation, question: Question, instance: int, offered: tuple[Choice, ...]
) -> list[Choice]:
    value = asked.values[question.name, instance]
    names = value.split() if isinstance(value, str) else ()
    return [choice for choice in offered if choice.name in names]
