"""Which act may follow which in the life of a job, as a table; a stored state is a cache of the fold.

What is done after a sheet was written makes it say less than was done: it is written anew, and signed anew.
"""

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import say
from ongikar.rules.transitions import STAY, Transition, Transitions

REPORTED, TRIAGED, LOOKED, WRITTEN, SIGNED, ENDED = (
    "reported",
    "triaged",
    "looked",
    "written",
    "signed",
    "ended",
)
STATES = {
    REPORTED: ("জানানো হয়েছে", "Reported"),
    TRIAGED: ("ক্রম ঠিক হয়েছে", "Triaged"),
    LOOKED: ("দেখা হয়েছে", "Looked at"),
    WRITTEN: ("বিবরণী লেখা হয়েছে", "Sheet written"),
    SIGNED: ("বিবরণী স্বাক্ষরিত", "Sheet signed"),
    ENDED: ("শেষ", "Ended"),
}
# The way of a job as its page shows it.
WAY = (REPORTED, TRIAGED, LOOKED, WRITTEN, SIGNED)

OPEN, TRIAGE, ADD_DEVICE, LOOK = "open", "triage", "add_device", "look"
RESULT, USE_PART, WRITE, SIGN, END = "result", "use_part", "write", "sign", "end"

OFFICE, WORKER = "office", "worker"
RUNNING = frozenset({REPORTED, TRIAGED, LOOKED, WRITTEN, SIGNED})
UNDER_WAY = RUNNING - {REPORTED}

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
        Transition(END, RUNNING, ENDED, WORKER),
    ),
)


class JobFault(ActFault):
    """Why something cannot be done with a job."""


MOVED_ON = (
    "এর মধ্যে কাজটির অবস্থা বদলে গেছে, তাই এটি আর করা যায় না। এখনকার অবস্থা দেখুন।",
    "The job has moved on meanwhile, so this can no longer be done. See how it stands now.",
)


def state_words(state: str) -> str:
    return say(*STATES[state])


def steps_of(state: str) -> list[tuple[str, bool]]:
    """The steps of the way as words, each with whether it was reached; an ended job's are not told."""
    reached = WAY.index(state) if state in WAY else -1
    return [(state_words(step), place <= reached) for place, step in enumerate(WAY)]
