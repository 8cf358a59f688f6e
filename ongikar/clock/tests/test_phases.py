"""The stretches of a clock's life: each with its own due moment, judged as it was."""

from datetime import datetime, timedelta

import pytest

from ongikar.clock import actions
from ongikar.clock.lateness import is_open_and_late
from ongikar.clock.models import Clock
from ongikar.clock.phases import phases_of
from ongikar.clock.watch import watch_clocks
from ongikar.journal.models import Entry
from ongikar.offices.models import CalendarVersion, calendar_of
from ongikar.rules.clock.fold import LedgerFault
from ongikar.rules.promise import Promise
from ongikar.rules.promise.undertaking import Stage, Undertaking

pytestmark = pytest.mark.django_db
STEPS = (
    Stage("receipt", Promise("working_days", 2), "যাচাই", "Checking"),
    Stage("meeting", Promise("working_days", 3), "সিদ্ধান্ত", "Decision"),
)


def at(text):
    return datetime.fromisoformat(f"2026-{text}+06:00")


@pytest.fixture
def clock(office, now):
    return actions.start_clock(
        office=office,
        calendar=office.calendar_version(),
        topic="case",
        received=now,
        promise=Undertaking(Promise("working_days", 4), STEPS, may_extend=2),
    )


def test_a_plain_promise_has_one_stretch(office, now):
    plain = actions.start_clock(
        office=office,
        calendar=office.calendar_version(),
        topic="case",
        promise=Promise("working_days", 5),
        received=now,
    )
    (only,) = phases_of(plain, now)
    assert (only.due, only.ended) == (plain.due_at, None)
    assert only.explanation.due == plain.due(now)


def test_each_step_and_each_waiting_for_an_event_is_a_stretch(clock):
    actions.keep_stage(clock, now=at("11-24T11:00"))
    actions.trigger(clock, event="meeting", on=at("11-26T10:00"), now=at("11-26T16:00"))
    actions.stop(clock, outcome="kept", now=at("11-30T10:00"))
    lived = phases_of(clock, at("12-30T10:00"))
    assert [(phase.due, phase.ended) for phase in lived] == [
        (at("11-24T17:00"), at("11-24T11:00")),
        (at("11-30T17:00"), at("11-26T16:00")),
        (at("12-01T17:00"), at("11-30T10:00")),
    ]
    assert not any(phase.is_broken(at("12-30T10:00")) for phase in lived)
    assert [phase.state.stage for phase in lived] == [0, 0, 1]
    assert not clock.broke_before


def test_an_event_counts_from_when_it_was_and_the_watch_looks_by_the_new_stretch(clock):
    actions.keep_stage(clock, now=at("11-24T11:00"))
    actions.trigger(clock, event="meeting", on=at("11-26T10:00"), now=at("11-26T16:00"))
    assert clock.due_at == at("12-01T17:00")
    # Halfway between the meeting and the due moment, not between the receipt and it.
    assert clock.look_at == at("11-26T10:00") + (at("12-01T17:00") - at("11-26T10:00")) / 2
    watch_clocks(clock.look_at)
    assert Clock.objects.get(pk=clock.pk).look_at == at("11-30T17:00")


def test_a_step_that_broke_before_a_wait_is_told_though_its_event_was_told_during_it(clock):
    actions.keep_stage(clock, now=at("11-24T11:00"))
    actions.pause(clock, debt="ছবি", now=at("11-30T10:00"))
    # The step had three working days from the meeting: they were over a day before anything was asked for.
    actions.trigger(clock, event="meeting", on=at("11-24T12:00"), now=at("12-01T10:00"))
    over, now = at("11-29T17:00"), at("12-01T10:00")
    assert clock.look_at is not None
    assert Clock.objects.filter(is_open_and_late(now)).get() == clock
    watch_clocks(now)
    assert list(Entry.objects.filter(verb="case.broken").values_list("at", flat=True)) == [over]
    assert Clock.objects.filter(is_open_and_late(now)).get().breaches(now) == (over,)
    actions.resume(clock, now=at("12-02T10:00"))
    assert clock.breaches(at("12-02T10:00")) == (over,)


def test_what_was_broken_stays_so_under_a_later_calendar(clock):
    actions.keep_stage(clock, now=at("11-25T11:00"))
    assert clock.broke_before
    # A later order makes the 24th a holiday; the step was due then all the same.
    latest = clock.office.calendar_version()
    day = {"from": "2026-11-24", "to": "2026-11-24", "kind": "local", "name_bn": "ছুটি", "name_en": "Closed"}
    later = CalendarVersion.objects.create(
        office=clock.office,
        number=latest.number + 1,
        made_at=at("11-26T10:00"),
        reason="order",
        data=latest.data | {"days": [*latest.data["days"], day]},
    )
    calendar_of.cache_clear()
    Clock.objects.filter(pk=clock.pk).update(calendar_version=later)
    moved = Clock.objects.get(pk=clock.pk)
    first = phases_of(moved, at("11-26T11:00"))[0]
    assert first.due == at("11-24T17:00")
    assert not first.is_as_counted
    assert first.is_broken(at("11-26T11:00"))
    actions.refresh_caches(moved)
    assert moved.broke_before


def test_an_extension_moves_only_the_stretch_it_was_given_to_and_is_spent(clock):
    actions.extend(clock, working_days=2, reason="তদন্ত চলছে", now=at("11-24T17:00"))
    assert clock.due_at == at("11-26T17:00")
    with pytest.raises(LedgerFault):
        actions.extend(clock, working_days=1, reason="আরও", now=at("11-25T10:00"))
    actions.keep_stage(clock, now=at("11-26T17:00"))
    assert not clock.broke_before
    # The office's own limit from then on, not extended; what is done at the close counts from the next
    # working day.
    assert clock.due_at == at("12-03T17:00")
    with pytest.raises(LedgerFault):
        actions.extend(clock, working_days=1, reason="আরও", now=at("11-29T10:00"))


def test_what_would_follow_is_foreseen_without_being_written(clock, now):
    before = (clock.due_at, clock.facts.count())
    assert actions.preview_due(clock, "stage_kept", now=at("11-24T11:00")) == at("11-30T17:00")
    assert (clock.due_at, clock.facts.count()) == before
    actions.stop(clock, outcome="kept", now=at("11-24T12:00"))
    again = actions.preview_due_of_reopening(clock, calendar=clock.calendar, now=at("11-29T10:00"))
    assert (
        again
        == actions.restart_clock(
            clock, calendar=clock.office.calendar_version(), now=at("11-29T10:00")
        ).due_at
        == at("12-01T17:00")
    )


def test_a_running_clock_is_not_started_anew(clock):
    with pytest.raises(LedgerFault):
        actions.restart_clock(clock, calendar=clock.office.calendar_version(), now=at("11-23T10:00"))


def test_an_act_at_the_due_moment_is_in_time_and_a_breath_later_the_breach_is_told_first(clock):
    actions.keep_stage(clock, now=at("11-24T17:00"))
    assert not clock.broke_before
    assert not clock.milestones.filter(name="broken").exists()
    actions.stop(clock, outcome="kept", now=at("12-01T17:00") + timedelta(microseconds=1))
    assert clock.milestones.filter(name="broken", due_at=at("12-01T17:00")).exists()
