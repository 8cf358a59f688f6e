"""The items of a request: what was asked for line by line, each a task of its own where there are several."""

from datetime import datetime

from ongikar.cases.models import Case
from ongikar.journal.actions import WORKER
from ongikar.rules.bangla.text import nfc
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions import drop_task, give_task
from ongikar.tasks.models import Task
from ongikar.tasks.models.task import MOST_TITLE

ORIGIN = "reply"
# A request of more lines than these names its items on one paper, and is one piece of work.
MOST_ITEMS = 40
# The reason that stands in the history of its tasks: the office's own, so in its first language.
ENDED = "আবেদনটি শেষ হয়েছে, তাই আলাদা উত্তর আর লাগবে না।"


def item_lines(case: Case) -> list[str]:
    """What is asked for, a line each, without repeated ones."""
    lines = (line.strip(" \t•*-–—") for line in nfc(str(case.answers.get("items") or "")).splitlines())
    return list(dict.fromkeys(filter(None, lines)))


def give_items(case: Case, *, now: datetime) -> list[Task]:
    """A task for each item, owed by the post that answers for the case, and due with it.

    A request for one thing has none: the case itself is that piece of work.
    """
    lines = item_lines(case)
    if not 1 < len(lines) <= MOST_ITEMS:
        return []
    due = max(case.clock.due_at, now).astimezone(TZ).date()
    return [
        give_task(
            office=case.office,
            title=line[:MOST_TITLE],
            words=line if len(line) > MOST_TITLE else "",
            owner=case.post,
            given_by=case.post,
            due=due,
            subject=case.reference,
            origin=ORIGIN,
            submission=f"item-{case.pk}-{place}",
            actor=WORKER,
            now=now,
        )
        for place, line in enumerate(lines)
    ]


def open_items(case: Case) -> list[Task]:
    """The items that no letter has answered yet."""
    return list(
        Task.objects.of_subject(case.reference)
        .filter(origin=ORIGIN, ended_at__isnull=True)
        .select_related("owner_post", "owner_contact", "clock")
    )


def drop_open_items(case: Case, *, now: datetime) -> None:
    """What is left of them when the case has ended otherwise than by a letter that answers them."""
    for task in open_items(case):
        drop_task(task, reason=ENDED, actor=WORKER, now=now)
