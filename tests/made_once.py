"""What one process of a run makes for the others."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The run's folder of this name, filled by `make(folder)` in the process that asks first; others wait."""
    run = factory.getbasetemp()
    # Each process of a run in parts has a folder of its own in the run's.
    run = run.parent if "PYTEST_XDIST_WORKER" in os.environ else run
    ready = run / name
    with open(f"{ready}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            making = Path(f"{ready}.making")
            # Of a process that failed at it.
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            make(making)
            making.rename(ready)
    return ready
