"""The watch acts on each moment once, whatever happens to it."""

from datetime import datetime, timedelta

import pytest

from ongikar.clock import actions
from ongikar.clock.models import Clock, Milestone
from ongikar.clock.watch import watch_clocks
from ongikar.journal.models import Entry
from ongikar.rules.promise import Promise

pytestmark = pytest.mark.django_db
DUE = datetime.fromisoformat("2026-11-29T17:00:00+06:00")


@pytest.fixture
def clock(office, now):
    return actions.start_clock(
        office=office,
        calendar=office.calendar_version(),
        topic="case",
        promise=Promise("working_days", 5),
        received=now,
    )


def answer_text(clock):
    return list(
        Entry.objects.filter(subject_type="clock", subject_id=clock.pk)
        .order_by("id")
        .values_list("verb", "at")
    )


def test_a_clock_starts_with_its_due_moment_and_its_next_look(clock):
    assert clock.due_at == DUE
    assert clock.look_at < DUE


@pytest.mark.fast
def test_warnings_come_first_and_the_breach_at_its_moment(clock):
    for day in range(7):
        watch_clocks(DUE - timedelta(days=7 - day))
    assert [verb for verb, _ in answer_text(clock)] == ["case.nearing", "case.nearing"]
    watch_clocks(DUE)
    assert answer_text(clock)[-1] == ("case.broken", DUE)
    assert Clock.objects.get(pk=clock.pk).look_at is None


def test_after_any_downtime_each_moment_is_entered_once_with_the_time_it_came(clock):
    watch_clocks(DUE + timedelta(days=30))
    watch_clocks(DUE + timedelta(days=31))
    assert [verb for verb, _ in answer_text(clock)] == ["case.nearing", "case.nearing", "case.broken"]
    assert [at for _, at in answer_text(clock)] == sorted(Milestone.objects.values_list("at", flat=True))
    assert answer_text(clock)[-1] == ("case.broken", DUE)


def test_what_broke_while_nobody_watched_is_told_before_the_act_that_stops_the_clock(clock):
    actions.stop(clock, outcome="kept", now=DUE + timedelta(days=2))
    assert answer_text(clock)[-1] == ("case.broken", DUE)
    assert watch_clocks(DUE + timedelta(days=3)) == 0


def test_what_is_done_at_the_due_moment_itself_breaks_nothing(clock):
    actions.stop(clock, outcome="kept", now=DUE)
    assert "case.broken" not in [verb for verb, _ in answer_text(clock)]
    assert not clock.is_late(DUE)


def test_a_clock_that_cannot_be_read_stops_none_of_the_others(clock, office, now):
    whole = actions.start_clock(
        office=office,
        calendar=office.calendar_version(),
        topic="case",
        promise=Promise("immediate"),
        received=now,
    )
    clock.facts.update(kind="nonsense")
    assert watch_clocks(DUE) == 2
    assert answer_text(whole)[-1] == ("case.broken", whole.due_at)
    assert answer_text(clock) == []


def test_a_waiting_clock_never_breaks(clock, now):
    actions.pause(clock, debt="জাতীয় পরিচয়পত্র", now=now + timedelta(hours=1))
    assert watch_clocks(DUE + timedelta(days=60)) == 0


def test_an_answer_moves_the_day_and_the_warnings_with_it(clock, now):
    watch_clocks(DUE - timedelta(days=1))
    before = Milestone.objects.filter(clock=clock).count()
    assert before
    actions.pause(clock, debt="x", now=DUE - timedelta(hours=6))
    actions.resume(clock, now=DUE + timedelta(days=2))
    clock.refresh_from_db()
    assert clock.due_at > DUE
    assert clock.look_at is not None
    watch_clocks(clock.due_at)
    assert answer_text(clock)[-1] == ("case.broken", clock.due_at)


def test_a_stopped_clock_is_left_alone(clock, now):
    actions.stop(clock, outcome="kept", now=now + timedelta(hours=2))
    assert watch_clocks(DUE + timedelta(days=60)) == 0
    assert clock.look_at is None


def test_two_workers_act_once(clock):
    from ongikar.clock.watch import check_clock

    assert check_clock(clock.pk, DUE) == 3
    assert check_clock(clock.pk, DUE) == 0


def test_a_promise_already_broken_waits_no_more(clock):
    actions.pause(clock, debt="x", now=DUE + timedelta(days=1))
    assert clock.running.waiting_since is None


def test_a_day_named_under_a_ceiling_may_only_be_earlier(clock, now):
    from ongikar.rules.clock.fold import LedgerFault

    actions.promise_day(clock, day=(DUE - timedelta(days=3)).date(), now=now)
    assert clock.due_at == DUE - timedelta(days=3)
    with pytest.raises(LedgerFault):
        actions.promise_day(clock, day=(DUE + timedelta(days=1)).date(), now=now)
    with pytest.raises(LedgerFault):
        actions.promise_day(clock, day=(now - timedelta(days=1)).date(), now=now)


def test_recomputing_changes_nothing(clock, now):
    actions.pause(clock, debt="x", now=now + timedelta(hours=1))
    actions.resume(clock, now=now + timedelta(days=2))
    watch_clocks(DUE)
    for each in Clock.objects.all():
        assert actions.refresh_caches(each) is False


def test_the_watch_pages_to_the_end(office, now, monkeypatch):
    monkeypatch.setattr("ongikar.clock.watch.PAGE", 2)
    for _ in range(5):
        actions.start_clock(
            office=office,
            calendar=office.calendar_version(),
            topic="case",
            promise=Promise("immediate"),
            received=now,
        )
    watch_clocks(now + timedelta(days=1))
    assert Entry.objects.filter(verb="case.broken").count() == 5
