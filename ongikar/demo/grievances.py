"""The demonstration's complaints that are about no application, in every state of being handled: lived
through by the real acts at past moments, between those of the cases.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import Any, cast

from ongikar.cases.actions import Person
from ongikar.clock.watch import watch_clocks
from ongikar.core.not_none import not_none
from ongikar.grievances import actions
from ongikar.grievances.citizen.filing import FurtherFacts
from ongikar.grievances.handling.destinations import Destination
from ongikar.grievances.ladder.tiers import ladder_of
from ongikar.grievances.models import Grievance, Hearing, Stage
from ongikar.journal.outbox import run_due_entries
from ongikar.letters.models import Dispatch
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office
from ongikar.people.desk import HeldPosts
from ongikar.people.models import Contact
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions import report_task, verify_task

from .acts import desk_of_holder
from .carrier import CARRIER
from .case_file import current_office_day, moment_of_act
from .known import Known
from .tasks import load_contact
from .timeline import Timeline

FILE = "demo_grievances.toml"
Row = dict[str, Any]
FURTHER = ("service_no", "service_post", "source")


class DemoGrievances(Timeline):
    """What stands in the office's file; `live_until(moment)` does what was done by then."""

    def __init__(self, files: OfficeFiles, now: datetime, known: Known | None = None) -> None:
        super().__init__(before_each=watch_clocks, after_each=run_due_entries)
        self.now, path, self.known = now, files.folder / FILE, known or Known()
        self.office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
        if self.office is None or not path.exists():
            return
        filed = Grievance.objects.filter(submission=self.submission(0))
        if not self.known.has_begun and filed.exists():
            return
        data: Row = read_toml(path)
        self.posts = {post.slug: post for post in self.office.posts.all()}
        self.contact_rows: list[Row] = data.get("contacts", [])
        for place, row in enumerate(data.get("complaints", [])):
            self.plan(row["received"], partial(self.file, place, row))
            for step in row.get("steps", []):
                self.plan(step, partial(self.act, place, step))
        # Before the charter is in force nobody hears a complaint, so nobody files one.
        if not ladder_of(self.office, self.steps[0][0].astimezone(TZ).date()):
            self.steps = []

    def submission(self, place: int) -> str:
        return f"demo-{not_none(self.office).slug}-complaint-{place}"

    def plan(self, when: Row, do: Callable[[datetime], object]) -> None:
        """An act `before` office days before today."""
        moment = moment_of_act(
            not_none(self.office).calendar,
            before=when["before"],
            at=time.fromisoformat(when["at"]),
            now=self.now,
        )
        self.add(moment, do)

    def day(self, before: int) -> date:
        """An office day counted back from today; below nothing, one to come."""
        calendar = not_none(self.office).calendar
        return calendar.add_working_days(current_office_day(calendar, self.now), -before)

    def file(self, place: int, row: Row, at: datetime) -> None:
        who = row.get("person")
        made = actions.file_complaint(
            office=not_none(self.office),
            respondent=self.posts[row["respondent"]],
            person=Person(**who) if who else None,
            about=row["about"],
            text=row["text"],
            kind=row.get("kind", Grievance.CITIZEN),
            identity_hidden=row.get("hidden", False),
            channel=row.get("channel", Grievance.ONLINE),
            submission=self.submission(place),
            now=at,
            **self.further_facts(row),
        )
        self.known.keep(f"complaint {place}", made)

    def further_facts(self, row: Row) -> FurtherFacts:
        """What some complaints hold besides: their place in the service, or where the office read it."""
        facts = cast(FurtherFacts, {name: row[name] for name in FURTHER if name in row})
        if "source_day" in row:
            facts["source_day"] = self.day(row["source_day"])
        return facts

    def act(self, place: int, step: Row, at: datetime) -> None:
        stage = Grievance.objects.with_all().get(pk=self.known.find(f"complaint {place}").pk).current
        getattr(self, step["act"])(stage, step, desk_of_holder(stage.post, at), at)

    def accept(self, stage: Stage, step: Row, desk: HeldPosts, at: datetime) -> None:
        actions.accept(stage=stage, actor=desk, now=at)

    def not_accept(self, stage: Stage, step: Row, desk: HeldPosts, at: datetime) -> None:
        actions.do_not_accept(
            stage=stage, reason_code=step["reason"], words=step["words"], actor=desk, now=at
        )

    def withdraw(self, stage: Stage, step: Row, desk: HeldPosts, at: datetime) -> None:
        actions.withdraw_complaint(grievance=stage.grievance, words=step["words"], now=at)

    def redirect(self, stage: Stage, step: Row, desk: HeldPosts, at: datetime) -> None:
        actions.redirect_complaint(
            stage=stage,
            to=Destination(typed=step["to"]),
            words=step["words"],
            channel=Dispatch.POST,
            reference=step["receipt"],
            actor=desk,
            now=at,
        )

    def answer(self, stage: Stage, step: Row, desk: HeldPosts, at: datetime) -> None:
        actions.answer_complaint(
            grievance=stage.grievance,
            words=step["words"],
            actor=desk_of_holder(stage.grievance.respondent, at),
            now=at,
        )

    def order_inquiry(self, stage: Stage, step: Row, desk: HeldPosts, at: datetime) -> None:
        for row in self.contact_rows:
            self.known.once(f"inquirer {row['key']}", partial(load_contact, not_none(self.office), row, at))
        officer: Contact | None = self.known.get(f"inquirer {step['officer']}")
        actions.order_inquiry(
            stage=stage,
            officer=officer or self.posts[step["officer"]],
            terms=step["terms"],
            due=self.day(step["due"]),
            submission=f"demo-inquiry-{stage.pk}",
            carried_by=CARRIER,
            actor=desk,
            now=at,
        )

    def report(self, stage: Stage, step: Row, desk: HeldPosts, at: datetime) -> None:
        actions.enter_report(stage=stage, report=step["words"], actor=desk, now=at)

    def ask(self, stage: Stage, step: Row, desk: HeldPosts, at: datetime) -> None:
        actions.ask(
            stage=stage,
            side=step["side"],
            words=step["words"],
            due=self.day(step["due"]),
            submission=f"demo-question-{stage.pk}",
            actor=desk,
            now=at,
        )

    def call_hearing(self, stage: Stage, step: Row, desk: HeldPosts, at: datetime) -> None:
        starts_at = datetime.combine(self.day(step["day"]), time.fromisoformat(step["starts"]), TZ)
        is_open = stage.grievance.is_open_identity
        actions.call_hearing(
            stage=stage,
            starts_at=starts_at,
            place=step["place"],
            manner=Hearing.TOGETHER if is_open else Hearing.BY_REPRESENTATIVE,
            actor=desk,
            now=at,
        )

    def hear(self, stage: Stage, step: Row, desk: HeldPosts, at: datetime) -> None:
        parties = {
            side: actions.PartyEntry(step[side], step.get(f"{side}_by", ""))
            for side in (Stage.COMPLAINANT, Stage.RESPONDENT)
        }
        actions.record_hearing(stage=stage, parties=parties, record=step["words"], actor=desk, now=at)

    def decide(self, stage: Stage, step: Row, desk: HeldPosts, at: datetime) -> None:
        remedies = [
            actions.RemedyEntry(row["words"], self.posts[row["owner"]], self.day(row["due"]))
            for row in step.get("remedies", ())
        ]
        actions.decide(
            stage=stage,
            decision=step["decision"],
            reasons=step["reasons"],
            upheld=step["upheld"],
            remedies=remedies,
            cause=step.get("cause", ""),
            actor=desk,
            now=at,
        )

    def rate(self, stage: Stage, step: Row, desk: HeldPosts, at: datetime) -> None:
        actions.rate_decision(stage=stage, stars=step["stars"], words=step["words"], now=at)

    def remedy_done(self, stage: Stage, step: Row, desk: HeldPosts, at: datetime) -> None:
        """Reported by whoever owes it, and checked by whoever decided."""
        task = stage.remedies.order_by("pk")[step["nth"] - 1].task
        owner = desk_of_holder(not_none(task.owner_post), at)
        report_task(task, words=step["words"], actor=owner.actor, now=at)
        if step.get("checked"):
            task.refresh_from_db()
            verify_task(task, words=step["checked"], actor=desk.actor, now=at)
