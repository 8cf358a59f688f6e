"""The checklist of a kind: work that every case of it brings, given as tasks with its receipt, or when both
sides agreed on the day on which it takes place.

A task serves its case and never moves the case's own clock. What is due from the receipt may outlive a case
that ends before it; what made ready for a day ends with the case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from ongikar.journal.actions import WORKER
from ongikar.offices.models import Post
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions import drop_task, give_task
from ongikar.tasks.models import Task
from ongikar.tasks.owners import held_posts
from ongikar.tasks.transitions import DROPPED

if TYPE_CHECKING:
    from ongikar.cases.models import Case

Words = tuple[str, str]
# The reasons that stand in the history of its tasks: the office's own, so in its first language.
MOVED = "দিনটি বদলেছে; নতুন দিনের জন্য কাজটি আবার দেওয়া হলো।"
ENDED = "আবেদনটি শেষ হয়েছে, তাই এই প্রস্তুতি আর লাগবে না।"


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line: what is to be done, by which role of the office; the officer checks what another does.

    `within`: so many working days of the receipt. `before`: instead, so many working days before the day on
    which it takes place. `evidence`: codes of Task.EVIDENCE.
    """

    words: Words
    within: int = 0
    before: int | None = None
    role: str = Post.OFFICER
    evidence: tuple[str, ...] = ()


def give_checklist(case: "Case", checklist: Sequence[ChecklistItem], *, now: datetime) -> None:
    """The tasks of a new case, due within their days and not after the case itself."""
    if all(item.before is not None for item in checklist):
        return
    calendar, last = case.clock.calendar, case.clock.due_at.astimezone(TZ).date()
    begun = calendar.receipt_day(now)
    posts = posts_by_role(case, now)
    for place, item in enumerate(checklist):
        if item.before is None:
            due = max(min(calendar.add_working_days(begun, item.within), last), begun)
            give_item(case, item, posts, due=due, submission=f"checklist-{case.pk}-{place}", now=now)


def give_checklist_for_day(
    case: "Case", checklist: Sequence[ChecklistItem], *, begins: datetime, now: datetime
) -> None:
    """What must be ready for the day that was agreed on. Of a day that moved, what is not done yet is given
    anew; what is done stays done. Called with the case locked.
    """
    if begins <= now or all(item.before is None for item in checklist):
        return
    calendar, posts = case.clock.calendar, posts_by_role(case, now)
    for place, item in enumerate(checklist):
        if item.before is None:
            continue
        earlier = items_of(case, f"{place}-")
        due = calendar.add_working_days(begins.astimezone(TZ).date(), -item.before)
        due = max(due, calendar.receipt_day(now))
        newest = earlier[-1] if earlier else None
        if newest and newest.ended_at is None and due_day(newest) != due:
            drop_task(newest, reason=MOVED, actor=WORKER, now=now)
        elif newest and newest.state != DROPPED:
            continue
        submission = f"checklist-{case.pk}-{place}-{len(earlier)}"
        give_item(case, item, posts, due=due, submission=submission, now=now)


def end_checklist(case: "Case", checklist: Sequence[ChecklistItem], *, now: datetime) -> None:
    """What was to be made ready for a day has no day any more once the case has ended."""
    for place, item in enumerate(checklist):
        if item.before is not None:
            for task in items_of(case, f"{place}-"):
                if task.ended_at is None:
                    drop_task(task, reason=ENDED, actor=WORKER, now=now)


def items_of(case: "Case", place: str) -> list[Task]:
    """The tasks that one line has brought, the newest last."""
    of_case = Task.objects.of_subject(case.reference)
    return list(of_case.filter(submission__startswith=f"checklist-{case.pk}-{place}").with_related())


def due_day(task: Task) -> date:
    return task.clock.due_at.astimezone(TZ).date()


def posts_by_role(case: "Case", now: datetime) -> dict[str, Post]:
    """Who of the office can be given work: what a vacant post would do falls to the case's own."""
    posts = list(Post.objects.filter(office=case.office).order_by("-pk"))
    held = held_posts(posts, now.astimezone(TZ).date())
    return {post.role: post for post in posts if post.pk in held}


def give_item(
    case: "Case",
    item: ChecklistItem,
    posts: dict[str, Post],
    *,
    due: date,
    submission: str,
    now: datetime,
) -> None:
    owner = posts.get(item.role) or case.post
    give_task(
        office=case.office,
        # What is kept is Bangla, as the titles of papers are.
        title=item.words[0],
        owner=owner,
        given_by=case.post,
        check=None if owner.pk == case.post_id else case.post,
        evidence=item.evidence,
        due=due,
        subject=case.reference,
        origin="step",
        submission=submission,
        actor=WORKER,
        now=now,
    )
