"""The steps of an office as tasks: given when it is planned, reported in their turn, and the one look back
after it went live.
"""

from datetime import date, datetime

from django.db import transaction

from ongikar.core.forms.faults import ActFault
from ongikar.core.not_none import not_none
from ongikar.delivery.rollout.rules import waits_for
from ongikar.journal.actions import WORKER, Reference
from ongikar.journal.models import OutboxEntry
from ongikar.records.actions import note, perform
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks import transitions
from ongikar.tasks.actions import give_task
from ongikar.tasks.models import Task
from ongikar.tasks.transitions import TaskFault

from .models import MOST_TITLE, RolloutSite, RolloutStep, SiteFigure
from .systems import LIVE, OURS


def plan_site(site: RolloutSite, *, submission: str, actor: Reference, now: datetime) -> RolloutSite:
    """One office takes the system up: its steps, each dated one as a task of whichever side does it; one that
    is counted from another's end gets it then. Raises ActFault, also where a task cannot be given so.
    """

    def give_tasks(site: RolloutSite) -> None:
        for step in site.steps.filter(after_days__isnull=True):
            step.site = site
            give_step_task(step, due=site.days[step.code], actor=actor, now=now)

    return perform(site.rollout, site, submission=submission, actor=actor, now=now, follow=give_tasks)


def give_step_task(
    step: RolloutStep, *, due: date, actor: Reference, now: datetime, opens: datetime | None = None
) -> None:
    site, case = step.site, step.site.rollout.case
    owner = site.post if step.side == OURS else site.contact
    # Whoever checks is never the owner; a post that is alone in its office is believed.
    check = next((post for post in (site.post, case.post) if post != owner), None)
    try:
        step.task = give_task(
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
    except TaskFault as fault:
        field = {"owner": "contact", "due": f"day_{step.code}"}.get(fault.field, fault.field)
        raise ActFault(field, fault.bn, fault.en, **fault.values) from fault
    step.save(update_fields=["task"])


def why_step_waits(task: Task) -> tuple[str, str] | None:
    """Why a step cannot be reported as done yet; None where its turn has come.

    Nothing is live that nobody can open and nobody has learnt.
    """
    step = RolloutStep.objects.select_related("site").filter(pk=not_none(task.subject_id)).first()
    if step is None:
        return None
    others = list(step.site.steps.select_related("task"))
    ended = {each.code for each in others if each.ended_on}
    if missing := waits_for(step.needs, ended):
        needed = next(each for each in others if each.code == missing[0])
        return (
            f"আগে শেষ হতে হবে “{needed.title_bn}”। সেটি শেষ হলে এটি জানান।",
            f"“{needed.title_en}” comes first. Report this once that is done.",
        )
    for sort, bn, en in (
        (SiteFigure.ACCOUNTS, "কয়টি অ্যাকাউন্ট খোলা হয়েছে", "how many accounts were opened"),
        (SiteFigure.TRAINED, "কতজন প্রশিক্ষণ পেয়েছেন", "how many were trained"),
    ):
        if step.code == LIVE and not step.site.figure(sort):
            return (
                f"পদ্ধতি চালুর পাতায় আগে লিখুন {bn}; তার আগে এটি চালু বলা যায় না।",
                f"First write on the page of the system {en}; before that it cannot be called live.",
            )
    return None


def follow_step(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """When a step's task is done: whatever is counted from its end gets its task, once."""
    task = Task.objects.filter(
        pk=outbox_entry.entry.subject_id, subject_type=RolloutStep.SUBJECT, state=transitions.DONE
    ).first()
    step = RolloutStep.objects.filter(pk=not_none(task.subject_id)).first() if task else None
    if task and step:
        give_following(step.site_id, step.code, not_none(task.ended_at), now)


@transaction.atomic
def give_following(site_id: int, code: str, ended: datetime, now: datetime) -> None:
    sites = RolloutSite.objects.select_related("rollout__case", "rollout__office", "contact", "post")
    site = sites.get(pk=site_id)
    site.rollout.lock()
    calendar = site.rollout.office.calendar
    for step in site.steps.filter(task__isnull=True, after_days__isnull=False):
        if step.needs != [code]:
            continue
        step.site = site
        due = calendar.add_working_days(ended.astimezone(TZ).date(), not_none(step.after_days))
        give_step_task(step, due=due, actor=WORKER, now=now, opens=ended)
        note(site.rollout, "followed", WORKER, now)
