"""How long a new calendar takes to reach 100,000 open promises: `python -m benchmarks.reprojection --database
URL`.

Every promise crosses the ordered holiday, so every one is counted anew, written, entered in the journal and
owed a message. Beside it, in the same run: the same rows updated and inserted by plain SQL in one
transaction.
"""

import argparse
import os
import random
import tempfile
import time
from datetime import timedelta
from itertools import batched

COUNT = 100_000
GOAL = 10.0


def fill(office, count: int) -> None:
    """Open clocks received over the last days, all due after the holiday that will be ordered."""
    from django.utils import timezone

    from ongikar.clock.models import Clock, Fact
    from ongikar.rules.clock.watch import next_milestone
    from ongikar.rules.promise import Promise, compute_due

    version, now, chance = office.calendar_version(), timezone.now(), random.Random(1)
    for batch in batched(range(count), 2000):
        clocks, facts = [], []
        for _ in batch:
            promise = Promise("working_days", chance.randint(20, 60))
            received = now - timedelta(seconds=chance.randint(0, 10 * 86_400))
            due_at = compute_due(version.calendar, promise, received)
            look_at = next_milestone(version.calendar, received, due_at, frozenset())
            clocks.append(
                Clock(
                    office=office,
                    topic="case",
                    calendar_version=version,
                    started_at=received,
                    due_at=due_at,
                    look_at=look_at,
                )
            )
            facts.append(Fact(kind="started", at=received, data={"promise": promise.as_data()}))
        for clock, fact in zip(Clock.objects.bulk_create(clocks), facts, strict=True):
            fact.clock = clock
        Fact.objects.bulk_create(facts)


def order(office) -> None:
    from django.utils import timezone

    from ongikar.offices.calendars import give_order
    from ongikar.offices.models import CalendarOrder

    now = timezone.now()
    day = office.calendar_version().calendar.next_open_day(timezone.localdate(), 15).isoformat()
    row = {"kind": "local", "from": day, "to": day, "name_bn": "ঘূর্ণিঝড়", "name_en": "cyclone"}
    given = CalendarOrder(
        office=office,
        key="benchmark",
        scope="office",
        memo_number="1",
        memo_date=timezone.localdate(),
        issuer="—",
        days=[row],
        entered_at=now,
        entered_by=1,
        post=office.posts.first(),
    )
    give_order([given], seen=[office.calendar_version().pk], actor=("user", 1), now=now)


def look_before(office, old) -> float:
    """Seconds until whoever orders it sees what it would move, before it is saved."""
    from django.utils import timezone

    from ongikar.clock.impact_preview import preview_impact

    began = time.perf_counter()
    preview_impact(office.pk, old, office.calendar_version().calendar, now=timezone.now())
    return time.perf_counter() - began


def carry(office) -> tuple[float, float, int]:
    """Seconds in all, seconds of the longest page, and how many last days moved."""
    from django.utils import timezone

    from ongikar.clock.recalculate_deadlines import reschedule_office

    now = timezone.now()
    moved, longest, began = 0, 0.0, time.perf_counter()
    last = began
    for page in reschedule_office(office.pk, since=now - timedelta(minutes=1)):
        ended = time.perf_counter()
        moved, longest, last = moved + page, max(longest, ended - last), ended
    return time.perf_counter() - began, longest, moved


def bare() -> float:
    """Seconds for the same rows by plain SQL: each clock's update, its entry and its to-do, in one
    transaction.
    """
    from django.db import connection, transaction

    mark = "%s"
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, due_at, look_at, calendar_version_id FROM clock_clock")
        clocks = cursor.fetchall()
        cursor.execute("SELECT max(id) FROM journal_entry")
        last = cursor.fetchone()[0]
        facts = (
            '{"from": "2026-12-06T17:00:00+06:00", "to": "2026-12-07T17:00:00+06:00", "version": 2,'
            ' "order": 1}'
        )
        update = "UPDATE clock_clock SET due_at = %s, look_at = %s, calendar_version_id = %s WHERE id = %s"
        entry = f"""
            INSERT INTO journal_entry
            (id, at, verb, office_id, actor_type, actor_id, subject_type, subject_id, facts)
            VALUES ({mark}, {mark}, 'case.moved', 1, 'worker', NULL, 'clock', {mark}, {mark})"""
        outbox_entry = f"""INSERT INTO journal_outboxentry (entry_id, reaction, next_try, attempts, fault)
            VALUES ({mark}, 'notices.reactions.notify_of_moved_case', {mark}, 0, '')"""
        began = time.perf_counter()
        with transaction.atomic():
            cursor.executemany(
                update, [(due_at, look_at, version, pk) for pk, due_at, look_at, version in clocks]
            )
            numbered = list(enumerate(clocks, last + 1))
            cursor.executemany(entry, [(key, due_at, pk, facts) for key, (pk, due_at, *_) in numbered])
            cursor.executemany(outbox_entry, [(key, due_at) for key, (_, due_at, *_) in numbered])
        return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.reprojection")
    parser.add_argument("--database", required=True, help="an empty database, by its address")
    parser.add_argument("--clocks", type=int, default=COUNT)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "ongikar.config.settings",
            "ONGIKAR_VAR": folder,
            "ONGIKAR_DATABASE": asked.database,
        }
        import django

        django.setup()
        from ongikar.offices.models import Office
        from ongikar.operations.prepare import prepare

        prepare(["--no-cases"])
        office = Office.objects.get(is_default=True)
        fill(office, asked.clocks)
        before = office.calendar_version().calendar
        order(office)
        looked = look_before(office, before)
        seconds, longest, moved = carry(office)
        plain = bare()
    print("what | measured | ratio | goal")
    print(
        f"re-projection of {moved:,} open promises, s | {seconds:.2f} | {seconds / plain:.2f} × plain SQL | ≤"
        f" {GOAL:g}"
    )
    print(f"the same rows by plain SQL, s | {plain:.2f} | 1 | baseline")
    print(
        f"seen before it is saved, s | {looked:.2f} | {looked / plain:.2f} × plain SQL | one page waits so"
        " long"
    )
    print(f"longest page, ms | {longest * 1000:.0f} | | others wait so long")


if __name__ == "__main__":
    main()
