"""The demonstration's tours, lived through by the real acts: one was made, one is to come, one was given up
and one waits for its approval.
"""

from datetime import datetime, time
from functools import partial

from ongikar.people.models import User
from ongikar.people.post_holders import PostHolder, holder_of
from ongikar.records.actions import perform
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tours import actions, transitions
from ongikar.tours.models import Tour, TourAct, TourBookLine, TourStop

from .chapters import Chapter, Row

DRAWN_UP_AT, APPROVED_AT, CANCELLED_AT, ENTERED_AT = time(12, 10), time(15, 5), time(15, 30), time(16, 10)


class DemoTours(Chapter):
    """The tours of the file."""

    file = "demo_tours.toml"

    def has_come(self, data: Row) -> bool:
        return Tour.objects.filter(submission__startswith=self.mark("")).exists()

    def mark(self, place: int | str) -> str:
        return f"demo-tour-{self.office.slug}-{place}"[:64]

    def plan(self, data: Row) -> None:
        self.many = len(data["tours"])
        for place, row in enumerate(data["tours"]):
            drawn_up = row["drawn_up"]
            self.add(self.moment(drawn_up, DRAWN_UP_AT), partial(self.draw_up, place, row))
            if "approved_by" in row:
                self.add(self.moment(drawn_up, APPROVED_AT), partial(self.approve, place, row))
            if "cancelled" in row:
                self.add(self.moment(drawn_up + 1, CANCELLED_AT), partial(self.cancel, place, row))
            if "back" in row:
                self.add(self.moment(row["day"], ENTERED_AT), partial(self.come_back, place, row))

    def tour(self, place: int) -> Tour:
        return Tour.objects.select_related("office").get(submission=self.mark(place))

    def whoever_goes(self, at: datetime) -> PostHolder:
        _, key = self.holder(self.officer)
        return holder_of(User.objects.get(pk=key or 0), at.astimezone(TZ).date())

    def draw_up(self, place: int, row: Row, at: datetime) -> None:
        holder = self.whoever_goes(at)
        tour = Tour(
            office=self.office,
            on=self.office_day(row["day"]),
            traveller=row["traveller"],
            transport=row["transport"],
            submission=self.mark(place),
        )
        tour = actions.draw_up(tour, holder=holder, now=at)
        for number, (hour, where, why) in enumerate(row["stops"]):
            stop = TourStop(tour=tour, planned_at=hour, place=where, purpose=why)
            key = f"{self.mark(place)}-{number}"
            perform(tour, stop, actor=holder.actor, now=at, submission=key)

    def act(self, act: TourAct, at: datetime) -> None:
        perform(act.tour, act, actor=self.whoever_goes(at).actor, now=at)

    def approve(self, place: int, row: Row, at: datetime) -> None:
        said = {"approved_by": row["approved_by"], "memo_number": row["memo_number"]}
        self.act(TourAct(tour=self.tour(place), name=transitions.APPROVE, **said), at)

    def cancel(self, place: int, row: Row, at: datetime) -> None:
        act = TourAct(tour=self.tour(place), name=transitions.CANCEL, words=row["cancelled"])
        self.act(act, at)

    def come_back(self, place: int, row: Row, at: datetime) -> None:
        tour = self.tour(place)
        left, back = (
            datetime.combine(tour.on, time.fromisoformat(row[name]), TZ) for name in ("left", "back")
        )
        line = TourBookLine(
            tour=tour,
            traveller=tour.traveller,
            to_place=", ".join(where for _, where, _ in row["stops"])[:200],
            left_at=left,
            back_at=back,
            transport=tour.transport,
            kilometres=row["kilometres"],
        )
        perform(tour, line, actor=self.whoever_goes(at).actor, now=at, submission=self.mark(f"back-{place}"))
