"""What was mended and fails again: whoever asked says so by one press, and the office promises anew."""

from datetime import datetime, timedelta

from ongikar.cases.actions.clock import reopen
from ongikar.cases.models import Case
from ongikar.journal.actions import ANYONE
from ongikar.rules import case_transitions

# What fails later than this is another fault, and is reported as one.
AGAIN_WITHIN = timedelta(days=30)


def may_say_again(case: Case, now: datetime) -> bool:
    """Whether the applicant may still say that what the office called mended is broken again."""
    return (
        case.row.kind == "support"
        and case.state == case_transitions.KEPT
        and case.applicant_id is not None
        and case.closed_at is not None
        and now <= case.closed_at + AGAIN_WITHIN
    )


def say_again(case: Case, *, words: str, now: datetime, proof: str = "") -> None:
    """The case is open again with a clock and a job of its own; what was promised before stays as it was.

    Raises TransitionFault where somebody was quicker.
    """
    if not may_say_again(case, now):
        raise case_transitions.TransitionFault("nothing is said again of this case")
    reopen(case, reason=words, actor=ANYONE, now=now, proof=proof)
