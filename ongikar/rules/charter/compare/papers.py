"""Compares the papers asked for: which were added and which are no longer needed."""

from collections.abc import Sequence
from typing import Any

from ongikar.rules.bangla.search import meant
from ongikar.rules.charter.parse.fuzzy_regex import skeleton

from .change import Difference

LEAST_ALIKE = 0.75


def papers_differ(old: dict[str, Any], new: dict[str, Any]) -> Difference | None:
    """More papers are worse. A paper worded a little otherwise is the same paper."""
    added, dropped = beyond(new["items"], old["items"]), beyond(old["items"], new["items"])
    if not added and not dropped:
        return None
    bn = told(added, "কাগজ যোগ হয়েছে", dropped, "কাগজ আর লাগবে না")
    en = told(added, "documents added", dropped, "documents no longer needed")
    worse = None if len(added) == len(dropped) else len(added) > len(dropped)
    return Difference(old["raw"], new["raw"], (bn, en), worse)


def told(added: list[str], more: str, dropped: list[str], less: str) -> str:
    parts = ((more, added), (less, dropped))
    return "; ".join(f"{words}: {', '.join(names)}" for words, names in parts if names)


def beyond(items: Sequence[str], others: Sequence[str]) -> list[str]:
    """Those of the items that none of the others is."""
    left = list(others)
    found = []
    for item in items:
        same = next((other for other in left if is_same(item, other)), None)
        if same is None:
            found.append(item)
        else:
            left.remove(same)
    return found


def is_same(item: str, other: str) -> bool:
    if skeleton(item) == skeleton(other):
        return True
    words, others = set(meant(item)), set(meant(other))
    return bool(words and others) and 2 * len(words & others) / (len(words) + len(others)) >= LEAST_ALIKE
