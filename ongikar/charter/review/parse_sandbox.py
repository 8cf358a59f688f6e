"""A program of its own that reads one charter document in a sandbox: little memory, little time, no file
it could write.

A document of 5 MB can unpack to gigabytes in the reader itself, and a PDF is read by a library in C++; here
it takes only this program with it, and not the web server. It reads the name and the document from standard
input, and writes what was read, or why it cannot be. Run as a script; see docs/decisions/025.
"""

import ctypes
import json
import resource
import signal
import sys
from pathlib import Path
from typing import Any

MEMORY = 1_200 * 1024 * 1024
SECONDS = 30
PR_SET_PDEATHSIG = 1


def main() -> int:
    # Whoever asked may be killed: nobody would read what was read.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # It writes to its pipe only.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # Isolated (-I) it looks for nothing beside itself; where our own lies it must be told.
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    from ongikar.charter.documents import DocumentFault
    from ongikar.charter.review.ingest import ingest_in_process

    name = json.loads(sys.stdin.buffer.readline())
    try:
        answer: dict[str, Any] = {"taken": ingest_in_process(sys.stdin.buffer.read(), name)._asdict()}
    except DocumentFault as fault:
        answer = {"fault": [fault.bn, fault.en]}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
