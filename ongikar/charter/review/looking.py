"""That a part of a charter was looked at as a whole, and saved: a decision like the others."""

from ongikar.rules.charter_review import CORRECT, Decision

SEEN = "seen"


def looked_at(part: str) -> Decision:
    return Decision(f"{part}/{SEEN}", CORRECT, "yes")
