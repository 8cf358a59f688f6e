"""Which act may follow which in the life of a grievance, as a table.

As with a case, a stored state is only a cache of the fold of the acts.
"""

from ongikar.core.forms.faults import ActFault
from ongikar.rules.transitions import STAY, Transition, Transitions


class GrievanceFault(ActFault):
    """Why something cannot be done with a complaint."""


FILED, ACCEPTED = "filed", "accepted"
DECIDED, NOT_ACCEPTED, REDIRECTED, WITHDRAWN = "decided", "not_accepted", "redirected", "withdrawn"

OPEN = frozenset({FILED, ACCEPTED})
# Closed by whoever decides; what was withdrawn is closed by whoever complained.
CLOSED = frozenset({DECIDED, NOT_ACCEPTED, REDIRECTED})
ANY = CLOSED | OPEN | {WITHDRAWN}

# What is held about the complainant: asked to be put right, and what was answered.
ASK_CORRECTION, CORRECT, REFUSE_CORRECTION = "ask_correction", "correct", "refuse_correction"
CORRECTIONS = (ASK_CORRECTION, CORRECT, REFUSE_CORRECTION)

DECIDER, RESPONDENT, PARTY, COMPLAINANT = "decider", "respondent", "party", "complainant"
INQUIRER, PASS_INQUIRY = "inquirer", "pass_inquiry"
# Done by itself, when nobody at a post may decide any more.
WORKER = "worker"

TRANSITIONS = Transitions(
    "grievance",
    ("file", FILED),
    (
        Transition("answer", OPEN, STAY, RESPONDENT),
        # Screening: it is taken on, or it is not, by a named officer.
        Transition("accept", frozenset({FILED}), ACCEPTED, DECIDER),
        Transition("not_accept", OPEN, NOT_ACCEPTED, DECIDER),
        Transition("redirect", OPEN, REDIRECTED, DECIDER),
        # Looking into it. Each takes it on, where nobody has said so yet.
        Transition("order_inquiry", OPEN, ACCEPTED, DECIDER),
        Transition("extend", OPEN, STAY, DECIDER),
        Transition("report_inquiry", OPEN, STAY, INQUIRER),
        # Charge was handed over: another post looks into it.
        Transition(PASS_INQUIRY, OPEN, STAY, INQUIRER),
        Transition("end_inquiry", OPEN, STAY, DECIDER),
        Transition("ask", OPEN, ACCEPTED, DECIDER),
        Transition("reply", OPEN, STAY, PARTY),
        Transition("go_on_without", OPEN, STAY, DECIDER),
        Transition("call_hearing", OPEN, ACCEPTED, DECIDER),
        Transition("put_off_hearing", OPEN, STAY, DECIDER),
        Transition("call_off_hearing", OPEN, STAY, DECIDER),
        Transition("record_hearing", OPEN, STAY, DECIDER),
        Transition("decide", OPEN, DECIDED, DECIDER),
        # An appeal begins the next tier: after a decision, or when a tier let its time pass.
        Transition("appeal", CLOSED | OPEN, FILED, PARTY),
        Transition("hand_on", OPEN, STAY, WORKER),
        Transition("hand_up", OPEN, FILED, WORKER),
        Transition("withdraw", OPEN, WITHDRAWN, COMPLAINANT),
        # After a decision: what it led to.
        Transition("rate", frozenset({DECIDED}), STAY, COMPLAINANT),
        Transition("recommend", frozenset({DECIDED}), STAY, DECIDER),
        Transition(ASK_CORRECTION, ANY, STAY, COMPLAINANT),
        Transition(CORRECT, ANY, STAY, DECIDER),
        Transition(REFUSE_CORRECTION, ANY, STAY, DECIDER),
        Transition("add_evidence", OPEN, STAY, PARTY),
        # Beyond the office: the whole in one file, and the number under which it is known there.
        Transition("make_dossier", ANY, STAY, DECIDER),
        Transition("note_reference", ANY, STAY, DECIDER),
        Transition("note", ANY, STAY, DECIDER),
    ),
)
may = TRANSITIONS.may_follow
state_after = TRANSITIONS.state_after
