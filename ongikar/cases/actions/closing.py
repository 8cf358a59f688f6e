"""The acts that end a case: kept, refused, sent elsewhere, withdrawn. Each is one transaction, with the
letter that says so.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.kinds.checklist import end_checklist
from ongikar.cases.models import Case
from ongikar.clock import actions as clocks
from ongikar.core import cache_version
from ongikar.journal.actions import ANYONE, Reference
from ongikar.letters.models import Letter
from ongikar.rules import case_transitions

from .act_log import add_act, proof_data, record_act
from .attachments import Papers, store_attachments
from .result_letter import issue_result_letter

# A withdrawal is the citizen's own word, and what is dropped was decided by a post above.
WITHOUT_LETTER = frozenset({"withdraw", case_transitions.DROP})
# In an act's data: what was given was said, and not written.
BY_WORD = "by_word"


@transaction.atomic
def keep(
    case: Case,
    *,
    outcome: Mapping[str, Any],
    actor: Reference,
    now: datetime,
    papers: Papers = (),
    by_word: bool = False,
    letter: Letter | None = None,
) -> None:
    """The promise is kept: what was given is written down and the clock stops.

    `by_word`: said to whoever asked, across the counter or by phone; then no letter is issued. `letter`: the
    issued one that it is kept by; else one is issued now. Raises OutcomeFault where the kind of service says
    that this outcome keeps no promise.
    """
    if missing := kind_of(case.row).missing(case, outcome, now=now):
        raise OutcomeFault(missing)
    words = str(outcome.get("words", ""))
    if not by_word and letter is None:
        papers = (*papers, *kind_of(case.row).enclosures(case, now=now))
    close_case(
        case,
        "keep",
        "kept",
        outcome=outcome,
        words=words,
        actor=actor,
        now=now,
        papers=papers,
        by_word=by_word,
        letter=letter,
    )


@transaction.atomic
def refuse(case: Case, *, reason: str, actor: Reference, now: datetime, papers: Papers = ()) -> None:
    """Refused, with the reason in writing."""
    outcome = {"reason": reason}
    close_case(case, "refuse", "refused", outcome=outcome, words=reason, actor=actor, now=now, papers=papers)


@transaction.atomic
def redirect(
    case: Case, *, to: str, actor: Reference, now: datetime, papers: Papers = (), by_word: bool = False
) -> None:
    """Not this office's work: says whose it is. `by_word`: as for `keep`."""
    close_case(
        case,
        "redirect",
        "redirected",
        outcome={"to": to},
        words=to,
        actor=actor,
        now=now,
        papers=papers,
        by_word=by_word,
    )


@transaction.atomic
def withdraw(case: Case, *, words: str, now: datetime, actor: Reference = ANYONE, proof: str = "") -> None:
    close_case(case, "withdraw", "withdrawn", outcome={}, words=words, actor=actor, now=now, proof=proof)


def close_case(
    case: Case,
    act: str,
    verb: str,
    *,
    outcome: Mapping[str, Any],
    words: str,
    actor: Reference,
    now: datetime,
    papers: Papers = (),
    ending: str = "",
    proof: str = "",
    by_word: bool = False,
    letter: Letter | None = None,
) -> None:
    """End a case by one act, and with the letter that says so.

    `ending`: what the promise came to, where the entry of the journal is called otherwise. `proof`: how a
    citizen was known, of what is done in their name. `by_word`: it was said and not written, so it has no
    letter and no memo number. `letter`: the one that was issued for it before.
    """
    with store_attachments(case, act, papers, now=now) as attachments:
        data = {**outcome, **attachments, **proof_data(proof)}
        if by_word:
            data |= {BY_WORD: True}
        entered = add_act(case, act, actor=actor, now=now, words=words, data=data)
        case.outcome = dict(outcome)
        case.closed_at = now
        clocks.stop(case.clock, outcome=ending or verb, now=now)
        if letter:
            case.memo_number = letter.memo_number
        elif act not in WITHOUT_LETTER and not by_word:
            # As late as can be: whoever takes a memo number holds the issue book until the COMMIT.
            case.memo_number = issue_result_letter(case, entered, actor=actor, now=now).memo_number
        case.save(update_fields=["outcome", "closed_at", "memo_number"])
        kind = kind_of(case.row)
        kind.end(case, now=now)
        end_checklist(case, kind.checklist, now=now)
        cache_version.invalidate(cache_version.figures_of(case.office_id))
        record_act(verb, case, actor, now)
