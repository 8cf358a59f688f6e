"""How the book of a digital centre's month is read among 100,000 applications that agents brought: the month
asked for is read, and no other.
"""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection, models

from benchmarks.fill import fill as fill_cases
from ongikar.cases.agent.filing import agent_post, filings
from ongikar.cases.agent.months import filings_of_month
from ongikar.cases.agent.offline import make_intake_pack
from ongikar.cases.models import AgentConsent, AgentFiling, Case, FieldFiling
from ongikar.core.db.pages import page_before
from ongikar.offices.models import Post
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of
from ongikar.rules.calendar.office_calendar import TZ
from tests.rows_read import watched_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, BATCH = 100_000, 2_000
LAST = datetime(2026, 11, 30, 12, 0, tzinfo=TZ)
MONTH = date(2026, 10, 1)
LEAST = 400


def write(model: type[models.Model], rows) -> None:
    """Past the seals: nobody's act is told of."""
    for first in range(0, len(rows), BATCH):
        models.QuerySet(model).bulk_create(rows[first : first + BATCH])


@pytest.fixture
def filled(office):
    """Two centres brought 100,000, one every hour or so; every third stood on a phone for two days."""
    fill_cases(office, MANY)
    jashim = User.objects.get(username="jashim")
    mine = agent_post(holder_of(jashim, LAST.date()), office)
    other = Post.objects.create(office=office, slug="udc-9", role=Post.AGENT, title_bn="ক", title_en="A")
    pack = make_intake_pack(office, mine, user=jashim, now=LAST)
    keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    when = {key: LAST - timedelta(hours=number) for number, key in enumerate(keys)}
    posts = (mine, other)
    write(AgentFiling, [AgentFiling(case_id=key, post=posts[key % 2], consent_at=when[key]) for key in keys])
    write(
        AgentConsent, [AgentConsent(case_id=key, way=AgentConsent.SLIP, given_at=when[key]) for key in keys]
    )
    write(
        FieldFiling,
        [
            FieldFiling(
                pack=pack,
                case_id=key,
                uuid=f"{key:032x}",
                digest="0" * 64,
                said_at=when[key],
                came_at=when[key] + timedelta(days=2),
            )
            for key in keys[::3]
        ],
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return office, mine, other


def test_a_month_and_a_page_read_what_they_show(filled):
    office, mine, other = filled
    with watched_rows() as found:
        sums = filings_of_month(office, [mine, other], MONTH)
    # An hour apart: 24 of each of 31 days, in two books, every third of them late.
    assert sum(each.count for each in sums) == 31 * 24
    assert sum(each.late for each in sums) == 31 * 24 // 3
    # Beside each line its case, its applicant, and whether it was denied or came late.
    beyond = found.beyond(12, LEAST)
    holder = holder_of(User.objects.get(username="jashim"), LAST.date())
    with watched_rows() as found:
        rows = filings(holder, office).select_related("case__applicant")
        first = page_before(rows, None, 25)
        later = page_before(rows, first.rows[0].pk - MANY // 2, 25)
    assert len(first.rows) == len(later.rows) == 25
    beyond += found.beyond(6, LEAST)
    assert not beyond, "\n".join(f"{one.read} read: {one.sql[:600]}\n{one.plan}" for one in beyond)
