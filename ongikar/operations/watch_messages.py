"""Signs of life between programs, in the words of systemd (sd_notify(3)): whoever watches has a socket, named
by NOTIFY_SOCKET, and each program says READY=1 once and WATCHDOG=1 again and again. Needs no Django.

So a program need not know whether systemd watches over it or `ongikar start`.
"""

import contextlib
import os
import secrets
import socket
import struct
from collections import Counter

PLACE = "NOTIFY_SOCKET"
READY, ALIVE = "READY=1", "WATCHDOG=1"
# Process, user and group of who sent (unix(7)).
CREDENTIALS = struct.Struct("=iII")
LONGEST = 4096


def tell_watcher(*lines: str) -> None:
    """Nothing where nobody asked to be told, or nobody listens."""
    place = os.environ.get(PLACE)
    if not place:
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        # A watcher that is stopped must not block the processes that report to it.
        line.setblocking(False)
        line.sendto("\n".join(lines).encode(), address_of(place))


def address_of(place: str) -> str:
    """An abstract one is written with @ (unix(7))."""
    return "\0" + place[1:] if place.startswith("@") else place


def choose_place() -> str:
    """A name of this process's own, told to all that it starts from now on."""
    os.environ[PLACE] = f"@ongikar-{os.getpid()}-{secrets.token_hex(8)}"
    return os.environ[PLACE]


class Listener:
    """Hears the signs of life. Who sent one is told by the kernel, so that nobody speaks for another."""

    def __init__(self, place: str) -> None:
        self.beats: Counter[int] = Counter()
        self.line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        self.line.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.line.bind(address_of(place))
        self.line.setblocking(False)

    def hear(self) -> Counter[int]:
        """All signs so far, by process."""
        with contextlib.suppress(BlockingIOError):
            while True:
                _, told, _, _ = self.line.recvmsg(LONGEST, socket.CMSG_SPACE(CREDENTIALS.size))
                for level, kind, data in told:
                    if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
                        self.beats[CREDENTIALS.unpack(data[: CREDENTIALS.size])[0]] += 1
        return self.beats
