"""Which act may follow which in the life of a job, as a table; a stored state is a cache of the fold.

What is done after a sheet was written makes it say less than was done: it is written anew, and signed anew.
"""

from ongikar.records.words import State
from ongikar.rules.transitions import STAY, Transition, Transitions

REPORTED, TRIAGED, LOOKED = "reported", "triaged", "looked"
WRITTEN, SIGNED, ENDED = "written", "signed", "ended"
STATES = {
    REPORTED: State("জানানো হয়েছে", "Reported"),
    TRIAGED: State("জরুরি কি না ঠিক হয়েছে", "Triaged"),
    LOOKED: State("দেখা হয়েছে", "Looked at"),
    WRITTEN: State("বিবরণী লেখা হয়েছে", "Sheet written"),
    SIGNED: State("বিবরণী স্বাক্ষরিত", "Sheet signed", "today"),
    ENDED: State("শেষ", "Ended", "done"),
}
# The way of a job as its page shows it.
WAY = (REPORTED, TRIAGED, LOOKED, WRITTEN, SIGNED)

OPEN, TRIAGE, ADD_DEVICE, LOOK = "open", "triage", "add_device", "look"
RESULT, USE_PART, WRITE, SIGN, END = "result", "use_part", "write", "sign", "end"
# Whoever did one of these has looked.
LOOKS = frozenset({LOOK, RESULT, USE_PART, WRITE})

OFFICE, WORKER = "office", "worker"
UNDER_WAY = frozenset({TRIAGED, LOOKED, WRITTEN, SIGNED})

TRANSITIONS = Transitions(
    "job",
    (OPEN, REPORTED),
    (
        # Judged anew as long as nobody has looked.
        Transition(TRIAGE, frozenset({REPORTED, TRIAGED}), TRIAGED, OFFICE),
        Transition(ADD_DEVICE, frozenset({REPORTED, TRIAGED, LOOKED}), STAY, OFFICE),
        Transition(LOOK, UNDER_WAY, LOOKED, OFFICE),
        Transition(RESULT, UNDER_WAY, LOOKED, OFFICE),
        Transition(USE_PART, UNDER_WAY, LOOKED, OFFICE),
        Transition(WRITE, frozenset({LOOKED, WRITTEN, SIGNED}), WRITTEN, OFFICE),
        Transition(SIGN, frozenset({WRITTEN}), SIGNED, OFFICE),
        # With its case, however that ends.
        Transition(END, UNDER_WAY | {REPORTED}, ENDED, WORKER),
    ),
)

ACT_WORDS = {
    OPEN: ("জানানো হয়েছে", "Reported"),
    TRIAGE: ("জরুরি কি না ঠিক হয়েছে", "Triaged"),
    ADD_DEVICE: ("যন্ত্র যোগ হয়েছে", "A device was added"),
    LOOK: ("দেখা হয়েছে", "Looked at"),
    RESULT: ("যন্ত্রের কী হলো, লেখা হয়েছে", "What became of a device was told"),
    USE_PART: ("যন্ত্রাংশ লাগানো হলো", "A part was used"),
    WRITE: ("বিবরণী লেখা হয়েছে", "Sheet written"),
    SIGN: ("বিবরণী স্বাক্ষরিত", "Sheet signed"),
    END: ("শেষ", "Ended"),
}
