"""The checklist of a kind: work that every case of it brings, given as tasks with its receipt.

A task serves its case and never moves the case's own clock; the case may end before it, and it outlives that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ongikar.offices.models import Post
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions import give_task

if TYPE_CHECKING:
    from ongikar.cases.models import Case

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line: what is to be done, within how many working days of the receipt, and by which role of the
    office's staff; the officer checks what another does. `evidence`: codes of Task.EVIDENCE.
    """

    words: Words
    within: int
    role: str = Post.OFFICER
    evidence: tuple[str, ...] = ()


def give_checklist(case: "Case", checklist: Sequence[ChecklistItem], *, now: datetime) -> None:
    """The tasks of a new case, due within their days and not after the case itself."""
    calendar, last = case.clock.calendar, case.clock.due_at.astimezone(TZ).date()
    begun = calendar.receipt_day(now)
    posts = {post.role: post for post in Post.objects.filter(office=case.office).order_by("-pk")}
    for place, item in enumerate(checklist):
        owner = posts.get(item.role) or case.post
        check = None if owner.pk == case.post_id else case.post
        give_task(
            office=case.office,
            # What is kept is Bangla, as the titles of papers are.
            title=item.words[0],
            owner=owner,
            given_by=case.post,
            check=check,
            evidence=item.evidence,
            due=max(min(calendar.add_working_days(begun, item.within), last), begun),
            subject=case.reference,
            origin="step",
            submission=f"checklist-{case.pk}-{place}",
            actor=("worker", None),
            now=now,
        )
