"""Running the small programs that open what strangers send: each apart, few at once, and told apart by how they end."""

import subprocess
import sys
import threading
from pathlib import Path

from .faults import PaperFault

# At once in one process of ours. Each may take some hundred megabytes, and an office has one old PC.
AT_ONCE = 2
# Seconds to wait for a turn; whoever waits longer is asked to come again.
WAIT = 20.0

BUSY = (
    "এই মুহূর্তে অনেকে একসঙ্গে ফাইল দিচ্ছেন। আধা মিনিট পরে আবার দিন।",
    "Many people are sending files at this moment. Send it again in half a minute.",
)

_turns = threading.BoundedSemaphore(AT_ONCE)


def run_sandboxed(room: Path, content: bytes, *, seconds: float) -> subprocess.CompletedProcess | None:
    """Run the script `room` with `content` as its input; None where it took longer than `seconds` by the wall.

    Memory and processor time it limits by itself. Raises PaperFault where too many run already.
    """
    if not _turns.acquire(timeout=WAIT):
        raise PaperFault(*BUSY)
    try:
        # Isolated (-I): neither the environment nor the folder it is started in decides what it loads.
        return subprocess.run(
            [sys.executable, "-I", str(room)], input=content, capture_output=True, timeout=seconds, env={}, check=False
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    finally:
        _turns.release()
