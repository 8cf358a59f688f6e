"""Which times of a post are free: what its availabilities offer, without what is taken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import F, Q

from ongikar.gatherings.models import Gathering
from ongikar.offices.models import Office, Post
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .models import Availability, Booking
from .rules.offers import APPOINTMENT, Offer
from .rules.slots import Slot, Span, do_overlap, slots_of, stands

DAY = timedelta(days=1)


class FreeTime(NamedTuple):
    """A slot of a post with the seats that are free, in the order in which they are given."""

    post: Post
    slot: Slot
    seats: tuple[int, ...]


def moments_of(day: date) -> Span:
    begin = datetime.combine(day, time(), TZ)
    return begin, begin + DAY


def offers_of(posts: Iterable[int]) -> dict[int, list[Offer]]:
    """What holds, by the key of the post."""
    offers = defaultdict(list)
    for each in Availability.objects.filter(post__in=list(posts), struck_at__isnull=True).order_by("pk"):
        offers[each.post_id].append(each.offer)
    return offers


def posts_with_hours(office: Office) -> list[Post]:
    """Those of the office that see people by appointment."""
    rows = Availability.objects.filter(office=office, struck_at__isnull=True, kind=APPOINTMENT)
    return list(Post.objects.filter(pk__in=rows.values("post")).select_related("office").order_by("pk"))


def busy_spans(office: int, posts: Iterable[int], begin: datetime, end: datetime) -> dict[int, list[Span]]:
    """What calls a post away: gatherings at which whoever holds it that day is expected."""
    holding, member, day = "roster__members__user__holdings__", "roster__members__", F("starts_at__date")
    rows = Gathering.objects.that_stand().filter(
        Q(**{f"{holding}until__isnull": True}) | Q(**{f"{holding}until__gte": day}),
        Q(**{f"{member}until__isnull": True}) | Q(**{f"{member}until__gte": day}),
        office=office,
        # One takes a day at most, so it is found by its beginning.
        starts_at__gte=begin - DAY,
        starts_at__lt=end,
        ends_at__gt=begin,
        **{f"{holding}post__in": list(posts), f"{holding}since__lte": day, f"{member}since__lte": day},
    )
    busy = defaultdict(list)
    spans = rows.order_by("starts_at").values_list(f"{holding}post", "starts_at", "ends_at").distinct()
    for post, starts_at, ends_at in spans:
        busy[post].append((starts_at, ends_at))
    return busy


def taken_of(posts: Iterable[int], begin: datetime, end: datetime, now: datetime) -> dict[int, list[Booking]]:
    """The appointments that keep a seat. Of a form that was left, the time is free again."""
    rows = Booking.objects.filter(post__in=list(posts), starts_at__gte=begin - DAY, starts_at__lt=end)
    rows = rows.exclude(state__in=transitions.GONE)
    taken = defaultdict(list)
    for each in rows.exclude(state=transitions.HELD, held_until__lte=now).order_by("starts_at"):
        taken[each.post_id].append(each)
    return taken


def free_times(
    office: Office, posts: list[Post], first: date, last: date, now: datetime, *, for_citizen: bool
) -> Iterator[FreeTime]:
    """Those of the days from `first` to `last`, both included, in order of time, that have not begun."""
    keys = [post.pk for post in posts]
    begin, end = moments_of(first)[0], moments_of(last)[1]
    offers, busy, taken = (
        offers_of(keys),
        busy_spans(office.pk, keys, begin, end),
        taken_of(keys, begin, end, now),
    )
    calendar, today = office.calendar, now.astimezone(TZ).date()
    day = first
    while day <= last:
        hours = calendar.windows(day)
        found = [
            FreeTime(post, slot, seats)
            for post in posts
            for slot in slots_of(offers[post.pk], day, today=today, hours=hours, busy=busy[post.pk])
            if slot.starts_at > now and (seats := free_seats(slot, taken[post.pk], for_citizen=for_citizen))
        ]
        yield from sorted(found, key=lambda each: (each.slot.starts_at, each.post.pk))
        day += DAY


def free_seats(slot: Slot, taken: Iterable[Booking], *, for_citizen: bool) -> tuple[int, ...]:
    """Whoever has a time across the slot, by hours that were changed since, takes a seat of it too."""
    across = [
        each for each in taken if do_overlap((each.starts_at, each.ends_at), (slot.starts_at, slot.ends_at))
    ]
    seats = slot.seats_for_citizens if for_citizen else slot.seats_for_office
    gone = {each.seat for each in across}
    left = [seat for seat in seats if seat not in gone]
    # No more people at once than the slot has seats, whatever seats they were given.
    return tuple(left[: max(0, slot.public + slot.internal - len(across))])


def free_time_at(
    post: Post, at: datetime, now: datetime, *, for_citizen: bool, apart_from: int | None = None
) -> FreeTime | None:
    """The slot of the post that begins at this moment, with its free seats; None where there is none."""
    day = at.astimezone(TZ).date()
    begin, end = moments_of(day)
    offers, busy = offers_of([post.pk])[post.pk], busy_spans(post.office_id, [post.pk], begin, end)[post.pk]
    hours, today = post.office.calendar.windows(day), now.astimezone(TZ).date()
    slots = slots_of(offers, day, today=today, hours=hours, busy=busy)
    slot = next((each for each in slots if each.starts_at == at), None)
    if slot is None or at <= now:
        return None
    taken = [each for each in taken_of([post.pk], begin, end, now)[post.pk] if each.pk != apart_from]
    return FreeTime(post, slot, free_seats(slot, taken, for_citizen=for_citizen))


def still_stands(booking: Booking) -> bool:
    """Whether the office is open then and the post is not called away: a day may have become a holiday."""
    begin, end = moments_of(booking.day)
    post = booking.post_id
    return stands(
        (booking.starts_at, booking.ends_at),
        offers_of([post])[post],
        booking.office.calendar.windows(booking.day),
        busy_spans(booking.office_id, [post], begin, end)[post],
    )


def value_of_time(post: int, at: datetime) -> str:
    """A time of a post, as a list of choices and an address have it."""
    return f"{post}-{at.astimezone(UTC):%Y%m%dT%H%MZ}"


def time_of_value(value: str) -> tuple[int, datetime] | None:
    post, _, moment = value.partition("-")
    try:
        return int(post), datetime.strptime(moment, "%Y%m%dT%H%MZ").replace(tzinfo=UTC)
    except ValueError:
        return None
