"""The demonstration's tasks, lived through by the real acts at past moments, a series with a missed month,
and the regular returns.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.db import transaction

from ongikar.delivery.report.models import StandingReturn
from ongikar.delivery.report.returns import begin_return
from ongikar.journal.actions import Reference, record
from ongikar.journal.outbox import run_due_entries
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact
from ongikar.rules.bangla.text import month_span
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks import actions
from ongikar.tasks.actions.series import begin_series, raise_due_tasks
from ongikar.tasks.models import Series, Task
from ongikar.tasks.rules import Recurrence

from .chapters import Chapter, Row
from .timeline import run_worker_until

RETURNS = "demo_returns.toml"
GIVEN_AT = time(10, 15)
# A moment, the place of its task in the file, and what is done then; what a series brings comes first.
PlannedAct = tuple[datetime, int, Callable[[datetime], object]]
OF_SERIES = -1


class DemoTasks(Chapter):
    """The tasks and the series of the file; who owns them is named by the post or by the contact."""

    file = "demo_tasks.toml"
    before_each, after_each = staticmethod(run_worker_until), staticmethod(run_due_entries)

    def has_come(self, data: Row) -> bool:
        """The cases of the demonstration have tasks of their own."""
        return Task.objects.filter(submission__startswith=f"demo-task-{self.office.slug}-").exists()

    def plan(self, data: Row) -> None:
        self.many = len(data.get("tasks", []))
        self.contacts: dict[str, Contact] = {
            row["key"]: self.known.once(
                f"owner {row['key']}", partial(load_contact, self.office, row, self.now)
            )
            for row in data.get("contacts", [])
        }
        acts: list[PlannedAct] = []
        for place, row in enumerate(data.get("series", [])):
            acts += self.series_acts(place, row)
        for place, row in enumerate(data.get("tasks", [])):
            acts += self.task_acts(place, row)
        for moment, _, do in sorted(acts, key=lambda each: each[:2]):
            self.add(moment, do)

    def owner(self, name: str) -> Post | Contact:
        return self.contacts.get(name) or self.posts[name]

    def actor(self, who: Post | Contact) -> Reference:
        """Whoever holds the post; a contact acts by a link."""
        return ("contact", who.pk) if isinstance(who, Contact) else self.holder(who)

    def task_acts(self, place: int, row: Row) -> list[PlannedAct]:
        """The acts of one task with their moments: given first, then as the file has them."""
        submission = f"demo-task-{self.office.slug}-{place}"
        giver = self.posts["upazila-ict-officer"]
        checker = self.posts.get(row.get("check", "upazila-ict-officer"))
        owner = self.owner(row["owner"])

        def give(at: datetime) -> None:
            actions.give_task(
                office=self.office,
                title=row["title"],
                words=row.get("words", ""),
                owner=owner,
                given_by=giver,
                check=None if checker == owner else checker,
                evidence=row.get("evidence", ()),
                due=self.office_day(row["due"]),
                origin=row.get("origin", "own"),
                submission=submission,
                actor=self.actor(giver),
                now=at,
            )

        acts: list[PlannedAct] = [(self.moment(row["given"], GIVEN_AT), place, give)]
        for act in row.get("acts", []):
            at = self.moment(act["day"], time.fromisoformat(act["time"]))
            acts.append((at, place, self.act_of(submission, act, owner, giver)))
        return acts

    def act_of(
        self, submission: str, act: Row, owner: Post | Contact, giver: Post
    ) -> Callable[[datetime], None]:
        words, until = act.get("words", ""), self.office_day(act["until"]) if "until" in act else None
        by_owner, by_giver = self.actor(owner), self.actor(giver)
        ways: dict[str, Callable[[Task, datetime], Any]] = {
            "report": lambda task, at: actions.report_task(task, words=words, actor=by_owner, now=at),
            "return": lambda task, at: actions.return_task(task, reason=words, actor=by_giver, now=at),
            "verify": lambda task, at: actions.verify_task(task, words=words, actor=by_giver, now=at),
            "hand_back": lambda task, at: actions.hand_back_task(task, reason=words, actor=by_owner, now=at),
            "drop": lambda task, at: actions.drop_task(task, reason=words, actor=by_giver, now=at),
            "ask_time": lambda task, at: actions.ask_time(
                task, until=until, reason=words, actor=by_owner, now=at
            ),
            "extend": lambda task, at: actions.extend_task(
                task, until=until or self.today, reason=words, actor=by_giver, now=at
            ),
            "reopen": lambda task, at: actions.reopen_task(
                task, due=until or self.today, reason=words, actor=by_giver, now=at
            ),
        }
        do = ways[act["act"]]
        return lambda at: do(Task.objects.get(submission=submission), at)

    def series_acts(self, place: int, row: Row) -> list[PlannedAct]:
        """A series begun months ago, its tasks given as their periods open; some of them were reported."""
        submission, starts_on = f"demo-series-{self.office.slug}-{place}", self.today
        for _ in range(row["months_before"] + 1):
            starts_on = month_span(starts_on)[0]
            starts_on = month_span(date.fromordinal(starts_on.toordinal() - 1))[0]
        rule, giver = Recurrence.from_data(row["rule"]), self.posts["upazila-ict-officer"]
        owner = self.owner(row["owner"])

        def begin(at: datetime) -> None:
            begin_series(
                office=self.office,
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
                actor=self.actor(giver),
                now=at,
            )
            raise_due_tasks(at)

        first = datetime.combine(self.calendar.next_open_day(starts_on), GIVEN_AT, TZ)
        acts: list[PlannedAct] = [(first, OF_SERIES, begin)]
        for nth in range(row["months_before"] + 1):
            period = rule.nth_period(self.calendar, starts_on, nth)
            opens = self.calendar.windows(period.opens)[0][0]
            acts.append((opens, OF_SERIES, raise_due_tasks))
            if nth + 1 in row.get("reported", []):
                done = datetime.combine(period.due, time(11, 0), TZ)
                acts.append((done, OF_SERIES, self.finish_period(submission, period.key, owner, giver)))
        return [each for each in acts if each[0] <= self.now]

    def finish_period(
        self, submission: str, period: str, owner: Post | Contact, giver: Post
    ) -> Callable[[datetime], None]:
        def finish(at: datetime) -> None:
            task = Series.objects.get(submission=submission).tasks.get(period=period)
            actions.report_task(task, words="প্রতিবেদন পাঠানো হয়েছে।", actor=self.actor(owner), now=at)
            actions.verify_task(task, actor=self.actor(giver), now=at)

        return finish


@transaction.atomic
def load_contact(office: Office, row: Row, now: datetime) -> Contact:
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


@transaction.atomic
def load_returns(files: OfficeFiles, *, now: datetime) -> int:
    """Begin the regular returns of the office, owed from this month on, so that none is open yet; how many, 0
    on a second run.
    """
    office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
    path = files.folder / RETURNS
    if office is None or not path.exists() or StandingReturn.objects.filter(office=office).exists():
        return 0
    today = now.astimezone(TZ).date()
    rows: list[Row] = read_toml(path).get("returns", [])
    for place, row in enumerate(rows):
        begin_return(
            office=office,
            service_code=row["service"],
            title=row["title"],
            contact=load_contact(office, row["to"], now),
            rule=Recurrence.from_data(row["rule"]),
            starts_on=date(today.year, today.month, 1),
            submission=f"demo-return-{office.slug}-{place}",
            actor=("command", None),
            now=now,
        )
    return len(rows)
