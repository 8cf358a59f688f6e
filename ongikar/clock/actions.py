"""Starting, pausing, shortening and stopping a promise. Each adds a fact and brings the two caches up to date."""

from datetime import date, datetime

from ongikar.frame.ready_rows import add, insert
from ongikar.offices.models import CalendarVersion, Office
from ongikar.rules import ledger
from ongikar.rules.promise import Promise, due
from ongikar.rules.watch import next_look

from .models import Clock, Fact
from .reproject import bring_up_to_date


def start_clock(
    *, office: Office, calendar: CalendarVersion, topic: str, promise: Promise, received: datetime
) -> Clock:
    """A new running promise, due by the office's calendar as it stands."""
    due_at = due(calendar.calendar, promise, received)
    clock = insert(Clock(
        office=office, calendar_version=calendar, topic=topic, started_at=received, due_at=due_at,
        look_at=next_look(calendar.calendar, received, due_at, frozenset()),
    ))  # fmt: skip
    add(Fact(clock=clock, kind=ledger.STARTED, at=received, data={"promise": promise.as_data()}))
    return clock


def add_fact(clock: Clock, kind: str, *, now: datetime, **data) -> Fact:
    """Enter one fact. A fact the ledger refuses raises LedgerFault, and nothing is written."""
    bring_up_to_date(clock)
    fact = Fact(clock=clock, kind=kind, at=now, data=data)
    ledger.read([*(known.as_fact() for known in clock.facts.all()), fact.as_fact()])
    fact.save()
    clock.forget()
    refresh(clock)
    return fact


def refresh(clock: Clock) -> bool:
    """Recompute the caches from the facts; returns whether they changed."""
    running, calendar = clock.running, clock.calendar
    due_at = running.settled_due(calendar)
    look_at = None
    if not (running.stopped or running.waiting_since):
        claimed = frozenset(clock.moments.filter(due_at=due_at).values_list("name", flat=True))
        look_at = next_look(calendar, running.received, due_at, claimed)
    fresh = (due_at, look_at, running.stopped, running.outcome)
    if fresh == (clock.due_at, clock.look_at, clock.stopped_at, clock.outcome):
        return False
    clock.due_at, clock.look_at, clock.stopped_at, clock.outcome = fresh
    clock.save(update_fields=["due_at", "look_at", "stopped_at", "outcome"])
    return True


def pause(clock: Clock, *, debt: str, now: datetime) -> None:
    """Wait for something named that the citizen owes. A promise already broken waits no more."""
    if now > clock.due_at:
        return
    add_fact(clock, ledger.PAUSED, now=now, debt=debt)


def resume(clock: Clock, *, now: datetime) -> None:
    if clock.running.waiting_since:
        add_fact(clock, ledger.RESUMED, now=now)


def promise_day(clock: Clock, *, day: date, now: datetime) -> None:
    """Name the day by which it will be kept: under a ceiling only an earlier one."""
    named = Promise("by_date", until=day)
    running = clock.running
    new_due = due(clock.calendar, named, running.received, ())
    if day < now.astimezone(clock.calendar.tz).date():
        raise ledger.LedgerFault(
            "দিনটি পেরিয়ে গেছে। আজ বা পরের কোনো দিন দিন।", "that day has passed; name today or a later one"
        )
    if running.ceiling.unit != "accept" and new_due > running.due(clock.calendar, now):
        raise ledger.LedgerFault(
            "দিনটি কথা দেওয়া শেষ দিনের পরে। আগের কোনো দিন দিন।",
            "that day is after the promised one; name an earlier day",
        )
    add_fact(clock, ledger.PROMISED, now=now, promise=named.as_data())


def stop(clock: Clock, *, outcome: str, now: datetime) -> None:
    add_fact(clock, ledger.STOPPED, now=now, outcome=outcome)
