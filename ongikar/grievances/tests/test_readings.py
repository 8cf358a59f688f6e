"""Each reading of a grievance is kept once an hour, with the post through which it was read."""

from datetime import timedelta

import pytest

from ongikar.grievances.actions import record_reading
from ongikar.grievances.models import Reading
from ongikar.journal.models import Entry

from .conftest import LATER

pytestmark = pytest.mark.django_db


def test_a_reading_is_kept_once_an_hour_and_told_to_the_journal(filed, desk, salma, karim):
    grievance = filed(identity_hidden=True)
    for minutes in (0, 10, 60):
        now = LATER + timedelta(minutes=minutes)
        record_reading(grievance, desk=desk(salma), what=Reading.NAMED, now=now)
    record_reading(grievance, desk=desk(karim), what=Reading.REDACTED, now=LATER)
    kept = [(each.user, each.what, each.post) for each in Reading.objects.select_related("user", "post")]
    gro, officer = desk(salma).posts[0], desk(karim).posts[0]
    assert kept == [(salma, "named", gro), (salma, "named", gro), (karim, "redacted", officer)]
    assert Entry.objects.filter(verb="grievance.read").count() == 3
