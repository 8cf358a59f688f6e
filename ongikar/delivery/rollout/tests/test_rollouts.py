"""A system goes from request to look back: planned for both sides, in order, live where it is used."""

from datetime import date, datetime, timedelta

import pytest

from ongikar.books.registry import book_named
from ongikar.cases import actions as case_actions
from ongikar.cases.adoption import adopt_open_cases
from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.rollout.models import Rollout, RolloutSite, RolloutStep, SiteFigure
from ongikar.delivery.rollout.progress import plan_site, site_line, state_of_rollout
from ongikar.delivery.rollout.systems import suggested_plan, system_plans
from ongikar.journal.models import Entry
from ongikar.journal.outbox import run_due_entries
from ongikar.people.charge import CHARGE_SOURCES
from ongikar.people.models import Contact
from ongikar.records.actions import perform, strike
from ongikar.tasks.actions import report_task, verify_task
from ongikar.tasks.models import Task
from ongikar.tasks.transitions import TaskFault

pytestmark = pytest.mark.django_db
CODE = "institutional-8"
ANSWERS = {"system": "ই-নথি চালু করা", "users": 9, "ready": "both", "now_done": "কাগজে"}
DAYS = {
    "survey": date(2026, 11, 24),
    "users": date(2026, 11, 29),
    "accounts": date(2026, 12, 2),
    "train": date(2026, 12, 6),
    "first": date(2026, 12, 9),
    "live": date(2026, 12, 10),
}
HOUR = timedelta(hours=1)
NOTE = {"words": "ই-নথি চালু"}


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def shirin_post(office):
    return office.posts.get(slug="office-assistant")


@pytest.fixture
def rollout(receive, now):
    return fresh(Rollout.objects.get(case=receive(CODE, answers=ANSWERS, now=now)))


def fresh(rollout):
    row = Rollout.objects.select_related("office").get(pk=rollout.pk)
    row.case = Case.objects.with_related().get(pk=row.case_id)
    return row


@pytest.fixture
def plan(rollout, shirin_post, actor, now):
    """`plan(name)`: one more office takes it up, its steps seen to by the assistant here."""

    def do(name="উপজেলা কৃষি কার্যালয়", days=DAYS, key="d-nothi", at=now):
        row = fresh(rollout)
        site = RolloutSite.in_plan(row, plan=key, name=name, contact=None, post=shirin_post, days=days)
        return plan_site(site, submission=f"site {name}", actor=actor, now=at)

    return do


@pytest.fixture
def finish(actor, shirin):
    """`finish(site, code, at)`: the step is reported by one person and found good by another."""

    def do(site, code, at):
        task = RolloutStep.objects.get(site=site, code=code).task
        report_task(task, words="হয়েছে", actor=("user", shirin.pk), now=at)
        if Task.objects.get(pk=task.pk).ended_at is None:
            verify_task(task, actor=actor, now=at + HOUR)
        run_due_entries(at + HOUR)

    return do


def enter(site, sort, count, on, actor):
    site = RolloutSite.objects.select_related("rollout__case").get(pk=site.pk)
    return perform(
        site.rollout,
        SiteFigure(site=site, sort=sort, count=count, on=on),
        submission=f"{site.pk} {sort} {count} {on}",
        actor=actor,
        now=datetime.fromisoformat(f"{on}T18:00:00+06:00"),
    )


@pytest.mark.fast
def test_from_the_request_to_the_look_back(rollout, plan, finish, actor, now):
    assert (rollout.book_serial, rollout.system, state_of_rollout(rollout)) == (1, "ই-নথি চালু করা", "asked")
    site = plan()
    steps = {step.code: step for step in site.steps.select_related("task__owner_contact", "task__owner_post")}
    assert steps["users"].task.owner_contact.mobile == "+8801700000001"
    assert steps["survey"].task.owner_post.slug == "office-assistant"
    assert steps["follow_up"].task is None
    for place, code in enumerate(("survey", "users", "accounts", "train", "first")):
        finish(site, code, now + timedelta(days=place))
    with pytest.raises(TaskFault, match="how many accounts were opened"):
        finish(site, "live", now + timedelta(days=7))
    enter(site, "accounts", 9, date(2026, 11, 25), actor)
    enter(site, "trained", 5, date(2026, 11, 26), actor)
    enter(site, "trained", 4, date(2026, 11, 27), actor)
    finish(site, "live", now + timedelta(days=7))
    enter(site, "using", 8, date(2026, 11, 30), actor)
    line = site_line(RolloutSite.objects.get(pk=site.pk), now)
    assert (line.accounts, line.learners, line.users, line.live_on) == (9, 9, 8, date(2026, 11, 29))
    # 30 working days after 29 November, over Victory Day and Christmas.
    follow = RolloutStep.objects.get(site=site, code="follow_up").task
    calendar = rollout.office.calendar
    assert follow.clock.due_at.date() == calendar.add_working_days(date(2026, 11, 29), 30)
    case = fresh(rollout).case
    known = dict(kind_of(case.row).known_outcome(case))
    assert known["live_on"] == "2026-11-29"
    assert known["users"] == 8
    at = now + timedelta(days=8)
    case_actions.keep(case, outcome=known | NOTE, actor=actor, now=at)
    assert state_of_rollout(fresh(rollout)) == "live"
    result = dict(kind_of(case.row).result(fresh(rollout).case).parts)
    assert "অ্যাকাউন্ট ৯" in result["উপজেলা কৃষি কার্যালয়"]
    finish(site, "follow_up", datetime.fromisoformat("2027-01-05T11:00:00+06:00"))
    assert state_of_rollout(fresh(rollout)) == "followed"
    (register_line,) = book_named("rollouts").rows(rollout.office, 2026)[:5]
    assert register_line.texts[3:10] == ("ই-নথি চালু করা", "১", "১", "৯", "৯", "৮", "২৯/১১/২০২৬")


def test_a_step_is_not_done_before_the_one_it_needs(plan, finish, now):
    site = plan()
    with pytest.raises(TaskFault, match="comes first"):
        finish(site, "accounts", now + HOUR)
    assert not Task.objects.filter(ended_at__isnull=False).exists()


def test_a_step_with_a_date_before_the_one_it_needs_is_refused_whole(plan):
    with pytest.raises(ActFault, match="goes before it") as fault:
        plan(days=DAYS | {"accounts": date(2026, 11, 25)})
    assert fault.value.field == "day_accounts"
    assert (RolloutSite.objects.count(), Task.objects.count()) == (0, 0)


def test_the_look_back_comes_once_however_often_it_went_live(plan, finish, actor, now):
    from ongikar.tasks.actions import reopen_task

    site = plan()
    for place, code in enumerate(("survey", "users", "accounts", "train", "first")):
        finish(site, code, now + timedelta(days=place))
    enter(site, "accounts", 1, date(2026, 11, 26), actor)
    enter(site, "trained", 1, date(2026, 11, 26), actor)
    finish(site, "live", now + timedelta(days=7))
    live = RolloutStep.objects.get(site=site, code="live").task
    reopen_task(live, due=date(2026, 12, 3), reason="আবার বন্ধ", actor=actor, now=now + timedelta(days=8))
    finish(site, "live", now + timedelta(days=9))
    assert Task.objects.filter(submission__endswith="-follow_up").count() == 1


def test_a_promise_is_kept_once_every_office_is_live(rollout, plan, actor, now):
    plan()
    case = fresh(rollout).case
    today = now.date().isoformat()
    days = dict.fromkeys(("surveyed_on", "accounts_on", "trained_on", "live_on"), today)
    with pytest.raises(OutcomeFault, match="এখনো চালু হয়নি"):
        case_actions.keep(case, outcome=days | {"users": 9} | NOTE, actor=actor, now=now)


def test_two_offices_follow_one_plan_and_no_office_stands_twice(rollout, plan):
    plan()
    assert plan().number == 1
    plan("উপজেলা মৎস্য কার্যালয়")
    with pytest.raises(ActFault, match="Choose a plan"):
        plan("তৃতীয়", key="mail")
    assert Contact.objects.filter(mobile="+8801700000001").count() == 1
    assert [site.number for site in rollout.sites.all()] == [1, 2]


def test_what_was_entered_wrong_is_struck_through_and_counts_no_more(plan, actor, now):
    site = plan()
    wrong = enter(site, "accounts", 90, date(2026, 11, 22), actor)
    with pytest.raises(ActFault, match="Write why"):
        strike(wrong, "figure_struck", reason=" ", actor=actor, now=now)
    strike(wrong, "figure_struck", reason="৯ হবে", actor=actor, now=now)
    enter(site, "accounts", 9, date(2026, 11, 22), actor)
    with pytest.raises(ActFault, match="no more people can use it"):
        enter(site, "using", 10, date(2026, 11, 22), actor)
    with pytest.raises(ActFault, match="before the request"):
        enter(site, "trained", 1, date(2026, 11, 21), actor)
    assert SiteFigure.objects.filter(struck_at=None).count() == 1


def test_an_open_case_of_before_is_adopted_once(receive, now):
    case = receive(CODE, answers=ANSWERS, now=now)
    Rollout.objects.all().delete()
    Case.objects.filter(pk=case.pk).update(form_version=1)
    due = Case.objects.get(pk=case.pk).clock.due_at
    assert (adopt_open_cases(now), adopt_open_cases(now)) == (1, 0)
    assert (Rollout.objects.count(), Case.objects.get(pk=case.pk).clock.due_at) == (1, due)


def test_every_plan_is_whole_and_is_found_by_its_words(office):
    assert set(system_plans(office.slug)) >= {"d-nothi", "portal", "mygov", "e-gp", "mail", "other"}
    found = [suggested_plan(office.slug, words) for words in ("ই-নথি", "Our e-GP tender", "সার ডিলারের খাতা")]
    assert found == ["d-nothi", "e-gp", "other"]


def test_the_officer_plans_on_screen(rollout, shirin_post, karim, signed_in, time_machine, now):
    time_machine.move_to(now, tick=False)
    desk = signed_in(karim)
    url = f"/desk/rollouts/{rollout.pk}/"
    assert "ডি-নথি" in desk.get(f"{url}plan/").content.decode()
    form = {f"day_{code}": day.isoformat() for code, day in DAYS.items()}
    form |= {"name": "উপজেলা কৃষি কার্যালয়", "contact": "applicant", "post": f"post-{shirin_post.pk}"}
    form["token"] = "a token that is long enough"
    wrong = desk.post(f"{url}plan/?plan=d-nothi", form | {"day_train": "2026-11-30"})
    assert wrong.status_code == 422
    assert "তার দিনের আগে এটি হতে পারে না" in wrong.content.decode()
    answer = desk.post(f"{url}plan/?plan=d-nothi", form, follow=True)
    assert "শাখা সাজানো" in answer.content.decode()
    assert "০/৭ ধাপ শেষ" in answer.content.decode()
    figure = {"sort": "accounts", "count": "৯", "on": now.date().isoformat(), "token": "another long token"}
    site = rollout.sites.get()
    assert "৯" in desk.post(f"{url}figure/{site.pk}/", figure, follow=True).content.decode()
    assert "০/৭ ধাপ শেষ" in desk.get("/desk/rollouts/").content.decode()
    assert "০/৭ ধাপ শেষ" in desk.get(f"/desk/cases/{rollout.case.number}/").content.decode()


def test_the_offices_of_a_post_go_over_with_its_charge_each_with_an_entry(
    plan, office, shirin_post, actor, now
):
    officer = office.posts.get(role="officer")
    first, second = plan("কৃষি কার্যালয়"), plan("মৎস্য কার্যালয়")
    charge = CHARGE_SOURCES["rollouts"]
    assert [line.title.partition(": ")[2] for line in charge.lines(shirin_post, 9)] == [
        first.name,
        second.name,
    ]
    moved = charge.transfer(shirin_post, to=officer, reason="বদলি", actor=actor, now=now)
    assert (moved, charge.count(shirin_post), charge.count(officer)) == (2, 0, 2)
    told = Entry.objects.filter(verb="rollout.site_passed", subject_id=first.rollout_id)
    assert [each.facts for each in told] == [{"from_post": shirin_post.pk, "to_post": officer.pk}] * 2
