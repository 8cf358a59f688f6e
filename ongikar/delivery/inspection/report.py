"""The report of an inspection in words: as its page shows it, its head reads it, and its letter prints it."""

from collections.abc import Iterator
from typing import Any

from ongikar.core.i18n.say import language, override_language, say
from ongikar.letters.outgoing.actions import Wording
from ongikar.places.words import COMPUTERS
from ongikar.rules.questionnaire.definition import words_in
from ongikar.tasks.words import task_number

from .checklist import FilledChecklist
from .comparison import compare, frozen_checklist
from .findings import findings_of, latest_sightings, shown_words
from .models import DeviceSighting, Finding, Inspection

Part = tuple[str, str]
LANGUAGE = "bn"


def report_wording(inspection: Inspection, *, absent: str = "") -> Wording:
    with override_language(LANGUAGE):
        title = say("পরিদর্শন প্রতিবেদন: {place}", "Inspection report: {place}", place=inspection.place.name)
        return Wording(title[:300], inspection.words, "", LANGUAGE, tuple(report_parts(inspection, absent)))


def report_parts(inspection: Inspection, absent: str = "") -> list[Part]:
    """In the order in which they are read: where and when, the score, what was found, and who has seen it."""
    looked = frozen_checklist(inspection)
    parts = [
        (say("জায়গা ও দিন", "Place and day"), place_and_day(inspection)),
        (say("মোট নম্বর", "Score"), score_words(inspection)),
        (say("ভাগ অনুযায়ী", "By part"), "\n".join(group_lines(looked))),
        (say("ত্রুটি ও কাজ", "Findings and tasks"), finding_words(inspection)),
        (say("যন্ত্র", "Devices"), device_words(inspection)),
        (say("আগের পরিদর্শনের সঙ্গে তুলনা", "Compared with the last inspection"), compared_words(inspection)),
        (say("প্রতিষ্ঠানের প্রধান", "Head of the institution"), acknowledged_words(inspection, absent)),
        (say("আবার দেখা হবে", "To be seen again on"), again_words(inspection)),
    ]
    return [(label, words) for label, words in parts if words]


def place_and_day(inspection: Inspection) -> str:
    union = f", {inspection.place.union}" if inspection.place.union else ""
    day = say("{day}", "{day}", day=inspection.visited_on) if inspection.visited_on else ""
    return " · ".join(filter(None, (f"{inspection.place.name}{union}", day)))


def score_words(inspection: Inspection) -> str:
    if inspection.score is None:
        return ""
    said = say("১০০-তে {score}", "{score} of 100", score=inspection.score)
    if inspection.is_capped:
        capped = say(
            "জরুরি ত্রুটি আছে, তাই ৬০-এর বেশি হয়নি।", "A critical fault keeps it from being more than 60."
        )
        said = f"{said}. {capped}" if language() == "en" else f"{said}। {capped}"
    previous = inspection.previous
    if previous and previous.score is not None:
        said += "\n" + change_words(inspection.score, previous.score)
    return said


def change_words(score: int, before: int) -> str:
    if score > before:
        return say("আগের চেয়ে {n} বেশি", "{n} more than the last time", n=score - before)
    if score < before:
        return say("আগের চেয়ে {n} কম", "{n} less than the last time", n=before - score)
    return say("আগের সমান", "The same as the last time")


def group_lines(looked: FilledChecklist) -> Iterator[str]:
    """Of each part how many of its items are in order, of those that apply."""
    for page in looked.pages:
        marks = [looked.mark_of(question) for question in page.questions]
        applicable = [mark for mark in marks if mark is not None and mark.share is not None]
        if not applicable:
            continue
        group = looked.asked.definition.group_by_name.get(page.group)
        name = words_in(group.label, language()) if group else ""
        yield say(
            "{name}: {n}টির {passed}টি ঠিক",
            "{name}: {passed} of {n} in order",
            name=name,
            n=len(applicable),
            passed=sum(not mark.is_failed for mark in applicable),
        ).lstrip(": ")


def finding_words(inspection: Inspection) -> str:
    asked = inspection.version.questions
    lines = [
        say("{n}. {line}", "{n}. {line}", n=n, line=finding_line(row, shown_words(row, asked)))
        for n, row in enumerate(findings_of(inspection), 1)
    ]
    return "\n".join(lines) or say("কোনো ত্রুটি পাওয়া যায়নি।", "Nothing was found wrong.")


def finding_line(row: Finding, words: str) -> str:
    who = say("{who}, {day}-এর মধ্যে", "{who}, by {day}", who=row.owner.title, day=row.due)
    number = f" ({task_number(row.work.number)})" if row.work else ""
    if row.repeats:
        number += say("; আগের পরিদর্শন থেকে বাকি", "; open since an earlier visit")
    urgent = say("জরুরি: ", "Critical: ") if row.is_critical else ""
    return f"{urgent}{words}: {who}{number}"


def device_words(inspection: Inspection) -> str:
    states = [sighting.state for sighting in latest_sightings(inspection).values()]
    if not states:
        return ""
    return say(
        "দেখা হয়েছে {n}টি: চালু {works}, নষ্ট {faulty}, পাওয়া যায়নি {missing}",
        "{n} looked at: {works} working, {faulty} faulty, {missing} not found",
        n=len(states),
        works=states.count(DeviceSighting.WORKS),
        faulty=states.count(DeviceSighting.FAULTY),
        missing=states.count(DeviceSighting.MISSING),
    )


def compared_words(inspection: Inspection) -> str:
    comparison = compare(inspection, language())
    if comparison is None:
        return ""
    groups = (
        (say("ঠিক হয়েছে", "Put right"), comparison.fixed),
        (say("এখনো ঠিক হয়নি", "Still wrong"), comparison.still),
        (say("নতুন ত্রুটি", "New"), comparison.new),
    )
    return "\n".join(
        f"{label}: {'; '.join(f'“{words}”' for words in each.values())}" for label, each in groups if each
    )


def acknowledged_words(inspection: Inspection, absent: str = "") -> str:
    if inspection.acknowledged_at:
        said = say(
            "দেখেছেন ও স্বীকার করেছেন: {who}, {day}",
            "Has seen and acknowledged it: {who}, {day}",
            who=inspection.acknowledged_by,
            day=inspection.acknowledged_at.date(),
        )
        return f"{said}\n{inspection.remarks}" if inspection.remarks else said
    if absent:
        return say("স্বীকৃতি নেওয়া যায়নি: {why}", "Not acknowledged: {why}", why=absent)
    return ""


def again_words(inspection: Inspection) -> str:
    return say("{day}", "{day}", day=inspection.again_on) if inspection.again_on else ""


def computers(inspection: Inspection) -> tuple[int, int]:
    """How many computers were looked at, and how many of them work."""
    states = [
        sighting.state
        for sighting in latest_sightings(inspection).values()
        if sighting.device.kind in COMPUTERS
    ]
    return len(states), states.count(DeviceSighting.WORKS)


def outcome_of(inspection: Inspection) -> dict[str, Any]:
    """What the outcome of the case says: figures that the inspection counted, none that anybody typed. What
    was found stands in rows of its own, and in the letter.
    """
    assert inspection.visited_on is not None
    made: dict[str, Any] = {
        "visited_on": inspection.visited_on.isoformat(),
        "words": inspection.words,
        "inspection": inspection.pk,
    }
    if inspection.score is not None:
        made["score"] = inspection.score
    count, working = computers(inspection)
    if count:
        made |= {"computers": count, "working": working}
    if inspection.again_on:
        made["again_on"] = inspection.again_on.isoformat()
    return made
