"""The demonstration's appointments, lived through by the real acts: who was seen, did not come or was not
seen, what was given up, and who is to come.
"""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from ongikar.appointments import actions
from ongikar.appointments.free_times import free_times
from ongikar.appointments.models import Availability, Booking
from ongikar.appointments.watch import watch_appointments
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.rules.calendar.office_calendar import TZ

from .chapters import Chapter, Row

GIVEN_AT, ENTERED_AT = time(11, 20), time(9, 50)
# How long before its time somebody comes, and after its end it is said that nobody came.
EARLY, SOON = timedelta(minutes=8), timedelta(minutes=5)
TALK = timedelta(minutes=14)


class DemoAppointments(Chapter):
    """The hours of the file, and its appointments."""

    file = "demo_appointments.toml"

    def has_come(self, data: Row) -> bool:
        return Booking.objects.filter(submission__startswith=self.mark("")).exists()

    def mark(self, place: int | str) -> str:
        return f"demo-appointment-{self.office.slug}-{place}"

    def plan(self, data: Row) -> None:
        self.many = len(data["appointments"])
        for place, row in enumerate(data["hours"]):
            self.add(self.moment(row["since"], ENTERED_AT), partial(self.enter_hours, place, row))
        for place, row in enumerate(data["appointments"]):
            moment = self.moment(row["given"], GIVEN_AT)
            self.add(moment, partial(self.give, place, row), after=partial(self.go_on, place, row))

    def by(self, now: datetime) -> dict[str, Any]:
        actor: Reference = self.holder(self.officer)
        return {"actor": actor, "now": now}

    def enter_hours(self, place: int, row: Row, at: datetime) -> None:
        facts = {name: value for name, value in row.items() if name not in ("post", "since")}
        hours = Availability(
            office=self.office,
            post=self.posts[row["post"]],
            first_on=at.astimezone(TZ).date(),
            submission=f"demo-hours-{self.office.slug}-{place}"[:64],
            **facts,
        )
        actions.begin_hours(hours, **self.by(at))

    def give(self, place: int, row: Row, at: datetime) -> None:
        """A day on which the post is called away gives none: the next one does."""
        post = Post.objects.select_related("office").get(pk=self.posts["upazila-ict-officer"].pk)
        first: date = self.office_day(row["day"])
        last = self.calendar.add_working_days(first, 3)
        free = next(free_times(self.office, [post], first, last, at, for_citizen=False))
        actions.give_time(
            office=self.office,
            post=post,
            at=free.slot.starts_at,
            person=actions.Person(row["name"], row["mobile"]),
            subject=None,
            purpose=row["purpose"],
            submission=self.mark(place),
            **self.by(at),
        )

    def booking(self, place: int) -> Booking:
        return Booking.objects.with_related().get(submission=self.mark(place))

    def go_on(self, place: int, row: Row) -> None:
        """What is done with it, at moments that follow from the time it was given. A day ends as it does for
        the worker.
        """
        booking, acts = self.booking(place), row.get("acts", ())
        early, soon = booking.starts_at - EARLY, booking.starts_at + SOON
        if "arrive" in acts:
            self.add(early, lambda at: actions.arrive(self.booking(place), **self.by(at)))
            self.add(self.calendar.close(booking.day), watch_appointments)
        if "serve" in acts:
            self.add(soon, lambda at: actions.begin(self.booking(place), **self.by(at)))
            self.add(soon + TALK, lambda at: actions.serve(self.booking(place), **self.by(at)))
        if "miss" in acts:
            self.add(booking.ends_at + SOON, lambda at: actions.miss(self.booking(place), **self.by(at)))
        if "cancel" in acts:
            self.add(
                booking.made_at + timedelta(hours=1),
                lambda at: actions.cancel(self.booking(place), words=row["words"], **self.by(at)),
            )
