"""What was missed while nobody watched is foreseen, too."""

from datetime import timedelta

import pytest

from ongikar.clock.models import Clock
from ongikar.clock.rehearsal import expected_events

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_what_was_missed_comes_first_and_now(office, receive, now):
    late = receive(now=now)
    Clock.objects.filter(pk=late.clock_id).exclude(look_at=None).get()
    after = late.clock.due_at + timedelta(days=1)
    found = list(expected_events(office, now=after, until=after + timedelta(days=1)))
    assert [(each.at, each.what) for each in found] == [(after, "broken"), (after, "complaint")]
