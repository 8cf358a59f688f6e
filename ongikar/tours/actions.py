"""What a day has to offer for a tour, and how it comes into the programme."""

from datetime import datetime, time, timedelta

from ongikar.core.forms.faults import require
from ongikar.gatherings.week_entries import WeekEntry, week_entries
from ongikar.people.post_holders import PostHolder
from ongikar.records.actions import act_on, note, open_once
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .models import Tour, TourStop, write_act


def work_outside(tour: Tour, holder: PostHolder) -> list[WeekEntry]:
    """What is to be done outside the office on the day of the tour, and stands on no programme of that day.
    What is not known by a subject is known by its place and its sort.
    """
    begin = datetime.combine(tour.on, time(), TZ)
    stops = TourStop.objects.filter(tour__office=tour.office_id, tour__on=tour.on, struck_at=None)
    taken = [
        stop
        for stop in stops.select_related("tour").prefetch_related("tour__acts")
        if stop.tour_id == tour.pk or stop.tour.state != transitions.CANCELLED
    ]
    subjects = {stop.subject for stop in taken}
    places = {(stop.place, stop.purpose) for stop in taken}
    entries = week_entries(tour.office, begin, begin + timedelta(days=1), holder)
    return [
        entry
        for entry in entries
        if entry.goes_to
        and not entry.is_done
        and (entry.subject not in subjects if entry.subject else places_of(entry) not in places)
    ]


def places_of(entry: WeekEntry) -> tuple[str, str]:
    return entry.goes_to[:200], entry.sort_words[:200]


def draw_up(tour: Tour, *, holder: PostHolder, now: datetime) -> Tour:
    """A programme that begins with whatever is to be done outside on its day."""
    return open_once(
        tour,
        transitions.DRAW_UP,
        actor=holder.actor,
        now=now,
        follow=lambda drawn_up: begin(drawn_up, holder, now),
    )


def begin(tour: Tour, holder: PostHolder, now: datetime) -> None:
    write_act(tour, transitions.DRAW_UP, holder.actor, now)
    write_stops(tour, holder, now)


def take_in(tour: Tour, *, holder: PostHolder, now: datetime) -> None:
    """What has come to the day since."""
    with act_on(tour):
        is_open = tour.state_under_lock() in transitions.OPEN
        require(is_open, "", "এই সূচি আর বদলানো যায় না।", "This programme can no longer be changed.")
        if write_stops(tour, holder, now):
            note(tour, "taken_in", holder.actor, now)


def write_stops(tour: Tour, holder: PostHolder, now: datetime) -> int:
    """A stop for each of them. Of the work only its sort and its place are copied: whose it is, is read from
    the work itself by whoever may know.
    """
    entries = work_outside(tour, holder)
    for count, entry in enumerate(entries):
        place, purpose = places_of(entry)
        kind, key = entry.subject or ("", None)
        stop = TourStop(
            tour=tour,
            planned_at=f"{entry.starts_at.astimezone(TZ):%H:%M}" if entry.has_hours else "",
            place=place,
            purpose=purpose,
            subject_type=kind,
            subject_id=key,
            submission=f"{tour.pk}-{now.timestamp():.6f}-{count}"[:64],
        )
        stop.enter_who(holder.actor, now)
        stop.save(force_insert=True)
    return len(entries)
