"""Starting a promise and entering what happens to it. Each adds a fact and brings the caches up to date."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Unpack

from django.db import transaction

from ongikar.core.db.bulk_sql import insert_row, insert_rows, update_row
from ongikar.offices.models import CalendarVersion, Office, calendar_number
from ongikar.rules.calendar.office_calendar import Calendar
from ongikar.rules.clock import fold
from ongikar.rules.clock import fold as new_facts
from ongikar.rules.clock.wait_grounds import CHECK, REPORTS_THAT_WAIT, require_ground
from ongikar.rules.clock.watch import next_milestone
from ongikar.rules.promise import Promise, compute_due
from ongikar.rules.promise.undertaking import AT_RECEIPT, Undertaking

from .lateness import ClockState
from .machine_clock import require_right_clock
from .models import Clock, Fact
from .open_clocks import newest_version
from .recalculate_deadlines import bring_up_to_date
from .tallies import enter_change
from .watch import lock_and_check


def within_transaction[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Run in the transaction that is open, or else in one of its own.

    `transaction.atomic` sets a savepoint at each call within another, two statements more. It is not needed
    where a function refuses before it writes: what it raises leaves nothing half-done to whoever goes on.
    """

    @wraps(function)
    def run(*args: P.args, **options: P.kwargs) -> R:
        if transaction.get_connection().in_atomic_block:
            return function(*args, **options)
        with transaction.atomic():
            return function(*args, **options)

    return run


# What a clock's row repeats of its facts.
CACHES = ClockState._fields


def start_clock(
    *,
    office: Office,
    calendar: CalendarVersion,
    topic: str,
    promise: Promise | Undertaking,
    received: datetime,
) -> Clock:
    """A new running promise, due by the office's calendar as it stands. `promise`: a limit alone, or all of
    it.

    Raises ClockMoved while nobody knows what day it is.
    """
    undertaking = promise if isinstance(promise, Undertaking) else Undertaking(promise)
    clock = new_clock(
        office=office, calendar=calendar, topic=topic, undertaking=undertaking, received=received
    )
    return write_clock(clock, undertaking)


def new_clock(
    *, office: Office, calendar: CalendarVersion, topic: str, undertaking: Undertaking, received: datetime
) -> Clock:
    """The clock as `begin` writes it: reckoned before a transaction, it keeps nobody waiting there.

    Raises ClockMoved while nobody knows what day it is.
    """
    require_right_clock()
    due_at = compute_due(calendar.calendar, first_promise(undertaking), received)
    look_at = next_milestone(calendar.calendar, received, due_at, frozenset())
    return Clock(
        office=office,
        calendar_version=calendar,
        topic=topic,
        started_at=received,
        due_at=due_at,
        look_at=look_at,
    )


def write_clock(clock: Clock, undertaking: Undertaking) -> Clock:
    """Write a new clock, with the fact that starts it."""
    insert_row(clock)
    # The version its first day was counted by: a receipt fetched again tells the day as it was promised then.
    data = undertaking.as_data() | {fold.CALENDAR: calendar_number(clock.calendar_version_id)}
    insert_rows(Fact, {"clock_id": clock.pk, "kind": fold.STARTED, "at": clock.started_at, "data": data})
    return clock


def first_promise(undertaking: Undertaking) -> Promise:
    """What runs at first: the first step if it begins with the receipt, else what holds until its event
    comes.
    """
    first = next(iter(undertaking.stages), None)
    return first.promise if first and first.trigger == AT_RECEIPT else undertaking.promise


def restart_clock(old: Clock, *, calendar: CalendarVersion, now: datetime) -> Clock:
    """A new clock under the same undertaking; the old one stays stopped, and late if it was."""
    first = new_facts.reopening_fact(old.running, str(old.pk), at=now)
    return start_clock(
        office=old.office,
        calendar=calendar,
        topic=old.topic,
        promise=Undertaking.from_data(first.data),
        received=now,
    )


def preview_due(clock: Clock, kind: str, *, now: datetime, **data: Unpack[fold.FactData]) -> datetime:
    """The due moment that a fact would lead to, in the office's time zone. Nothing is written."""
    after = fold.fold_fact(clock.running, fold.Fact(kind, now, data))
    return after.due(clock.calendar, now)


def preview_due_of_reopening(old: Clock, *, calendar: Calendar, now: datetime) -> datetime:
    """The due moment of the new clock that reopening would start."""
    return fold.fold_facts([new_facts.reopening_fact(old.running, str(old.pk), at=now)]).due(calendar, now)


@within_transaction
def add_fact(clock: Clock, kind: str, *, now: datetime, **data: Unpack[fold.FactData]) -> None:
    """Enter one fact. A fact the ledger refuses raises LedgerFault, and is not written."""
    catch_up(clock, now)
    enter_fact(clock, kind, now, data)


def catch_up(clock: Clock, now: datetime) -> None:
    """Let the watch look first, lock the clock, and read it anew: no breach goes untold, however long nobody
    watched.

    What is done at the due moment itself is still in time, so the watch looks at what came before `now`.
    """
    locked = lock_and_check(clock.pk, now - timedelta.resolution)[0]
    clock.forget()
    # What was locked is what stands in the database: nobody else writes it now.
    for name in ("calendar_version_id", *CACHES):
        setattr(clock, name, getattr(locked, name))


def enter_fact(clock: Clock, kind: str, now: datetime, data: fold.FactData) -> None:
    require_right_clock()
    require_ground(data.get("ground", ""), clock.topic)
    entered = new_facts.validate_fact(clock.calendar, clock.entered_facts, fold.Fact(kind, now, data))
    fact = fold.Fact(kind, now.astimezone(UTC), entered.data)
    insert_rows(Fact, {"clock_id": clock.pk, "kind": kind, "at": fact.at, "data": fact.data})
    if new_facts.ends_phase(entered):
        # What begins now is counted by the calendar of now, though what broke before keeps its own.
        clock.calendar_version_id = newest_version(clock.office_id)
        update_row(clock, "calendar_version")
    clock.add(fact)
    refresh_caches(clock)


def refresh_caches(clock: Clock) -> bool:
    """Recompute the caches from the facts; returns whether they changed."""
    before = ClockState(*(getattr(clock, name) for name in CACHES))
    fresh = cache_values(clock.running, clock.calendar, acted_on_moments(clock))
    if before == fresh:
        return False
    for name, value in zip(CACHES, fresh, strict=True):
        setattr(clock, name, value)
    update_row(clock, *CACHES)
    enter_change(clock, before, fresh)
    return True


def acted_on_moments(clock: Clock) -> Iterator[tuple[str, datetime]]:
    """The moments of a clock that were acted on, each with its due moment. Nothing is asked where nobody
    looks: a clock that stopped or waits has no next one.
    """
    yield from clock.milestones.values_list("name", "due_at")


def cache_values(
    running: fold.Running, calendar: Calendar, acted_on: Iterable[tuple[str, datetime]]
) -> ClockState:
    """What the fields named in CACHES must hold. `acted_on`: moments of the clock as (name, due moment)."""
    due_at, look_at = running.settled_due(calendar), None
    if not (running.stopped or running.waits_in_time(due_at)):
        claimed = frozenset(name for name, of_due in acted_on if of_due == due_at)
        look_at = next_milestone(calendar, running.received, due_at, claimed)
    return ClockState(due_at, look_at, running.stopped, running.outcome, running.broke_before(calendar))


@within_transaction
def pause(clock: Clock, *, debt: str, now: datetime) -> None:
    """Wait for something named that the citizen owes. A promise already broken waits no more."""
    catch_up(clock, now)
    if now <= clock.due(now):
        enter_fact(clock, fold.PAUSED, now, {"debt": debt})


@within_transaction
def pause_for_check(clock: Clock, *, debt: str, now: datetime) -> bool:
    """Wait until reported work is checked (rules/clock/wait_grounds.py); returns whether it waits.

    Work reported late waits no more than any other breach does, and a third report waits never. Raises
    LedgerFault for a clock that counts no task.
    """
    require_ground(CHECK, clock.topic)
    catch_up(clock, now)
    if now > clock.due(now) or clock.running.grounds.count(CHECK) >= REPORTS_THAT_WAIT:
        return False
    enter_fact(clock, fold.PAUSED, now, {"debt": debt, "ground": CHECK})
    return True


def resume(clock: Clock, *, now: datetime) -> None:
    if clock.running.waiting_since:
        add_fact(clock, fold.RESUMED, now=now)


@within_transaction
def promise_day(clock: Clock, *, day: date, now: datetime) -> None:
    """Name the day by which it will be kept: under a ceiling only an earlier one."""
    catch_up(clock, now)
    named = Promise("by_date", until=day)
    running = clock.running
    new_due = compute_due(clock.calendar, named, running.received, ())
    if day < now.astimezone(clock.calendar.tz).date():
        raise fold.LedgerFault(
            "দিনটি পেরিয়ে গেছে। আজ বা পরের কোনো দিন দিন।", "This day has passed. Name today or a later day."
        )
    if running.ceiling.unit != "accept" and new_due > running.due(clock.calendar, now):
        raise fold.LedgerFault(
            "দিনটি কথা দেওয়া শেষ দিনের পরে। আগের কোনো দিন দিন।",
            "This day is after the promised one. Name an earlier day.",
        )
    enter_fact(clock, fold.PROMISED, now, {"promise": named.as_data()})


@within_transaction
def agree_day(clock: Clock, *, day: date, now: datetime) -> bool:
    """Both sides agreed that it takes place on a day: where that is later than the due day it is owed on that
    day, as it would be had it been asked for at once. Returns whether the due day moved.

    A promise that broke already is not healed by it, and a step of several keeps its own limit.
    """
    catch_up(clock, now)
    running = clock.running
    named = Promise("by_date", until=day)
    if running.stage >= 0 or running.awaited or now > clock.due(now):
        return False
    if compute_due(clock.calendar, named, running.received, ()) <= running.due(clock.calendar, now):
        return False
    enter_fact(clock, fold.PROMISED, now, {"promise": named.as_data()})
    return True


def extend(clock: Clock, *, working_days: int, reason: str, now: datetime) -> None:
    """More time, once, before the due moment, within what the charter row allows."""
    add_fact(clock, fold.EXTENDED, now=now, working_days=working_days, reason=reason)


def trigger(clock: Clock, *, event: str, on: datetime, now: datetime) -> None:
    """The event came with which the next step begins; the step counts from `on`, not after now nor before
    receipt.
    """
    add_fact(clock, fold.TRIGGERED, now=now, trigger=event, on=on.isoformat())


def keep_stage(clock: Clock, *, now: datetime) -> None:
    """The part of the running step is given; the next one begins, or its event is awaited."""
    add_fact(clock, fold.STAGE_KEPT, now=now)


def stop(clock: Clock, *, outcome: str, now: datetime) -> None:
    add_fact(clock, fold.STOPPED, now=now, outcome=outcome)


@within_transaction
def revoke_stop(clock: Clock, *, reason: str, now: datetime) -> None:
    """What was given did not reach whoever it was for: the clock goes on under its old due moment, and the
    days in between count. An order on the calendar that came meanwhile is caught up with.
    """
    add_fact(clock, fold.STOP_REVOKED, now=now, reason=reason)
    bring_up_to_date(clock)
