"""The acts of a system's way into use: opened with its case, planned office by office, its figures entered.
Each is one transaction, and sent twice it is done once.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from ongikar.cases.kinds.outcome_rules import first_day
from ongikar.cases.models import Case
from ongikar.delivery.rollout.models import Rollout, RolloutSite, RolloutStep, SiteFigure
from ongikar.journal.actions import WORKER, Reference, record
from ongikar.offices.models import Post
from ongikar.offices.serials import next_number
from ongikar.people.contact_actions import add_contact
from ongikar.people.contact_doubles import doubles_of
from ongikar.people.models import Contact
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.step_order import Step, TooEarly, steps_too_early
from ongikar.tasks.actions import give_task
from ongikar.tasks.models import Task

from .models import MOST_TITLE
from .systems import PlannedStep, SystemPlan, system_plans
from .words import RolloutFault, figure_of

MOST_SITES = 60


@transaction.atomic
def open_rollout(case: Case, *, now: datetime) -> Rollout:
    """The rows of a case about a system: with its receipt, or adopted later."""
    known = Rollout.objects.filter(case=case).first()
    if known:
        return known
    year = fiscal_year(now.astimezone(TZ).date())
    system = next(iter(str(case.answers.get("system") or case.row.short).splitlines()), "")
    rollout = Rollout.objects.create(
        office=case.office,
        case=case,
        fiscal_year=year,
        book_serial=next_number(case.office, "rollouts", year),
        system=system[:MOST_TITLE],
        made_at=now,
    )
    note("opened", rollout, WORKER, now)
    return rollout


def days_too_early(plan: SystemPlan, days: Mapping[str, date]) -> list[TooEarly]:
    """The steps of a plan whose day lies before that of one they need."""
    return list(steps_too_early(Step(step.code, step.needs, days.get(step.code)) for step in plan.steps))


@transaction.atomic
def plan_site(
    rollout: Rollout,
    *,
    plan: str,
    name: str,
    contact: Contact | None,
    post: Post,
    days: Mapping[str, date],
    submission: str,
    actor: Reference,
    now: datetime,
) -> RolloutSite:
    """One office takes the system up: its steps, each dated one as a task of whichever side does it.

    `contact`: None for whoever applied. `days`: by when, by the code of each dated step. All offices of a
    rollout follow the plan of the first.
    Raises RolloutFault, or TaskFault where a task cannot be given so.
    """
    lock(rollout)
    known = RolloutSite.objects.filter(submission=submission).first()
    if known:
        return known
    require_open(rollout)
    steps = require_plan(rollout, plan, days)
    sites = list(rollout.sites.all())
    if len(sites) >= MOST_SITES:
        raise RolloutFault("name", "এত কার্যালয় এক পরিকল্পনায় ধরে না।", "So many offices do not fit in one plan.")
    if name in {site.name for site in sites}:
        raise RolloutFault("name", "এই কার্যালয় আগেই পরিকল্পনায় আছে।", "This office is in the plan already.")
    if not rollout.plan:
        rollout.plan = plan
        rollout.save(update_fields=["plan"])
    site = RolloutSite.objects.create(
        rollout=rollout,
        number=len(sites) + 1,
        name=name,
        contact=contact or applicants_contact(rollout, actor=actor, now=now),
        post=post,
        at=now,
        by_id=actor[1],
        submission=submission,
    )
    for position, planned in enumerate(steps):
        add_step(site, position, planned, days.get(planned.code), actor=actor, now=now)
    note("site_planned", rollout, actor, now)
    return site


def applicants_contact(rollout: Rollout, *, actor: Reference, now: datetime) -> Contact:
    """Whoever applied, as a contact: one who is reached at the same number already, else a new one."""
    applicant = rollout.case.applicant
    if applicant is None:
        raise RolloutFault(
            "contact", "তাঁদের পক্ষে কে দেখবেন, বেছে নিন।", "Choose who sees to it on their side."
        )
    facts = {
        "organisation": applicant.institution,
        "name": applicant.name,
        "mobile": applicant.mobile,
        "email": applicant.email,
        "language": applicant.language,
    }
    known = [each for each in doubles_of(rollout.office, facts) if each.mobile == applicant.mobile]
    if known:
        return known[0]
    since = now.astimezone(TZ).date()
    return add_contact(office=rollout.office, facts=facts, since=since, actor=actor, now=now)


def require_plan(rollout: Rollout, plan: str, days: Mapping[str, date]) -> tuple[PlannedStep, ...]:
    known = system_plans(rollout.office.slug).get(plan)
    if known is None or (rollout.plan and rollout.plan != plan):
        raise RolloutFault("plan", "তালিকা থেকে একটি পরিকল্পনা বেছে নিন।", "Choose a plan from the list.")
    for step in known.dated_steps:
        if step.code not in days:
            raise RolloutFault(
                f"day_{step.code}", "এই ধাপের শেষ দিন লিখুন।", "Write the day by which this step is done."
            )
    if early := days_too_early(known, days):
        titles = {step.code: step for step in known.steps}
        needed = titles[early[0].needed]
        raise RolloutFault(f"day_{early[0].code}", *too_early_words(needed))
    return known.steps


def too_early_words(needed: PlannedStep) -> tuple[str, str]:
    return (
        f"আগে শেষ হতে হবে “{needed.bn}”; তার দিনের আগে এটি হতে পারে না।",
        f"“{needed.en}” goes before it; it cannot be done before that day.",
    )


def add_step(
    site: RolloutSite,
    position: int,
    planned: PlannedStep,
    due: date | None,
    *,
    actor: Reference,
    now: datetime,
) -> RolloutStep:
    """A step with its task; one that is counted from another's end gets it then (following.py)."""
    step = RolloutStep(
        site=site,
        position=position,
        code=planned.code,
        title_bn=planned.bn,
        title_en=planned.en,
        side=planned.side,
        needs=list(planned.needs),
        after_days=planned.after_days,
    )
    step.save(force_insert=True)
    if planned.after_days is None and due is not None:
        step.task = give_step_task(step, due=due, actor=actor, now=now)
        step.save(update_fields=["task"])
    return step


def give_step_task(
    step: RolloutStep, *, due: date, actor: Reference, now: datetime, opens: datetime | None = None
) -> Task:
    site = step.site
    case, owner = site.rollout.case, site.post if step.side == RolloutStep.OURS else site.contact
    # Whoever checks is never the owner; a post that is alone in its office is believed.
    check = next((post for post in (site.post, case.post) if post != owner), None)
    return give_task(
        office=site.rollout.office,
        # What is kept is Bangla, as the titles of papers are.
        title=f"{step.title_bn}: {site.name}"[:MOST_TITLE],
        words=site.rollout.system,
        owner=owner,
        given_by=case.post,
        check=check,
        evidence=(Task.WORDS,),
        due=due,
        subject=step.reference,
        origin="step",
        place=site.contact.place,
        submission=f"rollout-{site.pk}-{step.code}",
        actor=actor,
        now=now,
        opens=opens,
    )


@transaction.atomic
def enter_figure(
    site: RolloutSite,
    *,
    sort: str,
    count: int,
    on: date,
    words: str = "",
    submission: str,
    actor: Reference,
    now: datetime,
) -> SiteFigure:
    """So many accounts, trained users or users at work on a day."""
    lock(site.rollout)
    known = SiteFigure.objects.filter(submission=submission).first()
    if known:
        return known
    if on > now.astimezone(TZ).date():
        raise RolloutFault("on", "এই দিনটি এখনো আসেনি।", "This day has not come yet.")
    if on < first_day(site.rollout.case):
        raise RolloutFault(
            "on", "এটি চাওয়ার আগের দিন; দিনটি মিলিয়ে দেখুন।", "This lies before the request; check the day."
        )
    if not count and sort != SiteFigure.USING:
        raise RolloutFault("count", "অন্তত ১ লিখুন।", "Enter at least 1.")
    if sort == SiteFigure.USING and count > (accounts := figure_of(site, SiteFigure.ACCOUNTS)):
        raise RolloutFault(
            "count",
            "অ্যাকাউন্ট আছে {n}টি; তার বেশি কেউ ব্যবহার করতে পারেন না।",
            "{n} [account was|accounts were] opened; no more people can use it.",
            n=accounts,
        )
    made = SiteFigure.objects.create(
        site=site, sort=sort, count=count, on=on, words=words, at=now, by_id=actor[1], submission=submission
    )
    note("figure_entered", site.rollout, actor, now)
    return made


@transaction.atomic
def strike_figure(figure: SiteFigure, *, reason: str, actor: Reference, now: datetime) -> None:
    """The line stays readable; pressed twice it is struck once."""
    lock(figure.site.rollout)
    fresh = SiteFigure.objects.get(pk=figure.pk)
    if fresh.struck_at:
        return
    if not reason.strip():
        raise RolloutFault("reason", "কেন বাতিল, লিখুন।", "Write why it is struck through.")
    fresh.struck_at, fresh.struck_reason = now, reason.strip()
    fresh.save(update_fields=["struck_at", "struck_reason"])
    note("figure_struck", figure.site.rollout, actor, now)


def require_open(rollout: Rollout) -> None:
    if not rollout.case.is_open:
        raise RolloutFault(
            "", "আবেদনটি শেষ হয়েছে; নতুন পরিকল্পনা হয় না।", "The case has ended; nothing more is planned."
        )


def lock(rollout: Rollout) -> None:
    """Two at once act in turn."""
    Rollout.objects.select_for_update().get(pk=rollout.pk)


def note(verb: str, rollout: Rollout, actor: Reference, now: datetime) -> None:
    record(
        f"rollout.{verb}",
        subject=rollout.reference,
        actor=actor,
        office_id=rollout.office_id,
        now=now,
    )


@transaction.atomic
def forget_people(case: Case) -> None:
    """Empty what was written beside the figures; counts and days stay. Done twice it is done once."""
    SiteFigure.objects.filter(site__rollout__case=case).exclude(words="").update(words="")
