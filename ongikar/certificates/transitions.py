"""Which act may follow which in the life of a certificate, as a table; a stored state is a cache
of the fold.
"""

from ongikar.core.forms.faults import ActFault
from ongikar.rules.transitions import Transition, Transitions

ISSUED, REPLACED, REVOKED = "issued", "replaced", "revoked"
STATES = {
    ISSUED: ("বহাল", "In force"),
    REPLACED: ("বদলানো", "Replaced"),
    REVOKED: ("বাতিল", "Revoked"),
}

ISSUE, REPLACE, REVOKE = "issue", "replace", "revoke"
# As the page of a certificate tells of them.
ACTS = {
    ISSUE: ("সনদ দেওয়া হয়েছে", "Issued"),
    REPLACE: ("এর বদলে নতুন সনদ দেওয়া হয়েছে", "Replaced by a new certificate"),
    REVOKE: ("বাতিল করা হয়েছে", "Revoked"),
}

# By whom: whoever may sign for the office.
OFFICER = "officer"

TRANSITIONS = Transitions(
    "certificate",
    (ISSUE, ISSUED),
    (
        # Nothing leads back: a certificate that does not hold any more never holds again, whatever somebody
        # has printed meanwhile. What was revoked by mistake is issued anew under another number.
        Transition(REPLACE, frozenset({ISSUED}), REPLACED, OFFICER),
        Transition(REVOKE, frozenset({ISSUED}), REVOKED, OFFICER),
    ),
)
state_after = TRANSITIONS.state_after


class CertificateFault(ActFault):
    """Why something cannot be done with a certificate."""
