"""The minutes of one version in words: labelled parts, as the letter prints them and the page shows them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ongikar.core.i18n.say import say
from ongikar.tasks.words import task_number

from .models import Meeting, Ruling
from .wording import (
    CAPACITY_WORDS,
    RULING_WORDS,
    VALUE_WORDS,
    day_words,
    decision_number,
    moment_words,
    quorum_words,
    title_words,
)

Part = tuple[str, str]


def minutes_title(data: Mapping[str, Any]) -> str:
    starts = datetime.fromisoformat(data["starts_at"])
    return title_words(data["title"], tuple(data["committee"]), data["month"], starts)


def minutes_parts(data: Mapping[str, Any]) -> list[Part]:
    """In the order in which they are read: where and when, the last minutes, what was open, what is new, and
    at the end who was there.
    """
    items: list[Part] = []
    if confirmed := data["confirmed"]:
        label = say("আগের সভার কার্যবিবরণী", "Minutes of the last meeting")
        items.append((label, confirmation_words(confirmed)))
    earlier = "\n".join(map(ruling_line, data["earlier"]))
    items.append(
        (
            say("আগের সব সভার খোলা সিদ্ধান্ত", "Open decisions of all earlier meetings"),
            earlier or say("কোনো খোলা সিদ্ধান্ত ছিল না।", "There was no open decision."),
        )
    )
    items += [(item["subject"], item_words(item)) for item in data["items"]]
    return [
        (say("সময় ও স্থান", "Time and place"), time_and_place(data)),
        *(
            (say("{n}. {label}", "{n}. {label}", n=n, label=label), words)
            for n, (label, words) in enumerate(items, 1)
        ),
        (say("কোরাম", "Quorum"), " ".join(quorum_words(data["quorum"]))),
        (say("উপস্থিতি", "Attendance"), "\n".join(attendance_lines(data["attendance"]))),
    ]


def time_and_place(data: Mapping[str, Any]) -> str:
    words = f"{moment_words(datetime.fromisoformat(data['starts_at']))} · {data['place']}"
    if data["haste"]:
        haste = say("জরুরি সভা: {why}", "Called at short notice: {why}", why=data["haste"])
        words = f"{words}\n{haste}"
    return words


def confirmation_words(confirmed: Mapping[str, Any]) -> str:
    if confirmed["how"] == Meeting.CORRECTED:
        return say(
            "সভা {n}-এর কার্যবিবরণী সংশোধনসহ দৃঢ়ীকরণ হলো: {words}",
            "The minutes of meeting {n} were confirmed as corrected: {words}",
            n=confirmed["number"],
            words=confirmed["words"],
        )
    return say(
        "সভা {n}-এর কার্যবিবরণী দৃঢ়ীকরণ হলো।",
        "The minutes of meeting {n} were confirmed.",
        n=confirmed["number"],
    )


def ruling_line(row: Mapping[str, Any]) -> str:
    """৯.৩ কাজ (কার): কী ঠিক হলো."""
    said = str(RULING_WORDS[row["ruling"]])
    if row["ruling"] == Ruling.EXTEND:
        said = f"{said} {day_words(row['until'])}"
    if row["said"]:
        said = f"{said}: {row['said']}"
    line = f"{decision_number(row['number'])} {row['words']} ({say(*row['owner'])}){say('।', '.')} {said}"
    if late := row["standing"].get("late"):
        line = f"{line} ({say('{n} কার্যদিবস দেরি', '{n} working [day|days] late', n=late)})"
    return line


def item_words(item: Mapping[str, Any]) -> str:
    lines = [item["discussion"]] if item["discussion"] else []
    for decision in item["decisions"]:
        lines.append(
            say(
                "সিদ্ধান্ত {number}: {words}। করবেন: {owner}; শেষ দিন {due} ({task})।",
                "Decision {number}: {words}. By: {owner}; due {due} ({task}).",
                number=decision_number(decision["number"]),
                words=decision["words"].rstrip("।. "),
                owner=say(*decision["owner"]),
                due=day_words(decision["due"]),
                task=task_number(decision["task"]),
            )
        )
    return "\n".join(lines) or say("কোনো সিদ্ধান্ত হয়নি।", "No decision was taken.")


def attendance_lines(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    for place, row in enumerate(rows, 1):
        value = str(VALUE_WORDS[row["value"]])
        if row["delegate"]:
            value = f"{value}: {row['delegate']}"
        capacity = CAPACITY_WORDS[row["capacity"]]
        yield say(
            "{n}. {name}, {capacity}: {value}",
            "{n}. {name}, {capacity}: {value}",
            n=place,
            name=row["name"],
            capacity=capacity,
            value=value,
        )
