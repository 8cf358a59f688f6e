"""The page that a phone takes along: all parts of the checklist, and the devices of the place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ongikar.core.i18n.say import language, say
from ongikar.rules.questionnaire.definition import MANY, NUMBERS, Question, words_in
from ongikar.rules.questionnaire.pages import pages_of

from ..checklist import FilledChecklist, is_item
from ..findings import devices_here, finding_words, head_of, latest_sightings, of_item
from ..merged_answers import MergedAnswers, filled_checklist, merge_answers
from ..models import DeviceSighting, Inspection
from ..words import SIGHTING_WORDS, group_title

# The condition that a page without a line can judge by itself: one item has one answer.
SIMPLE = re.compile(r"\s*\$\{(\w+)\}\s*=\s*'([^'\"]*)'\s*")


@dataclass(frozen=True, slots=True)
class Box:
    """One item, or one device. `condition`: on whose answer it depends and on which; `is_loose`: it depends
    on more than a page can judge. `seen`: the answers that it was made in knowledge of.
    """

    name: str
    label: str
    choices: list[tuple[str, str, bool]]
    value: str
    note: str
    number: int = 0
    hint: str = ""
    device: int = 0
    seen: str = ""
    is_critical: bool = False
    wants_photo: bool = False
    is_many: bool = False
    is_number: bool = False
    condition: tuple[str, str] = ("", "")
    is_loose: bool = False
    # Which of the tasks it becomes where it fails, 0 of none; and what is wrong then.
    task: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    boxes: list[Box] = field(default_factory=list)


# Who puts it right, by when: its place among those of the page, from 1 on.
Tasks = dict[tuple[str, date], int]


def parts_of(inspection: Inspection, today: date) -> tuple[list[Part], Tasks]:
    """The parts in the order of the sheet, each with its items, last the devices; and the tasks to come."""
    tasks: Tasks = {}
    said = merge_answers(inspection)
    seen = filled_checklist(inspection, today, said)
    head = head_of(inspection, today)
    made: list[Part] = []
    number = 0
    for page in pages_of(inspection.version.questions):
        items = [each for each in page.questions if is_item(each) and seen.is_looked_at(each)]
        if not items:
            continue
        part = Part(group_title(seen, page.group))
        for question in items:
            number += 1
            task = 0
            if seen.is_scored(question):
                proposed = of_item(inspection, question, head, today)
                task = tasks.setdefault((proposed.owner.title, proposed.due), len(tasks) + 1)
            part.boxes.append(box_of(question, number, seen, said, task))
        made.append(part)
    devices = list(device_boxes(inspection))
    if devices:
        made.append(Part(say("যন্ত্র", "Devices"), devices))
    return made, tasks


def box_of(question: Question, number: int, seen: FilledChecklist, said: MergedAnswers, task: int) -> Box:
    tongue, choices = language(), seen.asked.definition.choices_of(question)
    most = max((choice.points for choice in choices if choice.points is not None), default=0)
    simple = SIMPLE.fullmatch(question.relevant)
    row = said.row(question.name)
    return Box(
        name=question.name,
        label=words_in(question.label, tongue),
        choices=[
            (each.name, words_in(each.label, tongue), each.points is not None and each.points < most)
            for each in choices
        ],
        value=row.value if row else "",
        note=row.note if row else "",
        number=number,
        hint=words_in(question.hint, tongue),
        seen=" ".join(said.shown_answers(question.name)),
        is_critical=question.critical,
        wants_photo=question.photo,
        is_many=question.type == MANY,
        is_number=question.type in NUMBERS,
        condition=(simple[1], simple[2]) if simple else ("", ""),
        is_loose=bool(question.relevant) and not simple,
        task=task,
        fault=finding_words(question, tongue) if task else "",
    )


def device_boxes(inspection: Inspection) -> Iterator[Box]:
    known = latest_sightings(inspection)
    for device in devices_here(inspection, known):
        row = known.get(device.pk)
        yield Box(
            name=f"device-{device.pk}",
            label=f"{device.shown_number} {device.shown_name}",
            choices=[
                (name, str(words), name != DeviceSighting.WORKS) for name, words in SIGHTING_WORDS.items()
            ],
            value=row.state if row else "",
            note=row.note if row else "",
            device=device.pk,
        )
