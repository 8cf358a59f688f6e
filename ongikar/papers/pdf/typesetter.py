"""A program of its own that sets one paper, and what asks it to: for whoever sets hundreds after another.

The typesetter keeps what it has set for as long as its process lives, some 150 MB for a thousand lines of a
register, and has no way to let go of it. A program that ends lets go of everything (docs/decisions/051).
"""

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from .render import PaperTemplateFault, render, with_emblem

# What it may take of the machine's memory; the process that asks takes its own beside it.
MEMORY = 240 * 1024 * 1024
SECONDS = 1_800


def render_apart(
    template: str, data: Mapping[str, Any], *, source: str = "", seconds: int = SECONDS
) -> bytes:
    """What `render` gives, set by a program that ends with it. Raises MemoryError where that needed too much,
    TimeoutExpired where it took longer than `seconds`, and PaperTemplateFault.
    """
    asked = json.dumps([template, with_emblem(data), source], ensure_ascii=False).encode()
    done = subprocess.run(
        [sys.executable, "-m", "ongikar.papers.pdf.typesetter"],
        input=asked,
        capture_output=True,
        timeout=seconds,
    )
    if done.returncode in (-signal.SIGABRT, -signal.SIGKILL, TOO_LARGE):
        raise MemoryError(template)
    if done.returncode:
        raise PaperTemplateFault(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


TOO_LARGE = 3


def main() -> int:
    if sys.platform.startswith("linux"):
        import ctypes

        # Whoever asked may be killed: nobody would read what is set.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        template, data, source = json.load(sys.stdin.buffer)
        sys.stdout.buffer.write(render(template, data, source=source))
    except MemoryError:
        return TOO_LARGE
    return 0


PR_SET_PDEATHSIG = 1

if __name__ == "__main__":
    sys.exit(main())
