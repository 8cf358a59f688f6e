"""A batch of the shared cast: a roster of three, and its first class on the Sunday, ten to twelve."""

from datetime import datetime, timedelta

import pytest

from ongikar.gatherings.actions import add_member, open_roster, plan_gathering
from ongikar.gatherings.models import Gathering

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
KARIM = ("user", 1)
NAMES = ("রহিমা খাতুন", "সুমন রায়", "আয়েশা সিদ্দিকা")


@pytest.fixture
def roster(office):
    return open_roster(
        office=office, subject=None, title="ফ্রিল্যান্সিং, ব্যাচ ৩", actor=KARIM, now=SUNDAY - 7 * DAY
    )


@pytest.fixture
def join(roster):
    """`join("Name")`: somebody comes onto the roster a week before the first class."""

    def do(name, *, to=None, now=SUNDAY - 7 * DAY, **more):
        return add_member(to or roster, name=name, actor=KARIM, now=now, **more)

    return do


@pytest.fixture
def members(join):
    return [join(name, mobile=f"+88017000000{number}1") for number, name in enumerate(NAMES)]


@pytest.fixture
def plan(office, roster):
    """`plan(days=1)`: a class of two hours, so many days after the Sunday."""

    def do(*, days=0, hours=2, to=None, title="প্রথম ক্লাস", sort=Gathering.SESSION, **more):
        starts_at = SUNDAY + days * DAY
        return plan_gathering(
            office=office,
            sort=sort,
            title=title,
            place=more.pop("place", "উপজেলা আইসিটি ল্যাব"),
            starts_at=starts_at,
            ends_at=starts_at + hours * HOUR,
            roster=to or roster,
            actor=KARIM,
            now=more.pop("now", SUNDAY - 7 * DAY),
            **more,
        )

    return do
