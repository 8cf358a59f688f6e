"""Work whose turn has not come: a step that waits for another is not reported as done before that one.

The app of the steps registers the type of its subjects, and says what stands in the way.
"""

from collections.abc import Callable

from .faults import TaskFault
from .models import Task

# By the type of a task's subject: why it cannot be reported yet, in both languages; None where it can.
TURNS: dict[str, Callable[[Task], tuple[str, str] | None]] = {}


def require_turn(task: Task) -> None:
    """Raises TaskFault where something must be done before it."""
    ask = TURNS.get(task.subject_type)
    if ask and (why := ask(task)):
        raise TaskFault("", *why)


def why_not_yet(task: Task) -> tuple[str, str] | None:
    """The same for a page that shows the task."""
    ask = TURNS.get(task.subject_type)
    return ask(task) if ask and task.is_running else None
