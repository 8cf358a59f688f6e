"""The stage of the grievance tests: a broken promise, its ready complaint, and the days that pass."""

from datetime import datetime, timedelta

import pytest

from ongikar.clock.watch import watch_clocks
from ongikar.grievances import actions
from ongikar.grievances.models import Grievance, Offer
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.people.post_holders import holder_of

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
# Five working days after the receipt on Sunday: Sunday the 29th, at closing time.
BREACH = datetime.fromisoformat("2026-11-29T17:00:00+06:00")
LATER = datetime.fromisoformat("2026-12-06T11:00:00+06:00")
TODAY = LATER.date()
MINUTE = timedelta(minutes=1)


@pytest.fixture
def pass_time():
    """`pass_time(moment)`: the worker comes by at that moment and does all that is due."""

    def until(now):
        watch_clocks(now)
        run_due_entries(now)
        assert not OutboxEntry.objects.exclude(fault="").values_list("reaction", "fault").first()

    return until


@pytest.fixture
def broken(receive, pass_time):
    """A case of Rahima's whose promise is broken, a week later."""
    case = receive("citizen-1", now=SUNDAY)
    pass_time(LATER)
    return case


@pytest.fixture
def filed(broken, pass_time):
    """`filed(identity_hidden=…)`: Rahima has pressed the ready complaint."""

    def press(**choices):
        offer = Offer.objects.get(case=broken)
        grievance = actions.file_offer(offer=offer, text=offer.text, now=LATER, **choices)
        pass_time(LATER)
        return Grievance.objects.with_related().get(pk=grievance.pk)

    return press


@pytest.fixture
def desk():
    """`desk(salma)`: what she may do on a day of December."""
    return lambda user, day=TODAY: holder_of(user, day)


DECISION = {
    "decision": "অভিযোগ সঠিক।",
    "reasons": "নথিতে দেরির কোনো কারণ লেখা নেই।",
    "remedy": "৩ দিনের মধ্যে উত্তর দিতে হবে।",
    "upheld": True,
}


@pytest.fixture
def decide(desk, salma):
    """`decide(grievance, by=salma, now=…)`: the written decision at the stage it stands at."""

    def do(grievance, *, by=salma, now=LATER, **changes):
        stage = Grievance.objects.with_related().get(pk=grievance.pk).current
        actions.decide(stage=stage, actor=desk(by, now.date()), now=now, **(DECISION | changes))
        return stage

    return do
