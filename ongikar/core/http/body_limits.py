"""Bodies of requests are read before anybody works on them: few at once, few from one address, and none for
ever.

A body comes as slowly as its sender likes, and the thread that reads it waits. So there are more such
threads than may read bodies, and a body that stays under a rate that the slowest telephone reaches has its
line cut.
"""

import logging
import os
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from io import BytesIO
from tempfile import SpooledTemporaryFile
from types import SimpleNamespace
from typing import IO

from .client_ip import client_ip
from .request_limits import most_bytes_at

log = logging.getLogger("ongikar.web")

# Bodies that are read at once in one process, and of them from one address; a digital centre sends some
# together.
AT_ONCE = 24
OF_ONE_ADDRESS = 8
# Seconds that a request waits for room among them.
PATIENCE = 0.25
# A body may take so many seconds, and one more for so many bytes: GPRS, the slowest there is, sends two
# thousand and more.
GRACE = 20.0
SLOWEST = 1000
PIECE = 8192
IN_MEMORY = 256 * 1024
LOOK_EVERY = 2.0
# tcp_info of linux/tcp.h: the state, and the bytes that came since the connection began.
ESTABLISHED, RECEIVED_AT, INFO_SIZE = 1, 128, 256

BUSY, BROKEN_OFF = "busy", "broken off"


class NoBody(Exception):
    """The body was not read; `why` is BUSY or BROKEN_OFF."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(slots=True, eq=False)
class BodyRead:
    """One body that is being read."""

    peer: str
    address: str
    began: float = field(default_factory=time.monotonic)
    got: int = 0

    def is_too_slow(self, now: float) -> bool:
        return now - self.began > GRACE + self.got / SLOWEST


class BodyLimits:
    """The bodies of one process that are being read."""

    def __init__(self) -> None:
        self.readings: set[BodyRead] = set()
        self.changing = threading.Lock()
        self.watch: threading.Thread | None = None
        self.cutter = ConnectionCutter()

    def read(self, environ: dict) -> IO[bytes]:
        """The whole body, from its beginning. Raises NoBody; what was announced as too large is not read at
        all.
        """
        most = most_bytes_at(environ.get("PATH_INFO", ""))
        is_chunked = "HTTP_TRANSFER_ENCODING" in environ
        # What comes in chunks says no length, which OpenRosa lets an app do: one byte over the most tells
        # that it is too large.
        length = most + 1 if is_chunked else announced_length(environ)
        if not 0 < length <= most + is_chunked:
            return BytesIO()
        body: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        reading = self.begin(environ)
        try:
            while left := length - reading.got:
                piece = environ["wsgi.input"].read(min(PIECE, left))
                if not piece and is_chunked:
                    break
                if not piece:
                    raise NoBody(BROKEN_OFF)
                body.write(piece)
                reading.got += len(piece)
        except NoBody:
            raise
        except OSError as fault:
            body.close()
            if fault.errno is not None:
                # Our own disk: told as such by whoever is asked next.
                raise
            raise NoBody(BROKEN_OFF) from None
        except Exception:
            raise NoBody(BROKEN_OFF) from None
        finally:
            with self.changing:
                self.readings.discard(reading)
        if is_chunked:
            environ["CONTENT_LENGTH"] = str(reading.got)
        body.seek(0)
        return body

    def begin(self, environ: dict) -> BodyRead:
        reading = BodyRead(environ.get("REMOTE_ADDR", ""), client_ip(SimpleNamespace(META=environ)))
        # Bodies that are there already are read in no time: whoever comes with many others waits
        # for a moment.
        until = time.monotonic() + PATIENCE
        while not self.has_room_for(reading):
            if time.monotonic() > until:
                raise NoBody(BUSY)
            time.sleep(0.01)
        return reading

    def has_room_for(self, reading: BodyRead) -> bool:
        """Whether it was taken among those that are being read."""
        with self.changing:
            from_there = sum(1 for each in self.readings if each.address == reading.address)
            if len(self.readings) >= AT_ONCE or from_there >= OF_ONE_ADDRESS:
                return False
            reading.began = time.monotonic()
            self.readings.add(reading)
            if self.watch is None or not self.watch.is_alive():
                self.watch = threading.Thread(target=self.cut_slow_ones, name="slow bodies", daemon=True)
                self.watch.start()
        return True

    def cut_slow_ones(self) -> None:
        """While any body is being read: cut the lines of those that come too slowly."""
        while True:
            time.sleep(LOOK_EVERY)
            with self.changing:
                if not self.readings:
                    self.watch = None
                    self.cutter.forget()
                    return
                now = time.monotonic()
                slow = Counter(each.peer for each in self.readings if each.is_too_slow(now))
                watched = {each.peer for each in self.readings}
            try:
                self.cutter.look(watched, slow)
            except Exception:
                log.exception("slow bodies could not be cut off")


class ConnectionCutter:
    """Cuts connections of this process: the server tells whose a request is, but not on which line it came.

    Of an address that sends a body too slowly, every line on which as little came all the while is cut. One
    that stands idle is among them: a browser opens it anew.
    """

    def __init__(self) -> None:
        # Peer → (when its line was first seen, the bytes it had brought by then).
        self.seen: dict[tuple, tuple[float, int]] = {}

    def forget(self) -> None:
        self.seen.clear()

    def look(self, watched: set[str], slow: Counter[str]) -> None:
        now, there = time.monotonic(), set()
        for line, peer, received in connections_from(watched):
            there.add(peer)
            since, at_first = self.seen.setdefault(peer, (now, received))
            if not slow[plain_address(peer[0])] or now - since < GRACE:
                continue
            if received - at_first < (now - since) * SLOWEST:
                log.warning(
                    "a line that brought %s bytes in %.0f seconds was cut", received - at_first, now - since
                )
                line.shutdown(socket.SHUT_RDWR)
        self.seen = {peer: first for peer, first in self.seen.items() if peer in there}


def connections_from(addresses: set[str]) -> Iterator[tuple[socket.socket, tuple, int]]:
    """This process's connections from these addresses, as (socket of our own on it, peer,
    bytes that came).
    """
    for name in os.listdir("/proc/self/fd"):
        try:
            if not os.readlink(f"/proc/self/fd/{name}").startswith("socket:"):
                continue
            # A descriptor of our own: what we look at and cut is this line, whatever becomes of
            # its number meanwhile.
            line = socket.socket(fileno=os.dup(int(name)))
        except OSError:
            continue
        with closing(line):
            try:
                peer = line.getpeername()
                if (
                    line.family not in (socket.AF_INET, socket.AF_INET6)
                    or plain_address(peer[0]) not in addresses
                ):
                    continue
                info = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, INFO_SIZE)
            except OSError:
                continue
            if info[0] == ESTABLISHED and len(info) >= RECEIVED_AT + 8:
                yield line, peer, struct.unpack_from("=Q", info, RECEIVED_AT)[0]


def plain_address(address: str) -> str:
    """An address of version 4 as the server tells it, also where it came to a socket of version 6."""
    return address.removeprefix("::ffff:")


def announced_length(environ: dict) -> int:
    """The bytes that the body is said to have; 0 where it does not say."""
    length = (environ.get("CONTENT_LENGTH") or "")[:20]
    return int(length) if length.isascii() and length.isdigit() else 0
