"""The stage of the tests of requests for information: one is filed, and the days pass."""

from datetime import datetime, timedelta

import pytest

from ongikar.cases.actions import Person
from ongikar.clock.watch import watch_clocks
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.rti import actions
from ongikar.rti.models import InformationRequest

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
RAHIMA = Person(name="রহিমা খাতুন", mobile="+8801700000001", address="গ্রাম: হরিদেবপুর")
TEXT = "২০২৫-২৬ অর্থবছরে ল্যাবের জন্য কত টাকা এসেছে, তার হিসাবের কপি চাই।"


@pytest.fixture
def pass_time():
    """`pass_time(moment)`: the worker comes by at that moment and does all that is due."""

    def until(now):
        watch_clocks(now)
        run_due_entries(now)
        assert not OutboxEntry.objects.exclude(fault="").values_list("reaction", "fault").first()

    return until


@pytest.fixture
def ask(office):
    """`ask(now=…, is_urgent=…)`: Rahima's request, as the database has it."""

    def file(*, now=SUNDAY, person=RAHIMA, submission="once", **choices):
        received = {key: choices.pop(key) for key in ("received_at", "channel") if key in choices}
        filed = actions.file_request(
            office=office,
            person=person,
            asked=actions.RequestContent(text=TEXT, **{"wanted_as": "copy"} | choices),
            now=now,
            submission=submission,
            **received,
        )
        return again(filed)

    return file


def again(asked):
    """The request as the database has it now."""
    return InformationRequest.objects.with_related().select_related("office").get(pk=asked.pk)


@pytest.fixture
def desk():
    """`desk(karim, now)`: he acts."""
    return lambda user, now=SUNDAY: ("user", user.pk)
