"""The demonstration's trainings: a batch at each step from its plan to the certificates, lived through by the
real acts at past moments; the one that offers its seats has sixty sample applicants and a draw that
recomputes.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from ongikar.cases.actions import Person, receive_case
from ongikar.cases.models import Case
from ongikar.certificates.actions import issue_certificate, revoke_certificate
from ongikar.charter.models import service_in_force
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.after.certifying import COURSE, completions_of, wanted_certificate
from ongikar.delivery.training.after.class_book import ClassBook
from ongikar.delivery.training.after.completing import finish_batch
from ongikar.delivery.training.after.sessions import begin_batch, roster_of, sessions_of
from ongikar.delivery.training.intakes import call_answers
from ongikar.delivery.training.models import Application, Batch, Call, Course, Mark
from ongikar.gatherings.actions import mark_attendance, record_gathering
from ongikar.gatherings.models import Gathering
from ongikar.gatherings.models import Mark as Attendance
from ongikar.journal.actions import Reference
from ongikar.journal.outbox import run_due_entries
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User
from ongikar.records.actions import carry_out
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.selection import Rule

from .chapters import Chapter, Row
from .timeline import Act, Known, Story

MORNING, CLOSING, GIVEN_AT = time(10, 0), time(16, 30), time(14)
# Office days before today on which each thing happened, of the batch that is furthest.
CALLED, CLOSED, TESTED, FROZEN, DRAWN, PUBLISHED = 28, 14, 12, 6, 4, 3
WORKDAYS = frozenset({6, 0, 1, 2, 3})
REVOKED = "অন্য একজন তাঁর নামে ক্লাস করেছিলেন বলে প্রমাণ পাওয়া গেছে। (নমুনা)"
# A state that the batch has reached, or an act that leads it on.
Led = Iterator[str | tuple[datetime, Act]]
# Of what has begun a class is held on each open day; what is still to come has one on every other day.
DAILY = frozenset({states.RUNNING, states.FINISHED, states.CERTIFIED})


def last_class_after(row: Mapping[str, Any]) -> int:
    """So many open days after the first class is the last."""
    classes: int = row["classes"]
    return classes - 1 if row["state"] in DAILY else classes * 2


@dataclass(frozen=True, slots=True)
class LedBatch:
    """A batch of the file and its call, each of them there once it was made."""

    memory: Known
    place: int

    @property
    def name(self) -> str:
        return f"batch {self.place}"

    @property
    def call_name(self) -> str:
        return f"call {self.place}"

    @property
    def batch(self) -> Batch:
        batch: Batch = self.memory.find(self.name)
        return batch

    @property
    def call(self) -> Call:
        call: Call = self.memory.find(self.call_name)
        return call


class DemoTrainings(Chapter):
    """The courses of the file, and each of its batches led to the state of its row."""

    file = "demo_trainings.toml"
    # Who holds the officer's post, and the assistant's.
    first: User
    second: User
    after_each = staticmethod(run_due_entries)

    def has_come(self, data: Row) -> bool:
        return Course.objects.filter(office=self.office).exists()

    def plan(self, data: Row) -> None:
        first, second = (holder_of(self.office, role, self.today) for role in (Post.OFFICER, Post.ASSISTANT))
        if first is None or second is None:
            return
        self.first, self.second = first, second
        batches = data.get("batches", [])
        self.many = len(batches)
        # Before the first batch is planned.
        earliest = min((row.get("late", 0) for row in batches), default=0)
        self.add(self.back(CALLED + 2 - earliest), partial(self.add_courses, data.get("courses", [])))
        for place, row in enumerate(batches):
            self.tell(self.lead_batch(place, row, data["people"]))

    @property
    def actor(self) -> Reference:
        return ("user", self.first.pk)

    def day(self, before: int) -> date:
        """So many office days before today; after it, where negative."""
        calendar = self.calendar
        return (
            calendar.previous_open_day(self.today, before)
            if before > 0
            else calendar.next_open_day(self.today, -before)
        )

    def back(self, before: int, at: time = MORNING) -> datetime:
        return datetime.combine(self.day(before), at, TZ)

    def add_courses(self, rows: list[Row], at: datetime) -> None:
        for row in rows:
            course = actions.make_course(
                office=self.office,
                submission=f"demo-course-{self.office.slug}-{row['key']}"[:64],
                actor=self.actor,
                now=at,
                **{name: value for name, value in row.items() if name != "key"},
            )
            self.known.keep(f"course {row['key']}", course)

    def lead_batch(self, place: int, row: Row, people: Row) -> Story:
        """Plan a batch and lead it to the state of its row. `late`: so many office days later than the
        furthest.
        """
        late, starts_on = row.get("late", 0), self.day(-row["starts_in"])
        led = LedBatch(self.known, place)

        def plan(at: datetime) -> None:
            batch = actions.plan_batch(
                course=self.known.find(f"course {row['course']}"),
                seats=row["seats"],
                classes=row["classes"],
                starts_on=starts_on,
                ends_on=self.office.calendar.next_open_day(starts_on, last_class_after(row)),
                place_words=row["place"],
                post=self.officer,
                budget_head=row.get("budget_head", ""),
                submission=f"demo-batch-{self.office.slug}-{place}"[:64],
                actor=self.actor,
                now=at,
            )
            self.known.keep(led.name, batch)

        yield self.back(CALLED + 1 - late), plan
        for step in self.lead_on(led, row, late, people):
            if not isinstance(step, str):
                yield step
            elif step == row["state"]:
                return

    def lead_on(self, led: LedBatch, row: Row, late: int, people: Row) -> Led:
        """Each act with its moment, and each state that the batch comes to, in which its row may leave it."""
        yield states.PLANNED
        rule = Rule.from_data({**row["rule"], "seats": row["seats"]})

        def publish(at: datetime) -> None:
            call = actions.publish_call(
                led.batch,
                service=service_of(self.office, row["service"], self.day(CALLED - late)),
                rule=rule,
                audience=row.get("audience", Call.PUBLIC),
                closes_at=self.back(CLOSED - late, CLOSING),
                test_on=self.day(TESTED - late) if "test" in rule.most else None,
                viva_on=self.day(TESTED - 2 - late) if "viva" in rule.most else None,
                draw_at=self.back(DRAWN - late),
                result_on=self.day(PUBLISHED - 1 - late),
                actor=self.actor,
                now=at,
            )
            self.known.keep(led.call_name, call)

        def mark_all(at: datetime) -> None:
            for part in rule.most:
                mark(self, led.call, part, rule.most[part], at)

        def draw(at: datetime) -> None:
            value = hashlib.sha256(f"sample of round {led.call.drand_round}".encode()).hexdigest()
            for user in (self.first, self.second):
                actions.type_value(
                    led.batch,
                    values=[value],
                    user=user,
                    actor=("user", user.pk),
                    now=at,
                    witnesses=row.get("witnesses", []),
                    minutes=row.get("minutes", ""),
                )

        def tell_result(at: datetime) -> None:
            actions.publish_result(led.batch, actor=self.actor, now=at)

        yield self.back(CALLED - late), publish
        # In the order in which they came.
        for number in sorted(range(row["people"]), key=lambda number: (number % 8, number)):
            yield (
                self.back(CALLED - 1 - late - number % 8),
                partial(lambda number, at: apply(self, led.call, number, people, at), number),
            )
        yield states.CALLED
        yield self.back(CLOSED - late), lambda at: settle(self, led.call, at)
        yield (
            self.back(CLOSED - late, time(16, 45)),
            lambda at: actions.close_call(led.batch, actor=self.actor, now=at),
        )
        yield states.CLOSED
        if rule.most:
            yield self.back(TESTED - 2 - late, time(14, 0)), mark_all
        yield (
            self.back(FROZEN - late),
            lambda at: actions.freeze_list(led.batch, actor=self.actor, now=at),
        )
        yield states.FROZEN
        yield self.back(DRAWN - late, time(10, 20)), draw
        yield states.RANKED
        published = self.back(PUBLISHED - late, time(11, 0))
        yield published, tell_result
        yield published + timedelta(hours=5), lambda at: answer(led.call, row["seats"], at)
        yield states.OFFERING
        yield from self.lead_after_seats(led, published=published, now=self.back(0, time(9, 0)))

    def lead_after_seats(self, led: LedBatch, *, published: datetime, now: datetime) -> Led:
        """From the first class on: one batch runs, one is over, and of one the certificates are given, of
        which one was revoked.
        """

        def accept_all(at: datetime) -> None:
            offered = Application.objects.filter(call=led.call, state=states.OFFERED)
            for application in offered.select_related("call__batch").order_by("roll"):
                actions.accept_offer(application, now=at)

        def begin(at: datetime) -> None:
            begin_batch(
                led.batch, weekdays=WORKDAYS, begins_at=time(10), minutes=120, actor=self.actor, now=at
            )
            led.batch.refresh_from_db()

        def finish(at: datetime) -> None:
            finish_batch(led.batch, actor=self.actor, now=at)
            led.batch.refresh_from_db()

        def give(at: datetime) -> None:
            batch, book = led.batch, ClassBook(led.batch)
            made = [
                issue_certificate(
                    office=batch.office,
                    template_key=COURSE,
                    statement=wanted["statement"],
                    subject=batch.reference,
                    holder=wanted["holder"],
                    actor=self.actor,
                    now=at,
                )
                for wanted in (wanted_certificate(each, batch, book) for each in completions_of(batch))
            ]
            with carry_out(batch, batch.act(states.CERTIFY), actor=self.actor, now=at):
                pass
            led.memory.keep(f"last of {led.name}", made[-1])

        def revoke(at: datetime) -> None:
            last = led.memory.find(f"last of {led.name}")
            revoke_certificate(last, reason=REVOKED, actor=self.actor, now=at)

        yield published + timedelta(hours=6), accept_all
        yield published + timedelta(hours=7), begin
        classes = [each for each in sessions_of(led.batch) if each.ends_at < now]
        for place, session in enumerate(classes):
            yield session.ends_at, partial(hold_class, session, led, place, self.actor)
        yield states.RUNNING
        over = classes[-1].ends_at + timedelta(hours=2)
        yield over, finish
        yield states.FINISHED
        calendar = led.batch.office.calendar
        given = datetime.combine(calendar.next_open_day(over.astimezone(TZ).date()), GIVEN_AT, TZ)
        yield given, give
        revoked = datetime.combine(calendar.next_open_day(given.astimezone(TZ).date(), 2), GIVEN_AT, TZ)
        yield revoked, revoke
        yield states.CERTIFIED


def service_of(office: Office, code: str, day: date) -> Any:
    service = service_in_force(office, code, day)
    if service is None:
        raise ValueError(f"no service {code}")
    return service


def apply(stage: "DemoTrainings", call: Call, number: int, people: Row, at: datetime) -> None:
    """One more sample person; their facts follow from their place, so each run is the same."""
    is_woman = number % 5 in (1, 3)
    first = people["women" if is_woman else "men"]
    name = f"{first[number // 2 % len(first)]} {people['family'][number % len(people['family'])]} (নমুনা)"
    answers: dict[str, Any] = {
        "gender": "female" if is_woman else "male",
        "education": ("hsc", "ssc", "degree", "hsc")[number % 4],
        "experience": ("none", "some", "regular")[number % 3],
        "identity": "nid",
        "born_on": date(1990 + number % 15, 1 + number % 12, 1 + number % 28).isoformat(),
        "hopes": people["hopes"][number % len(people["hopes"])],
    }
    if number % 20 == 7:
        answers["group_ethnic"] = True
    # As long as a mobile is, whatever the key.
    figures = 10_000 + (call.pk * 100 + number) % 90_000
    receive_case(
        service=call.service,
        person=Person(name=name, mobile=f"+88017000{figures}", address=people["address"]),
        answers=answers | call_answers(call),
        channel=Case.ONLINE if number % 3 else Case.COUNTER,
        submission=f"demo-application-{stage.office.slug}-{call.pk}-{number}"[:64],
        now=at,
    )


def settle(stage: "DemoTrainings", call: Call, at: datetime) -> None:
    """All may take part but one in twenty, who did not bring the paper that was asked for."""
    rows = Application.objects.filter(call=call, state=states.RECEIVED).select_related("call__batch")
    for application in rows.order_by("roll").prefetch_related("claims"):
        if application.roll % 20 == 13:
            actions.turn_down(
                application,
                reason="বয়সের প্রমাণ হিসেবে কোনো কাগজ আনা হয়নি।",
                actor=stage.actor,
                now=at,
            )
        else:
            proved = [claim.group for claim in application.claims.all()]
            actions.admit(application, proved=proved, user=stage.first, actor=stage.actor, now=at)


def mark(stage: "DemoTrainings", call: Call, part: str, most: int, at: datetime) -> None:
    """Two marks each, close to one another; every twelfth did not come to the test."""
    rows = Application.objects.filter(call=call, state__in=(states.ELIGIBLE, states.TESTED, states.ABSENT))
    for application in rows.select_related("call__batch").order_by("roll"):
        missed = part == Mark.TEST and application.roll % 12 == 5
        drawn = int(hashlib.sha256(f"{part}{application.roll}".encode()).hexdigest()[:6], 16)
        value = most // 3 + drawn % (most - most // 3)
        for user, by in ((stage.first, 0), (stage.second, -1)):
            actions.enter_mark(
                application,
                part=part,
                value=None if missed else max(0, value + by),
                user=user,
                actor=("user", user.pk),
                now=at,
            )


def answer(call: Call, seats: int, at: datetime) -> None:
    """Most have taken their seat, two do not want it, four have still to answer."""
    rows = Application.objects.filter(call=call, state=states.OFFERED).select_related("call__batch")
    for place, application in enumerate(rows.order_by("roll")):
        if place < seats - 6:
            actions.accept_offer(application, now=at)
        elif place < seats - 4:
            actions.decline_offer(application, via="phone", words="চাকরি পেয়েছেন", now=at)


def holder_of(office: Office, role: str, day: date) -> User | None:
    holding = Holding.objects.on(day).filter(post__office=office, post__role=role).order_by("pk").first()
    return holding.user if holding else None


def hold_class(session: Gathering, led: LedBatch, place: int, actor: Reference, at: datetime) -> None:
    hold(session, led.batch, place, actor)


def hold(session: Gathering, batch: Batch, place: int, actor: Reference) -> None:
    """Most are there; the first comes to no class, the second misses every other one."""
    roster = roster_of(batch)
    members = list(roster.members.filter(until=None).order_by("id")) if roster else []
    for number, member in enumerate(members[:2]):
        if number == 0 or place % 2:
            mark_attendance(
                session,
                member,
                value=Attendance.ABSENT,
                via=Attendance.LIST,
                nonce=f"demo-{session.pk}-{member.pk}",
                actor=actor,
                now=session.ends_at,
            )
    record_gathering(session, rest=Attendance.PRESENT, actor=actor, now=session.ends_at)
