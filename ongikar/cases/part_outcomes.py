"""An outcome in part: what was given and what is left are written down, and the promise stays open.

No clock is touched: the case counts as open or late until the rest is given, or its applicant says that it is enough.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from ongikar.frame import stamp
from ongikar.journal.actions import ANYONE, Reference
from ongikar.rules import moves

from .acting import add_act, record_act
from .actions import close
from .attachments import Papers, attached
from .kinds import OutcomeFault, kind_of
from .models import Act, Case

# A second press, or a slow line's second try, comes within this. These acts leave the case open, so no state refuses it.
AGAIN = timedelta(minutes=10)


def is_pressed_again(case: Case, name: str, words: str, actor: Reference, now: datetime) -> bool:
    """Whether the last thing that happened is this very act, by the same person, a moment ago. Locks the case."""
    Case.objects.select_for_update().get(pk=case.pk)
    last = Act.objects.filter(case=case).order_by("-id").first()
    done = last and (last.name, last.words, last.by_type, last.by_id)
    return done == (name, words, *actor) and now - last.at < AGAIN


@transaction.atomic
def keep_part(
    case: Case, *, outcome: Mapping[str, Any], left: Mapping[str, str], actor: Reference, now: datetime,
    papers: Papers = (),
) -> None:  # fmt: skip
    """A part is given. The case stays open with the same last day, and the clock is left alone.

    `left`: what is left, who gives it and when, under the names of the models module. It stays in the outcome until the rest
    is given or the applicant says that it is enough. Rules on what was given hold for a part too: raises OutcomeFault.
    """
    told = dict(outcome)
    told.pop(kind_of(case.row).verdict.field, None)
    if missing := kind_of(case.row).missing(case, told, now=now):
        raise OutcomeFault(missing)
    words = str(outcome.get("words", ""))
    if is_pressed_again(case, moves.KEEP_PART, words, actor, now):
        return
    with attached(case, moves.KEEP_PART, papers, now=now) as attachments:
        data = {"outcome": dict(outcome), **left, **attachments}
        add_act(case, moves.KEEP_PART, actor=actor, now=now, words=words, data=data)
        case.outcome = {**outcome, **left}
        case.save(update_fields=["outcome"])
        stamp.touch(case.office_id)
        record_act("part_kept", case, actor, now)


@transaction.atomic
def inform(case: Case, *, words: str, actor: Reference, now: datetime, papers: Papers = ()) -> None:
    """News of what is not given yet. Nothing else changes: the days go on."""
    if is_pressed_again(case, moves.INFORM, words, actor, now):
        return
    with attached(case, moves.INFORM, papers, now=now) as attachments:
        add_act(case, moves.INFORM, actor=actor, now=now, words=words, data=attachments)
        record_act("informed", case, actor, now)


@transaction.atomic
def take_as_enough(
    case: Case, *, words: str, now: datetime, actor: Reference = ANYONE, proof: str = ""
) -> None:
    """The applicant wants no more than the part given: kept by that part, in time or late as of now."""
    # Read under the lock: a second part may have been given since the page was opened.
    outcome = Case.objects.select_for_update().values_list("outcome", flat=True).get(pk=case.pk)
    close(
        case,
        moves.ENOUGH,
        "enough_said",
        outcome=outcome,
        words=words,
        actor=actor,
        now=now,
        ending=moves.KEPT,
        proof=proof,
    )
