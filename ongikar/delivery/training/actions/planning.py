"""A course is written down, and a batch of it planned with its seats."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from ongikar.delivery.training import states
from ongikar.delivery.training.act_log import TrainingFault
from ongikar.delivery.training.models import Batch, Course, Seat
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.offices.serials import next_number
from ongikar.records.actions import open_once
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.selection.rule import MOST_SEATS


def make_course(*, office: Office, actor: Reference, now: datetime, **columns: Any) -> Course:
    """A course of the office. The same `submission` twice is one course."""
    made = Course(office=office, made_at=now, **columns)
    made.title_en = made.title_en or made.title_bn
    return open_once(made, "made", actor=actor, now=now)


def plan_batch(*, course: Course, actor: Reference, now: datetime, **columns: Any) -> Batch:
    """A batch with its number and its seats. The same `submission` twice is one batch."""
    batch = Batch(office=course.office, course=course, made_at=now, **columns)
    check_plan(batch, now)

    def take_number(batch: Batch) -> None:
        # The course is locked, so that two batches of it do not take the same ordinal.
        course.lock()
        batch.ordinal = (course.batches.aggregate(last=Max("ordinal"))["last"] or 0) + 1
        batch.year = now.astimezone(TZ).date().year
        batch.serial = next_number(course.office, "batches", batch.year)

    def begin(batch: Batch) -> None:
        Seat.objects.bulk_create([Seat(batch=batch, number=number) for number in range(1, batch.seats + 1)])
        act = batch.act(states.PLAN)
        act.enter_who(actor, now)
        act.save(force_insert=True)

    return open_once(batch, states.PLAN, actor=actor, now=now, before=take_number, follow=begin)


def check_plan(batch: Batch, now: datetime) -> None:
    if not 1 <= batch.seats <= MOST_SEATS:
        raise TrainingFault(
            "seats", "আসন ১ থেকে {most}টি হতে পারে।", "There may be 1 to {most} seats.", most=MOST_SEATS
        )
    if batch.starts_on <= now.astimezone(TZ).date():
        raise TrainingFault(
            "starts_on",
            "প্রথম ক্লাস আজকের পরের কোনো দিন হতে হবে।",
            "The first class must be on a later day than today.",
        )
    if batch.ends_on < batch.starts_on:
        raise TrainingFault(
            "ends_on", "শেষ ক্লাস প্রথম ক্লাসের আগে হতে পারে না।", "The last class cannot come before the first."
        )
