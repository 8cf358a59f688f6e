"""Objections and corrected lists in words: on the page of the list, at the desk, on one's own page, and in
Today as long as they wait for an answer, which keeps a list undrawn.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.safestring import SafeString

from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.i18n.say import language, say
from ongikar.people.today_lines import (
    LATE,
    SHOWN,
    TO_VERIFY,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
)
from ongikar.rules.bangla.text import digits
from ongikar.rules.selection.published_lists import (
    ADDED,
    GROUPS,
    POINTS,
    REMOVED,
    TIES,
    LineChange,
    changed_lines,
)

from . import words
from .models import Batch, Freeze, Objection, ObjectionAnswer
from .states import CLOSED, FROZEN

# Where a list may still be corrected.
CORRECTABLE = [sql_literal(FROZEN), sql_literal(CLOSED)]


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """One objection as anybody may read it: its number, what it is about, and the answer with its reason."""

    number: str
    about: str
    roll: int | None
    made_at: datetime
    answer: ObjectionAnswer | None
    answer_words: str
    reason: str


@dataclass(frozen=True, slots=True)
class ListCorrection:
    """What a list changed of the one before it, and why that was opened again."""

    freeze: Freeze
    before: Freeze
    changes: Sequence[str]
    reason: str


def number_of(objection: Objection) -> str:
    """1/2: the second objection to the first list."""
    return digits(f"{objection.freeze.ordinal}/{objection.ordinal}", language())


def lines_of(objections: Iterable[Objection]) -> list[ObjectionLine]:
    """`found` has its answers and lists at hand."""
    return [line_of(each) for each in objections]


def line_of(objection: Objection) -> ObjectionLine:
    answer: ObjectionAnswer | None = getattr(objection, "answer", None)
    return ObjectionLine(
        number_of(objection),
        objection.get_about_display(),
        answer.roll if answer and answer.roll is not None else objection.roll,
        objection.made_at,
        answer,
        answer_words(answer),
        (answer.reason or say("কারণ আর রাখা নেই।", "The reason is no longer kept.")) if answer else "",
    )


def answer_words(answer: ObjectionAnswer | None) -> str:
    if answer is None:
        return say("উত্তর বাকি", "To be answered")
    return say("গৃহীত", "Accepted") if answer.is_accepted else say("গৃহীত হয়নি", "Not accepted")


def corrections_of(freezes: Sequence[Freeze]) -> list[ListCorrection]:
    """Of each list after the first; `freezes` in their order."""
    return [
        ListCorrection(
            after,
            before,
            [change_words(each) for each in changed_lines(before.list_text, after.list_text)],
            before.reopened_reason,
        )
        for before, after in pairwise(freezes)
    ]


def change_words(change: LineChange) -> str:
    roll = digits(change.roll, language())
    if change.what == ADDED:
        return say("রোল {roll}: তালিকায় যোগ হয়েছে", "Roll {roll}: put on the list", roll=roll)
    if change.what == REMOVED:
        return say("রোল {roll}: তালিকা থেকে বাদ", "Roll {roll}: taken off the list", roll=roll)
    told = []
    if POINTS in change.parts:
        told.append(
            say(
                "নম্বর {before} থেকে {after}",
                "points from {before} to {after}",
                before=digits(change.before, language()),
                after=digits(change.after, language()),
            )
        )
    if TIES in change.parts:
        told.append(say("নম্বর সমান হলে যা দেখা হয়, বদলেছে", "what breaks a tie changed"))
    if GROUPS in change.parts:
        # Which group somebody belongs to stands in the file by its code, and on no page.
        told.append(say("সংরক্ষিত দল বদলেছে", "reserved groups changed"))
    return say("রোল {roll}: {what}", "Roll {roll}: {what}", roll=roll, what=", ".join(told))


def today_of_objections(question: TodayQuestion) -> TodayShare:
    """They lie with the whole office, as the batch does."""
    office, now = question.office, question.now
    waiting = Count(
        "freezes__objections",
        filter=Q(freezes__objections__isnull=False, freezes__objections__answer__isnull=True),
    )
    rows = Batch.objects.filter(office=office, state__in=CORRECTABLE, call__isnull=False)
    objections = list(
        rows.select_related("course", "call")
        .annotate(waiting=waiting)
        .filter(waiting__gt=0)
        .order_by("call__draw_at", "id")[:SHOWN]
    )
    late = [each for each in objections if each.call.draw_at <= now]
    sections = [
        TodayLines(LATE, [objections_line(each, now) for each in late]),
        TodayLines(TO_VERIFY, [objections_line(each, now) for each in objections if each not in late]),
    ]
    return TodayShare(sections=[each for each in sections if each.lines])


def objections_line(batch: Batch, now: datetime) -> TodayLine:
    n: int = batch.waiting  # type: ignore[attr-defined]  # annotated above
    url = reverse("batch_objections", args=[batch.number])
    return TodayLine(
        due=batch.call.draw_at,
        who=words.batch_title(batch),
        url=url,
        what=say("তালিকায় {n}টি আপত্তি", "{n} [objection|objections] to the list", n=n),
        about=say("আপত্তি", "Objections"),
        owner_and_number=words.batch_number(batch),
        bar=SafeString(""),
        words=say("লটারি {day}", "Draw on {day}", day=words.short_day(batch.call.draw_at)),
        act_url=url,
        act_words=say("উত্তর দিন", "Answer"),
        is_late=batch.call.draw_at <= now,
    )
