"""An outcome in part: what was given and what is left are written down, and the promise stays open.

No clock is touched: the case counts as open or late until the rest is given, or its applicant says that it is
enough.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.models import UNSENT, Act, Case
from ongikar.core import cache_version
from ongikar.journal.actions import ANYONE, Reference
from ongikar.rules import case_transitions

from .act_log import add_act, record_act
from .attachments import Papers, store_attachments
from .closing import close_case
from .joined_cases import copies_of, joinings_to_answer, lock_followers

# A second press, or a slow line's second try, comes within this. These acts leave the case open, so no
# state refuses it.
DOUBLE_PRESS = timedelta(minutes=10)


def is_double_press(case: Case, name: str, words: str, actor: Reference, now: datetime) -> bool:
    """Whether the last thing that happened is this very act, by the same person, a moment ago. Locks the
    case.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    last = Act.objects.filter(case=case).order_by("-id").first()
    if last is None or (last.name, last.words, last.by_type, last.by_id) != (name, words, *actor):
        return False
    return now - last.at < DOUBLE_PRESS


@transaction.atomic
def keep_part(
    case: Case,
    *,
    outcome: Mapping[str, Any],
    left: Mapping[str, str],
    actor: Reference,
    now: datetime,
    papers: Papers = (),
) -> None:
    """A part is given. The case stays open with the same last day, and the clock is left alone.

    `left`: what is left, who gives it and when, under the names of the models module. It stays in the
    outcome until the rest is given or the applicant says that it is enough. Rules on what was given hold
    for a part too: raises OutcomeFault. Whatever is answered together with it is given the same part.
    """
    lock_followers(case)
    keep_part_of_one(case, outcome=outcome, left=left, actor=actor, now=now, papers=papers)
    for joined in joinings_to_answer(case):
        keep_part_of_one(
            joined.follower, outcome=outcome, left=left, actor=actor, now=now, papers=copies_of(papers)
        )


def keep_part_of_one(
    case: Case,
    *,
    outcome: Mapping[str, Any],
    left: Mapping[str, str],
    actor: Reference,
    now: datetime,
    papers: Papers,
) -> None:
    facts = dict(outcome)
    facts.pop(kind_of(case.row).verdict.field, None)
    if missing := kind_of(case.row).missing(case, facts, now=now):
        raise OutcomeFault(missing)
    words = str(outcome.get("words", ""))
    if is_double_press(case, case_transitions.KEEP_PART, words, actor, now):
        return
    with store_attachments(case, case_transitions.KEEP_PART, papers, now=now) as attachments:
        data = {"outcome": dict(outcome), **left, **attachments}
        add_act(case, case_transitions.KEEP_PART, actor=actor, now=now, words=words, data=data)
        case.outcome = {**outcome, **left}
        case.save(update_fields=["outcome"])
        cache_version.invalidate(cache_version.figures_of(case.office_id))
        record_act("part_kept", case, actor, now)


@transaction.atomic
def inform(case: Case, *, words: str, actor: Reference, now: datetime, papers: Papers = ()) -> None:
    """News of what is not given yet, also to whoever is answered together with it. Nothing else changes: the
    days go on.
    """
    lock_followers(case)
    inform_one(case, words=words, actor=actor, now=now, papers=papers)
    for joined in joinings_to_answer(case):
        inform_one(joined.follower, words=words, actor=actor, now=now, papers=copies_of(papers))


def inform_one(case: Case, *, words: str, actor: Reference, now: datetime, papers: Papers) -> None:
    if is_double_press(case, case_transitions.INFORM, words, actor, now):
        return
    with store_attachments(case, case_transitions.INFORM, papers, now=now) as attachments:
        add_act(case, case_transitions.INFORM, actor=actor, now=now, words=words, data=attachments)
        record_act("informed", case, actor, now)


@transaction.atomic
def take_as_enough(
    case: Case, *, words: str, now: datetime, actor: Reference = ANYONE, proof: str = ""
) -> None:
    """The applicant wants no more than the part given: kept by that part, in time or late as of now."""
    lock_followers(case)
    # Read under the lock: a second part may have been given since the page was opened.
    read = Case.objects.select_for_update().values_list("outcome", flat=True).get(pk=case.pk)
    outcome = {name: value for name, value in read.items() if name != UNSENT}
    close_case(
        case,
        case_transitions.ENOUGH,
        "enough_said",
        outcome=outcome,
        words=words,
        actor=actor,
        now=now,
        ending=case_transitions.KEPT,
        proof=proof,
    )
