"""Checks whether a new fact may be recorded now, where that depends on the due moment and not on the ledger
alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ongikar.rules.calendar.office_calendar import Calendar

from .facts import PHASE_DUE, ClockSetBack
from .fold import (
    EXTENDED,
    PAUSED,
    PROMISED,
    STAGE_KEPT,
    STARTED,
    TRIGGERED,
    Fact,
    LedgerFault,
    Running,
    fold_fact,
    fold_facts,
)
from .machine_clock import LIMIT

# A broken promise is not healed by waiting or by more time. At the due moment itself it is not yet broken.
BEFORE_DUE = {
    PAUSED: (
        "কথা দেওয়া সময় পেরিয়ে গেছে; এখন আর ঘড়ি থামানো যায় না",
        "the promised time has passed; the clock cannot be paused any more",
    ),
    EXTENDED: (
        "কথা দেওয়া সময় পেরিয়ে গেছে; এখন আর সময় বাড়ানো যায় না",
        "the promised time has passed; it cannot be extended any more",
    ),
}

# Nor is a promise given that is broken as it is given.
OVER = (
    "দিনটির অফিস সময় শেষ হয়ে গেছে। পরের কোনো দিন দিন।",
    "The office hours of this day are over. Name a later day.",
)

# What ends a phase: its due moment is written down, so that no later calendar heals or makes a breach of it.
ENDS_PHASE = frozenset({PROMISED, TRIGGERED, STAGE_KEPT})


def ends_phase(fact: Fact) -> bool:
    """Whether what follows is counted anew, by the calendar of its own moment."""
    return fact.kind in ENDS_PHASE


def validate_fact(calendar: Calendar, facts: Sequence[Fact], fact: Fact) -> Fact:
    """The fact as it is to be kept; raises LedgerFault, in both languages, where it may not be entered.

    The watch must have looked at the clock just before: then no breach goes untold, however long nobody
    watched.
    """
    if fact.at < max(each.at for each in facts) - LIMIT:
        raise ClockSetBack
    state = fold_facts(facts)
    due = state.due(calendar, fact.at)
    if ends_phase(fact):
        fact = replace(fact, data={**fact.data, PHASE_DUE: due.isoformat()})
    after = fold_fact(state, fact)
    if fact.kind in BEFORE_DUE and fact.at > due:
        raise LedgerFault(*BEFORE_DUE[fact.kind])
    if fact.kind == PROMISED and fact.at > after.due(calendar, fact.at):
        raise LedgerFault(*OVER)
    return fact


def reopening_fact(old: Running, reference: str, *, at: datetime) -> Fact:
    """The first fact of the new clock of a reopened case: the same undertaking, linked to the old clock by
    `reference`.

    The old ledger gets no fact: it stays stopped, and late if it was. Raises LedgerFault while the old clock
    runs.
    """
    if old.stopped is not None and at < old.stopped:
        raise ClockSetBack
    if old.stopped is None:
        raise LedgerFault(
            "ঘড়িটি এখনও থামেনি, তাই আবার খোলা যায় না", "the clock has not stopped, so it cannot be reopened"
        )
    return Fact(STARTED, at, replace(old.undertaking, reopens=reference).as_data())
