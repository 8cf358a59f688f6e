"""How each list of the desk is found among 100,000 cases: by an index, never by reading a growing table
through.
"""

import re
import time
from itertools import product

import pytest
from django.db import connection
from django.utils import timezone

from benchmarks.fill import fill
from ongikar.books.service_register import OUTCOMES, ServiceNarrowing
from ongikar.cases.models import Case
from ongikar.cases.officer.queue import selection
from ongikar.cases.officer.queue.pages import BY_DUE, fetch_queue_page
from ongikar.cases.officer.queue.selection import tab_counts
from ongikar.cases.urgent import OPEN_URGENT
from ongikar.clock.models import Clock, Milestone
from ongikar.core.db import compiled_query
from ongikar.offices.models import Post
from ongikar.rules import case_transitions
from ongikar.rules.clock.watch import BROKEN
from tests.query_plans import plan_of

# Every list of one office of 100,000 cases, filled once: a minute or two.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, FEW = 100_000, 40
GROWING = "cases_case|clock_clock|cases_act|people_applicant|clock_milestone|clock_fact"
# SQLite tells a walk through all of a table as SCAN; one along an index that holds only what is open is
# none of these.
READ_THROUGH = {
    "sqlite": re.compile(rf"SCAN ({GROWING})\b(?! USING (COVERING )?INDEX open_clocks_by_due)"),
    "postgresql": re.compile(rf"Seq Scan on ({GROWING})\b"),
}
# A list must come at once; this is a hundred times what it takes, on a machine that does nothing else.
LONGEST = 2.0


@pytest.fixture
def filled(office, monkeypatch):
    """The office with 100,000 cases: a tenth open, a few of them waiting, a few at the assistant's desk."""
    fill(office, MANY)
    still_open = (
        Case.objects.filter(office=office, closed_at=None).order_by("-id").values_list("pk", flat=True)
    )
    Case.objects.filter(pk__in=list(still_open[:FEW])).update(state=case_transitions.WAITING)
    assistant = office.posts.get(role=Post.ASSISTANT)
    Case.objects.filter(pk__in=list(still_open[FEW : 2 * FEW])).update(desk=assistant)
    # The watch has told of every promise that broke.
    late = Clock.objects.filter(office=office, stopped_at=None, due_at__lt=timezone.now())
    Milestone.objects.bulk_create(
        [
            Milestone(clock_id=pk, name=BROKEN, at=due_at, due_at=due_at)
            for pk, due_at in late.values_list("pk", "due_at")
        ],
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
    asked = []

    def union_of(*questions):
        asked.extend(questions)
        return answered(*questions)

    answered = compiled_query.run_together
    monkeypatch.setattr(compiled_query, "run_together", union_of)
    return office, assistant, asked


def must_be_found(plan: str, about: str) -> None:
    assert not READ_THROUGH[connection.vendor].search(plan), f"{about}\n{plan}"


def test_no_list_of_the_desk_reads_a_growing_table_through(filled):
    office, assistant, asked = filled
    now, took = timezone.now(), {}
    services = tuple(office.charters.order_by("-number").first().services.values_list("pk", flat=True)[:1])
    counted = tab_counts(office, now=now, desks=[assistant.pk])
    assert counted["mine"] == counted["waiting"] == FEW
    narrowings = ({}, {"services": services}, {"channel": "online"}, {"desks": (assistant.pk,)})
    for tab, narrowing, turned in product((*BY_DUE, "closed", "all"), narrowings, (False, True)):
        if tab in ("closed", "all") and (turned or "desks" in narrowing):
            continue
        wanted = narrowing | ({"desks": (assistant.pk,)} if tab == "mine" else {})
        began = time.perf_counter()
        first = fetch_queue_page(
            office, selection.QueueSelection(tab=tab, is_last_first=turned, **wanted), now=now, counts=counted
        )
        fetch_queue_page(
            office,
            selection.QueueSelection(tab=tab, is_last_first=turned, after=first.after, **wanted),
            now=now,
            counts=counted,
        )
        took[tab, str(wanted), turned] = time.perf_counter() - began
    for question in list(asked):
        must_be_found(plan_of(question), str(question[1:]))
    # By its own index: any other is the office's cases, read one by one until some are urgent.
    assert "open_urgent" in plan_of((OPEN_URGENT, office.pk)), plan_of((OPEN_URGENT, office.pk))
    assert max(took.values()) < LONGEST, took
    print(*sorted(took.items(), key=lambda item: -item[1])[:5], sep="\n")
    register_is_found(office, now)


def register_is_found(office, now) -> None:
    """The lines of the service register by month, service and outcome; of a year that holds all 100,000."""
    year = Case.objects.filter(office=office).values_list("fiscal_year", flat=True).first()
    received = Case.objects.filter(office=office).earliest("received_at").received_at
    month = f"{timezone.localtime(received):%Y-%m}"
    service = office.charters.order_by("-number").first().services.first().code
    for given in product(
        ({}, {"month": month}), ({}, {"service": service}), ({}, *({"state": key} for key in OUTCOMES))
    ):
        chosen = given[0] | given[1] | given[2]
        narrowing = ServiceNarrowing(office, year, chosen, now)
        # The year of the fill is not the one its days lie in: the month is asked for all the same.
        narrowing.month, narrowing.months = chosen.get("month", ""), {month: received.date().replace(day=1)}
        page = narrowing.cases.select_related("applicant", "clock").order_by("book_serial")[:100]
        began = time.perf_counter()
        assert len(list(page)) <= 100
        assert time.perf_counter() - began < LONGEST, chosen
        if connection.vendor == "sqlite":
            must_be_found(page.explain(), f"register {chosen}")
        began = time.perf_counter()
        assert sum(narrowing.counts.values()) <= MANY
        print("totals", chosen, round(time.perf_counter() - began, 3))
