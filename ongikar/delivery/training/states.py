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
CHANGE = "change"
OFFICER, SUPERIOR = "officer", "superior"

BATCH = Transitions(
    "batch",
    (PLAN, PLANNED),
    (
        # Before anybody was told of it.
        Transition(CHANGE, frozenset({PLANNED}), STAY, OFFICER),
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

BATCH_WORDS = {
    PLANNED: ("পরিকল্পিত", "Planned"),
    CALLED: ("আবেদন চলছে", "Open for applications"),
    CLOSED: ("যাচাই চলছে", "Being checked"),
    FROZEN: ("তালিকা চূড়ান্ত", "List frozen"),
    RANKED: ("লটারি হয়েছে", "Drawn"),
    OFFERING: ("আসন দেওয়া হচ্ছে", "Seats being offered"),
    RUNNING: ("ক্লাস চলছে", "Running"),
    FINISHED: ("ক্লাস শেষ", "Finished"),
    CERTIFIED: ("সনদ দেওয়া হয়েছে", "Certified"),
    CANCELLED: ("বাতিল", "Cancelled"),
}
BATCH_ACT_WORDS = {
    PLAN: ("পরিকল্পনা হয়েছে", "Planned"),
    CHANGE: ("পরিকল্পনা বদলানো হয়েছে", "The plan was changed"),
    PUBLISH_CALL: ("আবেদন ডাকা হয়েছে", "Applications were called for"),
    EXTEND: ("আবেদনের শেষ দিন পেছানো হয়েছে", "The last day to apply was moved"),
    CLOSE: ("আবেদন নেওয়া শেষ", "Applications closed"),
    MOVE_RESULT: ("ফলের দিন পেছানো হয়েছে", "The day of the result was moved"),
    MOVE_DRAW: ("লটারির দিন বদলানো হয়েছে", "The day of the draw was moved"),
    FREEZE: ("তালিকা চূড়ান্ত হয়েছে", "The list was frozen"),
    DRAW: ("লটারি হয়েছে", "Drawn"),
    PUBLISH_RESULT: ("ফল প্রকাশ হয়েছে", "The result was published"),
    CORRECT: ("তালিকা সংশোধনের জন্য খোলা হয়েছে", "The list was opened to be corrected"),
    REOPEN: ("তালিকা আবার খোলা হয়েছে", "The list was opened again"),
    BEGIN: ("ক্লাস শুরু হয়েছে", "Classes began"),
    FINISH: ("ক্লাস শেষ হয়েছে", "Classes ended"),
    CERTIFY: ("সনদ দেওয়া হয়েছে", "Certified"),
    CANCEL: ("বাতিল", "Cancelled"),
}

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
APPLICATION_WORDS = {
    RECEIVED: ("যাচাই বাকি", "to be checked"),
    DOUBLE: ("দ্বিতীয় আবেদন", "second application"),
    ELIGIBLE: ("যোগ্য", "may take part"),
    INELIGIBLE: ("অযোগ্য", "may not take part"),
    TESTED: ("নম্বর দেওয়া হয়েছে", "marked"),
    ABSENT: ("অনুপস্থিত", "was absent"),
    WAITING: ("অপেক্ষায়", "waiting"),
    OFFERED: ("উত্তর বাকি", "to answer"),
    ENROLLED: ("ভর্তি", "enrolled"),
    COMPLETED: ("শেষ করেছেন", "completed"),
    NOT_COMPLETED: ("শেষ করেননি", "not completed"),
    DROPPED: ("ছেড়ে গেছেন", "dropped out"),
    WITHDRAWN: ("আবেদন তুলে নিয়েছেন", "withdrawn"),
    NOT_SELECTED: ("নির্বাচিত নন", "not selected"),
    REPLACED: ("অন্য জনকে মনোনয়ন দেওয়া হয়েছে", "somebody else was nominated instead"),
}
APPLICATION_ACT_WORDS = {
    APPLY: ("আবেদন এসেছে", "Applied"),
    SET_ASIDE: ("দ্বিতীয় আবেদন হিসেবে সরানো হয়েছে", "Set aside as a second application"),
    RESTORE: ("ফিরিয়ে আনা হয়েছে", "Restored"),
    CLEAR: ("একই ব্যক্তি নন", "Not the same person"),
    PUT_RIGHT: ("তথ্য ঠিক করা হয়েছে", "Facts were put right"),
    ADMIT: ("যোগ্য", "Admitted"),
    TURN_DOWN: ("অযোগ্য", "Turned down"),
    RECONSIDER: ("আবার দেখা হচ্ছে", "Looked at again"),
    SIT: ("নম্বর দেওয়া হয়েছে", "Marked"),
    MISS: ("অনুপস্থিত", "Was absent"),
    RANK: ("ক্রমে বসেছেন", "Ranked"),
    UNRANK: ("ক্রম তুলে নেওয়া হয়েছে", "The rank was taken back"),
    OFFER: ("আসন দেওয়া হয়েছে", "A seat was offered"),
    ACCEPT: ("আসন নিয়েছেন", "Took the seat"),
    DECLINE: ("আসন নেননি", "Declined the seat"),
    EXPIRE: ("সময়ের মধ্যে উত্তর আসেনি", "Did not answer in time"),
    GIVE_BACK: ("আসন ছেড়ে দিয়েছেন", "Gave the seat back"),
    WITHDRAW: ("আবেদন তুলে নিয়েছেন", "Withdrew"),
    REPLACE: ("অন্য জনকে মনোনয়ন দেওয়া হয়েছে", "Somebody else was nominated instead"),
    SUCCEED: ("অন্যের জায়গায় এসেছেন", "Came in somebody’s place"),
    NAME: ("ইংরেজি নাম লেখা হয়েছে", "The name in English was written"),
    LEAVE_OUT: ("নির্বাচিত নন", "Not selected"),
    COMPLETE: ("শেষ করেছেন", "Completed"),
    NOT_COMPLETE: ("শেষ করেননি", "Did not complete"),
    DROP: ("ছেড়ে গেছেন", "Dropped out"),
}

# ---- how something was answered ----
WEB, COUNTER, PHONE, LETTER, BY_WORKER = "web", "counter", "phone", "letter", "worker"
VIA_WORDS = {
    WEB: ("নিজের পাতায়", "On their own page"),
    COUNTER: ("কার্যালয়ে এসে", "At the counter"),
    PHONE: ("ফোনে", "By phone"),
    LETTER: ("চিঠিতে বা ই-মেইলে", "By letter or e-mail"),
    BY_WORKER: ("নিজে থেকে", "By itself"),
}
