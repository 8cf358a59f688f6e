"""Records of the demonstration that are one person's, joined by the officer once their cases had come."""

from datetime import datetime
from functools import partial

from ongikar.cases.actions.same_person import join_records
from ongikar.cases.models import Case, SamePerson
from ongikar.core.not_none import not_none

from .chapters import Chapter, Row


class DemoSamePeople(Chapter):
    """The pairs of the file."""

    file = "demo_same_people.toml"

    def has_come(self, data: Row) -> bool:
        return SamePerson.objects.filter(office=self.office).exists()

    def plan(self, data: Row) -> None:
        self.many = len(data["pairs"])
        for row in data["pairs"]:
            self.plan_act(row, partial(self.join, row))

    def join(self, row: Row, at: datetime) -> None:
        # As DemoCases names them.
        cases = Case.objects.select_related("applicant__office")
        one, other = (cases.get(submission=f"demo-{self.office.slug}-{number}") for number in row["cases"])
        join_records(
            not_none(one.applicant),
            not_none(other.applicant),
            why=row["why"],
            actor=self.holder(self.officer),
            now=at,
        )
