"""The demonstration's systems, initiatives, plans and things that stay fresh, lived through by the real acts
at past moments, between those of the cases.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from ongikar.cases import actions as cases
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.clock.watch import watch_clocks
from ongikar.core.not_none import not_none
from ongikar.delivery.initiative import transitions as idea_transitions
from ongikar.delivery.initiative.models import Initiative, InitiativeAct, Measurement, SpreadPlace
from ongikar.delivery.rollout.follow_up import plan_site
from ongikar.delivery.rollout.models import Rollout, RolloutSite, RolloutStep, SiteFigure
from ongikar.delivery.rollout.systems import system_plans
from ongikar.delivery.upkeep import actions as upkeep
from ongikar.delivery.upkeep.models import UpkeepItem
from ongikar.journal.actions import Reference
from ongikar.journal.outbox import run_due_entries
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding
from ongikar.records.actions import perform
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks import transitions
from ongikar.tasks.actions import report_task, verify_task
from ongikar.tasks.actions.series import raise_due_tasks
from ongikar.tasks.models import Task

from .case_file import case_applicant, moment_of_act
from .known import Known
from .performance import DemoPlan
from .timeline import Timeline

FILE = "demo_small.toml"
CHECKED_AFTER = timedelta(minutes=25)
SYSTEM, IDEA = "institutional-8", "internal-3"
Row = dict[str, Any]


class DemoSmall(Timeline):
    """What stands in the office's file; `live_until(moment)` does what was done by then."""

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
        for place, row in enumerate(data.get("initiatives", [])):
            self.plan_idea(place, row)
        for place, row in enumerate(data.get("plans", [])):
            DemoPlan(self, place, row)
        for place, row in enumerate(data.get("upkeep", [])):
            self.plan_item(place, row)
        for row in data.get("duties", []):
            self.at(row["received"], partial(self.receive, row["service"], row, "duty"))

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
        self.report(self.step_task(place, each), each["words"], at)

    def check_step(self, place: int, each: Row, at: datetime) -> None:
        self.check(self.step_task(place, each), at)

    def report(self, task: Task | None, words: str, at: datetime) -> None:
        if task is None:
            return
        owner: Reference = (
            ("contact", task.owner_contact_id)
            if task.owner_contact_id
            else self.actor(not_none(task.owner_post))
        )
        report_task(task, words=words, actor=owner, now=at)

    def check(self, task: Task | None, at: datetime) -> None:
        """Found good by the officer, a little after it was reported."""
        if task is not None and task.state == transitions.REPORTED:
            verify_task(task, actor=self.actor(self.officer), now=at)

    # ---- initiatives ----

    def plan_idea(self, place: int, row: Row) -> None:
        who = self.actor(self.officer)
        self.at(row["received"], lambda at: self.begin_idea(place, row, at))
        self.at(row["accepted"], lambda at: cases.accept(self.case_of(place), actor=who, now=at))
        self.at(
            row["screen"],
            lambda at: self.act_on_idea(place, idea_transitions.SCREEN, at, words=row["screen"]["words"]),
        )
        self.at(row["pilot"], lambda at: self.begin_pilot(place, row["pilot"], at))
        for each in row["measures"]:
            self.at(each, partial(self.measure, place, each))
        if "ended" in row:
            self.at(row["ended"], lambda at: self.end_idea(place, row["ended"], at))
        for each in row.get("spread", []):
            self.at(each, partial(self.spread, place, each))

    def begin_idea(self, place: int, row: Row, at: datetime) -> None:
        case = self.receive(IDEA, row, f"idea-{place}", at)
        self.known.keep(f"idea {place}", Initiative.objects.select_related("office").get(case=case))

    def idea(self, place: int) -> Initiative:
        found: Initiative = self.known.find(f"idea {place}")
        return found

    def case_of(self, place: int) -> Case:
        return Case.objects.with_all().get(pk=self.idea(place).case_id)

    def begin_pilot(self, place: int, each: Row, at: datetime) -> None:
        self.act_on_idea(place, idea_transitions.BEGIN_PILOT, at, where=each["where"], words=each["words"])

    def act_on_idea(self, place: int, name: str, at: datetime, **said: str) -> None:
        idea = self.idea(place)
        act = InitiativeAct(initiative=idea, name=name, on=day(at), **said)
        perform(idea, act, actor=self.actor(self.officer), now=at)

    def measure(self, place: int, each: Row, at: datetime) -> None:
        idea = self.idea(place)
        row = Measurement(
            initiative=idea,
            measure=each["sort"],
            unit=each["unit"],
            before=Decimal(each["was"]),
            after=Decimal(each["is"]),
            n_before=each["n_was"],
            n_after=each["n_is"],
            measured_on=day(at),
            how=each["how"],
        )
        key, actor = f"demo-measure-{idea.pk}-{each['sort']}", self.actor(self.assistant)
        perform(idea, row, submission=key, actor=actor, now=at)

    def end_idea(self, place: int, each: Row, at: datetime) -> None:
        case = self.case_of(place)
        known = dict(kind_of(case.row).known_outcome(case))
        outcome = known | {"ended": each["how"], "words": each["words"]}
        cases.keep(case, outcome=outcome, actor=self.actor(self.officer), now=at)

    def spread(self, place: int, each: Row, at: datetime) -> None:
        idea = self.idea(place)
        row = SpreadPlace(initiative=idea, name=each["name"], since=day(at))
        key, actor = f"demo-spread-{idea.pk}-{each['before']}", self.actor(self.officer)
        perform(idea, row, submission=key, actor=actor, now=at)

    # ---- what stays fresh ----

    def plan_item(self, place: int, row: Row) -> None:
        self.at(row["begun"], lambda at: self.begin_item(place, row, at))
        for each in row["proofs"]:
            self.at_and_checked(
                each,
                partial(self.report_item, place, each),
                partial(self.check_item, place),
            )

    def item_submission(self, place: int) -> str:
        return f"demo-item-{not_none(self.office).slug}-{place}"

    def begin_item(self, place: int, row: Row, at: datetime) -> None:
        upkeep.begin_item(
            office=not_none(self.office),
            sort=row["sort"],
            title=row["title"],
            address=row.get("address", ""),
            how_often=row["how_often"],
            owner=self.assistant,
            given_by=self.officer,
            submission=self.item_submission(place),
            actor=self.actor(self.officer),
            now=at,
        )
        raise_due_tasks(at)

    def report_item(self, place: int, each: Row, at: datetime) -> None:
        self.report(self.item_task(place, at), each["words"], at)

    def check_item(self, place: int, at: datetime) -> None:
        self.check(self.item_task(place, at), at)

    def item_task(self, place: int, at: datetime) -> Task | None:
        """The open task of a thing, as the worker has given it by then."""
        raise_due_tasks(at)
        rows = Task.objects.filter(
            series__upkeep_item__submission=self.item_submission(place), ended_at__isnull=True
        )
        return rows.first()


def day(at: datetime) -> date:
    return at.astimezone(TZ).date()
