"""Every table grown, and every page and every look-up of the worker still reads what it shows: each row of
the scene many times over, with statistics, on either database.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from ongikar.clock.watch import next_clocks_to_check
from ongikar.exports.export_process import lease_next_export
from ongikar.journal.outbox import BATCH, turns
from ongikar.operations.retention import due_rows
from ongikar.operations.worker import DUTIES
from ongikar.people.charge import CHARGE_SOURCES

from .access_matrix import ACCESS_MATRIX
from .endpoint_requests import send_request
from .growth_exceptions import ALL_OF_IT, BY_FILES, DUTIES_ALL_OF_IT, SOURCES_ALL_OF_IT
from .rows_read import Readings, watched_rows
from .scene import NOW
from .test_growth import LEAST, SEEN_BY, TIMES
from .years_of_work import fill_years

pytestmark = pytest.mark.django_db
# PostgreSQL reads a table of so few rows through because that is quicker: there only many are asked.
SOME, MANY = 8_000, 100_000
MANY_ROWS = [
    pytest.param(SOME, marks=pytest.mark.once, id="some"),
    pytest.param(MANY, marks=pytest.mark.slow, id="many"),
]
# So many rows of a class go in one turn of the worker, and SQLite takes some steps for each column.
TURN = 3_000


@contextmanager
def grown(many: int) -> Iterator[None]:
    with transaction.atomic():
        fill_years(many)
        yield
        transaction.set_rollback(True)


def beyond(found: Readings, about: str, least: int = 0) -> list[str]:
    return [
        f"{about}: {one.read} read, {one.given} given: {one.sql[:1500]}"
        for one in found.beyond(TIMES, max(LEAST[connection.vendor], least))
    ]


def pages_beyond(scene, *, by_each: bool) -> Iterator[str]:
    """Every address is asked for by the first who may, or by each."""
    asked: set[str] = set()
    for person in SEEN_BY:
        client = scene.browser(person)
        cookies = client.cookies.copy()
        for (name, how), answers in ACCESS_MATRIX.items():
            if how != "GET" or answers[person] != "open" or name in ALL_OF_IT or name in asked:
                continue
            if not by_each:
                asked.add(name)
            client.cookies = cookies.copy()
            cache.clear()
            with watched_rows() as found:
                send_request(client, name, how, scene.ours)
            yield from beyond(found, f"{name} for {person}")


def look_ups(scene) -> dict[str, Callable[[], Any]]:
    """By what the duties of the worker find their work, without doing it; and what somebody hands over."""
    post = scene.ours.office.posts.get(role="officer")
    return {
        "clocks to look at": lambda: next_clocks_to_check(NOW),
        "entries to run": lambda: turns.next_keys(NOW, BATCH),
        "the next file to make": lambda: lease_next_export(NOW),
        **{
            f"retention of {each.what}": lambda rows=rows: list(rows[:200])
            for each, rows in due_rows(scene.ours.office, NOW)
        },
        **{
            f"what lies on a post: {name}": lambda source=source: (source.lines(post, 50), source.count(post))
            for name, source in CHARGE_SOURCES.items()
            if name not in SOURCES_ALL_OF_IT
        },
    }


def do_undone(act: Callable[[datetime], object]) -> Readings:
    with transaction.atomic():
        with watched_rows() as found:
            act(NOW)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("many", MANY_ROWS)
def test_every_page_and_every_look_up_reads_what_it_shows(scene, many):
    """In one test: the rows take longer to make than the rest."""
    with grown(many):
        told = list(pages_beyond(scene, by_each=many == MANY))
        for name, look_up in look_ups(scene).items():
            least = many // 2 if name.removeprefix("retention of ") in BY_FILES else 0
            told += beyond(do_undone(lambda now, look_up=look_up: look_up()), name, least)
        assert not told, "\n".join(told)


@pytest.mark.slow
def test_every_duty_of_the_worker_reads_what_it_does(scene):
    with grown(MANY // 4):
        told = []
        for name, duty in DUTIES:
            if name not in DUTIES_ALL_OF_IT:
                told += beyond(do_undone(duty), name, TURN)
        assert not told, "\n".join(told)
