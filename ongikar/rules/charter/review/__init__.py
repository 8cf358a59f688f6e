"""State of a charter under review: its reading, the decisions on its cells, and what is still undecided."""

from .decisions import ACCEPT, CHOICES, CORRECT, RESERVE, Decision, newest
from .parts import CHARTER, SERVICE, TIER, Part, parts_of
from .review_state import Review, Spot, review

__all__ = [
    "ACCEPT", "CHARTER", "CHOICES", "CORRECT", "RESERVE", "SERVICE", "TIER", "Decision", "Part", "Review", "Spot", "newest", "parts_of",
    "review",
]  # fmt: skip
