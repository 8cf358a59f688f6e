"""How long each page and each look-up of the worker takes on the database at hand: the fastest of many, each
of another case. `python -m benchmarks growth.measure` prints it as JSON; `growth.compare` lays two together.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import cycle

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.kinds.kind import open_due_cases
from ongikar.cases.models import Case
from ongikar.charter.charter_status import judge_charters
from ongikar.clock.watch import next_clocks_to_check
from ongikar.grievances.models import Grievance
from ongikar.journal.hash_chain import Sealer
from ongikar.journal.outbox import BATCH, turns
from ongikar.offices.models import Office, Post
from ongikar.operations.doctor_offices import check_given_up, check_watch
from ongikar.operations.doctor_system import check_outbox
from ongikar.operations.retention import due_rows
from ongikar.people.models import Holding, User
from tests.applicants import show_proof

from .people import RARE

WORDS = ("রহিমা", "রহিমা খাতুন", RARE, "নেই এমন", "ক", "৮৮০১৭")
Measured = dict[str, Callable[[], object]]


def pages(office: Office, cases: list[Case], complaints: list[Grievance]) -> Measured:
    """Each page as one call: the next case of many, on no page that is kept in memory."""
    nobody, officer, hearer, department = Client(), signed_in("karim"), signed_in("salma"), overseer()
    citizen = show_proof(Client(), *cases[:20])
    own, every, filed, words = cycle(cases[:20]), cycle(cases), cycle(complaints), cycle(WORDS)
    year = timezone.localdate().year

    def get(client: Client, name: str, *args, **query) -> None:
        response = client.get(reverse(name, args=args), query, SERVER_NAME="127.0.0.1")
        if response.status_code != 200:
            raise RuntimeError(f"{name}: {response.status_code}")

    return {
        "home": lambda: get(nobody, "home"),
        "charter": lambda: get(nobody, "charter"),
        "a service": lambda: get(nobody, "service", "citizen-1"),
        "account": lambda: get(nobody, "account"),
        "ledger": lambda: get(nobody, "ledger"),
        "complaints, how": lambda: get(nobody, "grievances"),
        "tracking": lambda: get(citizen, "track_case", next(own).number),
        "its days": lambda: get(citizen, "track_days", next(own).number),
        "today": lambda: get(officer, "today"),
        "queue": lambda: get(officer, "queue"),
        "queue, all": lambda: get(officer, "queue", tab="all"),
        "queue, late": lambda: get(officer, "queue", tab="late"),
        "queue, search": lambda: get(officer, "queue", q=next(words)),
        "case": lambda: get(officer, "case", next(every).number),
        "counter": lambda: get(officer, "counter"),
        "books": lambda: get(officer, "books"),
        "service register": lambda: get(officer, "book", "services", fiscal_year_of_cases(cases)),
        "complaint register": lambda: get(officer, "book", "grievances", fiscal_year_of_cases(cases)),
        "own complaints": lambda: get(officer, "desk_complaints"),
        "messages": lambda: get(officer, "messages"),
        "calendar": lambda: get(officer, "calendar_year", year),
        "complaints desk": lambda: get(hearer, "desk_grievances"),
        "a complaint": lambda: get(hearer, "desk_grievance", next(filed).number),
        "messages of the desk": lambda: get(hearer, "messages"),
        "drops": lambda: get(hearer, "desk_drops"),
        "offices side by side": lambda: get(department, "desk_offices"),
    }


def look_ups(office: Office, cases: list[Case]) -> Measured:
    """What the worker asks in a round, and at a breach; nothing of it changes a row that is there."""
    now, clocks, seal = timezone.now(), cycle(case.clock_id for case in cases), Sealer()
    # The look over everything takes a fixed share of a round, and no more of it.
    seal.wide_at = now + timedelta(days=1)
    return {
        "worker: case of a clock": lambda: Case.objects.with_related().of_clock(next(clocks)).get(),
        "worker: clocks to look at": lambda: next_clocks_to_check(now),
        "worker: entries to run": lambda: turns.next_keys(now, BATCH),
        "worker: opening what is owed": lambda: open_due_cases(now),
        "worker: judging charters": lambda: judge_charters(now),
        "worker: sealing": lambda: seal(now),
        "worker: retention of an office": lambda: [list(rows[:200]) for _, rows in due_rows(office, now)],
        "doctor: watch, outbox": lambda: (check_watch(), check_outbox(), check_given_up()),
    }


def fiscal_year_of_cases(cases: list[Case]) -> int:
    return cases[0].fiscal_year


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def overseer() -> Client:
    """Somebody of the department who oversees every office."""
    user, _ = User.objects.get_or_create(username="growth-overseer")
    for office in Office.objects.all():
        post, _ = Post.objects.get_or_create(
            office=office,
            slug="growth-overseer",
            defaults={"role": Post.VIEWER, "title_bn": "পরিদর্শক", "title_en": "Overseer"},
        )
        Holding.objects.get_or_create(user=user, post=post, defaults={"since": date(2024, 1, 1)})
    return signed_in("growth-overseer")


def spread(rows, count: int) -> list:
    """So many rows of an office, from its whole time."""
    keys = list(rows.order_by("-pk").values_list("pk", flat=True)[:20_000])
    return list(rows.filter(pk__in=keys[:: max(1, len(keys) // count)][:count]).order_by("-pk"))


def measure_times(wanted: Measured, rounds: int) -> Iterator[tuple[str, float]]:
    for name, ask in wanted.items():
        ask()
        times = []
        for _ in range(rounds):
            cache.clear()
            began = time.perf_counter()
            ask()
            times.append(time.perf_counter() - began)
        yield name, min(times)


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.growth.measure")
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args(words).rounds
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    office = Office.objects.get(is_default=True)
    cases = spread(Case.objects.filter(office=office).select_related("applicant"), 300)
    complaints = spread(Grievance.objects.filter(office=office, identity_hidden=False), 300)
    found = dict(measure_times(pages(office, cases, complaints) | look_ups(office, cases), rounds))
    print(json.dumps({"database": connection.vendor, "cases": Case.objects.count(), "seconds": found}))
