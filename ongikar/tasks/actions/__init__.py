"""The acts of a task. Each is one transaction: the act, the clock's fact, the journal entry and its outbox
entries, or nothing.
"""

from .act_log import add_note
from .directing import (
    direct_task,
    drop_task,
    extend_task,
    pass_series,
    refuse_time,
    reopen_task,
    transfer_task,
)
from .giving import give_task
from .reporting import ask_time, hand_back_task, hand_check, report_task, return_task, verify_task

__all__ = [
    "add_note",
    "ask_time",
    "direct_task",
    "drop_task",
    "extend_task",
    "give_task",
    "hand_back_task",
    "hand_check",
    "pass_series",
    "refuse_time",
    "reopen_task",
    "report_task",
    "return_task",
    "transfer_task",
    "verify_task",
]
