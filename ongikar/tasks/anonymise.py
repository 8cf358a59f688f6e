"""Empties tasks and series whose retention period is over: what they said, and the papers that came as proof.
Their numbers, days and owners stay, so that the register keeps every line.
"""

from ongikar.papers.actions import remove_files
from ongikar.papers.models import Paper
from ongikar.people.models import GONE

from .models import Series, Task, TaskAct, TaskProof


def empty_task(task: Task) -> None:
    """Safe to run twice, in the caller's transaction."""
    remove_files(Paper.objects.filter(subject_type=Task.SUBJECT, subject_id=task.pk).exclude(file=""))
    TaskAct.objects.filter(task=task).exclude(words="").update(words="")
    TaskProof.objects.filter(task=task).exclude(words="").update(words="")
    task.links.all().delete()
    task.title, task.words = GONE, ""
    task.save(update_fields=["title", "words"])


def empty_series(series: Series) -> None:
    """What an ended series asked for, in the words it asked it; its rule, days and posts stay."""
    series.title, series.words = GONE, ""
    series.save(update_fields=["title", "words"])
