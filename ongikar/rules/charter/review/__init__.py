"""State of a charter under review: its reading, the decisions on its cells, and what is still undecided."""

from .decisions import ACCEPT, CHOICES, CORRECT, RESERVE, Decision, newest_decisions
from .parts import CHARTER, SERVICE, TIER, ReviewPart, split_reading
from .review_state import CellFinding, Review, make_review

__all__ = [
    "ACCEPT",
    "CHARTER",
    "CHOICES",
    "CORRECT",
    "RESERVE",
    "SERVICE",
    "TIER",
    "CellFinding",
    "Decision",
    "Review",
    "ReviewPart",
    "make_review",
    "newest_decisions",
    "split_reading",
]
