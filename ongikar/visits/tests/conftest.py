"""Visits on the Sunday of the shared cast: tokens given by Shirin, called by her desk and Karim's."""

from datetime import datetime, timedelta

import pytest

from ongikar.offices.models import Post
from ongikar.visits import actions, transitions

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
SHIRIN = ("user", 2)


def minutes(count):
    return SUNDAY + timedelta(minutes=count)


@pytest.fixture
def officer_post(office):
    return Post.objects.get(office=office, slug="upazila-ict-officer")


@pytest.fixture
def assistant_post(office):
    return Post.objects.get(office=office, slug="office-assistant")


@pytest.fixture
def keys():
    count = iter(range(1, 100_000))
    return lambda: f"visit-test-{next(count)}"


@pytest.fixture
def arrive(office, keys):
    """`arrive(5)`: somebody who came five minutes after ten."""

    def do(minute=0, *, submission=None, **more):
        more.setdefault("purpose", "")
        return actions.arrive(
            office=office,
            actor=more.pop("actor", SHIRIN),
            now=more.pop("now", minutes(minute)),
            submission=submission or keys(),
            **more,
        )

    return do


@pytest.fixture
def call_next(assistant_post, keys):
    def do(minute=0, *, desk=None, submission=None):
        return actions.call_next(
            desk=desk or assistant_post, actor=SHIRIN, now=minutes(minute), submission=submission or keys()
        )

    return do


@pytest.fixture
def finish(keys):
    def do(visit, act=transitions.SERVE, minute=0, *, submission=None):
        actions.finish(visit, act, actor=SHIRIN, now=minutes(minute), submission=submission or keys())

    return do
