"""Grievance tiers: who decides next and by when, and who may not handle a complaint."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

COMPLAINT, APPEAL = "complaint", "appeal"
WORDS = {COMPLAINT: ("অভিযোগ", "complaint"), APPEAL: ("আপিল", "appeal")}


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One tier of the ladder: its number, and the post that decides it."""

    tier: int
    post: int


def tier_kind(tier: int) -> str:
    """Tier 1 is a complaint; tiers 2 and 3 are appeals. The words are never mixed."""
    return COMPLAINT if tier == 1 else APPEAL


def next_step(ladder: Iterable[LadderStep], current: int) -> LadderStep | None:
    """The tier above `current` (0: none yet); None at the top."""
    return min((step for step in ladder if step.tier > current), key=lambda step: step.tier, default=None)


def posts_below(superiors: Mapping[int, int | None], post: int) -> frozenset[int]:
    """All posts under `post`, however deep. `superiors` maps each post to the one above it; circles end."""
    under: set[int] = set()
    while True:
        more = {p for p, above in superiors.items() if (above == post or above in under) and p not in under}
        if not more:
            return frozenset(under - {post})
        under |= more


def posts_above(superiors: Mapping[int, int | None], post: int) -> tuple[int, ...]:
    """The posts over `post`, the nearest first. A circle ends where it comes back, and a post over itself has
    none.
    """
    over: list[int] = []
    higher = superiors.get(post)
    while higher is not None and higher != post and higher not in over:
        over.append(higher)
        higher = superiors.get(higher)
    return tuple(over)


def has_conflict_of_interest(
    superiors: Mapping[int, int | None], respondent: int, reader: Iterable[int]
) -> bool:
    """Whether a person holding the posts `reader` is the one complained of, or stands below that one."""
    barred = posts_below(superiors, respondent) | {respondent}
    return any(post in barred for post in reader)
