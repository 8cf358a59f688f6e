"""The demonstration's committee, and the stories of its meetings of the last three months."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from ongikar.cases.models import Case
from ongikar.clock.watch import watch_clocks
from ongikar.delivery.meeting import committees
from ongikar.delivery.meeting.models import Committee, Meeting, Membership
from ongikar.delivery.meeting.rules import QuorumRule
from ongikar.delivery.meeting.series import first_opening, open_due_meetings
from ongikar.offices.models import Post
from ongikar.people.models import Contact
from ongikar.records.registry import DESKS
from ongikar.rules.bangla.text import month_span
from ongikar.rules.calendar.office_calendar import TZ

from .chapters import Row
from .stories import RECEIVE, CaseRow, Stories, TimedAct
from .tasks import load_contact
from .timeline import Act

KIND, CALL = "meeting", "call_meeting"
HOUR = timedelta(hours=1)
CALLED_AT, HELD_AT = time(10, 5), time(11, 0)
# How many working days before its day a meeting is called.
CALLED_BEFORE = 5


class DemoMeetings(Stories):
    """Each story is of the case that the charter promises for one month, which opens by itself; `after` is
    the working day of the month.
    """

    file, head = "demo_meetings.toml", "stories"
    before_each = staticmethod(watch_clocks)

    def has_come(self, data: Row) -> bool:
        return Committee.objects.filter(office=self.office).exists()

    def submission_of(self, number: int) -> str:
        return f"demo-meeting-{self.office.slug}-{number}"

    def name_of(self, number: int) -> str:
        return f"month of a meeting {number}"

    def plan(self, data: Row) -> None:
        first = max(row["months_ago"] for row in data["stories"])
        self.add(self.opening(first), lambda at: self.begin_committee(data, at))
        whole = {"channel": Case.PLANNED, "received": 0, "at": time(), "answers": {}}
        rows = [whole | row for row in [*data["stories"], self.next_story(data)]]
        super().plan({self.head: rows})

    def add(self, moment: datetime, do: Act, *, after: Callable[[], object] | None = None) -> None:
        """What is still to come of these months is not told."""
        if moment <= self.now:
            super().add(moment, do, after=after)

    def month(self, months_ago: int) -> date:
        first = month_span(self.today)[0]
        for _ in range(months_ago):
            first = month_span(first - timedelta(days=1))[0]
        return first

    def opening(self, months_ago: int) -> datetime:
        """When the month's case opens: as the office does for the first time in it."""
        return first_opening(self.calendar, self.month(months_ago))

    def moment_of(self, row: CaseRow) -> Callable[[int, time], datetime]:
        months_ago: int = row["months_ago"]
        before = self.month(months_ago) - timedelta(days=1)

        def moment(nth: int, at: time) -> datetime:
            if not nth:
                return self.opening(months_ago)
            return datetime.combine(self.calendar.next_open_day(before, nth), at, TZ)

        return moment

    def next_story(self, data: Row) -> Row:
        """This month’s, called on the last open day for some days ahead, where the month still has them."""
        service, day = data["committee"]["service"], self.calendar.add_working_days(self.today, CALLED_BEFORE)
        story: Row = {"service": service, "months_ago": 0}
        if day.month != self.today.month:
            return story
        called = datetime.combine(self.calendar.previous_open_day(self.today), CALLED_AT, TZ)
        called = max(called, self.opening(0) + HOUR).astimezone(TZ)
        nth = self.calendar.count_working_days(self.month(0) - timedelta(days=1), called.date())
        asked = {"day": day.isoformat(), "time": f"{HELD_AT:%H:%M}", "items": data["next"]["items"]}
        moment = {"after": nth, "at": called.time()}
        steps = [{"act": CALL, **moment, **asked}, {"act": "send_notice", **moment}]
        return story | {"steps": steps}

    def act(self, timed: TimedAct, at: datetime) -> None:
        if timed.act != RECEIVE:
            super().act(timed, at)
            if timed.act == CALL:
                self.known.keep(f"meeting {timed.case} {timed.step}", self.lives[timed.case].record)
            return
        for _ in open_due_meetings(KIND, now=at):
            pass
        month = at.astimezone(TZ).date().replace(day=1).isoformat()
        case = Case.objects.filter(office=self.office, service__kind=KIND, answers__month=month).first()
        if case:
            self.known.keep(self.name_of(timed.case), case)

    def note(self, timed: TimedAct) -> None:
        """Of a month of which the charter promised none the meetings have no case."""
        lived = self.lives[timed.case]
        if timed.act == RECEIVE:
            lived.case, lived.received_at = self.known.get(self.name_of(timed.case)), timed.at
        elif timed.act == CALL:
            lived.desk = DESKS[Meeting.SUBJECT]
            lived.record = self.known.find(f"meeting {timed.case} {timed.step}")

    def begin_committee(self, data: Row, at: datetime) -> None:
        """The committee with its seats."""
        row, actor = data["committee"], self.holder(self.officer)
        committee = committees.begin_committee(
            office=self.office,
            name_bn=row["name_bn"],
            name_en=row["name_en"],
            rule=QuorumRule(row["numerator"], row["denominator"], row["least"]),
            notice_days=row["notice_days"],
            service_code=row["service"],
            order_words=row["order_words"],
            place=row["place"],
            submission=f"demo-committee-{self.office.slug}",
            actor=actor,
            now=at,
        )
        seats: list[tuple[Post | Contact, str]] = [
            (self.posts[row["chair"]], Membership.CHAIR),
            (self.posts[row["secretary"]], Membership.SECRETARY),
        ]
        for each in data["contacts"]:
            seats.append((load_contact(self.office, each, at), each.get("capacity", Membership.MEMBER)))
        for holder, capacity in seats:
            committees.seat_member(
                committee,
                holder=holder,
                capacity=capacity,
                is_voting=capacity != Membership.OBSERVER,
                since=date(at.year - 1, 1, 1),
                actor=actor,
                now=at,
            )
