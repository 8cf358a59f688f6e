"""Where a training shows: calls and batches in the public programme with the seats left, and at the case in
which somebody asked for a seat.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse

from ongikar.cases.citizen.track.applicant_proof import PAGES_AFTER_PROOF
from ongikar.cases.citizen.track.reading import NAMED_IN_CASE
from ongikar.cases.slots import HELD, TRACKING
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.i18n.say import say
from ongikar.gatherings.programme import ProgrammeEntry, register_programme
from ongikar.offices.models import Office
from ongikar.offices.news import MOST as MOST_NEWS
from ongikar.offices.news import News, register_news
from ongikar.rules.calendar.office_calendar import TZ

from . import states, words
from .models import Batch, Call, Offer
from .personal_data import held_part, names_nominated
from .public import open_calls  # noqa: F401 -- its part of the home page
from .public.objection_views import objections_part
from .public.seat_views import training_part

MOST = 200


def programme_of_trainings(
    office: Office, first: date, last: date, now: datetime
) -> Iterable[ProgrammeEntry]:
    """Open calls that close, and batches whose classes fall, within these days."""
    shown = Q(closes_at__date__range=(first, last)) | Q(starts_on__lte=last, ends_on__gte=first)
    # Its call is asked for each batch in its turn: joined, all calls there are would be read for it.
    closes_at = Subquery(Call.objects.filter(batch=OuterRef("pk")).values("closes_at")[:1])
    # Whoever still applies has all classes before them: what ended before these days is not read.
    rows = Batch.objects.filter(**equal_by_range(office_id=office.pk), ends_on__gte=first).alias(
        closes_at=closes_at
    )
    rows = rows.filter(shown, closes_at__isnull=False).order_by("office_id", "ends_on", "pk")
    keys = list(rows.values_list("pk", flat=True)[:MOST])
    shown_rows = Batch.objects.filter(pk__in=keys).select_related("course", "place", "call").order_by()
    batches = sorted(shown_rows, key=lambda batch: (batch.ends_on, batch.pk))
    held = seats_held(batches)
    for batch in batches:
        yield from entries_of(batch, held.get(batch.pk, 0), first, last, now)


def news_of_calls(office: Office, now: datetime) -> Iterator[News]:
    """Each call that was published."""
    # By the index of the programme: the batches that end last are those that were called for last.
    newest = Batch.objects.filter(**equal_by_range(office_id=office.pk)).order_by(
        "-office_id", "-ends_on", "-pk"
    )
    keys = list(newest.values_list("pk", flat=True)[:MOST_NEWS])
    calls = Call.objects.filter(batch__in=keys, published_at__lte=now).select_related("batch__course")
    for call in calls:
        yield News(
            f"call-{call.pk}",
            words.batch_title(call.batch),
            say(
                "আবেদন নেওয়া হবে {day} পর্যন্ত",
                "Applications are taken until {day}",
                day=call.closes_at,
            ),
            reverse("training_call", args=[call.batch.number]),
            call.published_at,
        )


def seats_held(batches: Iterable[Batch]) -> dict[int, int]:
    """How many seats of each batch are taken or offered: of those that are shown alone."""
    offers = Offer.objects.filter(seat__batch__in=[batch.pk for batch in batches], state__in=Offer.HOLDING)
    return dict(offers.order_by().values_list("seat__batch").annotate(many=Count("pk")))


def entries_of(batch: Batch, held: int, first: date, last: date, now: datetime) -> Iterator[ProgrammeEntry]:
    call, cancelled = batch.call, batch.state == states.CANCELLED
    url = reverse("training_call", args=[batch.number])
    common: dict[str, Any] = {
        "title": words.batch_title(batch),
        "place": batch.place,
        "where": words.place_words(batch),
        "url": url,
        "seats": batch.seats,
        "is_cancelled": cancelled,
        "whole_days": True,
    }
    closes_on = call.closes_at.astimezone(TZ).date()
    if first <= closes_on <= last and call.closes_at >= now:
        yield ProgrammeEntry(
            key=f"call-{call.pk}",
            sort="call",
            sort_words=say("আবেদনের শেষ দিন", "Last day to apply"),
            starts_at=call.opens_at,
            ends_at=call.closes_at,
            **common,
        )
    if batch.starts_on <= last and batch.ends_on >= first:
        yield ProgrammeEntry(
            key=f"batch-{batch.pk}",
            sort="batch",
            sort_words=say("প্রশিক্ষণ", "Training"),
            starts_at=datetime.combine(batch.starts_on, time(9), TZ),
            ends_at=datetime.combine(batch.ends_on, time(17), TZ),
            seats_left=max(0, batch.seats - held),
            **common,
        )


NAMED_IN_CASE.append(names_nominated)
TRACKING.add(training_part, order=10)
TRACKING.add(objections_part, order=10)
HELD.add(held_part, order=20)
PAGES_AFTER_PROOF |= {"seat": "track_seat", "objection": "track_objection"}
register_programme(programme_of_trainings)
register_news(news_of_calls)
