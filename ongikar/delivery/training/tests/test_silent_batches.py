"""A batch that was put off by another hand: its open offers would never end, and nobody be asked next."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from ongikar.delivery.training import actions
from ongikar.delivery.training.kind import find_silent_batches
from ongikar.delivery.training.models import Batch, Offer
from ongikar.journal.models import Entry
from ongikar.operations.silences import SilenceKeeper

from .batches import actor_of, at, offering_batch

pytestmark = pytest.mark.django_db
FAR = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("put_off", [FAR, None])
def test_it_is_looked_at_again_when_its_offers_end(office, now, put_off):
    moment = at("2026-12-02", "12:00")
    call = offering_batch(office, now, people=4, seats=2)
    actions.offer_free_seats(Batch.objects.get(pk=call.batch_id), actor=actor_of("karim"), now=moment)
    ends = min(Offer.objects.filter(state=Offer.OPEN).values_list("expires_at", flat=True))
    assert Batch.objects.get(pk=call.batch_id).look_at == ends
    with connection.cursor() as cursor:
        value = put_off and connection.ops.adapt_datetimefield_value(put_off)
        cursor.execute("UPDATE training_batch SET look_at = %s", [value])
    assert [each.key for each in find_silent_batches(None, moment).found] == [str(call.batch_id)]
    keep, done = SilenceKeeper(), 0
    while keep.due is None:
        done += keep(moment)
    assert done == 1
    assert Batch.objects.get(pk=call.batch_id).look_at == ends
    assert Entry.objects.get(verb="silence.mended").facts["keys"] == [str(call.batch_id)]
