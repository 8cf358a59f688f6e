"""What ends an appointment without anybody touching it: the visit of whoever came was served at a desk."""

from datetime import datetime

from ongikar.core.not_none import not_none
from ongikar.journal.models import OutboxEntry
from ongikar.visits.models import Visit

from . import transitions
from .models import Booking
from .watch import do_if_it_may


def serve_with_visit(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    entry = outbox_entry.entry
    visit = Visit.objects.get(pk=entry.subject_id)
    if visit.subject_type != Booking.SUBJECT:
        return
    booking = Booking.objects.get(pk=not_none(visit.subject_id))
    # What was judged at closing before this came was judged by the same visit.
    if booking.state == transitions.ARRIVED:
        do_if_it_may(booking, transitions.SERVE, entry.at, (entry.actor_type, entry.actor_id))
