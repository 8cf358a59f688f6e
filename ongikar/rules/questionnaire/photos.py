"""Photos of a checklist's items in the form for phones: an app takes one only where its form asks for it."""

from collections.abc import Iterator
from dataclasses import replace

from .definition import IMAGE, ONE, Definition, Question
from .editing import EQUALS

# A checklist never names an item so: two underlines stand in no name that is made on screen.
SUFFIX = "__photo"
MOST_PIXELS = "1600"


def photo_of(name: str) -> str:
    return f"{name}{SUFFIX}"


def with_photos(definition: Definition) -> Definition:
    """After each item that can fail a photo is offered where it does; it may be left out on the phone, since
    the office says at the end of the visit which are wanted.
    """
    return replace(definition, questions=tuple(questions_with_photos(definition)))


def questions_with_photos(definition: Definition) -> Iterator[Question]:
    for question in definition.questions:
        yield question
        failing = failing_choices(definition, question)
        if failing and photo_of(question.name) not in definition.by_name:
            yield Question(
                photo_of(question.name),
                IMAGE,
                label={tongue: f"{word}: {said}" for tongue, word, said in photo_words(question)},
                group=question.group,
                relevant=" or ".join(EQUALS.format(name=question.name, choice=each) for each in failing),
                parameters={"max-pixels": MOST_PIXELS},
            )


def failing_choices(definition: Definition, question: Question) -> list[str]:
    """The answers that are worth less than the best; none of what is not scored."""
    scored = [
        (choice.points, choice.name)
        for choice in (definition.choices_of(question) if question.type == ONE else ())
        if choice.points is not None
    ]
    best = max((points for points, _ in scored), default=0)
    return [name for points, name in scored if points < best]


def photo_words(question: Question) -> Iterator[tuple[str, str, str]]:
    for tongue, word in (("bn", "ছবি"), ("en", "Photo")):
        if said := question.label.get(tongue):
            yield tongue, word, said
