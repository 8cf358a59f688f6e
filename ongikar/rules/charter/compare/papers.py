"""Compares the papers asked for: which were added and which are no longer needed."""

from collections.abc import Sequence
from typing import Any

from ongikar.rules.bangla.search import query_stems
from ongikar.rules.charter.parse.fuzzy_regex import skeleton

from .change import CellDifference

LEAST_ALIKE = 0.75


def papers_differ(old: dict[str, Any], new: dict[str, Any]) -> CellDifference | None:
    """More papers are worse. A paper worded a little otherwise is the same paper."""
    added, dropped = items_not_among(new["items"], old["items"]), items_not_among(old["items"], new["items"])
    if not added and not dropped:
        return None
    bn = papers_sentence(added, "কাগজ যোগ হয়েছে", dropped, "কাগজ আর লাগবে না")
    en = papers_sentence(added, "documents added", dropped, "documents no longer needed")
    worse = None if len(added) == len(dropped) else len(added) > len(dropped)
    return CellDifference(old["raw"], new["raw"], (bn, en), worse)


def papers_sentence(added: list[str], more: str, dropped: list[str], less: str) -> str:
    parts = ((more, added), (less, dropped))
    return "; ".join(f"{words}: {', '.join(names)}" for words, names in parts if names)


def items_not_among(items: Sequence[str], others: Sequence[str]) -> list[str]:
    """Those of the items that none of the others is."""
    left = list(others)
    found = []
    for item in items:
        same = next((other for other in left if is_same_paper(item, other)), None)
        if same is None:
            found.append(item)
        else:
            left.remove(same)
    return found


def is_same_paper(item: str, other: str) -> bool:
    if skeleton(item) == skeleton(other):
        return True
    words, others = set(query_stems(item)), set(query_stems(other))
    return bool(words and others) and 2 * len(words & others) / (len(words) + len(others)) >= LEAST_ALIKE
