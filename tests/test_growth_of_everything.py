"""Every table grown, and every address of the URL table and every look-up of the worker still reads what it
shows: each row of the scene many times over, with statistics, on either database. What may read more is held
to its bound.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import reverse

from ongikar.books.registry import books
from ongikar.clock.watch import next_clocks_to_check
from ongikar.exports.export_process import lease_next_export
from ongikar.journal.hash_chain import Sealer
from ongikar.journal.outbox import BATCH, turns
from ongikar.operations.retention import due_rows
from ongikar.operations.worker import DUTIES
from ongikar.people.charge import CHARGE_SOURCES

from .endpoint_requests import YEAR, answer_name, url_name_of_row, url_patterns
from .growth_exceptions import (
    ALL_OF_IT,
    BOOKS_ALL_OF_IT,
    BY_FILES,
    DUTIES_ALL_OF_IT,
    NARROWED_ALL_OF_IT,
    SOURCES_ALL_OF_IT,
    Bound,
)
from .growth_requests import (
    FORMS,
    NO_PAGE,
    QUERIES,
    GrownRequest,
    WordsRead,
    next_pages,
    requests_to_make,
    watch_words,
    without_request,
)
from .rows_read import Readings, watched_rows
from .scene import NOW
from .test_growth import LEAST, TIMES
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
ON_A_POST = "what lies on a post: "


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


def least_of(bound: Bound | None, many: int) -> int:
    return bound.rows(many) if bound else 0


class GrownPages:
    """The addresses of the URL table as they are asked for, one person's after another's."""

    def __init__(self, scene: Any, words: WordsRead, many: int) -> None:
        self.scene, self.words, self.many = scene, words, many
        # Who was asked for and answered otherwise than the access matrix says.
        self.told: list[str] = []

    def ask_all(self, *, by_each: bool) -> None:
        of_person: dict[str, list[GrownRequest]] = {}
        for asked in requests_to_make(by_each=by_each):
            of_person.setdefault(asked.person, []).append(asked)
        for person, requests in of_person.items():
            client = self.scene.browser(person)
            cookies = client.cookies.copy()
            for asked in requests:
                client.cookies = cookies.copy()
                self.ask(client, asked)

    def ask(self, client: Any, asked: GrownRequest) -> None:
        """The page and, by its own links, the next one of its list."""
        self.words.name, address = asked.name, asked.address(self.scene.ours)
        answer = self.ask_once(client, asked, address)
        for further in next_pages(address.partition("?")[0], answer):
            self.ask_once(client, asked, further)

    def ask_once(self, client: Any, asked: GrownRequest, address: str) -> HttpResponse:
        cache.clear()
        with transaction.atomic():
            with watched_rows() as found:
                answer = client.get(address)
                if answer.streaming:
                    b"".join(answer.streaming_content)
            transaction.set_rollback(True)
        is_due = asked.is_open and not asked.query and asked.name not in NO_PAGE
        if is_due and answer_name(answer, "GET") != "open":
            self.told.append(f"{asked}: {answer.status_code}")
        name = url_name_of_row(asked.name)
        bound = (asked.query and NARROWED_ALL_OF_IT.get(name)) or ALL_OF_IT.get(name)
        least = least_of(bound, self.many)
        self.told += beyond(found, f"{asked} at {address}", least)
        return answer


def registers_beyond(scene: Any, many: int) -> Iterator[str]:
    """The first page of every register, and one from further back."""
    client = scene.browser("officer")
    for book in books():
        least = least_of(BOOKS_ALL_OF_IT.get(book.slug), many)
        for page in (1, 9):
            cache.clear()
            with watched_rows() as found:
                answer = client.get(reverse("book", args=[book.slug, YEAR]), {"page": page})
            assert answer.status_code == 200
            yield from beyond(found, f"register {book.slug}, page {page}", least)


def look_ups(scene) -> dict[str, Callable[[], Any]]:
    """By what the duties of the worker find their work, without doing it; and what somebody hands over."""
    post = scene.ours.office.posts.get(role="officer")
    seal = Sealer()
    seal.wide_at = NOW + timedelta(days=1)
    seal(NOW)
    return {
        "sealing, once begun": lambda: seal(NOW),
        "clocks to look at": lambda: next_clocks_to_check(NOW),
        "entries to run": lambda: turns.next_keys(NOW, BATCH),
        "the next file to make": lambda: lease_next_export(NOW),
        **{
            f"retention of {each.what}": lambda rows=rows: list(rows[:200])
            for each, rows in due_rows(scene.ours.office, NOW)
        },
        **{
            f"{ON_A_POST}{name}": lambda source=source: (source.lines(post, 50), source.count(post))
            for name, source in CHARGE_SOURCES.items()
        },
    }


def do_undone(act: Callable[[datetime], object]) -> Readings:
    with transaction.atomic():
        with watched_rows() as found:
            act(NOW)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("many", MANY_ROWS)
def test_every_address_and_every_look_up_reads_what_it_shows(scene, many, monkeypatch):
    """In one test: the rows take longer to make than the rest."""
    if many == SOME and connection.vendor == "postgresql":
        pytest.skip("PostgreSQL reads a table of so few rows through")
    pages = GrownPages(scene, watch_words(monkeypatch), many)
    with grown(many):
        pages.ask_all(by_each=many == MANY)
        unsaid = pages.words.unsaid()
        told = [*pages.told, *registers_beyond(scene, many)]
        for name, look_up in look_ups(scene).items():
            source = SOURCES_ALL_OF_IT.get(name.removeprefix(ON_A_POST))
            least = many // 2 if name.removeprefix("retention of ") in BY_FILES else least_of(source, many)
            told += beyond(do_undone(lambda now, look_up=look_up: look_up()), name, least)
    assert not told, "\n".join(told)
    # What a page reads of its address is asked for, or asks nothing of any table.
    assert unsaid == []


@pytest.mark.once
def test_every_address_of_the_url_table_has_a_request_and_every_exception_an_address():
    assert without_request() == []
    names = {str(pattern.name) for pattern in url_patterns()}
    assert ALL_OF_IT.keys() | QUERIES.keys() | FORMS.keys() | NO_PAGE.keys() <= names
    assert NARROWED_ALL_OF_IT.keys() <= names
    assert BOOKS_ALL_OF_IT.keys() <= {book.slug for book in books()}
    assert SOURCES_ALL_OF_IT.keys() <= CHARGE_SOURCES.keys()
    assert DUTIES_ALL_OF_IT.keys() <= {name for name, _ in DUTIES}


@pytest.mark.slow
def test_every_duty_of_the_worker_reads_what_it_does(scene):
    with grown(MANY // 4):
        told = []
        for name, duty in DUTIES:
            bound = DUTIES_ALL_OF_IT.get(name)
            if bound or name not in DUTIES_ALL_OF_IT:
                told += beyond(do_undone(duty), name, max(TURN, least_of(bound, MANY // 4)))
        assert not told, "\n".join(told)
