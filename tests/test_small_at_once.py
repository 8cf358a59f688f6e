"""Plans, measurements and looks back at the same moment, on connections of their own that commit."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from ongikar.cases import actions as cases
from ongikar.cases.actions import Person
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.initiative.models import Initiative, InitiativeAct, Measurement
from ongikar.delivery.performance.models import Plan, Reading
from ongikar.delivery.performance.reporting import issue_report
from ongikar.delivery.rollout.follow_up import give_following, plan_site
from ongikar.delivery.rollout.models import Rollout, RolloutSite, RolloutStep
from ongikar.delivery.upkeep import actions as upkeep
from ongikar.delivery.upkeep.models import UpkeepItem
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.actions import Addressee
from ongikar.offices.models import Office, Post
from ongikar.records.actions import perform
from ongikar.tasks.models import Series, Task

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


def test_one_office_planned_twice_at_once_has_one_plan(two, rollout):
    two.meet("ongikar.delivery.rollout.models.require_plan")
    two.run(plan(rollout, "one"), plan(rollout, "other"))
    assert RolloutSite.objects.count() == 1
    assert Task.objects.filter(submission__startswith="rollout-").count() == len(DAYS)


def test_two_workers_give_one_look_back(two, rollout):
    site = plan(rollout, "one")()
    two.meet("ongikar.delivery.rollout.follow_up.give_step_task")
    two.run(*[lambda: give_following(site, "live", SUNDAY, SUNDAY)] * 2)
    assert Task.objects.filter(submission__endswith="-follow_up").count() == 1
    assert RolloutStep.objects.get(site=site, code="follow_up").task_id


def test_two_measurements_of_one_thing_leave_one_that_stands(two):
    initiative = Initiative.objects.get(case=receive("internal-3", {"title": "এক ফরম"}))
    for name in ("screen", "pilot"):
        act = InitiativeAct(initiative=initiative, name=name, on=SUNDAY.date(), words="হ্যাঁ", where="কাউন্টার")
        perform(initiative, act, actor=KARIM, now=SUNDAY)

    def measure(after):
        def do():
            row = Measurement(
                initiative=Initiative.objects.get(pk=initiative.pk),
                measure="time",
                unit="hours",
                before=Decimal(4),
                after=Decimal(after),
                n_before=5,
                n_after=5,
                measured_on=SUNDAY.date(),
                how="ঘড়ি ধরে",
            )
            return perform(row.initiative, row, submission=f"measure {after}", actor=KARIM, now=SUNDAY)

        return do

    two.meet("ongikar.records.actions.strike_standing")
    answers = two.run(measure(1), measure(2))
    # The second is told to say why the first no longer holds.
    assert sum(isinstance(answer, ActFault) for answer in answers) == 1
    assert Measurement.objects.filter(struck_at=None).count() == 1


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

    two.meet("ongikar.delivery.performance.reporting.issued_letter")
    first, second = two.run(issue, issue)
    assert first == second == Letter.objects.get(kind="performance_report")
    # Nobody has carried it to the district yet.
    case = Case.objects.get(pk=plan.case_id)
    assert (case.is_open, case.unsent_letter_id) == (True, first.pk)


def test_one_thing_is_kept_fresh_by_one_series(two):
    office = Office.objects.get(is_default=True)
    posts = {post.role: post for post in Post.objects.filter(office=office)}

    def begin(submission):
        def do():
            return upkeep.begin_item(
                office=Office.objects.get(pk=office.pk),
                sort="notices",
                title="নোটিশ বোর্ড",
                how_often="weekly",
                owner=posts[Post.ASSISTANT],
                given_by=posts[Post.OFFICER],
                submission=submission,
                actor=KARIM,
                now=SUNDAY,
            )

        return do

    answers = two.run(begin("one"), begin("other"))
    assert sum(isinstance(answer, ActFault) for answer in answers) == 1
    assert (UpkeepItem.objects.count(), Series.objects.filter(ended_at=None).count()) == (1, 1)
