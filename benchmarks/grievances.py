"""Complaints at 1,000 and at 100,000: what the desk, the registers, the tray and a report cost of the
processor, of this process and of its database server's, so that the ratio holds while others use the machine.
`python -m benchmarks.grievances`, on an installation of demonstration; nothing of what it fills in stays.
PostgreSQL on this machine.
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import batched
from pathlib import Path
from typing import Any

OPEN_TURN = 50  # one complaint in so many is still open, some of them late
HEARD_TURN = 10  # one of the closed in so many was heard, and led to a remedy
BATCH = 2_000
PAGES = (
    ("desk", "/desk/grievances/"),
    ("hearings", "/desk/hearings/"),
    ("remedies", "/desk/remedies/"),
    ("Today", "/desk/today/"),
    ("register", "/desk/books/grievances/{year}/"),
    ("register, last page", "/desk/books/grievances/{year}/?page=last"),
    ("register of hearings", "/desk/books/hearings/{year}/"),
    ("register of decisions", "/desk/books/grievance-decisions/{year}/"),
    ("tray", "/desk/messages/"),
    ("report of the month", "/desk/grievance-reports/{month}/"),
)


def fill_grievances(office: Any, count: int, now: datetime) -> None:
    """Complaints of the last 300 days, most of them decided, as the acts would write them, in bulk and past
    the seals.
    """
    from django.db import models

    from ongikar.clock.models import Clock, Fact
    from ongikar.gatherings.models import Gathering, Roster
    from ongikar.grievances.models import (
        Act,
        BookLine,
        Grievance,
        Hearing,
        HearingParty,
        Inquiry,
        Remedy,
        Stage,
    )
    from ongikar.offices.models import Post
    from ongikar.people.models import Applicant
    from ongikar.rules.bangla.text import fiscal_year
    from ongikar.tasks.models import Task

    def write(rows: list) -> list:
        return models.QuerySet(type(rows[0])).bulk_create(rows) if rows else []

    officer, gro = (Post.objects.get(office=office, role=role) for role in ("officer", "gro"))
    version, year = office.calendar_version(), fiscal_year(now.date())
    tier = office.charters.order_by("-number").first().tiers.get(number=1)
    roster = Roster.objects.create(office=office, title="শুনানি", made_at=now)
    first = Grievance.objects.filter(office=office, fiscal_year=year).count()
    decided = BookLine.objects.filter(office=office, book=BookLine.DECISIONS).count()
    heard = BookLine.objects.filter(office=office, book=BookLine.HEARINGS).count()
    last_task = Task.objects.filter(office=office).count() + 1_000
    for batch in batched(range(count), BATCH):
        people, clocks = [], []
        for n in batch:
            filed = now - timedelta(days=300) * (count - n) / count - timedelta(days=1)
            is_open = n % OPEN_TURN == 0
            people.append(Applicant(office=office, name=f"নমুনা {n}", mobile=f"+88018{n:08d}"))
            clocks.append(
                Clock(
                    office=office,
                    topic="grievance",
                    calendar_version=version,
                    started_at=filed,
                    due_at=now + timedelta(days=n % 40 - 2) if is_open else filed + timedelta(days=40),
                    look_at=now + timedelta(days=50) if is_open else None,
                    stopped_at=None if is_open else min(filed + timedelta(days=20), now),
                    outcome="" if is_open else "kept",
                )
            )
        people, clocks = write(people), write(clocks)
        promise = {"promise": tier.promise.as_data(), "calendar": version.number}
        write([Fact(clock=each, kind="started", at=each.started_at, data=promise) for each in clocks])
        grievances = write(
            [
                Grievance(
                    office=office,
                    complainant=person,
                    respondent=officer,
                    number=f"filled-{first + n}",
                    fiscal_year=year,
                    book_serial=first + n + 1,
                    about="delay",
                    text="উত্তর পাইনি।",
                    identity_hidden=n % 7 == 0,
                    filed_at=clock.started_at,
                    state="decided" if clock.stopped_at else "filed",
                    submission=f"filled-{office.pk}-{first + n}",
                )
                for n, person, clock in zip(batch, people, clocks, strict=True)
            ]
        )
        write([Act(grievance=g, name="file", at=g.filed_at, by_type="citizen") for g in grievances])
        stages = write(
            [
                Stage(
                    grievance=grievance,
                    number=1,
                    tier=tier,
                    post=gro,
                    clock=clock,
                    filed_at=clock.started_at,
                    words="উত্তর পাইনি।",
                    closed_at=clock.stopped_at,
                    outcome="decided" if clock.stopped_at else "",
                    upheld=True if clock.stopped_at else None,
                    decision="সঠিক।" if clock.stopped_at else "",
                    cause="staff" if clock.stopped_at else "",
                )
                for grievance, clock in zip(grievances, clocks, strict=True)
            ]
        )
        closed = [stage for stage in stages if stage.closed_at]
        common = {"office": office, "fiscal_year": year}
        write(
            [
                BookLine(book=BookLine.DECISIONS, book_serial=decided + n, stage=stage, **common)
                for n, stage in enumerate(closed, 1)
            ]
        )
        decided += len(closed)
        with_hearing = closed[::HEARD_TURN]
        gatherings = write(
            [
                Gathering(
                    office=office,
                    sort=Gathering.HEARING,
                    title="শুনানি",
                    roster=roster,
                    starts_at=stage.closed_at,
                    ends_at=stage.closed_at + timedelta(hours=1),
                    uid=f"filled-{stage.pk}",
                    made_at=stage.filed_at,
                )
                for stage in with_hearing
            ]
        )
        hearings = write(
            [
                Hearing(
                    stage=stage,
                    gathering=gathering,
                    called_at=stage.filed_at,
                    record="বলেছেন।",
                    recorded_at=stage.closed_at,
                )
                for stage, gathering in zip(with_hearing, gatherings, strict=True)
            ]
        )
        write(
            [
                BookLine(book=BookLine.HEARINGS, book_serial=heard + n, hearing=hearing, **common)
                for n, hearing in enumerate(hearings, 1)
            ]
        )
        heard += len(hearings)
        sides = (Stage.COMPLAINANT, Stage.RESPONDENT)
        write(
            [
                HearingParty(hearing=each, side=side, attended=HearingParty.CAME, at=each.recorded_at)
                for each in hearings
                for side in sides
            ]
        )
        write(
            [
                Inquiry(
                    stage=stage,
                    post=officer,
                    terms="নথি দেখুন।",
                    ordered_at=stage.filed_at,
                    due=stage.closed_at.date(),
                    report="দেখা হয়েছে।",
                    reported_at=stage.closed_at,
                    ended_at=stage.closed_at,
                    submission=f"filled-inquiry-{stage.pk}",
                )
                for stage in with_hearing
            ]
        )
        own_clocks = write(
            [
                Clock(
                    office=office,
                    topic="task",
                    calendar_version=version,
                    started_at=stage.closed_at,
                    due_at=stage.closed_at + timedelta(days=10),
                    stopped_at=stage.closed_at,
                    outcome="kept",
                )
                for stage in with_hearing
            ]
        )
        write([Fact(clock=each, kind="started", at=each.started_at, data=promise) for each in own_clocks])
        tasks = write(
            [
                Task(
                    number=last_task + n,
                    title="প্রতিকার",
                    origin="remedy",
                    owner_post=officer,
                    given_by=gro,
                    check_post=gro,
                    clock=clock,
                    state="done",
                    given_at=clock.started_at,
                    ended_at=clock.stopped_at,
                    submission=f"filled-remedy-{clock.pk}",
                    **common,
                )
                for n, clock in enumerate(own_clocks, 1)
            ]
        )
        last_task += len(tasks)
        write([Remedy(stage=stage, task=task) for stage, task in zip(with_hearing, tasks, strict=True)])


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
    from ongikar.rules.bangla.text import fiscal_year

    settings.ALLOWED_HOSTS = ["*"]
    office, now = Office.objects.get(is_default=True), timezone.now()
    clients = {name: Client() for name in ("salma", "karim")}
    for name, client in clients.items():
        client.force_login(User.objects.get(username=name), backend="ongikar.people.sign_in.StaffBackend")
    named = {"year": fiscal_year(now.date()), "month": f"{now:%Y-%m}"}
    used = processor_clock()
    taken: dict[int, dict[str, float]] = {}
    for many in (1_000, 100_000):
        with transaction.atomic():
            fill_grievances(office, many, now)
            if connection.vendor == "postgresql":
                # By name: of the tables that all databases share one may be held by another's transaction.
                tables = ", ".join(map(connection.ops.quote_name, connection.introspection.table_names()))
                with connection.cursor() as cursor:
                    cursor.execute(f"ANALYZE {tables}")
            taken[many] = {
                words: cost(lambda: ask(clients, address.format(**named)), used)  # noqa: B023
                for words, address in PAGES
            }
            transaction.set_rollback(True)
    for words, _ in PAGES:
        few, much = taken[1_000][words], taken[100_000][words]
        print(f"{words}: 1,000: {few:.1f} ms; 100,000: {much:.1f} ms; {much / few:.2f} times")


TIMES = 15


def processor_clock() -> Callable[[], float]:
    """`clock()`: the milliseconds of the processor that this process has used, and the database server's for
    it.
    """
    from django.db import connection

    if connection.vendor != "postgresql":
        return lambda: time.process_time() * 1_000
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return lambda: time.process_time() * 1_000 + int(server.read_text().split()[0]) / 1e6


def cost(act: Callable[[], object], used: Callable[[], float]) -> float:
    """The middle one of so many times, after the process is warm."""
    act()
    taken = []
    for _ in range(TIMES):
        before = used()
        act()
        taken.append(used() - before)
    return statistics.median(taken)


def ask(clients: dict[str, Any], address: str) -> None:
    """Of whoever reads it: the tray is the office's."""
    answer = clients["karim" if "messages" in address else "salma"].get(address)
    assert answer.status_code == 200, (address, answer.status_code)


if __name__ == "__main__":
    main()
