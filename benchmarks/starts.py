"""Whether a process of the web server hangs at its start: it is started again and again at a raised priority
beside busy processes, and each time asked by fresh connections.

    python -m benchmarks.starts [--starts 100] [--connections 20] [--busy 2] [--nice -10]

Ends with status 1 where anybody waited in vain. To raise a priority wants root; without it
it stays.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.served import ROOT, free_port
from ongikar.operations.watchdog import descendants

# Longer than anybody waits who does not hang.
ANSWER_SECONDS, START_SECONDS = 10.0, 120.0
# A process that has not answered itself by then hangs; before it is replaced for that.
PROCESSES, HANGS_SECONDS = 2, 7.0
ASKED = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
BUSY = "while True: pass"


def is_answered(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), ANSWER_SECONDS) as line:
            line.sendall(ASKED)
            return line.recv(12) == b"HTTP/1.1 200"
    except OSError:
        return False


def is_there(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def serving(web: int, port: int) -> int:
    """How many processes of the web server have answered themselves: they keep a line to themselves open."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    # (from, to) → its socket.
    sockets = {(row[1], row[2]): f"socket:[{row[9]}]" for row in rows}
    pairs = {
        (asking, sockets.get((there, here)))
        for (here, there), asking in sockets.items()
        if there.endswith(f":{port:04X}")
    }
    return sum(
        any(asking in own and answering in own for asking, answering in pairs)
        for own in map(sockets_of, descendants(web))
    )


def sockets_of(pid: int) -> set[str]:
    found = set()
    with suppress(OSError):
        for opened in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                found.add(os.readlink(opened))
    return found


def raise_priority(nice: int) -> None:
    with suppress(PermissionError):
        os.nice(nice)


def one_start(environment: dict[str, str], nice: int, connections: int) -> tuple[int, int, float]:
    """How many connections waited in vain, how many of the two processes do not serve, and after how many
    seconds the port was there.
    """
    port, began = free_port(), time.monotonic()
    web = subprocess.Popen(
        [sys.executable, "-m", "ongikar", "web", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
        preexec_fn=lambda: raise_priority(nice),
    )
    try:
        while not is_there(port):
            if web.poll() is not None or time.monotonic() - began > START_SECONDS:
                raise RuntimeError(f"the web server did not come: {web.poll()}")
            time.sleep(0.02)
        seconds = time.monotonic() - began
        vain = sum(not is_answered(port) for _ in range(connections))
        until = time.monotonic() + HANGS_SECONDS
        while serving(web.pid, port) < PROCESSES and time.monotonic() < until:
            time.sleep(0.05)
        return vain, PROCESSES - serving(web.pid, port), seconds
    finally:
        with suppress(ProcessLookupError):
            os.killpg(web.pid, signal.SIGKILL)
        web.wait()


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.starts")
    parser.add_argument("--starts", type=int, default=100)
    parser.add_argument("--connections", type=int, default=20)
    parser.add_argument("--busy", type=int, default=2, help="processes that use all they get meanwhile")
    parser.add_argument("--nice", type=int, default=-10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "ONGIKAR_VAR": folder,
            "ONGIKAR_DATABASE": f"sqlite:///{Path(folder) / 'ongikar.sqlite3'}",
            "ONGIKAR_WEB_WORKERS": str(PROCESSES),
        }
        prepare = [sys.executable, "-m", "ongikar", "prepare", "--no-demo"]
        subprocess.run(prepare, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        busy = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(asked.busy)]
        vain, hanging = 0, 0
        seconds: list[float] = []
        try:
            for _ in range(asked.starts):
                failed, silent, took = one_start(environment, asked.nice, asked.connections)
                vain, hanging = vain + failed, hanging + silent
                seconds.append(took)
        finally:
            for each in busy:
                each.kill()
                each.wait()
    print(
        f"{asked.starts} starts at nice {asked.nice} beside {asked.busy} busy processes, {asked.connections}"
        f" fresh connections each: {vain} waited in vain, {hanging} processes did not serve;"
        f" the port was there after {sorted(seconds)[len(seconds) // 2]:.1f} s (half of them sooner)"
    )
    return 1 if vain or hanging else 0


if __name__ == "__main__":
    raise SystemExit(main())
