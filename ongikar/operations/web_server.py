"""The web server's master: it forks the processes that serve, and begins anew the one that fell.

Built upon granian's, with three things done otherwise (docs/decisions/094). The master has one thread, so
that nothing is forked while another thread holds a lock: that is why granian's own metrics, which begin
threads before the fork, stay off, and why it looks after its processes itself. It opens the sockets, one for
each process: where one is replaced, whoever waited there is served by its successor. And the port is ours
alone: granian would share it with another server of the same user.
"""

import socket
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.server.mp import MPServer, WorkerProcess

from ongikar.core.http.web_processes import Cell, WebProcesses, web_processes

from .health.metrics_server import Place, start_metrics
from .heartbeats import start_web_heartbeat
from .watch_messages import ALIVE, READY, tell_watcher
from .watchdog import Patience, end_silent, with_descendants

# Between two looks at the processes, and between two signs of life of the master.
LOOK_SECONDS, BEAT_SECONDS = 0.25, 1.0
# Connections that wait until a process takes them.
BACKLOG = 1024


class Looking:
    """Stands where granian has an event: whoever waits for it looks at the processes meanwhile.

    Without a lock: it is set by handlers of signals, which may come while the same thread holds one.
    """

    def __init__(self, look: Callable[[], None]) -> None:
        self.look, self.is_set = look, False

    def set(self) -> None:
        self.is_set = True

    def clear(self) -> None:
        self.is_set = False

    def wait(self) -> None:
        while not self.is_set:
            time.sleep(LOOK_SECONDS)
            self.look()


class WebServer(MPServer):
    """One master, and the processes that serve."""

    def __init__(
        self, listeners: list[socket.socket], *, processes: WebProcesses = web_processes, **more: Any
    ) -> None:
        super().__init__("", interface=Interfaces.WSGI, workers=len(listeners), metrics_enabled=False, **more)
        self.listeners, self.processes = listeners, processes
        self.main_loop_interrupt = Looking(self.look)  # type: ignore[assignment]
        # By the number of the process.
        self.patience: dict[int, Patience] = {}
        self.silenced: set[int] = set()
        self.is_ready, self.beaten_at = False, 0.0

    def _init_shared_socket(self) -> None:
        """They are there already."""

    def _spawn_worker(  # type: ignore[override]
        self, idx: int, target: Any, callback_loader: Any
    ) -> WorkerProcess:
        self.processes.begin(idx)
        self.patience[idx] = Patience()
        self._sso = self.listeners[idx]
        # Its stub does not know what it takes: descriptor, whether of Unix, and how many may wait.
        self._shd = SocketHolder(  # type: ignore[call-arg,assignment]
            self._sso.fileno(), False, self.backlog
        )
        process = super()._spawn_worker(idx, target, callback_loader)
        # Its own way is a thread for each, which would be there when the next is forked.
        process._watch = lambda: None  # type: ignore[method-assign]
        return process

    def look(self) -> None:
        for process in self.wrks:
            if not process.is_alive():
                self.note_end(process)
            elif self.patience[process.idx].look(
                self.processes.of(process.idx, Cell.BEATS), with_descendants(process.inner.pid)
            ):
                self.silenced.add(process.idx)
                end_silent("a process of the web server", process.inner.pid)
        self.beat()

    def note_end(self, process: WorkerProcess) -> None:
        """It ended by itself, or was ended: another takes its place."""
        if process.idx in self.interrupt_children:
            return
        if process.idx in self.silenced:
            self.silenced.remove(process.idx)
            self.processes.end(process.idx, why=Cell.SILENT)
        else:
            code = process.inner.exitcode
            print(f"ongikar: a process of the web server ended ({code})", file=sys.stderr, flush=True)
            self.processes.end(process.idx)
        self.interrupt_children.append(process.idx)
        self.main_loop_interrupt.set()

    def beat(self) -> None:
        """Tell whoever watches over the master that it lives, and once that the site is there."""
        if not self.is_ready and self.processes.sum_of(Cell.BEATS):
            self.is_ready = True
            tell_watcher(READY)
        if time.monotonic() - self.beaten_at >= BEAT_SECONDS:
            self.beaten_at = time.monotonic()
            tell_watcher(ALIVE)


def load_application(place: tuple[str, int], metrics_at: Place | None, threads: int) -> Callable:
    """In each process that was forked, before it listens at the place."""
    wsgi = import_module("ongikar.config.wsgi")
    address, port = place
    if metrics_at:
        start_metrics(metrics_at, port)
    start_web_heartbeat(wsgi.lanes, address, port, threads)
    application: Callable = wsgi.application
    return application


def listen(address: str, port: int, processes: int) -> list[socket.socket]:
    """A socket for each process, among which the kernel divides who comes. OSError where another program has
    the port.
    """
    # Shared with nobody; those below would be shared with every server of the same user.
    socket.create_server((address, port), family=family_of(address)).close()
    return [listen_once(address, port) for _ in range(processes)]


def listen_once(address: str, port: int) -> socket.socket:
    listener = socket.create_server(
        (address, port), family=family_of(address), backlog=BACKLOG, reuse_port=True
    )
    listener.setblocking(False)
    listener.set_inheritable(True)
    return listener


def family_of(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET
