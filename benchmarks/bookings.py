"""Eight writers that book from one day sheet at the same time, and how many seats were given twice:
`python -m benchmarks.bookings --database URL [--tries N]`, an empty database, which it prepares for itself.

Each writer wants whichever free time comes first, as the others do; every third moves what it has and every
fifth gives it up, so that seats become free again meanwhile. Of those who want one seat all but one must be
refused.
"""

import argparse
import os
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from tempfile import TemporaryDirectory
from typing import Any

from .filled import run

WRITERS, TRIES = 8, 2_000
# So many tries of each writer want the times of one week: all of a week's seats are taken within them.
A_WEEK = 40
AT_HAND = "--at-hand"


def enter_hours(now: datetime) -> int:
    """Hours of the officer's post, six days a week; its key."""
    from django.utils import timezone

    from ongikar.appointments.actions import begin_hours
    from ongikar.appointments.models import Availability
    from ongikar.offices.models import Office, Post

    post = Post.objects.get(office=Office.objects.get(is_default=True), role=Post.OFFICER)
    row = Availability(
        office=post.office,
        post=post,
        weekdays="0123456",
        begins="09:30",
        ends="12:30",
        minutes=15,
        public_seats=1,
        internal_seats=1,
        first_on=timezone.localdate(now) - timedelta(days=7),
        soonest=0,
        submission="benchmark",
    )
    begin_hours(row, actor=("command", None), now=now)
    return post.pk


def book(writer: int, post_key: int, tries: int, first: datetime) -> Counter[str]:
    """What came of the tries of one writer."""
    from django.db import connection

    from ongikar.appointments import actions
    from ongikar.appointments.free_times import free_times
    from ongikar.core.forms.faults import ActFault
    from ongikar.offices.models import Post
    from ongikar.rules.calendar.office_calendar import TZ

    post, came = Post.objects.select_related("office").get(pk=post_key), Counter[str]()
    for nth in range(tries):
        now = first + timedelta(weeks=nth // A_WEEK % WEEKS)
        day = now.astimezone(TZ).date()
        said: dict[str, Any] = {"actor": ("command", None), "now": now}
        times = free_times(post.office, [post], day, day + timedelta(days=6), now, for_citizen=False)
        free = next(times, None)
        if free is None:
            came["nothing free"] += 1
            continue
        try:
            booking = actions.give_time(
                office=post.office,
                post=post,
                at=free.slot.starts_at,
                person=actions.Person("নমুনা"),
                subject=None,
                purpose="",
                submission=f"book-{writer}-{nth}",
                **said,
            )
        except ActFault:
            came["refused"] += 1
            continue
        came["booked"] += 1
        try:
            if nth % 3 == 0 and (other := next(times, None)) is not None:
                actions.move(booking, post=post, at=other.slot.starts_at, for_citizen=False, **said)
                came["moved"] += 1
            if nth % 5:
                actions.cancel(booking, **said)
                came["given up"] += 1
        except ActFault:
            came["not moved"] += 1
    connection.close()
    return came


# As far as the calendar of the office is known.
WEEKS = 20


def given_twice() -> int:
    """Times at which more people come than there are seats, or two hold one seat."""
    from django.db.models import Count

    from ongikar.appointments.models import Booking
    from ongikar.appointments.transitions import GONE

    held = Booking.objects.exclude(state__in=GONE)
    seats = held.values("post", "starts_at", "seat").annotate(many=Count("pk")).filter(many__gt=1)
    across = held.values("post", "starts_at").annotate(many=Count("pk")).filter(many__gt=2)
    beyond = held.filter(seat__gt=2)
    return seats.count() + across.count() + beyond.count()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True)
    parser.add_argument("--tries", type=int, default=TRIES)
    parser.add_argument(AT_HAND, action="store_true")
    given = parser.parse_args()
    if not given.at_hand:
        with TemporaryDirectory() as folder:
            environment = {"ONGIKAR_VAR": folder, "ONGIKAR_DATABASE": given.database}
            run(environment, "ongikar", "prepare", "--no-cases")
            words = ("--database", given.database, "--tries", str(given.tries), AT_HAND)
            print(run(environment, "benchmarks.bookings", *words), end="")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from ongikar.appointments.models import Booking
    from ongikar.appointments.transitions import BOOKED

    first = timezone.now()
    post = enter_hours(first)
    began = time.perf_counter()
    with ThreadPoolExecutor(WRITERS) as threads:
        many = range(WRITERS)
        came = sum(threads.map(lambda each: book(each, post, given.tries, first), many), Counter[str]())
    seconds = time.perf_counter() - began
    told = ", ".join(f"{count:,} {what}" for what, count in sorted(came.items()))
    print(f"{WRITERS} writers × {given.tries:,} tries: {told}; {seconds:.0f} s")
    stand = Booking.objects.filter(state=BOOKED).count()
    print(f"{stand:,} appointments stand, {stand - came['booked'] + came['given up']} more than were given")
    print(f"given twice: {given_twice()} (goal 0)")


if __name__ == "__main__":
    main()
