"""On which pages questions are asked: a group together, a question that stands alone by itself, and each
instance of a repeat by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from .definition import NOTE, UNASKED, Definition, Question
from .flow import Evaluation

# A group with more questions than this goes on on a further page.
MOST_ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Page:
    """`group`: the name of the group, "" of a question alone; `repeat`: it is asked for each instance."""

    number: int
    group: str
    repeat: bool
    questions: tuple[Question, ...]


def pages_of(definition: Definition) -> list[Page]:
    """All pages, whether anybody is asked them or not; numbered from 1."""
    made: list[Page] = []
    for (group, repeat, _), run in groupby(keyed_questions(definition), key=lambda pair: pair[0]):
        questions = [question for _, question in run]
        for first in range(0, len(questions), MOST_ON_A_PAGE):
            made.append(Page(len(made) + 1, group, repeat, tuple(questions[first : first + MOST_ON_A_PAGE])))
    return made


def keyed_questions(definition: Definition) -> Iterator[tuple[tuple[str, bool, int], Question]]:
    """Each question that is asked, with what its page is known by. A note that stands alone goes with the
    question after it.
    """
    alone = 0
    for question in definition.questions:
        if question.type in UNASKED:
            continue
        around = list(definition.groups_around(question))
        repeat = next((group.name for group in around if group.repeat), "")
        if repeat or around:
            yield (repeat or around[-1].name, bool(repeat), 0), question
            continue
        yield ("", False, alone), question
        if question.type != NOTE:
            alone += 1


def is_asked(asked: Evaluation, page: Page, instance: int = 0) -> bool:
    """Whether anything on it is relevant; of a repeat whether it is asked at all."""
    if page.repeat:
        if not asked.relevant.get((page.group, 0)):
            return False
        # A repeat that counts itself has as many as it counts; another can always have one more.
        return not asked.definition.group_by_name[page.group].count or bool(asked.sizes[page.group])
    return any(asked.relevant.get((question.name, instance)) for question in page.questions)
