"""How requests for information and their appeals are found among 60,000: by an index, never by reading
through.
"""

import re
from datetime import timedelta
from itertools import batched

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import SUNDAY
from ongikar.clock.models import Clock, Fact
from ongikar.people.models import Applicant
from ongikar.rti.models import InformationRequest, RtiAct, RtiAppeal
from tests.query_plans import plan

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, OPEN_TURN, APPEAL_TURN, BATCH = 60_000, 300, 2, 2_000
NAMES = "rti_[a-z]+|clock_clock|clock_fact|people_applicant"
READ_THROUGH = {
    "sqlite": re.compile(rf"SCAN ({NAMES})\b(?! USING)"),
    "postgresql": re.compile(rf"Seq Scan on ({NAMES})\b"),
}


def write(rows: list) -> list:
    """Past the seals: nobody's act is told of."""
    return models.QuerySet(type(rows[0])).bulk_create(rows)


@pytest.fixture
def filled(office):
    """Requests of 300 days, one in three hundred still open, every other of the answered appealed against."""
    officer, above = (office.posts.get(role=role) for role in ("officer", "gro"))
    calendar = office.calendar_version()

    def clock(topic: str, at, *, is_open: bool) -> Clock:
        due = at + timedelta(days=28)
        ended = None if is_open else at + timedelta(days=9)
        look = {"look_at": due if is_open else None, "outcome": "" if is_open else "kept"}
        return Clock(
            office=office,
            topic=topic,
            calendar_version=calendar,
            started_at=at,
            due_at=due,
            stopped_at=ended,
            **look,
        )

    for batch in batched(range(MANY), BATCH):
        came = [SUNDAY - timedelta(days=300) * (MANY - n) / MANY for n in batch]
        people = write([Applicant(office=office, name=f"ন {n}", mobile=f"+88018{n:08d}") for n in batch])
        is_open = [n % OPEN_TURN == 0 for n in batch]
        clocks = write([clock("rti", at, is_open=flag) for at, flag in zip(came, is_open, strict=True)])
        started = {"promise": {"unit": "working_days", "amount": 20}, "calendar": calendar.number}
        write([Fact(clock=each, kind="started", at=each.started_at, data=started) for each in clocks])
        requests = write(
            [
                InformationRequest(
                    office=office,
                    applicant=person,
                    post=officer,
                    clock=each,
                    number=f"filled-{n}",
                    fiscal_year=2026,
                    book_serial=n + 1,
                    text="হিসাবের কপি",
                    wanted_as="copy",
                    received_at=each.started_at,
                    entered_at=each.started_at,
                    state="provided" if each.stopped_at else "open",
                    closed_at=each.stopped_at,
                    submission=f"filled-{n}",
                )
                for n, person, each in zip(batch, people, clocks, strict=True)
            ]
        )
        write([RtiAct(request=r, name="file", at=r.entered_at, by_type="citizen") for r in requests])
        appealed = [each for each in requests if each.closed_at][::APPEAL_TURN]
        by = write([clock("rti_appeal", r.closed_at, is_open=r.book_serial % 210 == 2) for r in appealed])
        write([Fact(clock=each, kind="started", at=each.started_at, data=started) for each in by])
        write(
            [
                RtiAppeal(
                    request=r,
                    post=above,
                    clock=each,
                    filed_at=r.closed_at,
                    grounds="আছে",
                    relief="চাই",
                    closed_at=each.stopped_at,
                    outcome="dismissed" if each.stopped_at else "",
                )
                for r, each in zip(appealed, by, strict=True)
            ]
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.usefixtures("filled")
def test_nothing_is_read_through(karim, salma, signed_in, time_machine):
    time_machine.move_to(SUNDAY, tick=False)
    middle = InformationRequest.objects.order_by("pk")[MANY // 2]
    desk = reverse("desk_rti")
    pages = (
        (karim, desk),
        (karim, f"{desk}?before={middle.pk}"),
        (karim, reverse("desk_rti_request", args=[middle.number])),
        (karim, "/desk/books/rti/2026/?page=100"),
        (karim, "/desk/today/"),
        (salma, desk),
        (salma, "/desk/today/"),
    )
    with CaptureQueriesContext(connection) as asked:
        for person, address in pages:
            assert signed_in(person).get(address).status_code == 200, address
    statements = [each["sql"] for each in asked.captured_queries if re.search(NAMES, each["sql"])]
    assert len(statements) > 20
    through = [
        each
        for each in statements
        if each.startswith("SELECT") and READ_THROUGH[connection.vendor].search(plan(each))
    ]
    assert not through, "\n\n".join(f"{each[:900]}\n{plan(each)}" for each in through)
