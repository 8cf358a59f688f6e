"""Tasks in the rehearsal of the watch: whose clock it is, and who is told when its time passes."""

from collections.abc import Sequence
from datetime import datetime

from ongikar.clock.models import Clock
from ongikar.clock.rehearsal import PromiseOwner
from ongikar.offices.models import Post

from .models import Task
from .words import task_number

PROMISE_WORDS = (
    "সময় পেরিয়ে যাবে; যিনি কাজ দিয়েছেন ও ঊর্ধ্বতন কর্মকর্তা জানবেন।",
    "The time passes; whoever gave the work and the superior officer are told.",
)
EVENT_WORDS = {("task", "broken"): PROMISE_WORDS, ("task_check", "broken"): PROMISE_WORDS}


def task_owners(clocks: Sequence[Clock], now: datetime) -> dict[int, PromiseOwner]:
    """The tasks by their clocks: number, title, and whoever owes the work."""
    tasks = Task.objects.filter(clock__in=[clock.pk for clock in clocks])
    return {
        task.clock_id: owner_of(task, title_of(task))
        for task in tasks.select_related("owner_post", "owner_contact")
    }


def check_owners(clocks: Sequence[Clock], now: datetime) -> dict[int, PromiseOwner]:
    """The same by the clocks of their checks: whoever owes the check."""
    tasks = Task.objects.filter(check_clock__in=[clock.pk for clock in clocks])
    return {
        task.check_clock_id: owner_of(task, post_titles(task.check_post))
        for task in tasks.select_related("check_post")
        if task.check_clock_id and task.check_post
    }


def owner_of(task: Task, post: tuple[str, str]) -> PromiseOwner:
    return PromiseOwner(task_number(task.number, "en"), (task.title, task.title), post, is_awaited=False)


def title_of(task: Task) -> tuple[str, str]:
    if task.owner_post:
        return post_titles(task.owner_post)
    return (task.owner_contact.title,) * 2 if task.owner_contact else ("", "")


def post_titles(post: Post) -> tuple[str, str]:
    return post.in_words("title", "bn"), post.in_words("title", "en")
