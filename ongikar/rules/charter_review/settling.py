"""Resolves errors outside their own cell: by the office's limit, or by naming the superior post."""

from collections.abc import Callable

from ongikar.rules.charter_lint import other_office
from ongikar.rules.charter_review.decisions import Decision

Held = dict[str, Decision]


def has_limit(part: str, held: Held) -> bool:
    """The office has set its own limit, which counts where the printed words cannot be counted."""
    return bool(chosen(part, "ceiling", held))


def has_another_superior(part: str, held: Held) -> bool:
    """The post above was named, and is not the responsible one."""
    superior = chosen(part, "superior_post", held)
    return bool(superior) and superior != chosen(part, "responsible_post", held)


def chosen(part: str, what: str, held: Held) -> str:
    decision = held.get(f"{part}/{what}")
    return decision.text if decision else ""


def is_said_to_be_ours(part: str, held: Held) -> bool:
    """It was written down why the document is this office's own, though it names another."""
    return bool(chosen(part, "ours", held))


SETTLED_BY: dict[str, Callable[[str, Held], bool]] = {
    "time.unmeasurable": has_limit,
    "time.missing": has_limit,
    "time.misplaced": has_limit,
    "time.unknown": has_limit,
    "time.at_least": has_limit,
    "superior.self": has_another_superior,
    "superior.missing": has_another_superior,
    **dict.fromkeys(other_office.CODES, is_said_to_be_ours),
}


def is_settled_otherwise(code: str, part: str, held: Held) -> bool:
    return code in SETTLED_BY and SETTLED_BY[code](part, held)
