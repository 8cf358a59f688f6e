"""What people at the tracking page notice while a long register is made, and what its making takes of memory.

python -m benchmarks.exports --database URL [--cases N] [--most-lines N] [--only pdf]: an empty database;
fills it and prints a row a measure, `what | measured | ratio | goal`. The maker is stopped and let go on in
turns of some seconds, so that both meet the same weather; 300 different cases are asked for, so many a
second.
"""

import argparse
import http.client
import math
import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from .filled import Filled, fill_office, run
from .memory import kilobytes
from .served import ROOT, ours

CLIENTS, REQUESTS_A_SECOND = 4, 20
TURN_SECONDS, TURNS = 6.0, 8
# How the register stands: its lines that are done, whether it is ready, and why it failed.
STATE = "SELECT lines_done, ready_at IS NOT NULL, fault, size FROM exports_export ORDER BY id DESC LIMIT 1"


def ask_database(url: str, statement: str) -> tuple:
    if url.startswith("sqlite:///"):
        with sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20) as database:
            return database.execute(statement).fetchone()
    with psycopg.connect(url) as server:
        return server.execute(statement).fetchone()


def ask_pages(address: str, cases: list[dict], seconds: float) -> list[float]:
    """How long each tracking page took, in milliseconds: so many a second, whatever the one before took."""
    took: list[float] = []
    until = time.monotonic() + seconds

    def visit(number: int) -> None:
        line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        due = time.monotonic() + number / REQUESTS_A_SECOND
        for case in cycle(cases[number::CLIENTS]):
            due += CLIENTS / REQUESTS_A_SECOND
            if due > until:
                break
            time.sleep(max(0.0, due - time.monotonic()))
            began = time.perf_counter()
            line.request("GET", f"/track/{case['number']}/", headers={"Cookie": case["cookie"]})
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{case['number']} answers {answer.status}")
            took.append((time.perf_counter() - began) * 1000)
        line.close()

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(CLIENTS)]
    for each in visitors:
        each.start()
    for each in visitors:
        each.join()
    return took


def p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[-1]


def below(process: int) -> list[int]:
    """The processes below one, the one that makes the export and its typesetter among them."""
    found = []
    with suppress(OSError):
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        for child in map(int, children):
            found += [child, *below(child)]
    return found


class MemoryWatch(threading.Thread):
    """The most that all processes below the worker took together, as proportional set size in MB."""

    def __init__(self, worker: int) -> None:
        super().__init__(daemon=True)
        self.worker, self.most, self.is_over = worker, 0.0, threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(0.1):
            with suppress(OSError, TypeError):
                self.most = max(self.most, sum(map(kilobytes, below(self.worker))) / 1024)


@contextmanager
def stop_makers(worker: int) -> Iterator[None]:
    """Within it nothing is made: the processes stand still."""
    makers = below(worker)
    for each in makers:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in makers:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGCONT)


def measure(office: Filled, form: str, most_lines: float) -> list[tuple[str, float, float, str]]:
    """(what, figure, ratio, goal) of one form of the register."""
    url, cases = office.environment["ONGIKAR_DATABASE"], office.keys["cases"]
    run(office.environment, "benchmarks", "export_orders", form)
    with ours(office.environment) as site:
        ask_pages(site.address, cases, TURN_SECONDS)
        worker = subprocess.Popen(
            [sys.executable, "-m", "ongikar", "worker"], cwd=ROOT, env=os.environ | office.environment
        )
        memory = MemoryWatch(worker.pid)
        memory.start()
        took: dict[bool, list[float]] = {True: [], False: []}
        try:
            while not ask_database(url, STATE)[0]:
                time.sleep(0.2)
            began, still = time.monotonic(), 0.0
            while not (state := ask_database(url, STATE))[1] and not state[2] and state[0] < most_lines:
                if len(took[True]) < TURNS * TURN_SECONDS * REQUESTS_A_SECOND:
                    took[True] += ask_pages(site.address, cases, TURN_SECONDS)
                    stood = time.monotonic()
                    with stop_makers(worker.pid):
                        took[False] += ask_pages(site.address, cases, TURN_SECONDS)
                    still += time.monotonic() - stood
                else:
                    time.sleep(0.2)
            seconds = time.monotonic() - began - still
        finally:
            memory.is_over.set()
            worker.terminate()
            worker.wait(15)
    if state[2]:
        raise RuntimeError(f"{form} was not made: {state[2]}")
    made, at_rest = p95(took[True]), p95(took[False])
    name = f"{office.cases:,} lines as {form.upper()}"
    return [
        (f"tracking page, p95 in ms while the maker stands still: {name}", at_rest, 1.0, "baseline"),
        (f"tracking page, p95 in ms while it is made: {name}", made, made / at_rest, "≤ 1.5"),
        (f"memory of maker and typesetter, most, PSS in MB: {name}", memory.most, memory.most, "≤ 400"),
        (
            f"made beside the load, {state[0]:,} lines, s: {name}",
            seconds,
            seconds / max(state[0], 1) * 1000,
            "ms a line",
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.exports")
    parser.add_argument("--database", required=True)
    parser.add_argument("--cases", type=int, default=111_000)
    parser.add_argument("--most-lines", type=int, default=15_000, help="of the PDF; 0: all of it")
    parser.add_argument("--only", choices=("xlsx", "pdf"), help="one form instead of both")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        office = fill_office(asked.cases, asked.database, Path(folder))
        # All of it is more than its lines: its volumes are put together after the last.
        for form, most in (("xlsx", math.inf), ("pdf", asked.most_lines or math.inf)):
            if asked.only not in (None, form):
                continue
            for what, figure, ratio, goal in measure(office, form, most):
                print(f"{what} | {figure:.2f} | {ratio:.3f} | {goal}", flush=True)


if __name__ == "__main__":
    main()
