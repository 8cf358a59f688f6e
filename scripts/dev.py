"""`make dev`: the office while its code is written.

`runserver` restarts when a Python file changes and sees a changed template at the next request; the worker is
restarted here. The office in `var/` is the one that `./run` serves.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.utils.autoreload import DJANGO_AUTORELOAD_ENV

ROOT = Path(__file__).parents[1]
SECONDS = 1.0
MANAGE = [sys.executable, "manage.py"]
ONGIKAR = [sys.executable, "-m", "ongikar"]


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make dev")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-cases", action="store_true", help="an office without sample cases, in seconds")
    asked = parser.parse_args(words)
    port, options = asked.port, ["--no-cases"] if asked.no_cases else []
    os.chdir(ROOT)
    os.environ.pop(DJANGO_AUTORELOAD_ENV, None)
    os.environ |= {"ONGIKAR_DEBUG": "1", "DJANGO_RUNSERVER_HIDE_WARNING": "true"}
    os.environ.setdefault("ONGIKAR_ADDRESS", f"http://127.0.0.1:{port}")
    if prepared := subprocess.run([*ONGIKAR, "prepare", *options]).returncode:
        return prepared
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    web = subprocess.Popen([*MANAGE, "runserver", f"127.0.0.1:{port}"], start_new_session=True)
    worker, seen = start_worker(), newest_mtime()
    try:
        while web.poll() is None:
            time.sleep(SECONDS)
            if (now := newest_mtime()) != seen:
                seen = now
                stop(worker)
                worker = start_worker()
    except KeyboardInterrupt:
        return 0
    finally:
        stop(worker)
        # runserver watches files from a process above the one that answers: both are of one session.
        stop_session(web)
    return web.returncode


def start_worker() -> subprocess.Popen:
    return subprocess.Popen([*ONGIKAR, "worker"], start_new_session=True)


def stop(process: subprocess.Popen) -> None:
    """The worker ends the message it is sending."""
    process.terminate()
    process.wait()


def stop_session(process: subprocess.Popen) -> None:
    try:
        os.killpg(process.pid, signal.SIGTERM)
    except ProcessLookupError:
        return
    process.wait()


def newest_mtime() -> float:
    return max(path.stat().st_mtime for path in (ROOT / "ongikar").rglob("*.py"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
