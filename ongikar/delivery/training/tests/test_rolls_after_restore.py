"""After a restore from a backup no roll of a call is given twice."""

from datetime import timedelta

import pytest

from ongikar.journal.models import Entry
from ongikar.journal.restores import forget_restores
from ongikar.operations.backup.after_restore import RestoredBackup, settle_restore

from .batches import apply, called_batch

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def restore(made_at, at):
    last = Entry.objects.order_by("-id").values_list("pk", flat=True).first()
    settle_restore(RestoredBackup("ongikar-x.tar", "0" * 64, made_at, last), at)
    forget_restores()


def test_rolls_go_on_past_what_may_stand_on_a_ticket(office, now):
    call = called_batch(office, now)
    given = [apply(call, place, now + place * HOUR).roll for place in (1, 2, 3)]
    assert given == [1001, 1002, 1003]
    restore(now + 4 * HOUR, now + 6 * HOUR)
    assert [apply(call, place, now + (place + 3) * HOUR).roll for place in (4, 5)] == [1201, 1202]


def test_of_a_call_that_was_published_since_nothing_was_lost(office, now):
    restore(now, now + HOUR)
    call = called_batch(office, now + 2 * HOUR)
    assert apply(call, 1, now + 3 * HOUR).roll == 1001
