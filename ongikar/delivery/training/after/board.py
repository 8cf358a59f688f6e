"""What the page of a batch's classes shows: each class, and of each person attendance, test and result."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from ongikar.certificates.models import Certificate
from ongikar.core.i18n.say import say
from ongikar.delivery.training import states
from ongikar.delivery.training.books import STATE_WORDS
from ongikar.delivery.training.models import Application, Batch, BatchRound, Completion, FollowUp
from ongikar.gatherings.models import Gathering
from ongikar.gatherings.rules.attendance import AttendanceTotals
from ongikar.gatherings.words import span_words, state_words

from .class_book import (
    MINUTES_AN_HOUR,
    Overstatement,
    duration_words,
    held_classes,
    hours_of,
    overstatements,
)
from .completing import reason_words, test_percents, totals_of
from .later_questions import ANSWERS
from .rounds import PART_WORDS
from .sessions import SEATED, sessions_of


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of a batch. `is_lost`: can no longer reach what the course asks for."""

    application: Application
    name: str
    totals: AttendanceTotals | None
    is_lost: bool
    pre: int | None
    post: int | None
    result: str
    certificate: Certificate | None
    # Whether the name that the English certificate prints may still be written.
    may_be_named: bool
    follow_ups: list[tuple[FollowUp, str]]


@dataclass(frozen=True, slots=True)
class ClassBoard:
    """The whole page, in a number of statements that does not grow with the people."""

    state: str
    sessions: list[tuple[Gathering, str, str, str]]
    people: list[PersonLine]
    rounds: list[tuple[str, str, bool]]
    wanted_percent: int
    passed: int
    # What the class book comes to, in words; "" before the first class was held.
    book: str
    overstated: list[Overstatement]


def class_board(batch: Batch, now: datetime) -> ClassBoard:
    totals, tests = totals_of(batch, now), test_percents(batch)
    certificates = {
        each.holder_id: each for each in Certificate.objects.of_subject(batch.reference) if each.holder_id
    }
    rows = Application.objects.filter(call__batch=batch, state__in=SEATED | {states.DROPPED})
    rows = (
        rows.select_related("case__applicant", "completion").prefetch_related("follow_ups").order_by("roll")
    )
    people = [person_line(each, batch, totals, tests, certificates) for each in rows]
    given = {each.part for each in BatchRound.objects.filter(batch=batch)}
    return ClassBoard(
        state=say(*STATE_WORDS[batch.state]),
        sessions=[
            (each, span_words(each), state_words(each.state), reverse("gathering", args=[each.pk]))
            for each in sessions_of(batch)
        ],
        people=people,
        rounds=[(part, say(*PART_WORDS[part]), part in given) for part in BatchRound.PARTS],
        wanted_percent=batch.course.attendance_percent,
        book=book_words(batch),
        overstated=overstatements(batch) if batch.overstated_since else [],
        passed=sum(each.application.state == states.COMPLETED for each in people),
    )


def book_words(batch: Batch) -> str:
    """Classes, days and hours as held, with the hours of the course where they are others."""
    hours = hours_of(held_classes(batch))
    if not hours.classes:
        return ""
    told = say(
        "ক্লাসের খাতায়: {classes}টি ক্লাস, {days} দিন, {duration}।",
        "In the class book: {classes} [class|classes], {days} [day|days], {duration}.",
        classes=hours.classes,
        days=hours.days,
        duration=duration_words(hours.minutes),
    )
    if hours.minutes == batch.course.hours * MINUTES_AN_HOUR:
        return told
    planned = say(
        "কোর্সে লেখা {n} ঘণ্টা; সনদে খাতার হিসাবই থাকে।",
        "The course says {n} [hour|hours]; a certificate says what the book has.",
        n=batch.course.hours,
    )
    return f"{told} {planned}"


def person_line(
    application: Application,
    batch: Batch,
    totals: dict[int, AttendanceTotals],
    tests: dict[str, dict[int, int]],
    certificates: dict[int, Certificate],
) -> PersonLine:
    applicant = application.case.applicant
    mine = totals.get(application.case.applicant_id or 0)
    reachable = mine.reachable_percent if mine else None
    completion: Completion | None = getattr(application, "completion", None)
    if completion is None:
        result = ""
    elif completion.passed:
        result = say("উত্তীর্ণ", "Completed")
    else:
        result = reason_words(completion.reasons, batch, completion.percent, completion.post_percent)
    certificate = certificates.get(application.case.applicant_id or 0)
    return PersonLine(
        application=application,
        name=applicant.shown_name if applicant else "",
        totals=mine,
        is_lost=reachable is not None and reachable < batch.course.attendance_percent,
        pre=tests[BatchRound.PRE].get(application.pk),
        post=tests[BatchRound.POST].get(application.pk),
        result=result,
        certificate=certificate,
        may_be_named=certificate is None and states.APPLICATION.may_follow(application.state, states.NAME),
        follow_ups=[
            (each, say(*ANSWERS[each.answer]) if each.answer in ANSWERS else "")
            for each in application.follow_ups.all()
        ],
    )
