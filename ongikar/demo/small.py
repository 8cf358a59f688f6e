"""The demonstration's systems and plans, and the stories of its initiatives and of what stays fresh, lived
through by the real acts at past moments, between those of the cases.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from ongikar.cases import actions as cases
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.clock.watch import watch_clocks
from ongikar.core.not_none import not_none
from ongikar.delivery.rollout.follow_up import plan_site
from ongikar.delivery.rollout.models import Rollout, RolloutSite, RolloutStep, SiteFigure
from ongikar.delivery.rollout.systems import system_plans
from ongikar.delivery.upkeep.models import UpkeepItem
from ongikar.journal.actions import Reference
from ongikar.journal.outbox import run_due_entries
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding
from ongikar.records.actions import perform
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models import Task

from .case_file import case_applicant, moment_of_act
from .known import Known
from .performance import DemoPlan
from .stories import Stories
from .task_acts import check, report

FILE = "demo_small.toml"
CHECKED_AFTER = timedelta(minutes=25)
SYSTEM = "institutional-8"
Row = dict[str, Any]


class DemoSmall(Stories):
    """What stands in the office's file; `live_until(moment)` does what was done by then."""

    head = "stories"

    def __init__(self, files: OfficeFiles, now: datetime, known: Known | None = None) -> None:
        super().__init__(before_each=watch_clocks, after_each=run_due_entries)
        self.now, path, self.known = now, files.folder / FILE, known or Known()
        self.office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
        if self.office is None or not path.exists():
            return
        if not self.known.has_begun and UpkeepItem.objects.filter(office=self.office).exists():
            return
        data: Row = read_toml(path)
        self.applicants = files.demo.get("applicants", [])
        self.posts = {post.role: post for post in self.office.posts.order_by("-pk")}
        for place, row in enumerate(data.get("systems", [])):
            self.plan_system(place, row)
        for place, row in enumerate(data.get("plans", [])):
            DemoPlan(self, place, row)
        self.add_stories(files, path, self.office, data.get("stories", []), now)

    def submission_of(self, office: Office, number: int) -> str:
        return f"demo-small-{office.slug}-story-{number}"

    def name_of(self, number: int) -> str:
        return f"small {number}"

    def at(self, when: Row, do: Callable[[datetime], object]) -> datetime:
        """Plan an act for `before` office days before today."""
        moment = moment_of_act(
            not_none(self.office).calendar,
            before=when["before"],
            at=time.fromisoformat(when["at"]),
            now=self.now,
        )
        self.add(moment, do)
        return moment

    def at_and_checked(
        self, when: Row, do: Callable[[datetime], object], check: Callable[[datetime], object]
    ) -> None:
        self.add(self.at(when, do) + CHECKED_AFTER, check)

    def actor(self, post: Post) -> Reference:
        holding = Holding.objects.filter(post=post).order_by("pk").first()
        return ("user", holding.user_id) if holding else ("command", None)

    @property
    def officer(self) -> Post:
        return self.posts[Post.OFFICER]

    @property
    def assistant(self) -> Post:
        return self.posts.get(Post.ASSISTANT, self.officer)

    def receive(self, code: str, row: Row, mark: str, at: datetime) -> Case:
        service = Service.objects.select_related("version__office").get(
            version__office=self.office, version__effective_to=None, code=code
        )
        person = case_applicant(self.applicants[row["applicant"] - 1], row) if "applicant" in row else None
        return cases.receive_case(
            service=service,
            person=person,
            answers=row["answers"],
            channel=Case.COUNTER if person else Case.PLANNED,
            submission=f"demo-small-{not_none(self.office).slug}-{mark}",
            now=at,
            actor=self.actor(self.assistant if person else self.officer),
        )

    # ---- systems ----

    def plan_system(self, place: int, row: Row) -> None:
        if "received" in row:
            self.at(row["received"], partial(self.receive, SYSTEM, row, f"system-{place}"))
        if "planned" not in row:
            return
        self.at(row["planned"], lambda at: self.plan_sites(place, row, at))
        for each in row["figures"]:
            self.at(each, partial(self.figure, place, each))
        for each in row["done"]:
            self.at_and_checked(
                each,
                partial(self.report_step, place, each),
                partial(self.check_step, place, each),
            )

    def plan_sites(self, place: int, row: Row, at: datetime) -> None:
        found = Rollout.objects.filter(office=self.office).select_related("office")
        wanted = row.get("known") or row["answers"]["system"]
        rollout = found.filter(system=wanted).first()
        if rollout is None:
            # The cases of the file were not brought.
            return
        rollout.case = Case.objects.with_all().get(pk=rollout.case_id)
        self.known.keep(f"rollout {place}", rollout)
        calendar, today = rollout.office.calendar, at.astimezone(TZ).date()
        plan = system_plans(rollout.office.slug)[row["plan"]]
        for number, name in enumerate(row["sites"], 1):
            days = {step.code: calendar.add_working_days(today, step.days or 1) for step in plan.dated_steps}
            for each in row.get("sooner", []):
                if each["site"] == number:
                    days[each["step"]] = calendar.add_working_days(today, 1)
            site = RolloutSite.in_plan(
                rollout, plan=row["plan"], name=name, contact=None, post=self.assistant, days=days
            )
            submission = f"demo-site-{rollout.pk}-{number}"
            plan_site(site, submission=submission, actor=self.actor(self.officer), now=at)

    def site(self, place: int, number: int) -> RolloutSite | None:
        rollout: Rollout | None = self.known.get(f"rollout {place}")
        rows = RolloutSite.objects.select_related("rollout__case", "rollout__office")
        return rows.get(rollout=rollout, number=number) if rollout else None

    def figure(self, place: int, each: Row, at: datetime) -> None:
        if site := self.site(place, each["site"]):
            figure = SiteFigure(
                site=site,
                sort=each["sort"],
                count=each["count"],
                on=at.astimezone(TZ).date(),
                words=each["words"],
            )
            submission = f"demo-figure-{site.pk}-{each['sort']}"
            perform(site.rollout, figure, submission=submission, actor=self.actor(self.assistant), now=at)

    def step_task(self, place: int, each: Row) -> Task | None:
        site = self.site(place, each["site"])
        step = RolloutStep.objects.select_related("task").get(site=site, code=each["step"]) if site else None
        return step.task if step else None

    def report_step(self, place: int, each: Row, at: datetime) -> None:
        report(self.step_task(place, each), each["words"], at)

    def check_step(self, place: int, each: Row, at: datetime) -> None:
        check(self.step_task(place, each), at)
