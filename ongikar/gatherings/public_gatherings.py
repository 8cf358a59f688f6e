"""The public gatherings of an office, as the programme shows them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .models import Gathering
from .programme import ProgrammeEntry, register_programme
from .replies import seats_left
from .words import sort_words

# A programme with more of them would be read by nobody.
MOST = 300


@register_programme
def public_gatherings(office: Office, first: date, last: date, now: datetime) -> Iterator[ProgrammeEntry]:
    begin = datetime.combine(first, datetime.min.time(), TZ)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), TZ)
    rows = list(
        Gathering.objects.filter(
            office=office, is_public=True, starts_at__gte=begin - timedelta(days=1), starts_at__lt=end
        )
        .exclude(state=transitions.MOVED)
        .filter(ends_at__gte=begin)
        .select_related("place")
        .order_by("starts_at", "id")[:MOST]
    )
    left = seats_left(rows)
    for each in rows:
        yield ProgrammeEntry(
            key=each.uid,
            sort=each.sort,
            sort_words=sort_words(each.sort),
            title=each.title,
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            place=each.place,
            where=each.where,
            seats=each.capacity,
            seats_left=left[each.pk],
            is_cancelled=each.state in transitions.GONE,
            sequence=each.sequence,
        )
