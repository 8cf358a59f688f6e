"""How an act of a case is entered: only if it may follow, and with the entry of the
journal that tells of it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any, Unpack

from django.db import transaction

from ongikar.cases.models import Act, Case
from ongikar.cases.register_counts import count_move
from ongikar.journal.actions import Reference, record
from ongikar.journal.models import Entry, EntryFacts
from ongikar.rules import case_transitions


def record_act(verb: str, case: Case, actor: Reference, now: datetime, **facts: Unpack[EntryFacts]) -> None:
    """The entry "case.{verb}", with an outbox entry for each reaction to it."""
    record(f"case.{verb}", subject=case.reference, actor=actor, office_id=case.office_id, now=now, **facts)


def lock_for_act(case: Case, name: str) -> str:
    """Lock the row, so that two officers act in turn, and raise MoveFault if the act may not follow; the
    state it is in.
    """
    state = Case.objects.select_for_update().values_list("state", flat=True).get(pk=case.pk)
    if not case_transitions.may_follow(state, name, act_names(case)):
        raise case_transitions.TransitionFault(f"{name} may not follow in state {state}")
    if not case_transitions.is_act_available(name, is_own_work=case.is_own_work):
        raise case_transitions.TransitionFault(
            f"{name} is no act of {'the office’s own work' if case.is_own_work else 'a case'}"
        )
    return state


def act_names(case: Case) -> Iterator[str]:
    """The acts done so far, in order. Nothing is asked where nobody looks: of most acts the state decides."""
    yield from case.acts.values_list("name", flat=True)


# What the next act is entered with beside what its action says of it: the papers that come with it.
_data_of_next_act: ContextVar[dict[str, Any] | None] = ContextVar("data_of_next_act", default=None)


@contextmanager
def with_act_data(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The first act entered within has this data too; what is given is empty once it was entered.

    So every act may carry papers, and no action of its own need know of them.
    """
    waiting = dict(data)
    token = _data_of_next_act.set(waiting)
    try:
        yield waiting
    finally:
        _data_of_next_act.reset(token)


def take_act_data() -> dict[str, Any]:
    """What waits for the act that is entered now; the act after it has none of it."""
    waiting = _data_of_next_act.get()
    taken = dict(waiting or {})
    if waiting:
        waiting.clear()
    return taken


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
    state = lock_for_act(case, name)
    act = Act.objects.create(
        case=case,
        name=name,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        words=words,
        data={**(data or {}), **take_act_data()},
    )
    case.state = case_transitions.MOVES[name].target or state
    case.save(update_fields=["state"])
    if case.state != state:
        count_move(case, state, case.state, is_reopening=name == case_transitions.REOPEN)
    return act


def proof_data(proof: str) -> dict[str, str]:
    """What an act done in a citizen's name keeps of how they were known (citizen/applicant_proof.py)."""
    return {"proof": proof} if proof else {}


IDENTITY_READ = "case.identity_read"
# A second press comes within this.
DOUBLE_PRESS = timedelta(minutes=1)
# Name → words. The journal keeps the name only.
READING_REASONS = {
    "compare": ("আনা কাগজের সঙ্গে মেলাতে", "To compare it with the document brought"),
    "verify": (
        "নির্বাচন কমিশন বা নিবন্ধকের কাছে যাচাই করতে",
        "To verify it with the Election Commission or the registrar",
    ),
    "certificate": ("সনদে বা চিঠিতে লিখতে", "To write it on a certificate or a letter"),
    "order": ("আদালত বা কর্তৃপক্ষের লিখিত আদেশে", "By a written order of a court or an authority"),
}


@transaction.atomic
def record_identity_reading(case: Case, *, reason: str, actor: Reference, now: datetime) -> None:
    """The entry says who reads it, of which case, when and why, and never the number; pressed twice, it is
    one.
    """
    if reason not in READING_REASONS:
        raise ValueError(f"{reason} is no reason to read it")
    Case.objects.select_for_update().get(pk=case.pk)
    known = Entry.objects.filter(
        subject_type="case",
        subject_id=case.pk,
        verb=IDENTITY_READ,
        actor_type=actor[0],
        actor_id=actor[1],
        facts={"reason": reason},
        at__gt=now - DOUBLE_PRESS,
    )
    if not known.exists():
        record_act("identity_read", case, actor, now, reason=reason)
