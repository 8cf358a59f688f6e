"""How jobs are found among 100,000: by an index, never by reading all of a table."""

import re
import time
from datetime import timedelta
from itertools import batched

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ongikar.delivery.support.models import Job, newest_job
from ongikar.delivery.support.parts import place_part, today_of_jobs
from ongikar.people.post_holders import holder_of
from ongikar.people.today_lines import TodayQuestion
from ongikar.places.actions import register_device
from ongikar.places.models import DeviceFact

from .conftest import MONDAY, SUNDAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, EACH = 100_000, 10_000
READ_THROUGH = {
    "sqlite": re.compile(r"SCAN (support_\w+|places_devicefact)(?! USING)"),
    "postgresql": re.compile(r"Seq Scan on (support_(job|jobact)|places_devicefact)\b"),
}
# A hundred times what it takes, on a machine that does nothing else.
LONGEST = 1.0


@pytest.fixture
def filled(reported):
    """Ten cases of ten thousand rounds each: all but the newest of each is ended."""
    first = [reported(device_number="") for _ in range(MANY // EACH)]
    for job in first:
        for rounds in batched(range(2, EACH), 5_000):
            Job.objects.bulk_create(
                Job(
                    office_id=job.office_id,
                    case_id=job.case_id,
                    place_id=job.place_id,
                    round=round,
                    fiscal_year=2000 + job.pk % 50,
                    book_serial=job.pk * EACH + round,
                    state="ended" if round < EACH - 1 else "triaged",
                    look_by=SUNDAY,
                    looked_at=SUNDAY if round < EACH - 1 else None,
                    opened_at=SUNDAY + timedelta(seconds=round),
                    ended_at=SUNDAY if round < EACH - 1 else None,
                )
                for round in rounds
            )
        Job.objects.filter(pk=job.pk).update(state="ended", ended_at=SUNDAY, looked_at=SUNDAY)
    say_of_devices(first[0])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return first


def say_of_devices(job):
    """Twenty devices of the office, each of which was seen a thousand times: a table of one line is rightly
    read through.
    """
    for _ in range(20):
        device = register_device(
            office=job.office,
            place=job.place,
            kind="ups",
            on=SUNDAY.date(),
            actor=("worker", None),
            now=SUNDAY,
        )
        DeviceFact.objects.bulk_create(
            DeviceFact(
                device=device,
                fact="seen",
                on=SUNDAY.date(),
                stood_at=job.place,
                at=SUNDAY,
                by_type="worker",
            )
            for _ in range(1_000)
        )


def asked(question):
    """What a question asks: it comes at once, and no statement of it reads a table through."""
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as statements:
        answer = question()
    took = time.perf_counter() - begun
    plans = []
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        for each in statements:
            if each["sql"].startswith("SELECT"):
                cursor.execute(explain + each["sql"].replace("%", "%%"))
                told = "\n".join(str(row[-1]) for row in cursor.fetchall())
                plans.append(told)
                assert not READ_THROUGH[connection.vendor].search(told), (each["sql"], told)
    assert took < LONGEST, plans
    return answer


def test_everything_is_read_off_its_index(filled, office, lab, karim, rf):
    # In one test: to fill the tables takes longer than all that is asked of them.
    rows = Job.objects.filter(office=office)
    assert len(asked(lambda: list(rows.filter(ended_at__isnull=True).order_by("id")[:50]))) == len(filled)
    assert len(asked(lambda: list(rows.filter(ended_at__isnull=False).order_by("-id")[:50]))) == 50
    assert asked(lambda: newest_job(filled[3].case)).round == EACH - 1
    # The addresses are read the first time that one is asked for.
    reverse("jobs")
    holder = holder_of(karim, MONDAY.date())
    assert asked(lambda: today_of_jobs(TodayQuestion(None, holder, office, MONDAY))).in_office
    request = rf.get("/")
    request.holder = holder
    assert asked(lambda: place_part(request=request, place=lab, now=MONDAY))
