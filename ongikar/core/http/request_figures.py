"""How many requests were answered, how long they took and with which kind of status: counted in memory that
all processes of the web server share.

The memory is made before the server forks, so that whichever process is asked tells of all of them, and a
process that fell leaves what it counted. Nothing is known of a request but its time and its status.
"""

import mmap
import os
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from threading import Lock
from typing import Any

from .web_processes import Cell, WebProcesses, web_processes

# Seconds; what took longer stands in one more bucket.
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
BUCKETS = len(BOUNDS) + 1
# 1xx to 5xx.
CLASSES = 5
# The last hour, in pieces of five minutes, each with its number.
PIECES, PIECE_SECONDS = 12, 300
PIECE = 1 + BUCKETS
TIME, STATUS, HOUR = BUCKETS, BUCKETS + 1, BUCKETS + 1 + CLASSES
ROW = HOUR + PIECES * PIECE
# A process counts in the row of its number. Two at a time in one row, of which there is hardly ever a case,
# lose a count now and then.
ROWS = 64
WORD = 8


class RequestFigures:
    """The figures of all processes forked after it was made."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.cells = memoryview(mmap.mmap(-1, ROWS * ROW * WORD)).cast("Q")
        self.lock, self.now = Lock(), now

    def count(self, seconds: float, status: int) -> None:
        base = os.getpid() % ROWS * ROW
        bucket = bisect_left(BOUNDS, seconds)
        number = int(self.now() // PIECE_SECONDS) + 1
        piece = base + HOUR + number % PIECES * PIECE
        cells = self.cells
        with self.lock:
            cells[base + bucket] += 1
            cells[base + TIME] += int(seconds * 1_000_000)
            cells[base + STATUS + min(max(status // 100, 1), CLASSES) - 1] += 1
            if cells[piece] != number:
                for cell in range(piece + 1, piece + PIECE):
                    cells[cell] = 0
                cells[piece] = number
            cells[piece + 1 + bucket] += 1

    def own_count(self) -> int:
        """How many this process has answered."""
        base = os.getpid() % ROWS * ROW
        return sum(self.cells[base : base + BUCKETS])

    def buckets(self) -> list[int]:
        """How many took up to each bound, those before it among them; the last is all of them."""
        return list(accumulate(self.sum_of(cell) for cell in range(BUCKETS)))

    def seconds(self) -> float:
        return self.sum_of(TIME) / 1_000_000

    def by_status(self) -> dict[str, int]:
        return {f"{kind + 1}xx": self.sum_of(STATUS + kind) for kind in range(CLASSES)}

    def sum_of(self, cell: int) -> int:
        return sum(self.cells[cell::ROW])

    def bound_of_hour(self, share: float) -> float | None:
        """Seconds within which that share of the last hour's requests was answered, as a bound of a bucket:
        infinite beyond the last, None where there was no request.
        """
        newest = int(self.now() // PIECE_SECONDS) + 1
        counts = [0] * BUCKETS
        for base in range(0, ROWS * ROW, ROW):
            for piece in range(base + HOUR, base + ROW, PIECE):
                if self.cells[piece] > newest - PIECES:
                    for bucket in range(BUCKETS):
                        counts[bucket] += self.cells[piece + 1 + bucket]
        total = sum(counts)
        if not total:
            return None
        within = next(place for place, n in enumerate(accumulate(counts)) if n >= share * total)
        return BOUNDS[within] if within < len(BOUNDS) else float("inf")


request_figures = RequestFigures()


class CountedRequests:
    """A WSGI application around another, whose answers are counted, and its requests while in hand."""

    def __init__(
        self,
        application: Callable,
        figures: RequestFigures = request_figures,
        processes: WebProcesses = web_processes,
    ) -> None:
        self.application, self.figures, self.processes = application, figures, processes

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        began, status = time.perf_counter(), 500
        parts: Iterable[bytes] = []

        def listen(line: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            nonlocal status
            status = int(line[:3])
            return start_response(line, headers, exc_info) if exc_info else start_response(line, headers)

        self.processes.add(Cell.IN_HAND)
        try:
            parts = self.application(environ, listen)
        finally:
            self.figures.count(time.perf_counter() - began, status)
            if isinstance(parts, list):
                self.processes.add(Cell.IN_HAND, -1)
        return parts if isinstance(parts, list) else PartsInHand(parts, self.processes)


class PartsInHand:
    """An answer that is sent piece by piece: its request is in hand until the last."""

    def __init__(self, parts: Iterable[bytes], processes: WebProcesses) -> None:
        self.parts, self.processes, self.is_in_hand = parts, processes, True

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.parts)

    def close(self) -> None:
        if self.is_in_hand:
            self.is_in_hand = False
            self.processes.add(Cell.IN_HAND, -1)
        if hasattr(self.parts, "close"):
            self.parts.close()

    # Of one that nobody closed.
    __del__ = close
