"""Work that a body gave, such as a committee: more time for it, and dropping it, are decided where it meets.

The app of the body registers the type of its decisions, and hands in the meeting by which one was changed.
"""

from ongikar.journal.actions import SubjectReference

from .faults import TaskFault
from .models import Task

# Types of subjects whose tasks only the body itself extends or drops.
DECIDED_BY_A_BODY: set[str] = set()


def is_decided_by_a_body(task: Task) -> bool:
    return task.subject_type in DECIDED_BY_A_BODY


def require_body(field: str, task: Task, decided: SubjectReference | None) -> dict[str, list[str | int]]:
    """What the act keeps of where it was decided; raises TaskFault where the body was not asked."""
    if decided is not None:
        return {"decided": list(decided)}
    if is_decided_by_a_body(task):
        raise TaskFault(
            field,
            "কাজটি সভার সিদ্ধান্ত। সময় বাড়ানো বা বাদ দেওয়া পরের সভায় ঠিক হয়; আলোচ্যসূচিতে কাজটি নিজে থেকেই থাকে।",
            "A meeting decided this work. More time, or dropping it, is decided at the next meeting, on"
            " whose agenda it stands by itself.",
        )
    return {}
