"""What each fact does to a running promise: facts in, state out. Nothing about lateness is ever stored."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.promise.terms import Promise
from ongikar.rules.promise.undertaking import AT_RECEIPT, STAGE_END, TRIGGERS, Undertaking

from .machine_clock import LIMIT
from .state import (
    CALENDAR,
    EXTENDED,
    PAUSED,
    PHASE_DUE,
    PROMISED,
    RESUMED,
    STAGE_KEPT,
    STARTED,
    STOP_REVOKED,
    STOPPED,
    TRIGGERED,
    Breach,
    ClockSetBack,
    Fact,
    FactData,
    LedgerFault,
    Phase,
    Running,
)
from .wait_grounds import GROUNDS


def fold_started(fact: Fact) -> Running:
    undertaking = Undertaking.from_data(fact.data)
    promise, first = undertaking.promise, next(iter(undertaking.stages), None)
    state = Running(undertaking, fact.at, promise, fact.at, ceiling=promise)
    if first is None:
        return state
    if first.trigger == AT_RECEIPT:
        return replace(state, promise=first.promise, ceiling=first.promise, stage=0)
    return replace(state, awaited=first.trigger)


def fold_paused(state: Running, fact: Fact) -> Running:
    debt = fact.data.get("debt", "")
    if not debt.strip():
        raise LedgerFault(
            "আবেদনকারীর কী বাকি তা না লিখলে ঘড়ি থামে না",
            "the clock waits only for something named in writing",
        )
    if any(
        end is None and owed.get("debt") == debt
        for (_, end), owed in zip(state.waits, state.debts, strict=True)
    ):
        raise LedgerFault(f"“{debt}”-এর অপেক্ষা আগে থেকেই চলছে", f"“{debt}” is being waited for already")
    ground = fact.data.get("ground", "")
    if ground and state.grounds.count(ground) >= GROUNDS[ground].most:
        raise LedgerFault(
            "প্রথম দুইবার জানানোর পরেই শুধু ঘড়ি থামে", "the clock waits after the first two reports only"
        )
    return replace(
        state,
        waits=(*state.waits, (fact.at, None)),
        debts=(*state.debts, fact.data),
        grounds=(*state.grounds, ground) if ground else state.grounds,
    )


def fold_resumed(state: Running, fact: Fact) -> Running:
    """The answer came: to the debt it names, or to all of them where it names none."""
    named = fact.data.get("debt")
    answered = [
        end is None and named in (None, owed.get("debt"))
        for (_, end), owed in zip(state.waits, state.debts, strict=True)
    ]
    if not any(answered):
        raise LedgerFault("কিছুর অপেক্ষা চলছে না", "nothing is being waited for")
    waits = tuple(
        (start, max(start, fact.at)) if now_answered else (start, end)
        for (start, end), now_answered in zip(state.waits, answered, strict=True)
    )
    return replace(state, waits=waits)


def fold_promised(state: Running, fact: Fact) -> Running:
    return new_phase(state, fact, Promise.from_data(fact.data["promise"]), state.received)


def fold_extended(state: Running, fact: Fact) -> Running:
    days, most = fact.data.get("working_days"), state.undertaking.may_extend
    if state.is_extended:
        raise LedgerFault("সময় আগেই একবার বাড়ানো হয়েছে", "the time has been extended once already")
    if not most:
        raise LedgerFault("এই সেবার সময় বাড়ানো যায় না", "the time of this service cannot be extended")
    if type(days) is not int or not 1 <= days <= most:
        raise LedgerFault(
            f"সময় বাড়ানো যায় ১ থেকে {digits(most)} কার্যদিবস",
            f"the time can be extended by 1 to {most} working days",
        )
    if not str(fact.data.get("reason", "")).strip():
        raise LedgerFault("সময় বাড়ানোর কারণ লিখুন", "write the reason for the extension")
    return replace(state, extended_by=days, is_extended=True)


def fold_triggered(state: Running, fact: Fact) -> Running:
    following, trigger = state.next_stage, fact.data.get("trigger", "")
    if following is None or following.trigger != trigger:
        bn, en = TRIGGERS.get(trigger, (trigger, trigger))
        raise LedgerFault(f"এখন “{bn}” থেকে কোনো ধাপ শুরু হয় না", f"no step begins now with {en}")
    begins = datetime.fromisoformat(fact.data["on"]) if "on" in fact.data else fact.at
    if not state.started <= begins <= fact.at:
        raise LedgerFault(
            "ঘটনাটির সময় আবেদন পাওয়ার পরে ও এখনকার আগে হতে হবে",
            "the event must lie after receipt and not in the future",
        )
    return begin_stage(state, fact, begins)


def fold_stage_kept(state: Running, fact: Fact) -> Running:
    following = state.next_stage
    if state.awaited or state.stage < 0 or following is None:
        raise LedgerFault("কোনো ধাপ চলছে না, যার পরে আরেকটি আছে", "no step runs that another follows")
    if following.trigger == STAGE_END:
        return begin_stage(state, fact, fact.at)
    awaiting = new_phase(state, fact, state.undertaking.promise, fact.at)
    return replace(awaiting, ceiling=awaiting.promise, awaited=following.trigger)


def fold_stopped(state: Running, fact: Fact) -> Running:
    if state.waiting_since:
        state = fold_resumed(state, Fact(RESUMED, fact.at))
    return replace(state, stopped=fact.at, outcome=fact.data.get("outcome", ""))


def fold_stop_revoked(state: Running, fact: Fact) -> Running:
    """What was counted as given never reached anybody: the days in between count as all others do, so that
    no due moment moves.
    """
    if not str(fact.data.get("reason", "")).strip():
        raise LedgerFault("ঘড়ি কেন আবার চলবে, লিখুন", "write why the clock goes on")
    return replace(state, stopped=None, outcome="")


def begin_stage(state: Running, fact: Fact, begins: datetime) -> Running:
    """The next step runs from its event. The phase before it ended when that was entered: till then it stood
    open.
    """
    stage = state.undertaking.stages[state.stage + 1]
    running = new_phase(state, fact, stage.promise, begins)
    return replace(running, ceiling=stage.promise, stage=state.stage + 1, awaited="")


def new_phase(state: Running, fact: Fact, promise: Promise, received: datetime) -> Running:
    """What runs from now on. It was settled knowing what had been waited for till now: only later waits move
    it.
    """
    judged_due = datetime.fromisoformat(fact.data[PHASE_DUE]) if PHASE_DUE in fact.data else None
    before = Phase(state.promise, state.received, fact.at, state.waits, state.extended_by, judged_due)
    open_still = [place for place, (_, end) in enumerate(state.waits) if end is None]
    return replace(
        state,
        promise=promise,
        received=received,
        extended_by=0,
        phases=(*state.phases, before),
        waits=tuple(state.waits[place] for place in open_still),
        debts=tuple(state.debts[place] for place in open_still),
    )


STEPS = {
    PAUSED: fold_paused,
    RESUMED: fold_resumed,
    PROMISED: fold_promised,
    EXTENDED: fold_extended,
    TRIGGERED: fold_triggered,
    STAGE_KEPT: fold_stage_kept,
    STOPPED: fold_stopped,
    STOP_REVOKED: fold_stop_revoked,
}


__all__ = [
    "CALENDAR",
    "EXTENDED",
    "PAUSED",
    "PROMISED",
    "RESUMED",
    "STAGE_KEPT",
    "STARTED",
    "STOPPED",
    "STOP_REVOKED",
    "TRIGGERED",
    "Breach",
    "Fact",
    "FactData",
    "LedgerFault",
    "Phase",
    "Running",
    "fold_fact",
    "fold_facts",
]


def fold_facts(facts: Iterable[Fact]) -> Running:
    """Fold the facts, the first of which is `started`; raises LedgerFault for one that cannot follow the
    others.
    """
    facts = iter(facts)
    first = next(facts, None)
    if first is None or first.kind != STARTED:
        raise LedgerFault("ঘড়িটি শুরুই হয়নি", "the clock has not started")
    state = fold_started(first)
    for fact in facts:
        state = fold_fact(state, fact)
    return state


def fold_fact(state: Running, fact: Fact) -> Running:
    """The state after one more fact."""
    if fact.kind not in STEPS:
        raise LedgerFault(
            f"চলতি ঘড়িতে “{fact.kind}” লেখা যায় না", f"“{fact.kind}” cannot be entered in a clock that runs"
        )
    if fact.kind == STOP_REVOKED and not state.stopped:
        raise LedgerFault("ঘড়িটি থামেনি", "the clock has not stopped")
    if state.stopped and fact.kind != STOP_REVOKED:
        raise LedgerFault(
            "ঘড়িটি থেমে গেছে। আবার খুললে নতুন ঘড়ি শুরু হয়।",
            "the clock has stopped; reopening starts a new one",
        )
    return STEPS[fact.kind](state, fact)


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
    return Fact(STARTED, at, {**replace(old.undertaking, reopens=reference).as_data()})
