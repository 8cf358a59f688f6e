"""The acts by which the clock of a case counts something else: more time, an event that came, a step done, a
new start.
"""

from datetime import datetime

from django.db import transaction

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case, EarlierEnding
from ongikar.cases.register_counts import count_lateness
from ongikar.cases.register_lines import enter_new_lines, hold_receipts
from ongikar.clock import actions as clocks
from ongikar.core import cache_version
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference
from ongikar.rules import case_transitions

from .act_log import add_act, lock_for_act, proof_data, record_act
from .agreed_days import settle_day_anew
from .case import calendar_in_force


@transaction.atomic
def extend(case: Case, *, working_days: int, reason: str, actor: Reference, now: datetime) -> None:
    """Once, before the due moment, at most as the charter row allows, with the reason in writing."""
    lock_for_act(case, "extend")
    clocks.extend(case.clock, working_days=working_days, reason=reason, now=now)
    data = {"days": working_days} | due_day_facts(case)
    add_act(case, "extend", actor=actor, now=now, words=reason, data=data)
    record_act("extended", case, actor, now, working_days=working_days)


@transaction.atomic
def event_came(
    case: Case,
    *,
    event: str,
    on: datetime,
    words: str,
    actor: Reference,
    now: datetime,
    is_day_alone: bool = False,
) -> None:
    """The event came with which the next step begins; the step counts from `on`, told as a day where no time
    was named.
    """
    lock_for_act(case, "event_came")
    clocks.trigger(case.clock, event=event, on=on, now=now)
    moment = on.astimezone(case.clock.calendar.tz).date() if is_day_alone else on
    data = {"event": event, "on": moment.isoformat()} | due_day_facts(case)
    add_act(case, "event_came", actor=actor, now=now, words=words, data=data)
    record_act("event_came", case, actor, now)


@transaction.atomic
def keep_step(case: Case, *, words: str, actor: Reference, now: datetime) -> None:
    """The part of the running step is given; the case goes on with the next."""
    lock_for_act(case, "keep_step")
    stage = case.clock.running.stage
    clocks.keep_stage(case.clock, now=now)
    add_act(case, "keep_step", actor=actor, now=now, words=words, data={"stage": stage} | due_day_facts(case))
    record_act("step_kept", case, actor, now)


@transaction.atomic
def reopen(case: Case, *, reason: str, actor: Reference, now: datetime, proof: str = "") -> None:
    """A closed case is taken up again: with a new clock. The old one stays stopped, and broken if it was.

    `proof`: how the applicant was known, where it is they who say so (a kind may let them).
    """
    lock_for_act(case, case_transitions.REOPEN)
    if kind_of(case.row).books:
        hold_receipts(case)
    ended = Case.objects.select_related("clock", "office").get(pk=case.pk)
    EarlierEnding.objects.create(
        case=case,
        clock=ended.clock,
        state=ended.state,
        outcome=ended.outcome,
        memo_number=ended.memo_number,
        closed_at=not_none(ended.closed_at),
    )
    case.clock = clocks.restart_clock(ended.clock, calendar=calendar_in_force(ended.office), now=now)
    data = due_day_facts(case) | proof_data(proof)
    add_act(case, case_transitions.REOPEN, actor=actor, now=now, words=reason, data=data)
    if ended.state == case_transitions.KEPT:
        count_lateness(case, ended.clock, -1)
    # Whoever was not content is served anew.
    case.outcome, case.memo_number, case.closed_at, case.heed_by = {}, "", None, None
    case.save(update_fields=["clock", "outcome", "memo_number", "closed_at", "heed_by"])
    case.__dict__.pop("endings_before", None)
    settle_day_anew(case)
    cache_version.invalidate(cache_version.figures_of(case.office_id))
    kind_of(case.row).reopen(case, now=now)
    enter_new_lines(case)
    record_act("reopened", case, actor, now)


def due_day_facts(case: Case) -> dict[str, str]:
    """The day that holds from then on, to be told with the act; with its time where hours and minutes are
    promised.
    """
    due = case.clock.due_at.astimezone(case.clock.calendar.tz)
    is_timed = case.clock.running.promise.is_timed
    return {"day": due.isoformat() if is_timed else due.date().isoformat()}
