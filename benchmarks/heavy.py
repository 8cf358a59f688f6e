"""Ten officers open the largest registers, one after the other without a pause, and citizens look at their
applications meanwhile: how long the citizens wait with and without them, in turns.
"""

import http.client
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle

from .filled import Filled
from .results import Figure
from .served import Served, ours

OFFICERS, CITIZENS = 10, 6
ROUNDS, SECONDS = 4, 6.0
# Between two looks of one citizen: many people, and not a load that fills the machine by itself.
PAUSE = 0.15


def ask(connection: http.client.HTTPConnection, address: str, cookie: str) -> tuple[int, float]:
    began = time.perf_counter()
    connection.request("GET", address, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    return answer.status, time.perf_counter() - began


def citizens_wait(site: Served, office: Filled) -> list[float]:
    """Seconds of each look at a tracking page."""
    found: list[float] = []
    until = time.monotonic() + SECONDS

    def look(nth: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", site.port)
        for each in cycle(office.keys["cases"][nth::CITIZENS]):
            if time.monotonic() > until:
                return
            status, seconds = ask(connection, f"/track/{each['number']}/", each["cookie"])
            if status != http.HTTPStatus.OK:
                raise RuntimeError(f"tracking page: {status}")
            found.append(seconds)
            time.sleep(PAUSE)

    run_together(look, CITIZENS)
    return found


def run_together(work, count: int) -> None:
    threads = [threading.Thread(target=work, args=(nth,)) for nth in range(count)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def registers_of(office: Filled) -> list[str]:
    """Pages from the whole of the largest registers, and what is narrowed of them."""
    year = office.keys["fiscal_year"]
    books = [f"/desk/books/{book}/{year}/" for book in ("services", "information")]
    whole = [f"{book}?page={page}" for page in (1, 7, 90) for book in books]
    return [
        *whole,
        f"/desk/books/services/{year}/?state=kept",
        f"/desk/books/services/{year}/?service=citizen-1",
    ]


@contextmanager
def officers(site: Served, office: Filled) -> Iterator[list[tuple[int, float]]]:
    """What the officers were answered, while it runs."""
    seen: list[tuple[int, float]] = []
    goes_home = threading.Event()

    def open_registers(nth: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", site.port)
        pages = registers_of(office)
        for address in cycle(pages[nth % len(pages) :] + pages[: nth % len(pages)]):
            if goes_home.is_set():
                return
            seen.append(ask(connection, address, office.staff["Cookie"]))

    crew = threading.Thread(target=run_together, args=(open_registers, OFFICERS))
    crew.start()
    try:
        yield seen
    finally:
        goes_home.set()
        crew.join()


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def heavy(office: Filled) -> list[Figure]:
    alone: list[float] = []
    beside: list[float] = []
    opened: list[tuple[int, float]] = []
    with ours(office.environment) as site:
        citizens_wait(site, office)
        for _ in range(ROUNDS):
            alone += citizens_wait(site, office)
            with officers(site, office) as seen:
                beside += citizens_wait(site, office)
            opened += seen
    refused = sum(status == http.HTTPStatus.SERVICE_UNAVAILABLE for status, _ in opened)
    faults = {status for status, _ in opened} - {http.HTTPStatus.OK, http.HTTPStatus.SERVICE_UNAVAILABLE}
    if faults:
        raise RuntimeError(f"registers answered {faults}")
    waits = p95(beside)
    seen = len(opened) - refused
    return [
        Figure(
            "tracking page, p95 beside ten officers on registers / alone", waits * 1000, waits / p95(alone)
        ),
        Figure("registers opened by ten officers", seen / (ROUNDS * SECONDS), refused / len(opened)),
    ]
