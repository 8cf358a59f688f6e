"""A definition changed question by question, as it is done on screen; each change gives a new one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from .definition import Choice, Definition, Question
from .expression import Literal, Operation, Reference, names_in, parse

# On screen a question is asked always, or when another was answered so.
EQUALS = "${{{name}}} = '{choice}'"
CONTAINS = "selected(${{{name}}}, '{choice}')"


def put_question(
    definition: Definition, question: Question, choices: tuple[Choice, ...] = (), instead_of: str = ""
) -> Definition:
    """In the place of another question, or at the end. `choices`: those of its own list."""
    listed = dict(definition.choices)
    if question.choices:
        listed[question.choices] = choices
    if instead_of:
        questions = tuple(question if q.name == instead_of else q for q in definition.questions)
    else:
        questions = (*definition.questions, question)
    return without_unused(replace(definition, questions=questions, choices=listed))


def remove_question(definition: Definition, name: str) -> Definition:
    """Gone, and with it its list and an emptied group."""
    questions = tuple(question for question in definition.questions if question.name != name)
    return without_unused(replace(definition, questions=questions))


def without_unused(definition: Definition) -> Definition:
    used = {question.choices for question in definition.questions}
    inside = {g.name for question in definition.questions for g in definition.groups_around(question)}
    return replace(
        definition,
        groups=tuple(group for group in definition.groups if group.name in inside),
        choices={name: listed for name, listed in definition.choices.items() if name in used},
    )


def move_question(definition: Definition, name: str, steps: int) -> Definition:
    """Up or down among the questions of its own group: one is not pushed out of it by mistake."""
    questions = list(definition.questions)
    at = next((place for place, question in enumerate(questions) if question.name == name), None)
    if at is None:
        return definition
    other = at + steps
    if not 0 <= other < len(questions) or questions[other].group != questions[at].group:
        return definition
    questions[at], questions[other] = questions[other], questions[at]
    return replace(definition, questions=tuple(questions))


def depending_on(definition: Definition, name: str) -> list[str]:
    """The questions and groups whose expressions read a question: it cannot be taken out from under them."""
    names = [
        question.name
        for question in definition.questions
        if question.name != name and any(name in names_in(text) for text in question.expressions.values())
    ]
    return names + [
        group.name
        for group in definition.groups
        if any(name in names_in(text) for text in (group.relevant, group.count) if text)
    ]


def free_name(definition: Definition, stem: str = "q") -> str:
    """q1, q2 …: the first that nothing bears."""
    taken = {*definition.by_name, *definition.group_by_name, *definition.choices}
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def condition(question: Question | None, choice: str) -> str:
    """The expression of “only if that was answered so”; "" for always."""
    if question is None or not choice:
        return ""
    shape = CONTAINS if question.type == "select_multiple" else EQUALS
    return shape.format(name=question.name, choice=choice)


SELECTED = re.compile(r"selected\(\$\{([A-Za-z0-9_]+)\}, '([^']+)'\)")


def simple_condition(text: str) -> tuple[str, str] | None:
    """The question and choice of such an expression; None of any other, which only the sheet can change."""
    if match := SELECTED.fullmatch(text):
        return match[1], match[2]
    tree = parse(text)
    match tree:
        case Operation("=", Reference(name), Literal(choice)) if isinstance(choice, str):
            return name, choice
    return None


CHOICE_LINE = re.compile(r"\s*\|\s*")


def choices_from_lines(lines: Iterable[str], before: Mapping[str, Choice]) -> tuple[Choice, ...]:
    """Choices as they are typed: Bangla | English | points, a line each. One whose Bangla stood there before
    keeps its name, so that its answers stay its own.
    """
    names = {choice.label.get("bn", ""): choice.name for choice in before.values()}
    taken = set(before)
    made: list[Choice] = []
    for line in lines:
        if not line.strip():
            continue
        bn, en, points = (*CHOICE_LINE.split(line.strip(), 2), "", "")[:3]
        name = names.get(bn)
        if name is None or any(choice.name == name for choice in made):
            number = 1
            while f"c{number}" in taken:
                number += 1
            name = f"c{number}"
        taken.add(name)
        label = {"bn": bn, "en": en} if en else {"bn": bn}
        made.append(Choice(name, label, float(points) if points else None, extra_of(before.get(name))))
    return tuple(made)


def extra_of(choice: Choice | None) -> Mapping[str, str]:
    return choice.extra if choice else {}


def lines_of_choices(choices: Iterable[Choice]) -> str:
    lines = []
    for choice in choices:
        parts = [choice.label.get("bn", ""), choice.label.get("en", "")]
        if choice.points is not None:
            parts.append(f"{choice.points:g}")
        lines.append(" | ".join(parts).rstrip(" |"))
    return "\n".join(lines)
