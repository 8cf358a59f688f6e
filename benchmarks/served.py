"""The servers that are measured: each on a port of its own, ended by its process id."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# So long a server may take until it answers, on a machine that does much else.
PATIENCE = 300


class Served:
    """A server of our own, up when `with` begins and gone when it ends."""

    def __init__(self, command: list[str], environment: dict[str, str], port: int):
        self.port, self.address = port, f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"ONGIKAR_FORMS_A_MINUTE": "0"} | environment,
            start_new_session=True,
        )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    time.sleep(0.5)
                    return
            time.sleep(0.05)
        self.__exit__()
        raise RuntimeError(f"{command} does not answer")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(15)


def ours(environment: dict[str, str]) -> Served:
    """The site as it is served: two workers."""
    port = free_port()
    return Served([sys.executable, "-m", "ongikar", "web", "--port", str(port)], environment, port)


def start_office(environment: dict[str, str]) -> Served:
    """Web server and worker, as `./run` starts them."""
    port = free_port()
    words = ["start", "--no-demo", "--port", str(port)]
    return Served([sys.executable, "-m", "ongikar", *words], environment, port)


def bare(role: str, **environment: str) -> Served:
    """One of the baselines of bare.py, by the same server with as many workers."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers",
        "2",
        "--blocking-threads",
        "1",
        "--log-level",
        "warning",
        "benchmarks.bare:application",
    ]
    return Served(command, {"BARE_ROLE": role} | environment, port)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
