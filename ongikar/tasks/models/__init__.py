"""Work that somebody owes by a day: tasks, what was done to them, their proofs, and what makes them again."""

from .task import PostFeed, Series, Task, TaskAct, TaskLink, TaskProof, TaskQuerySet

__all__ = ["PostFeed", "Series", "Task", "TaskAct", "TaskLink", "TaskProof", "TaskQuerySet"]
