"""The slots of a day: what availabilities offer, within the office hours, without breaks and without what the
post has to do elsewhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ongikar.rules.calendar.office_calendar import TZ

from .offers import APPOINTMENT, BREAK, Offer, offers_on

# A beginning and the moment at which it is over.
Span = tuple[datetime, datetime]


class Slot(NamedTuple):
    """One time that a post offers. `public` and `internal`: its seats, numbered from 1, the public first.
    `is_public`: whether a citizen may take one from today.
    """

    starts_at: datetime
    minutes: int
    public: int
    internal: int
    is_public: bool

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def seats_for_citizens(self) -> range:
        return range(1, self.public + 1) if self.is_public else range(0)

    @property
    def seats_for_office(self) -> list[int]:
        """Those that citizens never see come first."""
        return [*range(self.public + 1, self.public + self.internal + 1), *range(1, self.public + 1)]


def do_overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def without(spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """What is left of the spans, in order of time."""
    left = sorted(spans)
    for begin, end in taken:
        left = [
            piece
            for span in left
            for piece in ((span[0], min(span[1], begin)), (max(span[0], end), span[1]))
            if piece[0] < piece[1]
        ]
    return left


def span_of(day: date, offer: Offer) -> Span:
    return datetime.combine(day, offer.begins, TZ), datetime.combine(day, offer.ends, TZ)


def working_spans(offers: Sequence[Offer], day: date, hours: Sequence[Span]) -> list[Span]:
    """When the post could see somebody: the office hours without its breaks."""
    return without(hours, [span_of(day, each) for each in offers_on(offers, day, BREAK)])


def slots_of(
    offers: Sequence[Offer], day: date, *, today: date, hours: Sequence[Span], busy: Sequence[Span] = ()
) -> list[Slot]:
    """The slots of a day in order of time.

    `hours`: the office hours of the day, none on one on which it is closed; a pause for prayer and lunch lies
    between two of them. After each pause the slots begin anew, so that none lies across it. `busy`: what the
    post is called away by; a slot that it touches falls away and moves no other.
    """
    working = working_spans(offers, day, hours)
    slots = [
        slot
        for offer in offers_on(offers, day, APPOINTMENT)
        for slot in slots_of_offer(offer, day, working, today)
        if not any(do_overlap((slot.starts_at, slot.ends_at), span) for span in busy)
    ]
    return sorted(slots)


def slots_of_offer(offer: Offer, day: date, working: Sequence[Span], today: date) -> Iterator[Slot]:
    begins, ends = span_of(day, offer)
    is_public = offer.is_open_to_citizens(day, today)
    for opens, closes in working:
        at, until = max(begins, opens), min(ends, closes)
        while at + timedelta(minutes=offer.minutes) <= until:
            yield Slot(at, offer.minutes, offer.public, offer.internal, is_public)
            at += timedelta(minutes=offer.minutes)


def stands(span: Span, offers: Sequence[Offer], hours: Sequence[Span], busy: Sequence[Span] = ()) -> bool:
    """Whether an appointment that was made can still be kept. It keeps its own length, and goes by no
    availability that was changed or ended meanwhile: only by the office hours, breaks and what calls the post
    away.
    """
    day = span[0].astimezone(TZ).date()
    is_within = any(
        opens <= span[0] and span[1] <= closes for opens, closes in working_spans(offers, day, hours)
    )
    return is_within and not any(do_overlap(span, each) for each in busy)
