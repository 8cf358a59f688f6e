"""Any life of any clocks: random facts, changes of the calendar and hours in which nobody watched, and what
must hold.

Two watches look at the same clocks. One never sleeps; the other is down as long as it pleases. What they do
about breaches must come out the same.
"""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    precondition,
    rule,
)

from ongikar.rules.calendar.change import due_date_moves
from ongikar.rules.calendar.office_calendar import TZ, Calendar, CalendarFault
from ongikar.rules.clock import fold
from ongikar.rules.clock.fold import Fact, LedgerFault, fold_fact, fold_facts, reopening_fact, validate_fact
from ongikar.rules.clock.watch import milestones, next_milestone
from ongikar.rules.promise import Promise
from ongikar.rules.promise.undertaking import TRIGGERS, Stage, Undertaking

from .any_calendar import calendar_data, promises
from .pure_watch import PureWatch

MICROSECOND, DAY = timedelta(microseconds=1), timedelta(days=1)
BEGINNING = datetime(2026, 1, 4, 4, tzinfo=UTC)
later_stages = st.lists(
    st.builds(Stage, st.sampled_from(sorted(set(TRIGGERS) - {"receipt"})), promises), max_size=2
)
first_stages = st.builds(Stage, st.sampled_from(sorted(set(TRIGGERS) - {"stage_end"})), promises)
stages = st.one_of(st.just(()), st.builds(lambda first, more: (first, *more), first_stages, later_stages))
undertakings = st.builds(Undertaking, promises, stages, st.integers(0, 10))
# Hours and days are drawn often: they carry one fact over closes, weekends and due moments.
strides = st.one_of(
    st.integers(0, 3000).map(lambda n: n * timedelta(minutes=1)),
    st.integers(0, 72).map(lambda n: n * timedelta(hours=1)),
    st.integers(0, 40).map(lambda n: n * DAY),
)


class Life:
    """One clock: its facts, the state kept alive beside them, and the calendar it runs under."""

    def __init__(self, calendar, first):
        self.calendar, self.facts, self.live = calendar, [first], fold_facts([first])


class Clocks(RuleBasedStateMachine):
    lives = Bundle("lives")

    @initialize(data=calendar_data())
    def open_the_office(self, data):
        # The law of windows is stated for offices whose dates roll.
        self.data = data | {"roll_closed": True}
        self.calendar = Calendar.from_data(self.data)
        self.now = BEGINNING
        self.all = []
        self.steady, self.lazy = PureWatch(), PureWatch()
        self.is_down = False
        self.breaches_known = set()

    def tick(self):
        """No two things happen at one instant, and nothing at a due moment: there an act and the watch would
        race.
        """
        self.now += MICROSECOND

    def looks(self, watch, now):
        for number, life in enumerate(self.all):
            watch.look(life.calendar, number, life.live, now)

    def watch_until(self, then):
        """The steady watch looks at each moment as it comes."""
        coming = {then}
        for life in self.all:
            if not life.live.stopped and not life.live.waiting_since:
                due = life.live.settled_due(life.calendar)
                named = milestones(life.calendar, life.live.received, due)
                coming |= {at.astimezone(UTC) for _, at in named if self.now <= at < then}
        for moment in sorted(coming):
            self.looks(self.steady, moment)
        self.now = then

    def enter(self, life, kind, **data):
        """A fact, before which the watch looks at its clock; whether it was taken."""
        self.tick()
        number = self.all.index(life)
        for watch in (self.steady, self.lazy):
            watch.look(life.calendar, number, life.live, self.now)
        try:
            fact = validate_fact(life.calendar, life.facts, Fact(kind, self.now, data))
        except LedgerFault:
            return False
        before = life.live.due(life.calendar, self.now)
        life.facts.append(fact)
        life.live = fold_fact(life.live, fact)
        if kind in (fold.PAUSED, fold.RESUMED, fold.EXTENDED):
            assert life.live.due(life.calendar, self.now) >= before
        return True

    @rule(target=lives, undertaking=undertakings)
    def receive(self, undertaking):
        self.tick()
        life = Life(self.calendar, Fact(fold.STARTED, self.now, undertaking.as_data()))
        self.all.append(life)
        return life

    @rule(life=lives, debt=st.sampled_from(("ছবি", "সনদ", "")))
    def ask_for(self, life, debt):
        taken = self.enter(life, fold.PAUSED, debt=debt)
        assert not (taken and not debt)

    @precondition(lambda self: any(life.live.waiting_since for life in self.all))
    @rule(which=st.integers(0, 9), stride=strides)
    def the_answer_comes(self, which, stride):
        waiting = [life for life in self.all if life.live.waiting_since]
        life = waiting[which % len(waiting)]
        self.watch_until(self.now + stride)
        owed = [
            debt["debt"]
            for debt, (_, end) in zip(life.live.debts, life.live.waits, strict=True)
            if end is None
        ]
        assert self.enter(life, fold.RESUMED, debt=owed[which % len(owed)])

    @rule(life=lives, days=st.integers(0, 6))
    def extend(self, life, days):
        was_extended = life.live.is_extended
        taken = self.enter(life, fold.EXTENDED, working_days=days, reason="তদন্ত")
        assert not (taken and was_extended)

    @rule(life=lives, days=st.integers(0, 20))
    def name_a_day(self, life, days):
        day = (self.now + days * DAY).astimezone(TZ).date()
        self.enter(life, fold.PROMISED, promise=Promise("by_date", until=day).as_data())

    @rule(life=lives, back=strides, of_awaited=st.booleans())
    def an_event_comes(self, life, back, of_awaited):
        trigger = life.live.next_stage.trigger if of_awaited and life.live.next_stage else "meeting"
        began = max(self.now - back, life.live.started)
        self.enter(life, fold.TRIGGERED, trigger=trigger, on=began.isoformat())

    @rule(life=lives)
    def keep_a_step(self, life):
        self.enter(life, fold.STAGE_KEPT)

    @rule(target=lives, life=consumes(lives), again=st.booleans())
    def stop(self, life, again):
        """Stopped, and perhaps reopened: that is a new clock."""
        self.enter(life, fold.STOPPED, outcome="kept")
        if not again:
            return life
        self.tick()
        self.all.append(Life(self.calendar, reopening_fact(life.live, "1", at=self.now)))
        return self.all[-1]

    @precondition(lambda self: any(life.live.stopped for life in self.all))
    @rule(which=st.integers(0, 9), stride=strides, reason=st.sampled_from(("ফেরত এসেছে", "")))
    def what_was_given_comes_back(self, which, stride, reason):
        """The count goes on as if it had never stopped, and whatever passed meanwhile is told at once."""
        stopped = [life for life in self.all if life.live.stopped]
        life = stopped[which % len(stopped)]
        self.watch_until(self.now + stride)
        before = life.live
        taken = self.enter(life, fold.STOP_REVOKED, reason=reason)
        assert taken == bool(reason)
        if taken:
            running = replace(before, stopped=None, outcome="")
            assert (life.live, life.live.due(life.calendar, self.now)) == (
                running,
                running.due(life.calendar, self.now),
            )
            if life.live.due(life.calendar, self.now) >= self.now:
                life.calendar = self.calendar
            self.looks(self.steady, self.now)

    @rule(stride=strides)
    def time_passes(self, stride):
        self.watch_until(self.now + stride)

    @rule(is_down=st.booleans())
    def the_lazy_watch_goes_down_or_comes_back(self, is_down):
        self.is_down = is_down

    @precondition(lambda self: any(not life.live.stopped for life in self.all))
    @rule(which=st.integers(0, 9), past=st.integers(1, 30))
    def a_due_moment_passes(self, which, past):
        running = [life for life in self.all if not life.live.stopped]
        life = running[which % len(running)]
        due = life.live.due(life.calendar, self.now).astimezone(UTC)
        self.watch_until(max(self.now, due) + past * timedelta(minutes=1))

    @rule(kind=st.sampled_from(("general", "local", "working", "withdrawn")), ahead=st.integers(1, 40))
    def a_later_order(self, kind, ahead):
        """A new version; the promises it may move go under it, those stopped or broken stay
        under their own.
        """
        self.tick()
        self.looks(self.steady, self.now)
        self.looks(self.lazy, self.now)
        day = (self.now + ahead * DAY).astimezone(TZ).date()
        row = {"from": day.isoformat(), "kind": kind, "memo": "later"} | (
            {} if day.year <= 2027 else {"year": day.year}
        )
        data = self.data | {"days": [*self.data["days"], row]}
        try:
            new = Calendar.from_data(data)
        except CalendarFault:
            return  # on an ordered working day, or a year the list does not hold
        for number, life in enumerate(self.all):
            old, live = life.calendar, life.live
            if live.stopped or live.due(old, self.now) < self.now:
                assert due_date_moves(old, new, [(number, live)], self.now) == []
                continue
            moves = due_date_moves(old, new, [(number, live)], self.now)
            assert bool(moves) == (live.due(old, self.now) != live.due(new, self.now))
            life.calendar = new
        self.data, self.calendar = data, new

    @invariant()
    def what_is_replayed_is_what_lives(self):
        for life in self.all:
            assert fold_facts(life.facts) == life.live

    @invariant()
    def downtime_changes_no_outcome(self):
        self.looks(self.steady, self.now)
        assert broken(self.lazy) <= broken(self.steady)
        if not self.is_down:
            self.looks(self.lazy, self.now)
            assert broken(self.lazy) == broken(self.steady)

    @invariant()
    def every_breach_is_told_and_none_ever_vanishes(self):
        breaches = {(number, due) for number, _, due in broken(self.steady)}
        derived = {
            (number, due)
            for number, life in enumerate(self.all)
            for due in life.live.breaches(life.calendar, self.now)
        }
        assert breaches == derived
        assert self.breaches_known <= derived
        self.breaches_known = derived

    @invariant()
    def the_due_moment_is_explained_and_lies_in_office_time(self):
        for life in self.all:
            end = life.live.stopped or self.now
            due, explanation = life.live.due(life.calendar, end), life.live.explain(life.calendar, end)
            assert explanation.due == due
            assert explanation.parts.span == (explanation.due_day - explanation.receipt_day).days
            assert any(opens <= due <= closes for opens, closes in life.calendar.windows(due.date()))

    @invariant()
    def no_application_ticks_for_nobody(self):
        """What neither waits nor has stopped is looked at again, or has been told to be broken."""
        for number, life in enumerate(self.all):
            if life.live.stopped or life.live.waiting_since:
                continue
            due = life.live.settled_due(life.calendar)
            claimed = self.steady.names_claimed(number, due)
            look = next_milestone(life.calendar, life.live.received, due, claimed)
            assert look is not None or "broken" in claimed


def broken(watch):
    return {claim for claim in watch.claimed if claim[1] == "broken"}


# As many lives as any law has examples; with ./test --all twice as many.
TWICE = 2 if os.environ.get("ONGIKAR_TEST_ALL") else 1
TestClocks = Clocks.TestCase
TestClocks.settings = settings(
    max_examples=TWICE * settings().max_examples, stateful_step_count=60, deadline=None
)
