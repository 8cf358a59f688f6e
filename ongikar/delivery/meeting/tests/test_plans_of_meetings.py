"""How meetings and open decisions are found among 100,000: by an index, never by reading all of a table."""

import re
import time
from datetime import timedelta
from itertools import batched

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.clock.models import Clock, Fact
from ongikar.delivery.meeting.agenda import agenda_of, open_tasks
from ongikar.delivery.meeting.books import DECISIONS, MEETINGS
from ongikar.delivery.meeting.chair_today import today_of_chair
from ongikar.delivery.meeting.committees import seat_member
from ongikar.delivery.meeting.desk import today_of_meetings
from ongikar.delivery.meeting.models import AgendaItem, Committee, Decision, Meeting, Membership
from ongikar.delivery.meeting.retention import meetings as meetings_to_empty
from ongikar.delivery.meeting.rules import PRESENT, QuorumRule, SeatTaken, compute_quorum
from ongikar.delivery.meeting.sitting import quorum_data
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of
from ongikar.people.today_lines import TodayQuestion
from ongikar.rules.promise import Promise
from ongikar.rules.promise.undertaking import Undertaking
from ongikar.tasks.models import Task

from . import conftest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Of a committee so many as it holds in twenty years, a meeting a month.
MANY, EACH, OPEN_EACH = 100_000, 250, 20
MONTH = timedelta(days=30)
READ_THROUGH = {
    "sqlite": re.compile(r"SCAN (meeting_\w+|tasks_task|clock_\w+)(?! USING)"),
    "postgresql": re.compile(r"Seq Scan on (meeting_(meeting|decision)|tasks_task|clock_\w+)\b"),
}
# A hundred times what it takes, on a machine that does nothing else.
LONGEST = 1.0
NOW = conftest.HELD
SEVEN = [SeatTaken(is_voting=True, is_chair=n == 0, value=PRESENT) for n in range(7)]
QUORUM = quorum_data(compute_quorum(QuorumRule(1, 2, 2), SEVEN))


@pytest.fixture
def filled(office, officer_post, contacts):
    """Four hundred committees of 250 meetings each, a decision a meeting; twenty of each are open."""
    committees = Committee.objects.bulk_create(
        [
            Committee(
                office=office, name_bn=f"কমিটি {n}", name_en=f"{n}", made_at=NOW, submission=f"filled {n}"
            )
            for n in range(MANY // EACH)
        ]
    )
    version = office.calendar_version()
    for batch in batched(range(MANY), 5_000):
        rows = Meeting.objects.bulk_create(
            [
                Meeting(
                    office=office,
                    committee=committees[n // EACH],
                    number=n % EACH + 1,
                    title=f"সভা {n}",
                    place="সভাকক্ষ",
                    starts_at=NOW - MONTH * (EACH - n % EACH) - timedelta(minutes=n // EACH),
                    state="issued",
                    quorum=QUORUM,
                    ended_at=NOW - MONTH * (EACH - n % EACH),
                    submission=f"filled {n}",
                )
                for n in batch
            ]
        )
        items = AgendaItem.objects.bulk_create(
            [AgendaItem(meeting=row, position=1, subject="বিষয়") for row in rows]
        )
        clocks = Clock.objects.bulk_create(
            [
                Clock(
                    office=office,
                    topic="task",
                    calendar_version=version,
                    started_at=row.starts_at,
                    due_at=row.starts_at + timedelta(days=30),
                    stopped_at=None if is_open(n) else row.starts_at,
                    outcome="" if is_open(n) else "kept",
                )
                for n, row in zip(batch, rows, strict=True)
            ]
        )
        Fact.objects.bulk_create(
            Fact(
                clock=clock,
                kind="started",
                at=clock.started_at,
                data=Undertaking(Promise("by_date", until=clock.due_at.date())).as_data(),
            )
            for clock in clocks
        )
        tasks = Task.objects.bulk_create(
            [
                Task(
                    office=office,
                    number=n + 1,
                    fiscal_year=2026,
                    title=f"কাজ {n}",
                    origin="decision",
                    subject_type="decision",
                    subject_id=n + 1,
                    owner_contact=contacts[0],
                    given_by=officer_post,
                    clock=clock,
                    state="open" if is_open(n) else "done",
                    given_at=clock.started_at,
                    ended_at=None if is_open(n) else clock.started_at,
                    submission=f"filled {n}",
                )
                for n, clock in zip(batch, clocks, strict=True)
            ]
        )
        Decision.objects.bulk_create(
            [
                Decision(
                    meeting=row,
                    item=item,
                    serial=1,
                    words="কাজ",
                    owner_contact=contacts[0],
                    due=NOW.date(),
                    task=task,
                )
                for row, item, task in zip(rows, items, tasks, strict=True)
            ]
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return committees


def is_open(n):
    return n % EACH >= EACH - OPEN_EACH


def asked(question):
    """What a question asks: it comes at once, and no statement of it reads a table through."""
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as statements:
        answer = question()
    took = time.perf_counter() - begun
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A server with SSDs (docs/how-to/install-on-a-server.md): by the cost of a turning disk, 4, a
            # table of 100,000 short rows is cheaper to read whole than by some thousand steps of an index.
            cursor.execute("SET LOCAL random_page_cost = 1.1")
        for each in statements:
            if each["sql"].startswith("SELECT"):
                cursor.execute(explain + each["sql"].replace("%", "%%"))
                told = "\n".join(str(row[-1]) for row in cursor.fetchall())
                assert not READ_THROUGH[connection.vendor].search(told), (each["sql"], told)
    assert took < LONGEST, [each["sql"] for each in statements]
    return answer


def test_everything_is_read_off_its_index(filled, office, karim, chair_post, actor):
    # In one test: to fill the tables takes longer than all that is asked of them.
    last = Meeting.objects.with_related().get(committee=filled[50], number=EACH)
    agenda = asked(lambda: agenda_of(last, NOW))
    assert (len(agenda.open), agenda.last.number) == (OPEN_EACH - 1, EACH - 1)
    assert len(asked(lambda: open_tasks(filled[3], NOW))) == OPEN_EACH
    newest = Meeting.objects.with_related().filter(office=office).order_by("-starts_at", "-id")
    assert len(asked(lambda: list(newest[:30]))) == 30
    own = Meeting.objects.with_related().filter(committee=filled[7]).order_by("-starts_at", "-id")
    assert len(asked(lambda: list(own[:24]))) == 24
    question = TodayQuestion(None, holder_of(karim, NOW.date()), office, NOW)
    assert asked(lambda: today_of_meetings(question)).in_office == []
    seat_member(
        filled[7],
        holder=chair_post,
        capacity=Membership.CHAIR,
        is_voting=True,
        since=NOW.date(),
        actor=actor,
        now=NOW,
    )
    farhana = User.objects.get(username="farhana")
    presides = TodayQuestion(None, holder_of(farhana, NOW.date()), office, NOW)
    # Counted for all of Today at once; and the calendar of the clocks is read once by a process.
    assert today_of_chair(presides).sections
    (decided,) = asked(lambda: today_of_chair(presides)).sections
    assert decided.count == OPEN_EACH
    assert len(asked(lambda: MEETINGS.rows(office, 2026)[:25])) == 25
    assert len(asked(lambda: DECISIONS.rows(office, 2026)[:25])) == 25
    due = meetings_to_empty(office, NOW - MONTH * (EACH - 1)).order_by("ended_at", "pk")
    assert asked(lambda: list(due[:50]))
