"""A course is written down, and a batch of it planned with its seats."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from ongikar.core.db.violations import violates
from ongikar.delivery.training import states
from ongikar.delivery.training.act_log import TrainingFault
from ongikar.delivery.training.models import Batch, BatchAct, Course, Seat
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office, Place, Post
from ongikar.offices.serials import next_number
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.selection.rule import MOST_SEATS


@transaction.atomic
def make_course(
    *,
    office: Office,
    title_bn: str,
    title_en: str,
    hours: int,
    submission: str,
    actor: Reference,
    now: datetime,
    level: str = "basic",
    language: str = "bn",
    syllabus: str = "",
    attendance_percent: int = 80,
    pass_percent: int = 0,
    once_only: bool = True,
) -> Course:
    """A course of the office. The same `submission` twice is one course."""
    values: dict[str, Any] = {
        "office": office,
        "title_bn": title_bn,
        "title_en": title_en,
        "level": level,
        "language": language,
        "hours": hours,
        "syllabus": syllabus,
        "attendance_percent": attendance_percent,
        "pass_percent": pass_percent,
        "once_only": once_only,
        "made_at": now,
    }
    try:
        with transaction.atomic():
            course = Course.objects.create(**values, submission=submission)
    except IntegrityError as fault:
        if not violates(fault, Course, "submission"):
            raise
        return Course.objects.get(submission=submission)
    record("course.made", subject=course.reference, actor=actor, office_id=office.pk, now=now)
    return course


@transaction.atomic
def plan_batch(
    *,
    course: Course,
    seats: int,
    classes: int,
    starts_on: date,
    ends_on: date,
    post: Post,
    submission: str,
    actor: Reference,
    now: datetime,
    place: Place | None = None,
    place_words: str = "",
    budget_head: str = "",
) -> Batch:
    """A batch with its number and its seats. The same `submission` twice is one batch."""
    today = now.astimezone(TZ).date()
    if not 1 <= seats <= MOST_SEATS:
        raise TrainingFault(
            "seats", "আসন ১ থেকে {most}টি হতে পারে।", "There may be 1 to {most} seats.", most=MOST_SEATS
        )
    if starts_on <= today:
        raise TrainingFault(
            "starts_on",
            "প্রথম ক্লাস আজকের পরের কোনো দিন হতে হবে।",
            "The first class must be on a later day than today.",
        )
    if ends_on < starts_on:
        raise TrainingFault(
            "ends_on", "শেষ ক্লাস প্রথম ক্লাসের আগে হতে পারে না।", "The last class cannot come before the first."
        )
    known = Batch.objects.filter(submission=submission).first()
    if known:
        return known
    # The course is locked, so that two batches of it do not take the same ordinal.
    Course.objects.select_for_update().get(pk=course.pk)
    last = course.batches.aggregate(last=Max("ordinal"))["last"] or 0
    try:
        with transaction.atomic():
            batch = Batch.objects.create(
                office=course.office,
                course=course,
                year=today.year,
                serial=next_number(course.office, "batches", today.year),
                ordinal=last + 1,
                place=place,
                place_words=place_words,
                seats=seats,
                classes=classes,
                starts_on=starts_on,
                ends_on=ends_on,
                post=post,
                budget_head=budget_head,
                made_at=now,
                submission=submission,
            )
            Seat.objects.bulk_create([Seat(batch=batch, number=number) for number in range(1, seats + 1)])
    except IntegrityError as fault:
        if not violates(fault, Batch, "submission"):
            raise
        return Batch.objects.get(submission=submission)
    BatchAct.objects.create(batch=batch, name=states.PLAN, at=now, by_type=actor[0], by_id=actor[1])
    record("batch.plan", subject=batch.reference, actor=actor, office_id=batch.office_id, now=now)
    return batch
