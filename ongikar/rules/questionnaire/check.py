"""What is wrong with a questionnaire before it is published: everything that could stop a respondent."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ongikar.rules.bangla.text import digits

from .definition import (
    BOOKS,
    CALCULATE,
    ONE_FROM_FILE,
    RANGE,
    SELECTS,
    TYPES,
    UNASKED,
    UPLOADS,
    Definition,
    Group,
    Question,
)
from .expression import Around, Call, Column, ExpressionFault, Own, Reference, parse, walk
from .functions import FUNCTIONS, SPECIAL
from .order import CycleFault, in_order

MOST_QUESTIONS, MOST_CHOICES, MOST_GROUPS = 500, 500, 100
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
CHOICE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: of which question, group or list of choices ("" of the whole), in which column, and why."""

    of: str
    column: str
    bn: str
    en: str


def problems_of(definition: Definition) -> list[Problem]:
    """All that keeps it from being published; nothing where all is well."""
    problems = [
        *problems_of_whole(definition),
        *problems_of_names(definition),
        *problems_of_lists(definition),
    ]
    for group in definition.groups:
        problems += problems_of_group(definition, group)
    for question in definition.questions:
        problems += problems_of_question(definition, question)
    if not problems:
        try:
            in_order(definition)
        except CycleFault as fault:
            circle = " → ".join(fault.names)
            problems.append(
                Problem(
                    fault.names[0],
                    "relevant",
                    f"প্রশ্নগুলো ঘুরে ঘুরে একটি আরেকটির ওপর নির্ভর করছে: {circle}। যেকোনো একটি শর্ত বাদ দিন।",
                    f"These depend on each other in a circle: {circle}. Take one of the conditions away.",
                )
            )
    return problems


def problems_of_whole(definition: Definition) -> Iterator[Problem]:
    if not any(question.type not in UNASKED for question in definition.questions):
        yield Problem("", "type", "কোনো প্রশ্ন নেই। অন্তত একটি প্রশ্ন দিন।", "It asks nothing. Add a question.")
    for most, things, bn, en in (
        (MOST_QUESTIONS, definition.questions, "প্রশ্ন ৫০০টির বেশি।", "There are more than 500 questions."),
        (MOST_GROUPS, definition.groups, "ভাগ ১০০টির বেশি।", "There are more than 100 groups."),
    ):
        if len(things) > most:
            yield Problem("", "name", bn, en)


def problems_of_names(definition: Definition) -> Iterator[Problem]:
    names = [group.name for group in definition.groups]
    names += [question.name for question in definition.questions]
    counts = Counter(name.casefold() for name in names)
    for name in names:
        if not NAME.fullmatch(name):
            yield Problem(
                name,
                "name",
                f"নাম “{name}” চলবে না। শুধু ইংরেজি অক্ষর, অঙ্ক ও _ দিন, শুরুতে অক্ষর।",
                f"The name “{name}” will not do. Use Latin letters, figures and _, a letter first.",
            )
        if counts[name.casefold()] > 1:
            yield Problem(
                name,
                "name",
                f"“{name}” নামটি একাধিকবার আছে।",
                f"The name “{name}” is borne more than once.",
            )


def problems_of_lists(definition: Definition) -> Iterator[Problem]:
    for name, choices in definition.choices.items():
        if len(choices) > MOST_CHOICES:
            yield Problem(name, "name", "উত্তর ৫০০টির বেশি।", "There are more than 500 choices.")
        counts = Counter(choice.name for choice in choices)
        for choice in choices:
            if not CHOICE_NAME.fullmatch(choice.name):
                yield Problem(
                    name,
                    "name",
                    f"উত্তরের নাম “{choice.name}” চলবে না। ইংরেজি অক্ষর, অঙ্ক, _ . - দিন, ফাঁক ছাড়া।",
                    f"The choice “{choice.name}” will not do. Use Latin letters, figures, _ . -, no spaces.",
                )
            elif counts[choice.name] > 1:
                yield Problem(
                    name,
                    "name",
                    f"“{choice.name}” উত্তরটি তালিকায় একাধিকবার আছে।",
                    f"The choice “{choice.name}” stands in the list more than once.",
                )
            if not any(choice.label.values()):
                yield Problem(
                    name,
                    "label",
                    f"“{choice.name}” উত্তরে কী লেখা থাকবে, দিন।",
                    f"Write what the choice “{choice.name}” says.",
                )


def problems_of_group(definition: Definition, group: Group) -> Iterator[Problem]:
    if not any(group in definition.groups_around(question) for question in definition.questions):
        yield Problem(group.name, "type", "ভাগটিতে কোনো প্রশ্ন নেই।", "There is no question in this group.")
    if group.repeat and any(outer.repeat for outer in definition.groups_around(group)):
        yield Problem(
            group.name,
            "type",
            "পুনরাবৃত্তির ভেতরে আরেকটি পুনরাবৃত্তি চলে না।",
            "A repeat cannot stand inside another one.",
        )
    for column, text in (("relevant", group.relevant), ("repeat_count", group.count)):
        if text:
            yield from problems_of_expression(definition, group.name, column, text)


def problems_of_question(definition: Definition, question: Question) -> Iterator[Problem]:
    if question.type not in TYPES:
        yield Problem(
            question.name,
            "type",
            f"“{question.type}” ধরনের প্রশ্ন নেওয়া যায় না।",
            f"A question of the type “{question.type}” is not taken.",
        )
        return
    if question.type not in UNASKED and not any(question.label.values()):
        yield Problem(question.name, "label", "প্রশ্নটি কী, লিখুন।", "Write what is asked.")
    if question.type == CALCULATE and not question.calculation:
        yield Problem(question.name, "calculation", "সূত্রটি লিখুন।", "Write what is computed.")
    if question.calculation and question.type != CALCULATE:
        yield Problem(
            question.name,
            "calculation",
            "সূত্র শুধু calculate ধরনে চলে।",
            "Only a row of the type calculate computes.",
        )
    if question.type in SELECTS:
        yield from problems_of_choosing(definition, question)
    if question.type == RANGE:
        yield from problems_of_range(question)
    if question.renamed_from and question.renamed_from in definition.by_name:
        yield Problem(
            question.name,
            "renamed_from",
            f"“{question.renamed_from}” এখনো আরেকটি প্রশ্নের নাম।",
            f"“{question.renamed_from}” is still the name of another question.",
        )
    if question.sealed and (definition.repeat_of[question.name] or question.type in UPLOADS | UNASKED):
        yield Problem(
            question.name,
            "sealed",
            "পুনরাবৃত্তির ভেতরের, ফাইলের বা হিসাবের ঘর গোপন রাখা যায় না।",
            "What repeats, is a file or is computed cannot be sealed.",
        )
    for column, text in question.expressions.items():
        yield from problems_of_expression(definition, question.name, column, text)


def problems_of_choosing(definition: Definition, question: Question) -> Iterator[Problem]:
    if question.type == ONE_FROM_FILE:
        if question.choices not in BOOKS:
            yield Problem(
                question.name,
                "type",
                "ফাইল হতে পারে শুধু places.csv: কার্যালয়ের জায়গার তালিকা।",
                "The file can only be places.csv, the places of the office.",
            )
    elif not definition.choices_of(question):
        yield Problem(
            question.name,
            "type",
            f"“{question.choices}” নামে উত্তরের কোনো তালিকা নেই।",
            f"There is no list of choices called “{question.choices}”.",
        )


def problems_of_range(question: Question) -> Iterator[Problem]:
    try:
        start, end, step = (
            float(question.parameters.get(name, usual))
            for name, usual in (("start", "1"), ("end", "10"), ("step", "1"))
        )
        if not (start < end and 0 < step <= end - start):
            raise ValueError
    except ValueError:
        yield Problem(
            question.name,
            "parameters",
            "এভাবে লিখুন: start=1 end=10 step=1; শেষ শুরুর চেয়ে বড়।",
            "Write start=1 end=10 step=1, with the end above the start.",
        )


def problems_of_expression(definition: Definition, name: str, column: str, text: str) -> Iterator[Problem]:
    try:
        tree = parse(text, columns=column == "choice_filter")
    except ExpressionFault as fault:
        yield Problem(
            name, column, f"{fault.bn} ({digits(fault.at + 1)} নম্বর অক্ষরে)", f"{fault.en} (at {fault.at + 1})"
        )
        return
    listed = definition.choices_of(definition.by_name[name]) if name in definition.by_name else ()
    columns = {"name"} | {key for choice in listed for key in choice.extra}
    for node in walk(tree):
        match node:
            case Reference(other) if (
                other not in definition.by_name and other not in definition.group_by_name
            ):
                yield Problem(
                    name,
                    column,
                    f"${{{other}}} নামে কোনো প্রশ্ন নেই।",
                    f"There is no question called ${{{other}}}.",
                )
            case Column(other) if other not in columns:
                yield Problem(
                    name,
                    column,
                    f"উত্তরের তালিকায় “{other}” নামে কোনো কলাম নেই।",
                    f"The list of choices has no column “{other}”.",
                )
            case Own() if column not in ("constraint", "points"):
                yield Problem(
                    name,
                    column,
                    "“.” শুধু constraint ও points-এ চলে।",
                    "“.” can only stand in constraint and points.",
                )
            case Call(function, arguments):
                yield from problems_of_call(name, column, function, len(arguments), arguments)
    if any(isinstance(node, Around) for node in walk(tree)) and "position" not in text:
        yield Problem(name, column, "“..” শুধু position(..)-এ চলে।", "“..” can only stand in position(..).")


def problems_of_call(
    name: str, column: str, function: str, given: int, arguments: tuple[object, ...]
) -> Iterator[Problem]:
    if function in FUNCTIONS:
        least, most = FUNCTIONS[function].least, FUNCTIONS[function].most
    elif function in SPECIAL:
        least, most = SPECIAL[function]
    else:
        yield Problem(
            name,
            column,
            f"{function}() নামে কোনো ফাংশন এখানে চলে না।",
            f"There is no function {function}() here.",
        )
        return
    if given < least or (most is not None and given > most):
        wanted = str(least) if most == least else f"{least}–{most}" if most is not None else f"{least}+"
        yield Problem(
            name,
            column,
            f"{function}()-এ {digits(wanted)}টি মান লাগে, আছে {digits(given)}টি।",
            f"{function}() takes {wanted}, and is given {given}.",
        )
    if function == "position" and not (arguments and isinstance(arguments[0], Around)):
        yield Problem(name, column, "এভাবে লিখুন: position(..)", "Write position(..)")
