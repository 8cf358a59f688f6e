"""What was asked twice in the demonstration or in one breath with something else, and what was done with
several cases at once.
"""

from datetime import datetime
from functools import partial

from ongikar.cases.actions import Person, receive_case
from ongikar.cases.actions.joined_cases import join_cases
from ongikar.cases.models import Case, JoinedCase
from ongikar.cases.officer.queue.several_views import SeveralForm, do_each, listed_cases, plan_each
from ongikar.core.not_none import not_none
from ongikar.rules import case_transitions

from .acts import perform_act
from .chapters import Chapter, Row
from .lived import AnswerFault, Answers, DemoCase, fill_form
from .stories import RECEIVE, applicant_of, demo_case, locate_faults

# What each begins with in the file.
DOUBLES, PAIRS, SPLITS, SEVERAL = "doubles", "pairs", "splits", "several"


class DemoDoubles(Chapter):
    """Of each double: it comes, and is joined; of each pair both come, and are answered together."""

    file = "demo_doubles.toml"

    def has_come(self, data: Row) -> bool:
        return JoinedCase.objects.filter(office=self.office).exists()

    def plan(self, data: Row) -> None:
        self.many = sum(map(len, data.values()))
        for row in data[DOUBLES]:
            self.plan_act(row["asked"], partial(self.ask_again, row))
            self.plan_act(row["seen"], partial(self.join, row))
        for number, row in enumerate(data[PAIRS], 1):
            first, second = (f"demo-{self.office.slug}-pair-{number}-{place}" for place in (1, 2))
            for asked, submission in zip(row["asked"], (first, second), strict=True):
                self.plan_act(asked, partial(self.ask, number, row | asked, submission))
            self.plan_act(row["seen"], partial(self.join_pair, row, first, second))
            answers = {"words": row["words"]}
            self.plan_act(row["answered"], partial(self.act, PAIRS, number, first, "keep", answers))
        for number, row in enumerate(data[SPLITS], 1):
            submission, answers = self.submission_of(row["case"]), {"words": row["words"]}
            self.plan_act(row, partial(self.act, SPLITS, number, submission, case_transitions.SPLIT, answers))
        for number, row in enumerate(data[SEVERAL], 1):
            self.plan_act(row, partial(self.do_several, number, row))

    # ---- doubles of a case of the file of cases ----

    def ask_again(self, row: Row, at: datetime) -> None:
        first = self.case_of(self.submission_of(row["case"]))
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
            self.case_of(self.key_of(row)),
            self.case_of(self.submission_of(row["case"])),
            why=row["why"],
            is_one_person=True,
            actor=self.holder(self.officer),
            now=at,
        )

    # ---- pairs of two people, of whom neither learns of the other ----

    def ask(self, number: int, row: Row, submission: str, at: datetime) -> None:
        with locate_faults(self.path, PAIRS, number):
            person = applicant_of(row, self.files.demo.get("applicants", []))
            lived = demo_case(self.office, self.calendar, row, submission, person)
            perform_act(lived, RECEIVE, row["answers"], at)

    def join_pair(self, row: Row, first: str, second: str, at: datetime) -> None:
        join_cases(
            self.case_of(second),
            self.case_of(first),
            why=row["why"],
            is_one_person=False,
            actor=self.holder(self.officer),
            now=at,
        )

    # ---- either ----

    def act(self, head: str, number: int, submission: str, name: str, answers: Answers, at: datetime) -> None:
        """An act of the case by its page."""
        case = self.case_of(submission)
        with locate_faults(self.path, head, number):
            lived = DemoCase(self.office, self.calendar, case.row, None, case.channel, submission)
            lived.case, lived.received_at = case, case.received_at
            perform_act(lived, name, answers, at)

    def do_several(self, number: int, row: Row, at: datetime) -> None:
        """By the page of several cases at once, as the officer ticks them."""
        submissions = [self.submission_of(each) for each in row["cases"]]
        keys = Case.objects.filter(submission__in=submissions).values_list("pk", flat=True)
        cases = listed_cases(self.office, keys)
        make_form = partial(SeveralForm, office=self.office, cases=cases)
        answers = {"record": [case.pk for case in cases], "act": row["act"], "words": row["words"]}
        with locate_faults(self.path, SEVERAL, number):
            form = fill_form(make_form, answers, calendar=self.calendar, received=at.date())
            for case, words, is_done in do_each(plan_each(form, self.holder(self.officer), at)):
                if not is_done:
                    raise AnswerFault(f"{case.number}: {words}", f"{case.number}: {words}")

    def case_of(self, submission: str) -> Case:
        return Case.objects.with_related().select_related("office", "post").get(submission=submission)

    def submission_of(self, number: int) -> str:
        # As DemoCases names it.
        return f"demo-{self.office.slug}-{number}"

    def key_of(self, row: Row) -> str:
        return f"demo-{self.office.slug}-double-{row['case']}"
