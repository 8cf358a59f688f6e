"""The demonstration's tasks, lived through by the real acts at past moments, and a series with a missed
month.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.db import transaction

from ongikar.journal.actions import Reference, record
from ongikar.journal.outbox import run_due_entries
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact, Holding
from ongikar.rules.bangla.text import month_span
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.tasks import actions
from ongikar.tasks.actions.series import begin_series, raise_due_tasks
from ongikar.tasks.models import Series, Task
from ongikar.tasks.rules import Recurrence

from .known import Known
from .timeline import Timeline
from .worker_until import run_worker_until

FILE = "demo_tasks.toml"
GIVEN_AT = time(10, 15)


# A moment, its place among those of the same moment, and what is done then.
Happening = tuple[datetime, int, Callable[[datetime], object]]


@dataclass(frozen=True, slots=True)
class DemoWork:
    """What the file needs to know of its office: posts and contacts by name, and the day it is started on."""

    office: Office
    posts: dict[str, Post]
    contacts: dict[str, Contact]
    calendar: Calendar
    today: date

    def day(self, working_days: int) -> date:
        """So many working days from today; 0 is today, or on a closed day the next."""
        if working_days:
            return self.calendar.add_working_days(self.today, working_days)
        return (
            self.today if self.calendar.is_open_day(self.today) else self.calendar.next_open_day(self.today)
        )

    def moment(self, working_days: int, at: time) -> datetime:
        return datetime.combine(self.day(working_days), at, TZ)

    def owner(self, name: str) -> Post | Contact:
        return self.contacts.get(name) or self.posts[name]

    def actor(self, who: Post | Contact) -> Reference:
        """Whoever holds the post; a contact acts by a link."""
        if isinstance(who, Contact):
            return ("contact", who.pk)
        holding = Holding.objects.on(self.today).filter(post=who).order_by("pk").first()
        return ("user", holding.user_id) if holding else ("command", None)


@transaction.atomic
def load_tasks(files: OfficeFiles, *, now: datetime) -> int:
    """Live through the office's demo_tasks.toml, all or nothing; returns how many tasks came, 0 on a second
    run. Only an office of demonstration takes them.
    """
    lived = plan_tasks(files, now=now)
    if not lived.steps:
        return 0
    lived.live_until(now)
    run_worker_until(now)
    return Task.objects.filter(office__slug=files.office["slug"]).count()


def plan_tasks(files: OfficeFiles, *, now: datetime, known: Known | None = None) -> Timeline:
    """What the file says, still to be lived; nothing where it was, or the office is no demonstration."""
    office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
    path, known = files.folder / FILE, known or Known()
    lived = Timeline(before_each=run_worker_until, after_each=run_due_entries)
    if office is None or not path.exists() or (not known.has_begun and has_demo_tasks(office)):
        return lived
    data: dict[str, Any] = read_toml(path)
    work = DemoWork(
        office,
        {post.slug: post for post in office.posts.all()},
        {
            row["key"]: known.once(f"owner {row['key']}", partial(load_contact, office, row, now))
            for row in data.get("contacts", [])
        },
        office.calendar,
        now.astimezone(TZ).date(),
    )
    happenings: list[Happening] = []
    for place, row in enumerate(data.get("series", [])):
        happenings += series_happenings(work, place, row, now)
    for place, row in enumerate(data.get("tasks", [])):
        happenings += task_happenings(work, place, row)
    for moment, _, do in sorted(happenings, key=lambda each: each[:2]):
        lived.add(moment, do)
    return lived


def has_demo_tasks(office: Office) -> bool:
    """Whether they came before; the cases of the demonstration have tasks of their own."""
    return Task.objects.filter(submission__startswith=f"demo-task-{office.slug}-").exists()


def load_contact(office: Office, row: dict[str, Any], now: datetime) -> Contact:
    contact = Contact(
        office=office,
        organisation=row["organisation"],
        post=row["post"],
        name=row["name"],
        mobile=row.get("mobile", ""),
        email=row.get("email", ""),
        since=date(now.year - 1, 1, 1),
    )
    contact.search = contact.search_words()
    contact.save()
    record("contact.added", subject=contact.reference, actor=("command", None), office_id=office.pk, now=now)
    return contact


def task_happenings(work: DemoWork, place: int, row: dict[str, Any]) -> list[Happening]:
    """The acts of one task with their moments: given first, then as the file has them."""
    submission = f"demo-task-{work.office.slug}-{place}"
    giver = work.posts["upazila-ict-officer"]
    checker = work.posts.get(row.get("check", "upazila-ict-officer"))
    owner = work.owner(row["owner"])

    def give(at: datetime) -> None:
        actions.give_task(
            office=work.office,
            title=row["title"],
            words=row.get("words", ""),
            owner=owner,
            given_by=giver,
            check=None if checker == owner else checker,
            evidence=row.get("evidence", ()),
            due=work.day(row["due"]),
            origin=row.get("origin", "own"),
            submission=submission,
            actor=work.actor(giver),
            now=at,
        )

    found: list[Happening] = [(work.moment(row["given"], GIVEN_AT), place, give)]
    for act in row.get("acts", []):
        at = work.moment(act["day"], time.fromisoformat(act["time"]))
        found.append((at, place, act_of(work, submission, act, owner, giver)))
    return found


def act_of(
    work: DemoWork, submission: str, act: dict[str, Any], owner: Post | Contact, giver: Post
) -> Callable[[datetime], None]:
    words, until = act.get("words", ""), work.day(act["until"]) if "until" in act else None
    by_owner, by_giver = work.actor(owner), work.actor(giver)
    acts: dict[str, Callable[[Task, datetime], Any]] = {
        "report": lambda task, at: actions.report_task(task, words=words, actor=by_owner, now=at),
        "return": lambda task, at: actions.return_task(task, reason=words, actor=by_giver, now=at),
        "verify": lambda task, at: actions.verify_task(task, words=words, actor=by_giver, now=at),
        "hand_back": lambda task, at: actions.hand_back_task(task, reason=words, actor=by_owner, now=at),
        "drop": lambda task, at: actions.drop_task(task, reason=words, actor=by_giver, now=at),
        "ask_time": lambda task, at: actions.ask_time(
            task, until=until, reason=words, actor=by_owner, now=at
        ),
        "extend": lambda task, at: actions.extend_task(
            task, until=until or work.today, reason=words, actor=by_giver, now=at
        ),
        "reopen": lambda task, at: actions.reopen_task(
            task, due=until or work.today, reason=words, actor=by_giver, now=at
        ),
    }
    do = acts[act["act"]]
    return lambda at: do(Task.objects.get(submission=submission), at)


def series_happenings(work: DemoWork, place: int, row: dict[str, Any], now: datetime) -> list[Happening]:
    """A series begun months ago, its tasks given as their periods open; some of them reported and checked."""
    submission, starts_on = f"demo-series-{work.office.slug}-{place}", work.today
    for _ in range(row["months_before"] + 1):
        starts_on = month_span(starts_on)[0]
        starts_on = month_span(date.fromordinal(starts_on.toordinal() - 1))[0]
    rule, giver = Recurrence.from_data(row["rule"]), work.posts["upazila-ict-officer"]
    owner = work.owner(row["owner"])

    def begin(at: datetime) -> None:
        begin_series(
            office=work.office,
            title=row["title"],
            words=row.get("words", ""),
            owner=owner,
            given_by=giver,
            check=giver,
            evidence=row.get("evidence", ()),
            rule=rule,
            starts_on=starts_on,
            origin=row.get("origin", "upkeep"),
            submission=submission,
            actor=work.actor(giver),
            now=at,
        )
        raise_due_tasks(at)

    first = datetime.combine(work.calendar.next_open_day(starts_on), GIVEN_AT, TZ)
    found: list[Happening] = [(first, -1, begin)]
    for nth in range(row["months_before"] + 1):
        period = rule.nth_period(work.calendar, starts_on, nth)
        opens = work.calendar.windows(period.opens)[0][0]
        found.append((opens, -1, raise_due_tasks))
        if nth + 1 in row.get("reported", []):
            done = datetime.combine(period.due, time(11, 0), TZ)
            found.append((done, -1, finish_period(work, submission, period.key, owner, giver)))
    return [each for each in found if each[0] <= now]


def finish_period(
    work: DemoWork, submission: str, period: str, owner: Post | Contact, giver: Post
) -> Callable[[datetime], None]:
    def finish(at: datetime) -> None:
        task = Series.objects.get(submission=submission).tasks.get(period=period)
        actions.report_task(task, words="প্রতিবেদন পাঠানো হয়েছে।", actor=work.actor(owner), now=at)
        actions.verify_task(task, actor=work.actor(giver), now=at)

    return finish
