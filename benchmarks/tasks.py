"""Tasks at 1,000 and at 50,000 open ones: what Today costs. `python -m benchmarks.tasks`, on an installation
of demonstration; nothing of what it fills in stays.
"""

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

OWNERS_TURN = 5  # one open task in so many is the officer's; the others are the assistant's or lie outside
CHECKED_TURN = 7  # one in so many waits for its check
BATCH = 2_000
# Due within so many days: of a thousand tasks as of many thousands Today shows as much as it ever does, half
# of what is open being late.
DAYS_OF_FULL_PAGE = 6


def fill_tasks(office: Any, open_count: int, ended_count: int, now: datetime, *, days: int = 97) -> None:
    """Open tasks due around now, within so many days and three of these past, and as many that have ended:
    the rows that the acts would write, in bulk.
    """
    from django.db.models import Max

    from ongikar.clock.models import Clock, Fact
    from ongikar.offices.models import Post
    from ongikar.people.models import Contact
    from ongikar.rules.promise import Promise
    from ongikar.rules.promise.undertaking import Undertaking
    from ongikar.tasks import transitions
    from ongikar.tasks.models import Task, TaskAct

    officer, assistant = (Post.objects.get(office=office, role=role) for role in ("officer", "assistant"))
    contact = Contact.objects.create(office=office, post="অধ্যক্ষ", since=now.date() - timedelta(days=900))
    version = office.calendar_version()
    last = Task.objects.filter(office=office).aggregate(last=Max("number"))["last"] or 0
    many = open_count + ended_count
    for batch in batched(range(many), BATCH):
        clocks, checks = [], {}
        for n in batch:
            is_open = n >= ended_count
            due = now + timedelta(days=(n % days) - (3 if is_open else 200), hours=n % 7)
            clocks.append(
                Clock(
                    office=office,
                    topic="task",
                    calendar_version=version,
                    started_at=due - timedelta(days=20),
                    due_at=due,
                    look_at=max(due, now + timedelta(days=1)) if is_open else None,
                    stopped_at=None if is_open else due - timedelta(days=1),
                    outcome="" if is_open else "kept",
                )
            )
        clocks = Clock.objects.bulk_create(clocks)
        waiting = [n for n in batch if n >= ended_count and n % CHECKED_TURN == 0]
        made = Clock.objects.bulk_create(
            [
                Clock(
                    office=office,
                    topic="task_check",
                    calendar_version=version,
                    started_at=now - timedelta(days=1),
                    due_at=now + timedelta(days=1 + n % 3, hours=n % 5),
                    look_at=now + timedelta(days=1),
                )
                for n in waiting
            ]
        )
        checks = dict(zip(waiting, made, strict=True))
        tasks = []
        for n, clock in zip(batch, clocks, strict=True):
            is_open = n >= ended_count
            is_outside, is_officers = n % 11 == 0, n % OWNERS_TURN == 0
            owner = None if is_outside else officer if is_officers else assistant
            tasks.append(
                Task(
                    office=office,
                    number=last + n + 1,
                    fiscal_year=2026,
                    title=f"কাজ {n}",
                    owner_post=owner,
                    owner_contact=contact if is_outside else None,
                    given_by=officer,
                    check_post=assistant if is_officers else officer,
                    clock=clock,
                    check_clock=checks.get(n),
                    state=(
                        (transitions.REPORTED if n in checks else transitions.OPEN)
                        if is_open
                        else transitions.DONE
                    ),
                    given_at=clock.started_at,
                    ended_at=clock.stopped_at,
                    submission=f"filled-{office.pk}-{n}",
                )
            )
        tasks = Task.objects.bulk_create(tasks)
        Fact.objects.bulk_create(
            Fact(
                clock=clock,
                kind="started",
                at=clock.started_at,
                data=Undertaking(Promise("by_date", until=clock.due_at.date())).as_data(),
            )
            for clock in [*clocks, *made]
        )
        TaskAct.objects.bulk_create(
            TaskAct(task=task, name="give", at=task.given_at, by_type="user", by_id=1) for task in tasks
        )


def milliseconds(act: Callable[[], object], times: int) -> float:
    """The fastest of so many times, after the process is warm: what else the machine does says nothing. On
    SQLite, whose work is the process's own, of the processor.
    """
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    act()
    taken = []
    for _ in range(times):
        began = clock()
        act()
        taken.append((clock() - began) * 1000)
    return min(taken)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection, transaction
    from django.test import Client
    from django.utils import timezone

    from ongikar.offices.models import Office
    from ongikar.people.models import User

    settings.ALLOWED_HOSTS = ["*"]
    office, now = Office.objects.get(is_default=True), timezone.now()
    client = Client()
    client.force_login(User.objects.get(username="karim"), backend="ongikar.people.sign_in.StaffBackend")
    taken = {}
    for many in (1_000, 50_000):
        with transaction.atomic():
            fill_tasks(office, many, many, now, days=DAYS_OF_FULL_PAGE)
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE")
            taken[many] = milliseconds(lambda: client.get("/desk/today/"), 25)
            transaction.set_rollback(True)
    ratio = taken[50_000] / taken[1_000]
    print(
        f"Today, 1,000 open tasks: {taken[1_000]:.1f} ms; 50,000: {taken[50_000]:.1f} ms; {ratio:.2f} times"
    )


if __name__ == "__main__":
    main()
