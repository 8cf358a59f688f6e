"""The demonstration's committee, and its meetings of the last three months, lived through by the real acts at
past moments, between those of the cases.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from ongikar.cases.models import Case
from ongikar.clock.watch import watch_clocks
from ongikar.core.not_none import not_none
from ongikar.delivery.meeting import committees
from ongikar.delivery.meeting.agenda import number_pair, open_tasks
from ongikar.delivery.meeting.calling import call_meeting
from ongikar.delivery.meeting.letters import send_notice
from ongikar.delivery.meeting.minutes import approve_minutes, circulate_minutes, issue_minutes
from ongikar.delivery.meeting.models import Committee, Meeting, Membership
from ongikar.delivery.meeting.rules import PRESENT, QuorumRule
from ongikar.delivery.meeting.series import first_opening, open_due_meetings
from ongikar.delivery.meeting.sitting import (
    DecisionEntry,
    RulingEntry,
    SeatEntry,
    SittingSheet,
    adjourn_sitting,
    finish_sitting,
    open_sitting,
)
from ongikar.journal.actions import Reference
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact, Holding, User
from ongikar.rules.bangla.text import month_span
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions import report_task

from .carrier import carry_letter
from .known import Known
from .tasks import load_contact
from .timeline import Timeline

FILE = "demo_meetings.toml"
KIND = "meeting"
HOUR = timedelta(hours=1)
CALLED_AT = time(10, 5)
# So many working days before its day a meeting is called, and after it the minutes are issued.
CALLED_BEFORE, ISSUED_AFTER = 5, 3
Row = dict[str, Any]
Step = tuple[datetime, Callable[[datetime], None]]


class DemoMeetings(Timeline):
    """The meetings of the office's file; `live_until(moment)` does what was done for them by then."""

    def __init__(self, files: OfficeFiles, now: datetime, known: Known | None = None) -> None:
        super().__init__(before_each=watch_clocks)
        self.now, path, self.known = now, files.folder / FILE, known or Known()
        self.office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
        if self.office is None or not path.exists():
            return
        if not self.known.has_begun and Committee.objects.filter(office=self.office).exists():
            return
        data: Row = read_toml(path)
        self.posts = {post.slug: post for post in self.office.posts.all()}
        self.contact_keys: list[str] = [each["key"] for each in data["contacts"]]
        steps = [self.beginning(data)]
        for place, row in enumerate(data["meetings"]):
            steps += self.steps_of(place, row)
        steps += self.next_meeting(data["next"], len(data["meetings"]))
        for at, do in steps:
            if at <= now:
                self.add(at, do)

    @property
    def committee(self) -> Committee:
        found: Committee = self.known.find("committee")
        return found

    @property
    def contacts(self) -> dict[str, Contact]:
        """Those that sit in the committee, by their names in the file."""
        return {key: self.known.find(f"member {key}") for key in self.contact_keys}

    def meeting(self, place: int) -> Meeting:
        found: Meeting = self.known.find(f"meeting {place}")
        return found

    def month(self, months_ago: int) -> date:
        first = month_span(self.now.astimezone(TZ).date())[0]
        for _ in range(months_ago):
            first = month_span(first - timedelta(days=1))[0]
        return first

    def beginning(self, data: Row) -> Step:
        first = self.month(max(row["months_ago"] for row in data["meetings"]))
        begins = first_opening(self.calendar, first)
        return begins, lambda at: self.begin(data, at)

    @property
    def calendar(self) -> Any:
        assert self.office is not None
        return self.office.calendar

    def begin(self, data: Row, at: datetime) -> None:
        """The committee with its seats."""
        assert self.office is not None
        row, actor = data["committee"], self.actor("upazila-ict-officer")
        made = committees.begin_committee(
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
        self.known.keep("committee", made)
        seats: list[tuple[Post | Contact, str]] = [
            (self.posts[row["chair"]], Membership.CHAIR),
            (self.posts[row["secretary"]], Membership.SECRETARY),
        ]
        for each in data["contacts"]:
            contact = self.known.keep(f"member {each['key']}", load_contact(self.office, each, at))
            seats.append((contact, each.get("capacity", Membership.MEMBER)))
        for holder, capacity in seats:
            committees.seat_member(
                self.committee,
                holder=holder,
                capacity=capacity,
                is_voting=capacity != Membership.OBSERVER,
                since=date(at.year - 1, 1, 1),
                actor=actor,
                now=at,
            )

    def actor(self, slug: str) -> Reference:
        holding = Holding.objects.filter(post=self.posts[slug]).order_by("pk").first()
        return ("user", holding.user_id) if holding else ("command", None)

    def day(self, months_ago: int, nth: int) -> date:
        """The nth working day of a month."""
        return self.calendar.next_open_day(self.month(months_ago) - timedelta(days=1), nth)

    def steps_of(self, place: int, row: Row) -> list[Step]:
        """One meeting: its month opened, called, noticed, held, its minutes issued; its tasks reported."""
        day = self.day(row["months_ago"], row["on"])
        starts = datetime.combine(day, time.fromisoformat(row["at"]), TZ)
        called = datetime.combine(self.calendar.previous_open_day(day, CALLED_BEFORE), CALLED_AT, TZ)
        steps: list[Step] = [
            (first_opening(self.calendar, self.month(row["months_ago"])), self.open_month),
            (called, lambda at: self.call(place, row["items"], starts, at)),
            (starts, lambda at: open_sitting(self.meeting(place), actor=self.secretary, now=at)),
            (starts + HOUR, lambda at: self.finish(place, row, at)),
        ]
        if not row.get("adjourned"):
            issued = datetime.combine(self.calendar.next_open_day(day, ISSUED_AFTER), time(12, 15), TZ)
            steps.append((issued, lambda at: self.issue(place, at)))
        for nth, decision in enumerate(row.get("decisions", ()), 1):
            if "reported" in decision:
                reported = datetime.combine(
                    self.calendar.add_working_days(day, decision["reported"]), time(15, 20), TZ
                )
                steps.append((reported, self.reporting(place, nth, decision)))
        return steps

    def open_month(self, at: datetime) -> None:
        for _ in open_due_meetings(KIND, now=at):
            pass

    @property
    def secretary(self) -> Reference:
        return self.actor("upazila-ict-officer")

    def call(self, place: int, items: list[str], starts: datetime, at: datetime) -> None:
        month = starts.astimezone(TZ).date().replace(day=1).isoformat()
        case = (
            Case.objects.filter(office=self.office, service__kind=KIND, answers__month=month)
            .filter(closed_at__isnull=True)
            .first()
        )
        meeting = call_meeting(
            committee=self.committee,
            case=case,
            starts_at=starts,
            place=self.committee.place,
            items=items,
            submission=f"demo-meeting-{self.committee.pk}-{place}",
            actor=self.secretary,
            now=at,
        )
        self.known.keep(f"meeting {place}", meeting)
        notice = send_notice(meeting, signer=self.posts["upazila-ict-officer"], actor=self.secretary, now=at)
        carry_letter(notice, actor=self.secretary, now=at)

    def finish(self, place: int, row: Row, at: datetime) -> None:
        meeting = self.meeting(place)
        seats = committees.seats_on(self.committee, at.astimezone(TZ).date())
        keys = {contact.pk: key for key, contact in self.contacts.items()}
        attendance = {}
        for seat in seats:
            key = keys.get(seat.contact_id or 0, "")
            value = row.get("attendance", {}).get(key, PRESENT)
            attendance[seat.pk] = SeatEntry(value, row.get("delegates", {}).get(key, ""))
        if row.get("adjourned"):
            adjourn_sitting(meeting, SittingSheet(attendance=attendance), actor=self.secretary, now=at)
            return
        items = list(meeting.items.all())
        finish_sitting(
            meeting,
            SittingSheet(
                attendance=attendance,
                confirmation=Meeting.AS_IS,
                rulings=dict(self.rulings(meeting, row, at)),
                discussions={item.pk: said for item, said in zip(items, row["discussions"], strict=True)},
                decisions=[
                    DecisionEntry(
                        items[each["item"] - 1].pk,
                        each["words"],
                        self.contacts.get(each["owner"]) or self.posts[each["owner"]],
                        self.calendar.add_working_days(at.astimezone(TZ).date(), each["due"]),
                    )
                    for each in row.get("decisions", ())
                ],
            ),
            actor=self.secretary,
            now=at,
        )

    def rulings(self, meeting: Meeting, row: Row, at: datetime) -> list[tuple[int, RulingEntry]]:
        found = []
        for task in open_tasks(self.committee, at, before=meeting):
            said = row.get("rulings", {}).get(".".join(map(str, number_pair(task))))
            if said:
                due = task.clock.due_at.astimezone(TZ).date()
                until = self.calendar.add_working_days(due, said["days"]) if "days" in said else None
                found.append((task.pk, RulingEntry(said["ruling"], until, said["words"])))
        return found

    def issue(self, place: int, at: datetime) -> None:
        """Circulated, approved and issued, an hour apart."""
        meeting, chair = self.meeting(place), self.posts["ict-committee-chair"]
        version = circulate_minutes(meeting, actor=self.secretary, now=at - 2 * HOUR).version
        approve_minutes(
            meeting,
            version=version,
            actor=self.actor("ict-committee-chair"),
            posts=[chair.pk],
            now=at - HOUR,
        )
        officer = self.posts["upazila-ict-officer"]
        user = User.objects.get(pk=self.secretary[1] or 0)
        issue_minutes(meeting, user=user, posts=[officer.pk], now=at)
        carry_letter(not_none(meeting.letter), actor=self.secretary, now=at)

    def reporting(self, place: int, nth: int, decision: Row) -> Callable[[datetime], None]:
        def report(at: datetime) -> None:
            task = self.meeting(place).decisions.select_related("task").get(serial=nth).task
            owner = self.contacts.get(decision["owner"])
            by: Reference = ("contact", owner.pk) if owner else self.actor(decision["owner"])
            if task is not None and task.is_running:
                report_task(task, words=decision["report"], actor=by, now=at)

        return report

    def next_meeting(self, row: Row, place: int) -> list[Step]:
        """This month’s, called for some days from now where the month still has them."""
        today = self.now.astimezone(TZ).date()
        day = self.calendar.add_working_days(today, CALLED_BEFORE)
        opens = first_opening(self.calendar, self.month(0))
        steps: list[Step] = [(opens, self.open_month)]
        if day.month == today.month:
            starts = datetime.combine(day, time(11, 0), TZ)
            called = datetime.combine(self.calendar.previous_open_day(today), CALLED_AT, TZ)
            steps.append((max(called, opens + HOUR), lambda at: self.call(place, row["items"], starts, at)))
        return steps
