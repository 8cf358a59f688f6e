"""Every page and every look-up of the worker reads what it shows, not what has gathered: at 100,000 rows a
table, with statistics, on PostgreSQL, and at fewer on SQLite.
"""

from collections.abc import Callable

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.db import connection

from benchmarks.growth.fill import fill
from benchmarks.growth.people import RARE
from ongikar.cases.models import Case
from ongikar.cases.officer.counter.likely_same import Asked, likely_same
from ongikar.cases.officer.counter.people import Question, find_people
from ongikar.cases.officer.counter.views import todays_cases
from ongikar.cases.officer.queue.filters import search
from ongikar.cases.word_index import LOOKED_THROUGH
from ongikar.people.models import Applicant
from ongikar.rules.bangla.search import fold
from ongikar.website.home import tally_of_day

from .access_matrix import ACCESS_MATRIX
from .endpoint_requests import send_request, url_name_of_row
from .growth_exceptions import ALL_OF_IT
from .growth_requests import SEEN_BY
from .page_checks import LOOKS_AT_ALL
from .rows_read import GROWING, SMALL, Readings, watched_rows
from .scene import NOW, Scene

pytestmark = [pytest.mark.django_db]
# SQLite counts the steps of its machine: there fewer rows show it as well. PostgreSQL asks an index only
# where there are many.
MANY = 100_000 if LOOKS_AT_ALL or connection.vendor == "postgresql" else 15_000
TIMES = 10
# What any statement may read whatever it gives: the counts of the tabs stop at a hundred promises each, with
# the case of each. SQLite counts the steps of its machine, ten to a row, and does not say how many rows it
# gave.
LEAST = {"postgresql": 2_000, "sqlite": 2_000}


@pytest.fixture(scope="module")
def grown(beginning, django_db_blocker):
    """The two offices of the scene with MANY more cases and complaints between them."""
    _, lived = beginning
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False):
        fill([lived.ours.office, lived.theirs.office], MANY, now=NOW, complaint_every=1)


def must_be_found(found: Readings, about: str, least: int = 0) -> None:
    beyond = found.beyond(TIMES, max(LEAST[connection.vendor], least))
    told = [f"{one.read} read, {one.given} given: {one.sql[:1500]}\n{one.plan}" for one in beyond]
    assert not told, f"{about}\n" + "\n".join(told)


LOOK_UPS: dict[str, Callable[[Scene], object]] = {
    "the case of a clock": lambda scene: (
        Case.objects.with_related().of_clock(scene.ours.broken.clock_id).get()
    ),
    "the counter's newest": lambda scene: todays_cases(scene.ours.office, NOW),
    "the day on the home page": lambda scene: tally_of_day(scene.ours.office, NOW),
    **{
        f"a search for what {name} asked before": lambda scene, name=name, words=words: likely_same(
            scene.ours.office,
            Asked(Applicant(name=name, mobile="+8801730000001"), scene.ours.received.service_id, words, NOW),
        )
        for name, words in (("রহিমা খাতুন", fold("কয়টি ল্যাব চালু আছে?")), (RARE, "নেই এমন কথা"))
    },
    **{
        f"a search for people called {typed}": lambda scene, typed=typed: find_people(
            scene.ours.office, Question(typed, union="মমিনপুর" if typed == "khatun" else ""), NOW
        )
        for typed in ("rohima", "রহিমা খাতুন", RARE, "jubaida", "khatun", "নেই এমন নাম", "01730000001", "17")
    },
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


@pytest.mark.slow
def test_every_page_reads_what_it_shows(grown, scene):
    """With ten thousand open cases; that every other table grows, too, test_growth_of_everything.py tries."""
    beyond = []
    for person in SEEN_BY:
        client = scene.browser(person)
        cookies = client.cookies.copy()
        for (name, how), answers in ACCESS_MATRIX.items():
            if how != "GET" or answers[person] != "open":
                continue
            bound = ALL_OF_IT.get(url_name_of_row(name))
            least = max(LEAST[connection.vendor], bound.rows(MANY) if bound else 0)
            client.cookies = cookies.copy()
            cache.clear()
            with watched_rows() as found:
                send_request(client, name, how, scene.ours)
            for one in found.beyond(TIMES, least):
                beyond.append(f"{name} for {person}: {one.read} read, {one.given} given: {one.sql[:900]}")
    assert not beyond, "\n".join(beyond)


@pytest.mark.once
def test_every_table_is_counted_as_growing_or_says_why_it_does_not():
    """A table of a new model that stands in neither would be read through unseen."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert GROWING | SMALL.keys() == tables
    assert not GROWING & SMALL.keys()
