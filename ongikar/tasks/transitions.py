"""Which act may follow which in the life of a task, as a table; a stored state is a cache of the fold."""

from ongikar.core.forms.faults import ActFault
from ongikar.rules.transitions import STAY, Transition, Transitions, is_last_said


class TaskFault(ActFault):
    """Why something cannot be done with a task."""


OPEN, REPORTED, DONE, DROPPED = "open", "reported", "done", "dropped"
RUNNING = frozenset({OPEN, REPORTED})
ENDED = frozenset({DONE, DROPPED})

GIVE, REPORT, FINISH, RETURN, VERIFY = "give", "report", "finish", "return", "verify"
HAND_BACK, TRANSFER, ASK_TIME, REFUSE_TIME = "hand_back", "transfer", "ask_time", "refuse_time"
EXTEND, DROP, REOPEN, NOTE, DIRECT = "extend", "drop", "reopen", "note", "direct"
HAND_CHECK = "hand_check"

# By whom: whoever does the work, checks it, or gave it (and who stands above); the staff of the office; and
# the office's own rules, which nobody presses.
OWNER, CHECKER, GIVER, STAFF, BY_ITSELF = "owner", "checker", "giver", "staff", "by_itself"

awaits_time = is_last_said(ASK_TIME, frozenset({EXTEND, REFUSE_TIME}))

TRANSITIONS = Transitions(
    "task",
    (GIVE, OPEN),
    (
        Transition(REPORT, frozenset({OPEN}), REPORTED, OWNER),
        # The report of a task that nobody checks.
        Transition(FINISH, frozenset({OPEN}), DONE, OWNER),
        Transition(RETURN, frozenset({REPORTED}), OPEN, CHECKER),
        Transition(VERIFY, frozenset({REPORTED}), DONE, CHECKER),
        # Nobody at the post that was to check it may, so that another does.
        Transition(HAND_CHECK, frozenset({REPORTED}), STAY, BY_ITSELF),
        Transition(HAND_BACK, frozenset({OPEN}), STAY, OWNER),
        Transition(TRANSFER, RUNNING, STAY, GIVER),
        # Charge was handed over: another follows it up and checks it.
        Transition(DIRECT, RUNNING, STAY, STAFF),
        Transition(ASK_TIME, frozenset({OPEN}), STAY, OWNER),
        Transition(REFUSE_TIME, frozenset({OPEN}), STAY, GIVER),
        # Once and before the due moment, as the clock's ledger has it.
        Transition(EXTEND, frozenset({OPEN}), STAY, GIVER),
        Transition(DROP, RUNNING, DROPPED, GIVER),
        Transition(REOPEN, ENDED, OPEN, GIVER),
        Transition(NOTE, RUNNING | ENDED, STAY, STAFF),
    ),
    {REFUSE_TIME: awaits_time},
)
state_after = TRANSITIONS.state_after
