"""State machine of a letter that goes out: which act may follow in which state, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from ongikar.core.i18n.say import say
from ongikar.offices.models import Post

from ..transitions import CANCELLED, DRAFT, INITIALLED, ISSUED, SIGNED, SUPERSEDED, WITHHELD

BEGIN, REWRITE, INITIAL, RETURN, SIGN, ISSUE = "draft", "rewrite", "initial", "return", "sign", "issue"
DISPATCH, CANCEL, SUPERSEDE, RESULT = "dispatch", "cancel", "supersede", "result"
TRANSFER, WITHHOLD = "transfer", "withhold"
STAFF = frozenset({Post.OFFICER, Post.ASSISTANT})
OFFICERS = frozenset({Post.OFFICER})


class LetterFault(ValueError):
    """An act on a letter that may not be done now; says why in both languages."""

    def __init__(self, bn: str, en: str, field: str = "") -> None:
        super().__init__(en)
        self.bn, self.en, self.field = bn, en, field

    @property
    def words(self) -> str:
        return say(self.bn, self.en)


@dataclass(frozen=True, slots=True)
class OutgoingAct:
    """One act: from which states, to which (None: it stays), and whose posts may do it."""

    sources: frozenset[str]
    target: str | None
    roles: frozenset[str] = STAFF


ACTS = {
    BEGIN: OutgoingAct(frozenset(), DRAFT),
    # A changed text is a draft again: whoever initialled had read another.
    REWRITE: OutgoingAct(frozenset({DRAFT, INITIALLED}), DRAFT),
    INITIAL: OutgoingAct(frozenset({DRAFT}), INITIALLED),
    RETURN: OutgoingAct(frozenset({DRAFT, INITIALLED}), DRAFT, OFFICERS),
    SIGN: OutgoingAct(frozenset({DRAFT, INITIALLED}), SIGNED, OFFICERS),
    ISSUE: OutgoingAct(frozenset({SIGNED}), ISSUED),
    # One in whose place another was issued leaves the office no more.
    DISPATCH: OutgoingAct(frozenset({ISSUED}), None),
    # What became of a dispatch: taken, come back.
    RESULT: OutgoingAct(frozenset({ISSUED, SUPERSEDED}), None),
    # It was issued and is not sent after all: whoever it was for took back what they asked, or it is wrong.
    WITHHOLD: OutgoingAct(frozenset({ISSUED}), WITHHELD, OFFICERS),
    CANCEL: OutgoingAct(frozenset({DRAFT, INITIALLED, SIGNED}), CANCELLED),
    # Another post drafts or signs it from now on, by a handing over of charge.
    TRANSFER: OutgoingAct(frozenset({DRAFT, INITIALLED, SIGNED}), None),
    SUPERSEDE: OutgoingAct(frozenset({ISSUED}), SUPERSEDED, OFFICERS),
}


def may_follow(state: str, act: str) -> bool:
    return state in ACTS[act].sources


def state_after(acts: Iterable[str]) -> str:
    """The state that these acts come to, in order; whatever is stored."""
    state = ""
    for name in acts:
        state = ACTS[name].target or state
    return state
