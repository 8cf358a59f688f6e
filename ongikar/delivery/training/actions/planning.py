"""A course is written down, and a batch of it planned with its seats."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from ongikar.delivery.training import states
from ongikar.delivery.training.models import Batch, Course, Seat
from ongikar.journal.actions import Reference
from ongikar.offices.serials import next_number
from ongikar.records.actions import open_once
from ongikar.rules.calendar.office_calendar import TZ


def make_course(*, actor: Reference, now: datetime, **columns: Any) -> Course:
    """A course of the office. The same `submission` twice is one course."""
    return open_once(Course(**columns), "made", actor=actor, now=now)


def plan_batch(*, course: Course, actor: Reference, now: datetime, **columns: Any) -> Batch:
    """A batch with its number and its seats. The same `submission` twice is one batch. Raises ActFault."""

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

    batch = Batch(office=course.office, course=course, **columns)
    return open_once(batch, states.PLAN, actor=actor, now=now, before=take_number, follow=begin)
