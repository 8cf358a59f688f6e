"""The demonstration's questionnaires: published, opened and answered by the real acts at past moments."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from ongikar.delivery.training import states
from ongikar.delivery.training.after.questions import open_batch_round
from ongikar.delivery.training.models import Application, Batch, BatchRound
from ongikar.journal.actions import ANYONE, Reference
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office
from ongikar.people.models import User
from ongikar.questionnaires.actions import (
    ask_with_services,
    make_questionnaire,
    open_round,
    publish_version,
    submit_response,
)
from ongikar.questionnaires.models import Questionnaire
from ongikar.rules.questionnaire.definition import Definition

FILE = "demo_questionnaires.toml"
ACTOR: Reference = ("command", None)
# So long before its round opens a questionnaire is published.
BEFORE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DemoQuestions:
    """One questionnaire of the file, in an office, from a day on."""

    office: Office
    row: dict[str, Any]
    now: datetime

    def day(self, days: int) -> datetime:
        return self.now + timedelta(days=days)

    @property
    def definition(self) -> Definition:
        data = {name: self.row.get(name, []) for name in ("groups", "questions")}
        title = {"bn": self.row["title_bn"], "en": self.row["title_en"]}
        return Definition.from_data({**data, "title": title, "choices": self.row.get("choices", {})})

    def load(self) -> None:
        at = self.now - BEFORE
        made = make_questionnaire(
            office=self.office,
            slug=self.row["slug"],
            purpose=self.row["purpose"],
            title_bn=self.row["title_bn"],
            title_en=self.row["title_en"],
            actor=ACTOR,
            now=at,
        )
        publish_version(made, self.definition, actor=ACTOR, now=at)
        if services := self.row.get("services"):
            ask_with_services(made, services, actor=ACTOR, now=at)
        if "round" in self.row:
            self.load_round(made, self.row["round"])
        if answered := self.row.get("of_batches"):
            self.load_batch_rounds(made, answered)

    def load_batch_rounds(self, made: Questionnaire, answered: list[dict[str, Any]]) -> None:
        """Of each training that runs or is over, answered by some who take part, without their names."""
        batches = Batch.objects.filter(office=self.office, state__in=(states.RUNNING, states.FINISHED))
        for batch in batches.order_by("pk"):
            asked = open_batch_round(
                batch, part=BatchRound.FEEDBACK, questionnaire=made, actor=ACTOR, now=self.now
            )
            people = Application.objects.filter(
                call__batch=batch, state__in=(states.ENROLLED, states.COMPLETED)
            )
            for application, answers in zip(people.order_by("roll"), answered, strict=False):
                submit_response(
                    round=asked.round,
                    answers=dict(answers),
                    respondent=application.reference,
                    actor=ANYONE,
                    now=self.now,
                )

    def load_round(self, made: Questionnaire, row: dict[str, Any]) -> None:
        opens_at = self.day(row["opens"])
        round = open_round(
            questionnaire=made,
            opens_at=opens_at,
            closes_at=self.day(row["closes"]),
            respondents=row["respondents"],
            anonymous=row.get("anonymous", False),
            minutes=row.get("minutes"),
            pass_percent=row.get("pass_percent"),
            actor=ACTOR,
            now=opens_at,
        )
        for hours, answers in enumerate(self.row.get("responses", []), start=1):
            by = User.objects.filter(username=answers.get("by", "")).first()
            actor: Reference = ("user", by.pk) if by else ACTOR
            submit_response(
                round=round,
                answers={name: value for name, value in answers.items() if name != "by"},
                respondent=("user", by.pk) if by else None,
                actor=actor,
                now=opens_at + timedelta(hours=hours),
            )


@transaction.atomic
def load_questionnaires(files: OfficeFiles, *, now: datetime) -> int:
    """Live through the office's demo_questionnaires.toml, all or nothing; returns how many came, 0 on a
    second run. Only an office of demonstration takes them.
    """
    office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
    path = files.folder / FILE
    if office is None or not path.exists():
        return 0
    rows = read_toml(path)["questionnaires"]
    # The checklist of the inspections is a questionnaire too, and was there before.
    if Questionnaire.objects.filter(office=office, slug__in=[row["slug"] for row in rows]).exists():
        return 0
    for row in rows:
        DemoQuestions(office, row, now).load()
    return len(rows)
