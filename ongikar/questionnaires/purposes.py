"""What a questionnaire is for, in words, and what its questions may not be for that."""

from collections.abc import Iterator

from ongikar.rules.questionnaire.check import Problem
from ongikar.rules.questionnaire.definition import GEOPOINT, OF_PHONES, ONE, UPLOADS, Definition, Question
from ongikar.rules.questionnaire.photos import with_photos
from ongikar.rules.questionnaire.score import has_points

from .models import Questionnaire

SCORED = frozenset({Questionnaire.TEST, Questionnaire.VIVA})


def as_on_phones(definition: Definition, questionnaire: Questionnaire) -> Definition:
    """What an app asks: of a checklist also a photo of each item that fails, which our own pages offer by
    themselves.
    """
    is_checklist = questionnaire.purpose == Questionnaire.CHECKLIST
    return with_photos(definition) if is_checklist else definition


def purpose_problems(definition: Definition, purpose: str) -> Iterator[Problem]:
    if purpose == Questionnaire.INTAKE:
        yield from intake_problems(definition)
    if purpose == Questionnaire.CHECKLIST:
        yield from checklist_problems(definition)
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
        yield from problems_of_own_forms(question)


def problems_of_own_forms(question: Question) -> Iterator[Problem]:
    """Of what stands in a form of ours, and is not filled by an app from its first page to its last."""
    if question.type in OF_PHONES:
        yield Problem(
            question.name,
            "type",
            "সময়, ফোন ও ক্রম এখানে কার্যালয় নিজেই রাখে; সারিটি বাদ দিন।",
            "Time, phone and order are kept here anyway; take the row out.",
        )
    if question.read_only:
        yield Problem(
            question.name,
            "read_only",
            "এখানে শুধু দেখানোর ঘর চলে না; note সারি দিন।",
            "Nothing is shown here without being asked; use a row of the type note.",
        )


# Whose work a fault is, in the sheet of a checklist.
TASK_OWNERS = frozenset({"", "head", "office"})
MOST_TASK_DAYS = 365


def checklist_problems(definition: Definition) -> Iterator[Problem]:
    """An inspection keeps one answer to each item; photos and devices it asks for by itself."""
    for group in definition.groups:
        if group.repeat:
            yield Problem(
                group.name,
                "type",
                "যাচাই তালিকায় পুনরাবৃত্তি চলে না।",
                "A checklist cannot ask again and again.",
            )
    for question in definition.questions:
        if question.sealed or question.type in UPLOADS | {GEOPOINT}:
            yield Problem(
                question.name,
                "sealed" if question.sealed else "type",
                "যাচাই তালিকার প্রশ্ন গোপন, ফাইলের বা মানচিত্রের হতে পারে না; ছবি এমনিতেই তোলা যায়।",
                "An item is not sealed, and asks for no file or point; photos can be taken anyway.",
            )
        yield from problems_of_own_forms(question)
        if question.default:
            yield Problem(
                question.name,
                "default",
                "যাচাইয়ের আগে কোনো উত্তর ধরা হয় না; ঘরটি খালি করুন।",
                "Nothing is taken for granted before it is looked at; empty the cell.",
            )
        yield from item_problems(definition, question)


def item_problems(definition: Definition, question: Question) -> Iterator[Problem]:
    is_scored = question.type == ONE and any(
        choice.points is not None for choice in definition.choices_of(question)
    )
    for column, said in (("critical", question.critical), ("photo", question.photo)):
        if said and not is_scored:
            yield Problem(
                question.name,
                column,
                "উত্তরের নম্বর না থাকলে এটি কখনো ব্যর্থ হয় না। উত্তরে নম্বর দিন।",
                "Without points for its choices this never fails. Give them points.",
            )
    if question.task_owner not in TASK_OWNERS:
        yield Problem(
            question.name,
            "task_owner",
            "head (প্রতিষ্ঠানের প্রধান) বা office (কার্যালয়) লিখুন।",
            "Write head (of the institution) or office.",
        )
    days = question.task_days
    if days and not (days.isascii() and days.isdigit() and 1 <= int(days) <= MOST_TASK_DAYS):
        yield Problem(
            question.name,
            "task_days",
            "কত কার্যদিবস, ১ থেকে ৩৬৫ লিখুন।",
            "Write a number of working days, from 1 to 365.",
        )
