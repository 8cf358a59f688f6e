"""A new calendar reaches every open promise that is not broken: once, whatever comes between."""

from datetime import datetime, timedelta
from itertools import islice

import pytest
from django.db import connection

from ongikar.clock import actions, recalculate_deadlines
from ongikar.clock.impact_preview import preview_impact
from ongikar.clock.models import Clock
from ongikar.clock.recalculate_deadlines import reschedule_office
from ongikar.clock.watch import watch_clocks
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.rules.promise import Promise

from .calendars import order, row

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def at(words: str) -> datetime:
    return datetime.fromisoformat(f"{words}+06:00")


@pytest.fixture
def start(office, now):
    """`start(5)`: a clock of five working days; Sunday 22 November and five are Sunday the 29th."""

    def do(days, *, received=now, topic="case"):
        return actions.start_clock(
            office=office,
            calendar=office.calendar_version(),
            topic=topic,
            promise=Promise("working_days", days),
            received=received,
        )

    return do


def storm(office, now, day="2026-11-25"):
    return order(office, row("local", day), now=now)


def moved():
    """(clock, from, to) of every entry that a last day moved, in the order in which they were written."""
    entries = Entry.objects.filter(verb__endswith=".moved").order_by("id")
    return [
        (e.subject_id, *(datetime.fromisoformat(e.facts[key]) for key in ("from", "to"))) for e in entries
    ]


def carry(office, now):
    return sum(reschedule_office(office.pk, since=now))


def caches():
    columns = ("pk", "calendar_version_id", "due_at", "look_at", "stopped_at")
    return list(Clock.objects.order_by("pk").values_list(*columns))


def test_a_closure_moves_what_it_crosses_and_says_from_when_to_when_and_by_which_order(office, start, now):
    clock, before = start(5), start(2)
    version = storm(office, now + MINUTE)
    run_due_entries(now + MINUTE)
    assert moved() == [(clock.pk, at("2026-11-29T17:00"), at("2026-11-30T17:00"))]
    (entry,) = Entry.objects.filter(verb="case.moved")
    assert entry.facts == {
        "from": "2026-11-29T17:00:00+06:00",
        "to": "2026-11-30T17:00:00+06:00",
        "version": version.number,
        "order": version.order_id,
    }
    assert (entry.subject_type, entry.office_id) == ("clock", office.pk)
    assert set(Clock.objects.values_list("calendar_version", flat=True)) == {version.pk}
    before.refresh_from_db()
    assert before.due_at == at("2026-11-24T17:00")


def test_what_is_carried_over_is_what_would_have_been_counted_from_the_start(office, start, now):
    for days in (1, 2, 3, 5, 8, 13, 30):
        start(days)
    storm(office, now + MINUTE)
    order(office, row("working", "2026-11-28"), now=now + MINUTE)
    carry(office, now + MINUTE)
    for clock in Clock.objects.prefetch_related("facts"):
        assert actions.refresh_caches(clock) is False
        again = start(clock.running.promise.amount)
        assert (clock.due_at, clock.look_at) == (again.due_at, again.look_at)


def test_oldest_due_comes_first_whatever_it_counts(office, start, now, monkeypatch):
    monkeypatch.setattr(recalculate_deadlines, "PAGE", 2)
    clocks = {days: start(days, topic="grievance" if days % 2 else "case") for days in (9, 4, 6, 5, 8)}
    storm(office, now + MINUTE)
    carry(office, now + MINUTE)
    assert [pk for pk, *_ in moved()] == [clocks[days].pk for days in (4, 5, 6, 8, 9)]
    assert set(Entry.objects.filter(verb__endswith=".moved").values_list("verb", flat=True)) == {
        "case.moved",
        "grievance.moved",
    }


def test_twice_changes_nothing(office, start, now):
    for days in (1, 5, 9):
        start(days)
    storm(office, now + MINUTE)
    carry(office, now + MINUTE)
    once = caches()
    assert carry(office, now + DAY) == 0
    assert caches() == once
    assert len(moved()) == 2


def test_stopped_in_the_middle_and_begun_again_it_is_the_same(office, start, now, monkeypatch):
    monkeypatch.setattr(recalculate_deadlines, "PAGE", 2)
    for days in (3, 4, 5, 6, 7, 8, 9):
        start(days)
    version = storm(office, now + MINUTE)
    assert list(islice(reschedule_office(office.pk, since=now), 2)) == [2, 2]
    assert Clock.objects.exclude(calendar_version=version).count() == 3
    carry(office, now + 2 * MINUTE)
    assert Clock.objects.exclude(calendar_version=version).count() == 0
    found = [pk for pk, *_ in moved()]
    assert len(found) == len(set(found)) == 7


def test_a_worker_takes_a_slice_at_a_time_and_looks_again_when_all_receipts_have_settled(
    office, start, now, monkeypatch
):
    monkeypatch.setattr(recalculate_deadlines, "PAGE", 1)
    monkeypatch.setattr(recalculate_deadlines, "SLICE", timedelta(0))
    late = [start(days) for days in (4, 5, 6)]
    given = now + MINUTE
    storm(office, given)
    run_due_entries(given)
    assert len(moved()) == 3
    # A receipt that began before the order and was written after it.
    Clock.objects.filter(pk=start(7).pk).update(
        calendar_version=late[0].calendar_version, due_at=at("2026-12-01T17:00")
    )
    run_due_entries(given + recalculate_deadlines.SETTLED - timedelta(seconds=1))
    assert len(moved()) == 3
    run_due_entries(given + recalculate_deadlines.SETTLED)
    assert moved()[-1][1:] == (at("2026-12-01T17:00"), at("2026-12-02T17:00"))
    assert not OutboxEntry.objects.filter(
        reaction="clock.recalculate_deadlines.recalculate_deadlines", next_try__isnull=False
    ).exists()


def test_what_was_broken_when_the_order_was_given_keeps_its_calendar(office, start, now):
    broken = start(2)
    given = at("2026-11-24T17:01")
    storm(office, given, "2026-11-24")
    carry(office, given)
    assert moved() == []
    broken.refresh_from_db()
    assert broken.due_at == at("2026-11-24T17:00")
    assert broken.calendar_version_id != office.calendar_version().pk


def test_an_order_alone_breaks_no_promise(office, start, now):
    """The holiday of yesterday is taken back: counted so, the promise would have been broken yesterday."""
    storm(office, now, "2026-11-24")
    clock = start(2)
    assert clock.due_at == at("2026-11-25T17:00")
    given = at("2026-11-25T10:00")
    order(office, row("withdrawn", "2026-11-24"), now=given)
    carry(office, given)
    assert moved() == []
    clock.refresh_from_db()
    assert clock.due_at == at("2026-11-25T17:00")


def test_an_order_makes_no_breach_of_the_days_before_a_wait(office, start, now):
    """Counted without the holiday that is taken back, the promise would have broken a day before anything was
    asked for.
    """
    storm(office, now, "2026-11-25")
    clock = start(5)
    actions.pause(clock, debt="ছবি", now=at("2026-11-30T10:00"))
    given, before = at("2026-12-01T10:00"), office.calendar
    after = order(office, row("withdrawn", "2026-11-25"), now=given).calendar
    (seen,) = preview_impact(office.pk, before, after, now=given)
    assert (seen.becomes, seen.stays, seen.waits) == (at("2026-11-29T17:00"), True, True)
    carry(office, given)
    clock.refresh_from_db()
    assert (moved(), clock.due_at, clock.look_at) == ([], at("2026-11-30T17:00"), None)
    assert clock.breaches(given) == ()


def test_what_has_stopped_is_judged_by_the_calendar_it_ran_under(office, start, now):
    clock = start(5)
    actions.stop(clock, outcome="kept", now=now + MINUTE)
    storm(office, now + 2 * MINUTE)
    carry(office, now + 2 * MINUTE)
    clock.refresh_from_db()
    assert (moved(), clock.due_at) == ([], at("2026-11-29T17:00"))


def test_who_is_waited_for_is_carried_over_too_however_long_ago_the_last_day_would_have_been(
    office, start, now
):
    clock = start(2)
    actions.pause(clock, debt="জন্ম সনদ", now=now + MINUTE)
    given = at("2026-12-06T10:00")
    version = storm(office, given, "2026-12-07")
    carry(office, given)
    clock.refresh_from_db()
    assert (clock.calendar_version_id, clock.look_at, moved()) == (version.pk, None, [])
    # Every close from the 22nd to the 3rd was waited: the 6th, the 8th and the 9th are left to count.
    actions.resume(clock, now=given + MINUTE)
    clock.refresh_from_db()
    assert clock.due_at == at("2026-12-09T17:00")


def test_after_a_downtime_the_watch_breaks_nothing_that_an_order_had_saved(office, start, now):
    clock = start(5)
    storm(office, now + MINUTE)
    # Nobody worked until the old last day had passed.
    watch_clocks(at("2026-11-29T18:00"))
    clock.refresh_from_db()
    assert clock.due_at == at("2026-11-30T17:00")
    assert Entry.objects.get(verb="case.moved").at == now + MINUTE, "entered at the moment of the order"
    assert not Entry.objects.filter(verb="case.broken").exists()
    watch_clocks(at("2026-11-30T18:00"))
    (broken,) = Entry.objects.filter(verb="case.broken")
    assert broken.at == at("2026-11-30T17:00")
    assert len(moved()) == 1


def test_an_act_before_the_worker_has_come_is_counted_by_the_new_calendar(office, start, now):
    clock = start(5)
    storm(office, now + MINUTE)
    actions.stop(clock, outcome="kept", now=at("2026-11-30T10:00"))
    stored = Clock.objects.get(pk=clock.pk)
    assert (stored.due_at, stored.stopped_at) == (at("2026-11-30T17:00"), at("2026-11-30T10:00"))
    assert len(moved()) == 1


def test_an_act_begun_before_the_worker_came_does_not_undo_what_it_did(office, start, now):
    known = Clock.objects.get(pk=start(5).pk)
    storm(office, now + MINUTE)
    carry(office, now + MINUTE)
    actions.pause(known, debt="জন্ম সনদ", now=now + 2 * MINUTE)
    actions.resume(known, now=now + 3 * MINUTE)
    assert Clock.objects.get(pk=known.pk).due_at == at("2026-11-30T17:00")
    assert actions.refresh_caches(Clock.objects.get(pk=known.pk)) is False


def test_two_orders_in_a_row_are_two_moves_each_judged_as_of_its_own_moment(office, start, now):
    clock = start(5)
    storm(office, now + MINUTE)
    # Given when the first last day had passed, and before the second.
    storm(office, at("2026-11-30T09:00"), "2026-11-30")
    carry(office, at("2026-11-30T10:00"))
    assert moved() == []
    assert sum(reschedule_office(office.pk, since=now + MINUTE)) == 2
    days = [at(f"2026-{day}T17:00") for day in ("11-29", "11-30", "12-01")]
    assert moved() == [(clock.pk, *days[:2]), (clock.pk, *days[1:])]


def test_the_warning_of_the_day_before_moves_even_where_the_last_day_does_not(office, now):
    """Fifty-five hours end at the close of the 24th, so they last until the next: the 25th, whether the 24th
    is open or not.
    """
    clock = actions.start_clock(
        office=office,
        calendar=office.calendar_version(),
        topic="case",
        promise=Promise("hours", 55),
        received=now,
    )
    storm(office, now, "2026-11-24")
    carry(office, now)
    due_at, clock = clock.due_at, Clock.objects.get(pk=clock.pk)
    assert (moved(), clock.due_at) == ([], due_at)
    assert clock.look_at == at("2026-11-23T17:00")
    assert actions.refresh_caches(clock) is False


def test_another_office_is_not_touched(office, start, office_files, now):
    from ongikar.office_files import importing
    from ongikar.offices.models import Office

    files = office_files()
    files.office |= {"slug": "mithapukur-ict", "default": False}
    importing.load_office(files, now=now, is_demo=True)
    other = Office.objects.get(slug="mithapukur-ict")
    theirs = actions.start_clock(
        office=other,
        calendar=other.calendar_version(),
        topic="case",
        promise=Promise("working_days", 5),
        received=now,
    )
    storm(office, now + MINUTE)
    run_due_entries(now + MINUTE)
    theirs.refresh_from_db()
    assert theirs.due_at == at("2026-11-29T17:00")


def test_what_falls_due_before_the_first_changed_day_costs_no_reading_of_facts(
    office, start, now, django_assert_num_queries
):
    for _ in range(20):
        start(1)
    storm(office, now + MINUTE)
    facts = "clock_fact"
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        carry(office, now + MINUTE)
    assert not [query for query in asked if facts in query["sql"]]
    assert set(Clock.objects.values_list("calendar_version", flat=True)) == {office.calendar_version().pk}


def test_what_begins_after_a_breach_is_counted_by_the_calendar_of_then(office, now):
    """The broken acceptance keeps its calendar; the day named at last lies in the newest."""
    clock = actions.start_clock(
        office=office,
        calendar=office.calendar_version(),
        topic="case",
        promise=Promise("accept"),
        received=now,
    )
    broken, late = clock.due_at, now + 2 * DAY
    watch_clocks(late)
    version = storm(office, late, day="2026-11-26")
    carry(office, late)
    clock.refresh_from_db()
    assert clock.calendar_version_id != version.pk
    actions.promise_day(clock, day=(now + 4 * DAY).date(), now=late + MINUTE)
    clock.refresh_from_db()
    assert clock.calendar_version_id == version.pk
    assert clock.due_at == at("2026-11-29T17:00")
    assert clock.breaches(late + MINUTE) == (broken,)
