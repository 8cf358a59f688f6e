"""A program that a test starts: it is waited for so long and no longer, and ends with the test.

`with subprocess.Popen(…)` waits for its program without a limit where the test fails inside, and
`subprocess.run` without `timeout=` does so anyway: tests/test_limits.py finds both.
"""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

# What a program may take on a machine that is busy with others.
SECONDS = 600
# So many times as long as on a quiet machine: that a wait ends says only that it is stuck.
BUSY = 4


@contextmanager
def started(words: Sequence[str], **settings: Any) -> Iterator[subprocess.Popen]:
    """The program while the test is about it; killed at the end where it still runs."""
    process = subprocess.Popen(words, **settings)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(SECONDS)
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe:
                pipe.close()
