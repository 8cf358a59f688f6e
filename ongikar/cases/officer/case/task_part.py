"""The tasks of a case on its page: who does what by when, and a way to give one more."""

from datetime import datetime
from typing import Any, cast

from django.urls import reverse

from ongikar.cases.models import Case
from ongikar.cases.rights import may_handle
from ongikar.core.db.pages import Page, page_of
from ongikar.core.slots import Answer
from ongikar.people.desk import DeskRequest
from ongikar.tasks.models import Task
from ongikar.tasks.owners import owner_words
from ongikar.tasks.promise import task_standing
from ongikar.tasks.words import task_number

# A committee may have hundreds; the page of all tasks, narrowed to the case, has the rest.
SHOWN = 25


def tasks_part(*, request: DeskRequest, case: Case, now: datetime) -> Answer | None:
    # Whether there is any came with the case: of most there is none, and composing the query is dear.
    page: Page[Task] = Page([])
    if cast(Any, case).has_tasks:
        page = page_of(Task.objects.of_subject(case.reference).with_all(), SHOWN)
    may_give = may_handle(request.desk, case.office_id) and case.is_open
    if not page.rows and not may_give:
        return None
    subject = "{}:{}".format(*case.reference)
    context = {
        "tasks_of_case": [
            (task, task_number(task.number), task_standing(task, now), owner_words(task))
            for task in page.rows
        ],
        "give_url": f"{reverse('task_new')}?subject={subject}" if may_give else "",
        "all_url": f"{reverse('tasks')}?subject={subject}" if page.last else "",
    }
    return "cases/officer/tasks.html", context
