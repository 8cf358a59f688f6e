"""The heartbeat of a process: a thread that gives signs of life while the process proves itself.

One that serves has answered a request of its own, or of anybody, and each of its lanes gets on; of the worker
its one thread gets on. See docs/decisions/094.
"""

import logging
import threading
import time
from collections.abc import Callable

from ongikar.core.http.lanes import Lanes
from ongikar.core.http.own_line import OwnLine
from ongikar.core.http.request_figures import RequestFigures, request_figures
from ongikar.core.http.web_processes import Cell, WebProcesses, web_processes
from ongikar.core.progress import Progress, Pulse, pulse

from .watch_messages import ALIVE, READY, tell_watcher

log = logging.getLogger("ongikar.heartbeat")
BEAT_SECONDS = 1.0


class WebProof:
    """Of a process that serves with so many threads: whether it has proved itself since the last time."""

    def __init__(
        self,
        lanes: Lanes,
        line: OwnLine,
        threads: int,
        *,
        processes: WebProcesses = web_processes,
        figures: RequestFigures = request_figures,
    ) -> None:
        self.lanes, self.line, self.threads = lanes, line, threads
        self.processes, self.figures = processes, figures
        self.progress, self.answered = Progress(), 0

    def __call__(self) -> bool:
        do_lanes_get_on = self.progress.note_progress(self.lanes.at_work)
        return self.takes_requests() and do_lanes_get_on

    def takes_requests(self) -> bool:
        answered, self.answered = self.answered, self.figures.own_count()
        # With every thread in hand nobody is answered for a while; that they are says that requests come in.
        if self.answered != answered or self.processes.own(Cell.IN_HAND) >= self.threads:
            return True
        return self.line.is_answered()


class WorkerProof:
    """Of the worker, whose one thread began this: that it gets on."""

    def __init__(self, pulse: Pulse = pulse) -> None:
        self.pulse, self.thread, self.progress = pulse, threading.get_ident(), Progress()

    def __call__(self) -> bool:
        return self.progress.note_progress({self.thread: self.pulse.count})


def start_heartbeat(proof: Callable[[], bool], beat: Callable[[], None]) -> None:
    threading.Thread(target=beat_while, args=(proof, beat), name="heartbeat", daemon=True).start()


def beat_while(proof: Callable[[], bool], beat: Callable[[], None]) -> None:
    """One beat a second, for as long as the process lives, whenever it has proved itself."""
    while True:
        try:
            if proof():
                beat()
        except Exception:
            log.exception("the process could not be asked whether it lives")
        time.sleep(BEAT_SECONDS)


def start_web_heartbeat(lanes: Lanes, address: str, port: int, threads: int) -> None:
    start_heartbeat(WebProof(lanes, OwnLine(address, port), threads), lambda: web_processes.add(Cell.BEATS))


def start_worker_heartbeat() -> None:
    tell_watcher(READY)
    start_heartbeat(WorkerProof(), lambda: tell_watcher(ALIVE))
