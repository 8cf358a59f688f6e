"""The demonstration's complaints that are about no application, in every state of being handled, and its
requests for information: lived through by the real acts at past moments, between those of the cases.
"""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import cast

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
from ongikar.offices.models import Post
from ongikar.people.models import Contact, Holding
from ongikar.people.post_holders import PostHolder, holder_of
from ongikar.rti import actions as rti
from ongikar.rti.models import InformationRequest
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions import report_task, verify_task

from .chapters import Chapter, Row, current_office_day
from .letters import CARRIER
from .lived import desk_of_holder
from .stories import case_applicant
from .tasks import load_contact

FURTHER = ("service_no", "service_post", "source")


class DemoGrievances(Chapter):
    """The complaints, each filed and then acted upon step by step."""

    file = "demo_grievances.toml"
    before_each, after_each = staticmethod(watch_clocks), staticmethod(run_due_entries)

    def has_come(self, data: Row) -> bool:
        return Grievance.objects.filter(submission=self.submission(0)).exists()

    def plan(self, data: Row) -> None:
        self.contact_rows: list[Row] = data.get("contacts", [])
        for place, row in enumerate(data.get("complaints", [])):
            self.plan_act(row["received"], partial(self.file_complaint, place, row))
            for step in row.get("steps", []):
                self.plan_act(step, partial(self.act, place, step))
        # Before the charter is in force nobody hears a complaint, so nobody files one.
        if not ladder_of(self.office, self.steps[0].at.astimezone(TZ).date()):
            self.steps = []

    def submission(self, place: int) -> str:
        return f"demo-{self.office.slug}-complaint-{place}"

    def day(self, before: int) -> date:
        """An office day counted back from the day at hand; below nothing, one to come."""
        return self.calendar.add_working_days(current_office_day(self.calendar, self.now), -before)

    def file_complaint(self, place: int, row: Row, at: datetime) -> None:
        who = row.get("person")
        made = actions.file_complaint(
            office=self.office,
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
        stage = Grievance.objects.with_related().get(pk=self.known.find(f"complaint {place}").pk).current
        getattr(self, step["act"])(stage, step, desk_of_holder(stage.post, at), at)

    def accept(self, stage: Stage, step: Row, holder: PostHolder, at: datetime) -> None:
        actions.accept(stage=stage, actor=holder, now=at)

    def not_accept(self, stage: Stage, step: Row, holder: PostHolder, at: datetime) -> None:
        actions.do_not_accept(
            stage=stage, reason_code=step["reason"], words=step["words"], actor=holder, now=at
        )

    def withdraw(self, stage: Stage, step: Row, holder: PostHolder, at: datetime) -> None:
        actions.withdraw_complaint(grievance=stage.grievance, words=step["words"], now=at)

    def redirect(self, stage: Stage, step: Row, holder: PostHolder, at: datetime) -> None:
        actions.redirect_complaint(
            stage=stage,
            to=Destination(typed=step["to"]),
            words=step["words"],
            channel=Dispatch.POST,
            reference=step["receipt"],
            actor=holder,
            now=at,
        )

    def answer(self, stage: Stage, step: Row, holder: PostHolder, at: datetime) -> None:
        actions.answer_complaint(
            grievance=stage.grievance,
            words=step["words"],
            actor=desk_of_holder(stage.grievance.respondent, at),
            now=at,
        )

    def order_inquiry(self, stage: Stage, step: Row, holder: PostHolder, at: datetime) -> None:
        for row in self.contact_rows:
            self.known.once(f"inquirer {row['key']}", partial(load_contact, self.office, row, at))
        officer: Contact | None = self.known.get(f"inquirer {step['officer']}")
        actions.order_inquiry(
            stage=stage,
            officer=officer or self.posts[step["officer"]],
            terms=step["terms"],
            due=self.day(step["due"]),
            submission=f"demo-inquiry-{stage.pk}",
            carried_by=CARRIER,
            actor=holder,
            now=at,
        )

    def report(self, stage: Stage, step: Row, holder: PostHolder, at: datetime) -> None:
        actions.enter_report(stage=stage, report=step["words"], actor=holder, now=at)

    def ask(self, stage: Stage, step: Row, holder: PostHolder, at: datetime) -> None:
        actions.ask(
            stage=stage,
            side=step["side"],
            words=step["words"],
            due=self.day(step["due"]),
            submission=f"demo-question-{stage.pk}",
            actor=holder,
            now=at,
        )

    def call_hearing(self, stage: Stage, step: Row, holder: PostHolder, at: datetime) -> None:
        starts_at = datetime.combine(self.day(step["day"]), time.fromisoformat(step["starts"]), TZ)
        is_open = stage.grievance.is_open_identity
        actions.call_hearing(
            stage=stage,
            starts_at=starts_at,
            place=step["place"],
            manner=Hearing.TOGETHER if is_open else Hearing.BY_REPRESENTATIVE,
            actor=holder,
            now=at,
        )

    def hear(self, stage: Stage, step: Row, holder: PostHolder, at: datetime) -> None:
        parties = {
            side: actions.PartyEntry(step[side], step.get(f"{side}_by", ""), step.get(f"{side}_said", ""))
            for side in (Stage.COMPLAINANT, Stage.RESPONDENT)
        }
        others = step.get("others_said", "")
        actions.record_hearing(stage=stage, parties=parties, said_by_others=others, actor=holder, now=at)

    def decide(self, stage: Stage, step: Row, holder: PostHolder, at: datetime) -> None:
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
            actor=holder,
            now=at,
        )

    def rate(self, stage: Stage, step: Row, holder: PostHolder, at: datetime) -> None:
        actions.rate_decision(stage=stage, stars=step["stars"], words=step["words"], now=at)

    def remedy_done(self, stage: Stage, step: Row, holder: PostHolder, at: datetime) -> None:
        """Reported by whoever owes it, and checked by whoever decided."""
        task = stage.remedies.order_by("pk")[step["nth"] - 1].task
        owner = desk_of_holder(not_none(task.owner_post), at)
        report_task(task, words=step["words"], actor=owner.actor, now=at)
        if step.get("checked"):
            task.refresh_from_db()
            verify_task(task, words=step["checked"], actor=holder.actor, now=at)


class DemoRti(Chapter):
    """The requests for information, each filed and then acted upon step by step."""

    file = "demo_rti.toml"
    before_each, after_each = staticmethod(watch_clocks), staticmethod(run_due_entries)

    def has_come(self, data: Row) -> bool:
        return InformationRequest.objects.filter(office=self.office).exists()

    def plan(self, data: Row) -> None:
        for place, row in enumerate(data.get("requests", [])):
            self.plan_act(row, partial(self.file_request, place, row))
            for act in row.get("acts", []):
                self.plan_act(act, partial(self.act, place, act))

    def desk(self, post: Post, at: datetime) -> PostHolder:
        """The desk of whoever holds a post."""
        holding = not_none(Holding.objects.filter(post=post).select_related("user").order_by("pk").first())
        return holder_of(holding.user, at.astimezone(TZ).date())

    def file_request(self, place: int, row: Row, at: datetime) -> None:
        applicants = self.files.demo.get("applicants", [])
        made = rti.file_request(
            office=self.office,
            person=case_applicant(applicants[row["applicant"] - 1], row),
            asked=rti.RequestContent(
                text=row["text"], wanted_as=row["wanted_as"], is_urgent=row.get("is_urgent", False)
            ),
            channel=row.get("channel", InformationRequest.ONLINE),
            submission=f"demo-rti-{self.office.slug}-{place}",
            now=at,
        )
        self.known.keep(f"request {place}", made)

    def act(self, place: int, row: Row, at: datetime) -> None:
        """One act of the file, by whoever it is up to."""
        asked, name, words = self.again(place), row["act"], row["words"]
        officer = self.desk(asked.post, at).actor
        match name:
            case "appeal":
                rti.file_appeal(asked, grounds=words, relief=row["relief"], now=at)
            case "price":
                pages = row["pages"]
                rti.name_price(asked, pages=pages, price=2 * pages, words=words, actor=officer, now=at)
            case "paid":
                rti.note_payment(asked, receipt=words, actor=officer, now=at)
            case "extend":
                rti.extend_time(asked, words=words, actor=officer, now=at)
            case "order":
                by: date = (at + timedelta(days=row["days"])).astimezone(TZ).date()
                above = self.desk(asked.appeal.post, at).actor
                rti.decide_appeal(asked, ordered=True, words=words, by=by, actor=above, now=at)
            case _:
                reason = row.get("reason", "")
                rti.answer(asked, name, words=words, reason_code=reason, actor=officer, now=at)

    def again(self, place: int) -> InformationRequest:
        rows = InformationRequest.objects.with_related().select_related("office")
        return rows.get(pk=self.known.find(f"request {place}").pk)
