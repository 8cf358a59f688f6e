"""Every page and every look-up of the worker reads what it shows, not what has gathered: at 100,000 rows a
table, with statistics, on either database.
"""

from collections.abc import Callable

import pytest
import time_machine
from django.db import connection

from benchmarks.growth.fill import fill
from benchmarks.growth.people import RARE
from ongikar.cases.models import Case
from ongikar.cases.officer.counter.outcomes import todays_cases
from ongikar.cases.officer.queue.filters import search
from ongikar.cases.word_index import LOOKED_THROUGH
from ongikar.website.home import tally_of_day

from .rows_read import Readings, watched_rows
from .scene import NOW, Scene

pytestmark = [pytest.mark.django_db]
MANY = 100_000
TIMES = 10
# What any statement may read whatever it gives: the counts of the tabs stop at a hundred each. SQLite counts
# the steps of its machine, ten to a row, and does not say how many rows it gave.
LEAST = {"postgresql": 500, "sqlite": 1_500}


@pytest.fixture(scope="module")
def grown(beginning, django_db_blocker):
    """The two offices of the scene with 100,000 more cases and complaints between them."""
    _, lived = beginning
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False):
        fill([lived.ours.office, lived.theirs.office], MANY, now=NOW, complaint_every=1)


def must_be_found(found: Readings, about: str, least: int = 0) -> None:
    beyond = found.beyond(TIMES, max(LEAST[connection.vendor], least))
    told = [f"{one.read} read, {one.given} given: {one.sql[:1500]}\n{one.plan}" for one in beyond]
    assert not told, f"{about}\n" + "\n".join(told)


LOOK_UPS: dict[str, Callable[[Scene], object]] = {
    "the case of a clock": lambda scene: Case.objects.with_all().of_clock(scene.ours.broken.clock_id).get(),
    "the counter's newest": lambda scene: todays_cases(scene.ours.office, NOW),
    "the day on the home page": lambda scene: tally_of_day(scene.ours.office, NOW),
    **{
        f"a search for {typed}": lambda scene, typed=typed: search(scene.ours.office, typed, now=NOW)
        for typed in (
            "রহিমা",
            "রহিমা খাতুন",
            RARE,
            "খাতুন",
            "নেই এমন নাম",
            "ক",
            "কম",
            "zq",
            "x",
            "rahima khatun",
            "৮৮০১৭",
            "ক" * 100,
            "%",
            "_",
        )
    },
}


@pytest.mark.parametrize("name", LOOK_UPS)
def test_a_look_up_reads_what_it_gives(grown, scene, name):
    with watched_rows() as found:
        LOOK_UPS[name](scene)
    # On PostgreSQL a search looks through the newest cases first.
    must_be_found(found, name, 2 * LOOKED_THROUGH if name.startswith("a search") else 0)
