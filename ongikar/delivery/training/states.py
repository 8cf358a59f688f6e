"""The states of a batch and of an application, and which act may follow which; a stored state is a cache of
the fold of the acts.
"""

from ongikar.rules.transitions import STAY, Transition, Transitions

# ---- a batch ----
PLANNED, CALLED, CLOSED, FROZEN = "planned", "called", "closed", "frozen"
RANKED, OFFERING, RUNNING, FINISHED = "ranked", "offering", "running", "finished"
CERTIFIED, CANCELLED = "certified", "cancelled"
# In the order in which a batch goes through them.
STATIONS = (PLANNED, CALLED, CLOSED, FROZEN, RANKED, OFFERING, RUNNING, FINISHED, CERTIFIED)
BEFORE_FINISHED = frozenset(STATIONS[:7])

PLAN, PUBLISH_CALL, EXTEND, CLOSE, FREEZE = "plan", "publish_call", "extend", "close", "freeze"
DRAW, PUBLISH_RESULT, REOPEN, BEGIN, FINISH = "draw", "publish_result", "reopen", "begin", "finish"
CERTIFY, CANCEL = "certify", "cancel"
MOVE_RESULT, MOVE_DRAW, CORRECT = "move_result", "move_draw", "correct"
OFFICER, SUPERIOR = "officer", "superior"

BATCH = Transitions(
    "batch",
    (PLAN, PLANNED),
    (
        Transition(PUBLISH_CALL, frozenset({PLANNED}), CALLED, OFFICER),
        # The last day of applying, later than it was; the result may move with it.
        Transition(EXTEND, frozenset({CALLED}), STAY, OFFICER),
        Transition(CLOSE, frozenset({CALLED}), CLOSED, OFFICER),
        Transition(MOVE_RESULT, frozenset({CALLED, CLOSED, FROZEN, RANKED}), STAY, OFFICER),
        # Another moment of the draw, as long as no list is frozen to it.
        Transition(MOVE_DRAW, frozenset({CALLED, CLOSED}), STAY, OFFICER),
        Transition(FREEZE, frozenset({CLOSED}), FROZEN, OFFICER),
        Transition(DRAW, frozenset({FROZEN}), RANKED, OFFICER),
        Transition(PUBLISH_RESULT, frozenset({RANKED}), OFFERING, OFFICER),
        # An objection was accepted: the list is opened to be put right, and frozen anew.
        Transition(CORRECT, frozenset({FROZEN}), CLOSED, OFFICER),
        # A list that was frozen is opened again only from above; what was drawn from it stays public.
        Transition(REOPEN, frozenset({FROZEN, RANKED}), CLOSED, SUPERIOR),
        Transition(BEGIN, frozenset({OFFERING}), RUNNING, OFFICER),
        Transition(FINISH, frozenset({RUNNING}), FINISHED, OFFICER),
        Transition(CERTIFY, frozenset({FINISHED}), CERTIFIED, OFFICER),
        Transition(CANCEL, BEFORE_FINISHED, CANCELLED, OFFICER),
    ),
)

# ---- an application ----
RECEIVED, DOUBLE, ELIGIBLE, INELIGIBLE = "received", "double", "eligible", "ineligible"
TESTED, ABSENT, WAITING, OFFERED = "tested", "absent", "waiting", "offered"
ENROLLED, COMPLETED, NOT_COMPLETED, DROPPED = "enrolled", "completed", "not_completed", "dropped"
WITHDRAWN, NOT_SELECTED, REPLACED = "withdrawn", "not_selected", "replaced"
# Of those nothing more is asked: a second application of the same person to the same call may live.
GONE = frozenset({WITHDRAWN, DOUBLE, INELIGIBLE, DROPPED, NOT_SELECTED, REPLACED})
# Those that are put on the list that is frozen, and those that may still be offered a seat.
FREEZABLE = frozenset({ELIGIBLE, TESTED})
IN_DRAW = frozenset({WAITING, OFFERED, ENROLLED})

APPLY, SET_ASIDE, RESTORE, CLEAR = "apply", "set_aside", "restore", "clear"
PUT_RIGHT = "put_right"
ADMIT, TURN_DOWN, RECONSIDER = "admit", "turn_down", "reconsider"
SIT, MISS, RANK, UNRANK = "sit", "miss", "rank", "unrank"
OFFER, ACCEPT, DECLINE, EXPIRE = "offer", "accept", "decline", "expire"
GIVE_BACK, WITHDRAW, LEAVE_OUT = "give_back", "withdraw", "leave_out"
COMPLETE, NOT_COMPLETE, DROP = "complete", "not_complete", "drop"
# Whoever nominated names somebody else, who takes over the seat; and how a name is written in English.
REPLACE, SUCCEED, NAME = "replace", "succeed", "name"
CITIZEN, WORKER = "citizen", "worker"

BEFORE_LIST = frozenset({RECEIVED, ELIGIBLE, TESTED, ABSENT})
APPLICATION = Transitions(
    "application",
    (APPLY, RECEIVED),
    (
        # Another application of the same person is the one that counts.
        Transition(SET_ASIDE, BEFORE_LIST, DOUBLE, OFFICER),
        Transition(RESTORE, frozenset({DOUBLE}), RECEIVED, OFFICER),
        # Looked at, and not the same person as another of that name.
        Transition(CLEAR, BEFORE_LIST, STAY, OFFICER),
        # A day of birth or an examination that was wrongly typed, put right with the reason.
        Transition(PUT_RIGHT, BEFORE_LIST, STAY, OFFICER),
        Transition(ADMIT, frozenset({RECEIVED}), ELIGIBLE, OFFICER),
        Transition(TURN_DOWN, BEFORE_LIST, INELIGIBLE, OFFICER),
        Transition(RECONSIDER, frozenset({INELIGIBLE}), RECEIVED, OFFICER),
        Transition(SIT, frozenset({ELIGIBLE, ABSENT}), TESTED, OFFICER),
        Transition(MISS, frozenset({ELIGIBLE, TESTED}), ABSENT, OFFICER),
        # Where the rule counts no marks there is no test, and whoever may take part is ranked at once.
        Transition(RANK, FREEZABLE, WAITING, OFFICER),
        # The list was opened again from above.
        Transition(UNRANK, frozenset({WAITING}), TESTED, SUPERIOR),
        Transition(OFFER, frozenset({WAITING}), OFFERED, OFFICER),
        Transition(ACCEPT, frozenset({OFFERED}), ENROLLED, CITIZEN),
        Transition(DECLINE, frozenset({OFFERED}), WITHDRAWN, CITIZEN),
        Transition(EXPIRE, frozenset({OFFERED}), WITHDRAWN, WORKER),
        # One press gives a seat back.
        Transition(GIVE_BACK, frozenset({ENROLLED}), WITHDRAWN, CITIZEN),
        Transition(WITHDRAW, BEFORE_LIST | {WAITING}, WITHDRAWN, CITIZEN),
        # Before the list, or of a seat; whoever waits by a draw has nothing that another could take over.
        Transition(REPLACE, BEFORE_LIST | {OFFERED, ENROLLED}, REPLACED, OFFICER),
        Transition(SUCCEED, frozenset({ELIGIBLE}), OFFERED, OFFICER),
        Transition(NAME, BEFORE_LIST | IN_DRAW | {COMPLETED}, STAY, OFFICER),
        Transition(LEAVE_OUT, BEFORE_LIST | {WAITING}, NOT_SELECTED, OFFICER),
        Transition(COMPLETE, frozenset({ENROLLED}), COMPLETED, OFFICER),
        Transition(NOT_COMPLETE, frozenset({ENROLLED}), NOT_COMPLETED, OFFICER),
        Transition(DROP, frozenset({ENROLLED}), DROPPED, OFFICER),
    ),
)
