"""The demonstration's trainings: a batch at each step up to the seats, lived through by the real acts at past
moments; the one that offers its seats has sixty sample applicants and a draw that recomputes.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.db import transaction

from ongikar.cases.actions import Person, receive_case
from ongikar.cases.models import Case
from ongikar.charter.models import service_in_force
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.intakes import call_answers
from ongikar.delivery.training.models import Application, Batch, Call, Course, Mark
from ongikar.journal.actions import Reference
from ongikar.journal.outbox import run_due_entries
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.selection import Rule

from .after_trainings import lead_after_seats
from .known import Known
from .schools import teach_schools
from .timeline import Act, Story, Timeline

FILE = "demo_trainings.toml"
MORNING, CLOSING = time(10, 0), time(16, 30)
# Office days before today on which each thing happened, of the batch that is furthest.
CALLED, CLOSED, TESTED, FROZEN, DRAWN, PUBLISHED = 28, 14, 12, 6, 4, 3


@dataclass(frozen=True, slots=True)
class Stage:
    """The office in which the demonstration happens."""

    office: Office
    officer: User
    second: User
    post: Post
    today: date
    known: Known

    @property
    def actor(self) -> Reference:
        return ("user", self.officer.pk)

    def day(self, before: int) -> date:
        """So many office days before today; after it, where negative."""
        calendar = self.office.calendar
        return (
            calendar.previous_open_day(self.today, before)
            if before > 0
            else calendar.next_open_day(self.today, -before)
        )

    def moment(self, before: int, at: time = MORNING) -> datetime:
        return datetime.combine(self.day(before), at, TZ)


@transaction.atomic
def load_trainings(files: OfficeFiles, *, now: datetime) -> int:
    """Lead the batches of the office's demo_trainings.toml; returns how many, 0 on a second run."""
    lived = plan_trainings(files, now=now)
    lived.live_until(now)
    return lived.many


def plan_trainings(files: OfficeFiles, *, now: datetime, known: Known | None = None) -> Timeline:
    """What the file says, still to be lived; nothing where it was, or the office is no demonstration."""
    office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
    path, known = files.folder / FILE, known or Known()
    if office is None or not path.exists():
        return Timeline()
    if not known.has_begun and Course.objects.filter(office=office).exists():
        return Timeline()
    data: dict[str, Any] = read_toml(path)
    today = now.astimezone(TZ).date()
    officer, assistant = (holder_of(office, role, today) for role in (Post.OFFICER, Post.ASSISTANT))
    post = office.posts.filter(role=Post.OFFICER).order_by("pk").first()
    if officer is None or assistant is None or post is None:
        return Timeline()
    stage = Stage(office, officer, assistant, post, today, known)
    batches = data.get("batches", [])
    lived = Timeline(after_each=run_due_entries, many=len(batches))
    # Before the first batch is planned.
    earliest = min((row.get("late", 0) for row in batches), default=0)
    lived.add(stage.moment(CALLED + 2 - earliest), partial(add_courses, stage, data.get("courses", [])))
    for place, row in enumerate(batches):
        lived.tell(lead_batch(stage, place, row, data["people"]))
    lived.tell(teach_schools(office, officer, now=now, known=known))
    return lived


def add_courses(stage: Stage, rows: list[dict[str, Any]], at: datetime) -> None:
    for row in rows:
        stage.known.keep(f"course {row['key']}", add_course(stage, row, at))


def holder_of(office: Office, role: str, day: date) -> User | None:
    holding = Holding.objects.on(day).filter(post__office=office, post__role=role).order_by("pk").first()
    return holding.user if holding else None


def add_course(stage: Stage, row: Mapping[str, Any], at: datetime) -> Course:
    given = {name: value for name, value in row.items() if name != "key"}
    return actions.make_course(
        office=stage.office,
        submission=f"demo-course-{stage.office.slug}-{row['key']}"[:64],
        actor=stage.actor,
        now=at,
        **given,
    )


# A state that the batch has reached, or an act that leads it on.
Led = Iterator[str | tuple[datetime, Act]]


def lead_batch(stage: Stage, place: int, row: Mapping[str, Any], people: Mapping[str, Any]) -> Story:
    """Plan a batch and lead it to the state of its row. `late`: so many office days later than the
    furthest.
    """
    late, starts_on = row.get("late", 0), stage.day(-row["starts_in"])
    led = LedBatch(stage.known, place)

    def plan(at: datetime) -> None:
        batch = actions.plan_batch(
            course=stage.known.find(f"course {row['course']}"),
            seats=row["seats"],
            classes=row["classes"],
            starts_on=starts_on,
            ends_on=stage.office.calendar.next_open_day(starts_on, last_class_after(row)),
            place_words=row["place"],
            post=stage.post,
            budget_head=row.get("budget_head", ""),
            submission=f"demo-batch-{stage.office.slug}-{place}"[:64],
            actor=stage.actor,
            now=at,
        )
        stage.known.keep(led.name, batch)

    yield stage.moment(CALLED + 1 - late), plan
    for step in lead_on(stage, led, row, late, people):
        if not isinstance(step, str):
            yield step
        elif step == row["state"]:
            return


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
        found: Batch = self.memory.find(self.name)
        return found

    @property
    def call(self) -> Call:
        found: Call = self.memory.find(self.call_name)
        return found


# Of what has begun a class is held on each open day; what is still to come has one on every other day.
DAILY = frozenset({states.RUNNING, states.FINISHED, states.CERTIFIED})


def last_class_after(row: Mapping[str, Any]) -> int:
    """So many open days after the first class is the last."""
    classes: int = row["classes"]
    return classes - 1 if row["state"] in DAILY else classes * 2


def lead_on(stage: Stage, led: LedBatch, row: Mapping[str, Any], late: int, people: Mapping[str, Any]) -> Led:
    """Each act with its moment, and each state that the batch comes to, in which its row may leave it."""
    yield states.PLANNED
    rule = Rule.from_data({**row["rule"], "seats": row["seats"]})

    def publish(at: datetime) -> None:
        call = actions.publish_call(
            led.batch,
            service=service_of(stage.office, row["service"], stage.day(CALLED - late)),
            rule=rule,
            audience=row.get("audience", Call.PUBLIC),
            closes_at=stage.moment(CLOSED - late, CLOSING),
            test_on=stage.day(TESTED - late) if "test" in rule.most else None,
            viva_on=stage.day(TESTED - 2 - late) if "viva" in rule.most else None,
            draw_at=stage.moment(DRAWN - late),
            result_on=stage.day(PUBLISHED - 1 - late),
            actor=stage.actor,
            now=at,
        )
        stage.known.keep(led.call_name, call)

    def mark_all(at: datetime) -> None:
        for part in rule.most:
            mark(stage, led.call, part, rule.most[part], at)

    def draw(at: datetime) -> None:
        value = hashlib.sha256(f"sample of round {led.call.drand_round}".encode()).hexdigest()
        for user in (stage.officer, stage.second):
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
        actions.publish_result(led.batch, actor=stage.actor, now=at)

    yield stage.moment(CALLED - late), publish
    # In the order in which they came.
    for number in sorted(range(row["people"]), key=lambda number: (number % 8, number)):
        yield (
            stage.moment(CALLED - 1 - late - number % 8),
            partial(lambda number, at: apply(stage, led.call, number, people, at), number),
        )
    yield states.CALLED
    yield stage.moment(CLOSED - late), lambda at: settle(stage, led.call, at)
    yield (
        stage.moment(CLOSED - late, time(16, 45)),
        lambda at: actions.close_call(led.batch, actor=stage.actor, now=at),
    )
    yield states.CLOSED
    if rule.most:
        yield stage.moment(TESTED - 2 - late, time(14, 0)), mark_all
    yield (
        stage.moment(FROZEN - late),
        lambda at: actions.freeze_list(led.batch, actor=stage.actor, now=at),
    )
    yield states.FROZEN
    yield stage.moment(DRAWN - late, time(10, 20)), draw
    yield states.RANKED
    published = stage.moment(PUBLISHED - late, time(11, 0))
    yield published, tell_result
    yield published + timedelta(hours=5), lambda at: answer(led.call, row["seats"], at)
    yield states.OFFERING
    yield from lead_after_seats(led, actor=stage.actor, published=published, now=stage.moment(0, time(9, 0)))


def service_of(office: Office, code: str, day: date) -> Any:
    found = service_in_force(office, code, day)
    if found is None:
        raise ValueError(f"no service {code}")
    return found


def apply(stage: Stage, call: Call, number: int, people: Mapping[str, Any], at: datetime) -> None:
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


def settle(stage: Stage, call: Call, at: datetime) -> None:
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
            actions.admit(application, proved=proved, user=stage.officer, actor=stage.actor, now=at)


def mark(stage: Stage, call: Call, part: str, most: int, at: datetime) -> None:
    """Two marks each, close to one another; every twelfth did not come to the test."""
    rows = Application.objects.filter(call=call, state__in=(states.ELIGIBLE, states.TESTED, states.ABSENT))
    for application in rows.select_related("call__batch").order_by("roll"):
        missed = part == Mark.TEST and application.roll % 12 == 5
        drawn = int(hashlib.sha256(f"{part}{application.roll}".encode()).hexdigest()[:6], 16)
        value = most // 3 + drawn % (most - most // 3)
        for user, by in ((stage.officer, 0), (stage.second, -1)):
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
