"""Work that somebody owes by a day: tasks, what was done to them, their proofs, and what makes them again."""

from .series import Series
from .task import Task, TaskQuerySet
from .task_acts import TaskAct, TaskProof
from .task_links import PostFeed, TaskLink

__all__ = ["PostFeed", "Series", "Task", "TaskAct", "TaskLink", "TaskProof", "TaskQuerySet"]
