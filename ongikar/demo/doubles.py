"""A request of the demonstration that was made twice, and was joined with the first."""

from datetime import datetime
from functools import partial

from ongikar.cases.actions import Person, receive_case
from ongikar.cases.actions.joined_cases import join_cases
from ongikar.cases.models import Case, JoinedCase
from ongikar.core.not_none import not_none

from .chapters import Chapter, Row


class DemoDoubles(Chapter):
    """Of each double: it comes, and is joined."""

    file = "demo_doubles.toml"

    def has_come(self, data: Row) -> bool:
        return JoinedCase.objects.filter(office=self.office).exists()

    def plan(self, data: Row) -> None:
        self.many = len(data["doubles"])
        for row in data["doubles"]:
            self.plan_act(row["asked"], partial(self.ask_again, row))
            self.plan_act(row["seen"], partial(self.join, row))

    def ask_again(self, row: Row, at: datetime) -> None:
        first = self.first_of(row)
        who = not_none(first.applicant)
        receive_case(
            service=first.row,
            person=Person(name=who.name, mobile=who.mobile, address=who.address, kind=who.kind),
            answers=row["answers"],
            channel=row["channel"],
            submission=self.key_of(row),
            now=at,
            actor=self.holder(self.officer),
        )

    def join(self, row: Row, at: datetime) -> None:
        join_cases(
            Case.objects.get(submission=self.key_of(row)),
            self.first_of(row),
            why=row["why"],
            is_one_person=True,
            actor=self.holder(self.officer),
            now=at,
        )

    def first_of(self, row: Row) -> Case:
        # As DemoCases names it.
        cases = Case.objects.select_related("applicant", "office")
        return cases.get(submission=f"demo-{self.office.slug}-{row['case']}")

    def key_of(self, row: Row) -> str:
        return f"demo-{self.office.slug}-double-{row['case']}"
