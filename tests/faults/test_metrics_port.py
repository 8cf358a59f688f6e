"""The port of the metrics outlives the process that serves it."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

from .programs import Site, free_port, make_office, wait


def listener(port: int, processes: list[int]) -> int | None:
    """Which of the processes listens at a port of this machine."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    sockets = {f"socket:[{row[9]}]" for row in rows if row[3] == "0A" and int(row[1][-4:], 16) == port}
    for pid in processes:
        for opened in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                if os.readlink(opened) in sockets:
                    return pid
    return None


def metrics(port: int) -> str:
    try:
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def counted(port: int) -> float:
    lines = [line for line in metrics(port).splitlines() if line.startswith("ongikar_request_seconds_count")]
    return float(lines[0].split()[1]) if lines else -1


@pytest.mark.slow
def test_another_process_takes_the_port_over_and_nothing_counted_is_lost(start, tmp_path):
    port, asked = free_port(), 40
    office = make_office(tmp_path, drafts=0, ONGIKAR_METRICS=f"127.0.0.1:{port}")
    site = Site(free_port())
    web = start(office, "web", "--port", str(site.port))
    wait(lambda: site.get("/healthz").status == 200, "the site answers")
    for _ in range(asked):
        assert site.get("/track/").status == 200
    wait(lambda: "ongikar_web_processes_started_total 2" in metrics(port), "the metrics come")
    assert counted(port) == asked
    holder = listener(port, web.processes)
    assert holder is not None
    os.kill(holder, signal.SIGKILL)
    wait(lambda: counted(port) == asked, "another process serves them, and knows of what was before")
    assert listener(port, web.processes) != holder
    wait(lambda: site.get("/track/").status == 200, "the site goes on")
    time.sleep(0.5)
    assert counted(port) > asked
    said = metrics(port)
    assert 'ongikar_web_processes_replaced_total{why="fell"} 1' in said
    assert "ongikar_web_processes_started_total 3" in said
    assert "granian" not in said
