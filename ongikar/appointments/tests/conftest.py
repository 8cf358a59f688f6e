"""The officer sees people on Sundays and Mondays from ten to twelve; the office has a seat of its own."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest

from ongikar.appointments.actions import Person, begin_hours, give_time, hold_time
from ongikar.appointments.models import Availability
from ongikar.journal.actions import ANYONE
from ongikar.offices.models import Post
from ongikar.rules.calendar.office_calendar import TZ

SUNDAY = datetime.fromisoformat("2026-11-22T09:00:00+06:00")
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
KARIM = ("user", 1)


def at(hour, minute=0, *, days=0):
    return datetime.combine(SUNDAY.date() + days * DAY, time(hour, minute), TZ)


@pytest.fixture
def post(office):
    return Post.objects.select_related("office").get(office=office, role=Post.OFFICER)


def enter_hours(post, **facts):
    row = Availability(
        office=post.office,
        post=post,
        submission=uuid4().hex,
        **{
            "weekdays": "06",
            "begins": "10:00",
            "ends": "12:00",
            "minutes": 30,
            "public_seats": 1,
            "internal_seats": 1,
            "first_on": date(2026, 1, 4),
            "soonest": 0,
            **facts,
        },
    )
    return begin_hours(row, actor=KARIM, now=SUNDAY)


@pytest.fixture
def hours(post):
    return enter_hours(post)


@pytest.fixture
def give(office, post, hours):
    """`give(at(10))`: the office gives a time to somebody who asks."""

    def do(when=None, *, name="সুমন রায়", mobile="", subject=None, now=SUNDAY, submission=None):
        return give_time(
            office=office,
            post=post,
            at=when or at(10),
            person=None if subject else Person(name, mobile),
            subject=subject,
            purpose="পরামর্শ নিতে",
            submission=submission or uuid4().hex,
            actor=KARIM,
            now=now,
        )

    return do


@pytest.fixture
def hold(post, hours, receive):
    """`hold(at(10), case)`: the applicant keeps a time while filling in the form."""

    def do(when=None, case=None, *, now=SUNDAY, submission=None):
        return hold_time(
            post=post,
            at=when or at(10),
            subject=(case or receive(submission=uuid4().hex)).reference,
            for_citizen=True,
            submission=submission or uuid4().hex,
            actor=ANYONE,
            now=now,
        )

    return do
