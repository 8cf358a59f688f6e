"""How gatherings, tickets and marks are found among 100,000: by an index, never by reading all of a table."""

import re
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.gatherings import actions, lists
from ongikar.gatherings.attendance import attendance_of
from ongikar.gatherings.declarations import public_gatherings
from ongikar.gatherings.models import Gathering, Mark, Member, Reply, Roster
from ongikar.gatherings.tickets import find_member

from .conftest import DAY, HOUR, KARIM, SUNDAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY = 100_000
FILLED = "gatherings_(gathering|member|mark|reply|roster)"
READ_THROUGH = {
    "sqlite": re.compile(rf"SCAN ({FILLED})\b(?! USING)"),
    "postgresql": re.compile(rf"Seq Scan on ({FILLED})\b"),
}
# A hundred times what it takes, on a machine that does nothing else.
LONGEST = 1.0


@pytest.fixture
def filled(office, roster, members):
    """A gathering an hour for eleven years, the Sunday in the middle; as many members, replies and marks."""
    rosters = Roster.objects.bulk_create(
        [Roster(office=office, title=f"ব্যাচ {n}", made_at=SUNDAY) for n in range(MANY // 20)], batch_size=2_000
    )
    people = Member.objects.bulk_create(
        [
            Member(roster=rosters[n // 20], name=f"রহিমা {n}", since=SUNDAY.date(), ticket_index=f"index {n}")
            for n in range(MANY)
        ],
        batch_size=2_000,
    )
    begins = SUNDAY - timedelta(hours=MANY // 2)
    rows = Gathering.objects.bulk_create(
        [
            Gathering(
                office=office,
                sort=Gathering.SORTS[n % 3],
                title=f"ক্লাস {n}",
                roster=rosters[n // 20],
                starts_at=begins + timedelta(hours=n),
                ends_at=begins + timedelta(hours=n + 1),
                is_public=n % 10 == 0,
                capacity=20,
                uid=f"filled-{n}",
                made_at=begins,
            )
            for n in range(MANY)
        ],
        batch_size=2_000,
    )
    Mark.objects.bulk_create(
        [
            Mark(
                gathering=rows[n],
                member=people[n],
                value=Mark.PRESENT,
                at=SUNDAY,
                recorded_at=SUNDAY,
                by_type="user",
                via=Mark.LIST,
                nonce=f"filled-{n}",
            )
            for n in range(MANY)
        ],
        batch_size=2_000,
    )
    Reply.objects.bulk_create(
        [
            Reply(gathering=rows[n], member=people[n], answer=Reply.YES, at=SUNDAY, by_type="member")
            for n in range(MANY)
        ],
        batch_size=2_000,
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return office


def asked(question):
    """What a question asks: it comes at once, and no statement of it reads a table through."""
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as statements:
        answer = question()
    assert time.perf_counter() - begun < LONGEST
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        for each in statements:
            if not each["sql"].startswith("SELECT"):
                continue
            cursor.execute(explain + each["sql"].replace("%", "%%"))
            told = "\n".join(str(row[-1]) for row in cursor.fetchall())
            assert not READ_THROUGH[connection.vendor].search(told), (each["sql"], told)
    return answer


def test_everything_is_read_off_its_index(filled, roster, members, plan):
    # In one test: to fill the tables takes longer than all that is asked of them.
    office = filled
    for tab in lists.TABS:
        page = asked(lambda tab=tab: lists.gatherings_page(office, tab, "", SUNDAY))
        assert len(page.gatherings) == 25
        assert len(
            asked(lambda tab=tab, p=page: lists.gatherings_page(office, tab, p.after, SUNDAY)).gatherings
        )
    day = SUNDAY.date()
    assert asked(lambda: list(public_gatherings(office, day, day + 7 * DAY, SUNDAY)))
    ticket = members[0].read_ticket()
    assert asked(lambda: find_member(office, ticket)) == members[0]
    gathering = plan()
    actions.record_gathering(gathering, rest=Mark.PRESENT, actor=KARIM, now=SUNDAY + HOUR)
    assert len(asked(lambda: attendance_of(roster, now=SUNDAY))) == 3
