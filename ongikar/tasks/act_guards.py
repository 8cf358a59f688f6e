"""Work that is not its owner's alone. What a body gave, such as a committee, is extended and dropped where it
meets; and a step that waits for another is not reported as done before that one.

The app of the body registers the type of its decisions, and hands in the meeting by which one was changed;
that of the steps registers the type of its subjects, and says what stands in the way.
"""

from collections.abc import Callable

from ongikar.journal.actions import SubjectReference

from .models import Task
from .transitions import TaskFault

# Types of subjects whose tasks only the body itself extends or drops.
DECIDED_BY_A_BODY: set[str] = set()
# By the type of a task's subject: why it cannot be reported yet, in both languages; None where it can.
TURNS: dict[str, Callable[[Task], tuple[str, str] | None]] = {}


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


def require_turn(task: Task) -> None:
    """Raises TaskFault where something must be done before it."""
    ask = TURNS.get(task.subject_type)
    if ask and (why := ask(task)):
        raise TaskFault("", *why)
