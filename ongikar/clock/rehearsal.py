"""What the watch will do in the days to come if nobody acts: the running promises aged in memory; nothing is
written.
"""

import heapq
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import NamedTuple

from ongikar.offices.models import Office
from ongikar.rules.clock.watch import WatchedClock, rehearse_watch

from .models import Clock

# How many clocks are read at once: few at first, since whoever looks at the first page needs no more, then
# twice as many each time.
FIRST, PAGE = 64, 500


class PromiseOwner(NamedTuple):
    """What a clock counts, by its topic: its number, what was promised and the post that answers, in both
    languages.

    `sets_off`: what a breach opens for the citizen, "complaint" or "appeal"; "" where nothing would be
    offered. `is_awaited`: somebody asked for it and is told; else the office owes it by itself.
    """

    number: str
    what: tuple[str, str]
    post: tuple[str, str]
    sets_off: str = ""
    is_awaited: bool = True


class ExpectedEvent(NamedTuple):
    """Something that will happen. `what`: a moment of the watch, or what the breach sets off."""

    at: datetime
    what: str
    topic: str
    owner: PromiseOwner
    due: datetime


# By topic: the owners of a page of clocks, by the clock's id. The apps above that own clocks enter
# themselves here.
OWNERS: dict[str, Callable[[Sequence[Clock], datetime], dict[int, PromiseOwner]]] = {}


def expected_events(
    office: Office, *, now: datetime, until: datetime, topics: Sequence[str] = ()
) -> Iterator[ExpectedEvent]:
    """The events from `now` to `until` in order of time; of all topics where none are named.

    Read a page of clocks at a time, in order of their next moment: only what is still to come of those read
    is kept.
    """
    held: list[tuple[datetime, int, ExpectedEvent]] = []
    places = count()
    for page in pages_of_clocks(office, until, topics):
        owners = {
            topic: OWNERS[topic]([clock for clock in page if clock.topic == topic], now)
            for topic in {clock.topic for clock in page}
        }
        for clock in page:
            for event in events_of_clock(clock, owners[clock.topic].get(clock.pk), now, until):
                heapq.heappush(held, (event.at, next(places), event))
        reached = max(page[-1].look_at or now, now)
        while held and held[0][0] < reached:
            yield heapq.heappop(held)[2]
    while held:
        yield heapq.heappop(held)[2]


def pages_of_clocks(office: Office, until: datetime, topics: Sequence[str]) -> Iterator[list[Clock]]:
    """The clocks with a moment up to `until`, the next to come first."""
    clocks = Clock.objects.filter(office=office, look_at__lte=until).order_by("look_at", "id")
    if topics:
        clocks = clocks.filter(topic__in=topics)
    after, size = clocks, min(FIRST, PAGE)
    while page := list(after.prefetch_related("facts", "milestones")[:size]):
        yield page
        size = min(2 * size, PAGE)
        last = page[-1]
        after = clocks.filter(look_at__gte=last.look_at).exclude(look_at=last.look_at, id__lte=last.pk)


def events_of_clock(
    clock: Clock, owner: PromiseOwner | None, now: datetime, until: datetime
) -> Iterator[ExpectedEvent]:
    """What the watch will do about one clock; nothing for one whose owner is gone."""
    if owner is None:
        return
    claimed = frozenset(moment.name for moment in clock.milestones.all() if moment.due_at == clock.due_at)
    watched = WatchedClock(clock.pk, clock.running, claimed, clock.topic)
    sets_off = {clock.topic: owner.sets_off} if owner.sets_off else {}
    for event in rehearse_watch(clock.calendar, [watched], now, until, sets_off):
        yield ExpectedEvent(event.at, event.what, clock.topic, owner, event.due)


EVENT_WORDS = {
    "halfway": (
        "সময়ের অর্ধেক পেরোবে; মনে করিয়ে দেওয়া হবে।",
        "Half the time has passed; a reminder goes out.",
    ),
    "nearing": (
        "আর এক কার্যদিবস বাকি থাকবে; মনে করিয়ে দেওয়া হবে।",
        "One working day is left; a reminder goes out.",
    ),
    "broken": (
        "সময় পেরিয়ে যাবে। কথা ভাঙবে; আবেদনকারী ও ঊর্ধ্বতন কর্মকর্তা জানবেন।",
        "The time passes. The promise breaks; the applicant and the superior officer are told.",
    ),
    "complaint": ("আবেদনকারীর জন্য অভিযোগ তৈরি থাকবে।", "A complaint is made ready for the applicant."),
    "appeal": ("পরের ধাপের আপিল তৈরি থাকবে।", "An appeal to the next tier is made ready."),
}
# Of what the office owes by itself, for which nobody waits outside.
OWN_WORDS = {
    "broken": (
        "সময় পেরিয়ে যাবে। কথা ভাঙবে; ঊর্ধ্বতন কর্মকর্তা জানবেন।",
        "The time passes. The promise breaks; the superior officer is told.",
    ),
}
# The same where others are told: by topic and event. The apps above that own clocks enter themselves here.
TOPIC_WORDS: dict[tuple[str, str], tuple[str, str]] = {}


def event_words(event: ExpectedEvent) -> tuple[str, str]:
    words = EVENT_WORDS if event.owner.is_awaited else EVENT_WORDS | OWN_WORDS
    return TOPIC_WORDS.get((event.topic, event.what), words[event.what])
