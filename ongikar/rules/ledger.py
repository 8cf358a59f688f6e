"""Ledger of one running promise: computes the state from the recorded facts. Whether it is late is never stored.

Facts: started, paused and resumed (the citizen owes something named), promised (a day named at acceptance), extended
(once), triggered (the event a step begins with), stage_kept (a step's part was given), stopped. Reading the same facts
again gives the same state; see design of the clock in docs/flow.md.

Reading is lenient about time, entering is strict: a ledger must stay readable under any calendar (`ledger_entry`).
"""

from collections.abc import Iterable

from .ledger_facts import (
    CALENDAR,
    EXTENDED,
    PAUSED,
    PROMISED,
    RESUMED,
    STAGE_KEPT,
    STARTED,
    STOPPED,
    TRIGGERED,
    Fact,
    LedgerFault,
)  # fmt: skip
from .ledger_state import Breach, Phase, Running
from .ledger_steps import STEPS, started

__all__ = [
    "CALENDAR", "EXTENDED", "PAUSED", "PROMISED", "RESUMED", "STAGE_KEPT", "STARTED", "STOPPED", "TRIGGERED", "Breach", "Fact", "LedgerFault",
    "Phase", "Running", "read", "step",
]  # fmt: skip


def read(facts: Iterable[Fact]) -> Running:
    """Fold the facts, the first of which is `started`; raises LedgerFault for one that cannot follow the others."""
    facts = iter(facts)
    first = next(facts, None)
    if first is None or first.kind != STARTED:
        raise LedgerFault("ঘড়িটি শুরুই হয়নি", "the clock has not started")
    state = started(first)
    for fact in facts:
        state = step(state, fact)
    return state


def step(state: Running, fact: Fact) -> Running:
    """The state after one more fact."""
    if fact.kind not in STEPS:
        raise LedgerFault(
            f"চলতি ঘড়িতে “{fact.kind}” লেখা যায় না", f"“{fact.kind}” cannot be entered in a clock that runs"
        )
    if state.stopped:
        raise LedgerFault(
            "ঘড়িটি থেমে গেছে। আবার খুললে নতুন ঘড়ি শুরু হয়।", "the clock has stopped; reopening starts a new one"
        )
    return STEPS[fact.kind](state, fact)
