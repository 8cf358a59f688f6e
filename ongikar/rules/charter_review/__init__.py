"""State of a charter under review: its reading, the decisions on its cells, and what is still undecided."""

from ongikar.rules.charter_review.decisions import ACCEPT, CHOICES, CORRECT, RESERVE, Decision, newest
from ongikar.rules.charter_review.parts import CHARTER, SERVICE, TIER, Part, parts_of
from ongikar.rules.charter_review.standing import Review, Spot, review

__all__ = [
    "ACCEPT", "CHARTER", "CHOICES", "CORRECT", "RESERVE", "SERVICE", "TIER", "Decision", "Part", "Review", "Spot", "newest", "parts_of",
    "review",
]  # fmt: skip
