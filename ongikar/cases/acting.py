"""How an act of a case is entered: only if it may follow, and with the entry of the journal that tells of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ongikar.journal.actions import Reference, record
from ongikar.rules import moves

from .models import Act, Case


def record_act(verb: str, case: Case, actor: Reference, now: datetime, **facts: Any) -> None:
    """The entry "case.{verb}", with a to-do for each thing that follows from it."""
    record(f"case.{verb}", subject=case.reference, actor=actor, office_id=case.office_id, now=now, **facts)


def require(case: Case, name: str) -> str:
    """Lock the row, so that two officers act in turn, and raise MoveFault if the act may not follow; the state it is in."""
    state = Case.objects.select_for_update().values_list("state", flat=True).get(pk=case.pk)
    if not moves.may(state, name, case.acts.values_list("name", flat=True)):
        raise moves.MoveFault(f"{name} may not follow in state {state}")
    if not moves.fits(name, is_own_work=case.is_own_work):
        raise moves.MoveFault(
            f"{name} is no act of {'the office’s own work' if case.is_own_work else 'a request'}"
        )
    return state


def add_act(
    case: Case,
    name: str,
    *,
    actor: Reference,
    now: datetime,
    words: str = "",
    data: Mapping[str, Any] | None = None,
) -> Act:
    """Add an act if it may follow, and bring the state up to date."""
    state = require(case, name)
    act = Act.objects.create(
        case=case, name=name, at=now, by_type=actor[0], by_id=actor[1], words=words, data=dict(data or {})
    )
    case.state = moves.MOVES[name].target or state
    case.save(update_fields=["state"])
    return act


def proof_data(proof: str) -> dict[str, str]:
    """What an act done in a citizen's name keeps of how they were known (citizen/applicant_proof.py)."""
    return {"proof": proof} if proof else {}
