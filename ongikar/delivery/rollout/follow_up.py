"""What follows from a step that is done: whether the next may be reported, and the one look back after an
office went live.
"""

from datetime import datetime

from django.db import transaction

from ongikar.core.not_none import not_none
from ongikar.journal.actions import WORKER
from ongikar.journal.models import OutboxEntry
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.step_order import waits_for
from ongikar.tasks import transitions
from ongikar.tasks.models import Task

from .actions import give_step_task, lock, note
from .models import RolloutSite, RolloutStep, SiteFigure
from .systems import LIVE
from .words import ended_on, figure_of


def why_step_waits(task: Task) -> tuple[str, str] | None:
    """Why a step cannot be reported as done yet; None where its turn has come.

    Nothing is live that nobody can open and nobody has learnt.
    """
    step = RolloutStep.objects.select_related("site").filter(pk=not_none(task.subject_id)).first()
    if step is None:
        return None
    others = list(step.site.steps.select_related("task"))
    ended = {each.code for each in others if ended_on(each)}
    if missing := waits_for(step.needs, ended):
        needed = next(each for each in others if each.code == missing[0])
        return (
            f"আগে শেষ হতে হবে “{needed.title_bn}”। সেটি শেষ হলে এটি জানান।",
            f"“{needed.title_en}” comes first. Report this once that is done.",
        )
    if step.code != LIVE:
        return None
    site = step.site
    for sort, bn, en in (
        (SiteFigure.ACCOUNTS, "কয়টি অ্যাকাউন্ট খোলা হয়েছে", "how many accounts were opened"),
        (SiteFigure.TRAINED, "কতজন প্রশিক্ষণ পেয়েছেন", "how many were trained"),
    ):
        if not figure_of(site, sort):
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
    if task is None:
        return
    step = RolloutStep.objects.filter(pk=not_none(task.subject_id)).first()
    if step is not None:
        give_following(step.site_id, step.code, not_none(task.ended_at), now)


@transaction.atomic
def give_following(site_id: int, code: str, ended: datetime, now: datetime) -> None:
    site = RolloutSite.objects.select_related("rollout__case", "rollout__office", "contact", "post").get(
        pk=site_id
    )
    lock(site.rollout)
    calendar = site.rollout.office.calendar
    for step in site.steps.filter(task__isnull=True, after_days__isnull=False):
        if step.needs != [code]:
            continue
        step.site = site
        due = calendar.add_working_days(ended.astimezone(TZ).date(), not_none(step.after_days))
        step.task = give_step_task(step, due=due, actor=WORKER, now=now, opens=ended)
        step.save(update_fields=["task"])
        note("followed", site.rollout, WORKER, now)
