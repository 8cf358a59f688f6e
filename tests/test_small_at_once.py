"""Looks back and reports at the same moment, on connections of their own that commit."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from ongikar.cases import actions as cases
from ongikar.cases.actions import Person
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.delivery.performance.models import Plan, Reading
from ongikar.delivery.performance.report import issue_report
from ongikar.delivery.rollout.models import Rollout, RolloutSite, RolloutStep
from ongikar.delivery.rollout.progress import give_following, plan_site
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.actions import Addressee
from ongikar.offices.models import Post
from ongikar.records.actions import perform
from ongikar.tasks.models import Task

SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
KARIM = ("user", 1)
DAYS = {
    code: date(2026, 11, 23) + timedelta(days=place)
    for place, code in enumerate(("survey", "users", "accounts"))
} | {"train": date(2026, 11, 29), "live": date(2026, 11, 30)}


def receive(code, answers, person=None):
    row = Service.objects.get(version__office__is_default=True, version__effective_to=None, code=code)
    return cases.receive_case(
        service=row,
        person=person,
        answers=answers,
        channel=Case.ONLINE if person else Case.PLANNED,
        submission=f"at once {code}",
        now=SUNDAY,
    )


@pytest.fixture
def rollout(two):
    lady = Person(name="লায়লা", mobile="+8801700000019", address="রংপুর", institution="নমুনা কার্যালয়")
    return Rollout.objects.get(case=receive("institutional-8", {"system": "ই-মেইল"}, lady)).pk


def plan(rollout, submission):
    def do():
        row = Rollout.objects.select_related("office", "case__applicant").get(pk=rollout)
        site = RolloutSite.in_plan(
            row,
            plan="mail",
            name="নমুনা কার্যালয়",
            contact=None,
            post=Post.objects.get(office=row.office, role=Post.OFFICER),
            days=DAYS,
        )
        return plan_site(site, submission=submission, actor=KARIM, now=SUNDAY).pk

    return do


def test_two_workers_give_one_look_back(two, rollout):
    site = plan(rollout, "one")()
    two.meet("ongikar.delivery.rollout.progress.give_step_task")
    two.run(*[lambda: give_following(site, "live", SUNDAY, SUNDAY)] * 2)
    assert Task.objects.filter(submission__endswith="-follow_up").count() == 1
    assert RolloutStep.objects.get(site=site, code="follow_up").task_id


def test_two_reports_of_one_plan_are_one_letter(two):
    asked = {"system": "gpms", "period": "q2", "objective": "সভা", "indicators": "সভা, সংখ্যা, ১০০, ২"}
    plan = Plan.objects.get(case=receive("internal-2", asked))
    said = {"actor": KARIM, "now": SUNDAY}
    row = Reading(indicator=plan.indicators.get(), numerator=Decimal(1), proof="কার্যবিবরণী")
    perform(plan, row, submission="value", **said)

    def issue():
        fresh = Plan.objects.select_related("office").get(pk=plan.pk)
        signer = fresh.office.posts.get(role="officer")
        return issue_report(fresh, to=Addressee("জেলা প্রশাসক"), words="পাঠানো হলো।", signer=signer, **said)

    two.meet("ongikar.delivery.performance.report.issued_letter")
    first, second = two.run(issue, issue)
    assert first == second == Letter.objects.get(kind="performance_report")
    # Nobody has carried it to the district yet.
    case = Case.objects.get(pk=plan.case_id)
    assert (case.is_open, case.unsent_letter_id) == (True, first.pk)
