"""Serving: prepare once, then keep the web server and the worker alive until told to stop. Both are forked
from what was loaded once; whoever watches over them has nothing loaded, and needs no Django.
"""

import argparse
import errno
import gc
import os
import signal
import socket
import sys
import time
from functools import partial
from importlib import import_module
from typing import NoReturn

from ongikar.core.not_none import not_none
from ongikar.core.own_command import command_to_type

from .forked_processes import ChildProgram, end_forks_with_us, fill_holes, fork_program, keep_few_arenas
from .watch_messages import PLACE, Listener, choose_place
from .watchdog import (
    SILENCE_SECONDS,
    START_SECONDS,
    Patience,
    dump_threads_when_asked,
    end_silent,
    with_descendants,
)

GRACE_SECONDS = 10.0
# The web server's own lines are redacted as ours are.
LOG_FORMATTER = {
    "()": "ongikar.core.log_redaction.RedactingFormatter",
    "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
}
JSON_FORMATTER = {"()": "ongikar.core.log_redaction.RedactingJsonFormatter"}


def web_log(form: str) -> dict[str, dict[str, dict[str, str]]]:
    """For granian's loggers, in the form that the settings say."""
    formatter = JSON_FORMATTER if form == "json" else LOG_FORMATTER
    return {"formatters": {"generic": formatter, "access": formatter}}


HIGHEST_PORT = 65_535
# Of each process of the web server: threads that wait for bodies and for Django's lanes, connections at
# once, and how long the head of a request may take, or a connection stand idle. See docs/decisions/043.
THREADS = 32
CONNECTIONS = 512
HEAD_MILLISECONDS = 10_000


# The worker ends the message it is sending, for the mark that it was sent; the web server has nothing to
# finish, and its port is wanted by whoever starts anew.
END_SIGNALS = {"web": signal.SIGKILL, "worker": signal.SIGTERM}


def start(words: list[str]) -> int:
    """`ongikar start`: set up, load the office, serve it at http://127.0.0.1:PORT."""
    parser = argparse.ArgumentParser(prog="ongikar start")
    parser.add_argument("--port", type=int, default=int(os.environ.get("ONGIKAR_PORT", "8000")))
    parser.add_argument("--no-demo", action="store_true", help="leave the demonstration out")
    # Said by the starter to itself: the processes that it has forked.
    parser.add_argument("--watch", type=int, nargs=len(END_SIGNALS), help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if asked.watch:
        children = map(ChildProgram, asked.watch)
        return keep_alive(asked.port, dict(zip(END_SIGNALS, children, strict=True)))
    if fault := port_fault(asked.port):
        print(fault, file=sys.stderr)
        return 1
    os.environ.setdefault("ONGIKAR_ADDRESS", f"http://127.0.0.1:{asked.port}")
    # Loaded once for all three; what it reads of the database and the files comes after they are prepared.
    load_code()
    if status := prepare_apart(["--no-demo"] if asked.no_demo else ["--first-samples"]):
        return status
    load_program()
    if sys.platform.startswith("linux"):
        choose_place()
    become_watcher(asked.port, [fork_loaded(name, asked.port).pid for name in END_SIGNALS])


def fork_loaded(name: str, port: int) -> ChildProgram:
    """The web server or the worker, forked from what is loaded here."""
    words = ["--port", str(port)] if name == "web" else []
    run = web if name == "web" else import_module("ongikar.operations.worker").worker
    return fork_program(f"ongikar {name}", lambda: run(words), how=END_SIGNALS[name])


def start_anew(name: str, port: int) -> ChildProgram:
    """The same by a process without the program, which becomes it."""
    words = ["--port", str(port)] if name == "web" else []
    command = [sys.executable, "-m", "ongikar", name, *words]
    return fork_program(f"ongikar {name}", lambda: os.execv(command[0], command), how=END_SIGNALS[name])


def become_watcher(port: int, children: list[int]) -> NoReturn:
    """Go on as a process that has nothing loaded: the children keep what they share, and what they have
    written over is kept by nobody. They stay our children, and end when we do.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    watched = [str(pid) for pid in children]
    words = ["-m", "ongikar", "start", "--port", str(port), "--watch", *watched]
    os.execv(sys.executable, [sys.executable, *words])


def prepare_apart(words: list[str]) -> int:
    """`ongikar prepare` in a process of its own, which takes with it all that it needed; its status. What the
    web server needs and does not depend on it is loaded meanwhile.
    """
    program = import_module("ongikar.__main__").main
    preparing = fork_program("ongikar prepare", lambda: program(["prepare", *words]))
    try:
        import_module("ongikar.operations.health.probes")
        import_module("ongikar.config.first_use").work_out()
        import_module("granian")
        while preparing.poll() is None:
            time.sleep(0.02)
    except KeyboardInterrupt:
        preparing.send(signal.SIGKILL)
        raise
    return not_none(preparing.returncode)


def load_code() -> None:
    """The modules of the program, without what reads the database or the static files."""
    keep_few_arenas()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    # What is loaded stays: looking through it for garbage again and again takes a tenth of the time.
    gc.disable()
    import_module("django").setup()
    import_module("ongikar.config.urls")
    import_module("ongikar.operations.worker")
    gc.freeze()
    gc.enable()


def load_program() -> None:
    """Every page's code, once for all processes that are forked from this one."""
    load_code()
    import_module("ongikar.config.wsgi")
    fill_holes()


def port_fault(port: int) -> str | None:
    """What to say when the port cannot be had; None when it is free."""
    if not 0 < port <= HIGHEST_PORT:
        command = command_to_type("--port 8001")
        return (
            f"পোর্ট {port} হয় না; ১ থেকে ৬৫৫৩৫-এর মধ্যে দিন, যেমন {command}\n"
            f"There is no port {port}; give one from 1 to {HIGHEST_PORT}, such as {command}"
        )
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return taken_port_words(port)
    return None


def taken_port_words(port: int) -> str:
    other = port + 1 if port < HIGHEST_PORT else port - 1
    command = command_to_type(f"--port {other}")
    return (
        f"পোর্ট {port} অন্য একটি প্রোগ্রাম ব্যবহার করছে। সেটি বন্ধ করুন, অথবা অন্য পোর্ট দিন:"
        f" {command}\nPort {port} is taken by another program. Stop it, or choose another: {command}"
    )


def listen_fault_words(address: str, port: int, fault: OSError) -> str:
    """Why the web server cannot be reached at its address and port."""
    if fault.errno == errno.EADDRINUSE:
        return taken_port_words(port)
    return f"{address}:{port}: {fault.strerror or fault}"


def keep_alive(port: int, running: dict[str, ChildProgram]) -> int:
    """Watch web server and worker, start again whichever falls, and end both when told to, or when we are
    killed.
    """
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    watch = ProgramWatch()
    announce_site(port, running["web"])
    while not stopping:
        watch.end_silent(running)
        for name, program in running.items():
            if program.poll() is not None and not stopping:
                print(f"ongikar: {name} ended ({program.returncode}), starting it again", file=sys.stderr)
                time.sleep(1)
                running[name] = start_anew(name, port)
        time.sleep(0.2)
    return end_programs(running)


class ProgramWatch:
    """Over programs that give signs of life: which of them gives none, and does not work, is ended."""

    def __init__(self) -> None:
        place = os.environ.get(PLACE) if sys.platform.startswith("linux") else None
        self.listener = Listener(place) if place else None
        # By the process.
        self.patience: dict[int, Patience] = {}

    def end_silent(self, running: dict[str, ChildProgram]) -> None:
        if self.listener is None:
            return
        beats = self.listener.hear()
        self.patience = {
            program.pid: self.patience.get(program.pid) or Patience(START_SECONDS)
            for program in running.values()
        }
        for name, program in running.items():
            patience = self.patience[program.pid]
            if beats[program.pid]:
                patience.silence = SILENCE_SECONDS
            # What the web server's processes do is no work of its master's.
            own = with_descendants(program.pid) if name == "worker" else lambda pid=program.pid: [pid]
            if program.poll() is None and patience.look(beats[program.pid], own):
                end_silent(f"ongikar {name}", program.pid)


def announce_site(port: int, web: ChildProgram) -> None:
    """Say that the site is there once it answers."""
    until = time.monotonic() + 20
    while time.monotonic() < until and web.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                print(
                    f"\n  অঙ্গীকার চলছে  ·  Ongikar is running:  http://127.0.0.1:{port}\n  (Ctrl+C ends it)\n",
                    flush=True,
                )
                return
        time.sleep(0.05)


def end_programs(running: dict[str, ChildProgram]) -> int:
    for program in running.values():
        program.send(signal.SIGTERM)
    until = time.monotonic() + GRACE_SECONDS
    for program in running.values():
        if not program.wait(max(0.1, until - time.monotonic())):
            program.send(signal.SIGKILL)
            program.wait(GRACE_SECONDS)
    return 0


def web(words: list[str]) -> int:
    """`ongikar web`: the web server alone."""
    parser = argparse.ArgumentParser(prog="ongikar web")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--workers", type=int, default=int(os.environ.get("ONGIKAR_WEB_WORKERS", "2")))
    asked = parser.parse_args(words)
    keep_few_arenas()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    # Loaded here, its pages of memory are shared by the workers that are forked from this process.
    import_module("ongikar.config.wsgi")
    if import_module("ongikar.operations.start_checks").refuse_changed_keys_once_there():
        return 1
    if import_module("ongikar.demo.public_demo").refuse_public_bind(asked.address):
        return 1
    metrics_server = import_module("ongikar.operations.health.metrics_server")
    settings = import_module("django.conf").settings
    try:
        metrics_at = metrics_server.metrics_place(settings.ONGIKAR_METRICS, asked.port)
    except metrics_server.PlaceFault:
        print(metrics_server.place_fault_words(settings.ONGIKAR_METRICS), file=sys.stderr)
        return 1
    web_server = import_module("ongikar.operations.web_server")
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    try:
        listeners = web_server.listen(asked.address, asked.port, max(1, asked.workers))
    except OSError as fault:
        print(listen_fault_words(asked.address, asked.port, fault), file=sys.stderr)
        return 1
    end_forks_with_us()
    dump_threads_when_asked()
    fill_holes()
    web_server.WebServer(
        listeners,
        address=asked.address,
        port=asked.port,
        backlog=web_server.BACKLOG,
        blocking_threads=THREADS,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        # One that does not stop after its last request is ended: seen once, after a burst of applications.
        workers_kill_timeout=10,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_MILLISECONDS),
        log_access=False,
        log_level=LogLevels.error,
        log_dictconfig=web_log(settings.ONGIKAR_LOG_FORM),
    ).serve(
        target_loader=partial(web_server.load_application, (asked.address, asked.port), metrics_at, THREADS),
        wrap_loader=False,
    )
    return 0
