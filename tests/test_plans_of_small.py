"""How systems, initiatives and what stays fresh are found among 100,000: by an index, never by reading
through.
"""

import re
from datetime import date

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.fill import fill as fill_cases
from conftest import SUNDAY
from ongikar.cases.models import Case
from ongikar.delivery.initiative.models import Initiative, InitiativeAct, Measurement, SpreadPlace
from ongikar.delivery.performance.models import Indicator, Plan, Reading
from ongikar.delivery.rollout.models import Rollout, RolloutSite, RolloutStep, SiteFigure
from ongikar.delivery.upkeep.models import UpkeepItem
from ongikar.people.models import Contact
from ongikar.tasks.models import Series

from .query_plans import plan

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, LIVING, BATCH = 100_000, 40, 2_000
NAMES = "performance_[a-z]+|rollout_[a-z]+|initiative_[a-z]+|upkeep_[a-z]+|tasks_[a-z]+"
READ_THROUGH = {
    "sqlite": re.compile(rf"SCAN ({NAMES})\b(?! USING)"),
    # A table of a page or two is read whole however good its indexes are.
    "postgresql": re.compile(rf"Seq Scan on ({NAMES})\b[^(]*\(cost=[\d.]+?\.\.\d{{2,}}\."),
}
RULE = {"unit": "week", "every": 1, "policy": "since_done", "within": 2}


def write(model: type[models.Model], make, keys) -> None:
    """Past the seals: nobody's act is told of."""
    for first in range(0, MANY, BATCH):
        models.QuerySet(model).bulk_create(
            make(number, keys[number]) for number in range(first, first + BATCH)
        )


@pytest.fixture
def filled(office):
    """Each case is a system with an office and a step, and an idea with its figures; a few things are kept
    fresh, and very many were.
    """
    fill_cases(office, MANY)
    post = office.posts.get(role="officer")
    contact = Contact.objects.create(office=office, name="প্রধান", since=date(2026, 1, 1))
    cases = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    common = {"office": office, "fiscal_year": 2026, "made_at": SUNDAY}
    write(Rollout, lambda n, key: Rollout(case_id=key, book_serial=n + 1, system=f"প {n}", **common), cases)
    write(
        Initiative, lambda n, key: Initiative(case_id=key, book_serial=n + 1, title=f"ভ {n}", **common), cases
    )
    rollouts, ideas = (list(model.objects.values_list("pk", flat=True)) for model in (Rollout, Initiative))
    site = {"number": 1, "name": "ক", "contact": contact, "post": post, "at": SUNDAY}
    write(RolloutSite, lambda n, key: RolloutSite(rollout_id=key, submission=f"s{n}", **site), rollouts)
    sites = list(RolloutSite.objects.values_list("pk", flat=True))
    step = {
        "position": 0,
        "code": "survey",
        "title_bn": "ক",
        "title_en": "a",
        "side": "ours",
        "after_days": 3,
    }
    write(RolloutStep, lambda n, key: RolloutStep(site_id=key, **step), sites)
    figure = {"sort": "accounts", "count": 1, "on": SUNDAY.date(), "at": SUNDAY}
    write(SiteFigure, lambda n, key: SiteFigure(site_id=key, submission=f"f{n}", **figure), sites)
    act = {"name": "propose", "on": SUNDAY.date(), "at": SUNDAY, "by_type": "worker"}
    write(InitiativeAct, lambda n, key: InitiativeAct(initiative_id=key, **act), ideas)
    sums = {"measure": "time", "unit": "hours", "before": 2, "after": 1, "n_before": 1, "n_after": 1}
    sums |= {"measured_on": SUNDAY.date(), "how": "ক", "at": SUNDAY}
    write(Measurement, lambda n, key: Measurement(initiative_id=key, submission=f"m{n}", **sums), ideas)
    spread = {"name": "ক", "since": SUNDAY.date(), "at": SUNDAY}
    write(SpreadPlace, lambda n, key: SpreadPlace(initiative_id=key, submission=f"p{n}", **spread), ideas)
    told = {"system": "gpms", "period": "q2", "year": 2026, "title": "ক", **common}
    write(Plan, lambda n, key: Plan(case_id=key, book_serial=n + 1, **told), cases)
    plans = list(Plan.objects.values_list("pk", flat=True))
    weighed = {"number": 1, "name": "ক", "weight": 100, "target": 1, "at": SUNDAY}
    write(Indicator, lambda n, key: Indicator(plan_id=key, submission=f"n{n}", **weighed), plans)
    indicators = list(Indicator.objects.values_list("pk", flat=True))
    came_to = {"measure": "typed", "first": date(2026, 10, 1), "last": date(2026, 11, 22), "numerator": 1}
    came_to |= {"sha256": "0" * 64, "at": SUNDAY}
    write(Reading, lambda n, key: Reading(indicator_id=key, submission=f"r{n}", **came_to), indicators)
    again = {"office": office, "title": "ক", "owner_post": post, "given_by": post, "rule": RULE}
    again |= {"starts_on": SUNDAY.date(), "made_at": SUNDAY}
    write(Series, lambda n, key: Series(submission=f"u{n}", **again), cases)
    series = list(Series.objects.order_by("pk").values_list("pk", flat=True))
    write(UpkeepItem, lambda n, key: item(office, n, key), series)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def item(office, n: int, series: int) -> UpkeepItem:
    ended = {} if n % (MANY // LIVING) == 0 else {"ended_at": SUNDAY, "ended_reason": "আর নেই"}
    return UpkeepItem(
        office=office,
        sort="notices",
        title=f"পাতা {n}",
        series_id=series,
        began_on=SUNDAY.date(),
        at=SUNDAY,
        submission=f"i{n}",
        **ended,
    )


@pytest.mark.usefixtures("filled")
def test_nothing_is_read_through(karim, signed_in, time_machine):
    time_machine.move_to(SUNDAY, tick=False)
    desk = signed_in(karim)
    kinds = {
        "rollout": Rollout,
        "initiative": Initiative,
        "performance_plan": Plan,
        "upkeep_item": UpkeepItem,
    }
    middle = [reverse(name, args=[model.objects.all()[MANY // 2].pk]) for name, model in kinds.items()]
    books = [f"/desk/books/{slug}/2026/" for slug in ("rollouts", "initiatives", "performance", "upkeep")]
    lists = [reverse(name) for name in ("rollouts", "initiatives", "performance", "upkeep", "today")]
    with CaptureQueriesContext(connection) as asked:
        for address in (*lists, *middle, *books):
            assert desk.get(address).status_code == 200, address
    statements = [query["sql"] for query in asked.captured_queries if re.search(NAMES, query["sql"])]
    assert len(statements) > 20
    through = [
        statement
        for statement in statements
        if statement.startswith("SELECT") and READ_THROUGH[connection.vendor].search(plan(statement))
    ]
    assert not through, "\n\n".join(f"{each[:900]}\n{plan(each)}" for each in through)
