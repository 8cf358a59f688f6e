"""Bodies of requests are read before anybody works on them: few at once, few from one address, and none for
ever.

A body comes as slowly as its sender likes, and the thread that reads it waits. So there are more such
threads than may read bodies, and a body that stays under a rate that the slowest telephone reaches has its
line cut. Where all places are taken the slowest of those that hold them goes, and not who comes.
"""

import logging
import os
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from io import BytesIO
from tempfile import SpooledTemporaryFile
from types import SimpleNamespace
from typing import IO, NamedTuple

from .client_ip import client_ip
from .request_limits import most_bytes_at

log = logging.getLogger("ongikar.web")

# Bodies that are read at once in one process, and of them from one address; a digital centre sends some
# together.
AT_ONCE = 24
OF_ONE_ADDRESS = 8
# Seconds that a request waits for room among them before it takes the place of the slowest.
PATIENCE = 0.25
# Bodies that have come whole are read beside the places.
WHOLE_AT_ONCE, SMALL = 4, 64 * 1024
# Threads that read, of those that the server has (operations/serve.py): pages need some.
MOST_THREADS = 28
# Within which a thread has its turn, on a busy machine too.
TURN = 1.5
# From so many on it is found out on which line a body comes: before, nobody will have to go.
WATCHED_FROM, WATCHED_FROM_OF_ONE_ADDRESS = 8, 2
# A body may take so many seconds, and one more for so many bytes: GPRS, the slowest there is, sends two
# thousand and more.
GRACE = 20.0
SLOWEST = 1000
PIECE = 8192
MOST_CLAIMS = 1000
IN_MEMORY = 256 * 1024
LOOK_EVERY = 2.0
# tcp_info of linux/tcp.h: the state, milliseconds since we sent and since something came, and the bytes that
# came since the connection began.
ESTABLISHED, SENT_AT, CAME_AT, RECEIVED_AT, INFO_SIZE = 1, 44, 52, 128, 256

BUSY, BROKEN_OFF, DROPPED = "busy", "broken off", "dropped"


class NoBody(Exception):
    """The body was not read; `why` is BUSY, BROKEN_OFF or DROPPED: then nobody reads an answer."""

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
    length: int = 0
    # The line on which it comes, and the bytes that it had brought by then; None where nobody asked.
    line: tuple | None = None
    at_first: int = 0
    is_whole: bool = False
    is_dropped: bool = False
    ended: float | None = None

    def is_too_slow(self, now: float) -> bool:
        return now - self.began > GRACE + self.got / SLOWEST


class BodyLimits:
    """The bodies of one process that are being read."""

    def __init__(self) -> None:
        self.readings: set[BodyRead] = set()
        self.changing = threading.Lock()
        self.watch: threading.Thread | None = None
        self.cutter, self.lines = ConnectionCutter(), BodyLines()

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
        reading, is_broken_off = self.begin(environ, length), True
        try:
            while left := length - reading.got:
                piece = environ["wsgi.input"].read(min(PIECE, left))
                if not piece and is_chunked:
                    break
                if not piece:
                    raise NoBody(BROKEN_OFF)
                body.write(piece)
                reading.got += len(piece)
            is_broken_off = False
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
            self.end(reading, is_broken_off=is_broken_off)
            if is_broken_off and reading.is_dropped:
                raise NoBody(DROPPED)
        if is_chunked:
            environ["CONTENT_LENGTH"] = str(reading.got)
        body.seek(0)
        return body

    def begin(self, environ: dict, length: int) -> BodyRead:
        address = client_ip(SimpleNamespace(META=environ))
        reading = BodyRead(environ.get("REMOTE_ADDR", ""), address, length=length)
        # Bodies that are there already are read in no time: whoever comes with many others waits
        # for a moment.
        until, is_asked = time.monotonic() + PATIENCE, False
        while not self.has_room_for(reading):
            if not is_asked:
                is_asked = True
                self.lines.claim(reading)
                if self.take_if_whole(reading):
                    return reading
            if time.monotonic() > until:
                if not self.take_place_of_slowest(reading):
                    reading.ended = time.monotonic()
                    raise NoBody(BUSY)
                return reading
            time.sleep(0.01)
        if reading.line is None and self.is_watched(reading):
            self.lines.claim(reading)
        return reading

    def in_places(self, address: str | None = None) -> list[BodyRead]:
        """Those that hold a place; of one address."""
        return [
            each
            for each in self.readings
            if not each.is_whole and not each.is_dropped and address in (None, each.address)
        ]

    def is_watched(self, reading: BodyRead) -> bool:
        """Whether there are so many that one of them may have to go."""
        with self.changing:
            return (
                len(self.readings) > WATCHED_FROM
                or len(self.in_places(reading.address)) > WATCHED_FROM_OF_ONE_ADDRESS
            )

    def take_place_of_slowest(self, newcomer: BodyRead) -> bool:
        """Of those that are in its way the one on whose line the least came in its time goes, and the
        newcomer has its place. Whether there was one.
        """
        with self.changing:
            of_there = self.in_places(newcomer.address)
            in_the_way = of_there if len(of_there) >= OF_ONE_ADDRESS else self.in_places()
            slowest = self.lines.slowest(in_the_way, time.monotonic())
            return self.drop_for(newcomer, slowest)

    def take_if_whole(self, newcomer: BodyRead) -> bool:
        """Take beside the places what may well be here whole already: it needs none for long. False where it
        was not taken.
        """
        with self.changing:
            if newcomer.length > max(SMALL, newcomer.at_first):
                return False
            newcomer.is_whole = True
            whole = [each for each in self.readings if each.is_whole and not each.is_dropped]
            if len(whole) >= WHOLE_AT_ONCE:
                newcomer.is_whole = self.drop_for(newcomer, self.lines.slowest(whole, time.monotonic()))
            else:
                self.take(newcomer)
            return newcomer.is_whole

    def drop_for(self, newcomer: BodyRead, slowest: BodyRead | None) -> bool:
        """Whether one went. Its thread has an end only with its line: till then it counts among all."""
        if slowest is None or len(self.readings) >= MOST_THREADS:
            return False
        slowest.is_dropped = True
        self.take(newcomer)
        self.lines.cut(slowest)
        return True

    def end(self, reading: BodyRead, *, is_broken_off: bool) -> None:
        with self.changing:
            self.readings.discard(reading)
            reading.ended = time.monotonic()
            if not is_broken_off or reading.is_dropped:
                return
            for each in self.readings:
                if each.is_dropped and each.peer == reading.peer:
                    # The two had been taken for each other: it was this one's line that was cut.
                    each.is_dropped, reading.is_dropped = False, True
                    each.line, each.at_first = reading.line, reading.at_first
                    return

    def has_room_for(self, reading: BodyRead) -> bool:
        """Whether it was taken among those that are being read."""
        with self.changing:
            if len(self.in_places()) >= AT_ONCE or len(self.in_places(reading.address)) >= OF_ONE_ADDRESS:
                return False
            self.take(reading)
        return True

    def take(self, reading: BodyRead) -> None:
        """Among those that are read; while nothing else changes them."""
        reading.began = time.monotonic()
        self.readings.add(reading)
        if self.watch is None or not self.watch.is_alive():
            self.watch = threading.Thread(target=self.cut_slow_ones, name="slow bodies", daemon=True)
            self.watch.start()

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


class BodyLines:
    """On which line each body comes. The server does not tell: it is, of those that the same address has, the
    one on which something came last, to which nothing was answered yet and which no other body has.
    """

    def __init__(self) -> None:
        self.claims: dict[tuple, BodyRead] = {}
        self.claiming = threading.Lock()

    def claim(self, reading: BodyRead) -> None:
        with self.claiming:
            now, free = time.monotonic(), []
            for line in lines_from({reading.peer}):
                by = self.claims.get(line.peer)
                # A body that has ended keeps its line until it is answered.
                if by and (by.ended is None or now - line.since_sent <= by.ended):
                    continue
                if line.since_came <= line.since_sent:
                    free.append(line)
            if free:
                own = min(free, key=lambda line: line.since_came)
                reading.line, reading.at_first = own.peer, own.received
                self.claims[own.peer] = reading
            if len(self.claims) > MOST_CLAIMS:
                self.claims = {line: by for line, by in self.claims.items() if by.ended is None}

    def slowest(self, readings: list[BodyRead], now: float) -> BodyRead | None:
        """Of those that had time to come: first who surely misses something, by the bytes a second."""
        received = {line.peer: line.received for line in lines_from({each.peer for each in readings})}
        found = []
        for each in readings:
            came, age = received.get(each.line or ()), now - each.began
            # With its head it may be here whole, and only its thread has had no turn.
            if came is not None and age > (PATIENCE if (misses := came < each.length) else TURN):
                found.append((not misses, (came - each.at_first) / age, each))
        return min(found, key=lambda rated: rated[:2])[2] if found else None

    def cut(self, reading: BodyRead) -> None:
        for line, peer, _ in connections_from({reading.peer}):
            if peer == reading.line:
                log.warning("a line that brought a body slowly was cut: others want to send theirs")
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)


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


class Line(NamedTuple):
    """A connection of this process: whose, the bytes that came, and seconds since we sent and they came."""

    peer: tuple
    received: int
    since_sent: float
    since_came: float


def lines_from(addresses: set[str]) -> list[Line]:
    return [
        Line(
            peer,
            struct.unpack_from("=Q", info, RECEIVED_AT)[0],
            struct.unpack_from("=I", info, SENT_AT)[0] / 1000,
            struct.unpack_from("=I", info, CAME_AT)[0] / 1000,
        )
        for _, peer, info in infos_from(addresses)
    ]


def connections_from(addresses: set[str]) -> Iterator[tuple[socket.socket, tuple, int]]:
    """This process's connections from these addresses, as (socket of our own on it, peer,
    bytes that came).
    """
    for line, peer, info in infos_from(addresses):
        yield line, peer, struct.unpack_from("=Q", info, RECEIVED_AT)[0]


def infos_from(addresses: set[str]) -> Iterator[tuple[socket.socket, tuple, bytes]]:
    """The same with all that the kernel tells of each (tcp_info)."""
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
                yield line, peer, info


def plain_address(address: str) -> str:
    """An address of version 4 as the server tells it, also where it came to a socket of version 6."""
    return address.removeprefix("::ffff:")


def announced_length(environ: dict) -> int:
    """The bytes that the body is said to have; 0 where it does not say."""
    length = (environ.get("CONTENT_LENGTH") or "")[:20]
    return int(length) if length.isascii() and length.isdigit() else 0
